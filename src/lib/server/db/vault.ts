import {
	createCipheriv,
	createDecipheriv,
	createSecretKey,
	hkdfSync,
	randomBytes,
	randomFillSync,
	type KeyObject
} from 'node:crypto';
import { openErasures, type Erasures, type KeyStore } from './key-store';

/**
 * Keys. One data key per clip and per trajectory, in two halves: one in the row, one in the key store outside the
 * database [ER1]; the latter is sealed under the school's master key. Destroying a key makes everything under it
 * unreadable: in tables, in the database's own log and, as soon as no copy of the key store is left that is older, in
 * backups alike (SECURITY F9, decision 0043).
 */
export interface Vault {
	/** Its half in the store is on the disk when this returns. */
	newKey(): { key: Uint8Array; wrapped: Uint8Array };
	/**
	 * Throws `KeyDestroyed`, `KeysAway` when the store is out of reach, or an error when the wrapped key was made under
	 * another master key or was changed.
	 */
	open(wrapped: Uint8Array): Uint8Array;
	/** What the key is called in the store; null for one from before there was a store. */
	idOf(wrapped: Uint8Array): string | null;
	/** For ever, and on the disk when this returns; runs again without harm. */
	destroy(id: string): void;
	/** [ER4] What was erased, beside the keys and not in the database. */
	erasures: Erasures;
	/** Names this installation to others that may share a bucket with it; says nothing about any key. */
	mark: string;
	/** The same key with half of it in the store; null when that is so already [ER2]. */
	moved(wrapped: Uint8Array): Uint8Array | null;
	/** AES-256-GCM: nonce (12) + ciphertext + tag (16). */
	seal(key: Uint8Array, plain: Uint8Array): Uint8Array;
	/** Throws when a single bit was changed. */
	unseal(key: Uint8Array, sealed: Uint8Array): Uint8Array;
	sealText(key: Uint8Array, text: string): Uint8Array;
	unsealText(key: Uint8Array, sealed: Uint8Array): string;
	/**
	 * [ER7] A text under a wrapped key that it brings along, so that whoever reads it needs nothing else. Null for none, and
	 * for what was erased while somebody wrote in it.
	 */
	write(wrapped: Uint8Array, text: string): Uint8Array | null;
	/** Such a text; nothing where there is none, or where its key was destroyed. */
	read(written: Uint8Array | null): string;
}

/** What was sealed under it is noise from now on, wherever it lies. */
export class KeyDestroyed extends Error {
	constructor() {
		super('this key was destroyed');
	}
}

const nonceBytes = 12;
const tagBytes = 16;
const keyBytes = 32;
/** How a wrapped key begins that has its other half in the store. One from before has no such mark, and is shorter. */
const inStore = 2;
const idBytes = 16;
const sealedKeyBytes = nonceBytes + keyBytes + tagBytes;

const derived = (master: Uint8Array, what: string): Uint8Array => {
	if (master.length !== keyBytes) throw new Error('the master key must be 32 bytes');
	return new Uint8Array(hkdfSync('sha256', master, new Uint8Array(), what, keyBytes));
};
/** Under which halves in the store are sealed. */
const storeKeyOf = (master: Uint8Array): Uint8Array => derived(master, 'kijkkring key store');
/** Under which whole data keys were sealed before there was a store. */
const rowKeyOf = (master: Uint8Array): Uint8Array => derived(master, 'kijkkring data keys');

/**
 * `master`: 32 random bytes. Wrapping keys are derived from it, so that the master key itself encrypts nothing twice.
 * `old`: the one before it, while keys are turned over to the new one [ER3]. Without a store keys are whole in their
 * rows, as they were before there was one: only tests that seed a database for somebody else do that.
 */
export function openVault(master: Uint8Array, { store, old }: { store?: KeyStore; old?: Uint8Array } = {}): Vault {
	const masters = old ? [master, old] : [master];
	const storeKeys = masters.map(storeKeyOf);
	const rowKeys = masters.map(rowKeyOf);
	/** Opened halves, for as long as the store gives the same bytes: it asks the disk before each. */
	const secrets = store ? houseSecrets(store, master, old) : null;
	const opened = new WeakMap<Uint8Array, Uint8Array>();

	function halfOf(id: string): Uint8Array {
		const sealed = store?.read(id);
		if (!sealed) throw new KeyDestroyed();
		const half = opened.get(sealed) ?? underOneOf(storeKeys, sealed);
		opened.set(sealed, half);
		return half;
	}

	function wrap(key: Uint8Array): Uint8Array {
		const [storeKey] = storeKeys;
		const [rowKey] = rowKeys;
		if (!storeKey || !rowKey) throw new Error('no master key');
		if (!store) return seal(rowKey, key);
		const id = randomBytes(idBytes);
		const half = new Uint8Array(randomBytes(keyBytes));
		store.write(id.toString('hex'), seal(storeKey, half));
		return new Uint8Array(Buffer.concat([Buffer.from([inStore]), id, seal(half, key)]));
	}

	function open(wrapped: Uint8Array): Uint8Array {
		const id = storeId(wrapped);
		return id === null ? underOneOf(rowKeys, wrapped) : unseal(halfOf(id), wrapped.subarray(1 + idBytes));
	}

	function write(wrapped: Uint8Array, text: string): Uint8Array | null {
		if (text === '') return null;
		try {
			const sealed = seal(open(wrapped), new TextEncoder().encode(text));
			return new Uint8Array(Buffer.concat([Buffer.from([wrapped.length]), wrapped, sealed]));
		} catch (error) {
			if (error instanceof KeyDestroyed) return null;
			throw error;
		}
	}

	function read(written: Uint8Array | null): string {
		if (!written) return '';
		const [length = 0] = written;
		try {
			const key = open(written.subarray(1, 1 + length));
			return new TextDecoder().decode(unseal(key, written.subarray(1 + length)));
		} catch (error) {
			if (error instanceof KeyDestroyed) return '';
			throw error;
		}
	}

	return {
		newKey: () => {
			const key = new Uint8Array(randomBytes(keyBytes));
			return { key, wrapped: wrap(key) };
		},
		open,
		idOf: storeId,
		destroy: (id) => store?.destroy(id),
		erasures: store && secrets ? openErasures(store, secrets.proof) : nothingKept,
		mark: secrets?.mark ?? markOf(master).toString('base64url'),
		moved: (wrapped) => (store && storeId(wrapped) === null ? wrap(open(wrapped)) : null),
		seal,
		unseal,
		sealText: (key, text) => seal(key, new TextEncoder().encode(text)),
		unsealText: (key, sealed) => new TextDecoder().decode(unseal(key, sealed)),
		write,
		read
	};
}

const nothingKept: Erasures = { add: () => {}, read: () => ({ erasures: [], strange: 0 }) };

/** What a wrapped key is called in the store; null for one from before there was a store. */
export function storeId(wrapped: Uint8Array): string | null {
	if (wrapped.length !== 1 + idBytes + sealedKeyBytes || wrapped[0] !== inStore) return null;
	return Buffer.from(wrapped.subarray(1, 1 + idBytes)).toString('hex');
}

/** By the first key that fits. */
function underOneOf(keys: readonly Uint8Array[], sealed: Uint8Array): Uint8Array {
	let reason: unknown;
	for (const key of keys) {
		try {
			return unseal(key, sealed);
		} catch (error) {
			reason = error;
		}
	}
	throw reason;
}

/** A store that was begun under another master key. */
export class OtherMasterKey extends Error {
	constructor() {
		super('the key store was made under another master key');
	}
}

/** What an installation is known by, whatever its master key is now. */
export interface HouseSecrets {
	/** Names an installation to others that may share a bucket with it; says nothing about any key. */
	mark: string;
	/** Proves that a line in the list of erasures is ours. */
	proof: Uint8Array;
}

/**
 * The secret an installation keeps in its key store, made at its first start. The mark begins as it was derived from the
 * master key before there was a store, so that a bucket still knows its house. Throws `OtherMasterKey`.
 */
export function houseSecrets(store: KeyStore, master: Uint8Array, old?: Uint8Array): HouseSecrets {
	if (!store.house.read())
		store.house.begin(seal(storeKeyOf(master), Buffer.concat([markOf(old ?? master), randomBytes(keyBytes)])));
	const sealed = store.house.read() ?? new Uint8Array();
	try {
		return secretsIn(underOneOf((old ? [master, old] : [master]).map(storeKeyOf), sealed));
	} catch {
		throw new OtherMasterKey();
	}
}

const markOf = (master: Uint8Array): Buffer =>
	Buffer.from(hkdfSync('sha256', master, new Uint8Array(), 'kijkkring house mark', 16));

const secretsIn = (bytes: Uint8Array): HouseSecrets => ({
	mark: Buffer.from(bytes.subarray(0, 16)).toString('base64url'),
	proof: new Uint8Array(bytes.subarray(16))
});

/**
 * [ER3] Seals every half anew under the new master key; what stands in the rows stays as it is, so that an older backup of
 * the data opens with the new key too. Broken off anywhere it goes on at the next start with both keys: the secret of the
 * house comes last, and with it the old key opens nothing any more. Answers how many were turned over.
 */
export function turnKeys(store: KeyStore, master: Uint8Array, old: Uint8Array): number {
	const [from, to] = [storeKeyOf(old), storeKeyOf(master)];
	const turnedOver = (sealed: Uint8Array | null): Uint8Array | null => {
		if (!sealed) return null;
		try {
			unseal(to, sealed);
			return null;
		} catch {
			return seal(to, unseal(from, sealed));
		}
	};
	let turned = 0;
	for (const id of store.ids()) {
		const half = turnedOver(store.read(id));
		if (!half) continue;
		store.replace(id, half);
		turned++;
	}
	const house = turnedOver(store.house.read());
	if (house) store.house.replace(house);
	return turned;
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
