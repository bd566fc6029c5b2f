import type { ClipFacts } from './clip-facts';

/**
 * Two sources of one moment (R53): the main clip, and a second one that another device filmed at the same time. A
 * moment of the main clip stands `offsetMs` later in the second: `second = main + offset`, ms.
 */
export interface SecondSource {
	clipId: string;
	facts: ClipFacts;
	offsetMs: number;
}

/** How they were laid beside each other: by their sounds, or by hand. */
export type AlignedBy = 'sound' | 'hand';

interface Part {
	from: number;
	to: number;
}

/** Less than this of one moment is no moment, ms; clips that are shorter themselves have to lie side by side whole. */
const leastTogether = 1_000;

/** The smallest and the largest offset at which both have something to show at the same time, ms. */
export function offsetBounds(mainMs: number, secondMs: number): Part {
	const together = Math.min(leastTogether, mainMs, secondMs);
	return { from: Math.ceil(together - mainMs), to: Math.floor(secondMs - together) };
}

/** A part of the main clip as it stands in the second source: never before its beginning. Empty when `to` is not later. */
export const partBeside = ({ from, to }: Part, offsetMs: number): Part => ({
	from: Math.max(0, from + offsetMs),
	to: to + offsetMs
});

/**
 * What of a second source lies beside the part of the main clip that somebody may see, or null when nothing does. One
 * that is a single file is given whole or not at all [T3].
 */
export function secondBeside(second: SecondSource, shown: Part): SecondSource | null {
	const { durationMs, container } = second.facts;
	const { from, to } = partBeside(shown, second.offsetMs);
	if (Math.min(to, durationMs) <= from) return null;
	return container !== 'webm' || (from <= 0 && to >= durationMs) ? second : null;
}
