import { eq } from 'drizzle-orm';
import { afterAll, afterEach, expect, test } from 'vitest';
import { addEntry, entriesIn } from '$lib/notebook/table';
import { consentAnswer, meetingGuest, session } from '$lib/server/db/schema';
import { letGuestsLook, sendGuestHome } from '$lib/server/use-cases/meeting/guests';
import { endRunningSessions } from '$lib/server/use-cases/session/end-sessions';
import { viewSession } from '$lib/server/use-cases/session/view-session';
import { closeHouse, openRoom, type OpenRoom } from './open-room';
import { castDay } from '../../support/test-needs';

let room: OpenRoom;
afterEach(() => room.close());
afterAll(closeHouse);

/** Ruben, of another team, is a guest of today's meeting; Marit lets guests look along and the parents agree. */
async function withGuest() {
	room = await openRoom();
	const yes = { trajectoryId: 'marit-j', recordedBy: 'marit', at: castDay };
	await room.db.insert(consentAnswer).values({ id: 'guests', scope: 'guest', state: 'granted', ...yes });
	await room.db.update(session).set({ meetingId: 'm3', guestsAt: castDay });
	await room.db
		.insert(meetingGuest)
		.values({ meetingId: 'm3', userId: 'vreemd', invitedBy: 'noor', joinedAt: castDay });
	await room.goTo('rewatch');
	const [marit, guest] = [await room.join('marit'), await room.join('vreemd')];
	addEntry(marit.doc, 'observations', { id: 'a1', author: 'marit', t: 21_000, text: 'J. kijkt op' });
	await guest.until(() => entriesIn(guest.doc, 'observations').length === 1);
	return { marit, guest };
}

test('[PC8] a guest of this meeting reads along at the table, and a word of hers is refused', async () => {
	const { marit, guest } = await withGuest();
	addEntry(guest.doc, 'observations', { id: 'g1', author: 'vreemd', t: 22_000, text: 'ik ook' });
	await guest.closed();
	expect(guest.closedWith).toEqual({ code: 4403, reason: 'not-in-this-round' });
	expect(entriesIn(marit.doc, 'observations').map((it) => it.id)).toEqual(['a1']);
	expect((await room.join('vreemd', 'session/s1/own/marit')).refusedWith).toBe(404);
});

test('[PC9] her socket closes when the lead sends her home, and stays shut; the others notice nothing', async () => {
	const { marit, guest } = await withGuest();
	await sendGuestHome(room.needs, 'noor', 'm3', 'vreemd');
	await guest.closed();
	expect(guest.closedWith).toEqual({ code: 4403, reason: 'not-found' });
	expect((await room.join('vreemd')).refusedWith).toBe(404);
	expect(marit.closedWith).toBeNull();
});

test('[PC8] and when the presenter no longer lets guests look along', async () => {
	const { marit, guest } = await withGuest();
	await letGuestsLook(room.needs, 'marit', 'm3', { sessionId: 's1', open: false });
	await guest.closed();
	expect((await room.join('vreemd')).refusedWith).toBe(404);
	expect((await room.join('kees')).refusedWith).toBeNull();
	expect(marit.closedWith).toBeNull();
});

test('[PC8] and when the table is closed: what was written is a record then', async () => {
	const { marit, guest } = await withGuest();
	await endRunningSessions(room.needs, eq(session.id, 's1'), 'marit');
	await guest.closed();
	expect(guest.closedWith).toEqual({ code: 4403, reason: 'not-found' });
	expect((await room.join('vreemd')).refusedWith).toBe(404);
	expect((await room.join('kees')).refusedWith).toBeNull();
	expect(marit.closedWith).toBeNull();
});

test('[PC14] a member who only looks along loses her documents when the table closes; her page still says thanks', async () => {
	const { marit } = await withGuest();
	const gerda = await room.join('gerda');
	await endRunningSessions(room.needs, eq(session.id, 's1'), 'marit');
	await gerda.closed();
	expect(gerda.closedWith).toEqual({ code: 4403, reason: 'not-found' });
	expect((await room.join('gerda')).refusedWith).toBe(404);
	expect(marit.closedWith).toBeNull();
	expect(await viewSession(room.needs, 'gerda', 's1')).toMatchObject({
		value: { state: { phase: 'closed' }, mayReadRecord: false }
	});
});

test('[PC8] [S16] whoever only looks along keeps no jottings in her own pages; whoever sits at the table does', async () => {
	await withGuest();
	const own = async (who: string) => {
		const pages = await room.join(who, `session/s1/own/${who}`);
		addEntry(pages.doc, 'jottings', { id: `j-${who}`, author: who, t: 22_000, text: 'hij wacht' });
		await pages.saved();
		return pages.closedWith;
	};
	expect(await own('vreemd')).toEqual({ code: 4403, reason: 'not-in-this-round' });
	expect(await own('gerda')).toEqual({ code: 4403, reason: 'not-in-this-round' });
	expect(await own('kees')).toBeNull();
	const may = async (who: string) => {
		const seen = await viewSession(room.needs, who, 's1');
		return seen.ok ? seen.value.may.jot : seen.code;
	};
	expect([await may('vreemd'), await may('kees')]).toEqual([false, true]);
});
