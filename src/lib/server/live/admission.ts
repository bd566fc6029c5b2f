import * as Y from 'yjs';
import { isDrawing } from '$lib/domain/drawing';
import type { RefusalCode } from '$lib/domain/refusals';
import type { EntryIndex } from './entries';
import { BadFrame } from './wire';

/**
 * What may enter a document. Numbered rules: docs/rules/live.md. An update names neither the root nor the key it
 * changes, so most can only be judged by its effect: it is applied first, judged, and nothing is stored or sent
 * before it passed.
 */
export interface Writer {
	userId: string;
	/** May change and remove entries of others. */
	moderates: boolean;
	/** Parts of the document open to this person now. */
	mayWrite(root: string): boolean;
	/** False for somebody who may write nowhere now: her updates are not even applied. */
	writes: boolean;
}

/** An update taken apart, without touching any document. */
export interface Parts {
	bytes: Uint8Array;
	/** First clock, and clock after the last struct, per client id. */
	clients: Map<number, { from: number; to: number }>;
	deletes: boolean;
	/** False when it holds a kind of content that none of our documents has. */
	known: boolean;
}

/** No edit of a person makes more clock ticks than this at once; a forged length would end a client id for ever. */
const longestRun = 2_000_000;
const entryId = /^[A-Za-z0-9_-]{1,64}$/;

/**
 * [L4] Reads an update. Throws `BadFrame` when it is damaged or holds gaps. 3 µs for one keystroke. `isOurs` tells which
 * content the document at hand may hold.
 */
export function takeApart(bytes: Uint8Array, isOurs: (content: Y.Item['content']) => boolean = isKnown): Parts {
	let update: ReturnType<typeof Y.decodeUpdate>;
	try {
		update = Y.decodeUpdate(bytes);
	} catch (error) {
		throw new BadFrame('not an update', { cause: error });
	}
	const clients: Parts['clients'] = new Map();
	let known = true;
	for (const struct of update.structs) {
		const { client, clock } = struct.id;
		const to = clock + struct.length;
		const before = clients.get(client);
		const gap = before ? before.to !== clock : false;
		if (
			struct instanceof Y.Skip ||
			gap ||
			!(struct.length > 0) ||
			struct.length > longestRun ||
			!Number.isSafeInteger(to)
		)
			throw new BadFrame('an update with gaps');
		if (before) before.to = to;
		else clients.set(client, { from: clock, to });
		known &&= !(struct instanceof Y.Item) || isOurs(struct.content);
	}
	return { bytes, clients, deletes: update.ds.clients.size > 0, known };
}

/**
 * [L5] Letters, plain fields, an entry and its text; what was deleted before it was sent. Everything else that Yjs can
 * hold (documents in documents, markup, values nested so deep that whoever reads them falls off the stack) is nothing
 * of ours, and some of it would break browsers or the rows rather than this server.
 */
function isKnown(content: Y.Item['content']): boolean {
	if (content instanceof Y.ContentString || content instanceof Y.ContentDeleted) return true;
	if (content instanceof Y.ContentAny) return content.arr.every((value) => isPlain(value) || isDrawing(value));
	return content instanceof Y.ContentType && (content.type instanceof Y.Map || content.type.constructor === Y.Text);
}

/** Longest word in a field (an id, a code), in characters, and how many of them a list may hold. */
const [longestWord, longestList] = [200, 50];

const isPlain = (value: unknown): boolean =>
	Array.isArray(value) ? value.length <= longestList && value.every(isWord) : isWord(value);

/** PostgreSQL has no place for a NUL in text: one in a field would keep the whole session from becoming rows. */
const isWord = (value: unknown): boolean =>
	value === null ||
	typeof value === 'number' ||
	typeof value === 'boolean' ||
	(typeof value === 'string' && value.length <= longestWord && !value.includes('\0'));

/** Nothing in it at all: what a browser sends when it has nothing to add. */
export const isEmpty = (parts: Parts): boolean => parts.clients.size === 0 && !parts.deletes;

/** [L8] Everything in it is here already. Looks through the whole document: only asked for those who may not write. */
export const isContained = (doc: Y.Doc, parts: Parts): boolean =>
	[...parts.clients].every(([client, { to }]) => Y.getState(doc.store, client) >= to) &&
	Y.snapshotContainsUpdate(Y.snapshot(doc), parts.bytes);

/** [L3] Client ids this update would move forward. Refused when one of them is somebody else's. */
export function clientsMoved(
	doc: Y.Doc,
	parts: Parts,
	ownerOf: (clientId: number) => string | undefined,
	userId: string
): number[] | null {
	const moved: number[] = [];
	for (const [client, { from, to }] of parts.clients) {
		const here = Y.getState(doc.store, client);
		if (to <= here) continue;
		if (from > here) throw new BadFrame('an update with gaps');
		if ((ownerOf(client) ?? userId) !== userId) return null;
		moved.push(client);
	}
	return moved;
}

/** Judges what an update did. Called inside `afterTransaction`, before anything deleted is really gone. */
export function judge(transaction: Y.Transaction, index: EntryIndex, who: Writer): RefusalCode | null {
	for (const [type, keys] of transaction.changed) {
		const refusal = judgeChange(type as Y.AbstractType<unknown>, keys, index, who);
		if (refusal) return refusal;
	}
	return null;
}

function judgeChange(
	type: Y.AbstractType<unknown>,
	keys: ReadonlySet<string | null>,
	index: EntryIndex,
	who: Writer
): RefusalCode | null {
	const path = pathOf(type);
	const root = path && index.rootName(path.root);
	if (!path || !root) return 'not-allowed'; // [L5] a part that does not exist
	if (!who.mayWrite(root)) return 'not-in-this-round'; // [L6]
	const [id, field, deeper] = path.keys;
	if (id === undefined) return judgeEntries(path.root, keys, root, index, who);
	if (field === undefined) return judgeFields(type, id, keys, root, index, who);
	// [L7] the words of an entry are typed in together
	return field === 'text' && deeper === undefined && type instanceof Y.Text ? null : 'not-allowed';
}

/** [L7] A new entry is the writer's own and has our shape; an entry of somebody else is not taken away. */
function judgeEntries(
	map: Y.AbstractType<unknown>,
	keys: ReadonlySet<string | null>,
	root: string,
	index: EntryIndex,
	who: Writer
): RefusalCode | null {
	for (const id of keys) {
		if (id === null || !entryId.test(id) || !(map instanceof Y.Map)) return 'not-allowed';
		const before = index.find(root, id);
		const now: unknown = map.get(id);
		if (now === before?.map) continue;
		if (before && before.author !== who.userId && !who.moderates) return 'not-allowed';
		if (now === undefined) continue;
		if (!(now instanceof Y.Map) || now.get('author') !== who.userId || !hasOurShape(now)) return 'not-allowed';
	}
	return null;
}

/** [L7] Plain fields are the author's and the facilitator's; who wrote it is nobody's to change. */
function judgeFields(
	entry: Y.AbstractType<unknown>,
	id: string,
	keys: ReadonlySet<string | null>,
	root: string,
	index: EntryIndex,
	who: Writer
): RefusalCode | null {
	const known = index.find(root, id);
	if (!known || known.map !== entry || keys.has(null) || keys.has('author')) return 'not-allowed';
	if (known.author !== who.userId && !who.moderates) return 'not-allowed';
	return hasOurShape(known.map) ? null : 'not-allowed';
}

/**
 * Plain fields and at most one `text`; nothing nested, so that rights need to look no deeper. Only a drawing is longer
 * than a word, and only in its own field, where nothing else stands [L27].
 */
function hasOurShape(entry: Y.Map<unknown>): boolean {
	let ours = true;
	entry.forEach((value, key) => {
		const isText = value instanceof Y.Text;
		if (value instanceof Y.AbstractType ? !isText || key !== 'text' : key === 'text') ours = false;
		if (key === 'drawing' ? value !== null && !isDrawing(value) : !isText && !isPlain(value)) ours = false;
	});
	return ours;
}

/** The root a type hangs under and the keys that lead to it; null when it hangs in a list, which we never use. */
function pathOf(type: Y.AbstractType<unknown>): { root: Y.AbstractType<unknown>; keys: string[] } | null {
	const keys: string[] = [];
	let here = type;
	for (let item = here._item; item; item = here._item) {
		if (item.parentSub === null) return null;
		keys.unshift(item.parentSub);
		here = item.parent as Y.AbstractType<unknown>; // an integrated item hangs in a type, never in an id or a name
	}
	return { root: here, keys };
}

/** One entry an accepted update touched; `whole` when it came, went or was replaced. */
export interface Touched {
	map: Y.Map<unknown>;
	root: string;
	id: string;
	whole: boolean;
}

/** Which entries an update touched. */
export function touchedBy(transaction: Y.Transaction, index: EntryIndex): Touched[] {
	const touched: Touched[] = [];
	for (const [type, keys] of transaction.changed) {
		const path = pathOf(type as Y.AbstractType<unknown>);
		const root = path && index.rootName(path.root);
		if (!path || !root || !(path.root instanceof Y.Map)) continue;
		const map: Y.Map<unknown> = path.root;
		const [id] = path.keys;
		if (id !== undefined) touched.push({ map, root, id, whole: false });
		else for (const key of keys) if (key !== null) touched.push({ map, root, id: key, whole: true });
	}
	return touched;
}
