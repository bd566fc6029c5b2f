import { eq, ne } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { recordConsent } from '../../../src/lib/server/use-cases/child/record-consent';
import { leaveTeam } from '../../../src/lib/server/use-cases/people/end-membership';
import { consentAnswer, planEntry, teamMember, trajectory } from '../../../src/lib/server/db/schema';
import { unsharePlan } from '../../../src/lib/server/db/erase-notes';
import { readHistory } from '../../../src/lib/server/use-cases/plan/read-history';
import { readPlan } from '../../../src/lib/server/use-cases/plan/read-plan';
import { savePlanEntry } from '../../../src/lib/server/use-cases/plan/save-entry';
import {
	askToWriteAlong,
	listWritingAlong,
	saveTogether,
	togetherMark,
	viewTogether
} from '../../../src/lib/server/use-cases/plan/write-together';
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
const say = (userId: string, text: string, base: string, name = 'happened') =>
	saveTogether(house.needs, userId, part, { name, text, base });
const answer = (scope: 'team' | 'expert', state: 'granted' | 'withdrawn') =>
	house.db.insert(consentAnswer).values({
		...{ id: 'later', trajectoryId: part.trajectoryId, scope, state, recordedBy: 'marit' },
		at: new Date(castDay.getTime() + 1000)
	});

describe('[LP9] two in one part', () => {
	it('keeps what both write, and the history says who wrote what', async () => {
		expect(await ask('sofie')).toEqual(fine);
		expect(await say('marit', 'We bouwden. Hij lachte.', 'We bouwden.')).toMatchObject({ ok: true });
		const both = 'Samen: We bouwden. Hij lachte.';
		expect(await say('sofie', 'Samen: We bouwden.', 'We bouwden.')).toEqual({ ok: true, value: { text: both } });
		const read = await readHistory(house.needs, 'marit', part.trajectoryId, 'p1', 'nl');
		expect(read.ok && read.value.versions.map(({ by }) => by)).toEqual(['Sofie', 'Marit']);
		const seen = await view('marit');
		expect(seen.ok && seen.value).toMatchObject({ mine: true, alias: 'J.', writer: { id: 'sofie', name: 'Sofie' } });
	});

	it('keeps what both write, also where one begins as the other does; her own words stand there once', async () => {
		await ask('sofie');
		await say('sofie', 'Ja', '', 'learned');
		await say('marit', 'Iets anders.', '', 'next');
		const both = { ok: true, value: { text: 'Ja Jammer dat' } };
		expect(await say('marit', 'Jammer dat', '', 'learned')).toEqual(both);
		await say('sofie', 'Ho', '', 'help');
		const form = { id: 'p1', kind: 'play-moment' as const, at: null, fields: { help: 'Hoera' }, bases: { help: '' } };
		expect(await savePlanEntry(house.needs, 'marit', part.trajectoryId, form)).toMatchObject({
			value: { texts: { help: 'Ho Hoera' } }
		});
		await say('sofie', 'Iets anders. Blok', 'Iets anders.', 'next');
		expect(await say('sofie', 'Iets anders. Blok en toren', 'Iets anders.', 'next')).toEqual({
			ok: true,
			value: { text: 'Iets anders. Blok en toren' }
		});
	});

	it('opens that part, and nothing else of the plan', async () => {
		expect(await view('sofie')).toEqual(gone);
		expect(await say('sofie', 'x', '')).toEqual(gone);
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
			expect(await say(userId, 'x', ''), userId).toEqual(gone);
			expect(await togetherMark(house.needs, userId, part), userId).toEqual(gone);
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
		expect(await say('sofie', 'x', '')).toEqual(gone);
		expect(await listWritingAlong(house.needs, 'sofie')).toEqual([]);
	});

	it('ends when the trajectory closes; ending it by hand is possible for ever', async () => {
		await ask('sofie');
		await house.db.update(trajectory).set({ closedAt: castDay });
		expect(await view('sofie')).toEqual(gone);
		expect(await say('marit', 'x', '')).toEqual({ ok: false, code: 'trajectory-closed' });
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

	it('takes only texts of that part, and not too long ones', async () => {
		await ask('sofie');
		const bad = { ok: false, code: 'bad-input' };
		expect(await say('sofie', 'x', '', 'context')).toEqual(bad);
		expect(await say('sofie', 'x', '', 'constructor')).toEqual(bad);
		await say('sofie', 'x'.repeat(3000), '', 'learned');
		expect(await say('marit', 'y'.repeat(3000), '', 'learned')).toEqual(bad);
	});

	it('changes its mark when something changed, and only then', async () => {
		await ask('sofie');
		const mark = () => togetherMark(house.needs, 'sofie', part);
		const first = await mark();
		expect(await mark()).toEqual(first);
		await say('marit', 'We bouwden verder.', 'We bouwden.');
		expect(await mark()).not.toEqual(first);
	});
});
