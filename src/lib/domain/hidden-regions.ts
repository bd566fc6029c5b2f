/** Where somebody stands at a moment. Middle and half sizes as parts (0 to 1) of the picture, before any turn she gave. */
export interface Spot {
	/** Moment in the chosen file, ms. */
	at: number;
	x: number;
	y: number;
	rx: number;
	ry: number;
}

/** A bystander who is made unrecognisable from `from` to `to` (ms of the chosen file), following its spots. */
export interface HiddenRegion {
	id: string;
	shape: 'ellipse' | 'rectangle';
	from: number;
	to: number;
	/** At least one, in order of time. */
	spots: readonly Spot[];
}

export type Turn = 0 | 90 | 180 | 270;
export type Box = Omit<Spot, 'at'>;

/** Smallest half size that can be drawn: less would be a slip of the finger. */
export const smallestHalf = 0.02;

/** Where the region is at `ms`: on a straight line between its spots; before the first and after the last it stands still. */
export function boxAt(region: Pick<HiddenRegion, 'spots'>, ms: number): Box {
	const next = region.spots.findIndex(({ at }) => at >= ms);
	const b = region.spots[next] ?? region.spots.at(-1);
	const a = next > 0 ? region.spots[next - 1] : b;
	if (!a || !b) return { x: 0.5, y: 0.5, rx: 0.5, ry: 0.5 }; // no spot: then rather too much than nothing
	const share = b.at > a.at ? (ms - a.at) / (b.at - a.at) : 0;
	const between = (name: keyof Box): number => a[name] + (b[name] - a[name]) * share;
	return { x: between('x'), y: between('y'), rx: between('rx'), ry: between('ry') };
}

/** The region with a spot at `ms`: the one within half a frame is moved, otherwise a new one is put in. */
export function withSpot(region: HiddenRegion, ms: number, box: Box): HiddenRegion {
	const others = region.spots.filter(({ at }) => Math.abs(at - ms) > 16);
	return { ...region, spots: [...others, { at: ms, ...box }].sort((a, b) => a.at - b.at) };
}

/** The region without its spot nearest to `ms`; the last one always stays. */
export function withoutSpot(region: HiddenRegion, ms: number): HiddenRegion {
	if (region.spots.length < 2) return region;
	const near = [...region.spots].sort((a, b) => Math.abs(a.at - ms) - Math.abs(b.at - ms))[0];
	return { ...region, spots: region.spots.filter((spot) => spot !== near) };
}

/**
 * First and last place in `times` (when frames begin, ms, in order) that are covered: every frame that is on screen
 * somewhere in the span, and one more at both sides. Null when the region's span has no frame at all.
 */
export function coveredFrames(region: HiddenRegion, times: readonly number[]): [first: number, last: number] | null {
	if (times.length === 0 || region.to < region.from) return null;
	let first = times.findIndex((_, i) => (times[i + 1] ?? Infinity) > region.from);
	let last = times.findLastIndex((at) => at <= region.to);
	if (last < 0) return null;
	first = Math.max(0, first - 1);
	last = Math.min(times.length - 1, last + 1);
	return [first, last];
}

/** Steps in which a region's way from the frame before to the frame after is covered. */
const sweep = 8;

/** Everything that has to be covered on frame `index`: where the region is then, and on its way there and on from there. */
export function boxesOn(region: HiddenRegion, times: readonly number[], index: number): Box[] {
	const span = coveredFrames(region, times);
	if (!span || index < span[0] || index > span[1]) return [];
	const here = times[index] ?? 0;
	const [from, to] = [times[index - 1] ?? here, times[index + 1] ?? here];
	return Array.from({ length: sweep + 1 }, (_, step) => wider(boxAt(region, from + ((to - from) * step) / sweep)));
}

/** A fifth larger than drawn, and a little more: hands shake, and hair and shoulders tell who somebody is. */
export const wider = (box: Box): Box => ({ ...box, rx: box.rx * 1.2 + 0.012, ry: box.ry * 1.2 + 0.012 });

/** A box of the picture before a turn, as it is shown after it; and back, by the turn that makes the circle full. */
export function afterTurn({ x, y, rx, ry }: Box, turn: Turn): Box {
	if (turn === 90) return { x: 1 - y, y: x, rx: ry, ry: rx };
	if (turn === 180) return { x: 1 - x, y: 1 - y, rx, ry };
	if (turn === 270) return { x: y, y: 1 - x, rx: ry, ry: rx };
	return { x, y, rx, ry };
}
