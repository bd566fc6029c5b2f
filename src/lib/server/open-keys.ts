import { ConfigError, type Config } from './config';
import type { Db } from './db/connection';
import { KeysAway, openKeyStore, wipe } from './db/key-store';
import { someWrappedKey } from './db/trajectories';
import { houseSecrets, openVault, OtherMasterKey, turnKeys, type Vault } from './db/vault';

/**
 * Opens the vault of this installation, turned over to its present master key when there is an old one beside it [ER3].
 * Stops with one line where nothing could be read, or where what is erased would not be: no key store for data that
 * needs one, another house's, another master key.
 */
export async function openKeys(
	config: Pick<Config, 'masterKey' | 'oldMasterKey' | 'keyStore'>,
	db: Db
): Promise<Vault> {
	const { masterKey, oldMasterKey: old, keyStore } = config;
	const store = openKeyStore(keyStore);
	const wrapped = await someWrappedKey(db);
	if (wrapped) {
		const whole = openVault(masterKey, old ? { old: old.key } : {});
		if (whole.idOf(wrapped) === null) provesKey(whole, wrapped);
		else if (store.house.read() === null)
			throw new ConfigError(
				`KIJKKRING_KEY_STORE: there is no key store at ${keyStore}, and there is data that cannot be read without it`
			);
	}
	try {
		houseSecrets(store, masterKey, old?.key);
	} catch (error) {
		if (error instanceof OtherMasterKey) throw new ConfigError(otherKey);
		throw error;
	}
	if (old) {
		const turned = turnKeys(store, masterKey, old.key);
		if (turned > 0) console.log(`kijkkring: ${turned} keys turned over to the new master key`);
	}
	return openVault(masterKey, { store, ...(old && { old: old.key }) });
}

/** Once nothing hangs on the old master key any more it must not lie about: what `npm run keys:rotate` laid there goes. */
export function forgetOldKey({ oldMasterKey: old }: Pick<Config, 'oldMasterKey'>): void {
	if (!old) return;
	if (old.file) wipe(old.file);
	else
		console.log('kijkkring: nothing needs the old master key any more: take KIJKKRING_KEY_FILE_OLD out and destroy it');
}

/** [ER6] What went wrong is that no key can be read: said on a page of its own. */
export const isKeysAway = (error: unknown): boolean => error instanceof KeysAway;

const otherKey = 'KIJKKRING_KEY: is not the master key under which this database was made';

/** [K2] Under another key everything would look well, and nothing could be read. */
function provesKey(vault: Vault, wrapped: Uint8Array): void {
	try {
		vault.open(wrapped);
	} catch {
		throw new ConfigError(otherKey);
	}
}
