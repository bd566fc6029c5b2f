import { and, asc, desc, eq, inArray, notInArray } from 'drizzle-orm';
import type { Db } from './connection';
import { pushDevice, pushKey } from './schema';
import type { Vault } from './vault';

/**
 * The school's own key for push services: made once, kept sealed under the master key like all others, and the same for
 * all processes. With another one every device would have to be turned on again.
 */
export async function pushKeyOf(db: Db, vault: Vault): Promise<Uint8Array> {
	const kept = () => db.select().from(pushKey);
	// a key that nobody keeps would stay in the key store for ever
	if ((await kept()).length === 0)
		await db.insert(pushKey).values({ id: 'push', wrappedKey: vault.newKey().wrapped }).onConflictDoNothing();
	const [row] = await kept();
	if (!row) throw new Error('there is no key for push messages');
	return vault.open(row.wrappedKey);
}

export type PushDeviceRow = typeof pushDevice.$inferSelect;

/** Somebody's devices, the one that was turned on first first. */
export const pushDevicesOf = (db: Db, userId: string): Promise<PushDeviceRow[]> =>
	db.select().from(pushDevice).where(eq(pushDevice.userId, userId)).orderBy(asc(pushDevice.createdAt));

/** A browser is one person's: turned on by somebody else, it is hers from then on. Only the newest `most` stay. */
export async function keepPushDevice(db: Db, row: PushDeviceRow, most: number): Promise<void> {
	await db.transaction(async (tx) => {
		const { id: _, ...facts } = row;
		await tx.insert(pushDevice).values(row).onConflictDoUpdate({ target: pushDevice.id, set: facts });
		const kept = tx
			.select({ id: pushDevice.id })
			.from(pushDevice)
			.where(eq(pushDevice.userId, row.userId))
			.orderBy(desc(pushDevice.createdAt), asc(pushDevice.id))
			.limit(most);
		await tx.delete(pushDevice).where(and(eq(pushDevice.userId, row.userId), notInArray(pushDevice.id, kept)));
	});
}

/** Takes away some of somebody's devices; answers how many there were. */
export async function dropPushDevices(db: Db, userId: string, ids: readonly string[]): Promise<number> {
	if (ids.length === 0) return 0;
	const gone = await db
		.delete(pushDevice)
		.where(and(eq(pushDevice.userId, userId), inArray(pushDevice.id, [...ids])))
		.returning({ id: pushDevice.id });
	return gone.length;
}
