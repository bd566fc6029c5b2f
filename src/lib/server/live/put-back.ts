import { randomBytes } from 'node:crypto';
import * as Y from 'yjs';
import { addEntry, entryMap, readEntry, retype, type Entry } from '$lib/notebook/table';
import type { WayBack } from '$lib/engine/session-view';
import type { KeptWords } from '$lib/server/use-cases/session/kept-words';

type OwnerOf = (clientId: number) => string | undefined;

/**
 * [L21] How words that were taken away can come back without taking anything from anybody else. A whole entry that is
 * gone comes back as it was. A text in which nobody but the remover worked since is made as it was. Otherwise the old
 * words come beside it. Null: they stand there already.
 */
export function wayBack(doc: Y.Doc, { entry, had }: KeptWords, removedBy: string, ownerOf: OwnerOf): WayBack | null {
	const map = entryMap(doc, entry.unit, entry.id);
	if (!map) return 'whole';
	const now = readEntry(entry.unit, entry.id, map);
	const text = map.get('text');
	if (now?.author !== entry.author || !(text instanceof Y.Text)) return 'beside';
	if (now.text.includes(entry.text)) return null;
	const alone = typedSince(text, had).every(({ client }) => ownerOf(client) === removedBy);
	return alone ? 'in-place' : 'beside';
}

/** Changes the document accordingly. One transaction. */
export function bringBack(doc: Y.Doc, { entry, had }: KeptWords, way: WayBack, whole: boolean): void {
	doc.transact(() => {
		const text = entryMap(doc, entry.unit, entry.id)?.get('text');
		if (way === 'in-place' && text instanceof Y.Text) {
			for (const { at, length } of typedSince(text, had).reverse()) text.delete(at, length);
			if (!fillIn(text, entry.text)) retype(text, entry.text);
		} else if (way === 'beside') addEntry(doc, entry.unit, beside(entry, whole));
		else addEntry(doc, entry.unit, entry);
	});
}

/** Right below the text it came from: notes of one moment stand in the order of their ids. Its codes are there still. */
const beside = ({ drawing, ...entry }: Entry, whole: boolean): Entry => ({
	...entry,
	...(whole && drawing ? { drawing } : {}),
	id: `${entry.id.slice(0, 48)}-${randomBytes(6).toString('base64url')}`,
	codes: whole ? entry.codes : [],
	back: true
});

/** What stands in a text now and did not then, in order. */
function typedSince(text: Y.Text, had: KeptWords['had']): { client: number; at: number; length: number }[] {
	const then = new Map(had);
	const since: { client: number; at: number; length: number }[] = [];
	let at = 0;
	for (let item = text._start; item; item = item.right) {
		if (item.deleted || !item.countable) continue;
		const { client, clock } = item.id;
		// one item can hold letters of before and after: they were typed in one go
		const old = Math.min(Math.max((then.get(client) ?? 0) - clock, 0), item.length);
		if (old < item.length) since.push({ client, at: at + old, length: item.length - old });
		at += item.length;
	}
	return since;
}

/**
 * Inserts what is missing between the letters that are there, so that none of them is replaced. False, and nothing
 * changed, when they do not stand in `wanted` in this order.
 */
function fillIn(text: Y.Text, wanted: string): boolean {
	const here = Array.from(text.toString());
	const missing: { at: number; words: string }[] = [];
	let [next, at, run] = [0, 0, ''];
	for (const letter of wanted) {
		if (here[next] === letter) {
			if (run) missing.push({ at, words: run });
			at += run.length + letter.length;
			run = '';
			next++;
		} else run += letter;
	}
	if (next < here.length) return false;
	if (run) missing.push({ at, words: run });
	for (const { at, words } of missing) text.insert(at, words);
	return true;
}
