// Longer than the house likes: what is kept of taken words, each case beside its opposite, over the real table.
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { frames } from '$lib/notebook/frames';
import { addEntry, entriesIn, entriesOf, entryMap, removeEntry, retype } from '$lib/notebook/table';
import { appendAsOwner, appendToDocuments, type DocumentRow } from '$lib/server/db/documents';
import { docRemoval, docUpdate, sessionOwner } from '$lib/server/db/schema';
import { mostRemovals, removalsIn, trimRemovals, type RemovalRow } from '$lib/server/db/removals';
import { eraseNotesOf, halfErased } from '$lib/server/db/erase-notes';
import { bringBack } from '$lib/server/use-cases/session/bring-back';
import { removalsOf } from '$lib/server/use-cases/session/removals-of';
import { viewSession } from '$lib/server/use-cases/session/view-session';
import type { LiveClient } from '../../support/live-client';
import { castDay } from '../../support/test-needs';
import { closeHouse, openRoom, type OpenRoom } from './open-room';

let room: OpenRoom;
afterEach(() => room.close());
afterAll(closeHouse);

const text = (client: LiveClient, id = 'a1') => entryMap(client.doc, 'observations', id)?.get('text') as Y.Text;
const texts = (client: LiveClient) => entriesIn(client.doc, 'observations').map((e) => e.text);
const write = (client: LiveClient, author: string, words: string, id = 'a1') =>
	addEntry(client.doc, 'observations', { id, author, t: 21_000, codes: ['n1'], text: words });
const rows = () => removalsIn(room.db, 's1');
const later = (seconds: number) => room.setClock(new Date(castDay.getTime() + seconds * 1000));

/** Marit, Kees and Noor (who facilitates) where everybody writes; one note of Marit's lies on the table. */
async function atWork(words = 'J. kijkt op') {
	room = await openRoom();
	await room.goTo('rewatch');
	const [marit, kees, noor] = [await room.join('marit'), await room.join('kees'), await room.join('noor')];
	write(marit, 'marit', words);
	await Promise.all([kees, noor].map((one) => one.until(() => texts(one).length === 1)));
	return { marit, kees, noor };
}

/** What somebody reads of what was taken away. */
async function readBy(userId: string) {
	const read = await removalsOf(room.needs, userId, 's1');
	return read.ok ? read.value : read.code;
}

async function back(userId: string, n = 0) {
	const row = (await rows())[n];
	const done = await bringBack(room.needs, userId, 's1', row?.id ?? 'none');
	return done.ok ? done.value : done.code;
}

describe('[L20] nothing of a colleague disappears without a trace', () => {
	test('words a colleague deletes are kept with who, whose and when; sealed, in the same commit', async () => {
		const { kees } = await atWork();
		text(kees).delete(2, 9);
		await kees.saved();
		const [row, ...more] = await rows();
		expect(more).toEqual([]);
		expect(row).toMatchObject({
			entryId: 'a1',
			authorId: 'marit',
			removedBy: 'kees',
			typedBy: ['marit'],
			whole: false
		});
		expect(row?.at).toEqual(room.needs.clock());
		expect(Buffer.from(row?.sealed ?? []).includes('kijkt')).toBe(false);
		expect(await readBy('noor')).toMatchObject([{ by: 'Kees', of: ['Marit'], text: 'J. kijkt op', t: 21_000 }]);
	});

	test('honest typing together keeps nothing: one’s own letters, one’s own notes, words added', async () => {
		const { marit, kees, noor } = await atWork();
		text(kees).insert(11, ' en lacht');
		await marit.until(() => texts(marit)[0] === 'J. kijkt op en lacht');
		text(kees).delete(11, 9);
		await noor.until(() => texts(noor)[0] === 'J. kijkt op');
		write(noor, 'noor', 'van mij', 'n1');
		removeEntry(noor.doc, 'observations', 'n1');
		text(marit).delete(0, 3);
		await Promise.all([marit.saved(), noor.saved()]);
		expect(await rows()).toEqual([]);
	});

	test('letter by letter is one removal with the oldest text; after a minute, and by somebody else, another', async () => {
		const { marit, kees, noor } = await atWork();
		for (let n = 0; n < 5; n++) text(kees).delete(10 - n, 1);
		await kees.saved();
		await noor.until(() => texts(noor)[0] === 'J. kij');
		later(59);
		text(kees).delete(5, 1);
		await noor.until(() => texts(noor)[0] === 'J. ki');
		expect(await rows()).toHaveLength(1);
		text(noor).delete(4, 1);
		await kees.until(() => texts(kees)[0] === 'J. k');
		later(61);
		text(kees).delete(3, 1);
		await Promise.all([kees.saved(), noor.saved()]);
		await marit.until(() => texts(marit)[0] === 'J. ');
		const read = await readBy('noor');
		expect(read).toHaveLength(3);
		expect(read).toEqual(
			expect.arrayContaining([
				expect.objectContaining({ by: 'Kees', text: 'J. kijkt op' }),
				expect.objectContaining({ by: 'Noor', text: 'J. ki' }),
				expect.objectContaining({ by: 'Kees', text: 'J. k' })
			])
		);
	});

	test('what was added between two strokes of one minute is kept too', async () => {
		const { marit, kees } = await atWork();
		text(kees).delete(9, 2);
		await marit.until(() => texts(marit)[0] === 'J. kijkt ');
		text(marit).insert(9, 'naar haar handen');
		await kees.until(() => texts(kees)[0] === 'J. kijkt naar haar handen');
		text(kees).delete(9, 16);
		await kees.saved();
		expect(await readBy('marit')).toEqual(
			expect.arrayContaining([
				expect.objectContaining({ text: 'J. kijkt op' }),
				expect.objectContaining({ text: 'J. kijkt naar haar handen' })
			])
		);
	});

	test('a forged delete set over the whole table closes its sender, and changes nothing', async () => {
		const { marit, kees } = await atWork();
		for (let n = 2; n < 9; n++) write(marit, 'marit', `J. doet ${n}`, `a${n}`);
		await kees.until(() => texts(kees).length === 8);
		const before = texts(kees);
		const here = Y.encodeStateVector(kees.doc);
		const copy = new Y.Doc();
		Y.applyUpdate(copy, Y.encodeStateAsUpdate(kees.doc));
		for (const { id } of entriesIn(copy, 'observations')) {
			const words = entryMap(copy, 'observations', id)?.get('text') as Y.Text;
			words.delete(0, words.length);
		}
		const forged = Y.encodeStateAsUpdate(copy, here);
		expect(Y.decodeUpdate(forged).structs).toEqual([]);
		kees.sendUpdate(forged);
		await kees.closed();
		expect(kees.closedWith).toEqual({ code: 4403, reason: 'not-allowed' });
		const fresh = await room.join('sofie');
		expect(texts(fresh)).toEqual(before);
		expect(marit.closedWith).toBeNull();
		expect(await rows()).toEqual([]);
	});

	test('a facilitator may clear several notes at once: each is kept', async () => {
		const { marit, noor } = await atWork();
		for (let n = 2; n < 9; n++) write(marit, 'marit', `J. doet ${n}`, `a${n}`);
		await noor.until(() => texts(noor).length === 8);
		noor.doc.transact(() => {
			for (const { id } of entriesIn(noor.doc, 'observations')) removeEntry(noor.doc, 'observations', id);
		});
		await noor.saved();
		expect(noor.closedWith).toBeNull();
		expect(await rows()).toHaveLength(8);
	});

	test('private pages keep nothing', async () => {
		const { marit } = await atWork();
		const own = await room.join('marit', 'session/s1/own/marit');
		addEntry(own.doc, 'jottings', { id: 'j1', author: 'marit', text: 'voor mij' });
		removeEntry(own.doc, 'jottings', 'j1');
		await Promise.all([own.saved(), marit.saved()]);
		expect(await rows()).toEqual([]);
	});

	test('a restart forgets nothing: the update and what it took are there, or neither', async () => {
		const { kees } = await atWork();
		text(kees).delete(2, 9);
		await kees.saved();
		// no goodbye: what was acknowledged must be in the database by itself
		expect((await room.db.select().from(docUpdate)).length).toBeGreaterThan(0);
		expect(await rows()).toHaveLength(1);
		await room.restart();
		const noor = await room.join('noor');
		expect(texts(noor)).toEqual(['J.']);
		expect(await back('noor')).toBe('in-place');
		await noor.until(() => texts(noor)[0] === 'J. kijkt op');
	});

	const row = (n: number, entryId: string): RemovalRow => ({
		id: `r${n}`,
		doc: 'session/s1/table',
		sessionId: 's1',
		unit: 'observations',
		entryId,
		authorId: 'marit',
		removedBy: 'kees',
		typedBy: ['marit'],
		whole: false,
		at: new Date(castDay.getTime() + n * 60_000),
		sealed: new Uint8Array([1]),
		broughtBackBy: null,
		broughtBackAt: null
	});
	const batch = (removal: RemovalRow, claim: DocumentRow['claim'] = null): DocumentRow[] => [
		{ doc: removal.doc, claim, sealed: new Uint8Array([2]), clients: [], removals: [removal] }
	];

	test('an update and what it took are one commit: when one cannot be written, neither is', async () => {
		room = await openRoom();
		// no such value: stands for anything that ends the statement half-way
		const broken = { ...row(1, 'a1'), typedBy: null } as unknown as RemovalRow;
		await expect(appendToDocuments(room.db, batch(broken))).rejects.toThrow();
		expect(await room.db.select().from(docUpdate)).toEqual([]);
		await appendToDocuments(room.db, batch(row(1, 'a1')));
		expect(await room.db.select().from(docUpdate)).toHaveLength(1);
		expect(await rows()).toEqual([row(1, 'a1')]);
	});

	test.runIf(process.env['TEST_DATABASE_URL'])('a process that lost the session writes neither', async () => {
		room = await openRoom();
		const { database } = room;
		if (!database) throw new Error('no PostgreSQL');
		await room.db.insert(sessionOwner).values({ sessionId: 's1', nodeId: 'n2', epoch: 2 });
		const claim = { sessionId: 's1', nodeId: 'n1', epoch: 1 };
		expect([...(await appendAsOwner(database.client, batch(row(1, 'a1'), claim)))]).toEqual(['session/s1/table']);
		expect([await room.db.select().from(docUpdate), await rows()]).toEqual([[], []]);
		const current = { sessionId: 's1', nodeId: 'n2', epoch: 2 };
		expect((await appendAsOwner(database.client, batch(row(1, 'a1'), current))).size).toBe(0);
		expect(await rows()).toEqual([row(1, 'a1')]);
	});

	test('a session keeps at most 200, and the oldest words of every note among them', async () => {
		room = await openRoom();
		await room.db
			.insert(docRemoval)
			.values(Array.from({ length: mostRemovals + 50 }, (_, n) => row(n, n < 100 ? `a${n}` : 'a0')));
		await trimRemovals(room.db, 's1');
		const kept = await rows();
		expect(kept).toHaveLength(mostRemovals);
		expect(new Set(kept.map((r) => r.entryId)).size).toBe(100);
		expect(kept.find((r) => r.id === 'r0')).toBeDefined();
		expect(kept.find((r) => r.id === 'r100')).toBeUndefined();
	});

	test('what was kept goes with everything else that was written about a child', async () => {
		const { kees } = await atWork();
		text(kees).delete(2, 9);
		await kees.saved();
		const entered = await viewSession(room.needs, 'marit', 's1');
		expect(entered.ok && entered.value.removals).toBe(1);
		const planId = entered.ok ? entered.value.planId : null;
		await eraseNotesOf(room.db, planId ?? '');
		expect(await rows()).toEqual([]);
		expect(await halfErased(room.db)).toEqual([]);
	});
});

describe('[L21] what was taken away comes back', () => {
	test('a whole note: its own place, author, moment and codes, for everybody', async () => {
		const { marit, kees, noor } = await atWork();
		removeEntry(noor.doc, 'observations', 'a1');
		await marit.until(() => texts(marit).length === 0);
		expect(await back('noor')).toBe('whole');
		await Promise.all([marit, kees, noor].map((one) => one.until(() => texts(one).length === 1)));
		expect(entriesOf(kees.doc)).toMatchObject([
			{ id: 'a1', author: 'marit', t: 21_000, codes: ['n1'], text: 'J. kijkt op' }
		]);
		// hers as before: she may change and remove it, and her letters are foreign to others
		text(kees).delete(0, 2);
		await kees.saved();
		expect(await rows()).toContainEqual(expect.objectContaining({ removedBy: 'kees', typedBy: ['marit'] }));
		removeEntry(marit.doc, 'observations', 'a1');
		await marit.saved();
		expect(marit.closedWith).toBeNull();
	});

	test('in the text itself, when nobody but the remover went on in it', async () => {
		const { marit, kees, noor } = await atWork('J. kijkt op en lacht');
		text(kees).delete(12, 8);
		text(kees).delete(0, 3);
		retype(text(kees), 'kwijt');
		await noor.until(() => texts(noor)[0] === 'kwijt');
		expect(await back('noor')).toBe('in-place');
		for (const one of [marit, kees]) await one.until(() => texts(one)[0] === 'J. kijkt op en lacht');
		// Kees's own word went with it, and is kept in its turn
		expect(await readBy('kees')).toMatchObject([{ by: 'Noor', of: [], ofMe: true, text: 'kwijt' }]);
	});

	test('beside the text, when somebody else went on in it: nobody’s words are replaced', async () => {
		const { marit, kees, noor } = await atWork();
		text(kees).delete(2, 9);
		await marit.until(() => texts(marit)[0] === 'J.');
		text(marit).insert(2, ' bouwt verder');
		await noor.until(() => texts(noor)[0] === 'J. bouwt verder');
		expect(await back('noor')).toBe('beside');
		await kees.until(() => texts(kees).length === 2);
		expect(entriesIn(kees.doc, 'observations')).toMatchObject([
			{ id: 'a1', text: 'J. bouwt verder', codes: ['n1'] },
			{ author: 'marit', text: 'J. kijkt op', t: 21_000, codes: [], back: true }
		]);
		expect(await rows()).toHaveLength(1);
	});

	test('once, and what is removed again can come back again', async () => {
		const { marit, kees } = await atWork();
		text(kees).delete(2, 9);
		await kees.saved();
		expect(await Promise.all([back('noor'), back('noor')])).toEqual(
			expect.arrayContaining(['in-place', 'already-there'])
		);
		expect(await back('noor')).toBe('already-there');
		expect(await readBy('noor')).toMatchObject([{ broughtBack: true }]);
		await kees.until(() => texts(kees)[0] === 'J. kijkt op');
		text(kees).delete(2, 9);
		await kees.saved();
		expect(await rows()).toHaveLength(2);
		const fresh = (await rows()).findIndex((row) => row.broughtBackAt === null);
		expect(await back('noor', fresh)).toBe('in-place');
		await marit.until(() => texts(marit)[0] === 'J. kijkt op');
	});

	test('by a facilitator or whoever leads, while the session is open; not by others, and not afterwards', async () => {
		const { kees } = await atWork();
		text(kees).delete(2, 9);
		await kees.saved();
		expect(await back('marit')).toBe('not-allowed');
		expect(await back('kees')).toBe('not-allowed');
		expect(await back('gerda')).toBe('not-allowed');
		expect(await back('vreemd')).toBe('not-found');
		expect(await bringBack(room.needs, 'noor', 's1', 'none')).toMatchObject({ code: 'not-found' });
		await room.act('marit', { do: 'take-lead', seen: await room.movedAt() });
		expect(await readBy('marit')).toHaveLength(1);
		await room.goTo('take-along');
		await room.act('marit', { do: 'close', seen: await room.movedAt() });
		expect(await readBy('noor')).toBe('session-closed');
		expect(await back('noor')).toBe('session-closed');
	});

	test('the room hears that there is something to read, and that it is over', async () => {
		const { marit, kees } = await atWork();
		const count = async (userId: string) => {
			const view = await viewSession(room.needs, userId, 's1');
			return view.ok ? view.value.removals : view.code;
		};
		const told = marit.next(frames.moved);
		text(kees).delete(2, 9);
		await told;
		expect(await Promise.all(['noor', 'marit', 'kees', 'sofie'].map(count))).toEqual([1, 1, 0, 0]);
		const toldAgain = marit.next(frames.moved);
		expect(await back('noor')).toBe('in-place');
		await toldAgain;
		expect(await count('noor')).toBe(0);
	});

	test('is read by whoever may put it back and by those whose words they were; by nobody else', async () => {
		const { kees } = await atWork();
		text(kees).delete(2, 9);
		await kees.saved();
		expect(await readBy('noor')).toMatchObject([{ ofMe: false }]);
		expect(await readBy('marit')).toMatchObject([{ ofMe: true, by: 'Kees' }]);
		expect(await readBy('kees')).toEqual([]);
		expect(await readBy('sofie')).toEqual([]);
		expect(await readBy('vreemd')).toBe('not-found');
	});
});
