import { and, asc, desc, eq, inArray, isNull, sql, type SQL } from 'drizzle-orm';
import type { Db } from './connection';
import { docRemoval } from './schema';

export type RemovalRow = typeof docRemoval.$inferSelect;

/** Most removals kept of one session [L20]. */
export const mostRemovals = 200;

/** What was taken away on one table, the newest first. */
export const removalsIn = (db: Db, sessionId: string): Promise<RemovalRow[]> =>
	db
		.select()
		.from(docRemoval)
		.where(eq(docRemoval.sessionId, sessionId))
		.orderBy(desc(docRemoval.at), asc(docRemoval.id));

/** Whose words are away on one table, removal by removal, without what came back: enough to count by. */
export const whoseRemovals = (db: Db, sessionId: string): Promise<Pick<RemovalRow, 'typedBy' | 'authorId'>[]> =>
	db
		.select({ typedBy: docRemoval.typedBy, authorId: docRemoval.authorId })
		.from(docRemoval)
		.where(and(eq(docRemoval.sessionId, sessionId), isNull(docRemoval.broughtBackAt)));

/**
 * The insert of removals, in pieces, to stand in one statement with the updates they belong to. One that is known already
 * goes on: it may have become a whole entry, be of more people, or be brought back. All rows travel in one JSON parameter,
 * with their bytes as base64, because the two drivers disagree about lists of bytes.
 */
export const keeping = {
	into: `insert into doc_removal
		(id, doc, session_id, unit, entry_id, author_id, removed_by, typed_by, whole, at, sealed, brought_back_by, brought_back_at)
	select r.id, r.doc, r."sessionId", r.unit, r."entryId", r."authorId", r."removedBy", r."typedBy", r.whole, r.at,
		decode(r.sealed, 'base64'), r."broughtBackBy", r."broughtBackAt" from`,
	as: `as r(id text, doc text, "sessionId" text, unit text, "entryId" text, "authorId" text, "removedBy" text,
		"typedBy" jsonb, whole boolean, at timestamptz, sealed text, "broughtBackBy" text, "broughtBackAt" timestamptz)`,
	again: `on conflict (id) do update set whole = excluded.whole, typed_by = excluded.typed_by,
		brought_back_by = excluded.brought_back_by, brought_back_at = excluded.brought_back_at`
} as const;

/** The parameter of that insert. One that went on within this batch is there more than once: the newest says it all. */
export const removalsAsJson = (rows: readonly RemovalRow[]): string =>
	JSON.stringify(
		[...new Map(rows.map((row) => [row.id, row])).values()].map((row) => ({
			...row,
			sealed: Buffer.from(row.sealed).toString('base64')
		}))
	);

/** The same as one piece for the query builder. */
export const keepRemovals = (rows: readonly RemovalRow[]): SQL =>
	sql`${sql.raw(keeping.into)} jsonb_to_recordset(${removalsAsJson(rows)}::jsonb) ${sql.raw(keeping.as)} ${sql.raw(keeping.again)}`;

/** One removal on this table; null when there is none. */
export async function findRemoval(db: Db, sessionId: string, id: string): Promise<RemovalRow | null> {
	const [row] = await db
		.select()
		.from(docRemoval)
		.where(and(eq(docRemoval.id, id), eq(docRemoval.sessionId, sessionId)));
	return row ?? null;
}

/**
 * Keeps the list bounded: first goes what was brought back, then what was taken later from an entry whose oldest words
 * are kept, then the oldest.
 */
export async function trimRemovals(db: Db, sessionId: string, most = mostRemovals): Promise<void> {
	const { id, unit, entryId, at, broughtBackAt } = docRemoval;
	const inEntry = sql`row_number() over (partition by ${unit}, ${entryId} order by ${at}, ${id})`;
	const ranked = db
		.select({
			id,
			back: sql<boolean>`${broughtBackAt} is not null`.as('back'),
			later: sql<boolean>`${inEntry} > 1`.as('later'),
			at
		})
		.from(docRemoval)
		.where(eq(docRemoval.sessionId, sessionId))
		.as('ranked');
	const tooMany = db
		.select({ id: ranked.id })
		.from(ranked)
		.orderBy(asc(ranked.back), asc(ranked.later), desc(ranked.at), asc(ranked.id))
		.offset(most);
	await db.delete(docRemoval).where(inArray(id, tooMany));
}
