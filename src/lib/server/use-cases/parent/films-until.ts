import { keptUntil } from '$lib/domain/retention';
import { lastMeetingOf } from '$lib/server/db/clips';
import { filmsOf } from '$lib/server/db/child-films';
import type { Needs } from '../needs';

/** By when every film of this child is erased at the latest: those there are, and one that would be made now. */
export async function filmsUntil(needs: Needs, trajectoryId: string, cycleId: string): Promise<Date> {
	const { until } = await filmsOf(needs.db, [trajectoryId]);
	const made = keptUntil(await lastMeetingOf(needs.db, cycleId), needs.clock());
	return until && until > made ? until : made;
}
