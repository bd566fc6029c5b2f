import { describe, expect, it } from 'vitest';
import { appAddress, base32, codeAt, newAppSecret, secretBytes, stepAt, stepOf } from './authenticator-codes';

const rfc = new TextEncoder().encode('12345678901234567890');

describe('[A3] codes of an authenticator app', () => {
	// RFC 6238 appendix B, SHA-1; eight digits there, of which an app shows the last six
	it.each([
		[59, '94287082'],
		[1_111_111_109, '07081804'],
		[1_111_111_111, '14050471'],
		[1_234_567_890, '89005924'],
		[2_000_000_000, '69279037'],
		[20_000_000_000, '65353130']
	])('at %i s is what the RFC says', (seconds, code) => {
		expect(codeAt(rfc, Math.floor(seconds / 30))).toBe(code.slice(-6));
	});

	it('fits now and half a minute either side, and not a minute away', () => {
		const now = new Date('2026-11-12T14:30:10Z');
		const step = stepAt(now);
		for (const off of [-1, 0, 1]) expect(stepOf(rfc, codeAt(rfc, step + off), now, 0)).toBe(step + off);
		for (const off of [-2, 2]) expect(stepOf(rfc, codeAt(rfc, step + off), now, 0)).toBeNull();
	});

	it('is used up once, with those before it', () => {
		const now = new Date('2026-11-12T14:30:10Z');
		const step = stepAt(now);
		expect(stepOf(rfc, codeAt(rfc, step), now, step)).toBeNull();
		expect(stepOf(rfc, codeAt(rfc, step - 1), now, step)).toBeNull();
		expect(stepOf(rfc, codeAt(rfc, step + 1), now, step)).toBe(step + 1);
	});

	it('is read with a space in the middle, and nothing else passes for it', () => {
		const now = new Date(59_000);
		expect(stepOf(rfc, '287 082', now, 0)).toBe(1);
		for (const wrong of ['', '28708', '2870822', 'abcdef', '２８７０８２', '000000'])
			expect(stepOf(rfc, wrong, now, 0)).toBeNull();
	});

	it('has a secret that can be typed', () => {
		expect(base32(new TextEncoder().encode('foobar'))).toBe('MZXW6YTBOI');
		expect(base32(new TextEncoder().encode('foob'))).toBe('MZXW6YQ');
		expect(newAppSecret()).toHaveLength(secretBytes);
		expect(appAddress(rfc, { school: 'De Linde', email: 'marit@delinde.test' })).toBe(
			'otpauth://totp/Kijkkring%20De%20Linde:marit%40delinde.test?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Kijkkring%20De%20Linde'
		);
	});
});
