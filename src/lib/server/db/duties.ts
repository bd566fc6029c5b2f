import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Db } from './connection';
import { cycle, meeting, meetingDuty } from './schema';

/** The same for several meetings at once. */
export async function dutiesOf(db: Db, meetingIds: readonly string[]) {
	if (meetingIds.length === 0) return [];
	return db
		.select()
		.from(meetingDuty)
		.where(inArray(meetingDuty.meetingId, [...meetingIds]));
}

export const dutiesAt = (db: Db, meetingId: string) =>
	db.select().from(meetingDuty).where(eq(meetingDuty.meetingId, meetingId));

/** What somebody had taken over in a team, and did not do yet, is the lead's again. */
export async function giveBackDuties(tx: Db, teamId: string, userId: string): Promise<void> {
	const meetings = tx
		.select({ id: meeting.id })
		.from(meeting)
		.innerJoin(cycle, eq(cycle.id, meeting.cycleId))
		.where(eq(cycle.teamId, teamId));
	await tx
		.update(meetingDuty)
		.set({ holderId: null })
		.where(and(eq(meetingDuty.holderId, userId), isNull(meetingDuty.doneAt), inArray(meetingDuty.meetingId, meetings)));
}
