/** Where two texts differ, as one change: what stood at `start` up to `end` was replaced by `put`. In UTF-16 units. */
export interface Change {
	start: number;
	end: number;
	put: string;
}

/** The smallest single change that makes `after` of `before`. */
export function changeBetween(before: string, after: string): Change {
	const shortest = Math.min(before.length, after.length);
	let start = 0;
	while (start < shortest && before[start] === after[start]) start++;
	let tail = 0;
	while (tail < shortest - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
	return { start, end: before.length - tail, put: after.slice(start, after.length - tail) };
}

/**
 * Where the caret belongs after somebody else changed the text one is typing in: text that was put in or taken out
 * before it moves it along; a change behind it leaves it alone. Positions in UTF-16 units, as text fields count.
 */
export function caretAfter(before: string, after: string, caret: number): number {
	const { start, end, put } = changeBetween(before, after);
	if (caret <= start) return caret;
	// inside what was replaced: stay at its beginning
	if (caret < end) return start;
	return caret + start + put.length - end;
}

/** The end of what changed: where one looks after taking back, or repeating, something of one's own. */
export function caretAtChange(before: string, after: string): number {
	const { start, put } = changeBetween(before, after);
	return start + put.length;
}

/**
 * What the note should read when a field that has not shown the newest text yet (`before`, it is composing a letter)
 * was changed into `mine`, while the note already reads `now`: my change, put at the same words.
 */
export function mergeTyping(before: string, mine: string, now: string): string {
	if (before === now) return mine;
	const { start, end, put } = changeBetween(before, mine);
	const from = caretAfter(before, now, start);
	return now.slice(0, from) + put + now.slice(Math.max(from, caretAfter(before, now, end)));
}

/** A place that exists in this text, and never halfway a character that takes two units (an emoji). */
export function placeIn(text: string, at: number): number {
	const place = Math.min(Math.max(Math.trunc(at) || 0, 0), text.length);
	const halfway = /[\uD800-\uDBFF]/.test(text.charAt(place - 1)) && /[\uDC00-\uDFFF]/.test(text.charAt(place));
	return halfway ? place - 1 : place;
}

/** A name flag above a caret: where its caret stands (px), and how far the flag reaches to its right (or left). */
export interface Flag {
	x: number;
	y: number;
	width: number;
}

/** How a flag hangs so that it can be read: `left` when it would stick out at the right, `level` steps up above others. */
export interface Hung {
	left: boolean;
	level: number;
}

/**
 * Hangs the flags of one text of this width (px): inside it where that can be, on the side where they hang lowest, and
 * none over another on its line.
 */
export function hangFlags(flags: readonly Flag[], width: number): Hung[] {
	const hung: (Hung & { from: number; to: number; y: number })[] = [];
	for (const { x, y, width: long } of flags) {
		const right = { left: false, from: x, to: x + long, y };
		const sides = [
			...(right.to <= width ? [right] : []),
			...(x >= long ? [{ left: true, from: x - long, to: x, y }] : [])
		];
		const [best] = (sides.length > 0 ? sides : [right])
			.map((side) => ({ ...side, level: freeLevel(side, hung) }))
			.sort((a, b) => a.level - b.level);
		if (best) hung.push(best);
	}
	return hung.map(({ left, level }) => ({ left, level }));
}

interface Span {
	from: number;
	to: number;
	y: number;
}
function freeLevel(span: Span, hung: readonly (Span & { level: number })[]): number {
	const taken = hung.filter((h) => h.y === span.y && h.from < span.to && span.from < h.to).map((h) => h.level);
	let level = 0;
	while (taken.includes(level)) level++;
	return level;
}
