import { createCipheriv, createECDH, createPrivateKey, hkdfSync, randomBytes, sign } from 'node:crypto';
import type { PushAddress } from '$lib/domain/push';

/** Messages of at most this many bytes fit in one record, whatever the push service. */
const recordBytes = 4096;

const bytesOf = (text: string): Buffer => Buffer.from(text, 'base64url');
const json = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const derive = (key: Uint8Array, salt: Uint8Array, info: string | Uint8Array, length: number): Buffer =>
	Buffer.from(hkdfSync('sha256', key, salt, info, length));

/**
 * A message that only that browser can open: RFC 8291 over RFC 8188 (`aes128gcm`), in one record. `chance` is for the
 * RFC's own example; every message else has a key pair and a salt of its own. Throws when the browser's keys are none.
 */
export function sealPush(
	plain: Uint8Array,
	to: Pick<PushAddress, 'p256dh' | 'auth'>,
	chance?: { privateKey: Uint8Array; salt: Uint8Array }
): Uint8Array {
	if (plain.length > recordBytes - 103) throw new Error('too long for one push message');
	const ours = createECDH('prime256v1');
	if (chance) ours.setPrivateKey(chance.privateKey);
	else ours.generateKeys();
	const [ourPublic, theirPublic, salt] = [ours.getPublicKey(), bytesOf(to.p256dh), chance?.salt ?? randomBytes(16)];
	const about = Buffer.concat([Buffer.from('WebPush: info\0'), theirPublic, ourPublic]);
	const secret = derive(ours.computeSecret(theirPublic), bytesOf(to.auth), about, 32);
	const key = derive(secret, salt, 'Content-Encoding: aes128gcm\0', 16);
	const cipher = createCipheriv('aes-128-gcm', key, derive(secret, salt, 'Content-Encoding: nonce\0', 12));
	const head = Buffer.alloc(5);
	head.writeUInt32BE(recordBytes);
	head.writeUInt8(ourPublic.length, 4);
	// 2 says: this is the last record
	const sealed = [cipher.update(plain), cipher.update(Uint8Array.of(2)), cipher.final(), cipher.getAuthTag()];
	return new Uint8Array(Buffer.concat([salt, head, ourPublic, ...sealed]));
}

/** The public half of our key, as a browser wants it when it subscribes (65 bytes, base64url). */
export function publicHalf(privateKey: Uint8Array): string {
	const pair = createECDH('prime256v1');
	pair.setPrivateKey(privateKey);
	return pair.getPublicKey().toString('base64url');
}

/** Says to a push service who we are, for half a day: RFC 8292. `contact` is an e-mail address. */
export function vapidHeader(privateKey: Uint8Array, endpoint: string, contact: string, now: Date): string {
	const point = bytesOf(publicHalf(privateKey));
	const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((it) => it.toString('base64url'));
	const jwk = { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '', d: Buffer.from(privateKey).toString('base64url') };
	const claims = {
		aud: new URL(endpoint).origin,
		exp: Math.floor(now.getTime() / 1000) + 12 * 3600,
		sub: `mailto:${contact}`
	};
	const text = `${json({ typ: 'JWT', alg: 'ES256' })}.${json(claims)}`;
	const key = createPrivateKey({ key: jwk, format: 'jwk' });
	const signature = sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' });
	return `vapid t=${text}.${signature.toString('base64url')}, k=${point.toString('base64url')}`;
}
