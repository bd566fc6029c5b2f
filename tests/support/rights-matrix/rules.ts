// Longer than the house likes: every rule who is answered what, one below the other, to be read beside each other.
import type { State, Subject } from './world';

/**
 * Who is answered what, as the school would say it: written down from the rules, never by asking `may`. Whoever is not
 * named hears that nothing is there.
 *
 * - `done`: she gets what she asked for.
 * - `told`: she may know that it is there, and hears why not. Nothing changes.
 * - `heard`: one of these two, whatever the state of her own things allows; what she hears is tested elsewhere.
 * - `first`: she is in, and here has to say once more who she is, as whoever is not.
 * - `strangers`: whoever is not signed in. They are asked to sign in unless something else stands here.
 */
export interface Said {
	done?: readonly Subject[];
	told?: readonly Subject[];
	heard?: readonly Subject[];
	first?: readonly Subject[];
	strangers?: 'sign in' | 'done' | 'told' | 'nothing';
}
export type Rule = (state: State) => Said;

const owner = ['the owner'] as const;
const colleagues = ['a colleague', 'a colleague in another group', 'whoever interviews and writes along'] as const;
const partner = ['whoever interviews and writes along'] as const;
const lead = ['the lead'] as const;
const guides = ['the lead', 'a facilitator'] as const;
/** Everybody who belongs to the conversation. */
const home = [...owner, ...colleagues, ...guides] as const;
const experts = ['an expert who is asked', 'an expert who helps', 'an expert whose time is over'] as const;
const teamGuest = ['a guest of the team'] as const;
const members = [...home, ...experts, ...teamGuest] as const;
const admin = ['the admin'] as const;
const screen = ['a big screen'] as const;
/** With a letter that works, each for her own child. */
const parents = ['a parent by her letter', 'a parent of another child'] as const;
const elsewhere = ['a teacher of another team', 'the lead of another team', 'an expert of another team'] as const;
const visitors = ['a guest of this meeting', 'a guest of another meeting', 'somebody who left'] as const;
const everybody = [...members, ...admin, ...elsewhere, ...visitors] as const;

/** Her password was right, and no more. */
const ownerHalfIn = ['the owner, half in'] as const;
const leadHalfIn = ['the lead, half in'] as const;

const without = (who: readonly Subject[], ...not: readonly Subject[]) => who.filter((one) => !not.includes(one));
const always =
	(said: Said): Rule =>
	() =>
		said;

/** [A7] Worth asking again who sits there: without an answer everybody hears that, whoever she is. */
const proven =
	(said: Said): Rule =>
	(state) =>
		state === 'nobody proved lately that it is she' ? { told: everybody } : said;

/** The same of a rule that knows states of its own. */
const provenFirst =
	(rule: Rule): Rule =>
	(state) =>
		proven(rule(state))(state);

/** What belongs to the team is nothing to the owner once she has left it. */
const inTeam =
	(rule: Rule): Rule =>
	(state) => {
		const said = rule(state);
		if (state !== 'the owner left the team') return said;
		const { done = [], told = [], heard = [] } = said;
		const [left, leftTold, leftHeard] = [done, told, heard].map((who) => without(who, ...owner));
		return { ...said, done: left, told: leftTold, heard: leftHeard } as Said;
	};

/** Without the parents' yes nothing of the child is to be seen by anybody. */
const noConsent = (state: State) => state === 'no consent asked' || state === 'the parents withdrew';
const clipIsGone = (state: State) => state === 'the clip is erased' || state === 'the clip is past its date';
/** Her work with this child is over; what is written stays hers. */
const isOver = (state: State) => state === 'the trajectory is finished' || state === 'the owner left the team';
const membersNow = (state: State, who: readonly Subject[]) =>
	state === 'the owner left the team' ? without(who, ...owner) : who;

const ownersThing: Rule = (state) => (state === 'as it should be' ? { done: owner } : { heard: owner });

/** Who sits at the table of the session while it stands open. */
function seated(state: State): readonly Subject[] {
	if (noConsent(state) || state === 'the clip is off the table') return [];
	const seats: Subject[] = [...home, ...teamGuest, 'an expert who helps', 'a guest of this meeting'];
	const not: Subject[] = [];
	if (state === 'no consent for experts and guests') not.push('an expert who helps', 'a guest of this meeting');
	if (state === 'the session is of one group') not.push('a colleague in another group', ...teamGuest);
	if (['the session is of one group', 'guests do not look along', 'the session is closed'].includes(state))
		not.push('a guest of this meeting');
	// help does not outlive the membership of who asked for it
	if (state === 'the owner left the team') not.push('an expert who helps', ...owner);
	return without(seats, ...not);
}

/** Who receives the bytes of the clip. */
function watching(state: State): readonly Subject[] {
	if (noConsent(state)) return [];
	if (['the clip is being made ready', 'the clip is erased', 'the clip is past its date'].includes(state)) return [];
	if (['the session has not begun', 'the session is closed', 'the clip is off the table'].includes(state))
		return [...owner, 'an expert who helps'];
	// a screen shows by the right of whoever paired it, here the owner
	return [...owner, ...seated(state), ...(state === 'the owner left the team' ? [] : screen)];
}

export const rules = {
	/** Nothing of a child, and nothing of anybody. */
	everybody: always({ done: everybody, strangers: 'done' }),
	/** The secret in the address is the right. */
	link: always({ done: everybody, strangers: 'done' }),
	usedLink: always({ told: everybody, strangers: 'told' }),
	linkAndAccount: (state) => {
		const inside = membersNow(state, members);
		return { done: without(everybody, ...inside), told: inside };
	},
	/** The meetings of a team in somebody's own calendar, for as long as she comes to them. */
	feed: (state) =>
		state === 'the owner left the team' ? { strangers: 'nothing' } : { done: everybody, strangers: 'done' },
	guestLink: always({ heard: everybody }),
	wrongPassword: always({ told: everybody, strangers: 'told' }),
	/** Whoever has no letter finds the door, and nothing behind it. */
	parentsDoor: always({ done: everybody, strangers: 'done' }),
	wrongSecret: always({ told: everybody, strangers: 'told' }),
	receipt: always({ done: parents, strangers: 'nothing' }),
	nobody: always({ strangers: 'nothing' }),
	demoOnly: always({}),
	/** Her own pages, her own settings; what stands on them is only hers. */
	herself: always({ done: everybody }),
	/** Behind the layout that asks to sign in there is a form, and no data that could be asked for past it. */
	emptyPage: always({ done: everybody, strangers: 'done' }),
	noPushHere: always({ told: everybody }),
	herOwnPassword: always({ told: everybody }),

	// how she comes in
	/** Whoever is in is sent on to where she was going. */
	secondStep: always({ done: [...everybody, ...ownerHalfIn, ...leadHalfIn] }),
	takesSecondStep: always({ done: ownerHalfIn, first: everybody }),
	setsUpSecondStep: always({ done: leadHalfIn, first: everybody }),
	/** She who must set one up gave her password a moment ago. */
	makesKey: (state) => {
		const said = proven({ done: everybody })(state);
		return { ...said, done: [...(said.done ?? []), ...leadHalfIn] };
	},
	usesKey: always({ done: everybody }),
	herselfProven: proven({ done: everybody }),

	// accounts
	takesKeyAway: proven({ done: owner }),
	/** The lead keeps her key; of Kees it would be the last thing, and what waits for its first code is his to lose. */
	takesAppAway: proven({ done: [...owner, ...lead], heard: ['a colleague'] }),
	/** Kees and the lead have an app that waits for its first code; the owner has one already. */
	beginsApp: proven({ done: without(everybody, ...owner), told: owner }),
	confirmsApp: proven({ done: ['a colleague', ...lead], told: without(everybody, 'a colleague', ...lead) }),
	/** Two people clear the second factor of Kees; he himself may say no. */
	saysNoToFreshStart: always({ done: ['a colleague', ...lead, ...admin] }),
	takesFreshStartBack: proven({ done: ['a colleague', ...lead, ...admin] }),
	seesAccounts: always({ done: [...lead, 'the lead of another team', ...admin] }),
	managesAccounts: proven({ done: admin }),
	/** What she decides for parents: whom they call, and what of a child nobody else can erase. */
	adminOnceMore: proven({ done: admin }),
	asksFreshStart: proven({ done: [...lead, ...admin] }),
	agreesToFreshStart: proven({ done: lead, told: admin }),
	// the school of the matrix has no provider of its own: tests/integration/people/school-login.test.ts has
	noSchoolDoorHere: always({}),
	noSchoolDoorToHere: proven({}),
	waitsForNoSchool: proven({ told: everybody }),
	saysHowLongKept: proven({
		done: [...lead, 'the lead of another team', ...admin],
		told: without(everybody, ...lead, 'the lead of another team', ...admin)
	}),
	ownersProven: proven({ done: owner }),
	/** An expert looks along at a clip that the parents let her see. */
	asksExpert: inTeam(
		provenFirst((state) =>
			noConsent(state) || state === 'no consent for experts and guests' ? { told: owner } : { done: owner }
		)
	),

	// team
	team: (state) => ({ done: [...membersNow(state, members), ...admin] }),
	/** An expert looks into a classroom from outside. */
	bringsExpert: inTeam(proven({ done: [...lead, ...admin], told: without(members, ...lead) })),
	leadOrAdmin: inTeam(always({ done: [...lead, ...admin], told: without(members, ...lead) })),
	memberHerself: inTeam(always({ done: members, told: admin })),
	leaves: inTeam(always({ done: without(members, ...lead), told: lead })),
	worksWithChild: inTeam(always({ done: [...owner, ...colleagues], told: [...guides, ...teamGuest] })),
	member: inTeam(always({ done: members })),
	beginsCycle: inTeam(always({ told: [...members, ...admin] })),
	leadFor: (state) => ({ done: lead, told: [...membersNow(state, without(home, ...lead)), ...teamGuest] }),
	leadAmongHome: inTeam(always({ done: lead, told: without(home, ...lead) })),
	/** A duty handed to Kees: by the lead, or taken over by himself. */
	handsOver: inTeam(always({ done: [...lead, 'a colleague'], told: without(home, ...lead, 'a colleague') })),
	comesToMeetings: (state) => ({ done: [...membersNow(state, home), ...teamGuest] }),
	home: (state) => ({ done: membersNow(state, home) }),
	agrees: inTeam(always({ done: guides, told: without(home, ...guides) })),
	homeToo: inTeam(always({ done: home, told: teamGuest })),
	arranges: (state) => ({
		...(state === 'as it should be' ? { done: guides } : { heard: guides }),
		told: [...membersNow(state, without(home, ...guides)), ...teamGuest]
	}),
	visits: always({ done: ['a guest of this meeting'] }),
	/** The line of a group: whoever is in it, and whoever goes round; there must be something they watched. */
	yields: (state) => ({ heard: without(membersNow(state, home), 'a colleague in another group') }),
	askedForCover: always({ done: ['a colleague'] }),
	asksCover: inTeam(
		always({
			done: without(home, 'a colleague'),
			told: [...experts, ...teamGuest, ...admin]
		})
	),
	coverOfHers: always({ done: owner }),
	schoolDays: inTeam(
		always({
			done: [...home, ...teamGuest, 'a teacher of another team', 'the lead of another team', ...admin]
		})
	),
	setsSchoolDays: inTeam(
		always({
			done: [...lead, 'the lead of another team', ...admin],
			told: [...without(home, ...lead), ...teamGuest, 'a teacher of another team']
		})
	),
	admin: always({ done: admin }),
	/** A clip asked for in an emergency: whoever asked, whose it is, and whoever can say yes; nobody to her own asking. */
	glass: always({ done: [...owner, ...lead, ...admin] }),
	answersGlass: provenFirst((state) => ({
		...(state === 'as it should be' ? { done: lead } : { heard: lead }),
		told: [...owner, ...admin]
	})),
	/** At a meeting that she still comes to. */
	presents: inTeam(always({ done: owner })),
	/** Nobody opens what the parents did not say yes to. */
	asksGlass: provenFirst((state) => (noConsent(state) ? { told: admin } : { done: admin })),
	opensTeams: always({ done: admin, told: without(everybody, ...admin) }),
	readsTexts: always({ done: ['a facilitator', ...experts, 'an expert of another team', ...admin] }),
	changesTexts: always({ done: admin, told: ['a facilitator', ...experts, 'an expert of another team'] }),
	choosesChild: inTeam(always({ done: colleagues, told: [...owner, ...guides, ...experts, ...teamGuest, ...admin] })),

	// child and plan
	owner: always({ done: owner }),
	/** Hers alone; in some states of the child she hears why not. */
	ownersThing,
	ownersThingProven: provenFirst(ownersThing),
	addsClip: (state) => (noConsent(state) || isOver(state) ? { told: owner } : { done: owner }),
	/** Which parts of it are shared is not asked here: what is in it, is (see `words`). */
	sharedPlan: (state) => ({
		done: state === 'the parents withdrew' ? owner : [...owner, ...membersNow(state, home)]
	}),
	together: (state) => ({
		done: state === 'the parents withdrew' || isOver(state) ? owner : [...owner, ...partner]
	}),
	writesTogether: (state) => {
		if (isOver(state)) return { heard: owner };
		return { done: state === 'the parents withdrew' ? owner : [...owner, ...partner] };
	},

	// clip
	watches: (state) => ({ done: watching(state), strangers: 'nothing' }),
	ownersClip: (state) =>
		clipIsGone(state) ? { told: owner } : state === 'as it should be' ? { done: owner } : { heard: owner },
	brings: (state) =>
		state === 'the owner left the team'
			? {}
			: noConsent(state) || clipIsGone(state)
				? { told: owner }
				: state === 'as it should be'
					? { done: owner }
					: { heard: owner },
	/** Without consent nothing new comes in, and nothing is kept longer. */
	ownersClipIfAllowed: (state) =>
		noConsent(state) || clipIsGone(state)
			? { told: owner }
			: state === 'as it should be'
				? { done: owner }
				: { heard: owner },
	sends: (state) => (noConsent(state) ? { told: owner } : { heard: owner }),

	// session
	seat: (state) => ({ done: seated(state) }),
	/** A guest whose table is closed, or empty, is thanked. */
	room: (state) => ({
		done: ['the session is closed', 'the clip is off the table'].includes(state)
			? [...seated(state), 'a guest of this meeting']
			: seated(state)
	}),
	/** Whoever brought the clip stops the picture for everybody; others at the table hear that they may not. */
	stopsPicture: (state) =>
		state === 'as it should be'
			? { done: owner, told: without(seated(state), ...owner) }
			: { told: without(seated(state), ...owner), heard: seated(state) },
	screens: (state) => {
		const who = seated(state).filter((one) => [...owner, ...guides].includes(one as never));
		const rest = without(seated(state), ...who);
		return state === 'the session is closed' ? { told: seated(state) } : { done: who, told: rest };
	},
	bringsBack: (state) => {
		const who = seated(state).filter((one) => [...guides].includes(one as never));
		if (state === 'the session is closed') return { told: seated(state) };
		return { done: who, told: without(seated(state), ...who) };
	},
	/** The shared documents; of a closed session they are a record, which is not for who only looks along. */
	joins: (state) => ({
		done:
			state === 'the session is closed'
				? without(seated(state), ...teamGuest, 'a guest of this meeting')
				: seated(state)
	}),
	removals: (state) => (state === 'the session is closed' ? { told: seated(state) } : { done: seated(state) }),
	record: (state) => ({ done: without([...owner, ...seated(state)], ...teamGuest, 'a guest of this meeting') }),
	leavesOut: (state) => ({ done: state === 'the session is closed' ? owner : [] }),

	// help and interview
	help: always({ done: [...owner, ...experts] }),
	answersHelp: (state) =>
		state === 'as it should be'
			? { done: ['an expert who is asked'], told: ['an expert who helps', 'an expert whose time is over'] }
			: { heard: experts },
	helpOfOwner: always({ heard: owner }),
	watchesHelping: (state) => ({
		done: watching(state).filter((one) => one === 'an expert who helps'),
		heard: ['an expert whose time is over', 'an expert who helps']
	}),
	interview: (state) => ({
		done: state === 'the parents withdrew' || isOver(state) ? owner : [...owner, ...partner]
	}),
	holdsInterview: (state) =>
		state === 'as it should be'
			? { done: [...owner, ...partner] }
			: { heard: state === 'the parents withdrew' || isOver(state) ? owner : [...owner, ...partner] }
} as const satisfies Record<string, Rule>;
export type RuleName = keyof typeof rules;

/** Words that stand in the school, and who may ever read them: on whatever page, in whatever list. */
export const words: readonly (readonly [word: string, readers: readonly Subject[]])[] = [
	['voor mij alleen', owner],
	['J. keek op', home],
	['J. lacht', [...home, 'an expert who helps']],
	['toren van blokken', [...members, 'a guest of this meeting', ...screen]],
	['the bytes of a child', [...members, 'a guest of this meeting', ...screen]]
];
