import { and, desc, eq, inArray, ne } from 'drizzle-orm';
import { answersAfter, teamMayWatch, type ConsentScope, type ConsentState } from '$lib/domain/consent';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import { consentOf } from '$lib/server/db/consent';
import type { Db } from '$lib/server/db/connection';
import { eraseClosingOf, eraseNotesOf, halfErased, unsharePlan } from '$lib/server/db/erase-notes';
import { endHelp } from '$lib/server/db/help';
import { takeOffTables } from '$lib/server/db/open-sessions';
import { standingOf } from '$lib/server/db/people';
import { clip, consentAnswer, helpRequest, session, trajectory } from '$lib/server/db/schema';
import { findTrajectory, withSameChild } from '$lib/server/db/trajectories';
import { eraseClipsOf } from '../clip/erase-clip';
import type { Needs } from '../needs';
import { renewKey } from '../erasure/renew-key';
import { endWriting } from '../plan/end-writing';

/**
 * Writes down what the parents answered. Each answer is kept; the newest counts. A withdrawal closes every door at
 * once, for open connections too, and then erases: clips, what was noted while watching, help that was asked (R30, Q10).
 * It is about the child, so it holds for earlier cycles with the same child as well [TC5].
 * Refusals: `not-found` (not her child), `trajectory-closed`, `bad-input` (an answer that cannot follow this one).
 */
export async function recordConsent(
	needs: Needs,
	userId: string,
	trajectoryId: string,
	answer: { scope: ConsentScope; state: ConsentState }
): Promise<Outcome<null>> {
	const allowed = await mayRecord(needs, userId, trajectoryId, answer.state);
	if (!allowed.ok) return allowed;
	const stored = await needs.db.transaction(async (tx): Promise<Outcome<Answered[]>> => {
		const first = await writeAnswer(needs, tx, { userId, trajectoryId, answer });
		if (!first) return no('bad-input');
		const all = [first];
		if (answer.state === 'withdrawn')
			for (const id of await withSameChild(tx, trajectoryId)) {
				if (id === trajectoryId) continue;
				// where nothing was given there is nothing to take back
				const other = await writeAnswer(needs, tx, { userId, trajectoryId: id, answer });
				if (other) all.push(other);
			}
		return yes(all);
	});
	if (!stored.ok) return stored;
	for (const { trajectoryId: id, sessions } of stored.value) {
		needs.table.rightsChanged({ trajectoryId: id });
		for (const sessionId of sessions) needs.table.rightsChanged({ sessionId });
	}
	if (answer.state === 'withdrawn' && answer.scope === 'team')
		for (const { trajectoryId: id, sessions } of stored.value) await eraseAll(needs, id, sessions);
	return yes(null);
}

/** One trajectory whose answer was written down, and the sessions that left the table with it. */
interface Answered {
	trajectoryId: string;
	sessions: string[];
}

/** Null when this answer cannot follow the one before. */
async function writeAnswer(
	needs: Needs,
	tx: Db,
	given: { userId: string; trajectoryId: string; answer: { scope: ConsentScope; state: ConsentState } }
): Promise<Answered | null> {
	const { userId, trajectoryId, answer } = given;
	await tx.select({ id: trajectory.id }).from(trajectory).where(eq(trajectory.id, trajectoryId)).for('update');
	const before = await consentOf(tx, trajectoryId);
	if (!answersAfter[before[answer.scope]].includes(answer.state)) return null;
	const at = await afterTheLast(tx, trajectoryId, needs.clock());
	await tx.insert(consentAnswer).values({ id: needs.newId(), trajectoryId, ...answer, recordedBy: userId, at });
	const saidNo = answer.state === 'refused' || answer.state === 'withdrawn';
	if (saidNo && answer.scope !== 'guest') await endWriting(tx, trajectoryId);
	const sessions = answer.state === 'withdrawn' ? await closeDoors(tx, trajectoryId, answer.scope, needs.clock()) : [];
	return { trajectoryId, sessions };
}

async function mayRecord(
	needs: Needs,
	userId: string,
	trajectoryId: string,
	state: ConsentState
): Promise<Outcome<null>> {
	const found = await findTrajectory(needs.db, trajectoryId);
	const who = found && (await standingOf(needs.db, userId, found.teamId));
	if (!found || !who) return no('not-found');
	const consent = await consentOf(needs.db, trajectoryId);
	const standing = { teacherId: found.teacherId, consent, closed: found.closedAt !== null };
	if (state === 'withdrawn') return may.withdrawConsent(who, standing) ? yes(null) : no('not-found');
	if (!may.ownTrajectory(who, standing)) return no('not-found');
	return may.recordConsent(who, standing) ? yes(null) : no('trajectory-closed');
}

/** Answers are ordered by their moment, so no two may share one. */
async function afterTheLast(tx: Db, trajectoryId: string, now: Date): Promise<Date> {
	const [last] = await tx
		.select({ at: consentAnswer.at })
		.from(consentAnswer)
		.where(eq(consentAnswer.trajectoryId, trajectoryId))
		.orderBy(desc(consentAnswer.at))
		.limit(1);
	return new Date(Math.max(now.getTime(), (last?.at.getTime() ?? 0) + 1));
}

/** Everything that must be true the moment the answer is. Answers the sessions that left the table. */
async function closeDoors(tx: Db, trajectoryId: string, scope: ConsentScope, now: Date): Promise<string[]> {
	if (scope === 'guest') {
		await tx.update(session).set({ guestsAt: null }).where(eq(session.trajectoryId, trajectoryId));
		return [];
	}
	const clips = tx.select({ id: clip.id }).from(clip).where(eq(clip.trajectoryId, trajectoryId));
	await endHelp(tx, inArray(helpRequest.clipId, clips), now);
	if (scope === 'expert') return [];
	await unsharePlan(tx, trajectoryId);
	await eraseClosingOf(tx, trajectoryId);
	// should the server stop before the clips are erased, the clock finds them by this date
	await tx
		.update(clip)
		.set({ keepUntil: now })
		.where(and(eq(clip.trajectoryId, trajectoryId), ne(clip.status, 'erased')));
	return takeOffTables(tx, eq(session.trajectoryId, trajectoryId), now);
}

async function eraseAll(needs: Needs, trajectoryId: string, sessions: string[]): Promise<void> {
	await eraseClipsOf(needs, trajectoryId);
	// also when another process does not answer: what it still writes is found by the clock
	for (const sessionId of sessions) await needs.table.settle(sessionId);
	await eraseNotesOf(needs.db, trajectoryId);
	await renewKey(needs, trajectoryId);
}

/** The clock's share: finishes a withdrawal that a stop of the server cut short. Clips have their own date. */
export async function finishWithdrawals(needs: Needs): Promise<void> {
	for (const trajectoryId of await halfErased(needs.db))
		if (!teamMayWatch(await consentOf(needs.db, trajectoryId))) await eraseNotesOf(needs.db, trajectoryId);
}
