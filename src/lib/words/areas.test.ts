import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { importsOf, sourceFiles } from '../../../tests/support/imports';
import { areasOf, everywhere, type Area } from './areas';
import { loadWords } from './index';
import { nl } from './nl';

const files = new Set(sourceFiles('src').filter((file) => !file.endsWith('.test.ts')));
const uses = new RegExp(String.raw`\bt\.(${Object.keys(nl).join('|')})\b`, 'g');

/** The areas that a page's file and everything it imports read from, apart from what every page has and what they bring. */
function readBy(file: string): Area[] {
	const [seen, found, own] = [new Set<string>(), new Set<Area>(), new Set<string>()];
	const read = (one: string): void => {
		if (seen.has(one) || !files.has(one)) return;
		seen.add(one);
		const code = readFileSync(one, 'utf8');
		for (const [, area] of code.matchAll(uses)) found.add(area as Area);
		// what is loaded later may bring its own: loadWords(locale, ['clip'])
		for (const [, list = ''] of code.matchAll(/\bloadWords\([\w.]+, \[([^\]]*)\]\)/g))
			for (const [, area = ''] of list.matchAll(/'(\w+)'/g)) own.add(area);
		for (const { target, typeOnly } of importsOf(one, files))
			if (!typeOnly && target && 'file' in target) read(target.file);
	};
	read(file);
	return [...found].filter((area) => !everywhere.includes(area) && !own.has(area)).sort();
}

const pages = [...files].filter((file) => file.endsWith('/+page.svelte'));
const frames = [...files].filter((file) => /\/\+(layout|error)\.svelte$/.test(file));

it.each(pages)('%s gets the words it reads, and no other area', (file) => {
	const route = file.slice('src/routes'.length, -'/+page.svelte'.length);
	expect(areasOf(route)?.filter((area) => !everywhere.includes(area))).toEqual(readBy(file));
});

it.each(frames)('%s stands around every page: it reads only what every page has', (file) => {
	expect(readBy(file)).toEqual([]);
});

it('words are always read by the name the test above looks for', () => {
	const others = [...files]
		.filter((file) => file.endsWith('.svelte') && /\bgetWords\(\)/.test(readFileSync(file, 'utf8')))
		.filter(
			(file) =>
				!/const (\{ (t|locale|t, locale) \}|reading) = getWords\(\);|getWords\(\)\.t\./.test(readFileSync(file, 'utf8'))
		);
	expect(others).toEqual([]);
});

it('an area is there once it was asked for, beside those that were, and all are when none is named', async () => {
	const words = await loadWords('en', ['team']);
	expect(Object.keys(words)).toEqual(['team']);
	expect(await loadWords('en', ['team', 'player'])).toBe(words);
	expect(Object.keys(words)).toEqual(['team', 'player']);
	expect(Object.keys(await loadWords('nl')).sort()).toEqual(Object.keys(nl).sort());
});
