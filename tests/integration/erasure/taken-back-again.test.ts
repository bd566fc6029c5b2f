import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { consentOf } from '../../../src/lib/server/db/consent';
import { auditEntry, consentAnswer, guardian, trajectory } from '../../../src/lib/server/db/schema';
import { answerAsGuardian } from '../../../src/lib/server/use-cases/child/answer-as-guardian';
import { addGuardian } from '../../../src/lib/server/use-cases/child/guardians';
import { markAsked, recordConsent } from '../../../src/lib/server/use-cases/child/record-consent';
import { viewConsent } from '../../../src/lib/server/use-cases/child/view-consent';
import { replayErasures } from '../../../src/lib/server/use-cases/erasure/replay';
import { viewParentsPage } from '../../../src/lib/server/use-cases/parent/view-parents-page';
import { castDay, openTestHouse } from '../../support/test-needs';

const J = 'marit-j';
const team = { scope: 'team', expertId: null } as const;
const text = { version: 1, language: 'nl', hash: 'abc' };
let house: Awaited<ReturnType<typeof openTestHouse>>;
let mother: string;
let father: string;

const stands = async () => (await consentOf(house.db, J)).team;
const says = (guardianId: string, answer: 'yes' | 'no') =>
	answerAsGuardian(house.needs, guardianId, { answers: [{ ...team, answer }], text });
const onPaper = (guardianId: string | null) =>
	recordConsent(house.needs, 'marit', J, {
		...{ scope: 'team', state: 'granted', guardianId },
		formDay: house.needs.clock().toISOString().slice(0, 10)
	});
const saidToHer = (guardianId: string | null) =>
	recordConsent(house.needs, 'marit', J, { scope: 'team', state: 'withdrawn', guardianId });
const page = async (guardianId: string) => {
	const seen = await viewParentsPage(house.needs, {
		...{ linkId: 'l', id: 'v', guardianId, language: 'nl', mayGive: true, codeTries: 0 }
	} as Parameters<typeof viewParentsPage>[1]);
	if (!seen.ok) throw new Error(seen.code);
	return seen.value;
};

beforeAll(async () => {
	house = await openTestHouse();
	await house.cast();
});
beforeEach(async () => {
	house.setClock(castDay);
	await house.db.delete(consentAnswer);
	await house.db.delete(guardian);
	const add = async (kind: 'mother' | 'father') => {
		const added = await addGuardian(house.needs, 'marit', J, { kind, language: 'nl' });
		if (!added.ok) throw new Error(added.code);
		return added.value.guardianId;
	};
	mother = await add('mother');
	father = await add('father');
});
afterAll(() => house.close());

/** Everything that `lost` does after a backup was made, and then that backup. */
async function restored(lost: () => Promise<unknown>): Promise<void> {
	const answers = await house.db.select().from(consentAnswer);
	const children = await house.db.select().from(trajectory).where(eq(trajectory.id, J));
	await lost();
	await house.db.delete(consentAnswer);
	if (answers.length > 0) await house.db.insert(consentAnswer).values(answers);
	for (const { wrappedKey, reason, keySpent } of children)
		await house.db.update(trajectory).set({ wrappedKey, reason, keySpent }).where(eq(trajectory.id, J));
	expect(await stands()).toBe('granted');
	house.setClock(new Date('2026-11-20T10:00:00Z'));
	expect((await replayErasures(house.needs)).again).toBe(1);
	expect(await stands()).toBe('withdrawn');
}

describe('[CN9] a yes that was taken back after the backup', () => {
	it('is taken back again, and each of the guardians comes back to her own', async () => {
		await says(mother, 'yes');
		await restored(() => says(mother, 'no'));
		await says(mother, 'yes');
		// it may have been his no: that it was hers went with the backup
		expect(await stands()).toBe('withdrawn');
		await says(father, 'yes');
		expect(await stands()).toBe('granted');
		expect((await replayErasures(house.needs)).again).toBe(0);
		expect(await stands()).toBe('granted');
	});

	it('also when it was somebody who never said yes', async () => {
		await says(mother, 'yes');
		await restored(() => says(father, 'no'));
		await says(mother, 'yes');
		expect(await stands()).toBe('withdrawn');
		await says(father, 'no');
		expect(await stands()).toBe('refused');
		await says(father, 'yes');
		expect(await stands()).toBe('granted');
	});

	it('the only guardian there is lifts it with one yes', async () => {
		await house.db.delete(guardian).where(eq(guardian.id, father));
		await says(mother, 'yes');
		await restored(() => says(mother, 'no'));
		await says(mother, 'yes');
		expect(await stands()).toBe('granted');
	});

	it('the teacher lifts it with no paper and no asking, and is told nothing new', async () => {
		await onPaper(mother);
		await restored(() => saidToHer(mother));
		for (const who of [mother, father]) expect(await onPaper(who)).toMatchObject({ code: 'no-stands' });
		expect((await markAsked(house.needs, 'marit', J)).ok).toBe(true);
		expect(await stands()).toBe('withdrawn');
		const seen = await viewConsent(house.needs, 'marit', J);
		expect(seen).toMatchObject({ value: { sees: { team: 'no-consent' }, guardians: [{}, {}] } });
		if (seen.ok)
			for (const line of seen.value.guardians) expect(line).toMatchObject({ waiting: null, mayComeBack: false });
	});

	it('she is asked anew and reads why; her own answers from before stay hers, and the log names nobody', async () => {
		await says(mother, 'yes');
		await restored(() => says(mother, 'no'));
		for (const who of [mother, father])
			expect(await page(who)).toMatchObject({ again: true, now: 'may-not', team: { own: null } });
		expect((await page(mother)).given).toHaveLength(1);
		expect((await page(father)).given).toEqual([]);
		await says(mother, 'no');
		expect(await page(mother)).toMatchObject({ again: false, team: { own: { yes: false } }, given: [{}, {}] });
		const entries = await house.db.select().from(auditEntry).where(eq(auditEntry.kind, 'consent-withdrawn'));
		expect(entries.at(-1)).toMatchObject({ actor: expect.stringMatching(/^(clock|guardian)$/) as string, childId: J });
		expect(entries.some(({ actor }) => actor === 'clock')).toBe(true);
	});

	it('parents who answered before they were told apart come back to it on paper', async () => {
		await house.db.delete(guardian);
		await house.db.insert(consentAnswer).values({
			...{ id: 'old', trajectoryId: J, scope: 'team', state: 'granted', recordedBy: 'marit', at: castDay }
		});
		await restored(() => saidToHer(null));
		expect((await onPaper(null)).ok).toBe(true);
		expect(await stands()).toBe('granted');
	});
});
