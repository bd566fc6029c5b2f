import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Duty } from '$lib/domain/duties';
import { cycle, meeting, meetingDuty, teamMember } from '$lib/server/db/schema';
import { handOver, tickDuty, viewAround } from '$lib/server/use-cases/meeting/lead-duties';
import { removeMember } from '$lib/server/use-cases/people/end-membership';
import { viewLeaving } from '$lib/server/use-cases/people/leaving';
import { pauseMember } from '$lib/server/use-cases/people/pause';
import { castDay, openTestHouse } from '../../support/test-needs';

let house: Awaited<ReturnType<typeof openTestHouse>>;
beforeAll(async () => {
	house = await openTestHouse();
	await house.cast();
});
afterAll(() => house.close());

const said = (outcome: { ok: true } | { ok: false; code: string }) => (outcome.ok ? 'yes' : outcome.code);
const give = async (by: string, duty: Duty, to: string | null) => said(await handOver(house.needs, by, 'm4', duty, to));
const tick = async (by: string, duty: Duty, done = true) => said(await tickDuty(house.needs, by, 'm4', duty, done));
const holderOf = async (duty: Duty, who = 'noor') => {
	const seen = await viewAround(house.needs, who, 'm4');
	return seen.ok ? seen.value.duties.find((it) => it.duty === duty)?.holder?.name : seen.code;
};

describe('[RD8] what is seen to around a meeting', () => {
	it('is the lead’s at first, seen by those at home and by nobody else', async () => {
		const seen = await viewAround(house.needs, 'lieke', 'm4');
		expect(seen.ok && seen.value.duties.map((it) => [it.holder, it.done, it.mine])).toEqual(
			Array.from({ length: 7 }, () => [null, false, false])
		);
		for (const who of ['gerda', 'anke', 'els', 'vreemd', 'vertrokken'])
			expect(said(await viewAround(house.needs, who, 'm4'))).toBe('not-found');
	});

	it('is given to nobody who leaves at that very moment', async () => {
		const [left, given] = await Promise.all([
			removeMember(house.needs, 'noor', 'onderbouw', 'lieke'),
			handOver(house.needs, 'noor', 'm4', 'yields', 'lieke')
		]);
		expect(said(left)).toBe('yes');
		expect(['yes', 'bad-input']).toContain(said(given));
		const [row] = await house.db.select().from(meetingDuty).where(eq(meetingDuty.duty, 'yields'));
		expect(row?.holderId ?? null).toBeNull();
		await house.db.update(teamMember).set({ leftAt: null }).where(eq(teamMember.userId, 'lieke'));
		await house.db.delete(meetingDuty);
	});

	it('can be handed over by the lead, taken by a colleague, and given back', async () => {
		expect(await give('kees', 'room', 'sofie')).toBe('not-allowed');
		expect(await give('noor', 'room', 'kees')).toBe('yes');
		expect(await holderOf('room')).toBe('Kees');
		expect(await give('sofie', 'room', 'sofie')).toBe('not-allowed');
		expect(await give('kees', 'room', 'sofie')).toBe('yes');
		expect(await give('sofie', 'room', null)).toBe('yes');
		expect(await holderOf('room')).toBeUndefined();
		expect(await give('lieke', 'agenda', 'lieke')).toBe('yes');
		expect(await give('noor', 'agenda', null)).toBe('yes');
	});

	it('is given to somebody who takes part, and to nobody else', async () => {
		for (const who of ['gerda', 'anke', 'els', 'vreemd', 'vertrokken', 'nobody'])
			expect(await give('noor', 'room', who)).toBe('bad-input');
		await pauseMember(house.needs, 'sofie', 'onderbouw', 'sofie');
		expect(await give('noor', 'room', 'sofie')).toBe('bad-input');
		for (const who of ['gerda', 'anke', 'els', 'vreemd']) expect(await give(who, 'room', who)).toBe('not-found');
	});

	it('is ticked by whoever has it or by the lead, and the tick can be taken back', async () => {
		await give('noor', 'cover', 'kees');
		expect(await tick('marit', 'cover')).toBe('not-allowed');
		expect(await tick('marit', 'room')).toBe('not-allowed');
		expect(await tick('gerda', 'cover')).toBe('not-found');
		expect(await tick('kees', 'cover')).toBe('yes');
		expect(await tick('kees', 'cover', false)).toBe('yes');
		expect(await tick('noor', 'cover')).toBe('yes');
	});

	it('goes back to the lead when somebody leaves, which was said before; what was done stays done', async () => {
		await give('noor', 'agenda', 'kees');
		expect(await viewLeaving(house.needs, 'kees', 'onderbouw')).toMatchObject({ value: { duties: true } });
		await removeMember(house.needs, 'noor', 'onderbouw', 'kees');
		const rows = await house.db.select().from(meetingDuty).where(eq(meetingDuty.meetingId, 'm4'));
		expect(rows.find((it) => it.duty === 'agenda')?.holderId).toBeNull();
		expect(rows.find((it) => it.duty === 'cover')?.doneAt).not.toBeNull();
	});

	it('stands still once the cycle is closed', async () => {
		await house.db.update(cycle).set({ closedAt: castDay });
		expect(await give('noor', 'room', 'marit')).toBe('trajectory-closed');
		expect(await tick('noor', 'room')).toBe('trajectory-closed');
		expect(await viewAround(house.needs, 'noor', 'm4')).toMatchObject({ value: { open: false } });
		await house.db.update(cycle).set({ closedAt: null });
	});

	it('[RD9] beside it stands what the method says to whoever leads; a method may say nothing', async () => {
		expect(await viewAround(house.needs, 'noor', 'm4')).toMatchObject({ value: { guide: null } });
		await house.db.update(cycle).set({ packVersion: 2 });
		const seen = await viewAround(house.needs, 'noor', 'm4');
		expect(seen.ok && seen.value.guide?.topics.length).toBe(3);
	});
});

describe('[RD8] two people at once', () => {
	it('what is free goes to one of them; the other hears no', async () => {
		await house.db.delete(meetingDuty);
		const said = await Promise.all(['lieke', 'marit'].map((who) => give(who, 'room', who)));
		expect(said.toSorted()).toEqual(['not-allowed', 'yes']);
		const [row] = await house.db.select().from(meetingDuty);
		expect(row?.holderId).toBe(['lieke', 'marit'][said.indexOf('yes')]);
	});
});

describe('[RD9] in a cycle that is held shorter', () => {
	it.each([
		['k1', 'Waarom de relatie', true],
		['k3', 'Samen kijken', true],
		['k4', 'Samen kijken', false],
		['k7', 'Terugkijken en verder', true],
		['again', 'Terugblik en afspraken', false]
	])('%s has its title, and the guide of the meeting it stands for', async (planId, title, guided) => {
		const [planned] = await house.db.select().from(meeting).where(eq(meeting.id, 'm4'));
		await house.db.update(cycle).set({ packVersion: 2 });
		await house.db.update(meeting).set({ planId }).where(eq(meeting.id, 'm4'));
		const seen = await viewAround(house.needs, 'noor', 'm4');
		expect(seen).toMatchObject({ value: { title: { nl: title } } });
		expect(seen.ok && seen.value.guide !== null).toBe(guided);
		await house.db.update(meeting).set({ planId: planned!.planId }).where(eq(meeting.id, 'm4'));
	});
});
