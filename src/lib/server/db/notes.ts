import { and, eq, or, sql } from 'drizzle-orm';
import type { Db } from './connection';
import type { Claim } from './nodes';
import { session, sessionNote, sessionOwner } from './schema';

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

/** What became of the notes of one session; `claim` as in documents.ts. */
export interface NoteChanges {
	sessionId: string;
	claim: Claim | null;
	kept: NoteRow[];
	gone: { unit: string; id: string }[];
}

/**
 * Writes the changes of many sessions in one statement: with a transaction each, rows cost more than all the log they
 * follow. Resolves with the sessions it wrote, every one whole or not at all. Left out is what is not ours any more
 * [L15], and what somebody else is deleting at this moment: waiting for several of those at once could end in a deadlock.
 */
export async function changeNotes(db: Db, changes: readonly NoteChanges[]): Promise<ReadonlySet<string>> {
	const sessions = changes.map(({ sessionId, claim }) => ({ id: sessionId, node: claim?.nodeId, epoch: claim?.epoch }));
	const rows = changes.flatMap(({ kept }) =>
		kept.map((row) => ({ ...row, sealed: base64(row.sealed), drawing: row.drawing ? base64(row.drawing) : null }))
	);
	const gone = changes.flatMap((change) => change.gone.map((key) => ({ sessionId: change.sessionId, ...key })));
	const owned = changes.some(({ claim }) => claim);
	const owner = owned
		? sql`join ${sessionOwner} o on o.session_id = m.id and o.node_id = m.node and o.epoch = m.epoch`
		: sql``;
	const answer: unknown = await db.execute(sql`with held as (
		select s.id from jsonb_to_recordset(${JSON.stringify(sessions)}::jsonb) as m(id text, node text, epoch bigint)
		join ${session} s on s.id = m.id ${owner}
		${owned ? sql`for share of o` : sql``} for key share of s skip locked
	), put as (
		insert into ${sessionNote} (session_id, id, unit, author_id, at_ms, actor, codes, of_id, sealed, drawing, changed_at)
		select r."sessionId", r.id, r.unit, r."authorId", r."atMs", r.actor, r.codes, r."ofId",
			decode(r.sealed, 'base64'), decode(r.drawing, 'base64'), r."changedAt"
		from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("sessionId" text, id text, unit text, "authorId" text,
			"atMs" integer, actor text, codes jsonb, "ofId" text, sealed text,
			drawing text, "changedAt" timestamptz)
		join held on held.id = r."sessionId"
		on conflict (session_id, unit, id) do update set author_id = excluded.author_id, at_ms = excluded.at_ms,
			actor = excluded.actor, codes = excluded.codes, of_id = excluded.of_id, sealed = excluded.sealed,
			drawing = excluded.drawing, changed_at = excluded.changed_at
	), removed as (
		delete from ${sessionNote} n
		using jsonb_to_recordset(${JSON.stringify(gone)}::jsonb) as g("sessionId" text, unit text, id text)
			join held on held.id = g."sessionId"
		where n.session_id = g."sessionId" and n.unit = g.unit and n.id = g.id
	) select id from held`);
	// one driver answers a list, the other a list in an object
	const held = Array.isArray(answer) ? answer : (answer as { rows: unknown[] }).rows;
	return new Set((held as { id: string }[]).map(({ id }) => id));
}

const base64 = (bytes: Uint8Array): string =>
	Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
