import { happens, openStillSource, type ShowMoment } from './still-source';

export interface StillsOptions {
	clipId: string;
	kind: 'hls' | 'file';
	/** Moments to picture, ms of the clip. */
	times: number[];
	/** Height of a picture, px. */
	height: number;
	/** Clockwise turn that makes it stand upright, degrees. */
	turn?: 0 | 90 | 180 | 270;
	signal: AbortSignal;
	/** One picture is there: its place in `times` and an address for an `img`. Whoever gets it revokes it. */
	onstill: (index: number, address: string) => void;
}

/**
 * Small pictures of a clip, made in this browser from a second, silent element and kept nowhere else. Waits until the
 * browser has nothing better to do, and never fails: what cannot be made is left out.
 */
export async function makeStills({ clipId, kind, times, height, turn, signal, onstill }: StillsOptions): Promise<void> {
	await idle();
	if (signal.aborted) return;
	const still = await openStills({ clipId, kind, height, turn: turn ?? 0, signal });
	try {
		for (const [index, time] of still ? times.entries() : []) {
			if (signal.aborted || !still) return;
			const address = await still.at(time);
			if (address && signal.aborted) URL.revokeObjectURL(address);
			else if (address) onstill(index, address);
		}
	} catch {
		// a reader who went on to another page, a lost line, a right that ended: then there is simply no picture
	} finally {
		still?.close();
	}
}

/** Makes one small picture at a time. */
export interface StillAt {
	/** An address for an `img`, which whoever gets it revokes; null when this moment (ms) cannot be had. */
	at(ms: number): Promise<string | null>;
	close(): void;
}

/** A second, silent element for small pictures; null when it cannot be opened. Whoever opened it closes it. */
export async function openStills({
	clipId,
	kind,
	height,
	turn = 0,
	signal
}: Omit<StillsOptions, 'times' | 'onstill'>): Promise<StillAt | null> {
	const video = document.createElement('video');
	video.muted = true;
	video.playsInline = true;
	const close = () => {
		video.removeAttribute('src');
		video.load();
	};
	const show = await sourceFor(video, `/clips/${clipId}/media/`, kind, signal).catch(() => null);
	if (!show) return (close(), null);
	return { at: async (ms) => ((await show(ms / 1000)) ? draw(video, height, turn) : null), close };
}

/** Moments in the middle of `count` equal parts of a stretch, ms. */
export const spread = (from: number, to: number, count: number): number[] =>
	Array.from({ length: count }, (_, i) => from + ((i + 0.5) / count) * (to - from));

async function sourceFor(
	video: HTMLVideoElement,
	base: string,
	kind: 'hls' | 'file',
	signal: AbortSignal
): Promise<ShowMoment | null> {
	if (kind === 'hls') return openStillSource(video, base, signal);
	video.preload = 'auto';
	const ready = happens(video, 'loadeddata');
	video.src = `${base}clip.webm`;
	if (!(await ready)) return null;
	return (seconds) => {
		const seeked = happens(video, 'seeked');
		video.currentTime = seconds;
		return seeked;
	};
}

async function draw(video: HTMLVideoElement, height: number, turn: number): Promise<string | null> {
	const { videoWidth, videoHeight } = video;
	if (videoWidth === 0 || videoHeight === 0) return null;
	const lies = turn % 180 !== 0;
	const shape = lies ? videoHeight / videoWidth : videoWidth / videoHeight;
	const canvas = document.createElement('canvas');
	canvas.height = height;
	canvas.width = Math.max(1, Math.round(height * shape));
	const paint = canvas.getContext('2d');
	if (!paint) return null;
	const [wide, high] = lies ? [canvas.height, canvas.width] : [canvas.width, canvas.height];
	paint.translate(canvas.width / 2, canvas.height / 2);
	paint.rotate((turn * Math.PI) / 180);
	paint.drawImage(video, -wide / 2, -high / 2, wide, high);
	const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.72));
	return blob && URL.createObjectURL(blob);
}

const idle = (): Promise<void> =>
	new Promise((resolve) => {
		if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: 2_000 });
		else setTimeout(resolve, 300); // Safari
	});
