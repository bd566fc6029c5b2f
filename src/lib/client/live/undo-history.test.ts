import { beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { addEntry, changeEntry, entriesIn, entryMap, removeEntry, retype } from '$lib/notebook/table';
import { byHand, UndoHistory } from './undo-history';

const roots = ['observations', 'needs'] as const;
let mine: Y.Doc, hers: Y.Doc, own: Y.Doc;
let history: UndoHistory;
let told: number;

beforeEach(() => {
	[mine, hers, own] = [new Y.Doc(), new Y.Doc(), new Y.Doc()];
	told = 0;
	history = new UndoHistory(() => told++);
	history.follow('table', mine, roots);
	history.follow('own', own, ['jottings']);
	return () => void vi.useRealTimers();
});

function meet(): void {
	Y.applyUpdate(hers, Y.encodeStateAsUpdate(mine, Y.encodeStateVector(hers)), 'line');
	Y.applyUpdate(mine, Y.encodeStateAsUpdate(hers, Y.encodeStateVector(mine)), 'line');
}
/** Something I do to a note. */
function act(id: string, change: (doc: Y.Doc) => void, doc = mine): void {
	history.begin(id);
	doc.transact(() => change(doc), byHand);
}
const add = (id: string, text: string) =>
	act(id, (doc) => addEntry(doc, 'observations', { id, author: 'me', text, t: 5 }));
const typeIn = (doc: Y.Doc, id: string, text: string) =>
	retype(entryMap(doc, 'observations', id)?.get('text') as Y.Text, text);
const texts = (doc: Y.Doc) => entriesIn(doc, 'observations').map((e) => e.text);

describe('[L19] undo of one’s own', () => {
	it('takes back what I did last, note by note, and does it again', () => {
		add('a', 'J. kijkt');
		add('b', 'J. lacht');
		act('a', (doc) => typeIn(doc, 'a', 'J. kijkt op'));
		expect([history.canUndo, history.canRedo]).toEqual([true, false]);
		history.undo();
		expect(texts(mine)).toEqual(['J. kijkt', 'J. lacht']);
		history.undo();
		expect(texts(mine)).toEqual(['J. kijkt']);
		history.redo();
		history.redo();
		expect(texts(mine)).toEqual(['J. kijkt op', 'J. lacht']);
		expect(history.canRedo).toBe(false);
		expect(told).toBeGreaterThan(4);
	});

	it('says to which note it was done, also when that note went with it; and nothing when there was nothing', () => {
		add('a', 'J. kijkt');
		add('b', 'J. lacht');
		act('j', (doc) => addEntry(doc, 'jottings', { id: 'j', author: 'me', text: 'wachten' }), own);
		act('a', (doc) => typeIn(doc, 'a', 'J. kijkt op'));
		expect([history.undo(), history.undo(), history.undo(), history.redo()]).toEqual([
			'observations/a',
			'jottings/j',
			'observations/b',
			'observations/b'
		]);
		history.empty();
		expect([history.undo(), history.redo()]).toEqual([null, null]);
	});

	it('what is typed without a pause goes at once, but never more than four seconds of it', () => {
		vi.useFakeTimers();
		add('a', '');
		history.begin('something else');
		for (let i = 1; i <= 60; i++) {
			act('a', (doc) => typeIn(doc, 'a', 'x'.repeat(i)));
			vi.advanceTimersByTime(100);
		}
		history.undo();
		const left = texts(mine)[0]?.length ?? 0;
		expect(left).toBeGreaterThan(20);
		expect(left).toBeLessThan(60);
		history.undo();
		expect(texts(mine)[0]?.length).toBeLessThan(left);
	});

	it('goes back in order of time over the table and my own pages', () => {
		add('a', 'eerst');
		act('j', (doc) => addEntry(doc, 'jottings', { id: 'j', author: 'me', text: 'daarna' }), own);
		add('b', 'als laatste');
		history.undo();
		expect([texts(mine), entriesIn(own, 'jottings').length]).toEqual([['eerst'], 1]);
		history.undo();
		expect([texts(mine), entriesIn(own, 'jottings').length]).toEqual([['eerst'], 0]);
		// something new here: there is no way forward any more there
		add('c', 'iets nieuws');
		expect(history.canRedo).toBe(false);
	});

	it('never takes a colleague’s words', () => {
		add('a', 'J. kijkt');
		meet();
		typeIn(hers, 'a', 'J. kijkt en lacht');
		meet();
		history.undo();
		const [entry] = entriesIn(mine, 'observations');
		expect(entry).toMatchObject({ author: 'me', text: ' en lacht', t: 5 });
		meet();
		expect(entriesIn(hers, 'observations')).toEqual([entry]);
		history.redo();
		expect(texts(mine)).toEqual(['J. kijkt en lacht']);
	});

	it('in a note with a colleague’s words my own fields go back all the same', () => {
		add('a', 'J. kijkt');
		meet();
		typeIn(hers, 'a', 'J. kijkt en lacht');
		meet();
		history.begin('nothing');
		act('a', (doc) => changeEntry(doc, 'observations', 'a', { t: 90, codes: ['x'] }));
		history.undo();
		expect(entriesIn(mine, 'observations')[0]).toMatchObject({ t: 5, codes: [], text: 'J. kijkt en lacht' });
	});

	it('without a colleague’s words the note goes as a whole', () => {
		add('a', 'J. kijkt');
		meet();
		history.undo();
		expect(entriesIn(mine, 'observations')).toEqual([]);
	});

	it('brings back what I removed, with everything in it, and nothing that somebody else removed', () => {
		add('a', 'J. kijkt');
		meet();
		typeIn(hers, 'a', 'J. kijkt en lacht');
		meet();
		act('removing a', (doc) => removeEntry(doc, 'observations', 'a'));
		meet();
		expect(texts(hers)).toEqual([]);
		history.undo();
		meet();
		expect(texts(hers)).toEqual(['J. kijkt en lacht']);
		expect(entriesIn(hers, 'observations')[0]).toMatchObject({ author: 'me', t: 5 });
		removeEntry(hers, 'observations', 'a');
		meet();
		for (let i = 0; i < 5; i++) history.undo();
		for (let i = 0; i < 5; i++) history.redo();
		expect(texts(mine)).toEqual([]);
	});

	it('what came from others is nothing to undo, and a new round or a new document empties it', () => {
		addEntry(hers, 'observations', { id: 'h', author: 'her', text: 'van haar' });
		meet();
		expect(history.canUndo).toBe(false);
		add('a', 'J. kijkt');
		history.empty();
		expect([history.canUndo, history.canRedo]).toEqual([false, false]);
		history.undo();
		expect(texts(mine).toSorted()).toEqual(['J. kijkt', 'van haar']);
		add('b', 'J. lacht');
		history.follow('table', new Y.Doc(), roots);
		expect(history.canUndo).toBe(false);
	});
});
