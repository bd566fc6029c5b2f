import { eq, lte, and, max, sql } from 'drizzle-orm';
import type { Sql } from 'postgres';
import type { Db } from './connection';
import type { Claim } from './nodes';
import { keepRemovals, keeping, removalsAsJson, type RemovalRow } from './removals';
import { docClient, docSnapshot, docUpdate } from './schema';

/** What one batch adds to one document: sealed bytes, the client ids that are new in it, and what it took away of others. */
export interface DocumentRow {
	doc: string;
	/** Proof that its session is ours; null where one process has the database to itself. */
	claim: Claim | null;
	sealed: Uint8Array;
	clients: { id: number; userId: string }[];
	removals: RemovalRow[];
}

/**
 * Adds one batch for all documents in a single statement, so that it is one transaction and one round trip.
 * When this resolves every row is on disk.
 */
export async function appendToDocuments(db: Db, rows: readonly DocumentRow[]): Promise<void> {
	const more = rows.some((row) => row.clients.length > 0 || row.removals.length > 0);
	if (more || rows.length > mostPrepared) await appendWithMore(db, rows);
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

/**
 * [L15] The same where several processes share the database: each document's rows are written only if this process
 * still owns its session. Resolves with the names of the documents that were not written; the others are on disk.
 *
 * `for share` is the point. A statement that merely looked at `session_owner` would look at it as it was when the
 * statement began: a take-over that commits in between goes unseen, the new owner reads the log, and then our rows
 * appear in it behind its back. The lock makes the take-over wait for our commit; and when the take-over was first, we
 * wait for it, and PostgreSQL (READ COMMITTED) then asks the condition again of the row as it has become.
 */
export async function appendAsOwner(client: Sql, rows: readonly DocumentRow[]): Promise<ReadonlySet<string>> {
	const ours = rows.filter(isOwned);
	const plain = ours.length <= mostSpelledOut && rows.every((row) => !row.clients.length && !row.removals.length);
	const written = ours.length === 0 ? [] : await (plain ? appendPlain(client, ours) : appendInArrays(client, ours));
	if (written === ours && ours.length === rows.length) return noneLost; // nearly always
	const lost = new Set(rows.map((row) => row.doc));
	for (const { doc } of written) lost.delete(doc);
	return lost;
}

type OwnedRow = DocumentRow & { claim: Claim };
const isOwned = (row: DocumentRow): row is OwnedRow => row.claim !== null;
const noneLost: ReadonlySet<string> = new Set();

/**
 * Batches up to this many rows have a statement of their own, with plain values: nearly every batch is one keystroke,
 * and wrapping that in arrays costs the process more than all else about it.
 */
const mostSpelledOut = 8;
const spelledOut = Array.from({ length: mostSpelledOut + 1 }, (_, rows) => plainAppend(rows));

/** For so many rows, five values each. Answers nothing: that all went well is seen from how many there were. */
function plainAppend(rows: number): string {
	const each = Array.from({ length: rows }, (_, i) => {
		const [doc, sealed, session, node, epoch] = [1, 2, 3, 4, 5].map((n) => `$${i * 5 + n}`);
		const mine = `session_id=${session} and node_id=${node} and epoch=${epoch}::bigint`;
		return `select ${doc}::text, ${sealed}::bytea from (select from session_owner where ${mine} for share) o`;
	});
	return `insert into doc_update (doc, sealed) ${each.join(' union all ')}`;
}

/** Answers the rows that are on disk: the very list it was given when all are. */
async function appendPlain(client: Sql, rows: readonly OwnedRow[]): Promise<readonly { doc: string }[]> {
	const values: (string | Uint8Array)[] = [];
	for (const { doc, sealed, claim } of rows)
		values.push(doc, sealed as Uint8Array, claim.sessionId, claim.nodeId, String(claim.epoch));
	const { count } = await client.unsafe(spelledOut[rows.length] ?? '', values as never[], { prepare: true });
	if (count === rows.length) return rows;
	// Some were taken over. Whichever is not ours now counts as lost, also when its row was still written: its people
	// say it again to the new owner, where it is known already.
	const still = await client.unsafe<{ session_id: string; node_id: string; epoch: string }[]>(
		`select o.session_id, o.node_id, o.epoch::text from session_owner o where o.session_id = any($1::text[])`,
		[rows.map((row) => row.claim.sessionId)]
	);
	const held = new Set(still.map((o) => `${o.session_id} ${o.node_id} ${o.epoch}`));
	return rows.filter(({ claim }) => held.has(`${claim.sessionId} ${claim.nodeId} ${claim.epoch}`));
}

/** Any size, and all that rides along: the whole batch travels in arrays, so that one statement, planned once, fits. */
async function appendInArrays(client: Sql, rows: readonly OwnedRow[]): Promise<readonly { doc: string }[]> {
	const clients = rows.flatMap((row) => row.clients.map((c) => ({ doc: row.doc, ...c })));
	return client.unsafe<{ doc: string }[]>(
		ownedAppend,
		[
			rows.map((row) => row.doc),
			client.array(rows.map((row) => row.sealed)),
			rows.map((row) => row.claim.sessionId),
			rows.map((row) => row.claim.nodeId),
			rows.map((row) => String(row.claim.epoch)),
			clients.map((c) => c.doc),
			clients.map((c) => String(c.id)),
			clients.map((c) => c.userId),
			removalsAsJson(rows.flatMap((row) => row.removals))
		],
		{ prepare: true }
	);
}

const held = `with held as (
	select m.doc, m.sealed from session_owner o,
		unnest($1::text[], $2::bytea[], $3::text[], $4::text[], $5::bigint[]) as m(doc, sealed, session_id, node_id, epoch)
	where o.session_id = m.session_id and o.node_id = m.node_id and o.epoch = m.epoch
	for share of o
)`;
/** Client ids and removals [L20] go the way of their update: written where the session is held, and not where it is not. */
const ownedAppend = `${held}, known as (
	insert into doc_client (doc, client_id, user_id)
	select c.doc, c.client_id, c.user_id
	from held join unnest($6::text[], $7::bigint[], $8::text[]) as c(doc, client_id, user_id) on c.doc = held.doc
	on conflict do nothing
), kept as (
	${keeping.into} jsonb_to_recordset($9::text::jsonb) ${keeping.as} join held on held.doc = r.doc ${keeping.again}
) insert into doc_update (doc, sealed) select doc, sealed from held returning doc`;

/** Bytes travel as base64 in one JSON parameter here, because the two drivers disagree about arrays of bytes. */
async function appendWithMore(db: Db, rows: readonly DocumentRow[]): Promise<void> {
	const updates = rows.map(({ doc, sealed }) => ({ doc, sealed: base64(sealed) }));
	const clients = rows.flatMap((row) => row.clients.map((c) => ({ doc: row.doc, client: c.id, who: c.userId })));
	const removals = rows.flatMap((row) => row.removals);
	const kept = removals.length > 0 ? sql`kept as (${keepRemovals(removals)}),` : sql``;
	await db.execute(sql`with ${kept} known as (
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
 * Reads one document as it was at one moment: a single statement, so that a compaction of our own cannot come between
 * the log and the snapshot. Nothing stored yet is an empty document.
 */
export async function readDocument(db: Db, doc: string): Promise<StoredDocument> {
	const answer: unknown = await db.execute(sql`
		select 'snapshot' as is, null::bigint as id, sealed, null as who from ${docSnapshot} where ${docSnapshot.doc} = ${doc}
		union all
		select 'update', seq, sealed, null from ${docUpdate} where ${docUpdate.doc} = ${doc}
		union all
		select 'client', client_id, null, user_id from ${docClient} where ${docClient.doc} = ${doc}
		order by id nulls first`);
	const stored: StoredDocument = { snapshot: null, tail: [], clients: new Map() };
	for (const piece of piecesIn(answer)) {
		if (piece.is === 'client') stored.clients.set(Number(piece.id), piece.who);
		else if (piece.is === 'update') stored.tail.push(piece.sealed);
		else stored.snapshot = piece.sealed;
	}
	return stored;
}

type Piece =
	| { is: 'client'; id: number | string; who: string }
	| { is: 'update' | 'snapshot'; id: number | string; sealed: Uint8Array };

/** One driver answers a list, the other a list in an object; both as the statement above names it. */
const piecesIn = (answer: unknown): Piece[] =>
	(Array.isArray(answer) ? answer : (answer as { rows: unknown[] }).rows) as Piece[];

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
