import { asc, gt, notExists, eq, and, lt, sql } from 'drizzle-orm';
import type { StoredEntry } from '$lib/domain/audit';
import { linkHash, type Head } from './audit-chain';
import type { Db } from './connection';
import { auditEntry, auditLink } from './schema';

/** What can be wrong with a log, and at which number. */
export interface Finding {
	is:
		| 'gap'
		| 'changed'
		| 'entry-gone'
		| 'front-gone'
		| 'shortened-too-early'
		| 'shortening-not-borne-out'
		| 'not-in-chain'
		| 'back-dated'
		| 'other-than-head'
		| 'shorter-than-head'
		| 'head-not-signed'
		| 'head-of-another'
		| 'heads-differ'
		| 'heads-back-dated';
	number: number;
}

interface Judged {
	entries: number;
	/** Up to where heads vouch for it; what came after is linked, and nobody outside has seen it yet. */
	provenTo: number;
	provenAt: Date | null;
	findings: Finding[];
}

/** So much may the clocks of several processes differ, and a stretch of watching be written down late, ms. */
const lateness = 3_600_000;
const day = 86_400_000;
/** How long entries are kept, ms: nothing younger may have been taken out. */
export const logKeptMs = 365 * day;
const atOnce = 2_000;

/** A log to be judged: the tables of a database, or what somebody made of them. */
export interface LogSource {
	/** By number. */
	linked(): AsyncIterable<Linked> | Iterable<Linked>;
	shortenings(): Promise<{ upTo: number; hash: string; at: Date }[]>;
	/** Whether an entry older than that is in no chain. */
	outsideChain(olderThan: Date): Promise<boolean>;
}

export interface Linked {
	link: { number: number; hash: Uint8Array };
	entry: StoredEntry | null;
}

/**
 * [AU5] Compares the log with the heads that were sent off. `keys`: public keys that may have signed; without them the key
 * of the first head counts for all. No finding means: nothing up to `provenTo` was changed, added, swapped or taken out.
 */
export async function verifyLog(
	source: LogSource,
	heads: readonly Head[],
	keys: readonly string[] = []
): Promise<Judged> {
	const { good, findings } = judgeHeads(heads, keys);
	const last = good.at(-1) ?? null;
	const byNumber = new Map(good.map((head) => [head.number, head]));
	const shortenings = await source.shortenings();
	const begins = (link: Linked['link'], hash: string): Finding[] => {
		// what stands before a log that was shortened: no entry, and an entry further on that says so
		const said = shortenings.find(({ upTo }) => upTo === link.number);
		if (!said || said.hash !== hash) return [{ is: 'front-gone', number: link.number }];
		const wrong = judgeShortening(good, link.number, said.at);
		return wrong ? [{ is: wrong, number: link.number }] : [];
	};
	let before: Uint8Array | null = null;
	let [number, entries] = [0, 0];
	let passed: Head | null = null;
	for await (const { link, entry } of source.linked()) {
		const hash = Buffer.from(link.hash).toString('base64url');
		if (before === null && !entry) findings.push(...begins(link, hash));
		else {
			const wrong = whatIsWrong({ link, entry }, before, number, passed);
			if (wrong) findings.push({ is: wrong, number: link.number });
			entries += 1;
		}
		const head = byNumber.get(link.number);
		if (head && head.hash !== hash) findings.push({ is: 'other-than-head', number: link.number });
		passed = head ?? passed;
		before = link.hash;
		number = link.number;
	}
	if (last && number < last.number) findings.push({ is: 'shorter-than-head', number: last.number });
	if (last && (await source.outsideChain(new Date(last.at.getTime() - lateness))))
		findings.push({ is: 'not-in-chain', number: 0 });
	return { entries, provenTo: last?.number ?? 0, provenAt: last?.at ?? null, findings };
}

function whatIsWrong(
	{ link, entry }: Linked,
	before: Uint8Array | null,
	number: number,
	passed: Head | null
): Finding['is'] | null {
	if (link.number !== number + 1) return 'gap';
	if (!entry) return 'entry-gone';
	if (!same(linkHash(before ?? new Uint8Array(32), link.number, entry), link.hash)) return 'changed';
	return passed && entry.at.getTime() < passed.at.getTime() - lateness ? 'back-dated' : null;
}

const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

/** Heads in the order of their numbers, those that are signed by the right key; and what is wrong with the others. */
function judgeHeads(heads: readonly Head[], keys: readonly string[]): { good: Head[]; findings: Finding[] } {
	const findings: Finding[] = [];
	const trusted = keys.length > 0 ? keys : heads.slice(0, 1).map(({ publicKey }) => publicKey);
	const mark = heads[0]?.mark;
	const good = heads
		.filter(({ signed, publicKey, number, mark: of }) => {
			const wrong =
				!signed || !trusted.includes(publicKey) ? 'head-not-signed' : of !== mark ? 'head-of-another' : null;
			if (wrong) findings.push({ is: wrong, number });
			return !wrong;
		})
		.sort((a, b) => a.number - b.number || a.at.getTime() - b.at.getTime());
	good.forEach((head, i) => {
		const next = good[i + 1];
		if (next?.number === head.number && next.hash !== head.hash)
			findings.push({ is: 'heads-differ', number: head.number });
		if (next && next.at < head.at) findings.push({ is: 'heads-back-dated', number: next.number });
	});
	return { good, findings };
}

/**
 * Heads bear out that what went was old: one that had it already, from before the time that is kept. What lies between
 * two heads is younger than the first of them.
 */
function judgeShortening(heads: readonly Head[], upTo: number, at: Date): Finding['is'] | null {
	const kept = at.getTime() - logKeptMs + day;
	const young = (head: Head, next: Head | undefined) =>
		next && next.number <= upTo && next.number > head.number && head.at.getTime() > kept;
	if (heads.some((head, i) => young(head, heads[i + 1]))) return 'shortened-too-early';
	return heads.some((head) => head.number >= upTo && head.at.getTime() <= kept) ? null : 'shortening-not-borne-out';
}

/** The tables themselves, read in pieces. */
export const logIn = (db: Db): LogSource => ({
	linked: () => linksOf(db),
	shortenings: () => shorteningsIn(db),
	outsideChain: (olderThan) => outsideChain(db, olderThan)
});

async function* linksOf(db: Db): AsyncGenerator<Linked> {
	let from = -1;
	for (;;) {
		const rows = await db
			.select({ link: auditLink, entry: auditEntry })
			.from(auditLink)
			.leftJoin(auditEntry, eq(auditEntry.nr, auditLink.entryNr))
			.where(gt(auditLink.number, from))
			.orderBy(asc(auditLink.number))
			.limit(atOnce);
		yield* rows;
		const last = rows.at(-1);
		if (!last || rows.length < atOnce) return;
		from = last.link.number;
	}
}

async function shorteningsIn(db: Db): Promise<{ upTo: number; hash: string; at: Date }[]> {
	const rows = await db.select().from(auditEntry).where(eq(auditEntry.kind, 'log-shortened'));
	return rows.map(({ facts, at }) => ({ upTo: Number(facts['upTo']), hash: String(facts['hash']), at }));
}

async function outsideChain(db: Db, olderThan: Date): Promise<boolean> {
	const linked = db
		.select({ one: sql`1` })
		.from(auditLink)
		.where(eq(auditLink.entryNr, auditEntry.nr));
	const [row] = await db
		.select({ nr: auditEntry.nr })
		.from(auditEntry)
		.where(and(lt(auditEntry.at, olderThan), notExists(linked)))
		.limit(1);
	return row !== undefined;
}
