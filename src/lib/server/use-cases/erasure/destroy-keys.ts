import { erasureDone, erasuresToFinish } from '$lib/server/db/erasures';
import { asNobody } from '$lib/server/db/who-asks';
import type { Needs } from '../needs';

/**
 * [ER4] Destroys every key whose erasure is committed: first its line in the list that is kept apart, then the key, then
 * that it is done. Whoever erased calls it at once; the clock calls it for whatever was cut short. A key store out of
 * reach leaves them waiting: nothing opens meanwhile either.
 */
export const destroyKeys = (needs: Needs): Promise<void> => asNobody(() => destroyAll(needs));

async function destroyAll(needs: Needs): Promise<void> {
	for (const { id, what, of, keyId, at } of await erasuresToFinish(needs.db)) {
		needs.vault.erasures.add({ what, of, keyId, at });
		if (keyId) needs.vault.destroy(keyId);
		await erasureDone(needs.db, id, needs.clock());
	}
}
