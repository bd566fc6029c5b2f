import * as Y from 'yjs';
import { isDrawing } from '$lib/domain/drawing';
import { units, type ObservationActor, type Unit } from '$lib/engine/pack';

/**
 * The shape of a session's shared document: one root map per permission unit, entry id -> entry. An entry is a Y.Map
 * with plain fields and one `text` that people type in together. A sealed own document has the roots of `ownUnits`.
 */
export const ownUnits = ['jottings', 'later', 'sealed'] as const;
export type OwnUnit = (typeof ownUnits)[number];

export interface Entry {
	id: string;
	unit: Unit | OwnUnit;
	/** User id; proven by the server, never taken from the client's word. */
	author: string;
	/** Moment in the clip, ms, or null when the entry is not about a moment. */
	t: number | null;
	text: string;
	actor: ObservationActor | null;
	/** Code ids of the pack (observations) or need ids (needs). */
	codes: string[];
	/** Id of the observation a meaning belongs to, or of the initiative that an observation answers [E4]. */
	of: string | null;
	/** Where a sealed entry will lie on the table once a round reveals it. */
	part?: Unit;
	/** What its author drew over the frame of this moment, as in domain/drawing [L27]. */
	drawing?: string;
	/** Words that were taken away and brought back, beside a text that went on without them. */
	back?: true;
}

export type NewEntry = Pick<Entry, 'id' | 'author'> & Partial<Omit<Entry, 'id' | 'author' | 'unit'>>;

/** Longest text of one entry, in characters. Longer typing is refused by the screen and by the live table's budget. */
export const longestText = 4000;

/** Puts a new entry on the table (or in the own document). One transaction. */
export function addEntry(doc: Y.Doc, unit: Entry['unit'], entry: NewEntry): void {
	doc.transact(() => {
		const map = new Y.Map<unknown>();
		map.set('author', entry.author);
		if (entry.t !== undefined && entry.t !== null) map.set('t', Math.round(entry.t));
		if (entry.actor) map.set('actor', entry.actor);
		if (entry.codes?.length) map.set('codes', entry.codes);
		if (entry.of) map.set('of', entry.of);
		if (entry.drawing) map.set('drawing', entry.drawing);
		if (entry.back) map.set('back', true);
		if (entry.part) map.set('part', entry.part);
		map.set('text', new Y.Text(entry.text ?? ''));
		doc.getMap(unit).set(entry.id, map);
	});
}

/** The entry as it stands in the document, or null when somebody removed it. */
export function entryMap(doc: Y.Doc, unit: Entry['unit'], id: string): Y.Map<unknown> | null {
	const map = doc.getMap(unit).get(id);
	return map instanceof Y.Map ? map : null;
}

/** Changes plain fields of an entry; fields that are not named stay. An empty `of` belongs to nothing any more. */
export function changeEntry(
	doc: Y.Doc,
	unit: Entry['unit'],
	id: string,
	change: Partial<Pick<Entry, 't' | 'actor' | 'codes'>> & { drawing?: string | null; of?: string }
): void {
	const map = entryMap(doc, unit, id);
	if (!map) return;
	doc.transact(() => {
		for (const [key, value] of Object.entries(change)) if (map.get(key) !== value) map.set(key, value);
	});
}

export function removeEntry(doc: Y.Doc, unit: Entry['unit'], id: string): void {
	doc.getMap(unit).delete(id);
}

/**
 * Makes `text` read as `wanted` with the smallest insert and delete, so that two people typing at both ends of one
 * note do not overwrite each other.
 */
export function retype(text: Y.Text, wanted: string): void {
	const now = text.toString();
	if (now === wanted) return;
	let start = 0;
	while (start < now.length && start < wanted.length && now[start] === wanted[start]) start++;
	let end = 0;
	while (
		end < now.length - start &&
		end < wanted.length - start &&
		now[now.length - 1 - end] === wanted[wanted.length - 1 - end]
	)
		end++;
	const gone = now.length - start - end;
	const fresh = wanted.slice(start, wanted.length - end);
	const edit = () => {
		if (gone) text.delete(start, gone);
		if (fresh) text.insert(start, fresh);
	};
	if (text.doc) text.doc.transact(edit);
	else edit();
}

/** Every entry of a session's table, in reading order: by moment, then by id. Malformed entries are left out. */
export const entriesOf = (doc: Y.Doc): Entry[] => units.flatMap((unit) => entriesIn(doc, unit));

/** The entries of one unit. Reading never changes the document. */
export function entriesIn(doc: Y.Doc, unit: Entry['unit']): Entry[] {
	const found: Entry[] = [];
	doc.getMap(unit).forEach((value, id) => {
		const entry = value instanceof Y.Map ? readEntry(unit, id, value) : null;
		if (entry) found.push(entry);
	});
	return found.sort((a, b) => (a.t ?? Infinity) - (b.t ?? Infinity) || (a.id < b.id ? -1 : 1));
}

/** One entry as plain data, or null when its shape is not ours. */
export const readEntry = (unit: Entry['unit'], id: string, map: Y.Map<unknown>): Entry | null =>
	readFields(unit, id, (key) => map.get(key));

/** The same from wherever the fields of an entry are found. */
export function readFields(unit: Entry['unit'], id: string, field: (key: string) => unknown): Entry | null {
	const [author, t, actor, codes, of, text, back, part, drawing] = fields.map(field);
	if (typeof author !== 'string' || !(text instanceof Y.Text)) return null;
	return {
		id,
		unit,
		author,
		t: typeof t === 'number' && Number.isFinite(t) ? t : null,
		text: text.toString(),
		actor: actor === 'child' || actor === 'teacher' || actor === 'together' ? actor : null,
		codes: Array.isArray(codes) ? codes.filter((c): c is string => typeof c === 'string') : [],
		of: typeof of === 'string' && of !== '' ? of : null,
		...(isDrawing(drawing) ? { drawing } : {}),
		...(back === true ? { back } : {}),
		...(isUnit(part) ? { part } : {})
	};
}

const fields = ['author', 't', 'actor', 'codes', 'of', 'text', 'back', 'part', 'drawing'];
const isUnit = (part: unknown): part is Unit => units.some((unit) => unit === part);
