import { afterAll, afterEach, expect, test } from 'vitest';
import { addEntry, entriesIn, entryMap, removeEntry, retype } from '$lib/notebook/table';
import * as Y from 'yjs';
import { notesOf } from '$lib/server/db/notes';
import { docSnapshot, docUpdate, sessionNote } from '$lib/server/db/schema';
import { enterSession } from '$lib/server/use-cases/session/enter';
import type { LiveClient } from '../../support/live-client';
import { closeHouse, openRoom, type OpenRoom } from './open-room';

let room: OpenRoom;
afterEach(() => room.close());
afterAll(closeHouse);

const texts = (client: LiveClient, unit: 'observations' | 'meanings' = 'observations') =>
	entriesIn(client.doc, unit).map((e) => `${e.author}: ${e.text}`);

function write(client: LiveClient, author: string, id: string, text: string, t = 21_000): void {
	addEntry(client.doc, 'observations', { id, author, t, text });
}

test('[L1] two people see each other’s notes, and hear that theirs are saved', async () => {
	room = await openRoom();
	await room.goTo('rewatch');
	const [marit, kees] = [await room.join('marit'), await room.join('kees')];
	write(marit, 'marit', 'a1', 'J. kijkt op');
	write(kees, 'kees', 'b1', 'J. houdt een blok op', 46_000);
	await Promise.all([marit.saved(), kees.saved()]);
	await marit.until(() => texts(marit).length === 2);
	await kees.until(() => texts(kees).length === 2);
	expect(texts(marit)).toEqual(['marit: J. kijkt op', 'kees: J. houdt een blok op']);
	expect(texts(kees)).toEqual(texts(marit));
});

test('[L1] nobody hears anything of an update before it is durable', async () => {
	room = await openRoom();
	await room.goTo('rewatch');
	const [marit, kees] = [await room.join('marit'), await room.join('kees')];
	await marit.saved();
	// the database holds its breath: an open transaction keeps the next insert waiting
	let release = () => {};
	const held = new Promise<void>((resolve) => (release = resolve));
	const locked = new Promise<void>((isLocked) => {
		void room.db.transaction(async (tx) => {
			await tx.execute('lock table doc_update in access exclusive mode');
			isLocked();
			await held;
		});
	});
	await locked;
	const before = marit.acked;
	write(marit, 'marit', 'a1', 'J. kijkt op');
	// a clock answer proves that everything sent before it was handled
	marit.sendJson(104, { t0: 1 });
	kees.sendJson(104, { t0: 1 });
	await Promise.all([marit.next(104), kees.next(104)]);
	expect(marit.acked).toBe(before);
	expect(texts(kees)).toEqual([]);
	// nor whoever asks for the whole document just now
	kees.sendSync(0, Y.encodeStateVector(new Y.Doc()));
	kees.sendJson(104, { t0: 2 });
	await kees.next(104);
	expect(texts(kees)).toEqual([]);
	release();
	await marit.saved();
	await kees.until(() => texts(kees).length === 1);
	expect(marit.acked).toBe(marit.sent);
});

test('[L1] without ?saved=1 a stock browser is not told, and nothing else differs', async () => {
	room = await openRoom();
	await room.goTo('rewatch');
	const marit = await room.join('marit', 'session/s1', { query: '' });
	const kees = await room.join('kees');
	write(marit, 'marit', 'a1', 'J. kijkt op');
	await kees.until(() => texts(kees).length === 1);
	expect(marit.acked).toBe(0);
});

test('[L2] a restarted server gives back every saved note, from the log and from the snapshot alike', async () => {
	room = await openRoom();
	await room.goTo('rewatch');
	const marit = await room.join('marit');
	for (let i = 0; i < 5; i++) write(marit, 'marit', `a${i}`, `waarneming ${i}`, i * 1000);
	await marit.saved();
	expect((await room.db.select().from(docUpdate)).length).toBeGreaterThan(0);
	await room.restart();
	expect(await room.db.select().from(docUpdate)).toEqual([]);
	expect(await room.db.select().from(docSnapshot)).toHaveLength(1);
	const kees = await room.join('kees');
	expect(texts(kees)).toEqual([0, 1, 2, 3, 4].map((i) => `marit: waarneming ${i}`));
	// and what is typed after the snapshot comes on top of it
	write(kees, 'kees', 'b1', 'daarna', 9000);
	await kees.saved();
	const sofie = await room.join('sofie');
	expect(texts(sofie)).toEqual(texts(kees));
});

test('[L2] a long log becomes a snapshot while everybody goes on typing', async () => {
	room = await openRoom({ limits: { rowsBeforeSnapshot: 5 } });
	await room.goTo('rewatch');
	const marit = await room.join('marit');
	for (let i = 0; i < 30; i++) {
		write(marit, 'marit', `a${i}`, `waarneming ${i}`, i * 1000);
		await marit.saved();
	}
	const kees = await room.join('kees');
	expect(texts(kees)).toHaveLength(30);
	await expect.poll(async () => (await room.db.select().from(docSnapshot)).length).toBe(1);
	await room.restart();
	const sofie = await room.join('sofie');
	expect(texts(sofie)).toEqual(texts(kees));
});

test('[L2] what is stored cannot be read without the child’s key', async () => {
	room = await openRoom();
	await room.goTo('rewatch');
	const marit = await room.join('marit');
	write(marit, 'marit', 'a1', 'een zin die nergens leesbaar mag staan');
	await marit.saved();
	await room.live().table.settle('s1');
	const rows = await room.db.select().from(docUpdate);
	const notes = await notesOf(room.db, 's1');
	const bytes = Buffer.concat([...rows, ...notes].map((row) => row.sealed)).toString('latin1');
	expect(bytes).not.toContain('leesbaar');
});

test('[L7] a note is typed in together', async () => {
	room = await openRoom();
	await room.goTo('rewatch');
	const [marit, kees] = [await room.join('marit'), await room.join('kees')];
	write(marit, 'marit', 'a1', 'J. lacht');
	await kees.until(() => texts(kees).length === 1);
	retype(entryMap(kees.doc, 'observations', 'a1')?.get('text') as Y.Text, 'J. lacht naar de leerkracht');
	await kees.saved();
	await marit.until(() => texts(marit)[0] === 'marit: J. lacht naar de leerkracht');
	expect(kees.closedWith).toBeNull();
});

test('[L11] settling makes rows of everything that was accepted, and removes what was taken away', async () => {
	room = await openRoom();
	await room.goTo('rewatch');
	const marit = await room.join('marit');
	addEntry(marit.doc, 'observations', {
		id: 'a1',
		author: 'marit',
		t: 31_400,
		actor: 'child',
		codes: ['s2'],
		text: 'spiegelt'
	});
	write(marit, 'marit', 'a2', 'weg ermee');
	await marit.saved();
	await room.live().table.settle('s1');
	const { vault } = room.needs;
	const entered = await enterSession(room.needs, 'marit', 's1');
	if (!entered.ok) throw new Error(entered.code);
	const read = async () =>
		(await notesOf(room.db, 's1')).map((n) => ({
			...n,
			sealed: undefined,
			changedAt: undefined,
			text: vault.unsealText(entered.value.key, n.sealed)
		}));
	expect(await read()).toContainEqual({
		sessionId: 's1',
		id: 'a1',
		unit: 'observations',
		authorId: 'marit',
		atMs: 31_400,
		actor: 'child',
		codes: ['s2'],
		ofId: null,
		sealed: undefined,
		drawing: null,
		changedAt: undefined,
		text: 'spiegelt'
	});
	removeEntry(marit.doc, 'observations', 'a2');
	retype(entryMap(marit.doc, 'observations', 'a1')?.get('text') as Y.Text, 'spiegelt het spel');
	await marit.saved();
	await room.live().table.settle('s1');
	expect((await read()).map((n) => n.text)).toEqual(['spiegelt het spel']);
});

test('[L11] rows that fell behind in a crash are mended when the session is settled, also with nobody there', async () => {
	room = await openRoom();
	await room.goTo('rewatch');
	const marit = await room.join('marit');
	write(marit, 'marit', 'a1', 'J. kijkt op');
	await marit.saved();
	await room.restart();
	await room.db.delete(sessionNote);
	await room.live().table.settle('s1');
	expect(await notesOf(room.db, 's1')).toHaveLength(1);
});

test('[L9] presence carries the name the server knows, and ends with the socket', async () => {
	room = await openRoom();
	const [marit, kees] = [await room.join('marit'), await room.join('kees')];
	marit.sendPresence({ user: { id: 'kees', name: 'Kees' }, at: 'a1' });
	await kees.until(() => kees.present.has(marit.doc.clientID));
	expect(kees.present.get(marit.doc.clientID)).toEqual({ user: { id: 'marit', name: 'Marit' }, at: 'a1' });
	await marit.until(() => marit.present.has(marit.doc.clientID)); // a lone sender hears something too
	// nobody else makes her vanish, or speaks under her id
	kees.sendPresence(null, marit.doc.clientID, 99);
	kees.sendPresence({ at: 'elders' }, marit.doc.clientID, 99);
	kees.sendPresence({ at: 'hier' });
	await marit.until(() => marit.present.has(kees.doc.clientID));
	expect(kees.present.get(marit.doc.clientID)).toMatchObject({ at: 'a1' });
	expect((await room.live().table.present('s1'))?.sort()).toEqual(['kees', 'marit']);
	marit.drop();
	await kees.until(() => !kees.present.has(marit.doc.clientID));
	expect(await room.live().table.present('s1')).toEqual(['kees']);
});
