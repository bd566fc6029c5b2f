import { describe, expect, it } from 'vitest';
import { relationWords, relationWordsIn, wordIn, wordsAboutOne } from './relation-words';

describe('relation words', () => {
	it('offers more than 120 different words in both languages (R87)', () => {
		for (const language of ['nl', 'en'] as const) {
			const words = relationWordsIn(language);
			expect(new Set(words).size).toBe(words.length);
			expect(words.length).toBeGreaterThan(120);
			expect(words.every((word) => word.trim() === word && word.length > 0 && word.length <= 40)).toBe(true);
		}
		expect(new Set(relationWords.map((w) => w.id)).size).toBe(relationWords.length);
	});

	it('says nothing of good or bad', () => {
		expect(relationWords.every((w) => Object.keys(w).sort().join() === 'id,word')).toBe(true);
	});

	it('shows a chosen word in the language of the reader and leaves an own word alone', () => {
		expect(wordIn('en', 'Vluchtig ')).toBe('fleeting');
		expect(wordIn('nl', 'fleeting')).toBe('vluchtig');
		expect(wordIn('en', ' wiebelig')).toBe('wiebelig');
	});

	it('never offers a word that gets the hint', () => {
		for (const language of ['nl', 'en'] as const)
			expect(wordsAboutOne(language).filter((word) => relationWordsIn(language).includes(word))).toEqual([]);
	});
});
