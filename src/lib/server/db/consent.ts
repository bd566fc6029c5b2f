import { and, asc, eq, inArray } from 'drizzle-orm';
import { effective, nothingAsked, type Consent, type GuardianAnswer } from '$lib/domain/consent';
import type { Db } from './connection';
import { consentAnswer, guardian } from './schema';
import { withSameChild } from './trajectories';

/** What all guardians of a child together say, in this trajectory [CN1]. No answer is "not asked". */
export async function consentOf(db: Db, trajectoryId: string): Promise<Consent> {
	return (await consentsOf(db, [trajectoryId])).get(trajectoryId) ?? nothingAsked;
}

/** The same for several trajectories at once. */
export async function consentsOf(db: Db, trajectoryIds: string[]): Promise<Map<string, Consent>> {
	if (trajectoryIds.length === 0) return new Map();
	const rows = await db
		.select({
			trajectoryId: consentAnswer.trajectoryId,
			guardianId: consentAnswer.guardianId,
			scope: consentAnswer.scope,
			expertId: consentAnswer.expertId,
			state: consentAnswer.state
		})
		.from(consentAnswer)
		.where(inArray(consentAnswer.trajectoryId, trajectoryIds))
		.orderBy(asc(consentAnswer.at), asc(consentAnswer.id));
	const answers = new Map<string, GuardianAnswer[]>();
	for (const row of rows) answers.set(row.trajectoryId, [...(answers.get(row.trajectoryId) ?? []), row]);
	return new Map([...answers].map(([id, given]) => [id, effective(given)]));
}

/** Everything that was answered in one trajectory, the oldest first. */
export function answersIn(db: Db, trajectoryId: string) {
	return db
		.select()
		.from(consentAnswer)
		.where(eq(consentAnswer.trajectoryId, trajectoryId))
		.orderBy(asc(consentAnswer.at), asc(consentAnswer.id));
}

/** Who says yes or no for the child of this trajectory, in whichever cycle they were written down [CN2]. */
export async function guardiansOf(db: Db, trajectoryId: string) {
	const same = await withSameChild(db, trajectoryId);
	return db
		.select()
		.from(guardian)
		.where(inArray(guardian.trajectoryId, same))
		.orderBy(asc(guardian.createdAt), asc(guardian.kind), asc(guardian.number));
}

/** A guardian of this very child, or null. */
export async function findGuardian(db: Db, trajectoryId: string, guardianId: string) {
	const same = await withSameChild(db, trajectoryId);
	const [row] = await db
		.select()
		.from(guardian)
		.where(and(eq(guardian.id, guardianId), inArray(guardian.trajectoryId, same)));
	return row ?? null;
}

/** [CN2] The child begins again: those who speak for it come along, and none of what they said. */
export async function moveGuardians(tx: Db, trajectoryId: string): Promise<void> {
	const same = await withSameChild(tx, trajectoryId);
	await tx.update(guardian).set({ trajectoryId }).where(inArray(guardian.trajectoryId, same));
}
