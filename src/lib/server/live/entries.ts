import * as Y from 'yjs';

/** One entry as it stands in the document. The author was proven when the entry was accepted. */
interface KnownEntry {
	map: Y.Map<unknown>;
	author: string;
}

/**
 * Who wrote which entry of one document. It changes only after an update was accepted, so while one is being judged
 * it still tells what was true before it.
 */
export class EntryIndex {
	readonly #roots = new Map<Y.AbstractType<unknown>, string>();
	readonly #entries = new Map<string, KnownEntry>();

	/** Names the roots of `doc`, so that updates land in maps, and reads the entries that are there. */
	constructor(doc: Y.Doc, roots: readonly string[]) {
		for (const root of roots) {
			const map = doc.getMap<unknown>(root);
			this.#roots.set(map as Y.AbstractType<unknown>, root);
			map.forEach((_, id) => this.follow(map, id));
		}
	}

	/** The name of a root we know, or undefined. */
	rootName(type: Y.AbstractType<unknown>): string | undefined {
		return this.#roots.get(type);
	}

	find(root: string, id: string): KnownEntry | undefined {
		return this.#entries.get(`${root}/${id}`);
	}

	/** Takes over what the document now says about one key of a root map. */
	follow(map: Y.Map<unknown>, id: string): void {
		const key = `${this.#roots.get(map as Y.AbstractType<unknown>)}/${id}`;
		const entry = map.get(id);
		const author = entry instanceof Y.Map ? entry.get('author') : undefined;
		if (entry instanceof Y.Map && typeof author === 'string') this.#entries.set(key, { map: entry, author });
		else this.#entries.delete(key);
	}
}
