import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { addEntry, entryMap, retype } from '$lib/notebook/table';
import { peopleHere, shownIn, withPlaces } from './who-is-here';

const me = { id: 'noor', name: 'Noor' };
const kees = { id: 'kees', name: 'Kees' };
const at = { unit: 'observations' as const, id: 'a' };

function table(): Y.Doc {
	const doc = new Y.Doc();
	addEntry(doc, 'observations', { id: 'a', author: 'kees', text: 'J. kijkt' });
	return doc;
}

it('somebody with two tabs is one person, where she types', () => {
	const states = [{ user: kees, typing: { ...at, caret: 3 } }, { user: kees, typing: null }, {}];
	expect(shownIn(states, me)).toEqual([
		{ ...kees, typing: { ...at, caret: 3 } },
		{ ...me, typing: null }
	]);
});

it('a caret and what is selected follow their words, also when only a number was sent', () => {
	const doc = table();
	const typing = withPlaces({ ...at, caret: 8, anchor: 3 }, doc);
	retype(entryMap(doc, 'observations', 'a')?.get('text') as Y.Text, 'Hier: J. kijkt');
	const seen = (its: object) => peopleHere(shownIn([{ user: kees, typing: its }], me), {}, doc)[0]?.typing;
	expect(seen(typing)).toEqual({ ...at, caret: 14, anchor: 9 });
	expect(seen({ ...at, caret: 4 })).toEqual({ ...at, caret: 4, anchor: null });
	expect(seen({ ...at, id: 'gone', caret: 4 })).toEqual({ ...at, id: 'gone', caret: 4 });
});

it('a caret is never outside the text, whatever another browser says', () => {
	const doc = table();
	for (const [caret, expected] of [
		[99, 8],
		[-5, 0],
		['x', null],
		[null, null]
	] as const) {
		const states = [{ user: kees, typing: { ...at, caret, place: '!!', anchorPlace: 7 } }];
		expect(peopleHere(shownIn(states, me), {}, doc)[0]?.typing?.caret).toBe(expected);
	}
});

it('presence stays small', () => {
	expect(JSON.stringify(withPlaces({ ...at, caret: 8, anchor: 3 }, table())).length).toBeLessThan(200);
});
