import { storedEntry, type AuditEntry } from '$lib/domain/audit';
import type { Db } from './connection';
import { auditEntry } from './schema';

/**
 * Writes an entry to the log of views and rights, in the transaction of what it is about: what did not happen is not in
 * it, and what cannot be logged does not happen [AU1]. One insert and no lock; the chain is laid afterwards (audit-chain).
 */
export async function record(tx: Db, ...entries: AuditEntry[]): Promise<void> {
	if (entries.length > 0) await tx.insert(auditEntry).values(entries.map(storedEntry));
}
