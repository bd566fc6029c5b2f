import { mimeOf, segmentsOf, type PlaylistSegment } from './codecs';

/** Gets one moment of a clip into an element; false when that moment cannot be had. */
export type ShowMoment = (seconds: number) => Promise<boolean>;

/** An answer that takes longer is given up; a strip with a hole is fine. */
const patience = 6_000;

/**
 * Feeds an element by hand with the few segments that small pictures need. No player is loaded for that: it would weigh
 * more than the whole page. Null where the browser cannot be fed like this.
 */
export async function openStillSource(
	video: HTMLVideoElement,
	base: string,
	signal: AbortSignal
): Promise<ShowMoment | null> {
	const [playlist, init] = await Promise.all([ask(`${base}index.m3u8`, signal), ask(`${base}init.mp4`, signal)]);
	const mime = init && mimeOf(init);
	if (!playlist || !init || !mime || !('MediaSource' in globalThis) || !MediaSource.isTypeSupported(mime)) return null;
	const segments = segmentsOf(new TextDecoder().decode(playlist));
	const source = new MediaSource();
	const address = URL.createObjectURL(source);
	video.src = address;
	const opened = await happens(source, 'sourceopen');
	URL.revokeObjectURL(address);
	if (!opened) return null;
	source.duration = segments.at(-1)?.to ?? 0;
	const feed = new Feed(source.addSourceBuffer(mime));
	if (!(await feed.append(init))) return null;
	return async (seconds) => {
		const wanted = segments.find((segment) => seconds >= segment.from && seconds < segment.to);
		return wanted !== undefined && (await show(video, feed, wanted, base, seconds, signal));
	};
}

async function show(
	video: HTMLVideoElement,
	feed: Feed,
	segment: PlaylistSegment,
	base: string,
	seconds: number,
	signal: AbortSignal
): Promise<boolean> {
	if (feed.holds !== segment.name) {
		feed.holds = null;
		const bytes = await ask(base + segment.name, signal);
		if (!bytes || !(await feed.only(bytes))) return false;
		feed.holds = segment.name;
	}
	const seeked = happens(video, 'seeked');
	video.currentTime = seconds;
	return seeked;
}

/** Holds one segment at a time: small pictures of a long clip must not fill a phone's memory. */
class Feed {
	/** Name of that segment: moments close together need no second download. */
	holds: string | null = null;

	constructor(private readonly buffer: SourceBuffer) {}

	async only(bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
		if (this.buffer.buffered.length > 0) {
			const emptied = happens(this.buffer, 'updateend');
			this.buffer.remove(0, Infinity);
			if (!(await emptied)) return false;
		}
		return this.append(bytes);
	}

	async append(bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
		const appended = happens(this.buffer, 'updateend');
		try {
			this.buffer.appendBuffer(bytes);
		} catch {
			return false; // the element went away, or refuses the bytes
		}
		return appended;
	}
}

const ask = (address: string, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer> | null> =>
	fetch(address, { signal }).then(
		async (response) => (response.ok ? new Uint8Array(await response.arrayBuffer()) : null),
		() => null
	);

/** True when it happens, false when it does not in time. */
export function happens(target: EventTarget, name: string): Promise<boolean> {
	return new Promise((resolve) => {
		const timer = setTimeout(() => resolve(false), patience);
		const done = () => {
			clearTimeout(timer);
			resolve(true);
		};
		target.addEventListener(name, done, { once: true });
	});
}
