import { and, asc, eq, gt, isNull } from 'drizzle-orm';
import { may, type Standing } from '$lib/domain/permissions';
import { worksWithChild } from '$lib/domain/roles';
import {
	comingMeeting,
	nextSteps,
	type ChildFacts,
	type CycleFacts,
	type Step,
	type TeamFacts,
	type TodayFacts
} from '$lib/engine/next-steps';
import { packOf } from '$lib/methods';
import { consentOf } from '$lib/server/db/consent';
import { meetingsOf, runningCycleOf, type CycleRow } from '$lib/server/db/cycles';
import { membersOf, standingOf } from '$lib/server/db/people';
import { helpRequest, invitation, planEntry, team, userAccount } from '$lib/server/db/schema';
import { membershipsOf } from '$lib/server/db/teams';
import { clipsOfTrajectories, openTrajectoryOf, type TrajectoryRow } from '$lib/server/db/trajectories';
import type { Needs } from '../needs';
import { ownPath } from '../people/own-path';
import { takesPart } from '../people/takes-part';
import { visitsToCome } from '../meeting/view-visit';
import { broughtFor, broughtIn, type Brought } from './brought';
import { readinessIn, type ReadyPerson } from './readiness-in';
import { shown, type ShownMeeting } from './view-cycle';

export interface TeamToday {
	teamId: string;
	name: string;
	mayStart: boolean;
	cycle: { id: string; number: number; meetings: ShownMeeting[]; coming: string | null } | null;
	/** Who has what ready for the coming meeting; empty for guests. */
	people: ReadyPerson[];
	seesNeeds: boolean;
}

export interface Today {
	now: Date;
	steps: Step[];
	/** The meeting the greeting speaks of: today's, or the next one within a week. */
	meeting: { number: number; startsAt: Date; when: 'later' | 'soon' | 'now' | 'late' } | null;
	teams: TeamToday[];
	/** What an empty page says depends on this: a seat in a team, on call for one, admin only, or nothing yet. */
	as: 'member' | 'on-call' | 'admin' | 'nobody';
}

/** Everything on the page "this week", of one person, derived anew at every look. */
export async function todayOf(needs: Needs, userId: string): Promise<Today> {
	const now = needs.clock();
	const facts: TeamFacts[] = [];
	const teams: TeamToday[] = [];
	const memberships = await membershipsOf(needs.db, userId);
	for (const membership of memberships) {
		const standing = await standingOf(needs.db, userId, membership.teamId);
		if (!standing || !may.seeMeetings(standing)) continue;
		const one = await teamToday(needs, standing, membership, now);
		facts.push(one.facts);
		teams.push(one.shown);
	}
	const all = {
		now: now.getTime(),
		visits: await visitsToCome(needs, userId),
		teams: facts,
		...(await helpOf(needs, userId)),
		admin: await adminOf(needs, userId)
	};
	const as = teams.length > 0 ? 'member' : memberships.length > 0 ? 'on-call' : all.admin ? 'admin' : 'nobody';
	return { now, steps: nextSteps(all), meeting: meetingOf(teams, now), teams, as };
}

async function teamToday(
	needs: Needs,
	standing: Standing,
	{ teamId, name }: { teamId: string; name: string },
	now: Date
): Promise<{ facts: TeamFacts; shown: TeamToday }> {
	const running = await runningCycleOf(needs.db, teamId);
	const cycle = running && (await cycleToday(needs, standing, running, now));
	const coming = cycle && comingMeeting(cycle.facts, now.getTime());
	const members = await membersOf(needs.db, teamId);
	const own = await ownPath(needs, standing.userId, teamId);
	const brought = cycle?.brought.filter((it) => it.meetingId === coming?.meetingId) ?? [];
	return {
		facts: {
			teamId,
			name,
			leads: may.startCycle(standing),
			worksWithChild: worksWithChild(standing.roles) && (own?.path !== 'looks-along' || own.child !== null),
			paused: members.some((it) => it.userId === standing.userId && it.pausedAt !== null),
			joinedLate: own !== null && own.late && own.path === null && own.child === null,
			members: members.filter(takesPart).length,
			invited: await invitedTo(needs, teamId, now),
			cycle: cycle?.facts ?? null
		},
		shown: {
			teamId,
			name,
			mayStart: may.startCycle(standing) && !running,
			cycle:
				cycle && running
					? { id: running.id, number: running.number, meetings: cycle.meetings, coming: coming?.meetingId ?? null }
					: null,
			people:
				running && coming && may.seeReadiness(standing)
					? await readinessIn(needs, { teamId, cycleId: running.id, brought })
					: [],
			seesNeeds: may.seeWhoNeedsWhat(standing)
		}
	};
}

async function cycleToday(
	needs: Needs,
	standing: Standing,
	running: CycleRow,
	now: Date
): Promise<{ facts: CycleFacts; meetings: ShownMeeting[]; brought: Brought[] }> {
	const pack = packOf(running.packId, running.packVersion);
	const meetings = (await meetingsOf(needs.db, running.id)).map((row) => shown(row, pack, now));
	const brought = await broughtIn(needs, running.id);
	const mine = await broughtFor(needs, standing, running.id, brought);
	const { userId } = standing;
	const child = await openTrajectoryOf(needs.db, running.id, userId);
	const facts: CycleFacts = {
		cycleId: running.id,
		meetings: meetings.map((it) => ({
			meetingId: it.id,
			number: it.number,
			title: it.title,
			startsAt: it.startsAt.getTime(),
			endsAt: it.endsAt.getTime(),
			place: it.place,
			watching: it.watching,
			today: it.today
		})),
		sessions: mine
			.filter((it) => it.state !== 'closed')
			.map(({ sessionId, meetingId, presenter, presenterId, state, fragment }) => ({
				sessionId,
				meetingId,
				presenter,
				mine: presenterId === userId,
				running: state === 'running',
				fragment
			})),
		child: child && (await childFacts(needs, child, now))
	};
	return { facts, meetings, brought };
}

async function childFacts(needs: Needs, child: TrajectoryRow, now: Date): Promise<ChildFacts> {
	const clips = await clipsOfTrajectories(needs.db, [child.id]);
	return {
		trajectoryId: child.id,
		alias: child.alias,
		consent: await consentOf(needs.db, child.id),
		clips: clips
			.filter((clip) => !clip.brought)
			.map((clip) => ({ clipId: clip.id, ready: clip.ready, fragmentChosen: clip.fragmentChosen })),
		playMoment: await playMomentOf(needs, child, now)
	};
}

/** Looks into the owner's own plan for a planned play moment; nothing of it leaves this function. */
async function playMomentOf(needs: Needs, child: TrajectoryRow, now: Date): Promise<ChildFacts['playMoment']> {
	const rows = await needs.db
		.select({ at: planEntry.at, sealed: planEntry.sealed })
		.from(planEntry)
		.where(and(eq(planEntry.trajectoryId, child.id), eq(planEntry.kind, 'play-moment')))
		.orderBy(asc(planEntry.at));
	const key = needs.vault.open(child.wrappedKey);
	const open = rows.filter((row) => {
		const fields: unknown = JSON.parse(needs.vault.unsealText(key, row.sealed));
		return typeof fields === 'object' && fields !== null && 'done' in fields && fields.done === false;
	});
	const [first] = open;
	if (!first) return null;
	return first.at <= now ? 'passed' : 'planned';
}

async function invitedTo(needs: Needs, teamId: string, now: Date): Promise<number> {
	const rows = await needs.db
		.select({ id: invitation.id })
		.from(invitation)
		.where(
			and(
				eq(invitation.teamId, teamId),
				// who is asked to one meeting is no member to come
				eq(invitation.kind, 'team'),
				isNull(invitation.usedAt),
				isNull(invitation.withdrawnAt),
				gt(invitation.expiresAt, now)
			)
		);
	return rows.length;
}

async function helpOf(needs: Needs, userId: string): Promise<Pick<TodayFacts, 'helpToAnswer' | 'helpProposed'>> {
	const asked = await needs.db
		.select({ requestId: helpRequest.id, from: userAccount.name })
		.from(helpRequest)
		.innerJoin(userAccount, eq(userAccount.id, helpRequest.askedBy))
		.where(and(eq(helpRequest.expertId, userId), eq(helpRequest.status, 'asked')))
		.orderBy(asc(helpRequest.createdAt));
	const proposed = await needs.db
		.select({ requestId: helpRequest.id, from: userAccount.name })
		.from(helpRequest)
		.innerJoin(userAccount, eq(userAccount.id, helpRequest.expertId))
		.where(and(eq(helpRequest.askedBy, userId), eq(helpRequest.status, 'proposed')))
		.orderBy(asc(helpRequest.createdAt));
	return { helpToAnswer: asked, helpProposed: proposed };
}

async function adminOf(needs: Needs, userId: string): Promise<TodayFacts['admin']> {
	const standing = await standingOf(needs.db, userId, '');
	if (!standing || !may.openTeam(standing)) return null;
	const teams = await needs.db.select({ teamId: team.id, name: team.name }).from(team).orderBy(asc(team.createdAt));
	const withoutLead = [];
	for (const it of teams) {
		const members = await membersOf(needs.db, it.teamId);
		const led = members.some((member) => member.roles.includes('lead'));
		if (!led && !(await leadInvited(needs, it.teamId))) withoutLead.push(it);
	}
	return { teams: teams.length, withoutLead };
}

async function leadInvited(needs: Needs, teamId: string): Promise<boolean> {
	const rows = await needs.db
		.select({ roles: invitation.roles })
		.from(invitation)
		.where(
			and(
				eq(invitation.teamId, teamId),
				isNull(invitation.usedAt),
				isNull(invitation.withdrawnAt),
				gt(invitation.expiresAt, needs.clock())
			)
		);
	return rows.some((row) => row.roles.includes('lead'));
}

const week = 7 * 24 * 3_600_000;

function meetingOf(teams: TeamToday[], now: Date): Today['meeting'] {
	const coming = teams.flatMap(({ cycle }) => cycle?.meetings.find((meeting) => meeting.id === cycle.coming) ?? []);
	const [first] = coming
		.filter((meeting) => meeting.startsAt.getTime() - now.getTime() < week)
		.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
	if (!first) return null;
	const { number, startsAt, plannedEnd } = first;
	const when = startsAt > now ? (first.today ? 'soon' : 'later') : plannedEnd > now ? 'now' : 'late';
	return { number, startsAt, when };
}
