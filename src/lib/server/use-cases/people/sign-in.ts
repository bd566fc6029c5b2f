import { eq } from 'drizzle-orm';
import { no, yes, type No, type Outcome } from '$lib/domain/outcome';
import type { RefusalCode } from '$lib/domain/refusals';
import { userAccount } from '$lib/server/db/schema';
import { forgetTries, keepBrowser, knowsBrowser } from '$lib/server/db/sign-in-tries';
import { comeIn, recordRefusal, type CameIn } from '../accounts/come-in';
import type { Needs } from '../needs';
import type { Gate } from './gate';
import { hashSecret } from './link-secret';
import { browserKeys, reserveTry, tryKeys } from './reserve-try';

/**
 * Signs somebody in with her password; answers the value of the new cookie, and how far in it is [A1]. An unknown address and a wrong password get the same answer
 * after the same work, and guesses are slowed down per account (SECURITY E4, E5).
 * `browser`: what this browser got when somebody signed in here before; a new one is answered [A13].
 * Refusals: `wrong-email-or-password`, `too-many-tries` (facts: `wait` in ms), `account-closed` and `account-suspended`
 * (right password only), `too-busy` (nobody's password is looked at now; no try is counted).
 */
export async function signIn(
	needs: Needs,
	gate: Gate,
	given: { email: string; password: string },
	address: string,
	device: string,
	browser = ''
): Promise<Outcome<CameIn & { browser: string }>> {
	if (gate.passwords.crowded()) return no('too-busy');
	const before = hashSecret(browser);
	const known = await knowsBrowser(needs.db, before, given.email);
	const keys = known ? browserKeys(browser, given.email) : tryKeys(given.email, address);
	const reserved = await reserveTry(needs, keys);
	if (!reserved.ok) return reserved;
	const [account] = await needs.db
		.select({
			id: userAccount.id,
			passwordHash: userAccount.passwordHash,
			closedAt: userAccount.closedAt,
			suspendedAt: userAccount.suspendedAt
		})
		.from(userAccount)
		.where(eq(userAccount.email, given.email));
	const fits = await gate.passwords.fits(account?.passwordHash ?? null, given.password.normalize('NFKC'));
	const refusal = whyNot(account, fits);
	if (refusal || !account) return refused(needs, account?.id ?? null, refusal ?? 'wrong-email-or-password');
	await forgetTries(needs.db, keys);
	const next = needs.newSecret();
	await keepBrowser(needs.db, hashSecret(next), account.id, before, needs.clock());
	return yes({ ...(await comeIn(needs, gate, account.id, device)), browser: next });
}

const whyNot = (account: { closedAt: Date | null; suspendedAt: Date | null } | undefined, fits: boolean) => {
	if (!account || !fits) return 'wrong-email-or-password' as const;
	if (account.closedAt) return 'account-closed' as const;
	return account.suspendedAt ? ('account-suspended' as const) : null;
};

async function refused(needs: Needs, userId: string | null, code: RefusalCode): Promise<No> {
	await recordRefusal(needs, userId, code);
	return no(code);
}
