import {
	createCipheriv,
	createDecipheriv,
	createSecretKey,
	hkdfSync,
	randomBytes,
	randomFillSync,
	type KeyObject
} from 'node:crypto';

/**
 * Keys. One data key per clip and per trajectory, wrapped under the school's master key, which lives outside the
 * data folder's backups. Destroying a wrapped key makes everything under it unreadable: in tables, in the database's
 * own log and in backups alike (SECURITY F9).
 */
export interface Vault {
	newKey(): { key: Uint8Array; wrapped: Uint8Array };
	/** Throws when the wrapped key was made under another master key or was changed. */
	open(wrapped: Uint8Array): Uint8Array;
	/** AES-256-GCM: nonce (12) + ciphertext + tag (16). */
	seal(key: Uint8Array, plain: Uint8Array): Uint8Array;
	/** Throws when a single bit was changed. */
	unseal(key: Uint8Array, sealed: Uint8Array): Uint8Array;
	sealText(key: Uint8Array, text: string): Uint8Array;
	unsealText(key: Uint8Array, sealed: Uint8Array): string;
}

/** Names an installation to others that may share a bucket with it; says nothing about the key. */
export const houseMark = (master: Uint8Array): string =>
	Buffer.from(hkdfSync('sha256', master, new Uint8Array(), 'kijkkring house mark', 16)).toString('base64url');

const nonceBytes = 12;
const tagBytes = 16;

/** `master`: 32 random bytes. The wrapping key is derived from it, so that the master key itself encrypts nothing twice. */
export function openVault(master: Uint8Array): Vault {
	if (master.length !== 32) throw new Error('the master key must be 32 bytes');
	const wrapping = new Uint8Array(hkdfSync('sha256', master, new Uint8Array(), 'kijkkring data keys', 32));
	return {
		newKey: () => {
			const key = new Uint8Array(randomBytes(32));
			return { key, wrapped: seal(wrapping, key) };
		},
		open: (wrapped) => unseal(wrapping, wrapped),
		seal,
		unseal,
		sealText: (key, text) => seal(key, new TextEncoder().encode(text)),
		unsealText: (key, sealed) => new TextDecoder().decode(unseal(key, sealed))
	};
}

/** Preparing a key takes longer than sealing a keystroke with it; it is forgotten together with its bytes. */
const preparedKeys = new WeakMap<Uint8Array, KeyObject>();

function prepared(key: Uint8Array): KeyObject {
	const known = preparedKeys.get(key) ?? createSecretKey(key);
	preparedKeys.set(key, known);
	return known;
}

function seal(key: Uint8Array, plain: Uint8Array): Uint8Array {
	const sealed = new Uint8Array(nonceBytes + plain.length + tagBytes);
	const nonce = freshNonce();
	const cipher = createCipheriv('aes-256-gcm', prepared(key), nonce);
	sealed.set(nonce);
	sealed.set(cipher.update(plain), nonceBytes);
	cipher.final(); // empty in this mode, and needed before the tag
	sealed.set(cipher.getAuthTag(), nonceBytes + plain.length);
	return sealed;
}

/** Chance is fetched for many nonces at once: one call takes as long as sealing a keystroke. Each is handed out once. */
const nonces = new Uint8Array(256 * nonceBytes);
let noncesUsed = nonces.length;

function freshNonce(): Uint8Array {
	if (noncesUsed === nonces.length) {
		randomFillSync(nonces);
		noncesUsed = 0;
	}
	return nonces.slice(noncesUsed, (noncesUsed += nonceBytes));
}

function unseal(key: Uint8Array, sealed: Uint8Array): Uint8Array {
	if (sealed.length < nonceBytes + tagBytes) throw new Error('sealed bytes are too short');
	const decipher = createDecipheriv('aes-256-gcm', prepared(key), sealed.subarray(0, nonceBytes), {
		authTagLength: tagBytes
	});
	decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
	const body = sealed.subarray(nonceBytes, sealed.length - tagBytes);
	return new Uint8Array(Buffer.concat([decipher.update(body), decipher.final()]));
}
