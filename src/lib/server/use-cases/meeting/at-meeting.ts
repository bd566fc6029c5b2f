import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import { findMeeting, type MeetingRow } from '$lib/server/db/cycles';
import { asFacilitator } from '$lib/server/db/people';
import { atCycle, type AtCycle } from '../cycle/at-cycle';
import type { Needs } from '../needs';

export interface AtMeeting extends AtCycle {
	meeting: MeetingRow;
}

/** Somebody at the door of one meeting. Not hers, not there, or on call only: `not-found`. */
export async function atMeeting(needs: Needs, userId: string, meetingId: string): Promise<Outcome<AtMeeting>> {
	const meeting = await findMeeting(needs.db, meetingId);
	const at = meeting && (await atCycle(needs, userId, meeting.cycleId));
	if (!meeting || !at?.ok) return no('not-found');
	// [PC12] whoever facilitates this meeting is a facilitator here
	return yes({ ...at.value, standing: await asFacilitator(needs.db, at.value.standing, meeting.id), meeting });
}

/** The same for whoever lays it out and makes its groups. Refusals: `not-found`, `not-allowed`, `trajectory-closed`. */
export async function arranging(needs: Needs, userId: string, meetingId: string): Promise<Outcome<AtMeeting>> {
	const at = await atMeeting(needs, userId, meetingId);
	if (!at.ok) return at;
	if (!may.arrangeMeeting(at.value.standing)) return no('not-allowed');
	return at.value.cycle.closedAt ? no('trajectory-closed') : at;
}
