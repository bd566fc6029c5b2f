import { describe, expect, it } from 'vitest';
import { nothingAsked, type Consent } from '$lib/domain/consent';
import {
	nextSteps,
	type ChildFacts,
	type CycleFacts,
	type MeetingFacts,
	type SessionFactsOfToday,
	type Step,
	type TeamFacts,
	type TodayFacts
} from './next-steps';

const hour = 3_600_000;
const day = 24 * hour;
const now = 1_000 * day;

const meeting = (number: number, startsAt: number, more: Partial<MeetingFacts> = {}): MeetingFacts => ({
	meetingId: `m${number}`,
	number,
	title: { nl: '', en: '' },
	startsAt,
	endsAt: startsAt + hour,
	place: '',
	watching: number >= 3,
	today: false,
	...more
});
const far = [meeting(1, now - 60 * day), meeting(2, now - 30 * day), meeting(3, now + 9 * day)];
const consent = (team: Consent['team']): Consent => ({ ...nothingAsked, team });
const child = (team: Consent['team'] = 'granted', more: Partial<ChildFacts> = {}): ChildFacts => ({
	trajectoryId: 't1',
	alias: 'J.',
	consent: consent(team),
	clips: [],
	playMoment: 'planned',
	...more
});
const session = (more: Partial<SessionFactsOfToday> = {}): SessionFactsOfToday => ({
	sessionId: 's1',
	meetingId: 'm3',
	presenter: 'Kees',
	mine: false,
	running: false,
	fragment: 120_000,
	...more
});
const cycle = (more: Partial<CycleFacts> = {}): CycleFacts => ({
	cycleId: 'c1',
	meetings: far,
	sessions: [],
	child: child(),
	...more
});
const team = (more: Partial<TeamFacts> = {}): TeamFacts => ({
	teamId: 'onderbouw',
	name: 'Onderbouw',
	leads: false,
	worksWithChild: true,
	paused: false,
	joinedLate: false,
	members: 5,
	invited: 0,
	cycle: cycle(),
	...more
});
const facts = (more: Partial<TodayFacts> = {}): TodayFacts => ({
	now,
	helpToAnswer: [],
	helpProposed: [],
	visits: [],
	teams: [team()],
	admin: null,
	...more
});
const kinds = (steps: Step[]) => steps.map((step) => step.kind);
const ofTeam = (more: Partial<TeamFacts>) => kinds(nextSteps(facts({ teams: [team(more)] })));
describe('people who are not there as usual', () => {
	it('[PC1] nothing is asked of whoever is away, except to come back when she likes', () => {
		expect(ofTeam({ paused: true, leads: true, members: 2 })).toEqual(['come-back']);
		const other = team({ teamId: 'bovenbouw', cycle: null, leads: true });
		expect(kinds(nextSteps(facts({ teams: [team({ paused: true }), other] })))).toEqual(['start-cycle', 'come-back']);
	});
	it('[PC4] whoever came half-way chooses how she takes part before anything else', () =>
		expect(ofTeam({ joinedLate: true, cycle: cycle({ child: null }) })).toEqual(['choose-path', 'meeting-ahead']));
	it('[PC5] whoever looks along is asked for no child', () =>
		expect(ofTeam({ worksWithChild: false, cycle: cycle({ child: null }) })).toEqual(['meeting-ahead']));
	it('[PC7] a guest sees the one meeting she comes to', () => {
		const visit = { meetingId: 'm3', team: 'Onderbouw', startsAt: now + day };
		expect(nextSteps(facts({ teams: [], visits: [visit] }))).toEqual([{ kind: 'visit-meeting', ...visit }]);
	});
});

const ofCycle = (more: Partial<CycleFacts>) => ofTeam({ cycle: cycle(more) });
const ofChild = (it: ChildFacts | null) => ofCycle({ child: it });

describe('the meeting', () => {
	const today = [...far.slice(0, 2), meeting(3, now + 2 * hour, { today: true })];
	it('comes first on its own day', () => expect(ofCycle({ meetings: today })[0]).toBe('meeting-today'));
	it('comes last while it is still ahead', () => expect(ofCycle({}).at(-1)).toBe('meeting-ahead'));
	it('is on until it has ended', () => {
		const begun = [meeting(3, now - hour / 2, { today: true })];
		const ended = [meeting(3, now - 2 * hour, { today: true })];
		expect(ofCycle({ meetings: begun })).toContain('meeting-today');
		expect(ofCycle({ meetings: ended })).not.toContain('meeting-today');
	});
	it('brings along what lies on its table, and nothing of another', () => {
		const [step] = nextSteps(
			facts({
				teams: [team({ cycle: cycle({ meetings: today, sessions: [session(), session({ meetingId: 'm2' })] }) })]
			})
		);
		expect(step).toMatchObject({ kind: 'meeting-today', sessions: [{ meetingId: 'm3' }] });
	});
});

describe('a session that has begun', () => {
	it('is offered when it stands apart from a meeting', () =>
		expect(ofCycle({ sessions: [session({ meetingId: null, running: true })] })[0]).toBe('join-session'));
	it('is not when it has not begun', () =>
		expect(ofCycle({ sessions: [session({ meetingId: null })] })).not.toContain('join-session'));
	it('is part of the meeting on its own day', () => {
		const meetings = [meeting(3, now, { today: true })];
		expect(ofCycle({ meetings, sessions: [session({ running: true })] })).not.toContain('join-session');
	});
});

describe('help', () => {
	const help = [{ requestId: 'h1', from: 'Marit' }];
	it('asked of an expert', () =>
		expect(kinds(nextSteps(facts({ helpToAnswer: help, teams: [] })))).toEqual(['answer-help']));
	it('another moment proposed', () =>
		expect(kinds(nextSteps(facts({ helpProposed: help, teams: [] })))).toEqual(['confirm-help']));
	it('none', () => expect(kinds(nextSteps(facts({ teams: [] })))).toEqual([]));
});

describe('the child', () => {
	it('is chosen once a cycle runs', () => {
		expect(ofChild(null)).toContain('choose-child');
		expect(ofTeam({ cycle: null })).not.toContain('choose-child');
	});
	it('[R7] a lead without a child is not asked to choose one', () =>
		expect(ofTeam({ worksWithChild: false, leads: true, cycle: cycle({ child: null }) })).toEqual(['meeting-ahead']));
	it('[R30] the parents are asked, then their answer is written down', () => {
		expect(ofChild(child('not-asked'))).toContain('ask-parents');
		expect(ofChild(child('asked'))).toContain('record-answer');
		expect(ofChild(child('granted'))).not.toContain('record-answer');
	});
	it('[R26] after a no, or a changed mind, another child', () => {
		expect(ofChild(child('refused'))[0]).toBe('choose-another-child');
		expect(ofChild(child('withdrawn'))[0]).toBe('choose-another-child');
		expect(ofChild(child('refused', { playMoment: 'passed' }))).not.toContain('note-play-moment');
	});
});

describe('play moments', () => {
	it('one that has passed is written down', () =>
		expect(ofChild(child('granted', { playMoment: 'passed' }))).toContain('note-play-moment'));
	it('one is planned when none is', () =>
		expect(ofChild(child('asked', { playMoment: null }))).toContain('plan-play-moment'));
	it('one that is planned asks for nothing', () =>
		expect(ofChild(child('granted', { playMoment: 'planned' }))).not.toContain('plan-play-moment'));
});

describe('the clip', () => {
	const ready = { clipId: 'k1', ready: true, fragmentChosen: false };
	it('is welcome when a meeting with watching comes', () => expect(ofChild(child())).toContain('add-clip'));
	it('is not asked for when none comes', () =>
		expect(ofCycle({ meetings: [meeting(1, now + day)] })).not.toContain('add-clip'));
	it('[R30] is not asked for without the parents’ yes', () =>
		expect(ofChild(child('asked'))).not.toContain('add-clip'));
	it('gets a fragment, then is brought in', () => {
		expect(ofChild(child('granted', { clips: [ready] }))).toContain('choose-fragment');
		expect(ofChild(child('granted', { clips: [{ ...ready, fragmentChosen: true }] }))).toContain('bring-clip');
	});
	it('asks for nothing while it is on its way', () => {
		const steps = ofChild(child('granted', { clips: [{ ...ready, ready: false }] }));
		expect(steps).toEqual(['meeting-ahead']);
	});
	it('asks for nothing once one lies ready for the meeting', () => {
		const it = cycle({ child: child('granted', { clips: [ready] }), sessions: [session({ mine: true })] });
		expect(ofTeam({ cycle: it })).toEqual(['meeting-ahead']);
	});
});

describe('the lead', () => {
	it('starts a cycle when none runs, and nobody else does', () => {
		expect(ofTeam({ leads: true, cycle: null })).toEqual(['start-cycle']);
		expect(ofTeam({ leads: false, cycle: null })).toEqual([]);
	});
	it('[R11] invites people to a small team, unless they are invited already', () => {
		expect(ofTeam({ leads: true, members: 3, cycle: null })).toEqual(['invite-people', 'start-cycle']);
		expect(ofTeam({ leads: true, members: 3, invited: 1, cycle: null })).toEqual(['start-cycle']);
	});
	it('closes a cycle after its last meeting, not before', () => {
		expect(ofTeam({ leads: true, cycle: cycle({ meetings: [meeting(5, now - day)] }) })).toContain('close-cycle');
		expect(ofTeam({ leads: true })).not.toContain('close-cycle');
	});
});

describe('the admin', () => {
	const admin = (teams: number, withoutLead: { teamId: string; name: string }[] = [], contact = true) =>
		kinds(nextSteps(facts({ teams: [], admin: { teams, withoutLead, contact } })));
	it('opens the first team', () => expect(admin(0)).toEqual(['open-team']));
	it('invites a lead for a team that has none', () =>
		expect(admin(2, [{ teamId: 'b', name: 'Bovenbouw' }])).toEqual(['invite-lead']));
	it('has nothing to do when every team is led', () => expect(admin(2)).toEqual([]));
	it('[PP11] says whom parents can turn to, once there is a team', () => {
		expect(admin(2, [], false)).toEqual(['name-contact']);
		expect(admin(0, [], false)).toEqual(['open-team']);
	});
});

it('never more than three', () => {
	const busy = team({
		leads: true,
		members: 1,
		cycle: cycle({ child: null, sessions: [session({ meetingId: null, running: true })] })
	});
	expect(nextSteps(facts({ teams: [busy, busy] }))).toHaveLength(3);
});
