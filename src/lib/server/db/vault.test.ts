import { describe, expect, it } from 'vitest';
import { openVault } from './vault';

const vault = openVault(new Uint8Array(32).fill(7));
const { key } = vault.newKey();

describe('sealing', () => {
	it('gives back what was sealed, also nothing and much', () => {
		for (const length of [0, 1, 15, 16, 17, 100_000]) {
			const plain = new Uint8Array(length).fill(length);
			const sealed = vault.seal(key, plain);
			expect(sealed).toHaveLength(12 + length + 16);
			expect(vault.unseal(key, sealed)).toEqual(plain);
		}
	});

	it('refuses bytes of which a single bit was changed, and another key', () => {
		const sealed = vault.seal(key, new Uint8Array([1, 2, 3]));
		for (let at = 0; at < sealed.length; at++) {
			const changed = sealed.slice();
			changed[at] = (changed[at] ?? 0) ^ 1;
			expect(() => vault.unseal(key, changed)).toThrow();
		}
		expect(() => vault.unseal(vault.newKey().key, sealed)).toThrow();
	});

	it('never uses a nonce twice: that would give away what was sealed', () => {
		const nonces = Array.from({ length: 2000 }, () => Buffer.from(vault.seal(key, new Uint8Array(1)).subarray(0, 12)));
		expect(new Set(nonces.map((nonce) => nonce.toString('hex'))).size).toBe(nonces.length);
	});

	it('keeps sealed bytes as they are while others are sealed', () => {
		const first = vault.seal(key, new Uint8Array([9]));
		for (let i = 0; i < 600; i++) vault.seal(key, new Uint8Array([1]));
		expect(vault.unseal(key, first)).toEqual(new Uint8Array([9]));
	});
});
