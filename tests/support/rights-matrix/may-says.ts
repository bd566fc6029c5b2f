import type { may, Standing } from '../../../src/lib/domain/permissions';
import { consentStates, nothingAsked, type Consent, type ConsentState } from '../../../src/lib/domain/consent';
import { teamRoles, type Seat, type TeamRole } from '../../../src/lib/domain/roles';

/** One combination of everything that a right can depend on. */
export interface Facts {
	roles: readonly TeamRole[];
	admin: boolean;
	/** It is about herself, or about what is hers. */
	hers: boolean;
	team: ConsentState;
	expert: ConsentState;
	guest: ConsentState;
	/** What the parents said of this one expert; null: nothing apart from what they said of experts. */
	thisExpert: ConsentState | null;
	closed: boolean;
	withdrawn: boolean;
	helping: boolean;
	visiting: boolean;
	atTable: boolean;
	erased: boolean;
	beside: 'aligned' | 'not-yet' | null;
	inGroup: boolean | null;
}
type Dimension = Exclude<keyof Facts, 'roles' | 'admin' | 'hers'>;

const any = (f: Facts, ...roles: TeamRole[]) => f.roles.some((role) => roles.includes(role));
const home = (f: Facts) => any(f, 'teacher', 'assistant', 'lead', 'facilitator');
const child = (f: Facts) => any(f, 'teacher', 'assistant');
const saidNo = (f: Facts) => ['refused', 'withdrawn'].includes(f.team);
const saidYes = (f: Facts) => f.team === 'granted';
const forExpert = (f: Facts) => saidYes(f) && (f.thisExpert ?? f.expert) === 'granted';
const forGuest = (f: Facts) => saidYes(f) && f.guest === 'granted';
const seated = (f: Facts) => {
	if (any(f, 'lead', 'facilitator')) return true;
	if (!any(f, 'teacher', 'assistant', 'guest')) return false;
	return f.hers || f.inGroup !== false;
};

const who = (f: Facts): Standing => ({ userId: 'me', admin: f.admin, roles: f.roles });
const id = (f: Facts) => (f.hers ? 'me' : 'another');
const consent = ({ team, expert, guest, thisExpert }: Facts): Consent => ({
	...{ ...nothingAsked, team, expert, guest },
	experts: { another: 'granted', ...(thisExpert ? { me: thisExpert } : {}) }
});
const trajectory = (f: Facts) => ({ teacherId: id(f), consent: consent(f), closed: f.closed });
const table = (f: Facts) => ({ presenterId: id(f), inGroup: f.inGroup });
const session = (f: Facts) => ({
	...table(f),
	...{ consent: consent(f), withdrawn: f.withdrawn, closed: f.closed, helping: f.helping, visiting: f.visiting }
});
const clip = (f: Facts) => ({
	...{ ownerId: id(f), consent: consent(f), atTable: f.atTable, helping: f.helping, visiting: f.visiting },
	erased: f.erased,
	...(f.beside ? { beside: f.beside } : {})
});

type May = typeof may;
interface Says<Name extends keyof May> {
	/** What is asked, for these facts. */
	ask: (f: Facts) => Parameters<May[Name]>;
	/** What the answer should be. */
	is: (f: Facts) => boolean;
	/** What beside role, admin and ownership could matter; tried in every combination. */
	over?: Dimension[];
}
const says = <Name extends keyof May>(
	ask: Says<Name>['ask'],
	is: Says<Name>['is'],
	...over: Dimension[]
): Says<Name> => ({ ask, is, over });
const byRole = (is: (f: Facts) => boolean) => ({ ask: (f: Facts): [Standing] => [who(f)], is });
const seat = [
	'withdrawn',
	'closed',
	'team',
	'expert',
	'guest',
	'thisExpert',
	'helping',
	'visiting',
	'inGroup'
] as const;
const bytes = ['erased', 'team', 'expert', 'guest', 'thisExpert', 'atTable', 'helping', 'visiting', 'beside'] as const;

/** The table of rights once more, in other words: who may, by roles and by what the parents said. */
export const maySays: { [Name in keyof May]: Says<Name> } = {
	openTeam: byRole((f) => f.admin),
	manageAccounts: byRole((f) => f.admin),
	nameParentsContact: byRole((f) => f.admin),
	giveFreshStart: byRole((f) => f.admin || any(f, 'lead')),
	changeMethodTexts: byRole((f) => f.admin),
	readMethodTexts: byRole((f) => f.admin || any(f, 'expert', 'facilitator')),
	seeTeam: byRole((f) => f.admin || f.roles.length > 0),
	invite: byRole((f) => f.admin || any(f, 'lead')),
	changeRoles: byRole((f) => f.admin || any(f, 'lead')),
	leaveTeam: byRole((f) => f.roles.length > 0),
	pause: says(
		(f) => [who(f), id(f)],
		(f) => (f.hers ? f.roles.length > 0 : any(f, 'lead'))
	),
	startCycle: byRole((f) => any(f, 'lead')),
	planMeetings: byRole((f) => any(f, 'lead')),
	closeCycle: byRole((f) => any(f, 'lead')),
	writeAgreements: byRole((f) => any(f, 'lead', 'facilitator')),
	readAgreements: byRole(home),
	setSchoolDays: byRole((f) => f.admin || any(f, 'lead')),
	seeMeetings: byRole((f) => home(f) || any(f, 'guest')),
	arrangeMeeting: byRole((f) => any(f, 'lead', 'facilitator')),
	hop: byRole((f) => any(f, 'lead', 'facilitator')),
	inviteGuest: byRole((f) => any(f, 'lead')),
	chooseFacilitators: byRole((f) => any(f, 'lead')),
	facilitateMeeting: byRole((f) => any(f, 'lead', 'teacher', 'assistant')),
	seeDuties: byRole(home),
	handOverDuty: says(
		(f) => [who(f), id(f)],
		(f) => f.hers || any(f, 'lead')
	),
	shareClosing: byRole(home),
	seeReadiness: byRole(home),
	seeWhoNeedsWhat: byRole((f) => any(f, 'lead')),
	askCover: byRole(home),
	beAskedForCover: byRole((f) => home(f) || any(f, 'guest')),
	readTips: byRole((f) => home(f) || any(f, 'guest')),
	writeTip: byRole(home),
	chooseChild: byRole(child),
	ownTrajectory: says(
		(f) => [who(f), trajectory(f)],
		(f) => f.hers,
		'team',
		'closed'
	),
	recordConsent: says(
		(f) => [who(f), trajectory(f)],
		(f) => f.hers && child(f) && !f.closed,
		'team',
		'closed'
	),
	eraseChild: says(
		(f) => [who(f), trajectory(f)],
		(f) => f.hers,
		...(['team', 'closed'] as const)
	),
	eraseLeftChild: says(
		(f) => [who(f), { ownerGone: f.closed }],
		(f) => f.admin && f.closed,
		'closed'
	),
	withdrawConsent: says(
		(f) => [who(f), trajectory(f)],
		(f) => f.hers,
		'team',
		'closed'
	),
	takeBaseline: says(
		(f) => [who(f), trajectory(f)],
		(f) => f.hers && !f.closed && saidYes(f),
		...(['team', 'closed'] as const)
	),
	askBreakGlass: byRole((f) => f.admin),
	confirmBreakGlass: says(
		(f) => [who(f), id(f)],
		(f) => !f.hers && (f.admin || any(f, 'lead'))
	),
	breakGlass: says(
		(f) => [who(f), { askedBy: id(f), open: f.atTable, consent: consent(f) }],
		(f) => f.admin && f.hers && f.atTable && saidYes(f),
		...(['atTable', 'team'] as const)
	),
	readLog: byRole((f) => f.admin),
	readChildReport: says(
		(f) => [who(f), id(f)],
		(f) => f.hers
	),
	readSharedPlan: says(
		(f) => [who(f), trajectory(f)],
		(f) => f.hers || (home(f) && !saidNo(f)),
		'team',
		'closed'
	),
	beAskedToWriteAlong: byRole((f) => home(f) || any(f, 'expert')),
	writeAlong: says(
		(f) => [who(f), { writerId: f.hers ? 'me' : f.atTable ? 'another' : null, closed: f.closed, consent: consent(f) }],
		(f) => f.hers && !f.closed && (home(f) ? !saidNo(f) : any(f, 'expert') && forExpert(f)),
		...(['closed', 'team', 'expert', 'thisExpert', 'atTable'] as const)
	),
	addClip: says(
		(f) => [who(f), trajectory(f)],
		(f) => f.hers && !f.closed && saidYes(f),
		'team',
		'closed'
	),
	interview: byRole(home),
	joinInterview: says(
		(f) => [
			who(f),
			{ interviewerId: f.hers ? 'me' : f.atTable ? 'another' : null, ended: f.closed, consent: consent(f) }
		],
		(f) => f.hers && home(f) && !f.closed && !saidNo(f),
		...(['closed', 'team', 'atTable'] as const)
	),
	seeInterviews: byRole((f) => any(f, 'lead', 'facilitator')),
	ownClip: says(
		(f) => [who(f), clip(f)],
		(f) => f.hers && !f.erased,
		'erased',
		'team'
	),
	watchClip: says(
		(f) => [who(f), clip(f)],
		(f) => {
			if (f.erased || !saidYes(f)) return false;
			if (f.hers) return true;
			if (f.beside === 'not-yet') return false;
			return f.atTable || (f.visiting && forGuest(f)) || (f.helping && forExpert(f));
		},
		...bytes
	),
	bringClip: says(
		(f) => [who(f), clip(f)],
		(f) => f.hers && !f.erased && f.beside === null && saidYes(f),
		'erased',
		'beside',
		'team'
	),
	addSecondSource: says(
		(f) => [who(f), clip(f)],
		(f) => f.hers && !f.erased && f.beside === null && saidYes(f),
		'erased',
		'beside',
		'team'
	),
	sitAtTable: says((f) => [who(f), table(f)], seated, 'inGroup'),
	enterSession: says(
		(f) => [who(f), session(f)],
		(f) => saidYes(f) && !f.withdrawn && (seated(f) || (f.helping && forExpert(f)) || (f.visiting && forGuest(f))),
		...seat
	),
	readRecord: says(
		(f) => [who(f), session(f)],
		(f) => f.hers || (saidYes(f) && !f.withdrawn && ((home(f) && seated(f)) || (f.helping && forExpert(f)))),
		...seat
	),
	letGuestsLook: says(
		(f) => [who(f), session(f)],
		(f) => f.hers && f.roles.length > 0
	),
	takeOffTable: says(
		(f) => [who(f), session(f)],
		(f) => f.hers
	),
	leaveOutOfRecord: says(
		(f) => [who(f), session(f)],
		(f) => f.hers && f.closed,
		'closed'
	),
	askHelp: says(
		(f) => [who(f), id(f)],
		(f) => f.hers && home(f)
	),
	beAskedForHelp: byRole((f) => any(f, 'expert', 'facilitator')),
	answerHelp: says(
		(f) => [who(f), id(f)],
		(f) => f.hers
	)
};

const flags = [false, true] as const;
const values: { [D in Dimension]: readonly Facts[D][] } = {
	team: consentStates,
	expert: ['granted', 'refused'],
	guest: ['granted', 'refused'],
	thisExpert: ['granted', 'refused', null],
	...{ closed: flags, withdrawn: flags, helping: flags, visiting: flags, atTable: flags, erased: flags },
	beside: ['aligned', 'not-yet', null],
	inGroup: [true, false, null]
};
/** None, each by itself, and some together. */
const roleSets: readonly (readonly TeamRole[])[] = [
	[],
	...teamRoles.map((one) => [one]),
	['lead', 'teacher'],
	['expert', 'guest']
];
const plain: Facts = {
	...{
		roles: [],
		admin: false,
		hers: false,
		team: 'granted',
		expert: 'granted',
		guest: 'granted',
		thisExpert: null,
		closed: false
	},
	...{ withdrawn: false, helping: false, visiting: false, atTable: false, erased: false, beside: null, inGroup: null }
};

function combinations(over: readonly Dimension[]): Facts[] {
	let rows: Facts[] = [];
	for (const roles of roleSets)
		for (const admin of flags) for (const hers of flags) rows.push({ ...plain, roles, admin, hers });
	for (const one of over) rows = rows.flatMap((row) => values[one].map((value) => ({ ...row, [one]: value })));
	return rows;
}

interface Cell {
	facts: Facts;
	args: unknown[];
	is: boolean;
}
let cells: [name: string, cells: Cell[]][] | null = null;
const allCells = () =>
	(cells ??= (Object.entries(maySays) as [string, Says<'watchClip'>][]).map(([name, { ask, is, over = [] }]) => [
		name,
		combinations(over).map((facts) => ({ facts, args: ask(facts), is: is(facts) }))
	]));

/** The first combination of facts in which this table of rights says something else; null when there is none. */
export function firstDifference(given: Record<string, (...args: never[]) => boolean>): string | null {
	for (const [name, asked] of allCells()) {
		const right = given[name] as ((...args: unknown[]) => boolean) | undefined;
		const wrong = asked.find(({ args, is }) => right?.(...args) !== is);
		if (wrong) return `${name} does not say ${wrong.is} of ${JSON.stringify(wrong.facts)}`;
	}
	return null;
}

/** Who sits where: by role, and whether it is her clip. Null: no seat by membership. */
const seatsSay: [roles: TeamRole[], presents: boolean, seat: Seat | null][] = [
	[['guest'], true, 'presenter'],
	[['lead'], true, 'presenter'],
	[['lead'], false, 'facilitator'],
	[['lead', 'teacher'], false, 'facilitator'],
	[['facilitator'], false, 'facilitator'],
	[['teacher'], false, 'colleague'],
	[['assistant'], false, 'colleague'],
	[['teacher', 'guest'], false, 'colleague'],
	[['guest'], false, 'viewer'],
	[['expert', 'guest'], false, 'viewer'],
	[['expert'], false, null],
	[[], false, null]
];

const of = (userId: string, ...roles: TeamRole[]) => ({ userId, roles });
/** Whether a team that has a lead would have none. */
const leadsSay: [members: ReturnType<typeof of>[], changing: string, to: TeamRole[], leadless: boolean][] = [
	[[of('a', 'lead'), of('b', 'teacher')], 'a', ['teacher'], true],
	[[of('a', 'lead'), of('b', 'teacher')], 'a', [], true],
	[[of('a', 'lead'), of('b', 'teacher')], 'a', ['lead', 'teacher'], false],
	[[of('a', 'lead'), of('b', 'teacher')], 'b', [], false],
	[[of('a', 'lead'), of('b', 'lead')], 'a', [], false],
	[[of('a', 'teacher'), of('b', 'teacher')], 'a', [], false]
];

type Roles = Pick<typeof import('../../../src/lib/domain/roles'), 'seatOf' | 'withoutLead'>;

/** Whether these rules about roles say what is written down. */
export const rolesAreRight = ({ seatOf, withoutLead }: Roles): boolean =>
	seatsSay.every(([roles, presents, seat]) => seatOf(roles, presents) === seat) &&
	leadsSay.every(([members, changing, to, leadless]) => withoutLead(members, changing, to) === leadless);

type Opens = 'teamMayWatch' | 'expertMayWatch' | 'guestMayWatch' | 'isClosedDoor';
const consentSays: Record<Opens, (f: Facts) => boolean> = {
	teamMayWatch: saidYes,
	expertMayWatch: forExpert,
	guestMayWatch: forGuest,
	isClosedDoor: saidNo
};
/** What consent opens, by name, and what that leans on. */
export const opens = [...Object.keys(consentSays), 'expertConsent', 'isNo'];

/** Whether what the parents said opens what is written down. */
export const consentIsRight = (given: Record<Opens, (consent: Consent, expertId: string) => boolean>): boolean =>
	(Object.keys(consentSays) as Opens[]).every((name) =>
		combinations(['team', 'expert', 'guest', 'thisExpert']).every(
			(f) => given[name](consent(f), 'me') === consentSays[name](f)
		)
	);
