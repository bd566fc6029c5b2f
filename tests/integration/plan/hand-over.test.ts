import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { consentAnswer, planEntry, trajectory } from '../../../src/lib/server/db/schema';
import { planKey } from '../../../src/lib/server/use-cases/plan/plan-key';
import { planOnPaper } from '../../../src/lib/server/use-cases/plan/plan-on-paper';
import { readEntryForm } from '../../../src/lib/server/use-cases/plan/plan-input';
import { readPlan } from '../../../src/lib/server/use-cases/plan/read-plan';
import { savePlanEntry } from '../../../src/lib/server/use-cases/plan/save-entry';
import { sharePlanEntry } from '../../../src/lib/server/use-cases/plan/share-entry';
import { castDay, openTestHouse } from '../../support/test-needs';

let house: Awaited<ReturnType<typeof openTestHouse>>;
const J = 'marit-j';
const gone = { ok: false, code: 'not-found' };
/** Who does not belong to the conversation: experts, guests, the admin, another team, somebody who left, and nobody. */
const outside = ['els', 'anke', 'gerda', 'vreemd', 'vertrokken', 'niemand'];
beforeAll(async () => {
	house = await openTestHouse();
	await house.cast();
});
afterAll(() => house.close());
beforeEach(async () => {
	house.setClock(castDay);
	await house.db.delete(planEntry);
	await house.db.update(trajectory).set({ closedAt: null });
	await house.db.delete(consentAnswer).where(eq(consentAnswer.state, 'withdrawn'));
	await write({ id: 's1', kind: 'start', words: ['vluchtig', 'zoekend', 'wiebelig'], needs: 'rust' });
	await write({ id: 'p1', kind: 'play-moment', happened: 'Hij schoof een blok.', learned: 'tijd' });
	await write({
		id: 'o1',
		kind: 'parents',
		date: '2026-11-20',
		how: 'door',
		said: 'Over het bouwen.',
		home: 'Hij praat over de juf.'
	});
});

async function write(fields: Record<string, string | string[]>) {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one);
	const input = readEntryForm(form);
	return input.ok ? savePlanEntry(house.needs, 'marit', J, input.value) : input;
}
const withdraw = () =>
	house.db.insert(consentAnswer).values({
		...{ id: 'w', trajectoryId: J, scope: 'team', state: 'withdrawn', recordedBy: 'marit' },
		at: new Date(castDay.getTime() + 1000)
	});

describe('contact with the parents (R120)', () => {
	it('is a part of the plan like the others: private, shared by choice', async () => {
		const mine = await readPlan(house.needs, 'marit', J, 'nl');
		expect(mine.ok && mine.value.items.map(({ kind }) => kind)).toContain('parents');
		const theirs = () => readPlan(house.needs, 'sofie', J, 'nl');
		expect(JSON.stringify(await theirs())).not.toContain('juf');
		await sharePlanEntry(house.needs, 'marit', J, 'o1', true);
		expect(JSON.stringify(await theirs())).toContain('juf');
	});

	it('takes no other way of speaking than those that are offered', async () => {
		expect(await write({ id: 'o2', kind: 'parents', how: 'spy' })).toEqual({ ok: false, code: 'bad-input' });
	});
});

describe('[LP8] on paper stands what she may read and ticked', () => {
	const paper = async (userId: string, ...chosen: string[]) => planOnPaper(house.needs, userId, J, 'nl', chosen);

	it('nothing before anything is ticked, and then only that', async () => {
		const empty = await paper('marit');
		expect(empty.ok && empty.value.story).toMatchObject({ items: [], words: null, reason: '', consent: null });
		const one = await paper('marit', 'p1', 'needs');
		const text = JSON.stringify(one);
		expect(text).toContain('blok');
		for (const word of ['vluchtig', 'rust', 'juf']) expect(text).not.toContain(word);
		expect(one.ok && one.value.choices.map(({ id, ticked }) => [id, ticked])).toEqual([
			['s1', false],
			['p1', true],
			['o1', false]
		]);
	});

	it('for a colleague only of what is shared, whatever she ticks', async () => {
		await sharePlanEntry(house.needs, 'marit', J, 'o1', true);
		const read = await paper('sofie', 's1', 'p1', 'o1', 'words', 'needs', 'reason');
		const text = JSON.stringify(read);
		expect(text).toContain('juf');
		for (const word of ['vluchtig', 'blok', 'rust', 'tijd']) expect(text).not.toContain(word);
	});

	it('for nobody outside the conversation, and for no colleague after the parents withdrew', async () => {
		for (const id of ['s1', 'p1', 'o1']) await sharePlanEntry(house.needs, 'marit', J, id, true);
		for (const userId of outside) expect(await paper(userId, 'p1'), userId).toEqual(gone);
		expect((await paper('noor', 'p1')).ok).toBe(true);
		await withdraw();
		for (const userId of ['sofie', 'noor']) expect(await paper(userId, 'p1'), userId).toEqual(gone);
		expect((await paper('marit', 'p1')).ok).toBe(true);
	});
});

describe('[LP3] the key for what a browser keeps of a plan', () => {
	const at = { userId: 'marit', authSessionId: 'a1' };
	const hour = 3_600_000;
	const keyOf = async (who = at, stamp: number | null = null) => {
		const given = await planKey(house.needs, who, J, stamp);
		if (!given.ok) throw new Error(given.code);
		return { stamp: given.value.stamp, key: Buffer.from(given.value.key).toString('hex') };
	};

	it('is the same within a sign-in and an hour, and another one outside', async () => {
		const first = await keyOf();
		expect(await keyOf()).toEqual(first);
		expect((await keyOf({ ...at, authSessionId: 'a2' })).key).not.toBe(first.key);
		house.setClock(new Date(castDay.getTime() + hour));
		expect((await keyOf()).key).not.toBe(first.key);
		expect(await keyOf(at, first.stamp)).toEqual(first);
	});

	it('is not made any more after a day, nor before its time', async () => {
		const { stamp } = await keyOf();
		expect(await planKey(house.needs, at, J, stamp + 1)).toEqual(gone);
		house.setClock(new Date(castDay.getTime() + 24 * hour));
		expect(await planKey(house.needs, at, J, stamp)).toEqual(gone);
		expect(await planKey(house.needs, at, J, Number.NaN)).toEqual(gone);
	});

	it('is for the owner alone, also of a plan that is shared', async () => {
		await sharePlanEntry(house.needs, 'marit', J, 'p1', true);
		for (const userId of ['sofie', 'noor', ...outside])
			expect(await planKey(house.needs, { userId, authSessionId: 'a1' }, J, null), userId).toEqual(gone);
	});

	it('is still given after the plan was closed, so that unsaved words can be read', async () => {
		const first = await keyOf();
		await house.db.update(trajectory).set({ closedAt: castDay }).where(eq(trajectory.id, J));
		expect(await keyOf()).toEqual(first);
	});
});
