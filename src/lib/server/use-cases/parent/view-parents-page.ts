import { eq } from 'drizzle-orm';
import {
	consentScopes,
	effective,
	isNo,
	newestOf,
	teamMayWatch,
	isClosedDoor,
	type Asked,
	type ConsentScope
} from '$lib/domain/consent';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { codeTries } from '$lib/domain/parent-letter';
import { worksWithChild } from '$lib/domain/roles';
import { filmsOf, looksAt, type Look } from '$lib/server/db/child-films';
import { answersIn } from '$lib/server/db/consent';
import type { Visit } from '$lib/server/db/guardian-links';
import { expertAsked, userAccount } from '$lib/server/db/schema';
import { theSchool } from '$lib/server/db/teams';
import { findTrajectory, withSameChild } from '$lib/server/db/trajectories';
import type { Person, ShownFacts } from '$lib/words/parents/shown';
import type { WatchedAs } from '$lib/words/parents/texts';
import { nameOf } from '../people/name-of';
import type { Needs } from '../needs';
import { filmsUntil } from './films-until';

/** Looks shown on the page; older ones are still in the log. */
const looksShown = 12;

/** One thing a parent says yes or no to. */
export interface Question extends Asked {
	/** Of `expert`: who, as it is said to the parents. */
	expert: Person | null;
	/** What she answered last; null: nothing yet. */
	own: { yes: boolean; at: Date } | null;
}

/** One answer of hers, as it was written down. */
export interface Given extends Asked {
	expert: Person | null;
	yes: boolean;
	at: Date;
	byTeacher: boolean;
	/** The text she read, where she answered under her link. */
	text: { language: string; version: number; hash: string } | null;
}

/** Everything the page of one guardian shows: of the child no name, of other guardians no answer [PP7]. */
export interface ParentView {
	language: string;
	facts: ShownFacts;
	/** The work with this child has ended: there is nothing new to say yes to, and a no is still heard. */
	closed: boolean;
	now: 'may' | 'may-not' | 'not-yet';
	team: Question;
	/** What comes besides, asked only of who said yes to the first. */
	more: Question[];
	codeNeeded: boolean;
	codeSpent: boolean;
	films: { n: number; until: Date | null; erased: number };
	looks: { at: Date; as: WatchedAs }[];
	given: Given[];
}

/** What the guardian of this visit sees. Refusal: `not-found`: the child is erased. */
export async function viewParentsPage(needs: Needs, visit: Visit): Promise<Outcome<ParentView>> {
	const found = await findTrajectory(needs.db, visit.trajectoryId);
	if (!found) return no('not-found');
	const answers = await answersIn(needs.db, found.id);
	const experts = await expertsAsked(needs, found.id);
	const own = answers.filter((it) => it.guardianId === visit.guardianId && it.state !== 'asked');
	const question = (asked: Asked): Question => {
		const last = newestOf(own).find((it) => it.scope === asked.scope && it.expertId === asked.expertId);
		const expert = asked.expertId === null ? null : (experts.get(asked.expertId) ?? null);
		return { ...asked, expert, own: last ? { yes: !isNo(last.state), at: last.at } : null };
	};
	const consent = effective(answers);
	const same = await withSameChild(needs.db, found.id);
	return yes({
		language: visit.language,
		facts: {
			teacher: await nameOf(needs, found.teacherId),
			school: (await theSchool(needs.db))?.name ?? '',
			filmsUntil: await filmsUntil(needs, found.id, found.cycleId)
		},
		closed: found.closedAt !== null || found.cycleClosed,
		now: teamMayWatch(consent) ? 'may' : isClosedDoor(consent) ? 'may-not' : 'not-yet',
		team: question({ scope: 'team', expertId: null }),
		more: [
			...[...experts.keys()].map((expertId) => question({ scope: 'expert', expertId })),
			...besides.map((scope) => question({ scope, expertId: null }))
		],
		codeNeeded: !visit.mayGive,
		codeSpent: !visit.mayGive && visit.codeTries >= codeTries,
		films: await filmsOf(needs.db, same),
		looks: (await looksAt(needs.db, same, looksShown)).map((look) => ({ at: look.at, as: watchedAs(look) })),
		given: own.toReversed().map((it) => ({
			scope: it.scope,
			expertId: it.expertId,
			expert: it.expertId === null ? null : (experts.get(it.expertId) ?? null),
			yes: !isNo(it.state),
			at: it.at,
			byTeacher: it.by !== 'link',
			text:
				it.textLanguage !== null && it.textVersion !== null && it.textHash !== null
					? { language: it.textLanguage, version: it.textVersion, hash: it.textHash }
					: null
		}))
	});
}

/** Everything but the first question and the experts, who are asked about by name. */
const besides: readonly ConsentScope[] = consentScopes.filter((scope) => scope !== 'team' && scope !== 'expert');

async function expertsAsked(needs: Needs, trajectoryId: string): Promise<Map<string, Person>> {
	const rows = await needs.db
		.select({ id: expertAsked.expertId, organisation: expertAsked.organisation, name: userAccount.name })
		.from(expertAsked)
		.innerJoin(userAccount, eq(userAccount.id, expertAsked.expertId))
		.where(eq(expertAsked.trajectoryId, trajectoryId))
		.orderBy(expertAsked.askedAt);
	return new Map(rows.map(({ id, ...person }) => [id, person]));
}

/** As parents are told it: by role and never by name. Who is of no team of the child came to one meeting, or to help. */
function watchedAs({ owner, roles, sessionId }: Look): WatchedAs {
	if (owner) return 'teacher';
	if (roles === null) return sessionId === null ? 'expert' : 'guest';
	if (roles.includes('lead') || roles.includes('facilitator')) return 'leader';
	if (worksWithChild(roles)) return 'team';
	return roles.includes('expert') ? 'expert' : 'guest';
}
