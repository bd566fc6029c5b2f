import { and, asc, count, countDistinct, eq, gt, inArray, isNotNull, isNull, max, notInArray } from 'drizzle-orm';
import type { LeftChild } from '$lib/domain/left-child';
import type { Db } from './connection';
import { clip, cycle, guardian, guardianLink, team, trajectory, userAccount } from './schema';

/** One child whose teacher's account is closed, with every cycle it was worked with in and whose teams those are. */
export interface FoundLeft {
	child: LeftChild;
	teacherId: string;
	ids: string[];
	teamIds: string[];
}

/** [ER10] All of them, whose teacher left last first. However many there are, it asks three times. */
export async function leftChildren(db: Db, now: Date): Promise<FoundLeft[]> {
	const rows = await db
		.select({
			...{ id: trajectory.id, againOf: trajectory.againOf, at: trajectory.createdAt, teacherId: trajectory.teacherId },
			...{ teacher: userAccount.name, goneSince: userAccount.closedAt },
			...{ teamId: team.id, team: team.name, cycle: cycle.number }
		})
		.from(trajectory)
		.innerJoin(cycle, eq(cycle.id, trajectory.cycleId))
		.innerJoin(team, eq(team.id, cycle.teamId))
		.innerJoin(userAccount, eq(userAccount.id, trajectory.teacherId))
		.where(isNotNull(userAccount.closedAt))
		.orderBy(asc(trajectory.createdAt), asc(trajectory.id));
	const films = await filmsOfLeft(db);
	const letters = await lettersOfLeft(db, now);
	const found = new Map<string, FoundLeft>();
	const childOf = new Map<string, string>();
	for (const { id, againOf, at, teacherId, teacher, goneSince, teamId, team: name, cycle: number } of rows) {
		if (!goneSince) continue;
		// a child that was begun again with is one child: the oldest comes first
		const first = (againOf && childOf.get(againOf)) ?? id;
		childOf.set(id, first);
		const before = found.get(first);
		const it = before?.child;
		const { n, until } = films.get(id) ?? { n: 0, until: null };
		const { guardians, letterUntil } = letters.get(id) ?? { guardians: 0, letterUntil: null };
		found.set(first, {
			teacherId,
			ids: [...(before?.ids ?? []), id],
			teamIds: [...new Set([...(before?.teamIds ?? []), teamId])],
			child: {
				...{ trajectoryId: id, teacher, goneSince },
				beginnings: [...(it?.beginnings ?? []), { team: name, cycle: number, at }],
				films: (it?.films ?? 0) + n,
				filmsUntil: later(it?.filmsUntil ?? null, until),
				guardians: (it?.guardians ?? 0) + guardians,
				letterUntil: later(it?.letterUntil ?? null, letterUntil)
			}
		});
	}
	return [...found.values()].toSorted((a, b) => b.child.goneSince.getTime() - a.child.goneSince.getTime());
}

const later = (one: Date | null, other: Date | null): Date | null => (one && (!other || one > other) ? one : other);

const ofLeft = (db: Db) =>
	db
		.select({ id: trajectory.id })
		.from(trajectory)
		.innerJoin(userAccount, eq(userAccount.id, trajectory.teacherId))
		.where(isNotNull(userAccount.closedAt));

async function filmsOfLeft(db: Db) {
	const rows = await db
		.select({ id: clip.trajectoryId, n: count(), until: max(clip.keepUntil) })
		.from(clip)
		.where(and(inArray(clip.trajectoryId, ofLeft(db)), notInArray(clip.status, ['erased', 'failed'])))
		.groupBy(clip.trajectoryId);
	return new Map(rows.map(({ id, ...row }) => [id, row]));
}

async function lettersOfLeft(db: Db, now: Date) {
	const rows = await db
		.select({
			id: guardian.trajectoryId,
			guardians: countDistinct(guardian.id),
			letterUntil: max(guardianLink.expiresAt)
		})
		.from(guardian)
		.leftJoin(
			guardianLink,
			and(eq(guardianLink.guardianId, guardian.id), isNull(guardianLink.revokedAt), gt(guardianLink.expiresAt, now))
		)
		.where(inArray(guardian.trajectoryId, ofLeft(db)))
		.groupBy(guardian.trajectoryId);
	return new Map(rows.map(({ id, ...row }) => [id, row]));
}
