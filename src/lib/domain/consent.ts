/** What the parents answered, per scope (R30, R31). Only `granted` opens anything. */
export const consentStates = ['not-asked', 'asked', 'granted', 'refused', 'withdrawn'] as const;
export type ConsentState = (typeof consentStates)[number];

/**
 * `team`: filming and looking together in the own team. `expert`: one named person from outside the school (Q17).
 * `guest`: somebody who comes to one meeting and is not of the team [PC8]. `presentation`: shown to guests at the end
 * (Q18). `figures`: scores without a name, for evaluation (R37). `photo`: a photo for the child's own parents (R122).
 */
export const consentScopes = ['team', 'expert', 'guest', 'presentation', 'figures', 'photo'] as const;
export type ConsentScope = (typeof consentScopes)[number];

export interface Consent extends Readonly<Record<ConsentScope, ConsentState>> {
	/**
	 * [CN4] The expert scope, per person. `expert` itself is the answer of before experts were named: it holds for
	 * whoever has no answer of her own.
	 */
	readonly experts: Readonly<Record<string, ConsentState>>;
}
export const nothingAsked: Consent = {
	team: 'not-asked',
	expert: 'not-asked',
	guest: 'not-asked',
	presentation: 'not-asked',
	figures: 'not-asked',
	photo: 'not-asked',
	experts: {}
};

/** No clip may be brought in, kept open or played without this (R30). */
export const teamMayWatch = (consent: Consent): boolean => consent.team === 'granted';
/** What stands about this one expert. */
const expertConsent = (consent: Consent, expertId: string): ConsentState => consent.experts[expertId] ?? consent.expert;
/** Somebody from outside the school watches only under both scopes, and only the person the parents said yes to. */
export const expertMayWatch = (consent: Consent, expertId: string): boolean =>
	teamMayWatch(consent) && expertConsent(consent, expertId) === 'granted';
/** Whether there is any expert who may. */
export const someExpertMayWatch = (consent: Consent): boolean =>
	teamMayWatch(consent) && [consent.expert, ...Object.values(consent.experts)].includes('granted');
/** Parents who said yes to the team said nothing about a guest of one meeting. */
export const guestMayWatch = (consent: Consent): boolean => teamMayWatch(consent) && consent.guest === 'granted';
/**
 * [CN10] Whether figures about this child may be counted in anything that its team is not the only one to see. Nothing does
 * that yet; whatever will (measures, a report, an export) asks here, for each child, at the moment it counts. After a no to
 * the team nothing of the child is counted either.
 */
export const figuresMayBeCounted = (consent: Consent): boolean =>
	teamMayWatch(consent) && consent.figures === 'granted';
/** The parents said no, or changed their mind: choose another child (R26). */
export const isClosedDoor = (consent: Consent): boolean => isNo(consent.team);

export const isNo = (state: ConsentState): boolean => state === 'refused' || state === 'withdrawn';

/** What is asked: a scope, and for `expert` about whom. */
export interface Asked {
	scope: ConsentScope;
	/** Null for every other scope, and in answers of before experts were named. */
	expertId: string | null;
}

/** A question as one word, for a form and back. */
export const nameOfAsked = ({ scope, expertId }: Asked): string => (expertId === null ? scope : `${scope} ${expertId}`);

/** Null for what is no question. */
export function askedByName(name: string): Asked | null {
	const [first, expertId] = name.split(' ');
	const scope = consentScopes.find((one) => one === first);
	if (scope === undefined || (scope === 'expert') !== (expertId !== undefined)) return null;
	return { scope, expertId: expertId ?? null };
}

/**
 * How an answer came: from the guardian herself under her link, or from the teacher (from a form on paper, or as it was
 * said to her). `backup`: one that was lost with a backup, and of which is known that somebody said no, and not who [CN9].
 */
export type AnsweredBy = 'link' | 'paper' | 'spot' | 'backup';
/** [CN6] A teacher comes back only to a no that she heard herself. */
export const heardByTeacher = (by: AnsweredBy): boolean => by === 'paper' || by === 'spot';

/** One answer of one guardian, as it was written down. */
export interface GuardianAnswer extends Asked {
	/** Null: the parents together, as it was before guardians were told apart [CN2]. */
	guardianId: string | null;
	state: ConsentState;
}

const about = ({ scope, expertId }: Asked): string => (scope === 'expert' ? `expert ${expertId ?? ''}` : scope);

/** The newest answer of every guardian to every question. `answers`: in the order in which they were written down. */
export function newestOf<A extends GuardianAnswer>(answers: readonly A[]): A[] {
	const newest = new Map<string, A>();
	for (const answer of answers) newest.set(`${answer.guardianId ?? ''} ${about(answer)}`, answer);
	return [...newest.values()];
}

/**
 * [CN1] What all guardians of a child together say: given by at least one, and a no by none. One no of one guardian is a
 * no, whatever the others answered and whenever. `answers`: in the order in which they were written down.
 */
export function effective(answers: readonly GuardianAnswer[]): Consent {
	const stands: Record<ConsentScope, ConsentState> & { experts: Record<string, ConsentState> } = {
		...nothingAsked,
		experts: {}
	};
	for (const { scope, expertId, state } of newestOf(answers)) {
		if (scope === 'expert' && expertId !== null)
			stands.experts[expertId] = heavier(stands.experts[expertId] ?? 'not-asked', state);
		else stands[scope] = heavier(stands[scope], state);
	}
	return stands;
}

const weight: Record<ConsentState, number> = { 'not-asked': 0, asked: 1, granted: 2, refused: 3, withdrawn: 4 };
const heavier = (one: ConsentState, other: ConsentState): ConsentState => (weight[one] >= weight[other] ? one : other);

/** What stands about one question, of a whole child or of one guardian's own answers. */
export const stateOf = (consent: Consent, { scope, expertId }: Asked): ConsentState =>
	scope === 'expert' && expertId !== null ? expertConsent(consent, expertId) : consent[scope];

/**
 * [CN3] How somebody's yes or no is written down; null when it already stands so. A no while the yes of anybody opens
 * something is a withdrawal, whoever gave that yes: everything it opened closes and is erased. `own`: what she answered
 * before; `child`: what all of them together say.
 */
export function writtenAs(
	answer: 'yes' | 'no',
	{ own, child }: { own: ConsentState; child: ConsentState }
): ConsentState | null {
	if (answer === 'yes') return own === 'granted' ? null : 'granted';
	if (isNo(own)) return null;
	return own === 'granted' || child === 'granted' ? 'withdrawn' : 'refused';
}

/** [CN5] All that a teacher is told: never who said no, nor whether it was a refusal or a yes taken back. */
export type TeacherSees = 'given' | 'no-consent' | 'waiting' | 'not-asked';
export const teacherSees = (state: ConsentState): TeacherSees =>
	isNo(state) ? 'no-consent' : state === 'granted' ? 'given' : state === 'asked' ? 'waiting' : 'not-asked';
