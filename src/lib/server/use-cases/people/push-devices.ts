import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import type { PushAddress, PushMessage } from '$lib/domain/push';
import { dropPushDevices, keepPushDevice, pushDevicesOf } from '$lib/server/db/push-devices';
import { pushDevice } from '$lib/server/db/schema';
import { asSchool, proofs } from '$lib/server/db/who-asks';
import type { Needs } from '../needs';

/** More devices than this nobody has; the oldest goes. */
const most = 10;

const key = (bytes: number) =>
	v.pipe(
		v.string(),
		v.regex(/^[A-Za-z0-9_-]{1,100}$/),
		v.check((it) => Buffer.from(it, 'base64url').length === bytes)
	);
/** What a browser hands over when it is turned on. */
export const pushAddress = v.object({
	endpoint: v.pipe(v.string(), v.maxLength(1000), v.url()),
	p256dh: key(65),
	auth: key(16)
});

/** One browser, named after where its messages go without telling it. */
const idOf = (endpoint: string): string => createHash('sha256').update(endpoint).digest('base64url');

/** [RD11] This browser is hers from now on. Answers its id. Refusals: `push-not-here`, `push-service-unknown`. */
export async function rememberDevice(
	needs: Needs,
	userId: string,
	address: PushAddress,
	name: string
): Promise<Outcome<string>> {
	if (!needs.push) return no('push-not-here');
	if (!needs.push.reaches(address.endpoint)) return no('push-service-unknown');
	const { key: own, wrapped } = needs.vault.newKey();
	const id = idOf(address.endpoint);
	const sealed = needs.vault.sealText(own, JSON.stringify(address));
	const device = {
		id,
		userId,
		name: name.slice(0, 80),
		wrappedKey: wrapped,
		address: sealed,
		createdAt: needs.clock()
	};
	// it may have been somebody else's until now
	await asSchool(needs.db, 'device-is-hers', proofs.herself(userId), () => keepPushDevice(needs.db, device, most));
	return yes(id);
}

/** Her devices by name. Where messages for them go is told to nobody. */
export async function devicesOf(needs: Needs, userId: string): Promise<{ id: string; name: string }[]> {
	return (await pushDevicesOf(needs.db, userId)).map(({ id, name }) => ({ id, name }));
}

/** Another person's is `not-found`. */
export async function forgetDevice(needs: Needs, userId: string, id: string): Promise<Outcome<null>> {
	return (await dropPushDevices(needs.db, userId, [id])) > 0 ? yes(null) : no('not-found');
}

/** Signed out everywhere, or in no team any more: nothing is told to any of her devices. */
export async function forgetDevices(needs: Pick<Needs, 'db'>, userId: string): Promise<void> {
	await needs.db.delete(pushDevice).where(eq(pushDevice.userId, userId));
}

/**
 * Tells it to all her devices; those that are no more are forgotten. `told`: at least one took it; `failed`: none did, and
 * some may later; `none`: there is no device.
 */
export async function tellDevices(
	needs: Needs,
	userId: string,
	message: PushMessage,
	seconds: number
): Promise<'told' | 'failed' | 'none'> {
	const { push, vault, db } = needs;
	if (!push) return 'none';
	const answers = await Promise.all(
		(await pushDevicesOf(db, userId)).map(async ({ id, wrappedKey, address }) => ({
			id,
			said: await push.send(
				JSON.parse(vault.unsealText(vault.open(wrappedKey), address)) as PushAddress,
				message,
				seconds
			)
		}))
	);
	await dropPushDevices(
		db,
		userId,
		answers.filter(({ said }) => said === 'gone').map(({ id }) => id)
	);
	if (answers.some(({ said }) => said === 'sent')) return 'told';
	return answers.some(({ said }) => said === 'failed') ? 'failed' : 'none';
}
