import { eq } from 'drizzle-orm';
import { childNatures, type ChildNature } from '$lib/domain/child-nature';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { trajectory } from '$lib/server/db/schema';
import type { Needs } from '../needs';
import { ownPlan } from '../plan/open-plan';

/** Sealed it is as long as any other: its length tells nothing. */
export const sealNature = (needs: Pick<Needs, 'vault'>, key: Uint8Array, nature: ChildNature | null) =>
	nature && needs.vault.sealText(key, String(childNatures.indexOf(nature)));

export const readNature = (
	needs: Pick<Needs, 'vault'>,
	key: Uint8Array,
	sealed: Uint8Array | null
): ChildNature | null => (sealed && childNatures[Number(needs.vault.unsealText(key, sealed))]) || null;

/** [TC6] Her own child, while it is open; null takes it back. Refusals: `not-found`, `trajectory-closed`. */
export function changeNature(
	needs: Needs,
	userId: string,
	trajectoryId: string,
	nature: ChildNature | null
): Promise<Outcome<null>> {
	return needs.db.transaction(async (tx): Promise<Outcome<null>> => {
		const plan = await ownPlan(needs, tx, userId, trajectoryId);
		if (!plan.ok) return no(plan.code);
		const sealedNature = sealNature(needs, plan.value.key, nature);
		await tx.update(trajectory).set({ sealedNature }).where(eq(trajectory.id, trajectoryId));
		return yes(null);
	});
}
