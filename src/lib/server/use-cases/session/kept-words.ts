import type { Entry } from '$lib/notebook/table';
import type { Vault } from '$lib/server/db/vault';

/** What is kept of words somebody took away [L20]: the entry before, and how far the document was then. */
export interface KeptWords {
	entry: Entry;
	/** Clock per client id: tells later what was typed since. */
	had: [client: number, clock: number][];
}

/** Sealed under the child's key, as notes are. */
export const sealWords = (vault: Vault, key: Uint8Array, words: KeptWords): Uint8Array =>
	vault.sealText(key, JSON.stringify(words));

/** Opens the seal. Throws when it is another child's, or a bit was changed. */
export const openWords = (vault: Vault, key: Uint8Array, sealed: Uint8Array): KeptWords =>
	JSON.parse(vault.unsealText(key, sealed)) as KeptWords;
