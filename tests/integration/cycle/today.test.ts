import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clip, cycle, helpRequest, meeting, planEntry, session, trajectory } from '../../../src/lib/server/db/schema';
import { chooseParentsContact } from '../../../src/lib/server/use-cases/school/parents-contact';
import { openTeam } from '../../../src/lib/server/use-cases/people/open-team';
import { inviteMember } from '../../../src/lib/server/use-cases/people/invite-member';
import { todayOf } from '../../../src/lib/server/use-cases/cycle/today-of';
import { fillSchool } from '../../support/big-school';
import { castDay, openTestHouse } from '../../support/test-needs';
import { sealed } from '../../support/sealed';

let house: Awaited<ReturnType<typeof openTestHouse>>;
beforeAll(async () => {
	house = await openTestHouse();
	await house.cast();
});
afterAll(() => house.close());
const kinds = async (who: string) => (await todayOf(house.needs, who)).steps.map((step) => step.kind);
const days = (n: number) => house.setClock(new Date(castDay.getTime() + n * 86_400_000));

describe('this week', () => {
	it('on the day of the meeting it comes first, for all who sit at the table', async () => {
		expect((await kinds('marit'))[0]).toBe('meeting-today');
		expect(await kinds('gerda')).toEqual(['meeting-today']);
		expect((await todayOf(house.needs, 'marit')).meeting).toMatchObject({ number: 3 });
	});

	it('a teacher with a yes: a clip and a play moment; one without a child: choose one', async () => {
		days(1);
		expect(await kinds('marit')).toEqual(['add-clip', 'plan-play-moment', 'meeting-ahead']);
		expect(await kinds('kees')).toEqual(['choose-child', 'meeting-ahead']);
		expect(await kinds('gerda')).toEqual(['meeting-ahead']);
	});

	it('looks into one’s own plan for a moment that has passed, and tells nobody else', async () => {
		const [child] = await house.db.select().from(trajectory).where(eq(trajectory.id, 'marit-j'));
		const key = house.needs.vault.open(child!.wrappedKey);
		const entry = (id: string, at: Date, done: boolean) => ({
			id,
			trajectoryId: 'marit-j',
			kind: 'play-moment' as const,
			at,
			sealed: house.needs.vault.sealText(key, JSON.stringify({ done })),
			createdAt: at,
			changedAt: at
		});
		await house.db.insert(planEntry).values(entry('p1', castDay, false));
		expect((await kinds('marit'))[0]).toBe('note-play-moment');
		expect(JSON.stringify(await todayOf(house.needs, 'noor'))).not.toContain('play-moment');
		await house.db.delete(planEntry);
		await house.db.insert(planEntry).values(entry('p2', new Date(castDay.getTime() + 9 * 86_400_000), false));
		expect(await kinds('marit')).toEqual(['add-clip', 'meeting-ahead']);
	});

	it('the clip: choose a fragment, bring it in, then nothing more to ask', async () => {
		const at = house.needs.clock();
		await house.db.insert(clip).values({
			id: 'k1',
			trajectoryId: 'marit-j',
			ownerId: 'marit',
			title: sealed(house.needs, 'J.'),
			status: 'ready',
			bytes: 1,
			createdAt: at,
			keepUntil: at
		});
		expect((await kinds('marit'))[0]).toBe('choose-fragment');
		await house.db.update(clip).set({ fragmentFrom: 0, fragmentTo: 60_000 });
		expect((await kinds('marit'))[0]).toBe('bring-clip');
		await house.db.insert(session).values({
			id: 's1',
			teamId: 'onderbouw',
			cycleId: 'c1',
			meetingId: 'm4',
			clipId: 'k1',
			trajectoryId: 'marit-j',
			presenterId: 'marit',
			packId: 'p2g-plg',
			packVersion: 1,
			protocolId: 'short',
			shownFrom: 0,
			shownTo: 90_000,
			fragmentFrom: 0,
			fragmentTo: 60_000,
			createdAt: at
		});
		expect(await kinds('marit')).toEqual(['meeting-ahead']);
		const people = (await todayOf(house.needs, 'kees')).teams[0]?.people ?? [];
		expect(people.find((it) => it.userId === 'marit')?.readiness).toBe('brings-clip');
		expect(people.map((it) => it.name)).toEqual(people.map((it) => it.name).toSorted());
	});

	it('an expert sees who waits for an answer, and no team’s affairs', async () => {
		expect(await todayOf(house.needs, 'anke')).toMatchObject({ steps: [], teams: [] });
		await house.db.insert(helpRequest).values({
			id: 'h1',
			teamId: 'onderbouw',
			askedBy: 'marit',
			expertId: 'anke',
			clipId: 'k1',
			question: sealed(house.needs, 'geheim'),
			status: 'asked',
			createdAt: castDay
		});
		const today = await todayOf(house.needs, 'anke');
		expect(today.steps).toEqual([{ kind: 'answer-help', requestId: 'h1', from: 'Marit' }]);
		expect(JSON.stringify(today)).not.toContain('geheim');
		await house.db.update(helpRequest).set({ status: 'proposed' });
		expect((await kinds('marit'))[0]).toBe('confirm-help');
	});

	it('a lead without a running cycle plans one; after the last meeting she may close it', async () => {
		expect(await kinds('vreemd')).toEqual(['invite-people', 'start-cycle']);
		days(80);
		expect(await kinds('noor')).toContain('close-cycle');
		await house.db.update(cycle).set({ closedAt: house.needs.clock() });
		expect(await kinds('noor')).toEqual(['start-cycle']);
		expect(await kinds('kees')).toEqual([]);
	});

	it('an admin helps teams to a lead; somebody without a team has nothing yet', async () => {
		// parents read nobody's name yet but the teacher's
		expect(await kinds('els')).toEqual(['name-contact']);
		const contact = { who: 'Els', email: 'els@delinde.test', phone: '', privacy: '' };
		await chooseParentsContact(house.needs, 'els', contact);
		expect(await kinds('els')).toEqual([]);
		const opened = await openTeam(house.needs, 'els', 'Kleuters');
		expect(await kinds('els')).toEqual(['invite-lead']);
		await inviteMember(house.needs, 'els', opened.ok ? opened.value.teamId : '', { email: '', roles: ['lead'] });
		expect(await kinds('els')).toEqual([]);
		expect(await todayOf(house.needs, 'vertrokken')).toMatchObject({ steps: [], teams: [], meeting: null });
	});

	it('[TD2] of many teams those that meet first are shown, the others are a line each', async () => {
		const many = await openTestHouse();
		try {
			await fillSchool(many.db, many.needs.vault, { teams: 4, teachers: 2, entries: 1, seats: 4 }, castDay);
			const later = new Date(castDay.getTime() + 86_400_000);
			await many.db.update(meeting).set({ startsAt: later }).where(eq(meeting.id, 'g1-c2-m3'));
			const today = await todayOf(many.needs, 'several');
			expect(today.teams.map((team) => team.teamId)).not.toContain('g1');
			expect(today.teams).toHaveLength(2);
			expect(today.teams.every((team) => team.people.length > 0)).toBe(true);
			expect(today.others).toHaveLength(2);
			expect(today.others.at(-1)).toEqual({ name: 'PLG 1', cycleId: 'g1-c2', number: 3, startsAt: later });
			expect(today.steps).toHaveLength(3);
			expect((await todayOf(many.needs, 'g1-p2')).others).toEqual([]);
		} finally {
			await many.close();
		}
	});
});
