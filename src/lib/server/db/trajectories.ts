import { and, asc, count, desc, eq, inArray, isNull, ne, sql, type SQL } from 'drizzle-orm';
import type { Db } from './connection';
import { clip, cycle, session, team, trajectory } from './schema';

export type TrajectoryRow = typeof trajectory.$inferSelect;

export async function findTrajectory(
	db: Db,
	trajectoryId: string
): Promise<(TrajectoryRow & { teamId: string; cycleClosed: boolean }) | null> {
	const [row] = await db
		.select({ trajectory, teamId: cycle.teamId, cycleClosedAt: cycle.closedAt })
		.from(trajectory)
		.innerJoin(cycle, eq(cycle.id, trajectory.cycleId))
		.where(eq(trajectory.id, trajectoryId));
	return row ? { ...row.trajectory, teamId: row.teamId, cycleClosed: row.cycleClosedAt !== null } : null;
}

/** The one running trajectory of a teacher in a cycle (R25). */
export async function openTrajectoryOf(db: Db, cycleId: string, teacherId: string): Promise<TrajectoryRow | null> {
	const [row] = await db
		.select()
		.from(trajectory)
		.where(and(eq(trajectory.cycleId, cycleId), eq(trajectory.teacherId, teacherId), isNull(trajectory.closedAt)));
	return row ?? null;
}

/** All of somebody's own trajectories, the newest first. */
export function trajectoriesOf(db: Db, teacherId: string) {
	return db
		.select({
			id: trajectory.id,
			alias: trajectory.alias,
			createdAt: trajectory.createdAt,
			closedAt: trajectory.closedAt,
			closedWhy: trajectory.closedWhy,
			againOf: trajectory.againOf,
			cycleClosedAt: cycle.closedAt,
			cycleId: cycle.id,
			cycleNumber: cycle.number,
			team: team.name
		})
		.from(trajectory)
		.innerJoin(cycle, eq(cycle.id, trajectory.cycleId))
		.innerJoin(team, eq(team.id, cycle.teamId))
		.where(eq(trajectory.teacherId, teacherId))
		.orderBy(desc(trajectory.createdAt), desc(trajectory.id));
}

/** This trajectory and all others of its teacher with the same child, begun again from one another [TC2]. */
export async function withSameChild(db: Db, trajectoryId: string): Promise<string[]> {
	const [self] = await db
		.select({ teacherId: trajectory.teacherId })
		.from(trajectory)
		.where(eq(trajectory.id, trajectoryId));
	const rows = self ? await trajectoriesOf(db, self.teacherId) : [];
	const found = new Set([trajectoryId]);
	for (let size = 0; size < found.size;) {
		size = found.size;
		for (const { id, againOf } of rows) {
			if (againOf === null) continue;
			if (found.has(id)) found.add(againOf);
			else if (found.has(againOf)) found.add(id);
		}
	}
	return [...found];
}

/** How many trajectories each cycle of these teams had, and how they went: numbers and nothing else (R27). */
export function countTrajectories(db: Db, teamIds: readonly string[]) {
	const where = (condition: SQL) => sql<number>`count(*) filter (where ${condition})`.mapWith(Number);
	return db
		.select({
			teamId: cycle.teamId,
			cycleNumber: cycle.number,
			all: count(),
			again: where(sql`${trajectory.againOf} is not null`),
			swapped: where(sql`${trajectory.closedWhy} = 'another-child'`),
			finished: where(sql`${trajectory.closedWhy} = 'finished'`)
		})
		.from(trajectory)
		.innerJoin(cycle, eq(cycle.id, trajectory.cycleId))
		.where(inArray(cycle.teamId, [...teamIds]))
		.groupBy(cycle.teamId, cycle.number)
		.orderBy(asc(cycle.number));
}

/** Clips that still have bytes, newest first, each with the sessions it was brought to and not taken off. */
export async function clipsOfTrajectories(db: Db, trajectoryIds: string[]) {
	if (trajectoryIds.length === 0) return [];
	const clips = await db
		.select({
			id: clip.id,
			trajectoryId: clip.trajectoryId,
			title: clip.title,
			status: clip.status,
			createdAt: clip.createdAt,
			fragmentChosen: clip.fragmentTo
		})
		.from(clip)
		.where(
			and(
				inArray(clip.trajectoryId, trajectoryIds),
				ne(clip.status, 'erased'),
				ne(clip.status, 'failed'),
				isNull(clip.besideOf)
			)
		)
		.orderBy(desc(clip.createdAt), desc(clip.id));
	const brought = await db
		.select({ clipId: session.clipId })
		.from(session)
		.where(and(inArray(session.trajectoryId, trajectoryIds), isNull(session.withdrawnAt)));
	return clips.map((it) => ({
		...it,
		ready: it.status === 'ready',
		fragmentChosen: it.fragmentChosen !== null,
		brought: brought.some((row) => row.clipId === it.id)
	}));
}

/** Any data key of this database, wrapped; null while there is none. */
export async function someWrappedKey(db: Db): Promise<Uint8Array | null> {
	const [row] = await db.select({ wrappedKey: trajectory.wrappedKey }).from(trajectory).limit(1);
	return row?.wrappedKey ?? null;
}
