import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { trajectory } from '$lib/server/db/schema';
import { filmKey, type FilmKey } from '$lib/server/use-cases/clip/film-key';
import { castDay } from '../../support/test-needs';
import { openClipHouse, said, type ClipHouse } from './clip-house';

let house: ClipHouse;
beforeAll(async () => void (house = await openClipHouse()));
beforeEach(() => void house.setClock(castDay));
afterAll(() => house.end());

const hour = 3_600_000;
const marit = { userId: 'marit', authSessionId: 'sign-in-1' };
const ask = (who = marit, stamp: number | null = null) => filmKey(house.needs, who, 'marit-j', stamp);
async function given(who = marit, stamp: number | null = null): Promise<FilmKey> {
	const key = await ask(who, stamp);
	if (!key.ok) throw new Error(key.code);
	return key.value;
}
const hex = ({ key }: FilmKey) => Buffer.from(key).toString('hex');

test('[F2] the same hour of the same sign-in gives the same key again; another sign-in does not', async () => {
	const first = await given();
	expect(first.key).toHaveLength(32);
	house.setClock(new Date(castDay.getTime() + 3 * hour));
	expect(hex(await given(marit, first.stamp))).toBe(hex(first));
	expect(hex(await given())).not.toBe(hex(first));
	expect(hex(await given({ ...marit, authSessionId: 'sign-in-2' }, first.stamp))).not.toBe(hex(first));
});

test('[F2] a key of yesterday or of tomorrow is not given', async () => {
	const { stamp } = await given();
	house.setClock(new Date(castDay.getTime() + 23 * hour));
	expect(said(await ask(marit, stamp))).toBe('yes');
	house.setClock(new Date(castDay.getTime() + 24 * hour));
	expect(said(await ask(marit, stamp))).toBe('not-found');
	expect(said(await ask(marit, stamp + 25))).toBe('not-found');
	expect(said(await ask(marit, Number.NaN))).toBe('not-found');
});

test('[F2] only the teacher of this child is given one, and only while the parents agree', async () => {
	for (const userId of ['kees', 'noor', 'nobody'])
		expect(said(await ask({ userId, authSessionId: 'sign-in-9' }))).toBe('not-found');
	const before = await given();
	await house.parents('withdrawn');
	expect(said(await ask(marit, before.stamp))).toBe('no-consent');
	// a new yes is for what is filmed from then on
	await house.parents('granted');
	expect(hex(await given(marit, before.stamp))).not.toBe(hex(before));
});

test('[F2] nothing is filmed in a trajectory that is over', async () => {
	await house.db.update(trajectory).set({ closedAt: castDay }).where(eq(trajectory.id, 'marit-j'));
	expect(said(await ask())).toBe('trajectory-closed');
});
