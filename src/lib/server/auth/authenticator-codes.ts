import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * Codes of authenticator apps: TOTP as every app speaks it (RFC 6238: SHA-1, six digits, half a minute). Few lines, and
 * checked against the figures of the RFC, so no package is needed for them.
 */
export const secretBytes = 20;
const stepSeconds = 30;

export const newAppSecret = (): Uint8Array => new Uint8Array(randomBytes(secretBytes));

export const stepAt = (now: Date): number => Math.floor(now.getTime() / 1000 / stepSeconds);

/** The code of one half minute. */
export function codeAt(secret: Uint8Array, step: number): string {
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(step));
	const mac = createHmac('sha1', secret).update(counter).digest();
	const offset = (mac.at(-1) ?? 0) & 0x0f;
	const number = mac.readUInt32BE(offset) & 0x7fffffff;
	return String(number % 1_000_000).padStart(6, '0');
}

/**
 * The half minute this code belongs to, or null. A clock may be half a minute off either way; what was used, and
 * everything before it, is used up.
 */
export function stepOf(secret: Uint8Array, code: string, now: Date, usedUp: number): number | null {
	const given = Buffer.from(code.replace(/\s/g, ''));
	let found: number | null = null;
	for (const step of [-1, 0, 1].map((off) => stepAt(now) + off)) {
		const right = Buffer.from(codeAt(secret, step));
		// all three are compared, whichever fits
		if (given.length === right.length && timingSafeEqual(given, right) && step > usedUp) found = step;
	}
	return found;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** As it is typed into an app by whoever has no camera. */
export function base32(bytes: Uint8Array): string {
	let [bits, value, text] = [0, 0, ''];
	for (const byte of bytes) {
		value = (value << 8) | byte;
		for (bits += 8; bits >= 5; bits -= 5) text += alphabet[(value >>> (bits - 5)) & 31];
		value &= (1 << bits) - 1;
	}
	return bits > 0 ? text + alphabet[(value << (5 - bits)) & 31] : text;
}

/** What the code on the screen says to an app. */
export function appAddress(secret: Uint8Array, about: { school: string; email: string }): string {
	const issuer = about.school ? `Kijkkring ${about.school}` : 'Kijkkring';
	const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(about.email)}`;
	return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}`;
}
