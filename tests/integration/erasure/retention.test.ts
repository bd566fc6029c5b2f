import { eq, ne } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { daysLeft, schoolYearEnd } from '$lib/domain/retention';
import { clip, consentAnswer, meeting } from '$lib/server/db/schema';
import { eraseClipsThatRanOut } from '$lib/server/use-cases/clip/erase-clip';
import { keepLonger } from '$lib/server/use-cases/clip/keep-longer';
import { startClip } from '$lib/server/use-cases/clip/start-clip';
import { tellBeforeErasing } from '$lib/server/use-cases/clip/tell-before';
import { chooseKeepWeeks, viewKeepWeeks } from '$lib/server/use-cases/school/keep-weeks';
import { castDay, openTestHouse } from '../../support/test-needs';

const dayMs = 86_400_000;
let house: Awaited<ReturnType<typeof openTestHouse>>;

beforeAll(async () => {
	house = await openTestHouse();
	await house.cast();
	house.needs.files = { ...house.needs.files, erase: async () => {} };
});
afterAll(() => house.close());

const begin = async () => {
	const started = await startClip(house.needs, 'marit', { trajectoryId: 'marit-j', bytes: 1, durationMs: 0 });
	if (!started.ok) throw new Error(started.code);
	await house.db.update(clip).set({ status: 'ready' }).where(eq(clip.id, started.value.id));
	return started.value.id;
};
const held = () => house.db.select().from(clip).where(ne(clip.status, 'erased'));

describe('[ER9] how long clips stay', () => {
	it('is said by whoever plans in the school or runs it, within its limits, for clips still to come', async () => {
		const before = await begin();
		expect(await chooseKeepWeeks(house.needs, 'marit', { weeks: 2 })).toEqual({ ok: false, code: 'not-allowed' });
		expect(await viewKeepWeeks(house.needs, 'marit')).toMatchObject({ weeks: 6, mayChange: false });
		expect(await chooseKeepWeeks(house.needs, 'noor', { weeks: 2 })).toMatchObject({ ok: true });
		expect(await viewKeepWeeks(house.needs, 'els')).toMatchObject({ weeks: 2, mayChange: true });
		const after = await begin();
		const until = new Map((await held()).map((row) => [row.id, row.keepUntil]));
		expect((until.get(before)?.getTime() ?? 0) - (until.get(after)?.getTime() ?? 0)).toBe(28 * dayMs);
	});

	it('its owner has one letter a week before, which names no child, and none twice', async () => {
		const [row] = await held();
		house.setClock(new Date((row?.keepUntil.getTime() ?? 0) - 8 * dayMs));
		house.letters.splice(0);
		const mine = () => house.letters.filter(({ to }) => to.startsWith('marit'));
		for (const { id } of await held()) if (id !== row?.id) await house.db.delete(clip).where(eq(clip.id, id));
		await tellBeforeErasing(house.needs);
		expect(mine()).toEqual([]);
		house.setClock(new Date((row?.keepUntil.getTime() ?? 0) - 7 * dayMs));
		await tellBeforeErasing(house.needs);
		await tellBeforeErasing(house.needs);
		expect(mine()).toHaveLength(1);
		expect(JSON.stringify(mine())).not.toContain('J.');
		expect(daysLeft(row?.keepUntil ?? castDay, house.needs.clock())).toBe(7);
	});

	it('a letter that could not be sent is sent later', async () => {
		const [row] = await held();
		await house.db
			.update(clip)
			.set({ keepUntil: new Date((row?.keepUntil.getTime() ?? 0) - dayMs) })
			.where(eq(clip.id, row?.id ?? ''));
		const { mail } = house.needs;
		house.letters.splice(0);
		house.needs.mail = () => Promise.reject(new Error('the mail server said no'));
		await tellBeforeErasing(house.needs);
		house.needs.mail = mail;
		await tellBeforeErasing(house.needs);
		expect(house.letters).toHaveLength(1);
	});

	it('[C6] in two years, a day at a time, no clip is there past its day or past its school year', async () => {
		let over = 0;
		let longer = 0;
		let refused = 0;
		for (let day = 0; day < 730; day++) {
			const now = new Date(castDay.getTime() + day * dayMs);
			house.setClock(now);
			await eraseClipsThatRanOut(house.needs);
			const there = await held();
			over += there.filter(({ keepUntil, createdAt }) => keepUntil <= now || now > schoolYearEnd(createdAt)).length;
			if (day % 10 === 0) {
				await house.db.update(meeting).set({ startsAt: new Date(now.getTime() + 30 * dayMs) });
				await begin();
			}
			if (day % 25 === 0)
				for (const { id } of there.slice(0, 1)) {
					const kept = await keepLonger(house.needs, 'marit', id, { parentsAgree: true });
					if (kept.ok) longer++;
					else refused++;
				}
		}
		expect(over).toBe(0);
		expect(longer).toBeGreaterThan(5);
		expect(refused).toBeGreaterThan(0);
	}, 300_000);

	it('[C6] nothing is kept longer without the parents’ living yes, or when she did not ask again', async () => {
		const id = await begin();
		expect(await keepLonger(house.needs, 'marit', id, { parentsAgree: false })).toMatchObject({ code: 'bad-input' });
		await house.db.insert(consentAnswer).values({
			...{ id: 'no', trajectoryId: 'marit-j', scope: 'team', state: 'withdrawn', recordedBy: 'marit' },
			at: house.needs.clock()
		});
		expect(await keepLonger(house.needs, 'marit', id, { parentsAgree: true })).toMatchObject({ code: 'no-consent' });
		expect(await keepLonger(house.needs, 'kees', id, { parentsAgree: true })).toMatchObject({ code: 'not-found' });
	});
});
