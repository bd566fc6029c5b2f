import { and, count, eq, notInArray, sum } from 'drizzle-orm';
import type { SpaceUsed } from '$lib/domain/clip-space';
import type { Db } from './connection';
import { clip, cycle, school, trajectory } from './schema';

/** One at a time: two people who begin at the same moment must not be given the same last room. */
export async function holdSpace(tx: Db): Promise<void> {
	await tx.select({ id: school.id }).from(school).for('update');
}

/** What clips take and were promised, as announced. */
export async function spaceUsed(db: Db, teamId: string, userId: string): Promise<Omit<SpaceUsed, 'diskFree'>> {
	const kept = notInArray(clip.status, ['erased', 'failed']);
	const [whole] = await db
		.select({ bytes: sum(clip.bytes).mapWith(Number) })
		.from(clip)
		.where(kept);
	const [team] = await db
		.select({ bytes: sum(clip.bytes).mapWith(Number) })
		.from(clip)
		.innerJoin(trajectory, eq(trajectory.id, clip.trajectoryId))
		.innerJoin(cycle, eq(cycle.id, trajectory.cycleId))
		.where(and(kept, eq(cycle.teamId, teamId)));
	const underWay = eq(clip.status, 'sending');
	const [promised] = await db
		.select({ bytes: sum(clip.bytes).mapWith(Number) })
		.from(clip)
		.where(underWay);
	const [mine] = await db
		.select({ clips: count() })
		.from(clip)
		.where(and(underWay, eq(clip.ownerId, userId)));
	return {
		school: whole?.bytes ?? 0,
		team: team?.bytes ?? 0,
		promised: promised?.bytes ?? 0,
		underWay: mine?.clips ?? 0
	};
}
