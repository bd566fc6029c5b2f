import { eq } from 'drizzle-orm';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { mergeText } from '$lib/domain/merge-text';
import { planLimits } from '$lib/domain/plan';
import { interview } from '$lib/server/db/schema';
import type { Needs } from '../needs';
import { atInterview, readAnswers, sealAnswers } from './at-interview';

/**
 * Keeps one answer. Two people may write in it: `base` is what this screen began with, and what the other saved meanwhile
 * stays. Answers what stands there now. Refusals: `not-found`, `bad-input` (no such question, or too long together),
 * `trajectory-closed` (it has ended: its notes can be read, and are changed only when it is opened again).
 */
export function saveAnswer(
	needs: Needs,
	userId: string,
	interviewId: string,
	given: { question: string; text: string; base: string }
): Promise<Outcome<{ text: string }>> {
	return needs.db.transaction(async (tx): Promise<Outcome<{ text: string }>> => {
		const found = await atInterview(needs, tx, userId, interviewId, true);
		if (!found.ok) return found;
		const at = found.value;
		if (at.row.endedAt || at.child.closedAt) return no('trajectory-closed');
		if (!at.questions.some((it) => it.id === given.question)) return no('bad-input');
		const answers = readAnswers(needs, at);
		// of two people nobody keeps who wrote last: then both stay, also where one begins as the other does
		const text = mergeText(given.base, answers[given.question] ?? '', given.text, at.row.interviewerId === null);
		if (text.length > planLimits.text) return no('bad-input');
		const sealed = sealAnswers(needs, at.key, { ...answers, [given.question]: text });
		await tx.update(interview).set({ sealed }).where(eq(interview.id, interviewId));
		return yes({ text });
	});
}

/** Both go to this question. Refusals: `not-found`, `bad-input`. */
export async function goToQuestion(
	needs: Needs,
	userId: string,
	interviewId: string,
	question: string
): Promise<Outcome<null>> {
	const at = await atInterview(needs, needs.db, userId, interviewId);
	if (!at.ok) return at;
	if (!at.value.questions.some((it) => it.id === question)) return no('bad-input');
	await needs.db.update(interview).set({ question }).where(eq(interview.id, interviewId));
	return yes(null);
}

/**
 * It has been held: from now on its notes are the interviewed person's alone. Answers whether that is who asked. Twice is
 * the same as once. Refusal: `not-found`.
 */
export async function endInterview(
	needs: Needs,
	userId: string,
	interviewId: string
): Promise<Outcome<{ mine: boolean; trajectoryId: string; moment: 'start' | 'end' }>> {
	const at = await atInterview(needs, needs.db, userId, interviewId);
	if (!at.ok) return at;
	const { mine, row } = at.value;
	if (!row.endedAt)
		await needs.db.update(interview).set({ endedAt: needs.clock() }).where(eq(interview.id, interviewId));
	return yes({ mine, trajectoryId: row.trajectoryId, moment: row.moment });
}
