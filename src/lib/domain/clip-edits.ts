import type { HiddenRegion, Turn } from './hidden-regions';

/** What somebody wants done to a clip before it leaves her device. Times in ms of the chosen file. */
export interface ClipEdits {
	from: number;
	to: number;
	/** `key-frames`: nothing is made anew, the beginning moves to where that can be done. `exact`: just there. */
	cut: 'key-frames' | 'exact';
	turn: Turn;
	mute: boolean;
	hidden: readonly HiddenRegion[];
}

/** The frames of a clip in the order of the file, which is the order of decoding. Times in ms. */
export interface ClipFrame {
	at: number;
	lasts: number;
	/** Can be shown without any frame before it. */
	key: boolean;
}

/** What this browser and this file's container allow. */
export interface PrepareMeans {
	/** Pictures can be taken apart and made anew here. */
	canEncode: boolean;
	/** The container keeps a turn as one number, so nothing has to be made anew for it. */
	containerTurns: boolean;
	/** The sound can go along: as it is, or made anew. */
	canKeepSound: boolean;
}

/** How it will be done, or why it cannot. `from` and `to`: what will be in the result, ms of the chosen file. */
export type PreparePlan =
	{ way: 'copy' | 'encode'; from: number; to: number } | { way: 'refused'; why: PrepareRefusal };
export type PrepareRefusal = 'cannot-hide' | 'cannot-cut' | 'cannot-turn' | 'no-key-frame' | 'no-sound';

/** Times within this many ms are the same moment: files round to their own clock. */
export const sameMoment = 0.5;

/** Frames that stay when nothing is made anew. Indices in the file's order; `to` as everywhere is not included. */
export interface KeptFrames {
	first: number;
	/** The first index that is not kept any more. */
	stop: number;
	from: number;
	to: number;
}

/**
 * The part of a clip that can be copied as it is and holds nothing outside `from`-`to`: it begins at the first key frame
 * in there, and ends before the first frame (in the file's order) that is shown after the end, because what comes later
 * may need that one. Frames that are shown before the first key frame are not counted; leave them out.
 * Null when there is no key frame in there.
 */
export function keptFrames(frames: readonly ClipFrame[], from: number, to: number): KeptFrames | null {
	const inside = ({ at }: ClipFrame): boolean => at >= from - sameMoment && at < to - sameMoment;
	const first = frames.findIndex((frame) => frame.key && inside(frame));
	const start = frames[first];
	if (!start) return null;
	const beyond = frames.findIndex(({ at }, i) => i > first && at >= to - sameMoment);
	const stop = beyond === -1 ? frames.length : beyond;
	let end = start.at;
	for (let i = first; i < stop; i++) {
		const frame = frames[i];
		if (frame && frame.at >= start.at) end = Math.max(end, frame.at + frame.lasts);
	}
	return { first, stop, from: start.at, to: Math.min(end, to) };
}

/** When the frames begin, ms, in the order in which they are seen. */
export const shownTimes = (frames: readonly ClipFrame[]): number[] =>
	frames
		.map(({ at }) => at)
		.filter((at) => at >= -sameMoment)
		.sort((a, b) => a - b);

/**
 * The cheapest way that does exactly what was asked. Hiding is never left out to make something possible: what cannot
 * be hidden is refused (R38).
 */
export function planFor(
	edits: ClipEdits,
	frames: readonly ClipFrame[],
	durationMs: number,
	means: PrepareMeans
): PreparePlan {
	if (!edits.mute && !means.canKeepSound) return { way: 'refused', why: 'no-sound' };
	const whole = edits.from <= sameMoment && edits.to >= durationMs - sameMoment;
	const turned = edits.turn !== 0 && !means.containerTurns;
	const exact = edits.cut === 'exact' && !whole;
	if (edits.hidden.length > 0 || turned || exact) {
		if (!means.canEncode)
			return { way: 'refused', why: edits.hidden.length > 0 ? 'cannot-hide' : turned ? 'cannot-turn' : 'cannot-cut' };
		return { way: 'encode', ...exactSpan(edits, frames, durationMs) };
	}
	const kept = keptFrames(frames, edits.from, whole ? Infinity : edits.to);
	return kept
		? { way: 'copy', from: kept.from, to: Math.min(kept.to, durationMs) }
		: { way: 'refused', why: 'no-key-frame' };
}

function exactSpan({ from, to }: ClipEdits, frames: readonly ClipFrame[], durationMs: number) {
	const start = shownTimes(frames).find((at) => at >= from - sameMoment) ?? from;
	return { from: start, to: Math.min(to, durationMs) };
}
