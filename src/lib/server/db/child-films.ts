import { and, count, desc, eq, inArray, max, notInArray, type SQL } from 'drizzle-orm';
import type { TeamRole } from '$lib/domain/roles';
import type { Db } from './connection';
import { clip, clipView, cycle, teamMember, trajectory } from './schema';

/** How many films there are of these, until when the last of them is kept, and how many were erased. */
export async function filmsOf(db: Db, trajectoryIds: readonly string[]) {
	const those = (condition: SQL | undefined) => and(inArray(clip.trajectoryId, [...trajectoryIds]), condition);
	const [kept] = await db
		.select({ n: count(), until: max(clip.keepUntil) })
		.from(clip)
		.where(those(notInArray(clip.status, ['erased', 'failed'])));
	const erased = await db.$count(clip, those(eq(clip.status, 'erased')));
	return { n: kept?.n ?? 0, until: kept?.until ?? null, erased, erasedOn: [] as Date[] };
}

/** One look at one film, by somebody as she stands in the team of the child; roles null: she is of another one. */
export interface Look {
	at: Date;
	owner: boolean;
	roles: TeamRole[] | null;
	/** At a table, and not alone. */
	sessionId: string | null;
}

/** The newest looks at the films of these, also at those that are erased. */
export async function looksAt(db: Db, trajectoryIds: readonly string[], most: number): Promise<Look[]> {
	const rows = await db
		.select({
			at: clipView.at,
			userId: clipView.userId,
			ownerId: clip.ownerId,
			roles: teamMember.roles,
			sessionId: clipView.sessionId
		})
		.from(clipView)
		.innerJoin(clip, eq(clip.id, clipView.clipId))
		.innerJoin(trajectory, eq(trajectory.id, clip.trajectoryId))
		.innerJoin(cycle, eq(cycle.id, trajectory.cycleId))
		.leftJoin(teamMember, and(eq(teamMember.teamId, cycle.teamId), eq(teamMember.userId, clipView.userId)))
		.where(inArray(clip.trajectoryId, [...trajectoryIds]))
		.orderBy(desc(clipView.at))
		.limit(most);
	return rows.map(({ at, userId, ownerId, roles, sessionId }) => ({ at, owner: userId === ownerId, roles, sessionId }));
}
