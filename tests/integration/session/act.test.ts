import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eq } from 'drizzle-orm';
import type { PlanFields } from '$lib/domain/plan';
import type { Command } from '$lib/engine/decide';
import {
	clip,
	consentAnswer,
	helpRequest,
	planEntry,
	session,
	sessionEvent,
	sessionNote,
	teamMember,
	trajectory
} from '$lib/server/db/schema';
import { actInSession } from '$lib/server/use-cases/session/act';
import { enterSession, seatsOf } from '$lib/server/use-cases/session/enter';
import { castDay, openTestHouse } from '../../support/test-needs';
import { sealed } from '../../support/sealed';

let house: Awaited<ReturnType<typeof openTestHouse>>;
let id = '';
beforeAll(async () => {
	house = await openTestHouse();
	await house.cast();
	await house.db.insert(clip).values({
		id: 'toren',
		trajectoryId: 'marit-j',
		ownerId: 'marit',
		title: sealed(house.needs, 'Toren bouwen met J.'),
		status: 'ready',
		bytes: 1,
		wrappedKey: house.needs.vault.newKey().wrapped,
		createdAt: castDay,
		keepUntil: new Date(castDay.getTime() + 86_400_000)
	});
});
afterAll(() => house.close());

beforeEach(async () => {
	house.told.length = 0;
	house.setClock(castDay);
	id = house.needs.newId();
	await house.db.insert(session).values({
		id,
		teamId: 'onderbouw',
		cycleId: 'c1',
		meetingId: 'm3',
		clipId: 'toren',
		trajectoryId: 'marit-j',
		presenterId: 'marit',
		packId: 'p2g-plg',
		packVersion: 1,
		protocolId: 'short',
		shownFrom: 0,
		shownTo: 80_000,
		fragmentFrom: 20_000,
		fragmentTo: 70_000,
		createdAt: castDay
	});
});

const act = (who: string, command: Command) => actInSession(house.needs, who, id, command);
const state = async () => {
	const entered = await enterSession(house.needs, 'noor', id);
	if (!entered.ok) throw new Error(entered.code);
	return entered.value.state;
};
const walkTo = async (round: number) => {
	await act('noor', { do: 'start', seen: (await state()).movedAt });
	while ((await state()).round < round)
		await act('noor', { do: 'next', seen: (await state()).movedAt, reason: 'door' });
};

describe('[S33] who is in the room', () => {
	const told = (present: string[] | null) => ({
		...house.needs,
		table: { ...house.needs.table, present: async () => present }
	});
	const sofieTakesIt = async (present: string[] | null) =>
		(await actInSession(told(present), 'sofie', id, { do: 'take-lead', seen: (await state()).movedAt })).ok;

	it('not told is not away: nobody takes the lead of somebody of whom nobody can say where she is', async () => {
		await act('marit', { do: 'start', seen: 0 });
		await act('kees', { do: 'take-lead', seen: (await state()).movedAt });
		expect(await sofieTakesIt(null)).toBe(false);
		expect(await sofieTakesIt(['kees'])).toBe(false);
		expect(await sofieTakesIt([])).toBe(true);
	});

	it('nor is anybody said to be there', async () => {
		const [row] = await house.db.select().from(session).where(eq(session.id, id));
		if (!row) throw new Error('no session');
		const here = async (present: string[] | null) => (await seatsOf(told(present), row)).map((seat) => seat.here);
		expect(new Set(await here(null))).toEqual(new Set([undefined]));
		expect(new Set(await here([]))).toEqual(new Set([false]));
		expect((await here(['kees'])).filter(Boolean)).toHaveLength(1);
	});
});

describe('entering a session', () => {
	it.each([
		['marit', 'presenter'],
		['noor', 'facilitator'],
		['kees', 'colleague'],
		['lieke', 'colleague'],
		['gerda', 'viewer']
	])('%s takes the seat of a %s', async (who, seat) => {
		expect(await enterSession(house.needs, who, id)).toMatchObject({ ok: true, value: { who: { seat }, until: null } });
	});
	it.each(['anke', 'els', 'vreemd', 'vertrokken', 'nobody'])('%s finds nothing here', async (who) => {
		expect(await enterSession(house.needs, who, id)).toEqual({ ok: false, code: 'not-found' });
	});
	it('an unknown session is the same answer', async () => {
		expect(await enterSession(house.needs, 'noor', 'gone')).toEqual({ ok: false, code: 'not-found' });
	});
	it('closes for all when the parents change their mind, and opens when they agree again', async () => {
		const answerNow = (state: 'withdrawn' | 'granted', minutes: number) =>
			house.db.insert(consentAnswer).values({
				id: house.needs.newId(),
				trajectoryId: 'marit-j',
				scope: 'team',
				state,
				recordedBy: 'marit',
				at: new Date(castDay.getTime() + minutes * 60_000)
			});
		await answerNow('withdrawn', 1);
		expect(await enterSession(house.needs, 'marit', id)).toEqual({ ok: false, code: 'not-found' });
		await answerNow('granted', 2);
		expect((await enterSession(house.needs, 'marit', id)).ok).toBe(true);
	});
	it('closes for all when the presenter takes the clip off the table', async () => {
		await house.db.update(session).set({ withdrawnAt: castDay }).where(eq(session.id, id));
		expect((await enterSession(house.needs, 'noor', id)).ok).toBe(false);
	});
	it('an expert enters between acceptance and the end, with both consents, and leaves by the clock', async () => {
		const until = new Date(castDay.getTime() + 3_600_000);
		await house.db.insert(helpRequest).values({
			id: house.needs.newId(),
			teamId: 'onderbouw',
			askedBy: 'marit',
			expertId: 'anke',
			clipId: 'toren',
			sessionId: id,
			question: sealed(house.needs, 'Kijk je mee?'),
			status: 'accepted',
			accessUntil: until,
			createdAt: castDay
		});
		expect((await enterSession(house.needs, 'anke', id)).ok).toBe(false);
		await house.db.insert(consentAnswer).values({
			id: house.needs.newId(),
			trajectoryId: 'marit-j',
			scope: 'expert',
			state: 'granted',
			recordedBy: 'marit',
			at: castDay
		});
		expect(await enterSession(house.needs, 'anke', id)).toMatchObject({
			ok: true,
			value: { who: { seat: 'expert' }, until: until.getTime() }
		});
		house.setClock(until);
		expect((await enterSession(house.needs, 'anke', id)).ok).toBe(false);
	});
});

describe('acting in a session', () => {
	it('stores what happened and tells the live table after it is stored', async () => {
		expect(await act('noor', { do: 'start', seen: 0 })).toEqual({ ok: true, value: { seq: 1 } });
		expect(await state()).toMatchObject({ phase: 'running', round: 0, seq: 1 });
		expect(house.told).toMatchObject([
			{ sessionMoved: id, events: [{ type: 'round-entered', seq: 1, actor: 'noor' }] }
		]);
	});
	it('[S1] two people pressing at the very same time move the group once', async () => {
		await act('noor', { do: 'start', seen: 0 });
		const both = await Promise.all([act('noor', { do: 'next', seen: 1 }), act('sofie', { do: 'next', seen: 1 })]);
		expect(both.filter((o) => o.ok)).toHaveLength(1);
		expect(both.filter((o) => !o.ok)).toEqual([{ ok: false, code: 'stale' }]);
		expect((await state()).round).toBe(1);
	});
	it('nine people being ready at once are all counted', async () => {
		await act('noor', { do: 'start', seen: 0 });
		const who = ['marit', 'kees', 'sofie', 'lieke', 'noor'];
		const all = await Promise.all(who.map((w) => act(w, { do: 'ready', ready: true })));
		expect(all.every((o) => o.ok)).toBe(true);
		expect([...(await state()).ready].sort()).toEqual([...who].sort());
	});
	it('refuses whoever has no seat, without a trace', async () => {
		expect(await act('vreemd', { do: 'start', seen: 0 })).toEqual({ ok: false, code: 'not-found' });
		expect(await act('gerda', { do: 'start', seen: 0 })).toEqual({ ok: false, code: 'not-allowed' });
		expect(await house.db.select().from(sessionEvent).where(eq(sessionEvent.sessionId, id))).toEqual([]);
	});
	it('a member who leaves loses the word at once', async () => {
		await act('noor', { do: 'start', seen: 0 });
		await house.db.update(teamMember).set({ leftAt: castDay }).where(eq(teamMember.userId, 'kees'));
		expect(await act('kees', { do: 'ready', ready: true })).toEqual({ ok: false, code: 'not-found' });
		await house.db.update(teamMember).set({ leftAt: null }).where(eq(teamMember.userId, 'kees'));
	});
});

describe('[S14] ending a session', () => {
	const note = (unit: string, authorId: string, text: string, more: { atMs?: number; codes?: string[] } = {}) => {
		const entry = { sessionId: id, id: house.needs.newId(), unit, authorId, codes: [], changedAt: castDay, ...more };
		return enterSession(house.needs, 'noor', id).then((entered) => {
			if (!entered.ok) throw new Error(entered.code);
			return house.db
				.insert(sessionNote)
				.values({ ...entry, sealed: house.needs.vault.sealText(entered.value.key, text) });
		});
	};
	const yields = async (): Promise<PlanFields['session'][]> => {
		const [row] = await house.db.select().from(trajectory).where(eq(trajectory.id, 'marit-j'));
		const key = house.needs.vault.open(row?.wrappedKey ?? new Uint8Array());
		const rows = await house.db.select().from(planEntry).where(eq(planEntry.sessionId, id));
		return rows.map((r) => JSON.parse(house.needs.vault.unsealText(key, r.sealed)) as PlanFields['session']);
	};

	it('carries what the group gave into the presenter’s plan, once, private and sealed', async () => {
		await walkTo(9);
		await note('observations', 'sofie', 'Houdt het gele blok omhoog.', { atMs: 46_000, codes: ['n4'] });
		await note('needs', 'noor', 'Rust.', { codes: ['calm'] });
		await note('strengths', 'kees', 'Je wachtte.', { atMs: 47_000 });
		await note('takeaway', 'marit', 'Twee tellen niets doen.');
		house.told.length = 0;
		expect((await act('noor', { do: 'close', seen: (await state()).movedAt })).ok).toBe(true);
		expect(house.told[0]).toEqual({ settle: id });
		expect(await yields()).toEqual([
			{
				seen: [{ text: 'Houdt het gele blok omhoog.', codes: ['n4'], atMs: 46_000 }],
				needs: [{ text: 'Rust.', codes: ['calm'] }],
				strengths: [{ text: 'Je wachtte.', giver: 'Kees', atMs: 47_000 }],
				tips: [],
				intentions: [],
				takeaway: 'Twee tellen niets doen.'
			}
		]);
		const [row] = await house.db.select().from(planEntry).where(eq(planEntry.sessionId, id));
		expect(row?.sharedAt).toBeNull();
		expect(Buffer.from(row?.sealed ?? []).toString('latin1')).not.toContain('wachtte');
		expect(await act('noor', { do: 'close', seen: (await state()).movedAt })).toEqual({
			ok: false,
			code: 'session-closed'
		});
	});
	it('a session that never began leaves no yields', async () => {
		expect((await act('marit', { do: 'close', seen: 0 })).ok).toBe(true);
		expect(await yields()).toEqual([]);
	});
});

describe('[S21] revealing what was written sealed', () => {
	beforeEach(() => house.db.update(session).set({ packVersion: 2, protocolId: 'long' }).where(eq(session.id, id)));
	const revealed = () =>
		house.told.filter((it): it is { reveal: string; sealed: unknown[] } => 'reveal' in (it as object));

	it('asks the table when its round is entered, after the round was told, for everybody with a seat and no guest', async () => {
		await walkTo(4);
		expect(revealed()).toEqual([]);
		house.told.length = 0;
		await act('noor', { do: 'next', seen: (await state()).movedAt });
		expect(house.told[0]).toMatchObject({ sessionMoved: id });
		const [asked] = revealed();
		expect(asked?.reveal).toBe(id);
		const people = (asked?.sealed ?? []) as { userId: string; parts: string[] }[];
		expect(people.every(({ parts }) => parts.join() === 'observations')).toBe(true);
		expect(people.map((p) => p.userId)).toEqual(expect.arrayContaining(['marit', 'noor', 'kees']));
		for (const outside of ['gerda', 'vertrokken', 'anke', 'els'])
			expect(people.map((p) => p.userId)).not.toContain(outside);
	});
	it('again at every later round and before the end, so that what one time missed comes the next', async () => {
		await walkTo(5);
		house.told.length = 0;
		await act('noor', { do: 'next', seen: (await state()).movedAt });
		expect(revealed()).toHaveLength(1);
		while ((await state()).round < 15) await act('noor', { do: 'next', seen: (await state()).movedAt });
		house.told.length = 0;
		await act('noor', { do: 'close', seen: (await state()).movedAt });
		expect(house.told.slice(0, 2)).toMatchObject([{ reveal: id }, { settle: id }]);
	});
	it('never in a protocol without sealed notes', async () => {
		await house.db.update(session).set({ packVersion: 2, protocolId: 'short' }).where(eq(session.id, id));
		await walkTo(9);
		await act('noor', { do: 'close', seen: (await state()).movedAt });
		expect(revealed()).toEqual([]);
	});
	it('a round on request is entered when the presenter asked, and passed by otherwise (S20)', async () => {
		await walkTo(7);
		await act('noor', { do: 'next', seen: (await state()).movedAt });
		expect((await state()).round).toBe(9);
		await act('noor', { do: 'back', seen: (await state()).movedAt, round: 7, reason: 'toch nog eens' });
		expect(await act('kees', { do: 'ask-round', round: 'third-viewing', asked: true })).toEqual({
			ok: false,
			code: 'not-in-this-round'
		});
		expect((await act('marit', { do: 'ask-round', round: 'third-viewing', asked: true })).ok).toBe(true);
		await act('noor', { do: 'next', seen: (await state()).movedAt });
		expect((await state()).round).toBe(8);
	});
	it('a lens, and asking for the lead, are stored and read back (S23, S26)', async () => {
		await walkTo(4);
		expect((await act('kees', { do: 'choose-lens', lens: 's2' })).ok).toBe(true);
		await act('noor', { do: 'take-lead', seen: (await state()).movedAt });
		expect((await act('kees', { do: 'ask-lead', asked: true })).ok).toBe(true);
		expect(await act('gerda', { do: 'ask-lead', asked: true })).toEqual({ ok: false, code: 'not-allowed' });
		expect(await state()).toMatchObject({ lenses: { kees: 's2' }, leadAskedBy: ['kees'], leader: 'noor' });
	});
});
