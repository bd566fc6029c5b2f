// Longer than the house likes: one page, whose parts are read together so that no part asks for itself.
import { and, asc, eq, inArray } from 'drizzle-orm';
import { nothingAsked } from '$lib/domain/consent';
import { may, type Standing } from '$lib/domain/permissions';
import { worksWithChild } from '$lib/domain/roles';
import {
	comingMeeting,
	nextSteps,
	type ChildFacts,
	type CycleFacts,
	type Step,
	type TeamFacts
} from '$lib/engine/next-steps';
import { joinedHalfWay } from '$lib/engine/late-path';
import { packOf } from '$lib/methods';
import { consentsOf } from '$lib/server/db/consent';
import { pathsByCycle } from '$lib/server/db/cycle-paths';
import type { CycleRow } from '$lib/server/db/cycles';
import { planEntry } from '$lib/server/db/schema';
import {
	groupsHolding,
	hadChildIn,
	meetingsByCycle,
	membersByTeam,
	runningCycles,
	runningTrajectories,
	seatsHeldBy
} from '$lib/server/db/seats';
import { clipsOfTrajectories, type TrajectoryRow } from '$lib/server/db/trajectories';
import type { Needs } from '../needs';
import { takesPart } from '../people/takes-part';
import { visitsToCome } from '../meeting/view-visit';
import { broughtByCycle, hersToKnow } from './brought';
import { readinessOfAll, type ReadyPerson } from './readiness-in';
import { adminOf, helpOf, invitedTo } from './today-asked';
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
	/** Of few teams all, of many those that meet first [TD2]. */
	teams: TeamToday[];
	/** The other teams that have a cycle, a line each, in the order in which they meet. */
	others: { name: string; cycleId: string; number: number | null; startsAt: Date | null }[];
	/** What an empty page says depends on this: a seat in a team, on call for one, admin only, or nothing yet. */
	as: 'member' | 'on-call' | 'admin' | 'nobody';
}

/** Everything on the page "this week", of one person, derived anew at every look. */
export async function todayOf(needs: Needs, userId: string): Promise<Today> {
	const now = needs.clock();
	const held = await seatsHeldBy(needs.db, userId);
	const seats = held.filter(({ standing }) => may.seeMeetings(standing));
	const known = await whatIsKnown(needs, userId, seats);
	const both = seats.map((seat) => ({ seat, ...teamToday(known, seat, now) }));
	const inOrder = both.length > mostTeams ? both.toSorted((a, b) => startOf(a.shown) - startOf(b.shown)) : both;
	const [teams, visits, help, admin] = await Promise.all([
		withReadiness(needs, known, inOrder.slice(0, mostTeams)),
		visitsToCome(needs, userId),
		helpOf(needs, userId),
		adminOf(needs, userId)
	]);
	const all = { now: now.getTime(), visits, teams: both.map(({ facts }) => facts), ...help, admin };
	const others = inOrder.slice(mostTeams).flatMap(({ shown: team }) => inALine(team));
	const as = teams.length > 0 ? 'member' : held.length > 0 ? 'on-call' : all.admin ? 'admin' : 'nobody';
	return { now, steps: nextSteps(all), meeting: meetingOf(both, now), teams, others, as };
}

/** More teams than this, and nothing on the page is near any more. */
const mostTeams = 2;

type ShownTeam = Omit<TeamToday, 'people'>;

const comingOf = ({ cycle }: ShownTeam): ShownMeeting | undefined =>
	cycle?.meetings.find((meeting) => meeting.id === cycle.coming);
/** When a team meets next, ms since epoch; teams without a date come last. */
const startOf = (team: ShownTeam): number =>
	comingOf(team)?.startsAt.getTime() ?? (team.cycle ? Number.MAX_SAFE_INTEGER - 1 : Number.MAX_SAFE_INTEGER);

function inALine(team: ShownTeam): Today['others'] {
	if (!team.cycle) return [];
	const coming = comingOf(team);
	return [
		{ name: team.name, cycleId: team.cycle.id, number: coming?.number ?? null, startsAt: coming?.startsAt ?? null }
	];
}

type Seat = Awaited<ReturnType<typeof seatsHeldBy>>[number];

/** Read once, for all of somebody's teams together [TD1]. */
async function whatIsKnown(needs: Needs, userId: string, seats: readonly Seat[]) {
	const { db } = needs;
	const teamIds = seats.map((seat) => seat.teamId);
	const running = await runningCycles(db, teamIds);
	const cycleIds = [...running.values()].map((it) => it.id);
	const children = await runningTrajectories(db, cycleIds);
	const mine = children.filter((child) => child.teacherId === userId);
	// none of these waits for another
	const [members, invited, meetings, brought, groups, own, had, paths] = await Promise.all([
		membersByTeam(db, teamIds),
		invitedTo(needs, teamIds),
		meetingsByCycle(db, cycleIds),
		broughtByCycle(needs, cycleIds),
		groupsHolding(db, cycleIds, userId),
		childFacts(needs, mine),
		hadChildIn(db, cycleIds, userId),
		pathsByCycle(db, cycleIds)
	]);
	return { members, invited, running, meetings, brought, groups, children, own, had, paths };
}
type Known = Awaited<ReturnType<typeof whatIsKnown>>;

function teamToday(
	known: Known,
	{ teamId, name, standing, joinedAt }: Seat,
	now: Date
): { facts: TeamFacts; shown: ShownTeam } {
	const running = known.running.get(teamId);
	const cycle = running && cycleToday(known, standing, running, now);
	const coming = cycle && comingMeeting(cycle.facts, now.getTime());
	const members = known.members.get(teamId) ?? [];
	return {
		facts: {
			teamId,
			name,
			leads: may.startCycle(standing),
			...wayOf(known, { standing, joinedAt }, cycle?.facts, now),
			paused: members.some((it) => it.userId === standing.userId && it.pausedAt !== null),
			members: members.filter(takesPart).length,
			invited: known.invited.get(teamId) ?? 0,
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
			seesNeeds: may.seeWhoNeedsWhat(standing)
		}
	};
}

/** Adds who has what ready for each team's coming meeting, where that is hers to see. */
async function withReadiness(
	needs: Needs,
	{ members, children, brought }: Known,
	teams: readonly { seat: Seat; shown: ShownTeam }[]
): Promise<TeamToday[]> {
	const asked = teams.flatMap(({ seat: { teamId, standing }, shown: { cycle } }) =>
		cycle?.coming && may.seeReadiness(standing)
			? [
					{
						teamId,
						cycleId: cycle.id,
						brought: (brought.get(cycle.id) ?? []).filter((it) => it.meetingId === cycle.coming)
					}
				]
			: []
	);
	const people = await readinessOfAll(
		needs,
		asked,
		members,
		children.filter((child) => asked.some((it) => it.cycleId === child.cycleId))
	);
	return teams.map(({ shown }) => ({
		...shown,
		people: people[asked.findIndex((it) => it.teamId === shown.teamId)] ?? []
	}));
}

/** [PC4] [PC5] Whether she works with a child here, and whether she still has to say how, having come half-way. */
function wayOf(
	known: Known,
	{ standing, joinedAt }: Pick<Seat, 'standing' | 'joinedAt'>,
	cycle: CycleFacts | undefined,
	now: Date
): Pick<TeamFacts, 'worksWithChild' | 'joinedLate'> {
	if (!worksWithChild(standing.roles) || !cycle)
		return { worksWithChild: worksWithChild(standing.roles), joinedLate: false };
	const path = known.paths.get(cycle.cycleId)?.get(standing.userId) ?? null;
	if (known.own.has(cycle.cycleId)) return { worksWithChild: true, joinedLate: false };
	const late = joinedHalfWay(cycle.meetings, joinedAt.getTime(), now.getTime());
	return { worksWithChild: path !== 'looks-along', joinedLate: path === null && late && !known.had.has(cycle.cycleId) };
}

function cycleToday(
	known: Known,
	standing: Standing,
	running: CycleRow,
	now: Date
): { facts: CycleFacts; meetings: ShownMeeting[] } {
	const pack = packOf(running.packId, running.packVersion);
	const meetings = (known.meetings.get(running.id) ?? []).map((row) => shown(row, pack, now));
	const mine = hersToKnow(standing, known.groups, known.brought.get(running.id) ?? []);
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
				mine: presenterId === standing.userId,
				running: state === 'running',
				fragment
			})),
		child: known.own.get(running.id) ?? null,
		finished: !known.own.has(running.id) && known.had.has(running.id)
	};
	return { facts, meetings };
}

/** What is asked of somebody about her own children, by cycle. */
async function childFacts(needs: Needs, own: readonly TrajectoryRow[]): Promise<Map<string, ChildFacts>> {
	const ids = own.map((child) => child.id);
	const [clips, consents, moments] = await Promise.all([
		clipsOfTrajectories(needs.db, ids),
		consentsOf(needs.db, ids),
		playMomentsOf(needs, own)
	]);
	return new Map(
		own.map((child) => [
			child.cycleId,
			{
				trajectoryId: child.id,
				alias: child.alias,
				consent: consents.get(child.id) ?? nothingAsked,
				clips: clips
					.filter((clip) => clip.trajectoryId === child.id && !clip.brought)
					.map((clip) => ({ clipId: clip.id, ready: clip.ready, fragmentChosen: clip.fragmentChosen })),
				playMoment: moments.get(child.id) ?? null
			}
		])
	);
}

/** Looks into the owner's own plans for a planned play moment; nothing of them leaves this function. */
async function playMomentsOf(
	needs: Needs,
	own: readonly TrajectoryRow[]
): Promise<Map<string, NonNullable<ChildFacts['playMoment']>>> {
	if (own.length === 0) return new Map();
	const rows = await needs.db
		.select({ trajectoryId: planEntry.trajectoryId, at: planEntry.at, sealed: planEntry.sealed })
		.from(planEntry)
		.where(
			and(
				inArray(
					planEntry.trajectoryId,
					own.map((child) => child.id)
				),
				eq(planEntry.kind, 'play-moment')
			)
		)
		.orderBy(asc(planEntry.at));
	const now = needs.clock();
	const found = new Map<string, NonNullable<ChildFacts['playMoment']>>();
	for (const child of own) {
		const key = needs.vault.open(child.wrappedKey);
		const first = rows.find((row) => row.trajectoryId === child.id && isPlanned(needs, key, row.sealed));
		if (first) found.set(child.id, first.at <= now ? 'passed' : 'planned');
	}
	return found;
}

function isPlanned(needs: Needs, key: Uint8Array, sealed: Uint8Array): boolean {
	const fields: unknown = JSON.parse(needs.vault.unsealText(key, sealed));
	return typeof fields === 'object' && fields !== null && 'done' in fields && fields.done === false;
}

const week = 7 * 24 * 3_600_000;

function meetingOf(teams: readonly { shown: ShownTeam }[], now: Date): Today['meeting'] {
	const coming = teams.flatMap((team) => comingOf(team.shown) ?? []);
	const [first] = coming
		.filter((meeting) => meeting.startsAt.getTime() - now.getTime() < week)
		.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
	if (!first) return null;
	const { number, startsAt, plannedEnd } = first;
	const when = startsAt > now ? (first.today ? 'soon' : 'later') : plannedEnd > now ? 'now' : 'late';
	return { number, startsAt, when };
}
