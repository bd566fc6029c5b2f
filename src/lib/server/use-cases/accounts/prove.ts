import { eq } from 'drizzle-orm';
import { hasSecondFactor } from '$lib/domain/second-factor';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { record } from '$lib/server/db/audit';
import { codesLeft, factorsOf } from '$lib/server/db/second-factor';
import { userAccount } from '$lib/server/db/schema';
import { forgetTries } from '$lib/server/db/sign-in-tries';
import type { Needs } from '../needs';
import { reserveTry, tryKeys } from '../people/reserve-try';
import { usePasskey } from './passkeys';
import { useCode } from './second-step';
import type { WideGate } from './wide-gate';

/** With what somebody can prove again that it is she. */
export interface ProofWays {
	passkeys: number;
	authenticator: boolean;
	codes: number;
	/** Only for who has nothing better. */
	password: boolean;
}

export async function proofWays(needs: Needs, userId: string): Promise<ProofWays> {
	const factors = await factorsOf(needs.db, userId);
	return { ...factors, codes: await codesLeft(needs.db, userId), password: !hasSecondFactor(factors) };
}

/** What she brings: one of these. */
export interface Proof {
	key: string;
	code: string;
	password: string;
}

/**
 * [A7] Somebody who is in says once more who she is; answers the value of a cookie that holds for five minutes. Refusals:
 * `passkey-unknown`, `wrong-code`, `wrong-email-or-password`, `too-many-tries`.
 */
export async function prove(
	needs: Needs,
	gate: WideGate,
	who: { userId: string; authSessionId: string; address: string },
	given: Proof
): Promise<Outcome<{ proof: string }>> {
	const fits = given.key
		? await usePasskey(needs, gate, given.key, who.userId)
		: given.code
			? await useCode(needs, gate, who, given.code)
			: await passwordFits(needs, gate, who, given.password);
	if (!fits.ok) return fits;
	await record(needs.db, { at: needs.clock(), kind: 'stepped-up', actor: who.userId });
	return yes({ proof: await gate.signIns.prove(who.authSessionId, needs.clock()) });
}

async function passwordFits(
	needs: Needs,
	gate: WideGate,
	who: { userId: string; address: string },
	password: string
): Promise<Outcome<null>> {
	// a password proves less than what she set up: with it alone nobody takes that away
	if (!(await proofWays(needs, who.userId)).password) return no('wrong-email-or-password');
	const [account] = await needs.db.select().from(userAccount).where(eq(userAccount.id, who.userId));
	if (!account) return no('not-found');
	const keys = tryKeys(account.email, who.address);
	const reserved = await reserveTry(needs, keys);
	if (!reserved.ok) return reserved;
	if (!(await gate.passwords.fits(account.passwordHash, password.normalize('NFKC'))))
		return no('wrong-email-or-password');
	await forgetTries(needs.db, keys);
	return yes(null);
}
