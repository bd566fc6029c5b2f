import { and, eq, sql } from 'drizzle-orm';
import type { SpaceUsed } from '$lib/domain/clip-space';
import type { Db } from './connection';
import { clip, school } from './schema';

/** One at a time: two people who begin at the same moment must not be given the same last room. */
export async function holdSpace(tx: Db): Promise<void> {
	await tx.select({ id: school.id }).from(school).for('update');
}

/** What clips take and were promised, as announced: everybody's, also those that whoever asks may not see [RG8]. */
export async function spaceUsed(db: Db, teamId: string, userId: string): Promise<Omit<SpaceUsed, 'diskFree'>> {
	const [row] = await db
		.select({
			school: sql`kk_bytes_kept()`.mapWith(Number),
			team: sql`kk_bytes_kept_in(${teamId})`.mapWith(Number),
			promised: sql`kk_bytes_promised()`.mapWith(Number),
			underWay: db.$count(clip, and(eq(clip.status, 'sending'), eq(clip.ownerId, userId)))
		})
		.from(sql`(select) nothing`);
	if (!row) throw new Error('one row was asked for');
	return row;
}
