import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { addEntry, removeEntry } from '$lib/notebook/table';
import { liveNode, session, sessionEvent, sessionOwner } from '$lib/server/db/schema';
import { changeNotes, notesOf, type NoteChanges, type NoteRow } from '$lib/server/db/notes';
import type { LiveClient } from '../../support/live-client';
import { closeHouse, openRoom, type OpenRoom } from './open-room';

let room: OpenRoom;
beforeEach(async () => {
	room = await openRoom({ limits: { projectMs: 30 } });
	await room.goTo('rewatch');
	await secondSession();
});
afterEach(() => room.close());
afterAll(closeHouse);

/** The same clip on the table once more, in the same round. */
async function secondSession(): Promise<void> {
	const [first] = await room.db.select().from(session).where(eq(session.id, 's1'));
	const events = await room.db.select().from(sessionEvent).where(eq(sessionEvent.sessionId, 's1'));
	if (first) await room.db.insert(session).values({ ...first, id: 's2' });
	await room.db.insert(sessionEvent).values(events.map((event) => ({ ...event, sessionId: 's2' })));
}

const row = (sessionId: string, id: string): NoteRow => ({
	sessionId,
	id,
	unit: 'observations',
	authorId: 'marit',
	atMs: 21_000,
	actor: null,
	codes: ['n1'],
	ofId: null,
	sealed: new Uint8Array([1, 2, 3]),
	drawing: null,
	changedAt: room.needs.clock()
});
const change = (sessionId: string, ids: string[], more: Partial<NoteChanges> = {}): NoteChanges => ({
	sessionId,
	claim: null,
	kept: ids.map((id) => row(sessionId, id)),
	gone: [],
	...more
});
const ids = async (sessionId: string) => (await notesOf(room.db, sessionId)).map(({ id }) => id).sort();

test('[L11] many sessions in one statement: what came, what changed and what went; one that is not there is left out', async () => {
	expect(
		await changeNotes(room.db, [change('s1', ['a1', 'a2']), change('gone', ['x1']), change('s2', ['b1'])])
	).toEqual(new Set(['s1', 's2']));
	expect(await notesOf(room.db, 's2')).toEqual([row('s2', 'b1')]);
	const again = {
		...row('s1', 'a2'),
		codes: [],
		actor: 'child',
		sealed: new Uint8Array([9]),
		drawing: new Uint8Array([7])
	};
	const gone = [{ unit: 'observations', id: 'a1' }];
	await changeNotes(room.db, [change('s1', [], { kept: [again], gone }), change('s2', [])]);
	expect(await notesOf(room.db, 's1')).toEqual([again]);
	expect(await ids('s2')).toEqual(['b1']);
});

test('[L15] a session that another process took meanwhile is left out, and the others are written', async () => {
	const at = room.needs.clock();
	await room.db.insert(liveNode).values({ id: 'other', name: 'other', role: 'live', slot: 77, leaseUntil: at });
	const owner = { nodeId: 'other', epoch: 3 };
	for (const sessionId of ['s1', 's2'])
		await room.db
			.insert(sessionOwner)
			.values({ sessionId, ...owner })
			.onConflictDoUpdate({ target: sessionOwner.sessionId, set: owner });
	const claim = (sessionId: string, epoch: number) => ({ sessionId, nodeId: 'other', epoch });
	const written = await changeNotes(room.db, [
		change('s1', ['a1'], { claim: claim('s1', 2) }),
		change('s2', ['b1'], { claim: claim('s2', 3) })
	]);
	expect(written).toEqual(new Set(['s2']));
	expect([await ids('s1'), await ids('s2')]).toEqual([[], ['b1']]);
});

const write = (client: LiveClient, id: string) =>
	addEntry(client.doc, 'observations', { id, author: 'marit', t: 21_000, text: 'J. kijkt op' });

test('[L11] the rows of two tables follow, also when one of the sessions is deleted under it', async () => {
	const first = await room.join('marit');
	const second = await room.join('marit', 'session/s2/table');
	write(first, 'a1');
	write(second, 'b1');
	await expect.poll(() => ids('s1')).toEqual(['a1']);
	await expect.poll(() => ids('s2')).toEqual(['b1']);
	removeEntry(first.doc, 'observations', 'a1');
	write(first, 'a2');
	write(second, 'b2');
	await expect.poll(() => ids('s1')).toEqual(['a2']);
	await expect.poll(() => ids('s2')).toEqual(['b1', 'b2']);
	await room.db.delete(session).where(eq(session.id, 's2'));
	write(second, 'b3');
	write(first, 'a3');
	await expect.poll(() => ids('s1')).toEqual(['a2', 'a3']);
	expect(await ids('s2')).toEqual([]);
});
