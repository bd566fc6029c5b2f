import * as Y from 'yjs';
import { editsBetween, mark, readRich, writeRich, type Flat, type RichEdit } from '$lib/domain/rich-text';

/**
 * The texts of one part of a plan while two people write in it [LP11]: one Y.Text for each, by its name. The form of a
 * line hangs on its line end and not on a node around it, so that whoever splits a line or makes a list of it never takes
 * away letters that somebody else types in it at that moment.
 */
const formats = { bold: mark.bold, italic: mark.italic } as const;
const lists = { bullet: mark.bullet, number: mark.number } as const;

/** What stands in a shared text. Form that does not belong where it is counts for nothing. */
export function flatOf(text: Y.Text): Flat {
	const flat: Flat = { text: '', marks: [] };
	for (const { insert, attributes } of text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]) {
		if (typeof insert !== 'string') continue;
		const letters = (attributes?.['bold'] ? mark.bold : 0) | (attributes?.['italic'] ? mark.italic : 0);
		const list = lists[attributes?.['list'] as keyof typeof lists] ?? 0;
		flat.text += insert;
		for (const letter of insert.split('')) flat.marks.push(letter === '\n' ? list : letters);
	}
	return flat;
}

/** The same as it is kept. */
export const richIn = (text: Y.Text): string => writeRich(flatOf(text));

/** Makes these changes in a shared text; one transaction is the caller's. */
export function applyEdits(text: Y.Text, edits: readonly RichEdit[]): void {
	for (const edit of edits) {
		if (!('insert' in edit)) {
			text.format(edit.at, edit.length, attributesOf(edit.marks, edit.was));
			continue;
		}
		if (edit.remove > 0) text.delete(edit.at, edit.remove);
		let at = edit.at;
		for (const { words, marks } of stretchesOf(edit.insert)) {
			text.insert(at, words, attributesOf(marks, 0));
			at += words.length;
		}
	}
}

/** Letters and line ends of one form each. */
function stretchesOf({ text, marks }: Flat): { words: string; marks: number }[] {
	const stretches: { words: string; marks: number }[] = [];
	for (let from = 0; from < text.length;) {
		let to = from + 1;
		while (to < text.length && marks[to] === marks[from] && (text[to] === '\n') === (text[from] === '\n')) to++;
		stretches.push({ words: text.slice(from, to), marks: marks[from] ?? 0 });
		from = to;
	}
	return stretches;
}

function attributesOf(marks: number, was: number): Record<string, unknown> {
	const attributes: Record<string, unknown> = {};
	for (const [name, bit] of Object.entries(formats))
		if ((marks | was) & bit) attributes[name] = (marks & bit) > 0 || null;
	if ((marks | was) & (mark.bullet | mark.number))
		attributes['list'] = marks & mark.bullet ? 'bullet' : marks & mark.number ? 'number' : null;
	return attributes;
}

/**
 * Makes a shared text say what was written elsewhere; what stands there already stays the letters it was. Answers whether
 * there was anything to do.
 */
export function follow(doc: Y.Doc, name: string, rich: string): boolean {
	const text = doc.getText(name);
	if (text.length > 0 && richIn(text) === rich) return false;
	doc.transact(() => applyEdits(text, editsBetween(flatOf(text), readRich(rich))));
	return true;
}

/** Letters that have no place in a shared text: the signs of form, and a NUL, which PostgreSQL cannot keep. */
const isStrange = (text: string): boolean => /[\r\u2061-\u2064]/.test(text) || text.includes('\0');

/** Kinds of content these documents have: letters, their form, and what is gone. */
export function isKnownContent(content: Y.Item['content']): boolean {
	if (content instanceof Y.ContentString) return !isStrange(content.str);
	if (content instanceof Y.ContentFormat) return isFormat(content.key, content.value);
	return content instanceof Y.ContentDeleted;
}

const isFormat = (key: string, value: unknown): boolean =>
	key === 'list'
		? value === null || value === 'bullet' || value === 'number'
		: (key === 'bold' || key === 'italic') && (value === null || value === true);

/**
 * [LP12] Whether a document is one of ours: these texts and no others, each of letters and form alone, ending with a line
 * end and no longer than `longest`. Looks through all of it, which for such texts is nothing.
 */
export function isPlanText(doc: Y.Doc, names: readonly string[], longest: number): boolean {
	for (const [name, type] of doc.share) if (!names.includes(name) || type.constructor !== Y.Text) return false;
	for (const structs of doc.store.clients.values())
		for (const struct of structs) {
			if (!(struct instanceof Y.Item)) continue;
			const { parent, parentSub, content } = struct;
			if (parentSub !== null || !isKnownContent(content)) return false;
			if (!(parent instanceof Y.Text) || parent._item !== null) return false;
		}
	return names.every((name) => {
		const words = doc.getText(name).toString();
		return words.endsWith('\n') && words.length <= longest && words === words.toWellFormed();
	});
}
