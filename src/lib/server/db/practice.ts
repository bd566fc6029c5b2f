import { and, asc, desc, eq, gte, inArray, isNull, lt } from 'drizzle-orm';
import type { PlaySlot } from '$lib/domain/practice';
import type { Db } from './connection';
import { briefContact, cycle, planEntry, playSlot, team, teamMember, trajectory } from './schema';
import type { TrajectoryRow } from './trajectories';

export interface RunningTrajectory {
	row: TrajectoryRow;
	teamId: string;
	team: string;
	packId: string;
	packVersion: number;
}

/** Trajectories that are under way, of teachers who still have a seat in that team: hers, or everybody's. */
export async function runningTrajectories(db: Db, teacherId?: string): Promise<RunningTrajectory[]> {
	return db
		.select({
			row: trajectory,
			teamId: cycle.teamId,
			team: team.name,
			packId: cycle.packId,
			packVersion: cycle.packVersion
		})
		.from(trajectory)
		.innerJoin(cycle, eq(cycle.id, trajectory.cycleId))
		.innerJoin(team, eq(team.id, cycle.teamId))
		.innerJoin(teamMember, and(eq(teamMember.teamId, cycle.teamId), eq(teamMember.userId, trajectory.teacherId)))
		.where(
			and(
				isNull(trajectory.closedAt),
				isNull(cycle.closedAt),
				isNull(teamMember.leftAt),
				...(teacherId === undefined ? [] : [eq(trajectory.teacherId, teacherId)])
			)
		)
		.orderBy(desc(trajectory.createdAt), asc(trajectory.id));
}

export async function slotsOf(db: Db, trajectoryIds: string[]): Promise<(PlaySlot & { trajectoryId: string })[]> {
	if (trajectoryIds.length === 0) return [];
	return db.select().from(playSlot).where(inArray(playSlot.trajectoryId, trajectoryIds));
}

/** Play moments of these children between two moments, told or only planned. */
export async function playMomentsBetween(db: Db, trajectoryIds: string[], from: Date, to: Date) {
	if (trajectoryIds.length === 0) return [];
	return db
		.select()
		.from(planEntry)
		.where(
			and(
				inArray(planEntry.trajectoryId, trajectoryIds),
				eq(planEntry.kind, 'play-moment'),
				gte(planEntry.at, from),
				lt(planEntry.at, to)
			)
		)
		.orderBy(asc(planEntry.at));
}

/** Short contact moments of one child, the newest first. */
export const briefContactsOf = (db: Db, trajectoryId: string) =>
	db.select().from(briefContact).where(eq(briefContact.trajectoryId, trajectoryId)).orderBy(desc(briefContact.at));
