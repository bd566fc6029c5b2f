import { and, desc, eq, inArray, isNotNull, isNull, or } from 'drizzle-orm';
import { visitOf } from '$lib/domain/visit';
import type { Db } from './connection';
import { openAccount } from './people';
import { cycle, meeting, meetingGuest, session, team, userAccount } from './schema';

/**
 * Until when this person looks along at one table as a guest of its meeting (ms since epoch), or null when she does not
 * now. All of it holds at once: she is a guest of that very meeting and not sent home, her account is open, the meeting is
 * on [PC9], its cycle runs, the table is everybody's and no group's, its presenter lets guests look along and it is not
 * closed: what stands there then is a record [PC8].
 * What the parents said is asked beside it.
 */
export async function visitsUntil(db: Db, userId: string, sessionId: string, now: Date): Promise<number | null> {
	const [row] = await visitedTables(db, userId, eq(session.id, sessionId), now);
	return row?.until ?? null;
}

/** The running session with this clip at which this person looks along as a guest now, with what is shown there. */
export async function visitedTable(
	db: Db,
	userId: string,
	clipId: string,
	now: Date
): Promise<{ sessionId: string; from: number; to: number } | null> {
	const running = and(eq(session.clipId, clipId), isNotNull(session.startedAt));
	const [row] = await visitedTables(db, userId, running, now);
	return row ? { sessionId: row.sessionId, from: row.from, to: row.to } : null;
}

async function visitedTables(db: Db, userId: string, which: ReturnType<typeof and>, now: Date) {
	const rows = await db
		.select({
			sessionId: session.id,
			from: session.shownFrom,
			to: session.shownTo,
			startsAt: meeting.startsAt,
			minutes: meeting.minutes
		})
		.from(session)
		.innerJoin(meeting, eq(meeting.id, session.meetingId))
		.innerJoin(cycle, eq(cycle.id, meeting.cycleId))
		.innerJoin(
			meetingGuest,
			and(eq(meetingGuest.meetingId, meeting.id), eq(meetingGuest.userId, userId), isNull(meetingGuest.endedAt))
		)
		.innerJoin(userAccount, and(eq(userAccount.id, meetingGuest.userId), openAccount))
		.where(
			and(
				which,
				isNull(cycle.closedAt),
				isNull(session.groupId),
				isNull(session.withdrawnAt),
				isNull(session.closedAt),
				isNotNull(session.guestsAt)
			)
		)
		.orderBy(desc(session.startedAt));
	return rows.flatMap(({ startsAt, minutes, ...row }) => {
		const { from, until } = visitOf({ startsAt, minutes });
		return from <= now.getTime() && now.getTime() < until ? [{ ...row, until }] : [];
	});
}

/** Guests of a meeting who were not sent home, by first coming. */
export const guestsOf = (db: Db, meetingId: string) =>
	db
		.select({ userId: userAccount.id, name: userAccount.name })
		.from(meetingGuest)
		.innerJoin(userAccount, eq(userAccount.id, meetingGuest.userId))
		.where(and(eq(meetingGuest.meetingId, meetingId), isNull(meetingGuest.endedAt), isNull(userAccount.closedAt)))
		.orderBy(meetingGuest.joinedAt);

/** Meetings somebody is asked to as a guest, in cycles that run; which of them are over is the caller's to say. */
export const visitsOf = (db: Db, userId: string) =>
	db
		.select({
			meetingId: meeting.id,
			planId: meeting.planId,
			number: meeting.number,
			startsAt: meeting.startsAt,
			minutes: meeting.minutes,
			place: meeting.place,
			mode: meeting.mode,
			talkLink: meeting.talkLink,
			team: team.name,
			packId: cycle.packId,
			packVersion: cycle.packVersion
		})
		.from(meetingGuest)
		.innerJoin(meeting, eq(meeting.id, meetingGuest.meetingId))
		.innerJoin(cycle, eq(cycle.id, meeting.cycleId))
		.innerJoin(team, eq(team.id, cycle.teamId))
		.where(and(eq(meetingGuest.userId, userId), isNull(meetingGuest.endedAt), isNull(cycle.closedAt)))
		.orderBy(meeting.startsAt);

/**
 * The meeting to which this person came as a guest and at which this table, closed by now, stood open to guests; null for
 * whoever was sent home or was never there. Says nothing of what lay on it.
 */
export async function visitedBefore(db: Db, userId: string, sessionId: string): Promise<string | null> {
	const [row] = await db
		.select({ meetingId: meetingGuest.meetingId })
		.from(session)
		.innerJoin(
			meetingGuest,
			and(eq(meetingGuest.meetingId, session.meetingId), eq(meetingGuest.userId, userId), isNull(meetingGuest.endedAt))
		)
		.innerJoin(userAccount, and(eq(userAccount.id, meetingGuest.userId), isNull(userAccount.closedAt)))
		.where(
			and(
				eq(session.id, sessionId),
				isNull(session.groupId),
				isNotNull(session.guestsAt),
				isNotNull(session.startedAt),
				or(isNotNull(session.closedAt), isNotNull(session.withdrawnAt))
			)
		);
	return row?.meetingId ?? null;
}

/** The team and the time of a meeting somebody was a guest of, also when its cycle is closed by now. */
export async function pastVisit(db: Db, userId: string, meetingId: string) {
	const [row] = await db
		.select({ team: team.name, startsAt: meeting.startsAt, minutes: meeting.minutes })
		.from(meetingGuest)
		.innerJoin(meeting, eq(meeting.id, meetingGuest.meetingId))
		.innerJoin(cycle, eq(cycle.id, meeting.cycleId))
		.innerJoin(team, eq(team.id, cycle.teamId))
		.where(and(eq(meetingGuest.userId, userId), eq(meetingGuest.meetingId, meetingId), isNull(meetingGuest.endedAt)));
	return row ?? null;
}

/** Sends somebody home from every meeting of a team she was a guest of. */
export async function endVisits(tx: Db, teamId: string, userId: string, now: Date): Promise<void> {
	const meetings = tx
		.select({ id: meeting.id })
		.from(meeting)
		.innerJoin(cycle, eq(cycle.id, meeting.cycleId))
		.where(eq(cycle.teamId, teamId));
	await tx
		.update(meetingGuest)
		.set({ endedAt: now })
		.where(
			and(eq(meetingGuest.userId, userId), isNull(meetingGuest.endedAt), inArray(meetingGuest.meetingId, meetings))
		);
}
