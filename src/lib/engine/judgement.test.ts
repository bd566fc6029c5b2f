import { describe, expect, it } from 'vitest';
import { judgingWords } from '$lib/methods/judging-words';
import { judgementIn } from './judgement';

const wordsOf = (locale: 'nl' | 'en') => judgingWords.find((it) => it.locale === locale)?.words ?? [];
const nl = (text: string) => judgementIn(text, wordsOf('nl'));
const en = (text: string) => judgementIn(text, wordsOf('en'));

describe('[S27] a word that judges', () => {
	it('is found as a whole word, with capitals, accents and signs around it', () => {
		expect(nl('Dat doe je goed!')).toBe('goed');
		expect(nl('Druk: hij loopt weg')).toBe('druk');
		expect(nl('Ze is ONGEÏNTERESSEERD')).toBe('ongeïnteresseerd');
		expect(nl('Je had moeten wachten')).toBe('had moeten');
		expect(en('She never looks, on purpose.')).toBe('never');
	});
	it('is not found inside another word, nor in what can be seen', () => {
		for (const text of [
			'J. kijkt op en drukt op het gele blok',
			'Hij legt het in het moetje',
			'Marit wacht drie tellen, J. schuift dichterbij',
			'J. lacht hardop'
		])
			expect(nl(text)).toBeNull();
		expect(en('J. looks up and hands over the block')).toBeNull();
		expect(nl('')).toBeNull();
	});
	it('without a list there is never a hint', () => {
		expect(judgementIn('slecht', [])).toBeNull();
	});
});
