import { happens, openStillSource, type ShowMoment } from './still-source';

export interface StillsOptions {
	clipId: string;
	kind: 'hls' | 'file';
	/** Moments to picture, ms of the clip. */
	times: number[];
	/** Height of a picture, px. */
	height: number;
	signal: AbortSignal;
	/** One picture is there: its place in `times` and an address for an `img`. Whoever gets it revokes it. */
	onstill: (index: number, address: string) => void;
}

/**
 * Small pictures of a clip, made in this browser from a second, silent element and kept nowhere else. Waits until the
 * browser has nothing better to do, and never fails: what cannot be made is left out.
 */
export async function makeStills({ clipId, kind, times, height, signal, onstill }: StillsOptions): Promise<void> {
	await idle();
	if (signal.aborted) return;
	const video = document.createElement('video');
	video.muted = true;
	video.playsInline = true;
	try {
		const show = await sourceFor(video, `/clips/${clipId}/media/`, kind, signal);
		for (const [index, time] of show ? times.entries() : []) {
			if (signal.aborted || !show) return;
			const address = (await show(time / 1000)) ? await draw(video, height) : null;
			if (address && signal.aborted) URL.revokeObjectURL(address);
			else if (address) onstill(index, address);
		}
	} catch {
		// a reader who went on to another page, a lost line, a right that ended: then there is simply no picture
	} finally {
		video.removeAttribute('src');
		video.load();
	}
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

async function draw(video: HTMLVideoElement, height: number): Promise<string | null> {
	const canvas = document.createElement('canvas');
	canvas.height = height;
	canvas.width = Math.max(1, Math.round((height * video.videoWidth) / (video.videoHeight || 1)));
	const paint = canvas.getContext('2d');
	if (!paint || video.videoWidth === 0) return null;
	paint.drawImage(video, 0, 0, canvas.width, canvas.height);
	const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.72));
	return blob && URL.createObjectURL(blob);
}

const idle = (): Promise<void> =>
	new Promise((resolve) => {
		if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: 2_000 });
		else setTimeout(resolve, 300); // Safari
	});
