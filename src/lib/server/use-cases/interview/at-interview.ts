import { eq } from 'drizzle-orm';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import { questionsOf } from '$lib/engine/interview';
import type { InterviewQuestion, Interview } from '$lib/engine/pack';
import { packOf } from '$lib/methods';
import { consentOf } from '$lib/server/db/consent';
import type { Db } from '$lib/server/db/connection';
import { standingOf } from '$lib/server/db/people';
import { cycle, interview, trajectory } from '$lib/server/db/schema';
import type { Needs } from '../needs';
import { packInOwnWords } from '../texts/own-words';

export type InterviewRow = typeof interview.$inferSelect;

/** Somebody at one interview: whose child it is about, or who asks. */
export interface AtInterview {
	row: InterviewRow;
	child: typeof trajectory.$inferSelect;
	cycle: typeof cycle.$inferSelect;
	guide: Interview;
	questions: InterviewQuestion[];
	mine: boolean;
	/** Opens the answers: the key of everything written about this child. */
	key: Uint8Array;
}

/** Answers by the id of their question. */
export type Answers = Record<string, string>;

/**
 * Whoever asks for an interview: its owner always, the interviewer as long as it runs. Everybody else, the team's lead
 * and an admin among them: `not-found`, as if it were not there. `lock` holds the row for a change.
 */
export async function atInterview(
	needs: Needs,
	db: Db,
	userId: string,
	interviewId: string,
	lock = false
): Promise<Outcome<AtInterview>> {
	const select = db.select().from(interview).where(eq(interview.id, interviewId));
	const [row] = await (lock ? select.for('update') : select);
	if (!row) return no('not-found');
	const [found] = await db
		.select({ child: trajectory, cycle })
		.from(trajectory)
		.innerJoin(cycle, eq(cycle.id, trajectory.cycleId))
		.where(eq(trajectory.id, row.trajectoryId));
	const who = found && (await standingOf(db, userId, found.cycle.teamId));
	if (!found || !who) return no('not-found');
	const consent = await consentOf(db, row.trajectoryId);
	const ended = row.endedAt !== null || found.child.closedAt !== null;
	const mine = may.ownTrajectory(who, { teacherId: found.child.teacherId, consent, closed: ended });
	if (!mine && !may.joinInterview(who, { interviewerId: row.interviewerId, ended, consent })) return no('not-found');
	const guide = (await packInOwnWords(db, found.cycle)).interview;
	if (!guide) return no('not-found');
	return yes({
		row,
		...found,
		guide,
		questions: questionsOf(guide, row.moment),
		mine,
		key: needs.vault.open(found.child.wrappedKey)
	});
}

/** The interview of the method this cycle follows; null where that has none. */
export const guideOf = ({ packId, packVersion }: { packId: string; packVersion: number }): Interview | null =>
	packOf(packId, packVersion).interview ?? null;

export const readAnswers = (needs: Needs, { key, row }: Pick<AtInterview, 'key' | 'row'>): Answers =>
	// written by `sealAnswers`, and by nobody else
	JSON.parse(needs.vault.unsealText(key, row.sealed)) as Answers;

export const sealAnswers = (needs: Needs, key: Uint8Array, answers: Answers): Uint8Array =>
	needs.vault.sealText(key, JSON.stringify(answers));
