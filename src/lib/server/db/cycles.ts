import { and, asc, desc, eq, inArray, isNotNull, isNull, ne, or } from 'drizzle-orm';
import type { Db } from './connection';
import { clip, cycle, meeting, session, team, userAccount } from './schema';

export type CycleRow = typeof cycle.$inferSelect;
export type MeetingRow = typeof meeting.$inferSelect;

export async function runningCycleOf(db: Db, teamId: string): Promise<CycleRow | null> {
	const [row] = await db
		.select()
		.from(cycle)
		.where(and(eq(cycle.teamId, teamId), isNull(cycle.closedAt)))
		.orderBy(desc(cycle.number))
		.limit(1);
	return row ?? null;
}

export async function findCycle(db: Db, cycleId: string): Promise<(CycleRow & { team: string }) | null> {
	const [row] = await db
		.select({ cycle, team: team.name })
		.from(cycle)
		.innerJoin(team, eq(team.id, cycle.teamId))
		.where(eq(cycle.id, cycleId));
	return row ? { ...row.cycle, team: row.team } : null;
}

export const meetingsOf = (db: Db, cycleId: string): Promise<MeetingRow[]> =>
	db.select().from(meeting).where(eq(meeting.cycleId, cycleId)).orderBy(asc(meeting.number));

export async function findMeeting(db: Db, meetingId: string): Promise<MeetingRow | null> {
	const [row] = await db.select().from(meeting).where(eq(meeting.id, meetingId));
	return row ?? null;
}

export interface BroughtSession {
	id: string;
	cycleId: string;
	meetingId: string | null;
	groupId: string | null;
	clipId: string;
	trajectoryId: string;
	presenterId: string;
	presenter: string;
	/** A sealed text. */
	title: Uint8Array | null;
	fragmentFrom: number;
	fragmentTo: number;
	startedAt: Date | null;
	closedAt: Date | null;
}

/** What is and was on the tables of these cycles, without what was taken off; an erased clip only where it was discussed. */
export const sessionsOf = (db: Db, cycleIds: readonly string[]): Promise<BroughtSession[]> =>
	db
		.select({
			id: session.id,
			cycleId: session.cycleId,
			meetingId: session.meetingId,
			groupId: session.groupId,
			clipId: session.clipId,
			trajectoryId: session.trajectoryId,
			presenterId: session.presenterId,
			presenter: userAccount.name,
			title: clip.title,
			fragmentFrom: session.fragmentFrom,
			fragmentTo: session.fragmentTo,
			startedAt: session.startedAt,
			closedAt: session.closedAt
		})
		.from(session)
		.innerJoin(userAccount, eq(userAccount.id, session.presenterId))
		.innerJoin(clip, eq(clip.id, session.clipId))
		.where(
			and(
				inArray(session.cycleId, [...cycleIds]),
				isNull(session.withdrawnAt),
				// an open session without bytes has nothing to show
				or(ne(clip.status, 'erased'), isNotNull(session.closedAt))
			)
		)
		.orderBy(asc(session.createdAt), asc(session.id));
