import { eq } from 'drizzle-orm';
import { yes, type Outcome } from '$lib/domain/outcome';
import { trajectory } from '$lib/server/db/schema';
import type { Needs } from '../needs';
import { ownPlan } from './open-plan';

/**
 * The owner finishes her work with this child. The plan can still be read; a skipped end reflection does not stop her
 * (R95). Refusals: `not-found`, `trajectory-closed`.
 */
export async function finishTrajectory(needs: Needs, userId: string, trajectoryId: string): Promise<Outcome<null>> {
	const finished = await needs.db.transaction(async (tx) => {
		const plan = await ownPlan(needs, tx, userId, trajectoryId);
		if (!plan.ok) return plan;
		await tx
			.update(trajectory)
			.set({ closedAt: needs.clock(), closedWhy: 'finished' })
			.where(eq(trajectory.id, trajectoryId));
		return yes(null);
	});
	if (finished.ok) needs.table.rightsChanged({ trajectoryId });
	return finished;
}
