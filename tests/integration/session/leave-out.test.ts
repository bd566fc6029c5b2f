import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { and, eq, sql } from 'drizzle-orm';
import type { PlanFields } from '$lib/domain/plan';
import { eraseNotesOf } from '$lib/server/db/erase-notes';
import { clip, consentAnswer, noteLeftOut, planEntry, session, sessionNote, trajectory } from '$lib/server/db/schema';
import { ownPlan } from '$lib/server/use-cases/plan/open-plan';
import { actInSession } from '$lib/server/use-cases/session/act';
import { endRunningSessions } from '$lib/server/use-cases/session/end-sessions';
import { joinTable } from '$lib/server/use-cases/session/enter';
import { leaveOut } from '$lib/server/use-cases/session/leave-out';
import { recordSession } from '$lib/server/use-cases/session/record-session';
import { castDay, openTestHouse } from '../../support/test-needs';
import { sealed } from '../../support/sealed';

let house: Awaited<ReturnType<typeof openTestHouse>>;
let id = '';
const hour = 3_600_000;

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
		keepUntil: new Date(castDay.getTime() + 24 * hour)
	});
});
afterAll(() => house.close());

beforeEach(async () => {
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
		packVersion: 2,
		protocolId: 'short',
		shownFrom: 0,
		shownTo: 80_000,
		fragmentFrom: 20_000,
		fragmentTo: 70_000,
		createdAt: castDay
	});
	await note('observations', 'o1', 'Kijkt op naar Marit.', { atMs: 30_000, actor: 'child', codes: ['n1'] });
	await note('observations', 'o2', 'Knikt terug.', { atMs: 31_000, codes: ['s1'], ofId: 'o1', authorId: 'kees' });
	await note('meanings', 'm1', 'Hij wil erbij horen.', { ofId: 'o1', authorId: 'kees' });
	await note('strengths', 's1', 'Je wachtte.', { atMs: 31_000 });
	await note('tips', 't1', 'Ga er eens naast zitten.', { authorId: 'kees' });
	await note('takeaway', 'w1', 'Ik wacht langer.', { authorId: 'marit' });
});

const key = async () => {
	const [row] = await house.db.select().from(trajectory).where(eq(trajectory.id, 'marit-j'));
	if (!row) throw new Error('no trajectory');
	return house.needs.vault.open(row.wrappedKey);
};
async function note(unit: string, noteId: string, text: string, more: Partial<typeof sessionNote.$inferInsert> = {}) {
	await house.db.insert(sessionNote).values({
		sessionId: id,
		id: noteId,
		unit,
		authorId: 'sofie',
		codes: [],
		sealed: house.needs.vault.sealText(await key(), text),
		changedAt: castDay,
		...more
	});
}
const end = async () => {
	expect((await actInSession(house.needs, 'noor', id, { do: 'start', seen: 0 })).ok).toBe(true);
	await endRunningSessions(house.needs, eq(session.id, id), 'noor');
};
const out = (who: string, unit: string, noteId: string, away = true) =>
	leaveOut(house.needs, who, id, { unit, id: noteId }, away);
const record = async (who: string) => {
	const answer = await recordSession(house.needs, who, id);
	if (!answer.ok) throw new Error(answer.code);
	return answer.value;
};
const texts = async (who: string) => (await record(who)).notes.map((n) => n.text);
const plan = async (): Promise<PlanFields['session']> => {
	const [row] = await house.db
		.select()
		.from(planEntry)
		.where(and(eq(planEntry.sessionId, id), eq(planEntry.trajectoryId, 'marit-j')));
	if (!row) throw new Error('no plan');
	return JSON.parse(house.needs.vault.unsealText(await key(), row.sealed)) as PlanFields['session'];
};

/** Until somebody waits for a row that another holds, or did not have to. */
async function waitingOr(done: () => boolean, tx: typeof house.db): Promise<void> {
	for (;;) {
		if (done()) return;
		const waits = sql`datname = current_database() and wait_event_type = 'Lock'`;
		if ((await tx.$count(sql`pg_stat_activity`, waits)) > 0) return;
	}
}

describe('[E10] the presenter decides what is kept', () => {
	it('leaves a note out for everybody, herself among them; others read only that something was left out', async () => {
		await end();
		expect(await out('marit', 'strengths', 's1')).toEqual({ ok: true, value: null });
		for (const who of ['marit', 'noor', 'sofie', 'kees']) expect(await texts(who), who).not.toContain('Je wachtte.');
		const kees = await record('kees');
		expect(kees.leftOut).toEqual({ count: 1, notes: [] });
		expect(JSON.stringify(kees)).not.toContain('wachtte');
		const marit = await record('marit');
		expect(marit.leftOut).toEqual({
			count: 1,
			notes: [{ id: 's1', unit: 'strengths', author: 'Sofie', t: 31_000 }]
		});
		expect(JSON.stringify(marit)).not.toContain('wachtte');
	});

	it('puts it back as it was, and may do either twice', async () => {
		await end();
		for (let i = 0; i < 2; i++) expect((await out('marit', 'strengths', 's1')).ok).toBe(true);
		expect((await record('kees')).leftOut.count).toBe(1);
		for (let i = 0; i < 2; i++) expect((await out('marit', 'strengths', 's1', false)).ok).toBe(true);
		expect(await texts('kees')).toContain('Je wachtte.');
		expect((await record('kees')).leftOut.count).toBe(0);
	});

	it('what a left out observation may mean goes with it, and what was derived from it too', async () => {
		await end();
		expect((await record('kees')).contact.exchanges).toMatchObject([{ kind: 'received', initiative: ['o1'] }]);
		await out('marit', 'observations', 'o1');
		const kees = await record('kees');
		expect(kees.notes.map((n) => n.id).sort()).toEqual(['o2', 's1', 't1', 'w1']);
		expect(kees.leftOut.count).toBe(2);
		expect(kees.contact.exchanges).toEqual([]);
		expect(kees.sideBySide).toBeNull();
	});

	it('what her plan got of it goes and comes back too; what she took along and added is her own and stays', async () => {
		await end();
		const own = { ...(await plan()), takeaway: 'Ik wacht drie tellen.', note: 'Morgen proberen.' };
		await house.db
			.update(planEntry)
			.set({ sealed: house.needs.vault.sealText(await key(), JSON.stringify(own)) })
			.where(eq(planEntry.sessionId, id));
		await out('marit', 'tips', 't1');
		await out('marit', 'observations', 'o1');
		const after = await plan();
		expect(after.tips).toEqual([]);
		expect(after.seen.map((seen) => seen.text)).toEqual(['Knikt terug.']);
		expect(after).toMatchObject({ takeaway: 'Ik wacht drie tellen.', note: 'Morgen proberen.' });
		await out('marit', 'tips', 't1', false);
		expect((await plan()).tips).toEqual([{ text: 'Ga er eens naast zitten.', giver: 'Kees' }]);
	});

	it('stays out when her plan is being saved at that very moment, and what she saved stays too', async () => {
		await end();
		const mine = eq(planEntry.sessionId, id);
		const leaving = await house.db.transaction(async (tx) => {
			// a save as it goes: the trajectory is held, what stands there is read, and then written with what she changed
			const held = await ownPlan(house.needs, tx, 'marit', 'marit-j');
			const [read] = await tx.select({ sealed: planEntry.sealed }).from(planEntry).where(mine);
			if (!held.ok || !read) throw new Error('no plan');
			const { vault } = house.needs;
			const before = JSON.parse(vault.unsealText(held.value.key, read.sealed)) as PlanFields['session'];
			const leaving = { done: false, answer: out('marit', 'tips', 't1') };
			void leaving.answer.then(() => (leaving.done = true));
			// the embedded database has one line, on which it waits anyway
			if (house.database) await waitingOr(() => leaving.done, tx);
			const sealed = vault.sealText(held.value.key, JSON.stringify({ ...before, note: 'Morgen proberen.' }));
			await tx.update(planEntry).set({ sealed }).where(mine);
			return leaving;
		});
		expect(await leaving.answer).toEqual({ ok: true, value: null });
		expect(await plan()).toMatchObject({ tips: [], note: 'Morgen proberen.' });
	});

	it('the table itself opens for nobody any more, because its document still holds the words; put back, it does', async () => {
		await end();
		expect((await joinTable(house.needs, 'kees', id)).ok).toBe(true);
		house.told.length = 0;
		await out('marit', 'tips', 't1');
		expect(house.told).toContainEqual({ rightsChanged: { sessionId: id } });
		for (const who of ['kees', 'marit', 'noor'])
			expect(await joinTable(house.needs, who, id), who).toEqual({ ok: false, code: 'not-found' });
		await out('marit', 'tips', 't1', false);
		expect((await joinTable(house.needs, 'kees', id)).ok).toBe(true);
	});

	it('nobody else may: not the writer, not whoever leads, not the admin, not another team', async () => {
		await end();
		for (const who of ['sofie', 'kees', 'noor', 'els', 'vreemd', 'gerda', 'anke', 'nobody'])
			expect(await out(who, 'strengths', 's1'), who).toEqual({ ok: false, code: 'not-found' });
		expect(await texts('kees')).toContain('Je wachtte.');
	});

	it('and not while the session runs, nor a note that is not there or lies on another table', async () => {
		expect(await out('marit', 'strengths', 's1')).toEqual({ ok: false, code: 'not-found' });
		await end();
		expect(await out('marit', 'strengths', 'gone')).toEqual({ ok: false, code: 'not-found' });
		expect(await out('marit', 'tips', 's1')).toEqual({ ok: false, code: 'not-found' });
	});

	it('tells the presenter who can read it, and only her; once the parents said no that is she alone', async () => {
		await end();
		expect((await record('marit')).readers).toEqual(['Marit', 'Kees', 'Lieke', 'Noor', 'Sofie']);
		expect((await record('noor')).readers).toBeNull();
		expect((await record('noor')).mayLeaveOut).toBe(false);
		await house.db.insert(consentAnswer).values({
			id: `no-${id}`,
			trajectoryId: 'marit-j',
			scope: 'team',
			state: 'withdrawn',
			recordedBy: 'marit',
			at: new Date(castDay.getTime() + 3 * hour)
		});
		expect((await record('marit')).readers).toEqual(['Marit']);
		await house.db.delete(consentAnswer).where(eq(consentAnswer.id, `no-${id}`));
	});

	it('goes with everything written about the child', async () => {
		await end();
		await out('marit', 'tips', 't1');
		await eraseNotesOf(house.db, 'marit-j');
		expect(await house.db.select().from(noteLeftOut)).toEqual([]);
		expect((await record('marit')).leftOut.count).toBe(0);
	});
});
