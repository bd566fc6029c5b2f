import type Hls from 'hls.js';
import type { Events, Fragment } from 'hls.js';

/**
 * A browser takes a seek that ends a little before something it has for one it can do, and shows the first picture it
 * has: another one than was asked for. The length of two pictures counts as a little, and in an uneven clip one may last
 * as long as this, seconds.
 */
const little = 2;
/** What floats lose, seconds. */
const slack = 0.000_5;

type Loaded = Pick<TimeRanges, 'length' | 'start' | 'end'>;

/** Whether the browser may show another picture than that of `at` because only what follows is loaded. Pure. */
export function mayShowLater(loaded: Loaded, at: number): boolean {
	let near = false;
	for (let i = 0; i < loaded.length; i++) {
		const start = loaded.start(i);
		if (start <= at + slack && at < loaded.end(i)) return false;
		near ||= start > at && start - at < little;
	}
	return near;
}

/**
 * Looks after every seek of this element: where it landed before the wanted stretch was loaded, it is sent there once
 * more as soon as that has come. Listens for as long as the element is played by this `hls`.
 */
export function keepSeeksExact(video: HTMLVideoElement, hls: Hls, events: typeof Events): () => void {
	let doubtful = false;
	let appending = false;
	const sought = (): void => {
		// what is being added just now may have come after the browser decided
		doubtful = appending || mayShowLater(video.buffered, video.currentTime);
	};
	const added = ({ start, duration }: Fragment): void => {
		appending = false;
		const here = video.currentTime;
		if (!doubtful || here < start - slack || here >= start + duration) return;
		doubtful = false;
		// while it plays it has gone on meanwhile
		if (video.paused) video.currentTime = here;
	};
	video.addEventListener('seeking', sought);
	hls.on(events.BUFFER_APPENDING, () => void (appending = true));
	hls.on(events.FRAG_BUFFERED, (_event, { frag }) => added(frag));
	return () => video.removeEventListener('seeking', sought);
}
