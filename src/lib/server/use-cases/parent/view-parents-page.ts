import { effective, isClosedDoor, isNo, teamMayWatch, type Consent } from '$lib/domain/consent';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { codeTries } from '$lib/domain/parent-letter';
import type { Given, ParentView, Question, ShownFacts, WatchedAs } from '$lib/domain/parent-view';
import { filmsOf, looksAt, type Look } from '$lib/server/db/child-films';
import { answersIn } from '$lib/server/db/consent';
import type { Visit } from '$lib/server/db/guardian-links';
import { parentsContactOf } from '$lib/server/db/school';
import { theSchool } from '$lib/server/db/teams';
import { withSameChild } from '$lib/server/db/trajectories';
import { viewAsGuardian, type AskedOfGuardian } from '../child/answer-as-guardian';
import type { Needs } from '../needs';
import { filmsUntil } from './films-until';

/** Looks shown on the page; older ones are still in the log. */
const looksShown = 12;

/** What the guardian of this visit sees. Refusal: `not-found`: the child is erased. */
export async function viewParentsPage(needs: Needs, visit: Visit): Promise<Outcome<ParentView>> {
	const seen = await viewAsGuardian(needs, visit.guardianId);
	if (!seen.ok) return seen;
	const { trajectoryId, closed, teacher, asked } = seen.value;
	const answers = await answersIn(needs.db, trajectoryId);
	const hers = answers.filter((it) => it.guardianId === visit.guardianId);
	const again = hers.findLast(({ scope }) => scope === 'team')?.by === 'backup';
	const given = hers
		.filter((it) => it.state !== 'asked' && it.by !== 'backup')
		.toReversed()
		.map((it) => asGiven(it, asked));
	const questions = asked.map(({ scope, expertId, expert }): Question => {
		const last =
			again && scope === 'team' ? undefined : given.find((it) => it.scope === scope && it.expertId === expertId);
		return { scope, expertId, expert, own: last ? { yes: last.yes, at: last.at } : null };
	});
	const [team] = questions.filter(({ scope }) => scope === 'team');
	if (!team) return no('not-found');
	const same = await withSameChild(needs.db, trajectoryId);
	return yes({
		language: visit.language,
		facts: await factsOf(needs, trajectoryId, teacher),
		contact: await parentsContactOf(needs.db),
		closed,
		again,
		now: nowOf(effective(answers)),
		team,
		more: questions.filter(({ scope }) => scope !== 'team'),
		codeNeeded: !visit.mayGive,
		codeSpent: !visit.mayGive && visit.codeTries >= codeTries,
		films: await filmsOf(needs.db, same),
		looks: (await looksAt(needs.db, same, looksShown)).map((look) => ({ at: look.at, as: watchedAs(look) })),
		given
	});
}

/** What of her school and her child's teacher stands in what she reads. */
export async function factsOf(needs: Needs, trajectoryId: string, teacher: string): Promise<ShownFacts> {
	return {
		teacher,
		school: (await theSchool(needs.db))?.name ?? '',
		filmsUntil: await filmsUntil(needs, trajectoryId)
	};
}

/** What all guardians together say; who said what is told to none of them. */
const nowOf = (consent: Consent): ParentView['now'] =>
	teamMayWatch(consent) ? 'may' : isClosedDoor(consent) ? 'may-not' : 'not-yet';

type Answer = Awaited<ReturnType<typeof answersIn>>[number];

function asGiven(it: Answer, asked: readonly AskedOfGuardian[]): Given {
	const { scope, expertId, state, at, by, textLanguage, textVersion, textHash } = it;
	const read = textLanguage !== null && textVersion !== null && textHash !== null;
	return {
		scope,
		expertId,
		expert: expertId === null ? null : (asked.find((one) => one.expertId === expertId)?.expert ?? null),
		yes: !isNo(state),
		at,
		byTeacher: by !== 'link',
		text: read ? { language: textLanguage, version: textVersion, hash: textHash } : null
	};
}

/** As parents are told it: what she was when she watched, and never her name. Who had no role came to one meeting, or to help. */
function watchedAs({ role, atTable }: Look): WatchedAs {
	const roles = role.split('+');
	const was = (...any: string[]) => any.some((one) => roles.includes(one));
	if (was('owner')) return 'teacher';
	if (was('lead', 'facilitator')) return 'leader';
	if (was('teacher', 'assistant')) return 'team';
	return was('expert') || !atTable ? 'expert' : 'guest';
}
