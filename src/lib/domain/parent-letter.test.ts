import { describe, expect, it } from 'vitest';
import { letterEnds, plainTyping, secretFrom, secretShown, secretTyped } from './parent-letter';

const bytes = (n: number) => Uint8Array.from({ length: n }, (_, i) => (i * 37 + 11) % 256);

describe('[PP2] the secret of a letter', () => {
	const secret = secretFrom(bytes(32));

	it('is 140 bits in 28 characters of which none is taken for another', () => {
		expect(secret).toMatch(/^[0-9A-HJKMNP-TV-Z]{28}$/);
		const all = new Set(Array.from({ length: 256 }, (_, byte) => secretFrom(new Uint8Array(28).fill(byte))[0]));
		expect(all.size).toBe(32);
		expect(() => secretFrom(bytes(27))).toThrow();
	});

	it('is read as it is printed, and however it is typed', () => {
		expect(secretShown(secret).split(' ')).toHaveLength(7);
		for (const typed of [
			secretShown(secret),
			secret.toLowerCase(),
			` ${secretShown(secret).replaceAll(' ', '-')}\u200e`
		])
			expect(secretTyped(typed)).toBe(secret);
	});

	it('O and 0, I, L and 1 are one another; figures of an Arabic, a Persian and a Cyrillic keyboard count', () => {
		expect(secretTyped(`${'O'.repeat(26)}il`)).toBe(`${'0'.repeat(26)}11`);
		expect(plainTyping('٠١٢٣ ۴۵۶۷')).toBe('01234567');
		expect(plainTyping('авсе нкмо')).toBe('ABCEHKMO');
	});

	it('is nothing when it is too short, too long, or holds another letter', () => {
		for (const typed of ['', secret.slice(1), `${secret}0`, `${secret.slice(1)}U`, 'x'.repeat(100_000)])
			expect(secretTyped(typed)).toBeNull();
	});
});

it('[PP3] a letter lasts sixty days, or as long as a film of the cycle can be kept', () => {
	const now = new Date('2026-11-28T12:00:00Z');
	expect(letterEnds(now, new Date('2026-12-31T12:00:00Z'))).toEqual(new Date('2027-01-27T12:00:00Z'));
	expect(letterEnds(now, new Date('2027-03-04T12:00:00Z'))).toEqual(new Date('2027-03-04T12:00:00Z'));
});
