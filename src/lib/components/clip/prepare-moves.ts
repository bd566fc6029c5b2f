import { smallestHalf, type Box } from '$lib/domain/hidden-regions';

/** Least that can be kept, ms: less is a slip of the finger. */
export const shortest = 500;

/**
 * Where a handle goes for a key, or null when the key is not its own. Arrows a second, with shift one frame, page keys
 * ten seconds, home and end the borders of the clip. `times`: when frames begin, ms, in order.
 */
export function handleForKey(
	key: string,
	fine: boolean,
	at: number,
	durationMs: number,
	times: readonly number[]
): number | null {
	const before = times.findLast((time) => time < at - 1) ?? 0;
	const after = times.find((time) => time > at + 1) ?? durationMs;
	const to: Record<string, number> = {
		ArrowLeft: fine ? before : at - 1_000,
		ArrowDown: fine ? before : at - 1_000,
		ArrowRight: fine ? after : at + 1_000,
		ArrowUp: fine ? after : at + 1_000,
		PageDown: at - 10_000,
		PageUp: at + 10_000,
		Home: 0,
		End: durationMs
	};
	const wanted = to[key];
	return wanted === undefined ? null : Math.min(durationMs, Math.max(0, wanted));
}

/** A region after a key: arrows move it, plus and minus change its size; null when the key is not its own. */
export function boxForKey(key: string, coarse: boolean, box: Box): Box | null {
	const step = coarse ? 0.05 : 0.01;
	const grow = (by: number): Box => ({ ...box, rx: box.rx + by, ry: box.ry + by });
	const moves: Record<string, Box> = {
		ArrowLeft: { ...box, x: box.x - step },
		ArrowRight: { ...box, x: box.x + step },
		ArrowUp: { ...box, y: box.y - step },
		ArrowDown: { ...box, y: box.y + step },
		'+': grow(0.01),
		'=': grow(0.01),
		'-': grow(-0.01)
	};
	const moved = moves[key];
	return moved ? inPicture(moved) : null;
}

/** The box with its middle in the picture and neither too small to see nor larger than the picture. */
export function inPicture({ x, y, rx, ry }: Box): Box {
	const part = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));
	return { x: part(x, 0, 1), y: part(y, 0, 1), rx: part(rx, smallestHalf, 1), ry: part(ry, smallestHalf, 1) };
}

/** The box between two corners. */
export const boxBetween = (a: { x: number; y: number }, b: { x: number; y: number }): Box =>
	inPicture({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, rx: Math.abs(a.x - b.x) / 2, ry: Math.abs(a.y - b.y) / 2 });
