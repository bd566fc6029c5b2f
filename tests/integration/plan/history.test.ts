import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { consentAnswer, planEntry, planVersion, trajectory } from '../../../src/lib/server/db/schema';
import { readEntryForm } from '../../../src/lib/server/use-cases/plan/plan-input';
import { readHistory, restoreVersion } from '../../../src/lib/server/use-cases/plan/read-history';
import { readPlan } from '../../../src/lib/server/use-cases/plan/read-plan';
import { removePlanEntry } from '../../../src/lib/server/use-cases/plan/remove-entry';
import { savePlanEntry } from '../../../src/lib/server/use-cases/plan/save-entry';
import { sharePlanEntry } from '../../../src/lib/server/use-cases/plan/share-entry';
import { castDay, openTestHouse } from '../../support/test-needs';

let house: Awaited<ReturnType<typeof openTestHouse>>;
const J = 'marit-j';
beforeAll(async () => {
	house = await openTestHouse();
	await house.cast();
});
afterAll(() => house.close());
beforeEach(async () => {
	house.setClock(castDay);
	await house.db.delete(planEntry);
	await house.db.update(trajectory).set({ closedAt: null });
});
const later = (minutes: number) => house.setClock(new Date(castDay.getTime() + minutes * 60_000));

async function write(fields: Record<string, string | string[]>, kind = 'play-moment', userId = 'marit') {
	const form = new FormData();
	for (const [name, value] of Object.entries({ id: 'p1', kind, ...fields }))
		for (const one of [value].flat()) form.append(name, one);
	const input = readEntryForm(form);
	return input.ok ? savePlanEntry(house.needs, userId, J, input.value) : input;
}
async function history(userId = 'marit', locale: 'nl' | 'en' = 'nl') {
	const read = await readHistory(house.needs, userId, J, 'p1', locale);
	if (!read.ok) throw new Error(read.code);
	return read.value.versions;
}
async function happened() {
	const plan = await readPlan(house.needs, 'marit', J, 'nl');
	const item = plan.ok ? plan.value.items.find((one) => one.id === 'p1') : undefined;
	return item?.kind === 'play-moment' ? item.fields.happened : null;
}

describe('[LP5] who changed what, and when', () => {
	it('keeps one version for writing in one go, and a new one after a rest', async () => {
		await write({ happened: 'Hij schoof' });
		later(1);
		await write({ happened: 'Hij schoof een blok.' });
		later(30);
		await write({ happened: 'Hij schoof twee blokken.', skill: 's2' });
		const versions = await history();
		expect(versions.map(({ number, by }) => `${number} ${by}`)).toEqual(['2 Marit', '1 Marit']);
		expect(versions[1]).toMatchObject({
			begunAt: castDay,
			endedAt: new Date(castDay.getTime() + 60_000),
			changes: []
		});
		expect(versions[1]?.fields).toContainEqual({ name: 'happened', text: 'Hij schoof een blok.' });
		expect(versions[0]?.changes.map(({ name }) => name)).toEqual(['skill', 'happened']);
		expect(versions[0]?.changes[0]).toEqual({ name: 'skill', way: { was: '', is: 'spiegelen van het spel' } });
		expect(versions[0]?.changes[1]?.way).toContainEqual({ is: 'fresh', text: 'twee blokken.' });
	});

	it('begins with how it stood for an entry from before there was a history', async () => {
		await write({ happened: 'van vroeger' });
		await house.db.delete(planVersion);
		later(1);
		await write({ happened: 'van nu' });
		const texts = (await history()).map(({ fields }) => fields.find(({ name }) => name === 'happened')?.text);
		expect(texts).toEqual(['van nu', 'van vroeger']);
	});

	it('has no version for what changed nothing, and keeps the newest hundred', async () => {
		await write({ happened: 'een' });
		later(60);
		await write({ happened: 'een' });
		expect(await history()).toHaveLength(1);
		const [row] = await house.db.select().from(planVersion);
		await house.db
			.insert(planVersion)
			.values(Array.from({ length: 99 }, (_, i) => ({ ...row!, id: `v${i}`, number: i + 2 })));
		later(120);
		await write({ happened: 'twee' });
		const versions = await history();
		expect([versions.length, versions.at(-1)?.number, versions[0]?.number]).toEqual([100, 2, 101]);
	});
});

describe('[LP6] the owner’s alone, and sealed like the text', () => {
	it('is not there for anybody else, also when the entry is shared', async () => {
		await write({ happened: 'Hij schoof een blok.' });
		await sharePlanEntry(house.needs, 'marit', J, 'p1', true);
		for (const userId of ['sofie', 'noor', 'els', 'anke', 'gerda', 'vertrokken', 'niemand']) {
			expect(await readHistory(house.needs, userId, J, 'p1', 'nl')).toEqual({ ok: false, code: 'not-found' });
			expect(await restoreVersion(house.needs, userId, J, 'p1', 1)).toEqual({ ok: false, code: 'not-found' });
		}
		expect(await history()).toHaveLength(1);
	});

	it('keeps no readable word in the table', async () => {
		await write({ happened: 'Hij schoof een blok.', context: 'building' });
		const rows = await house.db.select().from(planVersion);
		const stored = rows
			.map((row) => JSON.stringify({ ...row, sealed: Buffer.from(row.sealed).toString('latin1') }))
			.join();
		for (const word of ['schoof', 'building']) expect(stored).not.toContain(word);
		expect(rows).toHaveLength(1);
	});

	it('holds nothing of what the group gave', async () => {
		const [row] = await house.db.select().from(trajectory).where(eq(trajectory.id, J));
		const given = { seen: [{ text: 'hij keek weg', codes: [], atMs: 1 }], strengths: [], takeaway: 'wachten' };
		const sealed = house.needs.vault.sealText(house.needs.vault.open(row!.wrappedKey), JSON.stringify(given));
		const times = { at: castDay, createdAt: castDay, changedAt: castDay };
		await house.db.insert(planEntry).values({ id: 'p1', trajectoryId: J, kind: 'session', sealed, ...times });
		await write({ takeaway: 'langer wachten' }, 'session');
		const key = house.needs.vault.open(row!.wrappedKey);
		const kept = (await house.db.select().from(planVersion)).map((it) => house.needs.vault.unsealText(key, it.sealed));
		expect(kept.join()).toContain('langer wachten');
		expect(kept.join()).not.toContain('keek weg');
		expect(await restoreVersion(house.needs, 'marit', J, 'p1', 1)).toEqual({ ok: true, value: null });
		const plan = await readPlan(house.needs, 'marit', J, 'nl');
		expect(plan.ok && plan.value.items[0]).toMatchObject({ fields: { takeaway: 'wachten', seen: given.seen } });
	});

	it('goes with its entry, and with the trajectory', async () => {
		await write({ happened: 'een' });
		await removePlanEntry(house.needs, 'marit', J, 'p1');
		expect(await house.db.select().from(planVersion)).toEqual([]);
		const other = { id: 'noor-x', cycleId: 'c1', teacherId: 'noor', alias: 'X.', createdAt: castDay };
		await house.db.insert(trajectory).values({ ...other, wrappedKey: house.needs.vault.newKey().wrapped });
		const fields = { happened: 'van X' };
		await savePlanEntry(house.needs, 'noor', 'noor-x', {
			id: 'x1',
			kind: 'play-moment',
			at: null,
			fields,
			bases: {}
		});
		expect(await house.db.select().from(planVersion)).toHaveLength(1);
		await house.db.delete(trajectory).where(eq(trajectory.id, 'noor-x'));
		expect(await house.db.select().from(planVersion)).toEqual([]);
	});

	it('stays the owner’s after the parents withdrew, like the plan itself', async () => {
		await write({ happened: 'een' });
		const withdrawn = { id: 'w', trajectoryId: J, scope: 'team', state: 'withdrawn', recordedBy: 'marit' } as const;
		await house.db.insert(consentAnswer).values({ ...withdrawn, at: new Date(castDay.getTime() + 1000) });
		expect(await history()).toHaveLength(1);
		expect(await readHistory(house.needs, 'sofie', J, 'p1', 'nl')).toEqual({ ok: false, code: 'not-found' });
		await house.db.delete(consentAnswer).where(eq(consentAnswer.id, 'w'));
	});
});

describe('[LP7] an earlier version comes back', () => {
	it('as a new version, and what stood there is kept', async () => {
		await write({ happened: 'zoals eerst', date: '2026-11-10', time: '10:15' });
		later(30);
		await write({ happened: 'zoals later', date: '2026-11-11', time: '10:15' });
		later(31);
		expect(await restoreVersion(house.needs, 'marit', J, 'p1', 1)).toEqual({ ok: true, value: null });
		expect(await happened()).toBe('zoals eerst');
		const versions = await history();
		expect(versions.map(({ number }) => number)).toEqual([3, 2, 1]);
		expect(versions[0]?.fields).toContainEqual({ name: 'at', text: new Date('2026-11-10T09:15:00Z') });
		expect(versions[1]?.fields).toContainEqual({ name: 'happened', text: 'zoals later' });
	});

	it('not one that is not there, and not once the trajectory is closed', async () => {
		await write({ happened: 'een' });
		expect(await restoreVersion(house.needs, 'marit', J, 'p1', 9)).toEqual({ ok: false, code: 'not-found' });
		await house.db.update(trajectory).set({ closedAt: castDay }).where(eq(trajectory.id, J));
		expect(await restoreVersion(house.needs, 'marit', J, 'p1', 1)).toEqual({ ok: false, code: 'trajectory-closed' });
		expect(await history()).toHaveLength(1);
	});
});

describe('[LP4] one text, written in at two places', () => {
	it('keeps what both wrote, and says what stands there now', async () => {
		await write({ happened: 'We bouwden.' });
		await write({ happened: 'We bouwden. Hij lachte.', happened_base: 'We bouwden.' });
		const saved = await write({ happened: 'Samen: We bouwden.', happened_base: 'We bouwden.' });
		expect(saved).toMatchObject({ ok: true, value: { texts: { happened: 'Samen: We bouwden. Hij lachte.' } } });
		expect(await happened()).toBe('Samen: We bouwden. Hij lachte.');
	});

	it('takes a text as it is sent when the form does not say what it began with', async () => {
		await write({ happened: 'een' });
		await write({ happened: 'twee' });
		expect(await happened()).toBe('twee');
	});

	it('refuses what grows too long together, and keeps what stood there', async () => {
		const long = 'x'.repeat(3000);
		await write({ happened: long });
		expect(await write({ happened: 'y'.repeat(6000), happened_base: '' })).toEqual({ ok: false, code: 'bad-input' });
		expect(await happened()).toBe(long);
	});
});
