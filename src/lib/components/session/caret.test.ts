import { describe, expect, it } from 'vitest';
import { caretAfter, caretAtChange, changeBetween, hangFlags, mergeTyping, placeIn } from './caret';

const place = (marked: string) => ({ text: marked.replace('|', ''), at: marked.indexOf('|') });
const moved = (before: string, after: string) => {
	const from = place(before);
	const to = caretAfter(from.text, after, from.at);
	return `${after.slice(0, to)}|${after.slice(to)}`;
};

describe('the caret while a colleague types in the same note', () => {
	it('moves along with what is put in or taken out before it', () => {
		expect(moved('hij kijkt|', 'En hij kijkt')).toBe('En hij kijkt|');
		expect(moved('hij kijkt op|', 'kijkt op')).toBe('kijkt op|');
	});
	it('stays where it is when something changes behind it', () => {
		expect(moved('hij| kijkt', 'hij kijkt terug')).toBe('hij| kijkt terug');
		expect(moved('hij| kijkt terug', 'hij kijkt')).toBe('hij| kijkt');
	});
	it('goes to the beginning of what was replaced around it', () => {
		expect(moved('hij ki|jkt op', 'hij lacht op')).toBe('hij |lacht op');
	});
	it('stays inside the text', () => {
		expect(moved('abc|', '')).toBe('|');
	});
});

describe('the one change between two texts', () => {
	it('is what was put in, taken out, or replaced', () => {
		expect(changeBetween('hij kijkt', 'hij lacht')).toEqual({ start: 4, end: 8, put: 'lach' });
		expect(changeBetween('kijkt', 'kijkt op')).toEqual({ start: 5, end: 5, put: ' op' });
		expect(changeBetween('kijkt op', 'kijkt')).toEqual({ start: 5, end: 8, put: '' });
	});
	it('puts one’s own caret behind what came back, or where it went', () => {
		expect(caretAtChange('hij op', 'hij kijkt op')).toBe('hij kijkt '.length);
		expect(caretAtChange('hij kijkt op', 'hij op')).toBe('hij '.length);
	});
});

describe('typing in a field that has not shown a colleague’s newest words yet', () => {
	it('keeps both', () => {
		expect(mergeTyping('kijkt op', 'kijkt opa', 'J. kijkt op')).toBe('J. kijkt opa');
		expect(mergeTyping('kijkt op', 'hij kijkt op', 'kijkt op en lacht')).toBe('hij kijkt op en lacht');
		expect(mergeTyping('kijkt op', 'kijkt', 'J. kijkt op')).toBe('J. kijkt');
	});
	it('is simply what the field says when nothing came in between', () => {
		expect(mergeTyping('kijkt', 'kijkt op', 'kijkt')).toBe('kijkt op');
	});
	it('does not bring back what a colleague took out around it', () => {
		expect(mergeTyping('hij kijkt op', 'hij kijXkt op', 'hij op')).toBe('hij Xop');
	});
});

describe('a colleague’s caret', () => {
	it('stands at a place that exists', () => {
		expect(placeIn('abc', 9)).toBe(3);
		expect(placeIn('abc', -1)).toBe(0);
		expect(placeIn('abc', 1.7)).toBe(1);
		expect(placeIn('abc', Number.NaN)).toBe(0);
	});
	it('never stands halfway an emoji', () => {
		expect(placeIn('a😀b', 2)).toBe(1);
		expect(placeIn('a😀b', 1)).toBe(1);
		expect(placeIn('a😀b', 3)).toBe(3);
	});
	it('hangs its flag to the right, unless that sticks out of the text', () => {
		expect(hangFlags([{ x: 10, y: 0, width: 40 }], 200)).toEqual([{ left: false, level: 0 }]);
		expect(hangFlags([{ x: 190, y: 0, width: 40 }], 200)).toEqual([{ left: true, level: 0 }]);
		// no room on either side: to the right
		expect(hangFlags([{ x: 20, y: 0, width: 300 }], 200)).toEqual([{ left: false, level: 0 }]);
	});
	it('hangs its flag to the left where it would come above another’s at the right', () => {
		const flags = [
			{ x: 110, y: 0, width: 40 },
			{ x: 100, y: 0, width: 40 }
		];
		expect(hangFlags(flags, 400)).toEqual([
			{ left: false, level: 0 },
			{ left: true, level: 0 }
		]);
	});
	it('hangs its flag above another’s in the same place, and not above one on another line', () => {
		const flags = [
			{ x: 10, y: 0, width: 40 },
			{ x: 30, y: 0, width: 40 },
			{ x: 25, y: 0, width: 30 },
			{ x: 10, y: 24, width: 40 },
			{ x: 120, y: 0, width: 40 }
		];
		expect(hangFlags(flags, 400).map((one) => one.level)).toEqual([0, 1, 2, 0, 0]);
	});
});
