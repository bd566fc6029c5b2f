import { and, asc, eq, inArray, isNotNull, isNull, lt, or } from 'drizzle-orm';
import type { Db } from './connection';
import { groupYield, meeting, meetingGroup, meetingGroupMember, session, userAccount } from './schema';

/** Whether this person is one of the group; null where there is no group: what belongs to everybody. */
export async function inGroup(db: Db, userId: string, groupId: string | null): Promise<boolean | null> {
	if (groupId === null) return null;
	const [row] = await db
		.select({ userId: meetingGroupMember.userId })
		.from(meetingGroupMember)
		.where(and(eq(meetingGroupMember.groupId, groupId), eq(meetingGroupMember.userId, userId)));
	return row !== undefined;
}

/** Everybody in one group; null where there is no group. */
export async function peopleInGroup(db: Db, groupId: string | null): Promise<ReadonlySet<string> | null> {
	if (groupId === null) return null;
	const rows = await db
		.select({ userId: meetingGroupMember.userId })
		.from(meetingGroupMember)
		.where(eq(meetingGroupMember.groupId, groupId));
	return new Set(rows.map((row) => row.userId));
}

/** The group somebody is in at this meeting, or null. */
export async function groupAt(db: Db, meetingId: string, userId: string): Promise<string | null> {
	const [row] = await db
		.select({ groupId: meetingGroupMember.groupId })
		.from(meetingGroupMember)
		.where(and(eq(meetingGroupMember.meetingId, meetingId), eq(meetingGroupMember.userId, userId)));
	return row?.groupId ?? null;
}

export interface GroupRow {
	id: string;
	number: number;
	/** In the order of their names. */
	people: { id: string; name: string }[];
}

/** The groups of a meeting, in order, each with its people. */
export async function groupsOf(db: Db, meetingId: string): Promise<GroupRow[]> {
	const groups = await db
		.select({ id: meetingGroup.id, number: meetingGroup.number })
		.from(meetingGroup)
		.where(eq(meetingGroup.meetingId, meetingId))
		.orderBy(asc(meetingGroup.number));
	const people = await db
		.select({ groupId: meetingGroupMember.groupId, id: userAccount.id, name: userAccount.name })
		.from(meetingGroupMember)
		.innerJoin(userAccount, eq(userAccount.id, meetingGroupMember.userId))
		.where(eq(meetingGroupMember.meetingId, meetingId))
		.orderBy(asc(userAccount.name), asc(userAccount.id));
	return groups.map((group) => ({
		...group,
		people: people.filter((it) => it.groupId === group.id).map(({ id, name }) => ({ id, name }))
	}));
}

/** Who sat together at the earlier meetings of a cycle: per meeting its groups. */
export async function earlierGroups(db: Db, of: { cycleId: string; number: number }): Promise<string[][][]> {
	const rows = await db
		.select({
			meetingId: meetingGroupMember.meetingId,
			groupId: meetingGroupMember.groupId,
			userId: meetingGroupMember.userId
		})
		.from(meetingGroupMember)
		.innerJoin(meeting, eq(meeting.id, meetingGroupMember.meetingId))
		.where(and(eq(meeting.cycleId, of.cycleId), lt(meeting.number, of.number)))
		.orderBy(asc(meeting.number), asc(meetingGroupMember.groupId), asc(meetingGroupMember.userId));
	const meetings = [...new Set(rows.map((row) => row.meetingId))];
	return meetings.map((meetingId) => {
		const there = rows.filter((row) => row.meetingId === meetingId);
		const groups = [...new Set(there.map((row) => row.groupId))];
		return groups.map((groupId) => there.filter((row) => row.groupId === groupId).map((row) => row.userId));
	});
}

/** Groups that began: something was watched in them, or they brought back a line. Nobody makes these anew. */
export async function begunGroups(db: Db, meetingId: string): Promise<ReadonlySet<string>> {
	const watched = await db
		.selectDistinct({ groupId: session.groupId })
		.from(session)
		.where(
			and(
				eq(session.meetingId, meetingId),
				isNotNull(session.groupId),
				// one that was closed without beginning stays that group's too
				or(isNotNull(session.startedAt), isNotNull(session.closedAt)),
				isNull(session.withdrawnAt)
			)
		);
	const told = await db
		.select({ groupId: groupYield.groupId })
		.from(groupYield)
		.innerJoin(meetingGroup, eq(meetingGroup.id, groupYield.groupId))
		.where(eq(meetingGroup.meetingId, meetingId));
	return new Set([...watched, ...told].flatMap((row) => row.groupId ?? []));
}

/**
 * Holds a meeting's groups until the transaction ends: two who change them follow one another, and a clip that is brought
 * or begun meanwhile waits, so that none ends up with other eyes than were chosen. Sessions are locked too, because a
 * group that goes takes its mark off them.
 */
export async function holdGroups(tx: Db, meetingId: string): Promise<void> {
	await tx.select({ id: meeting.id }).from(meeting).where(eq(meeting.id, meetingId)).for('no key update');
	await tx.select({ id: session.id }).from(session).where(eq(session.meetingId, meetingId)).for('no key update');
}

/** Takes away groups of a meeting in which nobody is and to which nothing belongs. */
export async function sweepEmptyGroups(tx: Db, meetingId: string): Promise<void> {
	const groups = await groupsOf(tx, meetingId);
	const begun = await begunGroups(tx, meetingId);
	const empty = groups.filter((group) => group.people.length === 0 && !begun.has(group.id)).map((group) => group.id);
	if (empty.length === 0) return;
	const used = await tx
		.selectDistinct({ groupId: session.groupId })
		.from(session)
		.where(and(inArray(session.groupId, empty), isNull(session.withdrawnAt)));
	const free = empty.filter((id) => !used.some((row) => row.groupId === id));
	if (free.length > 0) await tx.delete(meetingGroup).where(inArray(meetingGroup.id, free));
}

/** Clips that wait at a meeting: brought, not begun, not taken back. They may still go to another table. */
export const waitingAt = (db: Db, meetingId: string) =>
	db
		.select({ id: session.id, presenterId: session.presenterId, groupId: session.groupId })
		.from(session)
		.where(
			and(
				eq(session.meetingId, meetingId),
				isNull(session.startedAt),
				isNull(session.closedAt),
				isNull(session.withdrawnAt)
			)
		)
		.orderBy(asc(session.createdAt), asc(session.id));

/** Puts a clip that waits at a group's table, or at everybody's; answers whether it was still waiting. */
export async function placeWaiting(tx: Db, sessionId: string, groupId: string | null): Promise<boolean> {
	const rows = await tx
		.update(session)
		.set({ groupId })
		.where(
			and(eq(session.id, sessionId), isNull(session.startedAt), isNull(session.closedAt), isNull(session.withdrawnAt))
		)
		.returning({ id: session.id });
	return rows.length > 0;
}

/** Sessions of a group that are not taken back, the one that runs or ran last first. */
export const sessionsOfGroup = (db: Db, groupId: string) =>
	db
		.select({
			id: session.id,
			trajectoryId: session.trajectoryId,
			presenterId: session.presenterId,
			startedAt: session.startedAt
		})
		.from(session)
		.where(and(eq(session.groupId, groupId), isNull(session.withdrawnAt)));
