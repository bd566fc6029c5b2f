import { keptUntil } from '$lib/domain/retention';
import { lastMeetingOf } from '$lib/server/db/clips';
import { filmsOf } from '$lib/server/db/child-films';
import { keepWeeksOf } from '$lib/server/db/school';
import { findTrajectory } from '$lib/server/db/trajectories';
import type { Needs } from '../needs';

/** By when every film of this child is erased at the latest: those there are, and one that would be made now. */
export async function filmsUntil(needs: Needs, trajectoryId: string): Promise<Date> {
	const { until } = await filmsOf(needs.db, [trajectoryId]);
	const cycleId = (await findTrajectory(needs.db, trajectoryId))?.cycleId;
	const last = cycleId ? await lastMeetingOf(needs.db, cycleId) : null;
	const made = keptUntil(last, needs.clock(), await keepWeeksOf(needs.db));
	return until && until > made ? until : made;
}
