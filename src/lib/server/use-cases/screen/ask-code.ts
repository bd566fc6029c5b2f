import { createHash } from 'node:crypto';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { codeFrom } from '$lib/domain/screen-code';
import { networkOf } from '$lib/domain/throttle';
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
	const secret = needs.newSecret();
	const until = new Date(now.getTime() + codeLasts);
	return needs.db.transaction(async (tx): Promise<Outcome<{ secret: string; until: Date }>> => {
		await oneAtATime(tx, 'screen-codes');
		// behind a proxy that does not say for whom it speaks everybody shares one address
		const asked = thisMachine.test(address) ? 0 : await countedTries(tx, key, since);
		if (asked >= mostFromOneAddress) return no('too-many-tries', { wait: codeLasts });
		if ((await waitingScreens(tx, now)) >= mostWaiting) return no('too-busy');
		await keepCounted(tx, key, now);
		// two that draw the same code are one in millions; three times over is a broken machine
		for (let tries = 0; tries < 3; tries++) {
			const code = codeFrom(createHash('sha256').update(needs.newSecret()).digest());
			const row = {
				id: needs.newId(),
				secretHash: hashSecret(secret),
				device: device.slice(0, 60),
				askedAt: now,
				until
			};
			if (code && (await keepWaiting(tx, { ...row, code }))) return yes({ secret, until });
		}
		return no('too-busy');
	});
}
