import { asc, eq, lte, and, max, sql } from 'drizzle-orm';
import type { Db } from './connection';
import { docClient, docSnapshot, docUpdate } from './schema';

/** What one batch adds to one document: sealed bytes (null when only a client id is new) and new client ids. */
export interface DocumentRow {
	doc: string;
	sealed: Uint8Array | null;
	clients: { id: number; userId: string }[];
}

/**
 * Adds one batch for all documents in a single statement, so that it is one transaction and one round trip.
 * When this resolves every row is on disk. Bytes travel as base64 in one JSON parameter, because the two drivers
 * disagree about arrays of bytes.
 */
export async function appendToDocuments(db: Db, rows: readonly DocumentRow[]): Promise<void> {
	const updates = rows.flatMap(({ doc, sealed }) => (sealed ? [{ doc, sealed: base64(sealed) }] : []));
	const clients = rows.flatMap((row) => row.clients.map((c) => ({ doc: row.doc, client: c.id, who: c.userId })));
	const addUpdates = sql`insert into ${docUpdate} (doc, sealed)
		select doc, decode(sealed, 'base64') from jsonb_to_recordset(${JSON.stringify(updates)}::jsonb) as u(doc text, sealed text)`;
	if (clients.length === 0) await db.execute(addUpdates);
	else
		await db.execute(sql`with known as (
			insert into ${docClient} (doc, client_id, user_id)
			select doc, client, who from jsonb_to_recordset(${JSON.stringify(clients)}::jsonb) as c(doc text, client bigint, who text)
			on conflict do nothing
		) ${addUpdates}`);
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
	const [newest] = await tx.select({ seq: max(docUpdate.seq) }).from(docUpdate).where(eq(docUpdate.doc, doc));
	if (newest?.seq === null || newest === undefined) return;
	const { seq } = newest;
	const sealed = state();
	await tx
		.insert(docSnapshot)
		.values({ doc, seq, sealed })
		.onConflictDoUpdate({ target: docSnapshot.doc, set: { seq, sealed } });
	await tx.delete(docUpdate).where(and(eq(docUpdate.doc, doc), lte(docUpdate.seq, seq)));
}
