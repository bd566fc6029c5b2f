import { afterAll, afterEach, expect, test } from 'vitest';
import { addEntry, entriesIn } from '$lib/notebook/table';
import { frames } from '$lib/notebook/frames';
import { notesOf } from '$lib/server/db/notes';
import { closeHouse, openRoom, type OpenRoom } from '../integration/live/open-room';
import type { LiveClient } from '../support/live-client';
import { silence } from './honest';

let room: OpenRoom;
const quiet = silence();
afterEach(() => room.close());
afterAll(async () => {
	await closeHouse();
	quiet();
});

const write = (client: LiveClient, author: string, id: string) =>
	addEntry(client.doc, 'observations', { id, author, t: 21_000, text: 'J. kijkt op' });
const ids = (client: LiveClient) => entriesIn(client.doc, 'observations').map(({ id }) => id);

async function atWork(limits: { stallMs: number; stuckMs: number }) {
	room = await openRoom({ limits });
	await room.goTo('rewatch');
	return { marit: await room.join('marit'), kees: await room.join('kees') };
}

/** The database holds its breath until the answer is called: an open transaction keeps the next insert waiting. */
async function holdBreath(): Promise<() => void> {
	let release = () => {};
	const held = new Promise<void>((resolve) => (release = resolve));
	await new Promise<void>((locked) => {
		void room.db.transaction(async (tx) => {
			await tx.execute('lock table doc_update in access exclusive mode');
			locked();
			await held;
		});
	});
	return release;
}

const stalled = () => expect.poll(() => room.live().stats().stalled, { interval: 5 }).toBe(true);

/** Puts a table out of reach, and back. */
const away = (table: string) => room.db.execute(`alter table ${table} rename to ${table}_away`);
const back = (table: string) => room.db.execute(`alter table ${table}_away rename to ${table}`);

test('[L1] while a commit takes long, sockets are not read and nothing is called saved; it comes back by itself', async () => {
	const { marit, kees } = await atWork({ stallMs: 20, stuckMs: 60_000 });
	const release = await holdBreath();
	write(marit, 'marit', 'a1');
	await stalled();
	kees.sendJson(frames.clock, { t0: 1 });
	// the door answers three times meanwhile: whoever was read would have had an answer long ago
	for (let i = 0; i < 3; i++) expect((await room.join('')).refusedWith).toBe(401);
	expect(kees.last(frames.clock)).toBeUndefined();
	expect(marit.acked).toBeLessThan(marit.sent);
	expect(ids(kees)).toEqual([]);
	release();
	await Promise.all([marit.saved(), kees.until(() => ids(kees).length === 1 && kees.last(frames.clock) !== undefined)]);
	expect(room.live().stats().stalled).toBe(false);
	expect([marit.closedWith, kees.closedWith]).toEqual([null, null]);
});

test('[L1] a commit that makes no sense to wait for sends everybody away to come back, and nothing is there twice', async () => {
	const { marit, kees } = await atWork({ stallMs: 10, stuckMs: 40 });
	const release = await holdBreath();
	write(marit, 'marit', 'a1');
	await Promise.all([marit.closed(), kees.closed()]);
	expect([marit.closedWith?.code, kees.closedWith?.code]).toEqual([4503, 4503]);
	expect(ids(kees)).toEqual([]);
	release();
	const again = await room.join('marit', undefined, { doc: marit.doc });
	await again.saved();
	expect(ids(await room.join('kees', undefined, { doc: kees.doc }))).toEqual(['a1']);
	expect(ids(await room.join('sofie'))).toEqual(['a1']);
});

test('[L1] a database that fails again and again loses nothing of people who go on typing, and all agree in the end', async () => {
	await atWork({ stallMs: 2_000, stuckMs: 10_000 });
	const names = ['sofie', 'lieke', 'noor'];
	let people = await Promise.all(names.map((name) => room.join(name)));
	for (let round = 0; round < 4; round++) {
		await away('doc_update');
		for (const [i, person] of people.entries()) write(person, names[i] ?? '', `${names[i]}-${round}`);
		await Promise.all(people.map((person) => person.closed()));
		expect(people.map(({ closedWith }) => closedWith?.code)).toEqual([4503, 4503, 4503]);
		// still typing while the line is down
		for (const [i, person] of people.entries()) write(person, names[i] ?? '', `${names[i]}-${round}-offline`);
		await back('doc_update');
		people = await Promise.all(people.map(({ doc }, i) => room.join(names[i] ?? '', undefined, { doc })));
		await Promise.all(people.map((person) => person.saved()));
	}
	await Promise.all(people.map((person) => person.until(() => ids(person).length === 24)));
	const fresh = await room.join('marit');
	expect(ids(fresh)).toHaveLength(24);
	for (const person of people) expect(ids(person)).toEqual(ids(fresh));
});

test('[L1] a document that cannot be read lets nobody wait, and opens again when it can', async () => {
	room = await openRoom();
	await room.goTo('rewatch');
	await away('doc_update');
	const kees = await room.join('kees');
	await kees.closed();
	expect(kees.closedWith?.code).toBe(4503);
	await back('doc_update');
	const again = await room.join('kees');
	write(again, 'kees', 'b1');
	await again.saved();
	expect(ids(await room.join('sofie'))).toEqual(['b1']);
});

test('[L11] rows that cannot be written stop nobody from typing; they are written when they can', async () => {
	const { marit, kees } = await atWork({ stallMs: 2_000, stuckMs: 10_000 });
	await away('session_note');
	write(marit, 'marit', 'a1');
	await marit.saved();
	await expect(room.live().table.settle('s1')).rejects.toThrow();
	write(kees, 'kees', 'b1');
	await kees.saved();
	await marit.until(() => ids(marit).length === 2);
	expect([marit.closedWith, kees.closedWith]).toEqual([null, null]);
	await back('session_note');
	await room.live().table.settle('s1');
	expect((await notesOf(room.db, 's1')).map(({ id }) => id).sort()).toEqual(['a1', 'b1']);
});
