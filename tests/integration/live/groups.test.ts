import { eq } from 'drizzle-orm';
import { afterAll, afterEach, expect, test } from 'vitest';
import { addEntry, entriesIn } from '$lib/notebook/table';
import { frames } from '$lib/notebook/frames';
import { meetingGroup, meetingGroupMember, session } from '$lib/server/db/schema';
import { movePerson } from '$lib/server/use-cases/meeting/change-groups';
import type { LiveClient } from '../../support/live-client';
import { closeHouse, openRoom, type OpenRoom } from './open-room';

let room: OpenRoom;
afterEach(() => room.close());
afterAll(closeHouse);

/** Marit's table is that of Marit and Kees; Sofie and Lieke are another group of the same meeting. */
async function inGroups(): Promise<void> {
	room = await openRoom();
	await room.db.insert(meetingGroup).values([
		{ id: 'one', meetingId: 'm3', number: 1 },
		{ id: 'two', meetingId: 'm3', number: 2 }
	]);
	const seat = (userId: string, groupId: string) => ({ meetingId: 'm3', userId, groupId });
	await room.db
		.insert(meetingGroupMember)
		.values([seat('marit', 'one'), seat('kees', 'one'), seat('sofie', 'two'), seat('lieke', 'two')]);
	await room.db.update(session).set({ meetingId: 'm3', groupId: 'one' }).where(eq(session.id, 's1'));
}
const write = (client: LiveClient, author: string, id: string) =>
	addEntry(client.doc, 'observations', { id, author, t: 21_000, text: 'J. kijkt op' });
const ids = (client: LiveClient) => entriesIn(client.doc, 'observations').map((entry) => entry.id);

test('[G4] the door of a group’s table: its people, its presenter and whoever goes round; for others it does not exist', async () => {
	await inGroups();
	for (const who of ['marit', 'kees', 'noor']) expect((await room.join(who)).refusedWith).toBeNull();
	for (const who of ['sofie', 'lieke', 'gerda', 'anke', 'vreemd']) expect((await room.join(who)).refusedWith).toBe(404);
	expect((await room.join('sofie', 'session/s1/own/sofie')).refusedWith).toBe(404);
	expect((await room.join('kees', 'session/s1/own/kees')).refusedWith).toBeNull();
});

test('[G6] who is moved hears at once that her seat ended, in every document; the others go on, and nothing she wrote is gone', async () => {
	await inGroups();
	await room.goTo('rewatch');
	const [marit, kees, own] = [
		await room.join('marit'),
		await room.join('kees'),
		await room.join('kees', 'session/s1/own/kees')
	];
	write(kees, 'kees', 'b1');
	await kees.saved();
	expect(await movePerson(room.needs, 'noor', 'm3', 'kees', { groupId: 'two' })).toMatchObject({ ok: true });
	await Promise.all([kees.closed(), own.closed()]);
	expect([kees.closedWith?.code, own.closedWith?.code]).toEqual([4403, 4403]);
	expect((await room.join('kees')).refusedWith).toBe(404);
	write(marit, 'marit', 'a1');
	await marit.saved();
	expect(marit.closedWith).toBeNull();
	expect(ids(marit).toSorted()).toEqual(['a1', 'b1']);
	// and the opposite: who comes in her place reads what is there
	expect((await room.join('lieke')).refusedWith).toBe(404);
	await movePerson(room.needs, 'noor', 'm3', 'lieke', { groupId: 'one' });
	const lieke = await room.join('lieke');
	expect([lieke.refusedWith, ids(lieke).toSorted()]).toEqual([null, ['a1', 'b1']]);
});

test('[G6] who is moved within the meeting but keeps her right stays: a presenter, and whoever goes round', async () => {
	await inGroups();
	await room.goTo('rewatch');
	const [marit, noor] = [await room.join('marit'), await room.join('noor')];
	await movePerson(room.needs, 'noor', 'm3', 'marit', { groupId: 'two' });
	write(marit, 'marit', 'a1');
	await marit.saved();
	await noor.until(() => ids(noor).length === 1);
	expect([marit.closedWith, noor.closedWith]).toEqual([null, null]);
});

test('[G10] looking in moves nothing: no event, no timeline, and whoever leads still leads', async () => {
	await inGroups();
	await room.goTo('rewatch');
	await room.act('kees', { do: 'take-lead', seen: await room.movedAt() });
	const kees = await room.join('kees');
	const before = [kees.last(frames.timeline), await room.movedAt()];
	const noor = await room.join('noor');
	write(kees, 'kees', 'b1');
	await noor.until(() => ids(noor).length === 1);
	noor.leave();
	await noor.closed();
	expect([kees.last(frames.timeline), await room.movedAt()]).toEqual(before);
	expect(kees.last(frames.moved)).toMatchObject({ stands: true });
});
