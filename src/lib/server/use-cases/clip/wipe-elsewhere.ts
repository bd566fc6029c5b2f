import { and, eq, isNull } from 'drizzle-orm';
import { yes, type Outcome } from '$lib/domain/outcome';
import { clipElsewhere } from '$lib/server/db/schema';
import type { Needs } from '../needs';
import { ownRecording } from './own-clip';

/** Writes down that its owner was shown how to wipe a clip from her own device: the first time counts [F5]. Refusals: `not-found`, `clip-gone`. */
export const noteWipeShown = (needs: Needs, userId: string, clipId: string): Promise<Outcome<null>> =>
	note(needs, userId, clipId, 'shownAt');

/** She says it is gone there; she is not asked again [F5]. Refusals: `not-found`, `clip-gone`. */
export const wipedElsewhere = (needs: Needs, userId: string, clipId: string): Promise<Outcome<null>> =>
	note(needs, userId, clipId, 'wipedAt');

async function note(
	needs: Needs,
	userId: string,
	clipId: string,
	which: 'shownAt' | 'wipedAt'
): Promise<Outcome<null>> {
	const own = await ownRecording(needs, userId, clipId);
	if (!own.ok) return own;
	await needs.db
		.update(clipElsewhere)
		.set({ [which]: needs.clock() })
		.where(and(eq(clipElsewhere.clipId, clipId), isNull(clipElsewhere[which])));
	return yes(null);
}
