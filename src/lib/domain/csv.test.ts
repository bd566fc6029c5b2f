import process from 'node:process';
import { expect, it } from 'vitest';
import { dice, seedOf, type Dice } from '../../../tests/faults/dice';
import { csvOf } from './csv';

/** How many made-up strings; SECURITY D7 asks for a hundred thousand: `CSV_STRINGS=100000`. */
const strings = Number(process.env['CSV_STRINGS'] ?? 5_000);

const starts = [
	'=',
	'+',
	'-',
	'@',
	'\t',
	'\r',
	'\n',
	'＝',
	'＋',
	'－',
	'＠',
	'',
	'',
	' ',
	'"',
	"'",
	';',
	',',
	'\u0000',
	'\ufeff',
	'\u200b',
	'\u00a0',
	'\u2028',
	'|',
	'%'
];
const middles = [
	...[
		'HYPERLINK("http://x","y")',
		"cmd|' /C calc'!A0",
		'1+1',
		'Jan',
		'x";=1+1',
		"x',=1+1",
		';=1+1',
		';"=1+1',
		'\t=1+1',
		'\r\n=1+1'
	],
	...['\n@SUM(1)', ';;;-1', '; \u200b=1', '"";""=1', ',"=1', 'a;+b', 'a;\t=b', '🙈', 'é', '\ud800', 'x'.repeat(300)]
];
const madeUp = (d: Dice): string =>
	Array.from({ length: 1 + d.roll(5) }, () => (d.chance(0.5) ? d.pick(starts) : d.pick(middles))).join('');

/** A table as a spreadsheet reads it, with this sign between cells (RFC 4180, and as Excel does where quotes stand wrong). */
function cellsOf(csv: string, between: string): string[][] {
	const rows: string[][] = [[]];
	let cell = '';
	let quoted = false;
	let begun = false;
	const end = () => {
		rows.at(-1)?.push(cell);
		cell = '';
		begun = false;
	};
	for (let i = 0; i < csv.length; i++) {
		const c = csv.charAt(i);
		if (quoted && c === '"' && csv.charAt(i + 1) === '"') cell += csv.charAt(i++);
		else if (quoted && c === '"') quoted = false;
		else if (quoted) cell += c;
		else if (c === '"' && !begun) quoted = begun = true;
		else if (c === between) end();
		else if (c === '\n' || c === '\r') {
			if (c === '\r' && csv.charAt(i + 1) === '\n') i++;
			end();
			rows.push([]);
		} else {
			cell += c;
			begun = true;
		}
	}
	return rows.slice(0, -1);
}

/** What a spreadsheet takes for a formula: the first sign that is to be seen is one of these. */
const runs = (cell: string): boolean => /^[\s\p{C}"]*[=+\-@＝＋－＠]/u.test(cell) || /^[\t\r\n]/.test(cell);

it('[SF2] [D7] no cell of a table is a formula, whichever sign a spreadsheet takes to stand between cells', () => {
	const wrong: string[] = [];
	for (let n = 0; n < strings; n++) {
		const d = dice(seedOf(9, n));
		const row = [madeUp(d), madeUp(d), 'clip', madeUp(d)];
		const csv = csvOf([row]);
		// a Dutch Excel opens a table with a semicolon between cells, whatever stands in it
		for (const between of [',', ';', '\t']) {
			const rows = cellsOf(csv, between);
			if (rows.length !== 1 || (between === ',' && rows[0]?.length !== row.length) || rows.flat().some(runs))
				wrong.push(`${n} between ${between}: ${JSON.stringify(row)} is ${JSON.stringify(rows)}`);
		}
	}
	expect(wrong.slice(0, 5)).toEqual([]);
});

it('[SF2] [D7] what stood in a cell comes back, but for the sign that stops a formula and for line ends', () => {
	const plain = (text: string) =>
		text
			.replace(/[\r\n\t]+/g, ' ')
			.replaceAll("'", '')
			.replaceAll('; ', ';');
	for (let n = 0; n < strings; n++) {
		const d = dice(seedOf(10, n));
		const row = [madeUp(d), madeUp(d)];
		expect(cellsOf(csvOf([row]), ',')[0]?.map(plain)).toEqual(row.map(plain));
	}
	expect(csvOf([['Marit', 'groep 3; en 4', 12]])).toBe('"Marit","groep 3; en 4","12"\r\n');
});
