import { decodedSeconds, isLongEnough, type Packaging } from './packager/packaging';
import { shownAt } from './packager/shown-order';

/** How a conversion will be cut: when each segment's first picture is shown in the original, and how long it is, s. */
export interface Plan {
	starts: number[];
	seconds: number[];
}

/** Formats whose pictures a conversion copies, key frames and all. */
const copied = new Set(['vp09', 'av01']);
/** A shorter tail might come out with the segment before it. */
const shortestTail = 0.3;
/** How far a segment may come out beside its plan, s: a picture at most. */
const slack = 0.05;

/**
 * Where a conversion of this original gets its key frames, so that its whole list is known before it is made; null
 * where that cannot be told: what an edit list hides, some programs count and others do not.
 */
export function planOf(packaging: Packaging): Plan | null {
	const known = plans.get(packaging);
	if (known !== undefined) return known;
	const plan = drawnUp(packaging);
	plans.set(packaging, plan);
	return plan;
}

/** Asked for at every piece of a conversion; goes with the index it was made from. */
const plans = new WeakMap<Packaging, Plan | null>();

function drawnUp({ picture, open }: Packaging): Plan | null {
	const { track, from, to } = picture;
	if (open || from > 0 || to < track.samples.count || copied.has(track.entry.format)) return null;
	const shown = new Float64Array(to).map((_, i) => shownAt(track, i) / track.timescale).sort();
	const end = decodedSeconds(picture, to);
	const plan: Plan = { starts: [shown[0] ?? 0], seconds: [] };
	let start = 0;
	for (const at of shown.subarray(1)) {
		if (!isLongEnough(start, at)) continue;
		plan.starts.push(at);
		plan.seconds.push(at - start);
		start = at;
	}
	plan.seconds.push(end - start);
	return end - start < shortestTail ? null : plan;
}

/** Whether what has been made so far came out as planned. */
export const keepsTo = ({ segments }: Packaging, plan: Plan): boolean =>
	segments.length <= plan.seconds.length &&
	segments.every(({ seconds }, i) => Math.abs(seconds - (plan.seconds[i] ?? Infinity)) <= slack);
