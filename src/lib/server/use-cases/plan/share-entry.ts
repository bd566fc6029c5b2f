import { and, eq, isNull } from 'drizzle-orm';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { record } from '$lib/server/db/audit';
import { planEntry } from '$lib/server/db/schema';
import type { Needs } from '../needs';
import { ownPlan } from './open-plan';

/**
 * The owner lets her team read one part of her plan, or takes that back (R99). Taking back is possible for ever, also
 * when the trajectory is closed. Refusals: `not-found`, `trajectory-closed` (sharing only).
 */
export function sharePlanEntry(
	needs: Needs,
	userId: string,
	trajectoryId: string,
	entryId: string,
	shared: boolean
): Promise<Outcome<null>> {
	return needs.db.transaction(async (tx) => {
		const plan = await ownPlan(needs, tx, userId, trajectoryId, shared ? 'refuse' : 'allow');
		if (!plan.ok) return plan;
		const mine = and(eq(planEntry.id, entryId), eq(planEntry.trajectoryId, trajectoryId));
		const [entry] = await tx.select({ id: planEntry.id }).from(planEntry).where(mine);
		if (!entry) return no('not-found');
		// sharing again keeps the first date
		if (shared)
			await tx
				.update(planEntry)
				.set({ sharedAt: needs.clock() })
				.where(and(mine, isNull(planEntry.sharedAt)));
		else await tx.update(planEntry).set({ sharedAt: null }).where(mine);
		await record(tx, {
			...{ at: needs.clock(), kind: shared ? 'plan-shared' : 'plan-unshared', actor: userId, role: 'owner' },
			...{ object: { kind: 'plan-entry', id: entryId }, child: trajectoryId }
		});
		return yes(null);
	});
}
