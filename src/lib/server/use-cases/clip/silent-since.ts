import { hasFallenSilent } from '$lib/domain/clip-facts';
import type { ClipStatus } from '$lib/server/db/schema';
import type { Needs } from '../needs';

/**
 * [U7] Since when nothing more arrives of a clip that is still to come; null while it does, and of any other clip. What the
 * sender's device believes does not count: it may be gone.
 */
export async function silentSince(
	needs: Needs,
	{ id, status, createdAt }: { id: string; status: ClipStatus; createdAt: Date }
): Promise<Date | null> {
	if (status !== 'sending') return null;
	const last = (await needs.files.lastBytesAt(id)) ?? createdAt;
	return hasFallenSilent(last, needs.clock()) ? last : null;
}
