import { beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { addEntry, changeEntry, entryMap, removeEntry, retype } from '$lib/notebook/table';
import { EntryIndex } from './entries';
import { lossesIn, takesTooMuch, type Loss } from './removals';

const owners = new Map<number, string>();
let table: Y.Doc;
let index: EntryIndex;

/** Somebody's browser, in sync with the table; `edit` is one update of hers. */
function person(userId: string) {
	const doc = new Y.Doc();
	owners.set(doc.clientID, userId);
	const edit = (change: (doc: Y.Doc) => void): readonly Loss[] => {
		Y.applyUpdate(doc, Y.encodeStateAsUpdate(table));
		const before = Y.encodeStateVector(doc);
		change(doc);
		return put(Y.encodeStateAsUpdate(doc, before), userId);
	};
	return { doc, edit };
}

/** One update lands on the table; what it took of others. */
function put(update: Uint8Array, userId: string): readonly Loss[] {
	let losses: readonly Loss[] = [];
	table.once('afterTransaction', (transaction: Y.Transaction) => {
		losses = lossesIn(transaction, index, (id) => owners.get(id), userId);
	});
	Y.applyUpdate(table, update);
	index = new EntryIndex(table, ['observations']);
	return losses;
}

const text = (doc: Y.Doc, id = 'a1') => entryMap(doc, 'observations', id)?.get('text') as Y.Text;
const write = (doc: Y.Doc, author: string, words: string, id = 'a1') =>
	addEntry(doc, 'observations', { id, author, t: 21_000, codes: ['n1'], text: words });

let marit: ReturnType<typeof person>;
let kees: ReturnType<typeof person>;

beforeEach(() => {
	table = new Y.Doc();
	index = new EntryIndex(table, ['observations']);
	owners.clear();
	[marit, kees] = [person('marit'), person('kees')];
	marit.edit((doc) => write(doc, 'marit', 'J. kijkt op'));
});

describe('[L20] what an update takes of others', () => {
	it('is nothing when somebody types, in her own note or another’s', () => {
		expect(kees.edit((doc) => text(doc).insert(11, ' en lacht'))).toEqual([]);
		expect(marit.edit((doc) => text(doc).insert(0, 'Eerst: '))).toEqual([]);
	});

	it('is nothing when somebody deletes her own letters inside a colleague’s note', () => {
		kees.edit((doc) => text(doc).insert(2, 'XX'));
		expect(kees.edit((doc) => text(doc).delete(2, 2))).toEqual([]);
		expect(text(table).toString()).toBe('J. kijkt op');
	});

	it('is the text as it stood, with whose letters went', () => {
		kees.edit((doc) => text(doc).insert(11, ' en lacht'));
		const [loss] = kees.edit((doc) => text(doc).delete(0, 14));
		expect(loss).toMatchObject({ whole: false, typedBy: ['marit'], characters: 11, emptied: true });
		expect(loss?.before).toEqual({
			id: 'a1',
			unit: 'observations',
			author: 'marit',
			t: 21_000,
			text: 'J. kijkt op en lacht',
			actor: null,
			codes: ['n1'],
			of: null
		});
	});

	it('is the old words also where they were replaced in the same stroke', () => {
		const [loss] = kees.edit((doc) => retype(text(doc), 'J. slaapt'));
		expect(loss?.before.text).toBe('J. kijkt op');
		expect(loss).toMatchObject({ whole: false, characters: 8, emptied: false });
	});

	it('is the whole entry when a facilitator takes it away, or puts another under its name', () => {
		const noor = person('noor');
		const [gone] = noor.edit((doc) => removeEntry(doc, 'observations', 'a1'));
		expect(gone).toMatchObject({ whole: true, typedBy: ['marit'], before: { text: 'J. kijkt op', t: 21_000 } });
		marit.edit((doc) => write(doc, 'marit', 'opnieuw', 'a2'));
		const [replaced] = noor.edit((doc) => write(doc, 'noor', 'van mij', 'a2'));
		expect(replaced).toMatchObject({ whole: true, before: { author: 'marit', text: 'opnieuw' } });
	});

	it('is nothing when somebody removes what she alone wrote, and a colleague’s words when he typed in it', () => {
		marit.edit((doc) => write(doc, 'marit', 'nog een', 'a2'));
		expect(marit.edit((doc) => removeEntry(doc, 'observations', 'a2'))).toEqual([]);
		kees.edit((doc) => text(doc).insert(11, ' en lacht'));
		const [loss] = marit.edit((doc) => removeEntry(doc, 'observations', 'a1'));
		expect(loss).toMatchObject({ whole: true, typedBy: ['kees'], before: { text: 'J. kijkt op en lacht' } });
	});

	it('is not a changed field: codes are no words', () => {
		expect(person('noor').edit((doc) => changeEntry(doc, 'observations', 'a1', { codes: ['n2'] }))).toEqual([]);
	});

	it('is found in a delete set that nobody typed: ten forged bytes', () => {
		const copy = new Y.Doc();
		Y.applyUpdate(copy, Y.encodeStateAsUpdate(table));
		const here = Y.encodeStateVector(copy);
		text(copy).delete(0, 11);
		const bytes = Y.encodeStateAsUpdate(copy, here); // no struct at all, only what is deleted
		expect(bytes.length).toBeLessThan(16);
		expect(put(bytes, 'kees')).toMatchObject([{ before: { text: 'J. kijkt op' }, characters: 11 }]);
	});

	it('of a table the house wrote itself, is by its entries’ authors', () => {
		const seed = new Y.Doc(); // its client id is nobody's
		write(seed, 'sofie', 'uit het voorbeeld', 'b1');
		put(Y.encodeStateAsUpdate(seed), 'house');
		expect(kees.edit((doc) => text(doc, 'b1').delete(0, 3))).toMatchObject([{ typedBy: ['sofie'] }]);
		expect(person('sofie').edit((doc) => text(doc, 'b1').delete(0, 3))).toEqual([]);
	});
});

describe('[L20] more than a person takes away at once', () => {
	const notes = (n: number, words: string) =>
		marit.edit((doc) => {
			for (let i = 0; i < n; i++) write(doc, 'marit', words, `m${i}`);
		});
	const emptyAll = (n: number) => (doc: Y.Doc) =>
		doc.transact(() => {
			for (let i = 0; i < n; i++) text(doc, `m${i}`).delete(0, text(doc, `m${i}`).length);
		});

	it('is six emptied notes, and not five', () => {
		notes(6, 'kort');
		expect(takesTooMuch(kees.edit(emptyAll(5)), 'kees')).toBe(false);
		notes(6, 'kort');
		expect(takesTooMuch(kees.edit(emptyAll(6)), 'kees')).toBe(true);
	});

	it('is not a letter in each of many notes: somebody mended spelling while her line was down', () => {
		notes(30, 'kijktt');
		const mended = kees.edit((doc) =>
			doc.transact(() => {
				for (let i = 0; i < 30; i++) text(doc, `m${i}`).delete(5, 1);
			})
		);
		expect(mended).toHaveLength(30);
		expect(takesTooMuch(mended, 'kees')).toBe(false);
	});

	it('is more than 2,000 letters, and not when they go with a note of one’s own', () => {
		notes(1, 'a'.repeat(2_001));
		expect(takesTooMuch(kees.edit(emptyAll(1)), 'kees')).toBe(true);
		kees.edit((doc) => write(doc, 'kees', 'mijn note', 'k1'));
		marit.edit((doc) => text(doc, 'k1').insert(0, 'b'.repeat(3_000)));
		const own = kees.edit((doc) => removeEntry(doc, 'observations', 'k1'));
		expect(own).toMatchObject([{ characters: 3_000, typedBy: ['marit'] }]);
		expect(takesTooMuch(own, 'kees')).toBe(false);
	});
});
