import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	clip,
	consentAnswer,
	cycle,
	meeting,
	session,
	teamMember,
	trajectory
} from '../../../src/lib/server/db/schema';
import { changeMeetings, closeCycle } from '../../../src/lib/server/use-cases/cycle/change-cycle';
import { changeMode } from '../../../src/lib/server/use-cases/cycle/change-mode';
import { meetingsFrom, type MeetingInput } from '../../../src/lib/server/use-cases/cycle/meeting-input';
import { proposeCycle, startCycle } from '../../../src/lib/server/use-cases/cycle/start-cycle';
import { listMeetings, viewCycle, viewMeeting } from '../../../src/lib/server/use-cases/cycle/view-cycle';
import { viewSession } from '../../../src/lib/server/use-cases/session/view-session';
import { fromFields } from '../../../src/lib/words/dates';
import { openTestHouse } from '../../support/test-needs';
import { sealed } from '../../support/sealed';

let house: Awaited<ReturnType<typeof openTestHouse>>;
beforeAll(async () => {
	house = await openTestHouse();
	await house.cast();
	await bring('s1', 'm3');
});
afterAll(() => house.close());

async function bring(id: string, meetingId: string) {
	const now = house.needs.clock();
	await house.db.insert(clip).values({
		id: `clip-${id}`,
		trajectoryId: 'marit-j',
		ownerId: 'marit',
		title: sealed(house.needs, 'J. bouwt een toren'),
		status: 'ready',
		bytes: 1,
		createdAt: now,
		keepUntil: now
	});
	await house.db.insert(session).values({
		id,
		teamId: 'onderbouw',
		cycleId: 'c1',
		meetingId,
		clipId: `clip-${id}`,
		trajectoryId: 'marit-j',
		presenterId: 'marit',
		packId: 'p2g-plg',
		packVersion: 1,
		protocolId: 'short',
		shownFrom: 0,
		shownTo: 90_000,
		fragmentFrom: 0,
		fragmentTo: 60_000,
		createdAt: now
	});
}
const five = (start = '2027-02-02'): MeetingInput[] =>
	[0, 21, 49, 77, 112].map((days) => {
		const first = fromFields(start, '15:30')!;
		return { startsAt: new Date(first.getTime() + days * 86_400_000), minutes: 60, place: 'teamkamer' };
	});
const notFound = { ok: false, code: 'not-found' };

describe('planning', () => {
	it('a team runs one cycle at a time', async () => {
		expect(await proposeCycle(house.needs, 'noor', 'onderbouw')).toEqual({ ok: false, code: 'cycle-running' });
		expect(await startCycle(house.needs, 'noor', 'onderbouw', five())).toEqual({ ok: false, code: 'cycle-running' });
	});

	it('only the lead, not a member, not an admin, not a stranger', async () => {
		expect(await startCycle(house.needs, 'marit', 'onderbouw', five())).toEqual({ ok: false, code: 'not-allowed' });
		expect(await startCycle(house.needs, 'els', 'onderbouw', five())).toEqual({ ok: false, code: 'not-allowed' });
		expect(await startCycle(house.needs, 'vertrokken', 'onderbouw', five())).toEqual(notFound);
		expect(await proposeCycle(house.needs, 'noor', 'bovenbouw')).toEqual(notFound);
	});

	it('begins with dates from the method, and takes those of the lead', async () => {
		const proposed = await proposeCycle(house.needs, 'vreemd', 'bovenbouw');
		// Thursday 12 November 2026, so a week later is Thursday the 19th
		expect(proposed.ok && proposed.value.meetings.map((it) => it.day)).toEqual([
			'2026-11-19',
			'2026-12-10',
			'2027-01-07',
			'2027-02-04',
			'2027-03-11'
		]);
		expect(await startCycle(house.needs, 'vreemd', 'bovenbouw', five().slice(1))).toEqual({
			ok: false,
			code: 'bad-input'
		});
		expect(await startCycle(house.needs, 'vreemd', 'bovenbouw', five().toReversed())).toEqual({
			ok: false,
			code: 'dates-out-of-order'
		});
		const both = await Promise.all([1, 2].map(() => startCycle(house.needs, 'vreemd', 'bovenbouw', five())));
		expect(both.map((it) => (it.ok ? 'started' : it.code)).toSorted()).toEqual(['cycle-running', 'started']);
		// a new cycle begins with the newest version; one that runs keeps its own (R2)
		const begun = await house.db.select().from(cycle).where(eq(cycle.teamId, 'bovenbouw'));
		expect(begun.map((it) => [it.packId, it.packVersion])).toEqual([['p2g-plg', 2]]);
		const running = await house.db.select().from(cycle).where(eq(cycle.id, 'c1'));
		expect(running.map((it) => it.packVersion)).toEqual([1]);
		const list = await listMeetings(house.needs, 'vreemd');
		expect(list.ok && list.value.teams[0]?.cycle?.meetings.map((it) => it.number)).toEqual([1, 2, 3, 4, 5]);
	});

	it('the lead moves meetings later, in order', async () => {
		expect(await changeMeetings(house.needs, 'marit', 'c1', five())).toEqual({ ok: false, code: 'not-allowed' });
		expect(await changeMeetings(house.needs, 'vreemd', 'c1', five())).toEqual(notFound);
		expect(await changeMeetings(house.needs, 'noor', 'c1', five().toReversed())).toEqual({
			ok: false,
			code: 'dates-out-of-order'
		});
		const before = await house.db.select().from(meeting).where(eq(meeting.cycleId, 'c1')).orderBy(meeting.number);
		expect(await changeMeetings(house.needs, 'noor', 'c1', five())).toMatchObject({ ok: true });
		const [first] = await house.db.select().from(meeting).where(eq(meeting.id, 'm1'));
		expect(first?.startsAt.toISOString()).toBe('2027-02-02T14:30:00.000Z');
		await changeMeetings(house.needs, 'noor', 'c1', before);
	});
});

describe('[BS1] in one room, online or mixed', () => {
	const talkLink = 'https://meet.delinde.example/onderbouw';
	const change = (who: string, mode: 'in-person' | 'online' | 'mixed', link = talkLink) =>
		changeMode(house.needs, who, 'm3', { mode, talkLink: link });
	const now = async () => {
		const [row] = await house.db.select().from(meeting).where(eq(meeting.id, 'm3'));
		return [row?.mode, row?.talkLink];
	};

	it('a meeting is in one room until somebody says otherwise', async () => {
		expect(await now()).toEqual(['in-person', '']);
	});

	it('the lead switches it on the day, and everybody who is in its rooms hears of it', async () => {
		house.told.length = 0;
		expect(await change('noor', 'mixed')).toMatchObject({ ok: true });
		expect(await now()).toEqual(['mixed', talkLink]);
		expect(house.told).toEqual([{ rightsChanged: { sessionId: 's1' } }]);
		for (const who of ['marit', 'gerda'])
			expect(await viewMeeting(house.needs, who, 'm3')).toMatchObject({ value: { mode: 'mixed', talkLink } });
		expect(await viewSession(house.needs, 'kees', 's1')).toMatchObject({
			value: { meeting: { id: 'm3', mode: 'mixed', talkLink } }
		});
	});

	it('nobody else does', async () => {
		for (const who of ['marit', 'kees', 'gerda'])
			expect(await change(who, 'online')).toEqual({ ok: false, code: 'not-allowed' });
		for (const who of ['anke', 'els', 'vreemd', 'vertrokken']) expect(await change(who, 'online')).toEqual(notFound);
		expect(await now()).toEqual(['mixed', talkLink]);
	});

	it('what is no https address is refused, and what was there stays', async () => {
		for (const link of ['http://meet.example', 'javascript:alert(1)', 'meet'])
			expect(await change('noor', 'online', link)).toEqual({ ok: false, code: 'not-a-talk-link' });
		expect(await now()).toEqual(['mixed', talkLink]);
	});

	it('planning sets it for each meeting, and who plans without saying so changes nothing', async () => {
		const dates = five();
		expect(await changeMeetings(house.needs, 'noor', 'c1', dates)).toMatchObject({ ok: true });
		expect(await now()).toEqual(['mixed', talkLink]);
		const form = (mode: 'online' | 'in-person', link: string) =>
			meetingsFrom({
				date: ['2027-02-02'],
				time: ['15:30'],
				minutes: [60],
				place: [''],
				mode: [mode],
				talkLink: [link]
			});
		expect(form('online', talkLink)).toMatchObject({ value: [{ mode: 'online', talkLink }] });
		expect(form('online', 'http://meet.example')).toEqual({ ok: false, code: 'not-a-talk-link' });
		await changeMeetings(
			house.needs,
			'noor',
			'c1',
			dates.map((it, i) => (i === 2 ? { ...it, mode: 'online' as const, talkLink: '' } : it))
		);
		expect(await now()).toEqual(['online', '']);
		await change('noor', 'in-person', '');
	});
});

describe('who sees the meetings', () => {
	it('members and guests; not an expert on call, an admin, a stranger, somebody who left', async () => {
		for (const who of ['marit', 'noor', 'gerda']) {
			expect(await viewCycle(house.needs, who, 'c1')).toMatchObject({ ok: true });
			expect(await viewMeeting(house.needs, who, 'm3')).toMatchObject({ ok: true });
		}
		for (const who of ['anke', 'els', 'vreemd', 'vertrokken']) {
			expect(await viewCycle(house.needs, who, 'c1')).toEqual(notFound);
			expect(await viewMeeting(house.needs, who, 'm3')).toEqual(notFound);
		}
		expect(await viewMeeting(house.needs, 'marit', 'bestaat-niet')).toEqual(notFound);
	});

	it('who has what ready is for the team itself, and planning for the lead', async () => {
		const seen = async (who: string) => {
			const view = await viewMeeting(house.needs, who, 'm3');
			if (!view.ok) throw new Error(view.code);
			return { people: view.value.people.length, plan: view.value.may.plan, needs: view.value.seesNeeds };
		};
		expect(await seen('noor')).toEqual({ people: 6, plan: true, needs: true });
		expect(await seen('kees')).toEqual({ people: 6, plan: false, needs: false });
		expect(await seen('gerda')).toEqual({ people: 0, plan: false, needs: false });
	});
});

describe('what is brought', () => {
	const brought = async () => {
		const view = await viewMeeting(house.needs, 'kees', 'm3');
		return view.ok ? view.value.brought : [];
	};

	it('is shown with its presenter and state', async () => {
		expect(await brought()).toEqual([
			expect.objectContaining({ presenter: 'Marit', state: 'waiting', fragment: 60_000 })
		]);
	});

	it('[C1] is gone without the parents’ yes, and nobody is told why', async () => {
		const at = new Date(house.needs.clock().getTime() + 1_000);
		await house.db.insert(consentAnswer).values({
			id: 'nee',
			trajectoryId: 'marit-j',
			scope: 'team',
			state: 'withdrawn',
			recordedBy: 'marit',
			at
		});
		expect(await brought()).toEqual([]);
		const view = await viewMeeting(house.needs, 'kees', 'm3');
		const line = view.ok ? view.value.people.find((it) => it.userId === 'marit') : null;
		expect(line?.readiness).toBe('choosing-child');
		await house.db.delete(consentAnswer).where(eq(consentAnswer.id, 'nee'));
	});

	it('is gone when its presenter took it off the table', async () => {
		await house.db.update(session).set({ withdrawnAt: house.needs.clock() }).where(eq(session.id, 's1'));
		expect(await brought()).toEqual([]);
		await house.db.update(session).set({ withdrawnAt: null }).where(eq(session.id, 's1'));
	});
});

describe('closing a cycle', () => {
	it('only the lead; trajectories are finished, tables cleared, a new cycle may begin', async () => {
		expect(await closeCycle(house.needs, 'marit', 'c1')).toEqual({ ok: false, code: 'not-allowed' });
		expect(await closeCycle(house.needs, 'vreemd', 'c1')).toEqual(notFound);
		expect(await closeCycle(house.needs, 'noor', 'c1')).toMatchObject({ ok: true });
		const [child] = await house.db.select().from(trajectory).where(eq(trajectory.id, 'marit-j'));
		expect(child?.closedWhy).toBe('finished');
		const [table] = await house.db.select().from(session).where(eq(session.id, 's1'));
		expect(table?.withdrawnAt).not.toBeNull();
		expect(house.told).toContainEqual({ rightsChanged: { sessionId: 's1' } });
		expect(await changeMeetings(house.needs, 'noor', 'c1', five())).toEqual({ ok: false, code: 'bad-input' });
		const started = await startCycle(house.needs, 'noor', 'onderbouw', five());
		expect(started).toMatchObject({ ok: true });
		expect(await viewCycle(house.needs, 'noor', started.ok ? started.value.cycleId : '')).toMatchObject({
			value: { number: 2 }
		});
	});

	it('somebody who is not the lead any more leads no more', async () => {
		await house.db
			.update(teamMember)
			.set({ roles: ['teacher'] })
			.where(eq(teamMember.userId, 'noor'));
		expect(await closeCycle(house.needs, 'noor', 'c1')).toEqual({ ok: false, code: 'not-allowed' });
	});
});
