import { guestsOf } from '$lib/server/db/visits';
import type { Needs } from '../needs';

/**
 * [PC8] What guests of this meeting may see of a table changed: their sockets are judged again now, and everybody reads again
 * who is there. A guest who may no longer stay hears that hers ended, not that the clip did.
 */
export async function tellGuests(needs: Needs, at: { meetingId: string | null; teamId: string }): Promise<void> {
	if (!at.meetingId) return;
	for (const { userId } of await guestsOf(needs.db, at.meetingId))
		needs.table.rightsChanged({ userId, teamId: at.teamId });
}
