import { createHash } from 'node:crypto';
import { and, eq, inArray, isNull } from 'drizzle-orm';
import { nothingAsked } from '$lib/domain/consent';
import { yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import { hasWords, withFields, type PlanFields, type ThreeWords } from '$lib/domain/plan';
import type { PlanChoices } from '$lib/domain/plan-story';
import { placeOf, questionsOf, type InterviewMoment } from '$lib/engine/interview';
import type { Interview, InterviewQuestion } from '$lib/engine/pack';
import { wordIn } from '$lib/methods/relation-words';
import type { Locale } from '$lib/words';
import { consentsOf } from '$lib/server/db/consent';
import { cycle, interview, planEntry, trajectory } from '$lib/server/db/schema';
import { seatsHeldBy } from '$lib/server/db/seats';
import type { Needs } from '../needs';
import { namesOf } from '../people/name-of';
import { readSealed } from '../plan/open-plan';
import { planChoices } from '../plan/plan-choices';
import { atInterview, guideOf, readAnswers, type Answers } from './at-interview';
import { packInOwnWords } from '../texts/own-words';

/** An interview as one of its two sees it. */
export interface InterviewView {
	id: string;
	/** Both empty for whoever interviews. */
	trajectoryId: string;
	alias: string;
	moment: InterviewMoment;
	mine: boolean;
	teacher: string;
	interviewer: string | null;
	questions: InterviewQuestion[];
	guide: Pick<Interview, 'minutes' | 'warmUp' | 'card'>;
	/** Id of the question they are at. */
	question: string;
	answers: Answers;
	startedAt: Date;
	endedAt: Date | null;
	/** The three words as they stand in the plan, with the entry they stand in; null before the first. */
	words: { entryId: string; words: ThreeWords; examples: ThreeWords } | null;
	/** At the end: the words of the beginning, beside which new ones are chosen (R93). */
	wordsThen: ThreeWords | null;
	/** Whoever it is about chooses from these. */
	choices: PlanChoices | null;
	/** A name for the entry that the first word makes. */
	freshId: string;
}

const none: ThreeWords = ['', '', ''];

/** Refusal: `not-found`. */
export async function viewInterview(
	needs: Needs,
	userId: string,
	interviewId: string,
	locale: Locale
): Promise<Outcome<InterviewView>> {
	const found = await atInterview(needs, needs.db, userId, interviewId);
	if (!found.ok) return found;
	const at = found.value;
	const { row, child, guide } = at;
	if (!at.mine)
		await needs.views.looked(
			{
				...{ at: needs.clock(), kind: 'interview-joined', actor: userId, child: child.id },
				object: { kind: 'interview', id: row.id }
			},
			3_600_000
		);
	const names = await namesOf(needs, [child.teacherId, ...(row.interviewerId ? [row.interviewerId] : [])]);
	const now = await wordsOf(needs, at.key, child.id, row.moment, locale);
	const then = row.moment === 'end' ? await wordsOf(needs, at.key, child.id, 'start', locale) : null;
	return yes({
		id: row.id,
		// whoever interviews sees the words that are told, and nothing else of the child's page
		trajectoryId: at.mine ? child.id : '',
		alias: at.mine ? child.alias : '',
		moment: row.moment,
		mine: at.mine,
		teacher: names.get(child.teacherId) ?? '',
		interviewer: row.interviewerId && (names.get(row.interviewerId) ?? ''),
		questions: at.questions,
		guide: { minutes: guide.minutes, warmUp: guide.warmUp, card: guide.card },
		question: row.question,
		answers: readAnswers(needs, at),
		startedAt: row.startedAt,
		endedAt: row.endedAt ?? child.closedAt,
		words: now && !at.mine ? { ...now, entryId: '', examples: none } : now,
		wordsThen: then && hasWords(then.words) ? then.words : null,
		choices: at.mine && !child.closedAt ? planChoices(await packInOwnWords(needs.db, at.cycle), locale) : null,
		freshId: needs.newId()
	});
}

async function wordsOf(
	needs: Needs,
	key: Uint8Array,
	trajectoryId: string,
	kind: InterviewMoment,
	locale: Locale
): Promise<InterviewView['words']> {
	const [entry] = await needs.db
		.select()
		.from(planEntry)
		.where(and(eq(planEntry.trajectoryId, trajectoryId), eq(planEntry.kind, kind)));
	if (!entry) return null;
	const fields = withFields(kind, readSealed(needs, key, entry.sealed) as Partial<PlanFields[InterviewMoment]>);
	const [one, two, three] = fields.words;
	return {
		entryId: entry.id,
		words: [wordIn(locale, one), wordIn(locale, two), wordIn(locale, three)],
		examples: fields.examples ?? none
	};
}

/** An interview in the lists of somebody who takes part, or who goes round. */
export interface ListedInterview {
	id: string;
	moment: InterviewMoment;
	teacher: string;
	interviewer: string | null;
	place: { nth: number; of: number } | null;
}

/**
 * Interviews that run now: those somebody is asked to take, and for who goes round in a team (R91) all of that team, with
 * who talks with whom and how far they are, and not a word of it.
 */
export async function listInterviews(
	needs: Needs,
	userId: string
): Promise<{ asked: ListedInterview[]; running: ListedInterview[] }> {
	const asked: ListedInterview[] = [];
	const running: ListedInterview[] = [];
	const seats = await seatsHeldBy(needs.db, userId);
	const rows = await runningIn(
		needs,
		seats.map((seat) => seat.teamId)
	);
	const asksHer = rows.filter(({ row }) => row.interviewerId === userId);
	const consents = await consentsOf(
		needs.db,
		asksHer.map(({ row }) => row.trajectoryId)
	);
	const names = await namesOf(
		needs,
		rows.flatMap(({ row, teacherId }) => [teacherId, ...(row.interviewerId ? [row.interviewerId] : [])])
	);
	for (const { teamId, standing } of seats)
		for (const { row, teacherId, cycle: of } of rows.filter((it) => it.cycle.teamId === teamId)) {
			const guide = guideOf(of);
			const listed = {
				id: row.id,
				moment: row.moment,
				teacher: names.get(teacherId) ?? '',
				interviewer: row.interviewerId && (names.get(row.interviewerId) ?? ''),
				place: guide && placeOf(questionsOf(guide, row.moment), row.question)
			};
			const consent = consents.get(row.trajectoryId) ?? nothingAsked;
			const joins = guide && may.joinInterview(standing, { interviewerId: row.interviewerId, ended: false, consent });
			if (joins) asked.push(listed);
			else if (may.seeInterviews(standing) && teacherId !== userId) running.push(listed);
		}
	return { asked, running };
}

/** Interviews that were not ended, of children whose trajectory runs, in these teams. */
async function runningIn(needs: Needs, teamIds: readonly string[]) {
	if (teamIds.length === 0) return [];
	return needs.db
		.select({ row: interview, teacherId: trajectory.teacherId, cycle })
		.from(interview)
		.innerJoin(trajectory, eq(trajectory.id, interview.trajectoryId))
		.innerJoin(cycle, eq(cycle.id, trajectory.cycleId))
		.where(and(inArray(cycle.teamId, [...teamIds]), isNull(interview.endedAt), isNull(trajectory.closedAt)));
}

/** Another one as soon as anything on an interview's page changed; it says nothing of what. Refusal: `not-found`. */
export async function interviewMark(needs: Needs, userId: string, interviewId: string): Promise<Outcome<string>> {
	const at = await atInterview(needs, needs.db, userId, interviewId);
	if (!at.ok) return at;
	const { row, child } = at.value;
	const [entry] = await needs.db
		.select({ at: planEntry.changedAt })
		.from(planEntry)
		.where(and(eq(planEntry.trajectoryId, child.id), eq(planEntry.kind, row.moment)));
	const parts = [row.question, String(row.endedAt?.getTime()), String(entry?.at.getTime()), row.interviewerId ?? ''];
	return yes(createHash('sha256').update(parts.join(' ')).update(row.sealed).digest('base64url'));
}
