import { and, desc, eq, gt, inArray, isNull, lt, sql } from 'drizzle-orm';
import type { Db } from './connection';
import { guardian, guardianLink, guardianVisit } from './schema';

/** The link that works now under this secret, or null: wrong, run out and revoked are one answer. */
export async function linkBehind(db: Db, secretHash: string, now: Date) {
	const [row] = await db
		.select({ id: guardianLink.id })
		.from(guardianLink)
		.where(
			and(eq(guardianLink.secretHash, secretHash), isNull(guardianLink.revokedAt), gt(guardianLink.expiresAt, now))
		);
	return row ?? null;
}

/** Somebody who came in by a letter that still works, and how far she may go. */
export interface Visit {
	id: string;
	linkId: string;
	/** The code from school was entered. */
	mayGive: boolean;
	/** Wrong codes so far. */
	codeTries: number;
	guardianId: string;
	/** The newest trajectory with her child. */
	trajectoryId: string;
	language: string;
	expiresAt: Date;
}

/** The visit behind a cookie, as long as its letter works. */
export async function visitBehind(db: Db, visitHash: string, now: Date): Promise<Visit | null> {
	const [row] = await db
		.select({
			id: guardianVisit.id,
			linkId: guardianLink.id,
			mayGive: guardianVisit.mayGive,
			codeTries: guardianLink.codeTries,
			guardianId: guardian.id,
			trajectoryId: guardian.trajectoryId,
			language: guardian.language,
			expiresAt: guardianLink.expiresAt
		})
		.from(guardianVisit)
		.innerJoin(guardianLink, eq(guardianLink.id, guardianVisit.linkId))
		.innerJoin(guardian, eq(guardian.id, guardianLink.guardianId))
		.where(
			and(
				eq(guardianVisit.id, visitHash),
				gt(guardianVisit.until, now),
				isNull(guardianLink.revokedAt),
				gt(guardianLink.expiresAt, now)
			)
		);
	return row ?? null;
}

export async function keepVisit(db: Db, visit: { id: string; linkId: string; until: Date }): Promise<void> {
	await db.insert(guardianVisit).values(visit);
}

export async function endVisit(db: Db, visitHash: string): Promise<void> {
	await db.delete(guardianVisit).where(eq(guardianVisit.id, visitHash));
}

export async function sweepVisits(db: Db, now: Date): Promise<void> {
	await db.delete(guardianVisit).where(lt(guardianVisit.until, now));
}

export async function letGive(db: Db, visitId: string): Promise<void> {
	await db.update(guardianVisit).set({ mayGive: true }).where(eq(guardianVisit.id, visitId));
}

/** Counts one more try at the code of a letter, unless it had `most` already; then null. Two at once are two. */
export async function takeCodeTry(db: Db, linkId: string, most: number) {
	const [row] = await db
		.update(guardianLink)
		.set({ codeTries: sql`${guardianLink.codeTries} + 1` })
		.where(and(eq(guardianLink.id, linkId), lt(guardianLink.codeTries, most)))
		.returning({ codeHash: guardianLink.codeHash, codeTries: guardianLink.codeTries });
	return row ?? null;
}

/** After the right code: mistakes no longer count. */
export async function forgetCodeTries(db: Db, linkId: string): Promise<void> {
	await db.update(guardianLink).set({ codeTries: 0 }).where(eq(guardianLink.id, linkId));
}

/** The newest link of each of these guardians, whatever became of it. */
export async function newestLinks(db: Db, guardianIds: readonly string[]) {
	if (guardianIds.length === 0) return new Map<string, typeof guardianLink.$inferSelect>();
	const rows = await db
		.select()
		.from(guardianLink)
		.where(inArray(guardianLink.guardianId, [...guardianIds]))
		.orderBy(desc(guardianLink.createdAt), desc(guardianLink.id));
	return new Map(rows.toReversed().map((row) => [row.guardianId, row]));
}

/** Ends every link of a guardian at once, and with it whoever came in by one; how many there were. */
export async function revokeLinks(db: Db, guardianId: string, now: Date): Promise<number> {
	const ended = await db
		.update(guardianLink)
		.set({ revokedAt: now })
		.where(
			and(eq(guardianLink.guardianId, guardianId), isNull(guardianLink.revokedAt), gt(guardianLink.expiresAt, now))
		)
		.returning({ id: guardianLink.id });
	return ended.length;
}
