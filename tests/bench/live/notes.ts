import * as Y from 'yjs';
import { addEntry, entriesIn, entryMap } from '$lib/notebook/table';
import { eventually } from './typing';
import type { Typist } from './typist';

/** About what a person writes about one moment. */
const noteLength = 67;
const letters = 'de toren valt om en ze kijkt op';

/** The keystrokes of one note: letter by letter, and now and then one is taken back. Answers one function per keystroke. */
function* keystrokes(user: string, id: string, t: number): Generator<(doc: Y.Doc) => void> {
	yield (doc) => addEntry(doc, 'observations', { id, author: user, t, text: '' });
	const text = (doc: Y.Doc): Y.Text => {
		const words = entryMap(doc, 'observations', id)?.get('text');
		if (words instanceof Y.Text) return words;
		throw new Error('the note is gone');
	};
	for (let i = 0; i < noteLength; i++) {
		if (i % 17 === 16) yield (doc) => text(doc).delete(text(doc).length - 1, 1);
		yield (doc) => text(doc).insert(text(doc).length, letters[i % letters.length] ?? 'a');
	}
}

/** Writes so many notes of her own: as they are typed, every keystroke an update, or all at once as one (`pasted`). */
export function writeNotes(typist: Typist, howMany: number, options: { pasted?: boolean } = {}): void {
	const { user } = typist.chair;
	const all = Array.from({ length: howMany }, (_, i) => [...keystrokes(user, `${user}-note-${i}`, i * 12_000)]).flat();
	if (!options.pasted) for (const key of all) typist.make(key);
	else typist.make((doc) => doc.transact(() => all.forEach((key) => key(doc))));
}

/** Everything in a document that people would read, for comparing. */
export const readable = (doc: Y.Doc): string =>
	JSON.stringify(entriesIn(doc, 'observations').sort((a, b) => (a.id < b.id ? -1 : 1)));

export const notesIn = (doc: Y.Doc): number => doc.getMap('observations').size;

/** Throws when not everything was said to be saved within a minute; servers that never say so are not asked. */
export async function allSaved(typists: readonly Typist[], says: boolean): Promise<void> {
	if (says && !(await eventually(() => typists.every((typist) => typist.saved), 60_000)))
		throw new Error('what was written was not saved within a minute');
}
