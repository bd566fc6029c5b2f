import * as Y from 'yjs';
import { readEntry, type Entry } from '$lib/notebook/table';

/** Names (`root/id`) of the entries a transaction changed. */
export function entriesTouched(doc: Y.Doc, { changed }: Y.Transaction): string[] {
	return [...changed].flatMap(([type, keys]) => entriesOfType(doc, type as Y.AbstractType<unknown>, keys));
}

function entriesOfType(doc: Y.Doc, type: Y.AbstractType<unknown>, keys: ReadonlySet<string | null>): string[] {
	let here = type;
	let id: string | null = null;
	for (let item = here._item; item; item = here._item) {
		id = item.parentSub;
		here = item.parent as Y.AbstractType<unknown>; // an integrated item hangs in a type
	}
	const root = [...doc.share].find(([, shared]) => shared === here)?.[0];
	if (root === undefined) return [];
	return id !== null ? [`${root}/${id}`] : [...keys].flatMap((key) => (key === null ? [] : `${root}/${key}`));
}

/** An entry by such a name as it stands in the document; null when it is gone. */
export function readTouched(doc: Y.Doc, key: string): Entry | null {
	const [root = '', id = ''] = key.split('/');
	const map: unknown = doc.getMap(root).get(id);
	return map instanceof Y.Map ? readEntry(root as Entry['unit'], id, map as Y.Map<unknown>) : null;
}
