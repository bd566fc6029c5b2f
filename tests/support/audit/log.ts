import { and, eq, sql } from 'drizzle-orm';
import type { Db } from '../../../src/lib/server/db/connection';
import { auditEntry } from '../../../src/lib/server/db/schema';

/** A log without a word in it, for the next test: as its owner, who can take the guard away. */
export async function emptyLog(db: Db): Promise<void> {
	for (const table of ['audit_entry', 'audit_link']) {
		await db.execute(sql`alter table ${sql.identifier(table)} disable trigger user`);
		await db.execute(sql`delete from ${sql.identifier(table)}`);
		await db.execute(sql`alter table ${sql.identifier(table)} enable trigger user`);
	}
}

/** Who opened a clip, or any. */
export async function openings(db: Db, clipId?: string) {
	const rows = await db
		.select()
		.from(auditEntry)
		.where(and(eq(auditEntry.kind, 'clip-opened'), clipId === undefined ? undefined : eq(auditEntry.objectId, clipId)))
		.orderBy(auditEntry.nr);
	return rows.map(({ actor, objectId, facts, at }) => ({
		clipId: objectId,
		userId: actor,
		sessionId: facts['session'] ?? null,
		at
	}));
}

/** Everything that was written, oldest first. */
export const entriesOf = (db: Db) => db.select().from(auditEntry).orderBy(auditEntry.nr);
