import { eq } from 'drizzle-orm';
import type { Db } from './connection';
import { clipToGo } from './schema';

/** In the transaction that destroys the key. */
export async function rememberToErase(tx: Db, clipId: string, now: Date): Promise<void> {
	await tx.insert(clipToGo).values({ clipId, since: now }).onConflictDoNothing();
}

/** Nothing of it lies anywhere any more. */
export async function noMoreToErase(db: Db, clipId: string): Promise<void> {
	await db.delete(clipToGo).where(eq(clipToGo.clipId, clipId));
}

/** Clips whose bytes must still go, the longest first. */
export function clipsToGo(db: Db): Promise<{ clipId: string; since: Date }[]> {
	return db.select().from(clipToGo).orderBy(clipToGo.since);
}
