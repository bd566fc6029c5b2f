import { createHash, createPrivateKey, createPublicKey, hkdfSync, sign, verify, type KeyObject } from 'node:crypto';
import { and, desc, gt, inArray, lte, max, notExists, eq, sql } from 'drizzle-orm';
import { canonicalEntry, type StoredEntry } from '$lib/domain/audit';
import type { Db } from './connection';
import { record } from './audit';
import { auditEntry, auditHead, auditLink } from './schema';

/** Only whoever holds this lays links: two that did would each go on from the same link. */
const chainLock = 7164201;
const atOnce = 500;
/** Entries whose number comes after those of a long transaction are linked first; this far back is looked for late ones. */
const usualLookBack = 200;
const genesis = new Uint8Array(32);

/** SHA-256 over the hash before and the entry as canonical text [AU2]. */
export function linkHash(before: Uint8Array, number: number, entry: StoredEntry): Uint8Array {
	return new Uint8Array(createHash('sha256').update(before).update(canonicalEntry(number, entry)).digest());
}

/**
 * Links entries that were written since, in one chain. Answers how many; 0 also when somebody else is at it. `lookBack`:
 * how many numbers before the newest linked one a late entry is looked for; Infinity looks everywhere.
 */
export async function layLinks(db: Db, lookBack = usualLookBack): Promise<number> {
	let laid = 0;
	for (;;) {
		const some = await db.transaction((tx) => layOnce(tx, lookBack));
		laid += some;
		if (some < atOnce) return laid;
	}
}

async function layOnce(tx: Db, lookBack: number): Promise<number> {
	if (!(await nobodyElse(tx))) return 0;
	const [last] = await tx.select().from(auditLink).orderBy(desc(auditLink.number)).limit(1);
	const [newest] = await tx.select({ nr: max(auditLink.entryNr) }).from(auditLink);
	const from = Number.isFinite(lookBack) ? (newest?.nr ?? 0) - lookBack : -1;
	const linked = tx
		.select({ one: sql`1` })
		.from(auditLink)
		.where(eq(auditLink.entryNr, auditEntry.nr));
	const entries = await tx
		.select()
		.from(auditEntry)
		.where(and(gt(auditEntry.nr, from), notExists(linked)))
		.orderBy(auditEntry.nr)
		.limit(atOnce);
	let before = last?.hash ?? genesis;
	let number = last?.number ?? 0;
	const links = entries.map((entry) => {
		number += 1;
		before = linkHash(before, number, entry);
		return { number, entryNr: entry.nr, hash: before };
	});
	if (links.length > 0) await tx.insert(auditLink).values(links);
	return links.length;
}

async function nobodyElse(tx: Db): Promise<boolean> {
	const answered: unknown = await tx.execute(sql`select pg_try_advisory_xact_lock(${chainLock}::bigint) as held`);
	const rows = Array.isArray(answered) ? answered : (answered as { rows: unknown[] }).rows;
	return (rows[0] as { held?: unknown } | undefined)?.held === true;
}

/** What signs heads: an Ed25519 key that follows from the master key, so that there is no second secret to keep [AU3]. */
export interface HeadKey {
	/** Names the school's installation in a head. */
	mark: string;
	/** base64url, 32 bytes. */
	publicKey: string;
	/** One line, to be sent to where this machine has no hand in it. */
	line(link: { number: number; hash: Uint8Array }, at: Date): string;
}

const headWord = 'kijkkring-log-head-1';

/** PKCS #8 of an Ed25519 key, up to its 32 bytes (RFC 8410); and the same for a public key. */
const privateFront = Buffer.from('302e020100300506032b657004220420', 'hex');
const publicFront = Buffer.from('302a300506032b6570032100', 'hex');

export function headKeyOf(master: Uint8Array, mark: string): HeadKey {
	const seed = Buffer.from(hkdfSync('sha256', master, new Uint8Array(), 'kijkkring audit head', 32));
	const key = createPrivateKey({ key: Buffer.concat([privateFront, seed]), format: 'der', type: 'pkcs8' });
	const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
	const publicKey = spki.subarray(publicFront.length).toString('base64url');
	return {
		mark,
		publicKey,
		line: ({ number, hash }, at) => {
			const said = [headWord, mark, number, at.toISOString(), Buffer.from(hash).toString('base64url'), publicKey].join(
				' '
			);
			return `${said} ${sign(null, Buffer.from(said), key).toString('base64url')}`;
		}
	};
}

/** Where the chain stands at a moment: its number, its hash, and who says so. */
export interface Head {
	mark: string;
	number: number;
	at: Date;
	hash: string;
	publicKey: string;
	/** Whether the signature is by `publicKey`. */
	signed: boolean;
}

/** Heads in any text: a file of them, a journal, saved letters. What is no head is passed over. */
export function headsIn(text: string): Head[] {
	const line = new RegExp(`${headWord} (\\S+) (\\d+) (\\S+) ([\\w-]{43}) ([\\w-]{43}) ([\\w-]{86})`, 'g');
	return [...text.matchAll(line)].map(
		([whole, mark = '', number, at = '', hash = '', publicKey = '', signature = '']) => ({
			...{ mark, number: Number(number), at: new Date(at), hash, publicKey },
			signed: verify(
				null,
				Buffer.from(whole.slice(0, whole.lastIndexOf(' '))),
				keyFrom(publicKey),
				Buffer.from(signature, 'base64url')
			)
		})
	);
}

const keyFrom = (publicKey: string): KeyObject =>
	createPublicKey({
		key: Buffer.concat([publicFront, Buffer.from(publicKey, 'base64url')]),
		format: 'der',
		type: 'spki'
	});

/** The newest head that was made here, and when; null before the first. */
export async function lastHead(db: Db): Promise<{ number: number; at: Date } | null> {
	const [row] = await db
		.select({ number: auditHead.number, at: auditHead.at })
		.from(auditHead)
		.orderBy(desc(auditHead.at))
		.limit(1);
	return row ?? null;
}

/** The highest number of an entry; 0 when there is none. */
export async function newestEntry(db: Db): Promise<number> {
	const [row] = await db.select({ nr: max(auditEntry.nr) }).from(auditEntry);
	return row?.nr ?? 0;
}

/** Links what is there and makes a head of it; null when the chain is no longer than `longerThan`. */
export async function makeHead(db: Db, key: HeadKey, at: Date, longerThan = 0): Promise<string | null> {
	await layLinks(db, 100_000);
	const [link] = await db.select().from(auditLink).orderBy(desc(auditLink.number)).limit(1);
	if (!link || link.number <= longerThan) return null;
	const line = key.line(link, at);
	await db.insert(auditHead).values({ number: link.number, at, line }).onConflictDoNothing();
	return line;
}

/**
 * [AU8] Takes out what is older than that, from the front and without a hole, and leaves an entry that says so. The link
 * it ended at stays: the chain goes on from there. The trigger lets nothing younger go, whatever is asked here.
 */
export async function shortenLog(db: Db, before: Date, now: Date): Promise<number> {
	return db.transaction(async (tx) => {
		const [young] = await tx
			.select({ number: sql<number | null>`min(${auditLink.number})`.mapWith(Number) })
			.from(auditLink)
			.innerJoin(auditEntry, eq(auditEntry.nr, auditLink.entryNr))
			.where(gt(auditEntry.at, before));
		const [oldest] = await tx.select({ nr: auditEntry.nr }).from(auditEntry).where(lte(auditEntry.at, before)).limit(1);
		if (!oldest) return 0;
		const [end] = await tx
			.select()
			.from(auditLink)
			.where(young?.number ? sql`${auditLink.number} < ${young.number}` : undefined)
			.orderBy(desc(auditLink.number))
			.limit(1);
		if (!end) return 0;
		await tx.execute(sql`select set_config('kijkkring.shortening', 'on', true)`);
		const past = tx.select({ nr: auditLink.entryNr }).from(auditLink).where(lte(auditLink.number, end.number));
		const gone = await tx.delete(auditEntry).where(inArray(auditEntry.nr, past)).returning({ nr: auditEntry.nr });
		if (gone.length === 0) return 0;
		await tx.delete(auditLink).where(sql`${auditLink.number} < ${end.number}`);
		await tx.delete(auditHead).where(sql`${auditHead.number} < ${end.number}`);
		await tx.execute(sql`select set_config('kijkkring.shortening', 'off', true)`);
		const facts = { upTo: end.number, hash: Buffer.from(end.hash).toString('base64url') };
		await record(tx, { at: now, kind: 'log-shortened', actor: 'clock', facts });
		return gone.length;
	});
}
