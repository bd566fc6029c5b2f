import { eq, ne } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { recordConsent } from '../../../src/lib/server/use-cases/child/record-consent';
import { leaveTeam } from '../../../src/lib/server/use-cases/people/end-membership';
import { consentAnswer, planEntry, teamMember, trajectory } from '../../../src/lib/server/db/schema';
import { unsharePlan } from '../../../src/lib/server/db/erase-notes';
import { readHistory } from '../../../src/lib/server/use-cases/plan/read-history';
import { writingKey } from '../../../src/lib/server/use-cases/plan/plan-key';
import { readPlan } from '../../../src/lib/server/use-cases/plan/read-plan';
import { savePlanEntry } from '../../../src/lib/server/use-cases/plan/save-entry';
import { keepWriting, readWriting } from '../../../src/lib/server/use-cases/plan/shared-writing';
import { askToWriteAlong, listWritingAlong, viewTogether } from '../../../src/lib/server/use-cases/plan/write-together';
import { castDay, openTestHouse } from '../../support/test-needs';

let house: Awaited<ReturnType<typeof openTestHouse>>;
const part = { trajectoryId: 'marit-j', entryId: 'p1' };
/** What the parents answered at first. */
const asked = { id: 'marit-j-team' };
const gone = { ok: false, code: 'not-found' };
const fine = { ok: true, value: null };
beforeAll(async () => {
	house = await openTestHouse();
	await house.cast();
});
afterAll(() => house.close());
beforeEach(async () => {
	house.setClock(castDay);
	await house.db.delete(planEntry);
	await house.db.update(trajectory).set({ closedAt: null });
	await house.db.update(teamMember).set({ leftAt: null }).where(eq(teamMember.userId, 'sofie'));
	await house.db.delete(consentAnswer).where(ne(consentAnswer.id, asked.id));
	await house.db.update(consentAnswer).set({ state: 'granted' });
	await write('p1', { happened: 'We bouwden.', context: 'building' });
	await write('p2', { happened: 'Iets van mij alleen.' });
});

const write = (id: string, fields: object) =>
	savePlanEntry(house.needs, 'marit', part.trajectoryId, { id, kind: 'play-moment', at: null, fields });
const ask = (writerId: string | null, by = 'marit') => askToWriteAlong(house.needs, by, part, writerId);
const view = (userId: string, of = part) => viewTogether(house.needs, userId, of);
/** Keeps a text as the live table does for whoever typed it. */
async function say(userId: string, text: string, name = 'happened') {
	const [row] = await house.db.select().from(planEntry).where(eq(planEntry.id, part.entryId));
	const id = { entryId: part.entryId, writingId: row?.writingId ?? '0' };
	const stands = await readWriting(house.needs, id);
	if (!stands.ok) return stands;
	const { stamp: on, texts } = stands.value;
	const kept = await keepWriting(house.needs, id, {
		...{ on, texts: { ...texts, [name]: text }, writing: new Uint8Array([0]), by: [userId] }
	});
	return kept.ok ? fine : kept;
}
const answer = (scope: 'team' | 'expert', state: 'granted' | 'withdrawn') =>
	house.db.insert(consentAnswer).values({
		...{ id: 'later', trajectoryId: part.trajectoryId, scope, state, recordedBy: 'marit' },
		at: new Date(castDay.getTime() + 1000)
	});

describe('[LP9] two in one part', () => {
	it('keeps what both write, and the history says who wrote what', async () => {
		expect(await ask('sofie')).toEqual(fine);
		expect(await say('marit', 'We bouwden. Hij lachte.')).toEqual(fine);
		house.setClock(new Date(castDay.getTime() + 2 * 60_000));
		expect(await say('sofie', 'Samen: We bouwden. Hij lachte.')).toEqual(fine);
		const read = await readHistory(house.needs, 'marit', part.trajectoryId, 'p1', 'nl');
		expect(read.ok && read.value.versions.map(({ by }) => by)).toEqual(['Sofie', 'Marit']);
		const seen = await view('marit');
		expect(seen.ok && seen.value).toMatchObject({ mine: true, alias: 'J.', writer: { id: 'sofie', name: 'Sofie' } });
	});

	it('keeps what both write, also where the form of her plan saves one as it began', async () => {
		await ask('sofie');
		await say('sofie', 'Ho', 'help');
		const form = { id: 'p1', kind: 'play-moment' as const, at: null, fields: { help: 'Hoera' }, bases: { help: '' } };
		expect(await savePlanEntry(house.needs, 'marit', part.trajectoryId, form)).toMatchObject({
			value: { texts: { help: 'Ho Hoera' } }
		});
	});

	it('opens that part, and nothing else of the plan', async () => {
		expect(await view('sofie')).toEqual(gone);
		expect(await say('sofie', 'x')).toEqual(gone);
		await ask('sofie');
		const seen = await view('sofie');
		expect(seen.ok && seen.value).toMatchObject({ mine: false, alias: '', teacher: 'Marit', partners: [] });
		expect(seen.ok && seen.value.texts.map(({ name }) => name)).toEqual(['help', 'happened', 'learned', 'next']);
		expect(await view('sofie', { ...part, entryId: 'p2' })).toEqual(gone);
		expect(await readHistory(house.needs, 'sofie', part.trajectoryId, 'p1', 'nl')).toEqual(gone);
		const plan = await readPlan(house.needs, 'sofie', part.trajectoryId, 'nl');
		expect(plan.ok && plan.value.items).toEqual([]);
		expect((await listWritingAlong(house.needs, 'sofie')).map(({ entryId }) => entryId)).toEqual(['p1']);
		expect(await listWritingAlong(house.needs, 'noor')).toEqual([]);
	});

	it('is nobody else’s: not the lead’s, not an expert’s, not a guest’s', async () => {
		await ask('sofie');
		for (const userId of ['noor', 'kees', 'anke', 'gerda', 'els', 'vreemd', 'vertrokken', 'niemand']) {
			expect(await view(userId), userId).toEqual(gone);
			expect(await say(userId, 'x'), userId).toEqual(gone);
			expect(await ask(userId, userId), userId).toEqual(gone);
		}
		expect(await ask(null, 'sofie')).toEqual(gone);
	});

	it('asks nobody who does not belong to the conversation', async () => {
		for (const userId of ['gerda', 'els', 'vreemd', 'vertrokken', 'niemand', 'marit'])
			expect(await ask(userId), userId).toEqual({ ok: false, code: 'bad-input' });
		expect(await ask('anke')).toEqual(fine);
	});

	it('ends when the owner ends it, and when she who writes along leaves', async () => {
		await ask('sofie');
		await ask(null);
		expect(await view('sofie')).toEqual(gone);
		await ask('sofie');
		await house.db.update(teamMember).set({ leftAt: castDay }).where(eq(teamMember.userId, 'sofie'));
		expect(await say('sofie', 'x')).toEqual(gone);
		expect(await listWritingAlong(house.needs, 'sofie')).toEqual([]);
	});

	it('ends when the trajectory closes; ending it by hand is possible for ever', async () => {
		await ask('sofie');
		await house.db.update(trajectory).set({ closedAt: castDay });
		expect(await view('sofie')).toEqual(gone);
		expect(await say('marit', 'x')).toEqual(gone);
		expect(await ask('sofie')).toEqual({ ok: false, code: 'trajectory-closed' });
		expect(await ask(null)).toEqual(fine);
	});

	it('ends when the parents say no, and does not begin again by itself with a new yes', async () => {
		await ask('sofie');
		await answer('team', 'withdrawn');
		expect(await view('sofie')).toEqual(gone);
		expect((await view('marit')).ok).toBe(true);
		await unsharePlan(house.db, part.trajectoryId);
		await house.db.delete(consentAnswer).where(eq(consentAnswer.id, 'later'));
		expect(await view('sofie')).toEqual(gone);
	});

	it('is an expert’s only with the parents’ yes to an expert', async () => {
		await ask('anke');
		const before = await view('anke');
		await answer('expert', before.ok ? 'withdrawn' : 'granted');
		expect((await view('anke')).ok).toBe(!before.ok);
	});

	it('does not begin again by itself when she comes back to the team', async () => {
		await ask('sofie');
		expect(await leaveTeam(house.needs, 'sofie', 'onderbouw')).toEqual(fine);
		await house.db.update(teamMember).set({ leftAt: null }).where(eq(teamMember.userId, 'sofie'));
		expect(await view('sofie')).toEqual(gone);
		expect(await listWritingAlong(house.needs, 'sofie')).toEqual([]);
		await ask('sofie');
		expect(await leaveTeam(house.needs, 'kees', 'onderbouw')).toEqual(fine);
		await house.db.update(teamMember).set({ leftAt: null }).where(eq(teamMember.userId, 'kees'));
		expect((await view('sofie')).ok).toBe(true);
	});

	const parents = (scope: 'team' | 'expert', state: 'granted' | 'refused' | 'withdrawn') =>
		recordConsent(house.needs, 'marit', part.trajectoryId, {
			...{ scope, state, formDay: '2026-11-12' },
			expertId: scope === 'expert' ? 'anke' : null
		});

	it('a first no of the parents ends it, and the sharing, for good', async () => {
		await house.db.update(consentAnswer).set({ state: 'asked' });
		await ask('sofie');
		await house.db.update(planEntry).set({ sharedAt: castDay });
		expect(await parents('team', 'refused')).toEqual(fine);
		expect(await parents('team', 'granted')).toEqual(fine);
		expect(await view('sofie')).toEqual(gone);
		expect((await house.db.select().from(planEntry)).map(({ sharedAt }) => sharedAt)).toEqual([null, null]);
	});

	it.each(['withdrawn', 'refused'] as const)(
		'once an expert was %s, she is asked anew; a colleague goes on',
		async (state) => {
			const second = { ...part, entryId: 'p2' };
			if (state === 'withdrawn') await parents('expert', 'granted');
			await ask('anke');
			await askToWriteAlong(house.needs, 'marit', second, 'sofie');
			expect(await parents('expert', state)).toEqual(fine);
			expect(await parents('expert', 'granted')).toEqual(fine);
			expect(await view('anke')).toEqual(gone);
			expect((await view('sofie', second)).ok).toBe(true);
			await ask('anke');
			expect((await view('anke')).ok).toBe(true);
		}
	);

	it('takes no texts that are too long', async () => {
		await ask('sofie');
		expect(await say('sofie', 'x'.repeat(8000), 'learned')).toEqual(fine);
		expect(await say('marit', 'y'.repeat(8001), 'learned')).toEqual({ ok: false, code: 'bad-input' });
	});

	it('[LP3] gives the key of what is kept on a device to the two of them, while that holds', async () => {
		const key = (userId: string, stamp: number | null = null) =>
			writingKey(house.needs, { userId, authSessionId: `in-${userId}` }, part, stamp);
		expect(await key('sofie')).toEqual(gone);
		await ask('sofie');
		const [hers, mine] = [await key('sofie'), await key('marit')];
		if (!hers.ok || !mine.ok) throw new Error('no key');
		expect(Buffer.compare(hers.value.key, mine.value.key)).not.toBe(0);
		expect(await key('sofie', hers.value.stamp)).toEqual(hers);
		for (const stamp of [hers.value.stamp - 24, hers.value.stamp + 1]) expect(await key('sofie', stamp)).toEqual(gone);
		expect(await key('kees')).toEqual(gone);
		await ask(null);
		expect(await key('sofie')).toEqual(gone);
		expect((await key('marit')).ok).toBe(true);
	});

	it('tells the live table when it begins and when it ends', async () => {
		house.told.length = 0;
		await ask('sofie');
		await ask(null);
		const told = { rightsChanged: { trajectoryId: part.trajectoryId } };
		expect(house.told).toEqual([told, told]);
	});
});
