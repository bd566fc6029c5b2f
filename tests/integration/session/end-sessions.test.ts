import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clip, planEntry, session } from '$lib/server/db/schema';
import { closeCycle } from '$lib/server/use-cases/cycle/change-cycle';
import { actInSession } from '$lib/server/use-cases/session/act';
import { endForgottenSessions } from '$lib/server/use-cases/session/end-sessions';
import { castDay, openTestHouse } from '../../support/test-needs';
import { sealed } from '../../support/sealed';

let house: Awaited<ReturnType<typeof openTestHouse>>;
const hours = (n: number) => new Date(castDay.getTime() + n * 3_600_000);

beforeAll(async () => {
	house = await openTestHouse();
	await house.cast();
	await house.db.insert(clip).values({
		...{
			id: 'toren',
			trajectoryId: 'marit-j',
			ownerId: 'marit',
			title: sealed(house.needs, 'Toren'),
			status: 'ready',
			bytes: 1
		},
		...{ wrappedKey: house.needs.vault.newKey().wrapped, createdAt: castDay, keepUntil: hours(900) }
	});
});
afterAll(() => house.close());
beforeEach(() => {
	house.setClock(castDay);
	house.here.splice(0, house.here.length, 'marit');
});

async function brought(id: string): Promise<void> {
	await house.db.insert(session).values({
		...{ id, teamId: 'onderbouw', cycleId: 'c1', meetingId: 'm3', clipId: 'toren', trajectoryId: 'marit-j' },
		...{ presenterId: 'marit', packId: 'p2g-plg', packVersion: 1, protocolId: 'short', createdAt: castDay },
		...{ shownFrom: 0, shownTo: 80_000, fragmentFrom: 0, fragmentTo: 60_000 }
	});
}
const start = (id: string) => actInSession(house.needs, 'marit', id, { do: 'start', seen: 0 });
const row = async (id: string) => (await house.db.select().from(session).where(eq(session.id, id)))[0];
const yields = async (id: string) =>
	(await house.db.select().from(planEntry).where(eq(planEntry.sessionId, id))).length;

describe('[S18] a session that nobody ended', () => {
	it('ends twelve hours after the last thing that happened in an empty room, with its yields in the plan', async () => {
		await brought('forgotten');
		await start('forgotten');
		house.setClock(hours(13));
		await endForgottenSessions(house.needs);
		expect((await row('forgotten'))?.closedAt).toBeNull(); // somebody still sits there
		house.here.length = 0;
		house.setClock(hours(11.9));
		await endForgottenSessions(house.needs);
		expect((await row('forgotten'))?.closedAt).toBeNull(); // not long enough
		house.setClock(hours(12.1));
		await endForgottenSessions(house.needs);
		await endForgottenSessions(house.needs);
		expect((await row('forgotten'))?.closedAt).toEqual(hours(12.1));
		expect(await yields('forgotten')).toBe(1);
	});

	it('is not ended while nobody can say who is there', async () => {
		await brought('untold');
		await start('untold');
		house.setClock(hours(13));
		const untold = { ...house.needs, table: { ...house.needs.table, present: async () => null } };
		await endForgottenSessions(untold);
		expect((await row('untold'))?.closedAt).toBeNull();
		house.here.length = 0;
		await endForgottenSessions(house.needs); // and the opposite: told that nobody is
		expect((await row('untold'))?.closedAt).toEqual(hours(13));
	});

	it('ends with its cycle and keeps what was said; one that never began only leaves the table', async () => {
		await brought('running');
		await brought('waiting');
		await start('running');
		expect((await closeCycle(house.needs, 'noor', 'c1')).ok).toBe(true);
		expect(await row('running')).toMatchObject({ closedAt: castDay, withdrawnAt: null });
		expect(await yields('running')).toBe(1);
		expect(await row('waiting')).toMatchObject({ closedAt: null, withdrawnAt: castDay });
		expect(await yields('waiting')).toBe(0);
	});
});

it('[S17] nobody begins while the presenter is not there', async () => {
	await brought('alone');
	house.here.length = 0;
	expect(await actInSession(house.needs, 'noor', 'alone', { do: 'start', seen: 0 })).toEqual({
		ok: false,
		code: 'presenter-not-here'
	});
	expect((await start('alone')).ok).toBe(true);
});
