import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import { isClosedDoor } from '$lib/domain/consent';
import { may } from '$lib/domain/permissions';
import { consentOf } from '$lib/server/db/consent';
import type { Db } from '$lib/server/db/connection';
import { noWriting, unsharePlan } from '$lib/server/db/erase-notes';
import { standingOf } from '$lib/server/db/people';
import { cycle, planEntry, trajectory } from '$lib/server/db/schema';
import { findTrajectory } from '$lib/server/db/trajectories';

/**
 * [LP9] After the parents' no: whoever may not write along any more is asked anew or not at all, so that a later yes does
 * not open by itself what a no has closed. A no to the team takes back what was shared, too.
 */
export async function endWriting(tx: Db, trajectoryId: string): Promise<void> {
	const consent = await consentOf(tx, trajectoryId);
	if (isClosedDoor(consent)) return unsharePlan(tx, trajectoryId);
	const ofThis = and(eq(planEntry.trajectoryId, trajectoryId), isNotNull(planEntry.writerId));
	const found = await findTrajectory(tx, trajectoryId);
	for (const { writerId } of await tx.selectDistinct({ writerId: planEntry.writerId }).from(planEntry).where(ofThis)) {
		const who = writerId && found ? await standingOf(tx, writerId, found.teamId) : null;
		if (who && !may.writeAlong(who, { writerId, closed: false, consent }))
			await tx
				.update(planEntry)
				.set(noWriting)
				.where(and(ofThis, eq(planEntry.writerId, who.userId)));
	}
}

/** [LP9] Whoever leaves a team writes along in no plan of it, also not when she comes back. */
export async function endWritingBy(tx: Db, teamId: string, writerId: string): Promise<void> {
	const ofTeam = tx
		.select({ id: trajectory.id })
		.from(trajectory)
		.innerJoin(cycle, eq(cycle.id, trajectory.cycleId))
		.where(eq(cycle.teamId, teamId));
	await tx
		.update(planEntry)
		.set(noWriting)
		.where(and(eq(planEntry.writerId, writerId), inArray(planEntry.trajectoryId, ofTeam)));
}
