import { and, eq, or, sql } from 'drizzle-orm';
import type { Db } from './connection';
import { sessionNote } from './schema';

export type NoteRow = typeof sessionNote.$inferInsert;

/** All readable rows of one session. */
export const notesOf = (db: Db, sessionId: string): Promise<(typeof sessionNote.$inferSelect)[]> =>
	db.select().from(sessionNote).where(eq(sessionNote.sessionId, sessionId));

/** Writes rows over what was there under the same session, unit and id. */
export async function putNotes(db: Db, rows: NoteRow[]): Promise<void> {
	if (rows.length === 0) return;
	await db
		.insert(sessionNote)
		.values(rows)
		.onConflictDoUpdate({
			target: [sessionNote.sessionId, sessionNote.unit, sessionNote.id],
			set: {
				authorId: sql`excluded.author_id`,
				atMs: sql`excluded.at_ms`,
				actor: sql`excluded.actor`,
				codes: sql`excluded.codes`,
				ofId: sql`excluded.of_id`,
				sealed: sql`excluded.sealed`,
				drawing: sql`excluded.drawing`,
				changedAt: sql`excluded.changed_at`
			}
		});
}

/** Takes rows away that are no longer in the document. */
export async function removeNotes(db: Db, sessionId: string, gone: { unit: string; id: string }[]): Promise<void> {
	if (gone.length === 0) return;
	const these = gone.map(({ unit, id }) => and(eq(sessionNote.unit, unit), eq(sessionNote.id, id)));
	await db.delete(sessionNote).where(and(eq(sessionNote.sessionId, sessionId), or(...these)));
}
