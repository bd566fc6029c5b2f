import { and, asc, desc, eq, inArray, isNull, or } from 'drizzle-orm';
import type { Standing } from '$lib/domain/permissions';
import type { Db } from './connection';
import type { CycleRow, MeetingRow } from './cycles';
import type { Member } from './people';
import { cycle, meeting, meetingGroup, meetingGroupMember, team, teamMember, trajectory, userAccount } from './schema';
import type { TrajectoryRow } from './trajectories';

/** The same questions as those about one team, for all of somebody's teams at once: a page asks each of them one time [TD1]. */

/** Somebody's seats, by first joining, and how she stands in each of those teams. An account that is closed or on hold has roles nowhere. */
export async function seatsHeldBy(
	db: Db,
	userId: string
): Promise<{ teamId: string; name: string; joinedAt: Date; pausedAt: Date | null; standing: Standing }[]> {
	const rows = await db
		.select({
			teamId: teamMember.teamId,
			name: team.name,
			joinedAt: teamMember.joinedAt,
			pausedAt: teamMember.pausedAt,
			roles: teamMember.roles,
			admin: userAccount.admin,
			closedAt: userAccount.closedAt,
			suspendedAt: userAccount.suspendedAt
		})
		.from(teamMember)
		.innerJoin(team, eq(team.id, teamMember.teamId))
		.innerJoin(userAccount, eq(userAccount.id, teamMember.userId))
		.where(and(eq(teamMember.userId, userId), isNull(teamMember.leftAt)))
		.orderBy(asc(teamMember.joinedAt), asc(team.id));
	return rows.map(({ teamId, name, joinedAt, pausedAt, roles, admin, closedAt, suspendedAt }) => {
		const open = closedAt === null && suspendedAt === null;
		return { teamId, name, joinedAt, pausedAt, standing: { userId, admin: open && admin, roles: open ? roles : [] } };
	});
}

/** Everybody in these teams now, by team, in the order of first joining. */
export async function membersByTeam(db: Db, teamIds: readonly string[]): Promise<Map<string, Member[]>> {
	if (teamIds.length === 0) return new Map();
	const rows = await db
		.select({
			teamId: teamMember.teamId,
			userId: userAccount.id,
			name: userAccount.name,
			about: userAccount.about,
			roles: teamMember.roles,
			pausedAt: teamMember.pausedAt
		})
		.from(teamMember)
		.innerJoin(userAccount, eq(userAccount.id, teamMember.userId))
		.where(and(inArray(teamMember.teamId, [...teamIds]), isNull(teamMember.leftAt), isNull(userAccount.closedAt)))
		.orderBy(asc(teamMember.joinedAt), asc(userAccount.id));
	return listsBy(rows, (row) => row.teamId);
}

/** The running cycle of each of these teams that has one; of two, the later. */
export async function runningCycles(db: Db, teamIds: readonly string[]): Promise<Map<string, CycleRow>> {
	if (teamIds.length === 0) return new Map();
	const rows = await db
		.select()
		.from(cycle)
		.where(and(inArray(cycle.teamId, [...teamIds]), isNull(cycle.closedAt)))
		.orderBy(asc(cycle.number));
	return new Map(rows.map((row) => [row.teamId, row]));
}

/** The meetings of these cycles, by cycle, in their order. */
export async function meetingsByCycle(db: Db, cycleIds: readonly string[]): Promise<Map<string, MeetingRow[]>> {
	if (cycleIds.length === 0) return new Map();
	const rows = await db
		.select()
		.from(meeting)
		.where(inArray(meeting.cycleId, [...cycleIds]))
		.orderBy(asc(meeting.number));
	return listsBy(rows, (row) => row.cycleId);
}

/** Everybody's running trajectories in these cycles. */
export async function runningTrajectories(db: Db, cycleIds: readonly string[]): Promise<TrajectoryRow[]> {
	if (cycleIds.length === 0) return [];
	return db
		.select()
		.from(trajectory)
		.where(and(inArray(trajectory.cycleId, [...cycleIds]), isNull(trajectory.closedAt)))
		.orderBy(desc(trajectory.createdAt), desc(trajectory.id));
}

/** In which of these cycles she has or had her child: one she had to swap, or left, leaves room [TC1]. */
export async function hadChildIn(db: Db, cycleIds: readonly string[], teacherId: string): Promise<ReadonlySet<string>> {
	if (cycleIds.length === 0) return new Set();
	const rows = await db
		.select({ cycleId: trajectory.cycleId })
		.from(trajectory)
		.where(
			and(
				inArray(trajectory.cycleId, [...cycleIds]),
				eq(trajectory.teacherId, teacherId),
				or(isNull(trajectory.closedAt), eq(trajectory.closedWhy, 'finished'))
			)
		);
	return new Set(rows.map((row) => row.cycleId));
}

/** Ids of the groups somebody is in, at any meeting of these cycles. */
export async function groupsHolding(db: Db, cycleIds: readonly string[], userId: string): Promise<ReadonlySet<string>> {
	if (cycleIds.length === 0) return new Set();
	const rows = await db
		.select({ groupId: meetingGroup.id })
		.from(meetingGroupMember)
		.innerJoin(meetingGroup, eq(meetingGroup.id, meetingGroupMember.groupId))
		.innerJoin(meeting, eq(meeting.id, meetingGroup.meetingId))
		.where(and(inArray(meeting.cycleId, [...cycleIds]), eq(meetingGroupMember.userId, userId)));
	return new Set(rows.map((row) => row.groupId));
}

function listsBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
	const lists = new Map<string, T[]>();
	for (const row of rows) {
		const list = lists.get(keyOf(row));
		if (list) list.push(row);
		else lists.set(keyOf(row), [row]);
	}
	return lists;
}
