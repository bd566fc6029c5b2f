import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Db } from './connection';
import type { Erasure } from './key-store';
import { erasure } from './schema';
import { storeId } from './vault';

export type ErasureRow = typeof erasure.$inferSelect;

/** In the transaction that erases: from its commit on the key is destroyed, whatever stops the server. */
export async function rememberErasure(tx: Db, id: string, it: Erasure): Promise<void> {
	await tx.insert(erasure).values({ id, ...it });
}

/** A key of one line that is gone: it goes too, and is asked for nothing else. */
export async function forgetKey(tx: Db, of: string, wrappedKey: Uint8Array): Promise<void> {
	const keyId = storeId(wrappedKey);
	if (keyId)
		await tx
			.insert(erasure)
			.values({ id: keyId, what: 'written', of, keyId, at: sql`now()` })
			.onConflictDoNothing();
}

/** Erasures whose key is not destroyed yet, the oldest first. */
export const erasuresToFinish = (db: Db): Promise<ErasureRow[]> =>
	db.select().from(erasure).where(isNull(erasure.doneAt)).orderBy(asc(erasure.at));

export const everyErasure = (db: Db): Promise<ErasureRow[]> => db.select().from(erasure).orderBy(asc(erasure.at));

export async function erasureDone(db: Db, id: string, at: Date): Promise<void> {
	await db
		.update(erasure)
		.set({ doneAt: at })
		.where(and(eq(erasure.id, id), isNull(erasure.doneAt)));
}
