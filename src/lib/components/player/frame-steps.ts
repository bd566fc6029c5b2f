import type { ClipFacts } from '$lib/domain/clip-facts';

/**
 * Frames as times. A seek always goes to the middle of a frame: a time on the border between two frames is shown
 * as one or the other, by rounding, and then people at one table would not see the same picture.
 */
export type FrameFacts = Pick<ClipFacts, 'durationMs' | 'frames' | 'fps'>;

/** Mean length of one frame, ms. */
export const frameMs = ({ durationMs, frames, fps }: FrameFacts): number =>
	frames > 0 && durationMs > 0 ? durationMs / frames : 1000 / (fps || 30);

/** Index of the frame that is on screen at `ms`. Half a percent of slack takes up what floats lose on a border. */
export function frameAt(facts: FrameFacts, ms: number): number {
	const last = Math.max(0, facts.frames - 1);
	return Math.min(last, Math.max(0, Math.floor(ms / frameMs(facts) + 0.005)));
}

/** Middle of a frame, ms. */
export const middleOf = (facts: FrameFacts, frame: number): number => (frame + 0.5) * frameMs(facts);

/** Middle of the frame that is on screen at `ms`. */
export const snapToFrame = (facts: FrameFacts, ms: number): number => middleOf(facts, frameAt(facts, ms));

/**
 * Middle of the frame that lies `frames` further (or back, when negative), kept within the clip. Exact for clips with
 * even frames; for uneven ones it is the mean, and `findFrame` looks for the real neighbour.
 */
export function stepPosition(facts: FrameFacts, ms: number, frames: number): number {
	const last = Math.max(0, facts.frames - 1);
	return middleOf(facts, Math.min(last, Math.max(0, frameAt(facts, ms) + frames)));
}

/**
 * What a search for the next frame knows: at `lo` the old frame is still on screen, at `hi` a later one is (null while
 * nobody has seen one). All in ms.
 */
export interface FrameSearch {
	lo: number;
	hi: number | null;
	/** How far the last leap went. */
	leap: number;
}

/** Uneven clips from phones can hold one frame for half a second; a search never looks further than this. */
const farthest = 2_000;
/** Two frames are never closer together than this. */
const fine = 3;

/** A search that starts where the old frame begins, for a clip with frames of about `mean` ms. */
export const beginSearch = (frameStart: number, mean: number): FrameSearch => ({
	lo: frameStart,
	hi: null,
	leap: Math.max(4, mean / 2)
});

/** Where to look next, or null when the search is over. Leaps further and further, then halves. */
export function probeOf(search: FrameSearch, from: number): number | null {
	if (search.hi === null) return search.lo - from >= farthest ? null : search.lo + search.leap;
	return search.hi - search.lo <= fine ? null : (search.lo + search.hi) / 2;
}

/** The search after looking at `probe`: was it still the old frame, or a later one that begins at `frameStart`? */
export function afterProbe(search: FrameSearch, probe: number, frameStart: number, oldStart: number): FrameSearch {
	if (frameStart <= oldStart + 0.5) return { lo: probe, hi: search.hi, leap: search.leap * 2 };
	return { ...search, hi: Math.min(search.hi ?? Infinity, frameStart) };
}
