import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nothingAsked } from '../../../src/lib/domain/consent';
import { consentOf } from '../../../src/lib/server/db/consent';
import { clip, cycle, planEntry, playSlot, trajectory } from '../../../src/lib/server/db/schema';
import {
	beforeThis,
	chooseAnotherChild,
	chooseChild,
	whatSwapChanges,
	whereToChoose
} from '../../../src/lib/server/use-cases/child/choose-child';
import { addGuardian } from '../../../src/lib/server/use-cases/child/guardians';
import { listChildren } from '../../../src/lib/server/use-cases/child/list-children';
import { recordConsent } from '../../../src/lib/server/use-cases/child/record-consent';
import { viewConsent } from '../../../src/lib/server/use-cases/child/view-consent';
import { todayOf } from '../../../src/lib/server/use-cases/cycle/today-of';
import { finishTrajectory } from '../../../src/lib/server/use-cases/plan/finish-trajectory';
import { readPlan } from '../../../src/lib/server/use-cases/plan/read-plan';
import { savePlanEntry } from '../../../src/lib/server/use-cases/plan/save-entry';
import { sharePlanEntry } from '../../../src/lib/server/use-cases/plan/share-entry';
import { planWeek } from '../../../src/lib/server/use-cases/practice/week-plan';
import { openTestHouse } from '../../support/test-needs';
import { sealed } from '../../support/sealed';

let house: Awaited<ReturnType<typeof openTestHouse>>;
beforeAll(async () => {
	house = await openTestHouse();
	await house.cast();
});
afterAll(() => house.close());

const J = 'marit-j';
const exists = { ok: false, code: 'trajectory-exists' };
const notFound = { ok: false, code: 'not-found' };
const choose = (who: string, change = {}) =>
	chooseChild(house.needs, who, 'onderbouw', { alias: 'Vosje', reason: '', ...change });

describe('[TC1] one child per teacher per cycle', () => {
	it('also after it was finished; the next one is for the next cycle', async () => {
		expect(await choose('marit')).toEqual(exists);
		await savePlanEntry(house.needs, 'marit', J, {
			id: 'woorden-1',
			kind: 'note',
			at: null,
			fields: { text: 'rustig' }
		});
		await sharePlanEntry(house.needs, 'marit', J, 'woorden-1', true);
		await planWeek(house.needs, 'marit', J, [{ weekday: 1, part: 'morning' }]);
		await finishTrajectory(house.needs, 'marit', J);
		expect(await choose('marit')).toEqual(exists);
		expect(await whereToChoose(house.needs, 'marit')).toEqual([]);
		expect((await todayOf(house.needs, 'marit')).steps.some(({ kind }) => kind === 'choose-child')).toBe(false);
		expect((await todayOf(house.needs, 'kees')).steps.some(({ kind }) => kind === 'choose-child')).toBe(true);
	});

	it('the database itself holds one under way', async () => {
		const row = { cycleId: 'c1', teacherId: 'kees', wrappedKey: house.needs.vault.newKey().wrapped };
		const insert = (id: string) =>
			house.db.insert(trajectory).values({ ...row, id, alias: 'V.', createdAt: house.needs.clock() });
		await insert('kees-1');
		await expect(insert('kees-2')).rejects.toThrow();
		await house.db.delete(trajectory).where(eq(trajectory.id, 'kees-1'));
	});
});

describe('[TC2] the same child again', () => {
	it('is a fresh start in a later cycle, and not in the same one', async () => {
		expect(await beforeThis(house.needs, 'marit')).toEqual([]);
		await house.db.update(cycle).set({ closedAt: house.needs.clock() }).where(eq(cycle.id, 'c1'));
		await house.db.insert(cycle).values({
			id: 'c2',
			teamId: 'onderbouw',
			number: 2,
			packId: 'p2g-plg',
			packVersion: 2,
			startedBy: 'noor',
			createdAt: house.needs.clock()
		});
		expect(await beforeThis(house.needs, 'marit')).toEqual([{ id: J, alias: 'J.', cycleNumber: 1 }]);
		// nobody begins again with a colleague's child
		expect(await choose('kees', { againOf: J })).toEqual(notFound);
		const chosen = await choose('marit', { alias: '', againOf: J });
		const id = chosen.ok ? chosen.value.trajectoryId : '';
		const [row] = await house.db.select().from(trajectory).where(eq(trajectory.id, id));
		const [old] = await house.db.select().from(trajectory).where(eq(trajectory.id, J));
		expect(row).toMatchObject({ alias: 'J.', againOf: J, reason: null });
		expect(Buffer.from(row?.wrappedKey ?? []).equals(Buffer.from(old?.wrappedKey ?? []))).toBe(false);
		expect(await consentOf(house.db, id)).toEqual(nothingAsked);
		expect(await house.db.select().from(planEntry).where(eq(planEntry.trajectoryId, id))).toEqual([]);
		expect(await house.db.select().from(playSlot)).toEqual([]);
	});

	it('the old record is hers to read, and nobody else’s', async () => {
		const hers = await readPlan(house.needs, 'marit', J, 'nl');
		expect(hers).toMatchObject({ ok: true, value: { items: [{ fields: { text: 'rustig' } }] } });
		const theirs = await readPlan(house.needs, 'noor', J, 'nl');
		expect(theirs.ok && theirs.value.items).toEqual([]);
	});
});

describe('[TC3] a swap after a no', () => {
	it('says before what changes, then closes, unshares and erases', async () => {
		const chosen = await choose('kees');
		const first = chosen.ok ? chosen.value.trajectoryId : '';
		await recordConsent(house.needs, 'kees', first, { scope: 'team', state: 'refused' });
		await savePlanEntry(house.needs, 'kees', first, { id: 'noot-1', kind: 'note', at: null, fields: { text: 'x' } });
		await sharePlanEntry(house.needs, 'kees', first, 'noot-1', true);
		await planWeek(house.needs, 'kees', first, [{ weekday: 2, part: 'midday' }]);
		const now = house.needs.clock();
		// what was under way when the parents said no
		await house.db.insert(clip).values({
			id: 'onderweg',
			trajectoryId: first,
			ownerId: 'kees',
			title: sealed(house.needs, 'bouwen'),
			status: 'sending',
			bytes: 1,
			wrappedKey: house.needs.vault.newKey().wrapped,
			createdAt: now,
			keepUntil: new Date(now.getTime() + 86_400_000)
		});
		expect(await whatSwapChanges(house.needs, first)).toEqual({ shared: 1, week: true, clips: 1 });
		const next = await chooseAnotherChild(house.needs, 'kees', first, { alias: 'M.', reason: '', years: 'lower' });
		expect(next.ok).toBe(true);
		const [gone] = await house.db.select().from(clip).where(eq(clip.id, 'onderweg'));
		expect(gone).toMatchObject({ status: 'erased', wrappedKey: null });
		expect(await whatSwapChanges(house.needs, first)).toEqual({ shared: 0, week: false, clips: 0 });
		const [old] = await house.db.select().from(trajectory).where(eq(trajectory.id, first));
		expect(old).toMatchObject({ closedWhy: 'another-child' });
		// after a no there is no "again" with this child
		await house.db.update(cycle).set({ closedAt: now }).where(eq(cycle.id, 'c2'));
		expect((await beforeThis(house.needs, 'kees')).map(({ alias }) => alias)).toEqual(['M.']);
		await house.db.update(cycle).set({ closedAt: null }).where(eq(cycle.id, 'c2'));
	});
});

describe('[TC4] trajectories are counted', () => {
	it('by cycle and without names, for those at home', async () => {
		const { counts } = await listChildren(house.needs, 'noor');
		expect(counts).toEqual([
			{
				teamId: 'onderbouw',
				team: 'Onderbouw',
				cycles: [
					{ cycleNumber: 1, all: 1, again: 0, swapped: 0, finished: 1 },
					{ cycleNumber: 2, all: 3, again: 1, swapped: 1, finished: 0 }
				]
			}
		]);
		for (const who of ['gerda', 'anke', 'els']) expect((await listChildren(house.needs, who)).counts).toEqual([]);
	});
});

describe('[TC5] a no is about the child', () => {
	it('taken back in the second cycle it is taken back in the first, with what is erased for it', async () => {
		const [second] = await house.db.select().from(trajectory).where(eq(trajectory.againOf, J));
		const id = second?.id ?? '';
		expect(await consentOf(house.db, J)).toMatchObject({ team: 'granted' });
		const now = house.needs.clock();
		await house.db.insert(clip).values({
			id: 'eerder',
			trajectoryId: J,
			ownerId: 'marit',
			title: sealed(house.needs, 'kapla in de eerste cyclus'),
			status: 'sending',
			bytes: 1,
			wrappedKey: house.needs.vault.newKey().wrapped,
			createdAt: now,
			keepUntil: new Date(now.getTime() + 86_400_000)
		});
		const added = await addGuardian(house.needs, 'marit', id, { kind: 'mother', language: 'nl' });
		const guardianId = added.ok ? added.value.guardianId : '';
		const formDay = '2026-11-12';
		expect(
			await recordConsent(house.needs, 'marit', id, { scope: 'team', state: 'granted', guardianId, formDay })
		).toMatchObject({ ok: true });
		const seen = await viewConsent(house.needs, 'marit', id);
		expect(seen.ok && seen.value.wouldGo.clips).toContain('kapla in de eerste cyclus');
		expect(await recordConsent(house.needs, 'marit', id, { scope: 'team', state: 'withdrawn' })).toMatchObject({
			ok: true
		});
		expect(await consentOf(house.db, J)).toMatchObject({ team: 'withdrawn' });
		const [gone] = await house.db.select().from(clip).where(eq(clip.id, 'eerder'));
		expect(gone).toMatchObject({ status: 'erased', wrappedKey: null });
		// a colleague's child is another one
		const others = await house.db.select().from(trajectory).where(eq(trajectory.teacherId, 'kees'));
		expect(others).not.toEqual([]);
		for (const { id: other } of others) expect((await consentOf(house.db, other)).team).not.toBe('withdrawn');
	});

	it('and nobody begins again with that child, from whichever cycle', async () => {
		await house.db.update(cycle).set({ closedAt: house.needs.clock() });
		expect(await beforeThis(house.needs, 'marit')).toEqual([]);
	});
});
