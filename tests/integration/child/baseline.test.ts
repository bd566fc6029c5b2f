import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ConsentState } from '../../../src/lib/domain/consent';
import { consentAnswer, cycle, interview, planEntry } from '../../../src/lib/server/db/schema';
import { beginInterview, partnersOf } from '../../../src/lib/server/use-cases/interview/begin-interview';
import { savePlanEntry } from '../../../src/lib/server/use-cases/plan/save-entry';
import { openTestHouse } from '../../support/test-needs';

let house: Awaited<ReturnType<typeof openTestHouse>>;
const J = 'marit-j';
beforeAll(async () => {
	house = await openTestHouse();
	await house.cast();
	// the version of the method that has an interview
	await house.db.update(cycle).set({ packVersion: 2 });
});
beforeEach(async () => {
	await house.db.delete(interview);
	await house.db.delete(planEntry);
	await answered('granted');
});
afterAll(() => house.close());

const answered = (state: ConsentState) =>
	house.db.update(consentAnswer).set({ state }).where(eq(consentAnswer.trajectoryId, J));
const begin = (moment: 'start' | 'end') => beginInterview(house.needs, 'marit', J, { moment, interviewerId: null });
const write = (kind: 'start' | 'note' | 'end', text = 'rustig') =>
	savePlanEntry(house.needs, 'marit', J, {
		...{ id: `e-${kind}`, kind, at: null },
		fields: kind === 'note' ? { text } : { words: [text] }
	});
const notYet = { ok: false, code: 'no-baseline-yet' };

describe('[CN8] no beginning before the yes', () => {
	it.each(['not-asked', 'asked', 'refused', 'withdrawn'] as const)('not while the answer is %s', async (state) => {
		await answered(state);
		expect(await begin('start')).toEqual(notYet);
		expect(await write('start')).toEqual(notYet);
		expect([await house.db.$count(interview), await house.db.$count(planEntry)]).toEqual([0, 0]);
		expect(await partnersOf(house.needs, 'marit', J)).toMatchObject({ value: { mayStart: false } });
		// the rest of her writing waits for nobody
		expect(await write('note')).toMatchObject({ ok: true });
		expect(await write('end')).toMatchObject({ ok: true });
		expect(await begin('end')).toMatchObject({ ok: true });
	});

	it('with the yes it begins', async () => {
		expect(await partnersOf(house.needs, 'marit', J)).toMatchObject({ value: { mayStart: true } });
		expect(await begin('start')).toMatchObject({ ok: true });
		expect(await write('start')).toMatchObject({ ok: true });
	});

	it('what was begun goes on, whatever comes after', async () => {
		const first = await begin('start');
		await write('start');
		await answered('withdrawn');
		expect(await begin('start')).toEqual(first);
		expect(await write('start', 'wisselend')).toMatchObject({ ok: true });
	});
});
