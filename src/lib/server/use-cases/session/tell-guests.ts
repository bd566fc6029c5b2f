import { seatOf } from '$lib/domain/roles';
import { membersOf } from '$lib/server/db/people';
import { guestsOf } from '$lib/server/db/visits';
import type { Needs } from '../needs';

/**
 * A table is closed: what stands there is a record now, and whoever only looked along, of the team or of this one meeting,
 * holds its documents no longer. Her page still says thanks.
 */
export async function tellLookers(needs: Needs, at: { meetingId: string | null; teamId: string }): Promise<void> {
	for (const { userId, roles } of await membersOf(needs.db, at.teamId))
		if (seatOf(roles, false) === 'viewer') needs.table.rightsChanged({ userId, teamId: at.teamId });
	await tellGuests(needs, at);
}

/**
 * [PC8] What guests of this meeting may see of a table changed: their sockets are judged again now, and everybody reads again
 * who is there. A guest who may no longer stay hears that hers ended, not that the clip did.
 */
export async function tellGuests(needs: Needs, at: { meetingId: string | null; teamId: string }): Promise<void> {
	if (!at.meetingId) return;
	for (const { userId } of await guestsOf(needs.db, at.meetingId))
		needs.table.rightsChanged({ userId, teamId: at.teamId });
}
