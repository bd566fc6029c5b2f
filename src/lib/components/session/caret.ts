/**
 * Where the caret belongs after somebody else changed the text one is typing in: text that was put in or taken out
 * before it moves it along; a change behind it leaves it alone. Positions in UTF-16 units, as text fields count.
 */
export function caretAfter(before: string, after: string, caret: number): number {
	const shortest = Math.min(before.length, after.length);
	let start = 0;
	while (start < shortest && before[start] === after[start]) start++;
	if (caret <= start) return caret;
	let end = 0;
	while (end < shortest - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
	const changedTo = before.length - end;
	// inside what was replaced: stay at its beginning
	if (caret < changedTo) return start;
	return caret + after.length - before.length;
}
