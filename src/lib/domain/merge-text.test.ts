import { expect, it } from 'vitest';
import { mergeText } from './merge-text';

it.each([
	['nobody else wrote', 'a', 'a', 'a b', 'a b'],
	['only the other wrote', 'a', 'a b', 'a', 'a b'],
	['both wrote the same', 'a', 'a b', 'a b', 'a b'],
	['one in front and one at the end', 'b', 'a b', 'b c', 'a b c'],
	['one at the end and one in front', 'b', 'b c', 'a b', 'a b c'],
	['both at the end: what was saved first stands first', 'a', 'a b', 'a c', 'a b c'],
	['both in an empty field', '', 'eerst', 'dan', 'eerst dan'],
	[
		'one took a word away, the other wrote elsewhere',
		'een twee drie',
		'een drie',
		'een twee drie vier',
		'een drie vier'
	],
	['both changed one word', 'een twee drie', 'een zes drie', 'een acht drie', 'een zes acht drie'],
	['one took away what the other changed', 'een twee drie', 'een acht drie', 'een drie', 'een acht drie']
])('%s', (_what, base, saved, mine, merged) => expect(mergeText(base, saved, mine, false)).toBe(merged));

it.each([
	['an earlier state of mine was saved: it stands there once', 'a', 'a b', 'a b c', 'a b c'],
	['a later state of mine was saved already', 'a', 'a b c', 'a b', 'a b c']
])('%s', (_what, base, saved, mine, merged) => expect(mergeText(base, saved, mine, true)).toBe(merged));

it('two people who begin alike both keep their words', () => {
	expect(mergeText('', 'Ja', 'Jammer dat', false)).toBe('Ja Jammer dat');
	expect(mergeText('', 'Jammer dat', 'Ja', false)).toBe('Jammer dat Ja');
});

it('whatever two people add, both find all their own words again', () => {
	const words = ['kijk', 'toren', 'lacht', 'stil', 'samen', 'wacht'];
	let seed = 7;
	const roll = (n: number): number => (seed = (seed * 48_271) % 2_147_483_647) % n;
	const add = (text: string, word: string): string => {
		const at = roll(text.length + 1);
		return `${text.slice(0, at)}[${word}]${text.slice(at)}`;
	};
	for (let round = 0; round < 2_000; round++) {
		const base = Array.from({ length: roll(5) }, () => words[roll(6)]).join(' ');
		const merged = mergeText(base, add(base, 'theirs'), add(base, 'mine'), false);
		expect(merged, base).toContain('theirs');
		expect(merged, base).toContain('mine');
	}
});
