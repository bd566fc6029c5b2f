import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Db } from './connection';
import { calendarFeed, cycle, meeting, team, userAccount } from './schema';

/** A meeting as a calendar needs it; nothing in it speaks of a child. */
export interface PlannedMeeting {
	id: string;
	number: number;
	planId: string;
	startsAt: Date;
	minutes: number;
	place: string;
	changes: number;
	teamId: string;
	team: string;
	packId: string;
	packVersion: number;
	/** Who started the cycle: the organiser of its meetings, also after they were moved by somebody else. */
	organiser: { name: string; email: string };
	closedAt: Date | null;
}

const plannedMeetings = (db: Db) =>
	db
		.select({
			id: meeting.id,
			number: meeting.number,
			planId: meeting.planId,
			startsAt: meeting.startsAt,
			minutes: meeting.minutes,
			place: meeting.place,
			changes: meeting.changes,
			teamId: cycle.teamId,
			team: team.name,
			packId: cycle.packId,
			packVersion: cycle.packVersion,
			organiser: { name: userAccount.name, email: userAccount.email },
			closedAt: cycle.closedAt
		})
		.from(meeting)
		.innerJoin(cycle, eq(cycle.id, meeting.cycleId))
		.innerJoin(team, eq(team.id, cycle.teamId))
		.innerJoin(userAccount, eq(userAccount.id, cycle.startedBy));

/** Every meeting these teams had and will have, oldest first; what was still to come when a cycle closed is left out. */
export const meetingsOfTeams = async (db: Db, teamIds: readonly string[]): Promise<PlannedMeeting[]> =>
	teamIds.length === 0
		? []
		: plannedMeetings(db)
				.where(
					and(
						inArray(cycle.teamId, [...teamIds]),
						sql`(${cycle.closedAt} is null or ${meeting.startsAt} <= ${cycle.closedAt})`
					)
				)
				.orderBy(asc(meeting.startsAt));

/** The meetings of one cycle that are still to come. */
export const meetingsToCome = (db: Db, cycleId: string, now: Date): Promise<PlannedMeeting[]> =>
	plannedMeetings(db)
		.where(and(eq(meeting.cycleId, cycleId), sql`${meeting.startsAt} > ${now.toISOString()}`))
		.orderBy(asc(meeting.startsAt));

export async function findPlannedMeeting(db: Db, meetingId: string): Promise<PlannedMeeting | null> {
	const [row] = await plannedMeetings(db).where(eq(meeting.id, meetingId));
	return row ?? null;
}

export type FeedRow = typeof calendarFeed.$inferSelect;

export const feedsOfPerson = (db: Db, userId: string): Promise<FeedRow[]> =>
	db.select().from(calendarFeed).where(eq(calendarFeed.userId, userId));

export async function findFeed(db: Db, secretHash: string): Promise<FeedRow | null> {
	const [row] = await db.select().from(calendarFeed).where(eq(calendarFeed.secretHash, secretHash));
	return row ?? null;
}

/** The link of this person for this team (null: for all her teams), if she has one. */
export const feedFor = (userId: string, teamId: string | null) =>
	and(eq(calendarFeed.userId, userId), teamId === null ? isNull(calendarFeed.teamId) : eq(calendarFeed.teamId, teamId));
