import { fragmentLimits } from '$lib/domain/clip-facts';

/** A stretch of the clip, ms. */
export interface Stretch {
	from: number;
	to: number;
}

const second = 1_000;

/**
 * Where a slider goes for a key, or null when the key is not the slider's. Arrows one second, with shift a tenth;
 * page keys ten seconds; home and end the borders. `axis`: what the slider may cover, ms.
 */
export function positionForKey(key: string, shift: boolean, at: number, axis: Stretch): number | null {
	const step = shift ? second / 10 : second;
	const to: Record<string, number> = {
		ArrowLeft: at - step,
		ArrowDown: at - step,
		ArrowRight: at + step,
		ArrowUp: at + step,
		PageDown: at - 10 * second,
		PageUp: at + 10 * second,
		Home: axis.from,
		End: axis.to
	};
	const wanted = to[key];
	return wanted === undefined ? null : within(axis, wanted);
}

export const within = (axis: Stretch, ms: number): number => Math.min(axis.to, Math.max(axis.from, ms));

/**
 * A fragment with one border moved to `ms`. It stays inside the axis, at least a second and at most three minutes
 * long (R49): the moved border stops there, the other one never moves along unasked.
 */
export function moveBorder(fragment: Stretch, border: 'from' | 'to', ms: number, axis: Stretch): Stretch {
	const { minMs, maxMs } = fragmentLimits;
	if (border === 'from') {
		const from = within({ from: Math.max(axis.from, fragment.to - maxMs), to: fragment.to - minMs }, ms);
		return { from: Math.max(axis.from, from), to: fragment.to };
	}
	const to = within({ from: fragment.from + minMs, to: Math.min(axis.to, fragment.from + maxMs) }, ms);
	return { from: fragment.from, to: Math.min(axis.to, to) };
}

/** What a new fragment lasts until its other border is chosen, ms. */
const firstLength = 60_000;

/**
 * The fragment after "begin here" or "end here": that border stands exactly there, and the other one stays where it is
 * when that still makes a fragment; otherwise it goes a minute away.
 */
export function borderHere(fragment: Stretch | null, border: 'from' | 'to', at: number, axis: Stretch): Stretch {
	const { minMs, maxMs } = fragmentLimits;
	const fits = (from: number, to: number): boolean => to - from >= minMs && to - from <= maxMs;
	if (border === 'from') {
		const from = within({ from: axis.from, to: Math.max(axis.from, axis.to - minMs) }, at);
		return { from, to: fragment && fits(from, fragment.to) ? fragment.to : Math.min(axis.to, from + firstLength) };
	}
	const to = within({ from: Math.min(axis.to, axis.from + minMs), to: axis.to }, at);
	return { from: fragment && fits(fragment.from, to) ? fragment.from : Math.max(axis.from, to - firstLength), to };
}

/** Place on the axis as a share of its width, 0 to 100. */
export const shareOf = (axis: Stretch, ms: number): number =>
	axis.to > axis.from ? ((within(axis, ms) - axis.from) / (axis.to - axis.from)) * 100 : 0;
