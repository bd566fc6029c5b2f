import { createHash } from 'node:crypto';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { addressWindow, networkOf, waitForAccount, waitForAddress } from '$lib/domain/throttle';
import { failuresFrom, failuresOf, keepTry, oneAtATime, type TryKeys } from '$lib/server/db/sign-in-tries';
import type { Needs } from '../needs';

const short = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);

/** A proxy on this machine that does not say for whom it speaks: everybody in the school seems to sit here. */
export const thisMachine = /^(?:127\.|::1$|::ffff:127\.)/;

/**
 * The keys under which tries at this account from this address are counted. This machine's own address tells nobody
 * apart, so there each account counts by itself: a stranger's guesses must not keep a whole school out.
 */
export function tryKeys(email: string, address: string): TryKeys {
	const from = `from/${short(thisMachine.test(address) ? `${address} ${email}` : networkOf(address))}/`;
	return { account: `account/${short(email)}`, address: from, addressAndAccount: from + short(email) };
}

/** [A13] In a browser she was in before her tries count by themselves: strangers' guesses hold nobody up there. */
export function browserKeys(browser: string, email: string): TryKeys {
	const from = `known/${short(`${browser} ${email}`)}/`;
	return { account: `${from}account`, address: from, addressAndAccount: `${from}here` };
}

/**
 * Counts a try as failed before the password is looked at, one at a time per account and per address: a hundred
 * guesses at once are still a hundred guesses. The right password takes them back (`forgetTries`). Refusal: `too-many-tries`, with the
 * `wait` in ms; a refused try is not counted, so that waiting always helps.
 */
export async function reserveTry(needs: Needs, keys: TryKeys): Promise<Outcome<null>> {
	const now = needs.clock();
	const ago = (ms: number) => new Date(now.getTime() - ms);
	return needs.db.transaction(async (tx): Promise<Outcome<null>> => {
		await oneAtATime(tx, keys.account);
		// always in this order, so that no two wait for each other
		await oneAtATime(tx, keys.address);
		const { accounts, last } = await failuresFrom(tx, keys.address, ago(addressWindow));
		const wait = Math.max(
			waitForAccount(await failuresOf(tx, keys.account, ago(24 * 3_600_000)), now.getTime()),
			waitForAddress(accounts, last, now.getTime())
		);
		if (wait > 0) return no('too-many-tries', { wait });
		await keepTry(tx, keys, now);
		return yes(null);
	});
}
