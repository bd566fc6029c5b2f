import { isClosedDoor, teamMayWatch, type Consent } from '$lib/domain/consent';
import type { Text } from './pack';

/** What the page "this week" knows about one person. Moments in ms since epoch; calendar questions are answered before. */
export interface TodayFacts {
	now: number;
	/** Requests for help somebody waits for her answer on. */
	helpToAnswer: { requestId: string; from: string }[];
	/** An expert proposed another moment for a request of hers. */
	helpProposed: { requestId: string; from: string }[];
	teams: TeamFacts[];
	/** Meetings she comes to as a guest, that are not over. */
	visits: { meetingId: string; team: string; startsAt: number }[];
	/** For an admin: teams that nobody leads yet and nobody was invited to lead; null for others. */
	admin: {
		teams: number;
		withoutLead: { teamId: string; name: string }[];
		/** Whether parents can read whom at school they can turn to [PP11]. */
		contact: boolean;
	} | null;
}

export interface TeamFacts {
	teamId: string;
	name: string;
	leads: boolean;
	/** False for whoever looks along this cycle, too. */
	worksWithChild: boolean;
	/** Away for a while: nothing is asked of her [PC1]. */
	paused: boolean;
	/** Came half-way and did not choose yet how she takes part [PC4]. */
	joinedLate: boolean;
	/** Who takes part now: guests, experts on call and whoever is away do not count. */
	members: number;
	/** Invitations that can still be used. */
	invited: number;
	cycle: CycleFacts | null;
}

export interface CycleFacts {
	cycleId: string;
	meetings: MeetingFacts[];
	/** Clips on the table: open, not closed, not withdrawn. */
	sessions: SessionFactsOfToday[];
	child: ChildFacts | null;
	/** She finished with her child of this cycle: the next one is for the next cycle [TC1]. */
	finished?: boolean;
}

export interface MeetingFacts {
	meetingId: string;
	number: number;
	title: Text;
	startsAt: number;
	endsAt: number;
	place: string;
	watching: boolean;
	/** On today's date in the school's time zone. */
	today: boolean;
}

export interface SessionFactsOfToday {
	sessionId: string;
	meetingId: string | null;
	presenter: string;
	mine: boolean;
	running: boolean;
	/** Length of the fragment, ms. */
	fragment: number;
}

export interface ChildFacts {
	trajectoryId: string;
	alias: string;
	consent: Consent;
	/** Clips not on any table yet, newest first. */
	clips: { clipId: string; ready: boolean; fragmentChosen: boolean }[];
	/** A planned play moment that has passed and was not written down, or one that is still to come. */
	playMoment: 'passed' | 'planned' | null;
}

export type Step =
	| { kind: 'join-session'; session: SessionFactsOfToday }
	| { kind: 'meeting-today' | 'meeting-ahead'; meeting: MeetingFacts; sessions: SessionFactsOfToday[] }
	| { kind: 'visit-meeting'; meetingId: string; team: string; startsAt: number }
	| { kind: 'come-back' | 'choose-path'; teamId: string; team: string }
	| { kind: 'answer-help' | 'confirm-help'; requestId: string; from: string }
	| { kind: 'choose-child'; cycleId: string }
	| { kind: 'choose-another-child' | 'ask-parents' | 'record-answer'; trajectoryId: string; alias: string }
	| { kind: 'note-play-moment' | 'plan-play-moment' | 'add-clip'; trajectoryId: string; alias: string }
	| { kind: 'choose-fragment'; clipId: string; alias: string }
	| { kind: 'bring-clip'; clipId: string; alias: string; meeting: MeetingFacts }
	| { kind: 'invite-people' | 'start-cycle'; teamId: string; team: string }
	| { kind: 'close-cycle'; cycleId: string; team: string }
	| { kind: 'open-team' | 'name-contact' }
	| { kind: 'invite-lead'; teamId: string; team: string };

/** More than this and nothing is the next thing any more. */
export const mostSteps = 3;
/** A group this small is vulnerable (R11). */
export const smallTeam = 4;

/**
 * The next steps of one person, the most pressing first, at most three. First what happens now, then what somebody
 * else waits for, then the child, then the clip, then the team, then the date that is coming.
 */
export function nextSteps(facts: TodayFacts): Step[] {
	const teams = facts.teams.filter((team) => !team.paused);
	return [
		...teams.flatMap((team) => nowOf(team, facts.now)),
		...facts.visits.map((visit) => ({ kind: 'visit-meeting' as const, ...visit })),
		...facts.helpToAnswer.map((help) => ({ kind: 'answer-help' as const, ...help })),
		...facts.helpProposed.map((help) => ({ kind: 'confirm-help' as const, ...help })),
		...teams.flatMap(({ joinedLate, teamId, name }) =>
			joinedLate ? [{ kind: 'choose-path' as const, teamId, team: name }] : []
		),
		...teams.flatMap(childSteps),
		...teams.flatMap((team) => clipSteps(team, facts.now)),
		...teams.flatMap((team) => leadSteps(team, facts.now)),
		...adminSteps(facts.admin),
		...teams.flatMap((team) => aheadOf(team, facts.now)),
		...facts.teams.flatMap(({ paused, teamId, name }) =>
			paused ? [{ kind: 'come-back' as const, teamId, team: name }] : []
		)
	].slice(0, mostSteps);
}

/** The meeting that is on, or the first still to come. */
export const comingMeeting = (cycle: CycleFacts, now: number): MeetingFacts | null =>
	cycle.meetings.find((meeting) => meeting.endsAt > now) ?? null;

function nowOf({ cycle }: TeamFacts, now: number): Step[] {
	if (!cycle) return [];
	const meeting = comingMeeting(cycle, now);
	const steps: Step[] = [];
	if (meeting?.today)
		steps.push({
			kind: 'meeting-today',
			meeting,
			sessions: cycle.sessions.filter((session) => session.meetingId === meeting.meetingId)
		});
	const told = steps.length > 0 ? meeting?.meetingId : undefined;
	for (const session of cycle.sessions)
		if (session.running && (session.meetingId === null || session.meetingId !== told))
			steps.push({ kind: 'join-session', session });
	return steps;
}

function aheadOf({ cycle }: TeamFacts, now: number): Step[] {
	const meeting = cycle && comingMeeting(cycle, now);
	if (!cycle || !meeting || meeting.today) return [];
	return [
		{
			kind: 'meeting-ahead',
			meeting,
			sessions: cycle.sessions.filter((session) => session.meetingId === meeting.meetingId)
		}
	];
}

function childSteps({ cycle, worksWithChild, joinedLate }: TeamFacts): Step[] {
	if (!cycle || !worksWithChild || joinedLate) return [];
	if (!cycle.child) return cycle.finished ? [] : [{ kind: 'choose-child', cycleId: cycle.cycleId }];
	const { trajectoryId, alias, consent } = cycle.child;
	if (isClosedDoor(consent)) return [{ kind: 'choose-another-child', trajectoryId, alias }];
	if (consent.team === 'not-asked') return [{ kind: 'ask-parents', trajectoryId, alias }];
	if (consent.team === 'asked') return [{ kind: 'record-answer', trajectoryId, alias }];
	return [];
}

function clipSteps({ cycle, worksWithChild }: TeamFacts, now: number): Step[] {
	const child = cycle?.child;
	if (!cycle || !child || !worksWithChild || isClosedDoor(child.consent)) return [];
	const { trajectoryId, alias } = child;
	const steps: Step[] = [];
	if (child.playMoment === 'passed') steps.push({ kind: 'note-play-moment', trajectoryId, alias });
	if (teamMayWatch(child.consent)) steps.push(...clipStep(cycle, child, now));
	if (child.playMoment === null) steps.push({ kind: 'plan-play-moment', trajectoryId, alias });
	return steps;
}

function clipStep(cycle: CycleFacts, child: ChildFacts, now: number): Step[] {
	const { trajectoryId, alias } = child;
	const meeting = cycle.meetings.find((m) => m.watching && m.endsAt > now);
	if (!meeting || cycle.sessions.some((s) => s.mine && s.meetingId === meeting.meetingId)) return [];
	const chosen = child.clips.find((clip) => clip.ready && clip.fragmentChosen);
	if (chosen) return [{ kind: 'bring-clip', clipId: chosen.clipId, alias, meeting }];
	const ready = child.clips.find((clip) => clip.ready);
	if (ready) return [{ kind: 'choose-fragment', clipId: ready.clipId, alias }];
	// one that is still on its way asks for nothing
	return child.clips.length > 0 ? [] : [{ kind: 'add-clip', trajectoryId, alias }];
}

function leadSteps(team: TeamFacts, now: number): Step[] {
	if (!team.leads) return [];
	const { teamId, name } = team;
	const steps: Step[] = [];
	if (team.members + team.invited < smallTeam) steps.push({ kind: 'invite-people', teamId, team: name });
	if (!team.cycle) steps.push({ kind: 'start-cycle', teamId, team: name });
	else if (!comingMeeting(team.cycle, now))
		steps.push({ kind: 'close-cycle', cycleId: team.cycle.cycleId, team: name });
	return steps;
}

function adminSteps(admin: TodayFacts['admin']): Step[] {
	if (!admin) return [];
	if (admin.teams === 0) return [{ kind: 'open-team' }];
	const leads = admin.withoutLead.map(({ teamId, name }) => ({ kind: 'invite-lead' as const, teamId, team: name }));
	return admin.contact ? leads : [...leads, { kind: 'name-contact' }];
}
