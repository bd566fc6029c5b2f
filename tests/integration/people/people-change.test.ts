import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
	clip,
	cyclePath,
	meetingFacilitator,
	meetingGroup,
	meetingGroupMember,
	session,
	teamMember,
	trajectory
} from '$lib/server/db/schema';
import { todayOf } from '$lib/server/use-cases/cycle/today-of';
import { viewMeeting } from '$lib/server/use-cases/cycle/view-cycle';
import { helpChoices } from '$lib/server/use-cases/help/help-choices';
import { chooseFacilitators } from '$lib/server/use-cases/meeting/facilitators';
import { makeGroups } from '$lib/server/use-cases/meeting/make-groups';
import { viewAround } from '$lib/server/use-cases/meeting/lead-duties';
import { removeMember } from '$lib/server/use-cases/people/end-membership';
import { leaveWith, viewLeaving } from '$lib/server/use-cases/people/leaving';
import { choosePath, ownPath } from '$lib/server/use-cases/people/own-path';
import { comeBack, pauseMember } from '$lib/server/use-cases/people/pause';
import { viewTeam } from '$lib/server/use-cases/people/view-team';
import { enterSession } from '$lib/server/use-cases/session/enter';
import { castDay, openTestHouse } from '../../support/test-needs';
import { sealed } from '../../support/sealed';

type House = Awaited<ReturnType<typeof openTestHouse>>;
let house: House;
beforeAll(async () => {
	house = await openTestHouse();
	await house.cast();
	await house.db.insert(clip).values({
		id: 'k1',
		trajectoryId: 'marit-j',
		ownerId: 'marit',
		title: sealed(house.needs, 'J. bouwt'),
		status: 'ready',
		bytes: 1,
		createdAt: castDay,
		keepUntil: new Date(castDay.getTime() + 30 * 86_400_000)
	});
});
beforeEach(() => house.told.splice(0));
afterAll(() => house.close());

const said = (outcome: { ok: true } | { ok: false; code: string }) => (outcome.ok ? 'yes' : outcome.code);
const lineOf = async (who: string, name: string) => {
	const seen = await viewMeeting(house.needs, who, 'm3');
	return seen.ok ? seen.value.people.find((it) => it.name === name)?.readiness : seen.code;
};
const teamFor = async (who: string) => {
	const seen = await viewTeam(house.needs, who, 'onderbouw');
	if (!seen.ok) throw new Error(seen.code);
	return seen.value;
};
const bring = async (id: string, more: Partial<typeof session.$inferInsert> = {}) =>
	house.db.insert(session).values({
		...{ id, teamId: 'onderbouw', cycleId: 'c1', meetingId: 'm3', clipId: 'k1', trajectoryId: 'marit-j' },
		...{ presenterId: 'marit', packId: 'p2g-plg', packVersion: 1, protocolId: 'short', createdAt: castDay },
		...{ shownFrom: 0, shownTo: 1, fragmentFrom: 0, fragmentTo: 1, ...more }
	});

describe('[PC1] pausing and coming back', () => {
	it('is everybody’s own, and the lead’s for others; nobody else’s', async () => {
		const pause = async (by: string, who: string) => said(await pauseMember(house.needs, by, 'onderbouw', who));
		expect(await pause('kees', 'marit')).toBe('not-allowed');
		expect(await pause('gerda', 'marit')).toBe('not-allowed');
		expect(await pause('els', 'marit')).toBe('not-allowed');
		for (const who of ['vreemd', 'vertrokken']) expect(await pause(who, 'marit')).toBe('not-found');
		expect(await pause('noor', 'nobody')).toBe('not-found');
		expect(await pause('noor', 'vertrokken')).toBe('not-found');
		expect(await pause('noor', 'marit')).toBe('yes');
		expect(said(await comeBack(house.needs, 'kees', 'onderbouw', 'marit'))).toBe('not-allowed');
		expect(said(await comeBack(house.needs, 'marit', 'onderbouw', 'marit'))).toBe('yes');
	});

	it('nothing is expected of her, nothing of hers changes, and all is as it was when she is back', async () => {
		await bring('s1');
		expect(await lineOf('kees', 'Marit')).toBe('brings-clip');
		await pauseMember(house.needs, 'marit', 'onderbouw', 'marit');
		expect(await lineOf('kees', 'Marit')).toBe('pausing');
		const today = await todayOf(house.needs, 'marit');
		expect(today.steps).toEqual([{ kind: 'come-back', teamId: 'onderbouw', team: 'Onderbouw' }]);
		const [child] = await house.db.select().from(trajectory).where(eq(trajectory.id, 'marit-j'));
		expect(child?.closedAt).toBeNull();
		const [brought] = await house.db.select().from(session).where(eq(session.id, 's1'));
		expect(brought?.withdrawnAt).toBeNull();
		// no right changes: she may look in on a good day
		expect(await enterSession(house.needs, 'marit', 's1')).toMatchObject({ ok: true });
		await comeBack(house.needs, 'marit', 'onderbouw', 'marit');
		expect(await lineOf('kees', 'Marit')).toBe('brings-clip');
		await house.db.delete(session);
	});

	it('[PC2] whoever is away is in no list of turns, not ticked for a group, and not asked for help', async () => {
		await house.db.update(teamMember).set({ pausedAt: castDay }).where(eq(teamMember.userId, 'kees'));
		await house.db.update(teamMember).set({ pausedAt: castDay }).where(eq(teamMember.userId, 'anke'));
		const seen = await viewMeeting(house.needs, 'noor', 'm3');
		if (!seen.ok) throw new Error(seen.code);
		expect(seen.value.turns.map((it) => it.name)).not.toContain('Kees');
		expect(seen.value.turns.map((it) => it.name)).toContain('Sofie');
		expect(seen.value.toPlace.find((it) => it.id === 'kees')?.takesPart).toBe(false);
		expect(seen.value.toPlace.find((it) => it.id === 'sofie')?.takesPart).toBe(true);
		expect((await helpChoices(house.needs, 'marit')).experts.map((it) => it.id)).not.toContain('anke');
		await house.db.update(teamMember).set({ pausedAt: null });
		expect((await helpChoices(house.needs, 'marit')).experts.map((it) => it.id)).toContain('anke');
	});

	it('the team says so when everybody who leads is away, and the lead keeps her rights', async () => {
		expect((await teamFor('kees')).leadAway).toBe(false);
		await pauseMember(house.needs, 'noor', 'onderbouw', 'noor');
		expect((await teamFor('kees')).leadAway).toBe(true);
		expect((await teamFor('noor')).may.invite).toBe(true);
		await comeBack(house.needs, 'noor', 'onderbouw', 'noor');
	});
});

describe('[PC13] a small team is warned and never stopped', () => {
	it('counts who can be counted on: guests, experts on call and whoever is away are not', async () => {
		expect((await teamFor('noor')).small).toBe(false);
		// six of seven are in it by role; with two away four are left, with three away three
		const away = async (...who: string[]) => {
			for (const one of who) await pauseMember(house.needs, 'noor', 'onderbouw', one);
			return (await teamFor('noor')).small;
		};
		expect(await away('kees')).toBe(false);
		expect(await away('sofie')).toBe(true);
		// groups are made all the same
		expect(
			said(await makeGroups(house.needs, 'noor', 'm4', { people: ['marit', 'lieke'], plenary: [], size: 2 }))
		).toBe('yes');
		await house.db.update(teamMember).set({ pausedAt: null });
		await house.db.delete(meetingGroup);
	});
});

describe('[PC4] [PC5] joining half-way, or without a child', () => {
	it('her own path, with what she did, read by nobody else', async () => {
		await house.db.update(teamMember).set({ joinedAt: castDay }).where(eq(teamMember.userId, 'sofie'));
		expect(await ownPath(house.needs, 'sofie', 'onderbouw')).toMatchObject({ late: true, path: null, child: null });
		expect((await todayOf(house.needs, 'sofie')).steps.map((it) => it.kind)).toContain('choose-path');
		await choosePath(house.needs, 'sofie', 'onderbouw', 'shortened');
		expect((await todayOf(house.needs, 'sofie')).steps.map((it) => it.kind)).toContain('choose-child');
		expect((await todayOf(house.needs, 'sofie')).steps.map((it) => it.kind)).not.toContain('choose-path');
		for (const who of ['gerda', 'anke', 'vreemd', 'els'])
			expect(await ownPath(house.needs, who, 'onderbouw')).toBeNull();
	});

	it('[PC5] whoever looks along misses nothing: in no list as missing, and asked for no child', async () => {
		expect(await lineOf('noor', 'Sofie')).toBe('choosing-child');
		expect(said(await choosePath(house.needs, 'sofie', 'onderbouw', 'looks-along'))).toBe('yes');
		expect(await lineOf('noor', 'Sofie')).toBe('looks-along');
		expect((await todayOf(house.needs, 'sofie')).steps.map((it) => it.kind)).not.toContain('choose-child');
		const seen = await viewMeeting(house.needs, 'noor', 'm3');
		expect(seen.ok && seen.value.turns.map((it) => it.name)).not.toContain('Sofie');
	});

	it('[PC5] is one’s own choice: nobody makes it who works with no child here', async () => {
		expect(said(await choosePath(house.needs, 'gerda', 'onderbouw', 'looks-along'))).toBe('not-allowed');
		for (const who of ['vreemd', 'els', 'anke', 'vertrokken'])
			expect(said(await choosePath(house.needs, who, 'onderbouw', 'looks-along'))).toBe('not-found');
		await choosePath(house.needs, 'sofie', 'onderbouw', null);
		expect(await house.db.$count(cyclePath)).toBe(0);
	});

	it('[PC6] a lead without a child looks along, by her role alone', async () => {
		const noor = and(eq(teamMember.userId, 'noor'), eq(teamMember.teamId, 'onderbouw'));
		await house.db
			.update(teamMember)
			.set({ roles: ['lead'] })
			.where(noor);
		expect(await lineOf('kees', 'Noor')).toBe('looks-along');
		expect(await ownPath(house.needs, 'noor', 'onderbouw')).toBeNull();
		expect((await todayOf(house.needs, 'noor')).steps.map((it) => it.kind)).not.toContain('choose-child');
		await house.db
			.update(teamMember)
			.set({ roles: ['lead', 'teacher'] })
			.where(noor);
	});
});

describe('[PC12] who facilitates one meeting', () => {
	const hops = async (who: string, meetingId: string) => {
		const seen = await viewMeeting(house.needs, who, meetingId);
		return seen.ok && seen.value.may.hop && seen.value.may.arrange;
	};

	it('one or several, chosen by the lead from those at home', async () => {
		const choose = async (by: string, people: string[]) =>
			said(await chooseFacilitators(house.needs, by, 'm3', people));
		expect(await choose('marit', ['marit'])).toBe('not-allowed');
		expect(await choose('gerda', ['gerda'])).toBe('not-allowed');
		for (const who of ['els', 'vreemd', 'anke']) expect(await choose(who, [who])).toBe('not-found');
		for (const nobody of ['gerda', 'anke', 'vreemd', 'vertrokken', 'els'])
			expect(await choose('noor', [nobody])).toBe('bad-input');
		expect(await choose('noor', ['kees', 'lieke', 'kees'])).toBe('yes');
		const around = await viewAround(house.needs, 'marit', 'm3');
		expect(around.ok && around.value.facilitators).toEqual({
			people: [
				{ userId: 'kees', name: 'Kees' },
				{ userId: 'lieke', name: 'Lieke' }
			],
			choices: []
		});
	});

	it('goes round at that meeting only, for as long as it is asked and she is of the team', async () => {
		await house.db.insert(meetingGroup).values({ id: 'g1', meetingId: 'm3', number: 1 });
		await house.db.insert(meetingGroupMember).values({ meetingId: 'm3', userId: 'marit', groupId: 'g1' });
		await house.db.insert(meetingGroup).values({ id: 'g2', meetingId: 'm4', number: 1 });
		await bring('here', { groupId: 'g1', startedAt: castDay });
		await bring('there', { meetingId: 'm4', groupId: 'g2', startedAt: castDay });
		expect([await hops('kees', 'm3'), await hops('kees', 'm4'), await hops('sofie', 'm3')]).toEqual([
			true,
			false,
			false
		]);
		expect(await enterSession(house.needs, 'kees', 'here')).toMatchObject({
			value: { hops: true, who: { seat: 'facilitator' } }
		});
		expect(said(await enterSession(house.needs, 'kees', 'there'))).toBe('not-found');
		expect(said(await enterSession(house.needs, 'sofie', 'here'))).toBe('not-found');

		house.told.splice(0);
		await chooseFacilitators(house.needs, 'noor', 'm3', ['lieke']);
		expect(house.told).toEqual([{ rightsChanged: { userId: 'kees', teamId: 'onderbouw' } }]);
		expect(said(await enterSession(house.needs, 'kees', 'here'))).toBe('not-found');
		expect(await hops('kees', 'm3')).toBe(false);

		// a row that outlived a role or a membership gives nothing
		await house.db.insert(meetingFacilitator).values([
			{ meetingId: 'm3', userId: 'gerda' },
			{ meetingId: 'm3', userId: 'vertrokken' },
			{ meetingId: 'm3', userId: 'anke' }
		]);
		for (const who of ['gerda', 'vertrokken', 'anke'])
			expect(said(await enterSession(house.needs, who, 'here'))).toBe('not-found');
		await house.db.delete(session);
		await house.db.delete(meetingGroup);
	});
});

describe('[PC3] leaving', () => {
	it('is said before: her child, her clips and until when, what lies on a table', async () => {
		await bring('s2');
		expect(await viewLeaving(house.needs, 'marit', 'onderbouw')).toMatchObject({
			value: {
				onlyLead: false,
				children: [{ alias: 'J.' }],
				clips: [{ title: 'J. bouwt' }],
				onTable: ['J. bouwt'],
				help: false,
				duties: false
			}
		});
		expect(await viewLeaving(house.needs, 'noor', 'onderbouw')).toMatchObject({ value: { onlyLead: true } });
		expect(await viewLeaving(house.needs, 'kees', 'onderbouw')).toMatchObject({ value: { children: [], clips: [] } });
		for (const who of ['vreemd', 'els', 'vertrokken'])
			expect(said(await viewLeaving(house.needs, who, 'onderbouw'))).toBe('not-found');
	});

	it('closes and deletes nothing, unless she asks that her clips go at once', async () => {
		expect(said(await leaveWith(house.needs, 'noor', 'onderbouw', { erase: true }))).toBe('last-lead');
		expect(said(await leaveWith(house.needs, 'marit', 'onderbouw', { erase: false }))).toBe('yes');
		const [kept] = await house.db.select().from(clip).where(eq(clip.id, 'k1'));
		expect(kept?.status).toBe('ready');
		await house.db
			.update(teamMember)
			.set({ leftAt: null })
			.where(and(eq(teamMember.userId, 'marit'), eq(teamMember.teamId, 'onderbouw')));
		await house.db.update(trajectory).set({ closedAt: null, closedWhy: null });
		expect(said(await leaveWith(house.needs, 'marit', 'onderbouw', { erase: true }))).toBe('yes');
		const [gone] = await house.db.select().from(clip).where(eq(clip.id, 'k1'));
		expect(gone?.status).toBe('erased');
		const [child] = await house.db.select().from(trajectory).where(eq(trajectory.id, 'marit-j'));
		expect(child).toMatchObject({ closedWhy: 'left' });
	});

	it('whoever comes back by a new invitation is not on pause', async () => {
		await pauseMember(house.needs, 'noor', 'onderbouw', 'kees');
		expect(said(await removeMember(house.needs, 'noor', 'onderbouw', 'kees'))).toBe('yes');
		const [row] = await house.db
			.select()
			.from(teamMember)
			.where(and(eq(teamMember.userId, 'kees'), eq(teamMember.teamId, 'onderbouw')));
		expect(row?.pausedAt).toBeNull();
	});
});
