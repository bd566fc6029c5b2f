import { eq } from 'drizzle-orm';
import type { Consent } from '$lib/domain/consent';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import { consentOf } from '$lib/server/db/consent';
import type { Db } from '$lib/server/db/connection';
import { standingOf } from '$lib/server/db/people';
import { cycle, trajectory } from '$lib/server/db/schema';
import { findTrajectory } from '$lib/server/db/trajectories';
import type { Needs } from '../needs';

export interface OpenPlan {
	row: typeof trajectory.$inferSelect;
	cycle: typeof cycle.$inferSelect;
	consent: Consent;
	mine: boolean;
	/** Data key of everything written about this child. */
	key: Uint8Array;
}

/**
 * Opens a plan for reading. The owner reads all of it; whoever belongs to the conversation of her team reads what she
 * shared; being lead or admin opens nothing (Q15). Everybody else: `not-found`, as if it were not there.
 */
export async function openPlan(needs: Needs, userId: string, trajectoryId: string): Promise<Outcome<OpenPlan>> {
	const [found] = await needs.db
		.select({ row: trajectory, cycle })
		.from(trajectory)
		.innerJoin(cycle, eq(cycle.id, trajectory.cycleId))
		.where(eq(trajectory.id, trajectoryId));
	if (!found) return no('not-found');
	const who = await standingOf(needs.db, userId, found.cycle.teamId);
	if (!who) return no('not-found');
	const consent = await consentOf(needs.db, trajectoryId);
	const standing = { teacherId: found.row.teacherId, consent, closed: found.row.closedAt !== null };
	if (!may.readSharedPlan(who, standing)) return no('not-found');
	return yes({
		...found,
		consent,
		mine: may.ownTrajectory(who, standing),
		key: needs.vault.open(found.row.wrappedKey)
	});
}

/**
 * Opens one's own plan for writing, inside a transaction: the trajectory's row is locked, so that two devices writing
 * at once come after each other. Refusals: `not-found`, and `trajectory-closed` for what is only read by now.
 */
export async function ownPlan(
	needs: Needs,
	tx: Db,
	userId: string,
	trajectoryId: string,
	whenClosed: 'refuse' | 'allow' = 'refuse'
): Promise<Outcome<{ trajectoryId: string; key: Uint8Array }>> {
	const [row] = await tx.select().from(trajectory).where(eq(trajectory.id, trajectoryId)).for('update');
	if (!row || row.teacherId !== userId) return no('not-found');
	if (row.closedAt && whenClosed === 'refuse') return no('trajectory-closed');
	return yes({ trajectoryId, key: needs.vault.open(row.wrappedKey) });
}

/** [CN8] Whether the beginning of this child can be written down now. */
export async function mayTakeBaseline(db: Db, userId: string, trajectoryId: string): Promise<boolean> {
	const found = await findTrajectory(db, trajectoryId);
	const who = found && (await standingOf(db, userId, found.teamId));
	if (!found || !who) return false;
	const consent = await consentOf(db, trajectoryId);
	return may.takeBaseline(who, { teacherId: found.teacherId, consent, closed: found.closedAt !== null });
}

/** An entry's fields as they were sealed. */
export const readSealed = (needs: Needs, key: Uint8Array, sealed: Uint8Array): unknown =>
	JSON.parse(needs.vault.unsealText(key, sealed));
