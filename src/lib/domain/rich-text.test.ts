import { describe, expect, it } from 'vitest';
import { mergeRich } from './merge-text';
import { wordsChanged } from './plan-history';
import {
	blocksOf,
	editsBetween,
	type Flat,
	mark,
	plainOf,
	readRich,
	tidyRich,
	wordByWord,
	writeRich
} from './rich-text';

const [B, I, L, N] = ['\u2061', '\u2062', '\u2063', '\u2064'];
const apply = ({ text, marks }: Flat, edits: ReturnType<typeof editsBetween>): Flat =>
	edits.reduce<Flat>(
		(flat, edit) =>
			'insert' in edit
				? {
						text: flat.text.slice(0, edit.at) + edit.insert.text + flat.text.slice(edit.at + edit.remove),
						marks: flat.marks.toSpliced(edit.at, edit.remove, ...edit.insert.marks)
					}
				: {
						text: flat.text,
						marks: flat.marks.map((was, i) => (i >= edit.at && i < edit.at + edit.length ? edit.marks : was))
					},
		{ text, marks }
	);

describe('[LP10] a text with form', () => {
	it.each(['', 'We bouwden.', 'een\n\ntwee ', ' - geen lijst\n1. ook niet\n*niet vet*', 'Zo 😀 dan'])(
		'is, without any, the text it was: %j',
		(plain) => {
			expect(writeRich(readRich(plain))).toBe(plain);
			expect(tidyRich(plain)).toBe(plain);
			expect(wordByWord(plain)).toBe(plain);
		}
	);

	it('reads as its words, and shows its form', () => {
		const rich = `Hij ${B}lachte luid ${B}en\n${L}een\n${L}${I}twee\n${N}drie`;
		expect(plainOf(rich)).toBe('Hij lachte luid en\neen\ntwee\ndrie');
		expect(tidyRich(rich)).toBe(rich);
		const words = (text: string, bold = false, italic = false) => ({ text, bold, italic });
		expect(blocksOf(rich)).toEqual([
			{ list: null, lines: [[words('Hij '), words('lachte luid ', true), words('en')]] },
			{ list: 'bullet', lines: [[words('een')], [words('twee', false, true)]] },
			{ list: 'number', lines: [[words('drie')]] }
		]);
		expect(blocksOf(' \n')).toEqual([]);
	});

	it('is written in one way, and never holds a sign without words', () => {
		expect(tidyRich(`${B}${B}a${L}b ${B} c${B}${I}`)).toBe(`ab ${B} c`.replace(`${B} `, ` ${B}`));
		expect(tidyRich(`${L}\n${B} `)).toBe('\n ');
		expect(tidyRich(`${B}a\nb`)).toBe(`${B}a\nb`);
	});

	it('goes on as it began, so that what is sent twice stands there once [LP4]', () => {
		const bold = (text: string) => writeRich({ text: `${text}\n`, marks: [...text.split('').map(() => mark.bold), 0] });
		expect(bold('Hij lachte').startsWith(bold('Hij'))).toBe(true);
		expect(mergeRich('', bold('Hij'), bold('Hij lachte'), true)).toBe(bold('Hij lachte'));
		expect(mergeRich('Hij', 'Hij lachte', bold('Hij lachte'), false)).toBe(bold('Hij lachte'));
		expect(plainOf(mergeRich('een twee', `een ${B}twee`, 'een twee drie', false))).toContain('twee drie');
	});

	it('is compared word by word, form and all', () => {
		const way = wordsChanged(wordByWord('Hij lachte luid'), wordByWord(`Hij ${B}lachte luid`));
		expect(way.map(({ is, text }) => [is, plainOf(text)])).toEqual([
			['same', 'Hij '],
			['gone', 'lachte luid'],
			['fresh', 'lachte luid']
		]);
		expect(blocksOf(way[2]?.text ?? '')[0]?.lines[0]?.filter(({ bold }) => bold).length).toBe(2);
		expect(wordsChanged(wordByWord(`${B}een twee`), wordByWord(`${B}een drie`))).toHaveLength(3);
	});

	it.each([
		['een', `e${B}en`],
		[`${L}een\n${L}twee`, 'een\ntwee'],
		['aa', `a${B}a${B}a`],
		['x😀y', 'x😃y'],
		['een\ntwee', `een twee\n${N}drie`],
		['', 'nieuw']
	])('finds the way from %j to %j', (before, after) => {
		const [from, to] = [readRich(before), readRich(after)];
		const edits = editsBetween(from, to);
		expect(apply(from, edits)).toEqual(to);
		for (const edit of edits) if ('insert' in edit) expect(edit.insert.text).toBe(edit.insert.text.toWellFormed());
		expect(editsBetween(to, to)).toEqual([]);
	});
});
