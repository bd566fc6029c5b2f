import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { consentScopes } from '$lib/domain/consent';
import { guardianLanguages } from '$lib/domain/guardian';
import { parentLanguages, parentTexts, parentTextsFor } from './index';
import { dayOf, momentOf, pointsShown, scopeShown, wordsRead } from './shown';
import type { ParentTexts } from './texts';

const facts = { teacher: 'Marit', school: 'De Linde', filmsUntil: new Date('2027-03-04T12:00:00Z') };
const expert = { name: 'Anke', organisation: 'Steunpunt' };
const each = it.each(parentLanguages.map((texts) => [texts.language, texts] as const));

/** Every text of a language, functions filled in with what tells itself apart. */
function textsIn(value: unknown, at: string): [string, string][] {
	if (typeof value === 'string') return [[at, value]];
	if (typeof value === 'function') return [[at, String((value as (...args: string[]) => string)('{a}', '{b}'))]];
	if (value === null || typeof value !== 'object') return [];
	return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, `${at}.${key}`));
}

describe('[PP9] the languages', () => {
	it('are the ones a guardian can be written to in, Dutch first', () => {
		expect(parentLanguages.map(({ language }) => language).toSorted()).toEqual([...guardianLanguages].toSorted());
		expect(parentLanguages[0]?.language).toBe('nl');
	});

	it('as she chose, as her letter says, as her browser says, or Dutch', () => {
		expect(parentTextsFor(['ar', 'tr'], 'pl').language).toBe('ar');
		expect(parentTextsFor(['xx', null], 'de-DE, fa;q=0.8').language).toBe('fa');
		expect(parentTextsFor([null], null).language).toBe('nl');
		expect(parentTexts('xx')).toBeNull();
	});

	each('%s says everything the others say, in its own words', (_, texts) => {
		const dutch = new Map(textsIn(parentTextsFor(['nl'], null), ''));
		const own = textsIn(texts, '');
		expect(own.map(([at]) => at)).toEqual([...dutch.keys()]);
		for (const [at, text] of own) {
			expect(text.trim(), at).not.toBe('');
			// what is filled in is never lost on the way
			for (const filled of ['{a}', '{b}']) expect(text.includes(filled), at).toBe(dutch.get(at)?.includes(filled));
		}
	});

	each('%s runs the way its letters do', (language, texts) => {
		const letters = textsIn(texts, '')
			.filter(([at]) => !/\.(dates|language|direction)$/.test(at))
			.map(([, text]) => text)
			.join('');
		const arabic = (letters.match(/\p{Script=Arabic}/gu) ?? []).length;
		expect(arabic > letters.length / 2).toBe(texts.direction === 'rtl');
		expect(['ar', 'fa'].includes(language)).toBe(texts.direction === 'rtl');
	});

	each('%s is short: at B1 nobody reads a sentence of more than 24 words', (_, texts) => {
		const long = textsIn(texts, '').filter(([, text]) =>
			text.split(/(?<=[.!?؟])\s/).some((sentence) => sentence.split(/\s+/).length > 24)
		);
		expect(long).toEqual([]);
	});

	each('%s writes days of the Gregorian calendar in the figures of the letter', (_, texts) => {
		expect(dayOf(texts, facts.filmsUntil)).toMatch(/\b4\b.*2027/s);
		expect(momentOf(texts, facts.filmsUntil)).toMatch(/13[:.]00/);
	});
});

describe('[PP6] a version is the words it stands for', () => {
	/** Whoever changes a text on which an answer stands gives it a new version, and it has to be checked anew. */
	const versions: Record<string, Record<number, string>> = {
		nl: { 1: 'a1c83f37c2325e25' },
		en: { 1: 'db97c2998dadca96' },
		es: { 1: 'b121a83a48f794e0' },
		pl: { 1: '7ce8d02fd86e7ac9' },
		tr: { 1: '11245b2e65b5313b' },
		uk: { 1: '5d80936ce5989968' },
		ar: { 1: '3c2d1e1f0969344a' },
		fa: { 1: 'd74de6ff2ff6fb2d' }
	};
	const hashOf = (texts: ParentTexts) =>
		createHash('sha256')
			.update(consentScopes.map((scope) => wordsRead(texts, facts, scope, expert)).join())
			.digest('hex')
			.slice(0, 16);

	each('%s', (language, texts) => {
		expect({ [texts.version]: hashOf(texts) }).toEqual(versions[language]);
	});

	it('and every scope, expert and date makes other words', () => {
		const texts = parentTextsFor(['nl'], null);
		const all = [
			...consentScopes.map((scope) => wordsRead(texts, facts, scope, expert)),
			wordsRead(texts, facts, 'expert', { ...expert, name: 'Bram' }),
			wordsRead(texts, { ...facts, filmsUntil: new Date('2027-03-05T12:00:00Z') }, 'team', null)
		];
		expect(new Set(all).size).toBe(all.length);
		expect(pointsShown(texts, facts)).toHaveLength(5);
		expect(scopeShown(texts, 'expert', expert).body).toContain('Anke van Steunpunt');
	});
});
