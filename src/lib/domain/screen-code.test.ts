import { describe, expect, it } from 'vitest';
import { codeFrom, codeShown, codeTyped } from './screen-code';

describe('[BS4] the code of a big screen', () => {
	it('is six letters or figures that are not mistaken for each other', () => {
		const code = codeFrom(Uint8Array.from({ length: 32 }, (_, i) => i * 7));
		expect(code).toMatch(/^[CDFHJKLMNPRTVWXY34679]{6}$/);
		expect(codeShown('CDFHJK')).toBe('CDF-HJK');
	});

	it('every letter is as likely as any other, and too few bytes are none', () => {
		const drawn = Array.from({ length: 256 }, (_, byte) => codeFrom(new Uint8Array(6).fill(byte))?.[0]);
		const counts = new Map<string | undefined, number>();
		for (const letter of drawn) counts.set(letter, (counts.get(letter) ?? 0) + 1);
		counts.delete(undefined);
		expect(new Set(counts.values())).toEqual(new Set([12]));
		expect(codeFrom(new Uint8Array(6).fill(255))).toBeNull();
	});

	it('is recognised as people type it, and nothing else is', () => {
		for (const typed of ['CDFHJK', 'cdf-hjk', ' cdf hjk ', 'CDF-HJK']) expect(codeTyped(typed)).toBe('CDFHJK');
		for (const typed of ['', 'CDFHJ', 'CDFHJKL', 'CDFHJ0', 'CDFHJ%', '../../']) expect(codeTyped(typed)).toBeNull();
	});
});
