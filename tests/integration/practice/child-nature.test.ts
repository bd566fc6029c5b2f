import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { trajectory } from '$lib/server/db/schema';
import { changeNature } from '$lib/server/use-cases/child/child-nature';
import { chooseChild } from '$lib/server/use-cases/child/choose-child';
import { planOnPaper } from '$lib/server/use-cases/plan/plan-on-paper';
import { readPlan } from '$lib/server/use-cases/plan/read-plan';
import { openTestHouse } from '../../support/test-needs';

let house: Awaited<ReturnType<typeof openTestHouse>>;
beforeAll(async () => {
	house = await openTestHouse();
	await house.cast();
});
afterAll(() => house.close());

const notFound = { ok: false, code: 'not-found' };

describe('[TC6] what it is about in one word', () => {
	const row = async (id: string) => (await house.db.select().from(trajectory).where(eq(trajectory.id, id)))[0];
	const seen = async (who: string, id: string) => {
		const plan = await readPlan(house.needs, who, id, 'nl');
		return plan.ok ? plan.value.nature : plan.code;
	};

	it('is hers to say and to take back, read by colleagues while it is open, and by nobody else', async () => {
		const chosen = await chooseChild(house.needs, 'sofie', 'onderbouw', {
			alias: 'Vosje',
			reason: '',
			nature: 'inward'
		});
		const id = chosen.ok ? chosen.value.trajectoryId : '';
		for (const who of ['sofie', 'kees', 'noor']) expect(await seen(who, id)).toBe('inward');
		for (const who of ['gerda', 'els', 'vreemd', 'vertrokken']) expect(await seen(who, id)).toBe('not-found');
		for (const who of ['kees', 'noor', 'gerda', 'els'])
			expect(await changeNature(house.needs, who, id, 'outward')).toEqual(notFound);
		expect(await changeNature(house.needs, 'sofie', id, 'other')).toMatchObject({ ok: true });
		expect(await seen('kees', id)).toBe('other');
		// sealed, and as long whatever it says
		const other = (await row(id))?.sealedNature;
		await changeNature(house.needs, 'sofie', id, 'outward');
		const outward = (await row(id))?.sealedNature;
		expect(Buffer.from(outward ?? []).toString('latin1')).not.toMatch(/outward|extern/);
		expect(outward?.length).toBe(other?.length);
		const paper = await planOnPaper(house.needs, 'sofie', id, 'nl', ['reason', 'nature', 'words', 'needs']);
		expect(paper).toMatchObject({ value: { story: { nature: null } } });
		expect(JSON.stringify(paper)).not.toMatch(/outward/);
		await house.db.update(trajectory).set({ closedAt: house.needs.clock() }).where(eq(trajectory.id, id));
		expect([await seen('sofie', id), await seen('kees', id)]).toEqual(['outward', null]);
		expect(await changeNature(house.needs, 'sofie', id, null)).toEqual({ ok: false, code: 'trajectory-closed' });
		await house.db.update(trajectory).set({ closedAt: null }).where(eq(trajectory.id, id));
		await changeNature(house.needs, 'sofie', id, null);
		expect((await row(id))?.sealedNature).toBeNull();
		await house.db.delete(trajectory).where(eq(trajectory.id, id));
	});
});
