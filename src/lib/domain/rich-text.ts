import { wordsChanged } from './plan-history';

/**
 * Text with a little form: lines, bold, italic, and lines that are in a list. It is kept as one string, in which the form
 * is told by four signs that nobody can type and that show as nothing (invisible operators of Unicode). So every text from
 * before there was form is a text without any, letter for letter, and whoever reads a text as plain words still reads the
 * right ones. Pure.
 */
const signs = { bold: '\u2061', italic: '\u2062', bullet: '\u2063', number: '\u2064' } as const;
const anySign = /[\u2061-\u2064]/g;

/** What one character carries; of a line end: the list its line is in. */
export const mark = { bold: 1, italic: 2, bullet: 4, number: 8 } as const;
export type ListKind = 'bullet' | 'number';

/** A text taken apart. Every line ends with a line end, the last one too; one mark for every UTF-16 unit of it. */
export interface Flat {
	text: string;
	marks: number[];
}

/** The words without their form. */
export const plainOf = (rich: string): string => rich.replace(anySign, '');

/** Reads a text as it is kept. Form ends with its line, so that a sign too many cannot reach further. */
export function readRich(rich: string): Flat {
	const text: string[] = [];
	const marks: number[] = [];
	for (const line of rich.split('\n')) {
		let [on, list, words] = [0, 0, false];
		for (const letter of line.split('')) {
			if (letter === signs.bold) on ^= mark.bold;
			else if (letter === signs.italic) on ^= mark.italic;
			else if (letter === signs.bullet || letter === signs.number) {
				if (!words && list === 0) list = letter === signs.bullet ? mark.bullet : mark.number;
			} else {
				words = true;
				text.push(letter);
				marks.push(on);
			}
		}
		text.push('\n');
		marks.push(list);
	}
	return { text: text.join(''), marks };
}

/** A text as it is kept: always the same for what looks the same. */
export function writeRich({ text, marks }: Flat): string {
	let [out, from] = ['', 0];
	for (let end = text.indexOf('\n'); end >= 0; from = end + 1, end = text.indexOf('\n', from)) {
		const line = text.slice(from, end);
		const list = marks[end] ?? 0;
		if (/\S/.test(line)) out += list & mark.bullet ? signs.bullet : list & mark.number ? signs.number : '';
		let on = 0;
		for (let i = from; i < end; i++) {
			const letter = text[i] ?? '';
			// a blank is neither bold nor not: signs stand before letters, so that a text that goes on begins as it did
			if (/\S/.test(letter)) {
				const now = (marks[i] ?? 0) & (mark.bold | mark.italic);
				out += signsOf(on ^ now);
				on = now;
			}
			out += letter;
		}
		out += '\n';
	}
	return out.slice(0, -1);
}

const signsOf = (change: number): string =>
	(change & mark.bold ? signs.bold : '') + (change & mark.italic ? signs.italic : '');

/** The same text in the one way it is written; a plain text stays as it is. */
export const tidyRich = (rich: string): string => (plainOf(rich) === rich ? rich : writeRich(readRich(rich)));

/** Every word with signs of its own, so that words can be compared and put together one by one. */
export function wordByWord(rich: string): string {
	if (plainOf(rich) === rich) return rich;
	const { text, marks } = readRich(rich);
	let [out, from] = ['', 0];
	for (let end = text.indexOf('\n'); end >= 0; from = end + 1, end = text.indexOf('\n', from)) {
		const list = marks[end] ?? 0;
		let first = list & mark.bullet ? signs.bullet : list & mark.number ? signs.number : '';
		let at = from;
		for (const piece of text.slice(from, end).match(/\s+|\S+/g) ?? []) {
			if (/\S/.test(piece)) {
				out += first + writeRich({ text: `${piece}\n`, marks: [...marks.slice(at, at + piece.length), 0] });
				const on = (marks[at + piece.length - 1] ?? 0) & (mark.bold | mark.italic);
				out += signsOf(on);
				first = '';
			} else out += piece;
			at += piece.length;
		}
		out += '\n';
	}
	return out.slice(0, -1);
}

/** Letters that stand together in one form. */
export interface Run {
	text: string;
	bold: boolean;
	italic: boolean;
}
/** Lines as a page shows them: those of one list together, all others as they follow each other. */
export interface Block {
	list: ListKind | null;
	lines: Run[][];
}

/** The blocks of a text; none of an empty one. */
export function blocksOf(rich: string): Block[] {
	const { text, marks } = readRich(rich);
	const blocks: Block[] = [];
	if (text.trim() === '') return blocks;
	for (let from = 0, end = text.indexOf('\n'); end >= 0; from = end + 1, end = text.indexOf('\n', from)) {
		const list = listOf(marks[end] ?? 0);
		const runs = runsIn(text.slice(from, end), marks.slice(from, end));
		const last = blocks.at(-1);
		if (last && last.list === list) last.lines.push(runs);
		else blocks.push({ list, lines: [runs] });
	}
	return blocks;
}

export const listOf = (marks: number): ListKind | null =>
	marks & mark.bullet ? 'bullet' : marks & mark.number ? 'number' : null;

function runsIn(line: string, marks: readonly number[]): Run[] {
	const runs: Run[] = [];
	for (let from = 0; from < line.length;) {
		const on = marks[from] ?? 0;
		let to = from + 1;
		while (to < line.length && marks[to] === on) to++;
		runs.push({ text: line.slice(from, to), bold: (on & mark.bold) > 0, italic: (on & mark.italic) > 0 });
		from = to;
	}
	return runs;
}

/** One step on the way from a text to another: letters go and come at a place, or change their form there. */
export type RichEdit =
	{ at: number; remove: number; insert: Flat } | { at: number; marks: number; was: number; length: number };

/**
 * The way from one text to another, in steps to be taken one after the other: first words, then their form. Words that
 * stay are not touched, so that what somebody else writes between them stays where she wrote it.
 */
export function editsBetween(before: Flat, after: Flat): RichEdit[] {
	const [old, now] = [before.text, after.text];
	const most = Math.min(old.length, now.length);
	let from = 0;
	while (from < most && old[from] === now[from]) from++;
	if (isHalf(old, from) || isHalf(now, from)) from--;
	let same = 0;
	while (same < most - from && old[old.length - 1 - same] === now[now.length - 1 - same]) same++;
	if (isHalf(old, old.length - same) || isHalf(now, now.length - same)) same--;
	const [oldEnd, nowEnd] = [old.length - same, now.length - same];
	const edits: RichEdit[] = [];
	let [there, come] = [from, from];
	for (const { is, text } of wordsChanged(old.slice(from, oldEnd), now.slice(from, nowEnd))) {
		if (is === 'gone') edits.push({ at: there, remove: text.length, insert: { text: '', marks: [] } });
		else if (is === 'fresh')
			edits.push({ at: there, remove: 0, insert: { text, marks: after.marks.slice(come, come + text.length) } });
		if (is !== 'gone') {
			there += text.length;
			come += text.length;
		}
	}
	const stood = [...before.marks];
	for (const edit of edits) if ('insert' in edit) stood.splice(edit.at, edit.remove, ...edit.insert.marks);
	for (let at = 0; at < now.length;) {
		const [was, is] = [stood[at] ?? 0, after.marks[at] ?? 0];
		let end = at + 1;
		while (end < now.length && stood[end] === was && after.marks[end] === is) end++;
		if (was !== is) edits.push({ at, marks: is, was, length: end - at });
		at = end;
	}
	return edits;
}

/** The place lies between the two halves of one sign, such as a smiley. */
const isHalf = (text: string, at: number): boolean => {
	const code = text.charCodeAt(at);
	return code >= 0xdc00 && code <= 0xdfff && at > 0;
};
