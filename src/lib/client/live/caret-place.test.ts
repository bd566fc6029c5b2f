import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { indexOf, placeOf } from './caret-place';

function twoScreens() {
	const [here, there] = [new Y.Doc(), new Y.Doc()];
	const [mine, hers] = [here.getText('a'), there.getText('a')];
	mine.insert(0, 'J. kijkt op 🧱 en lacht');
	Y.applyUpdate(there, Y.encodeStateAsUpdate(here));
	return { here, there, mine, hers };
}

it('a caret stays at its letter while others type before and behind it', () => {
	const { mine, hers } = twoScreens();
	const place = placeOf(hers, 8);
	expect(indexOf(mine, place)).toBe(8);
	mine.insert(0, 'Hier: ');
	expect(indexOf(mine, place)).toBe(14);
	mine.insert(14, ' even');
	expect(indexOf(mine, place)).toBe(14);
	mine.delete(0, 10);
	expect(indexOf(mine, place)).toBe(4);
});

it('a caret at the very end does not run along with what others add there', () => {
	const { mine, hers } = twoScreens();
	const place = placeOf(hers, hers.length);
	const end = mine.length;
	mine.insert(end, ' hard');
	expect(indexOf(mine, place)).toBe(end);
	expect(indexOf(mine, placeOf(hers, 0))).toBe(0);
	expect(indexOf(mine, placeOf(hers, 9999))).toBe(end);
});

it('a place that is not here yet, not in this text, or no place at all is null', () => {
	const { here, mine, hers } = twoScreens();
	hers.insert(hers.length, '!');
	expect(indexOf(mine, placeOf(hers, hers.length))).toBeNull();
	expect(indexOf(mine, placeOf(here.getText('b'), 0))).toBeNull();
	for (const nonsense of ['', '!', 'AAAA', '/////////', btoa('x'.repeat(200))])
		expect(indexOf(mine, nonsense)).toBeNull();
	expect(placeOf(hers, 4).length).toBeLessThan(40);
});
