import { and, desc, eq, gt, inArray, ne, sql } from 'drizzle-orm';
import { storedEntry, type AuditEntry } from '$lib/domain/audit';
import type { Db } from './connection';
import { auditEntry, userAccount } from './schema';

/**
 * Writes an entry to the log of views and rights, in the transaction of what it is about: what did not happen is not in
 * it, and what cannot be logged does not happen [AU1]. One insert and no lock; the chain is laid afterwards (audit-chain).
 */
export async function record(tx: Db, ...entries: AuditEntry[]): Promise<void> {
	if (entries.length > 0) await tx.insert(auditEntry).values(entries.map(storedEntry));
}

/** Whether somebody opened this clip since then. */
export async function openedSince(db: Db, userId: string, clipId: string, since: Date): Promise<boolean> {
	const [row] = await db
		.select({ at: auditEntry.at })
		.from(auditEntry)
		.where(
			and(
				eq(auditEntry.objectId, clipId),
				eq(auditEntry.kind, 'clip-opened'),
				eq(auditEntry.actor, userId),
				gt(auditEntry.at, since)
			)
		)
		.limit(1);
	return row !== undefined;
}

/** Who opened these clips, besides one person, newest first (R33): `most` of them, and how many there are. */
export async function viewsOf(db: Db, clipIds: readonly string[], besides: string, most: number) {
	const others = and(
		inArray(auditEntry.objectId, [...clipIds]),
		eq(auditEntry.kind, 'clip-opened'),
		ne(auditEntry.actor, besides)
	);
	const views = await db
		.select({
			...{ userId: userAccount.id, name: userAccount.name, at: auditEntry.at },
			clipId: sql<string>`${auditEntry.objectId}`,
			sessionId: sql<string | null>`${auditEntry.facts} ->> 'session'`
		})
		.from(auditEntry)
		.innerJoin(userAccount, eq(userAccount.id, auditEntry.actor))
		.where(others)
		.orderBy(desc(auditEntry.at))
		.limit(most);
	return { views, count: await db.$count(auditEntry, others) };
}
