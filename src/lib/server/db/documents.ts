import { asc, eq, lte, and, max, sql } from 'drizzle-orm';
import type { Db } from './connection';
import { docClient, docSnapshot, docUpdate } from './schema';

/** What one batch adds to one document: sealed bytes, and the client ids that are new in it. */
export interface DocumentRow {
	doc: string;
	sealed: Uint8Array;
	clients: { id: number; userId: string }[];
}

/**
 * Adds one batch for all documents in a single statement, so that it is one transaction and one round trip.
 * When this resolves every row is on disk.
 */
export async function appendToDocuments(db: Db, rows: readonly DocumentRow[]): Promise<void> {
	const newcomers = rows.some((row) => row.clients.length > 0);
	if (newcomers || rows.length > mostPrepared) await appendWithClients(db, rows);
	else
		await appending(db, rows.length).execute(
			Object.fromEntries(
				rows.flatMap(({ doc, sealed }, i) => [
					['doc' + i, doc],
					['sealed' + i, sealed]
				])
			)
		);
}

/** Larger batches are rare, and a statement per size would fill the server's memory. */
const mostPrepared = 64;
const prepared = new WeakMap<Db, Map<number, ReturnType<typeof prepareAppend>>>();

/** The insert of so many rows, built and planned once: at one row per keystroke, building it costs more than running it. */
function appending(db: Db, rows: number) {
	const known = prepared.get(db) ?? new Map<number, ReturnType<typeof prepareAppend>>();
	prepared.set(db, known);
	const statement = known.get(rows) ?? prepareAppend(db, rows);
	known.set(rows, statement);
	return statement;
}

function prepareAppend(db: Db, rows: number) {
	const values = Array.from({ length: rows }, (_, i) => ({
		doc: sql.placeholder('doc' + i),
		sealed: sql.placeholder('sealed' + i)
	}));
	return db.insert(docUpdate).values(values).prepare(`append_${rows}`);
}

/** Bytes travel as base64 in one JSON parameter here, because the two drivers disagree about arrays of bytes. */
async function appendWithClients(db: Db, rows: readonly DocumentRow[]): Promise<void> {
	const updates = rows.map(({ doc, sealed }) => ({ doc, sealed: base64(sealed) }));
	const clients = rows.flatMap((row) => row.clients.map((c) => ({ doc: row.doc, client: c.id, who: c.userId })));
	await db.execute(sql`with known as (
		insert into ${docClient} (doc, client_id, user_id)
		select doc, client, who from jsonb_to_recordset(${JSON.stringify(clients)}::jsonb) as c(doc text, client bigint, who text)
		on conflict do nothing
	) insert into ${docUpdate} (doc, sealed)
	select doc, decode(sealed, 'base64') from jsonb_to_recordset(${JSON.stringify(updates)}::jsonb) as u(doc text, sealed text)`);
}

const base64 = (bytes: Uint8Array): string =>
	Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');

/** A document as stored: snapshot, the log after it in order, and whose client ids are whose. */
export interface StoredDocument {
	snapshot: Uint8Array | null;
	tail: Uint8Array[];
	clients: Map<number, string>;
}

/**
 * Reads one document. Nothing stored yet is an empty document. The log is read before the snapshot: a compaction
 * in between then shows an update twice, which is harmless, and never not at all.
 */
export async function readDocument(db: Db, doc: string): Promise<StoredDocument> {
	const [tail, clients] = await Promise.all([
		db.select({ sealed: docUpdate.sealed }).from(docUpdate).where(eq(docUpdate.doc, doc)).orderBy(asc(docUpdate.seq)),
		db.select({ id: docClient.clientId, userId: docClient.userId }).from(docClient).where(eq(docClient.doc, doc))
	]);
	const [snapshot] = await db.select({ sealed: docSnapshot.sealed }).from(docSnapshot).where(eq(docSnapshot.doc, doc));
	return {
		snapshot: snapshot?.sealed ?? null,
		tail: tail.map((row) => row.sealed),
		clients: new Map(clients.map((row) => [row.id, row.userId]))
	};
}

/**
 * Replaces the log by one snapshot. `state` is asked for after the newest row is known, so it must already contain
 * every committed row: true for the one process that owns the document. Part of the caller's transaction.
 */
export async function compactDocument(tx: Db, doc: string, state: () => Uint8Array): Promise<void> {
	const [newest] = await tx
		.select({ seq: max(docUpdate.seq) })
		.from(docUpdate)
		.where(eq(docUpdate.doc, doc));
	if (newest?.seq === null || newest === undefined) return;
	const { seq } = newest;
	const sealed = state();
	await tx
		.insert(docSnapshot)
		.values({ doc, seq, sealed })
		.onConflictDoUpdate({ target: docSnapshot.doc, set: { seq, sealed } });
	await tx.delete(docUpdate).where(and(eq(docUpdate.doc, doc), lte(docUpdate.seq, seq)));
}
