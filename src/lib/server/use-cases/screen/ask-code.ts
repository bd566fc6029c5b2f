import { createHash } from 'node:crypto';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { codeFrom } from '$lib/domain/screen-code';
import { keepWaiting, waitingScreens } from '$lib/server/db/screens';
import { countedTries, keepCounted, oneAtATime } from '$lib/server/db/sign-in-tries';
import { hashSecret } from '../people/link-secret';
import { thisMachine } from '../people/reserve-try';
import type { Needs } from '../needs';

const minute = 60_000;
/** How long a code can be entered, ms. */
const codeLasts = 10 * minute;
/** So many codes one network address is given in that time: a whole school sits behind one. */
const mostFromOneAddress = 60;
/** So many wait at once in the whole house; what nobody enters is forgotten. */
const mostWaiting = 500;

/**
 * [BS4] A browser that has no account asks to become a big screen: it gets a secret for its cookie, of which we keep the
 * hash, and a code for somebody in a room to enter. Both are worth nothing until then. Refusals: `too-many-tries`,
 * `too-busy`.
 */
export async function askForCode(
	needs: Needs,
	address: string,
	device: string
): Promise<Outcome<{ secret: string; until: Date }>> {
	const now = needs.clock();
	const since = new Date(now.getTime() - codeLasts);
	const key = `screen/${createHash('sha256').update(networkOf(address)).digest('base64url').slice(0, 22)}`;
	const counted = await needs.db.transaction(async (tx): Promise<Outcome<null>> => {
		await oneAtATime(tx, 'screen-codes');
		// behind a proxy that does not say for whom it speaks everybody shares one address
		const asked = thisMachine.test(address) ? 0 : await countedTries(tx, key, since);
		if (asked >= mostFromOneAddress) return no('too-many-tries', { wait: codeLasts });
		if ((await waitingScreens(tx, now)) >= mostWaiting) return no('too-busy');
		await keepCounted(tx, key, now);
		return yes(null);
	});
	if (!counted.ok) return counted;
	const secret = needs.newSecret();
	const until = new Date(now.getTime() + codeLasts);
	// two that draw the same code are one in millions; three times over is a broken machine
	for (let tries = 0; tries < 3; tries++) {
		const code = codeFrom(createHash('sha256').update(needs.newSecret()).digest());
		const row = { id: needs.newId(), secretHash: hashSecret(secret), device: device.slice(0, 60), askedAt: now, until };
		if (code && (await keepWaiting(needs.db, { ...row, code }))) return yes({ secret, until });
	}
	return no('too-busy');
}

/** A host has many IPv6 addresses of its own: its network counts, the first 64 bits. */
const networkOf = (address: string): string =>
	address.includes(':') && !address.includes('.') ? address.split(':').slice(0, 4).join(':') : address;
