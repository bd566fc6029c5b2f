import { randomBytes } from 'node:crypto';
import type { StoredEntry } from '../../../src/lib/domain/audit';
import { headKeyOf, headsIn, linkHash, type Head } from '../../../src/lib/server/db/audit-chain';
import { verifyLog, type Linked, type LogSource } from '../../../src/lib/server/db/audit-verify';

/** The log as it lies in its tables, in the hands of somebody who may write there whatever she likes. */
export interface Image {
	linked: Linked[];
	/** Entries that are in no chain. */
	loose: StoredEntry[];
}

export const tamperings = [
	'flip in an entry',
	'flip in a hash',
	'delete an entry',
	'delete an entry and its link',
	'delete and number anew',
	'insert and number anew',
	'insert an old entry beside the chain',
	'swap two entries',
	'swap two links',
	'truncate',
	'cut the front',
	'cut the front and say that it was its time',
	'rewrite and compute every hash anew',
	'delete and compute every hash anew',
	'insert and compute every hash anew'
] as const;
type Tampering = (typeof tamperings)[number];

/** Chance that comes again under its seed (mulberry32). */
export function dice(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) % below;
	};
}

const minute = 60_000;
const began = Date.parse('2026-11-12T14:30:00Z');

const entryAt = (i: number, roll: (below: number) => number): StoredEntry => ({
	at: new Date(began + i * minute),
	kind: ['clip-opened', 'clip-watched', 'roles-changed', 'denied'][roll(4)] ?? '',
	actor: `person-${roll(9)}`,
	role: ['teacher', 'lead+teacher', ''][roll(3)] ?? '',
	objectKind: 'clip',
	objectId: `clip-${roll(5)}`,
	childId: roll(2) ? `child-${roll(5)}` : null,
	aboutId: roll(5) ? null : `person-${roll(9)}`,
	facts: roll(2) ? { fromS: roll(60), toS: 60 + roll(60) } : {}
});

/** A log of so many entries with a head every twenty, the last one at its end. */
export function writtenLog(size: number, seed: number): { image: Image; heads: Head[] } {
	const roll = dice(seed);
	const key = headKeyOf(new Uint8Array(randomBytes(32)), 'linde');
	const linked = chained(Array.from({ length: size }, (_, i) => entryAt(i, roll)));
	const lines = linked
		.filter(({ link }) => link.number % 20 === 0 || link.number === size)
		.map(({ link }) => key.line(link, new Date(began + link.number * minute)));
	return { image: { linked, loose: [] }, heads: headsIn(lines.join('\n')) };
}

function chained(entries: StoredEntry[]): Linked[] {
	let hash: Uint8Array = new Uint8Array(32);
	return entries.map((entry, i) => {
		hash = linkHash(hash, i + 1, entry);
		return { link: { number: i + 1, hash }, entry };
	});
}

const renumbered = (linked: Linked[]): Linked[] =>
	linked.map(({ link, entry }, i) => ({ link: { ...link, number: i + 1 }, entry }));

export const sourceOf = ({ linked, loose }: Image): LogSource => ({
	linked: () => linked,
	shortenings: async () =>
		linked.flatMap(({ entry }) =>
			entry?.kind === 'log-shortened'
				? [{ upTo: Number(entry.facts['upTo']), hash: String(entry.facts['hash']), at: entry.at }]
				: []
		),
	outsideChain: async (olderThan) => loose.some(({ at }) => at < olderThan)
});

/** The same log after this was done to it somewhere; null where it would be the same log. */
export function tampered({ linked, loose }: Image, how: Tampering, roll: (below: number) => number): Image | null {
	const at = roll(linked.length);
	const other = roll(linked.length);
	const one = linked[at];
	const two = linked[other];
	if (!one?.entry || !two?.entry) return null;
	const without = linked.filter((_, i) => i !== at);
	const stranger = entryAt(roll(linked.length), roll);
	const withStranger = [...linked.slice(0, at), { link: one.link, entry: stranger }, ...linked.slice(at)];
	const put = (i: number, to: Linked) => linked.map((it, j) => (i === j ? to : it));
	const entriesOf = (some: Linked[]) => some.flatMap(({ entry }) => entry ?? []);
	switch (how) {
		case 'flip in an entry':
			return { linked: put(at, { ...one, entry: flipped(one.entry, roll) }), loose };
		case 'flip in a hash': {
			const hash = one.link.hash.slice();
			hash[roll(32)]! ^= 1 << roll(8); // there are 32 bytes
			return { linked: put(at, { ...one, link: { ...one.link, hash } }), loose };
		}
		case 'delete an entry':
			return { linked: put(at, { ...one, entry: null }), loose };
		case 'delete an entry and its link':
			return { linked: without, loose };
		case 'delete and number anew':
			return { linked: renumbered(without), loose };
		case 'insert and number anew':
			return { linked: renumbered(withStranger), loose };
		case 'insert an old entry beside the chain':
			return { linked, loose: [...loose, { ...stranger, at: new Date(began - 86_400_000) }] };
		case 'swap two entries': {
			if (JSON.stringify(one.entry) === JSON.stringify(two.entry)) return null;
			const swapped = put(at, { ...one, entry: two.entry });
			return { linked: swapped.map((it, j) => (j === other ? { ...it, entry: one.entry } : it)), loose };
		}
		case 'swap two links': {
			if (at === other) return null;
			const swapped = put(at, { ...one, link: { ...one.link, hash: two.link.hash } });
			return {
				linked: swapped.map((it, j) => (j === other ? { ...it, link: { ...it.link, hash: one.link.hash } } : it)),
				loose
			};
		}
		case 'truncate':
			return { linked: linked.slice(0, at), loose };
		case 'cut the front':
			return at === 0 ? null : { linked: [{ ...one, entry: null }, ...linked.slice(at + 1)], loose };
		case 'cut the front and say that it was its time':
			return { linked: saidShortened(linked, at), loose };
		case 'rewrite and compute every hash anew':
			return { linked: chained(entriesOf(put(at, { ...one, entry: flipped(one.entry, roll) }))), loose };
		case 'delete and compute every hash anew':
			return { linked: chained(entriesOf(without)), loose };
		case 'insert and compute every hash anew':
			return { linked: chained(entriesOf(withStranger)), loose };
	}
}

/** The front is gone, and a well linked entry after the last head claims that it was a year old. */
function saidShortened(linked: Linked[], at: number): Linked[] {
	const cut = linked[at];
	const last = linked.at(-1);
	if (!cut || !last) return linked;
	const number = last.link.number + 1;
	const said: StoredEntry = {
		...{ at: new Date(began + number * minute), kind: 'log-shortened', actor: 'clock', role: '' },
		...{ objectKind: null, objectId: null, childId: null, aboutId: null },
		facts: { upTo: cut.link.number, hash: Buffer.from(cut.link.hash).toString('base64url') }
	};
	const claim = { link: { number, hash: linkHash(last.link.hash, number, said) }, entry: said };
	return [{ ...cut, entry: null }, ...linked.slice(at + 1), claim];
}

function flipped(entry: StoredEntry, roll: (below: number) => number): StoredEntry {
	switch (roll(8)) {
		case 0:
			return { ...entry, at: new Date(entry.at.getTime() + 1 + roll(1000)) };
		case 1:
			return { ...entry, kind: `${entry.kind}x` };
		case 2:
			return { ...entry, actor: `${entry.actor}0` };
		case 3:
			return { ...entry, role: `${entry.role}+lead` };
		case 4:
			return { ...entry, objectId: `${entry.objectId}0` };
		case 5:
			return { ...entry, childId: entry.childId === null ? 'child-0' : null };
		case 6:
			return { ...entry, aboutId: `${entry.aboutId}0` };
		default:
			return { ...entry, facts: { ...entry.facts, toS: Number(entry.facts['toS'] ?? 0) + 1 } };
	}
}

/** Does so many of each kind of harm; answers how many were done and which were not found. */
export async function tamperWith(changes: number, seed: number): Promise<{ done: number; missed: string[] }> {
	const { image, heads } = writtenLog(200, seed);
	const roll = dice(seed + 1);
	const missed: string[] = [];
	let done = 0;
	while (done < changes) {
		const how = tamperings[done % tamperings.length] ?? 'truncate';
		const changed = tampered(image, how, roll);
		if (!changed) continue;
		done += 1;
		const { findings } = await verifyLog(sourceOf(changed), heads);
		if (findings.length === 0) missed.push(`${how} (change ${done} of seed ${seed})`);
	}
	return { done, missed };
}
