import { eq } from 'drizzle-orm';
import { no, yes, type No, type Outcome } from '$lib/domain/outcome';
import { codesLeft, factorsOf } from '$lib/server/db/second-factor';
import { userAccount } from '$lib/server/db/schema';
import { forgetTries } from '$lib/server/db/sign-in-tries';
import type { Needs } from '../needs';
import { reserveTry, tryKeys } from '../people/reserve-try';
import { useAppCode } from './authenticator-app';
import { recordRefusal, recordSignIn, type CameIn, type Way } from './come-in';
import { usePasskey } from './passkeys';
import { useRecoveryCode } from './recovery-codes';
import type { WideGate } from './wide-gate';

/** Somebody who is half in, in the browser she is at. */
export interface AtTheStep {
	userId: string;
	/** Value of the cookie that is half in: it ends here. */
	cookie: string;
	device: string;
	address: string;
}

/** Who stands before the second step, and what she can take it with. */
export async function viewSecondStep(needs: Needs, userId: string) {
	const [account] = await needs.db
		.select({ name: userAccount.name, email: userAccount.email })
		.from(userAccount)
		.where(eq(userAccount.id, userId));
	const factors = await factorsOf(needs.db, userId);
	return {
		name: account?.name ?? '',
		email: account?.email ?? '',
		...factors,
		codes: await codesLeft(needs.db, userId)
	};
}

/** In by a code of her app, or by one on paper. Refusals: `wrong-code`, `too-many-tries`. */
export async function comeInWithCode(
	needs: Needs,
	gate: WideGate,
	who: AtTheStep,
	code: string
): Promise<Outcome<CameIn>> {
	const fits = await useCode(needs, gate, who, code);
	return fits.ok ? yes(await allIn(needs, gate, who, 'code')) : refused(needs, who.userId, fits);
}

/** In by one of her keys. Refusal: `passkey-unknown`. */
export async function comeInWithKey(
	needs: Needs,
	gate: WideGate,
	who: AtTheStep,
	answer: string
): Promise<Outcome<CameIn>> {
	const used = await usePasskey(needs, gate, answer, who.userId);
	return used.ok ? yes(await allIn(needs, gate, who, 'passkey')) : refused(needs, who.userId, used);
}

/** [A2] In by a key alone: it is on her device and it asked who was there, so it is two things at once. */
export async function comeInWithKeyAlone(
	needs: Needs,
	gate: WideGate,
	answer: string,
	device: string
): Promise<Outcome<CameIn>> {
	const used = await usePasskey(needs, gate, answer, null);
	if (!used.ok) return refused(needs, null, used);
	const { userId } = used.value;
	const [account] = await needs.db
		.select({ closedAt: userAccount.closedAt, suspendedAt: userAccount.suspendedAt })
		.from(userAccount)
		.where(eq(userAccount.id, userId));
	if (!account || account.closedAt) return refused(needs, userId, no('account-closed'));
	if (account.suspendedAt) return refused(needs, userId, no('account-suspended'));
	const cookie = await gate.signIns.start(userId, device, needs.clock(), 'in');
	await recordSignIn(needs, userId, 'passkey');
	return yes({ userId, stage: 'in', cookie });
}

/** In the log too; but waiting is no try, and a flood of those would fill it. */
async function refused(needs: Needs, userId: string | null, why: No): Promise<No> {
	if (why.code !== 'too-many-tries') await recordRefusal(needs, userId, why.code);
	return why;
}

/** In from the page where she had to set one up, once she did. Refusal: `not-yet`. */
export async function comeInAfterSetUp(needs: Needs, gate: WideGate, who: AtTheStep): Promise<Outcome<CameIn>> {
	const { passkeys, authenticator } = await factorsOf(needs.db, who.userId);
	return passkeys > 0 || authenticator ? yes(await allIn(needs, gate, who, 'set-up')) : no('not-yet');
}

/** The half token ends, and the whole one is new: who held the first gains nothing by the step (SECURITY E2). */
async function allIn(needs: Needs, gate: WideGate, { userId, cookie, device }: AtTheStep, way: Way): Promise<CameIn> {
	await gate.signIns.end(cookie);
	const next = await gate.signIns.start(userId, device, needs.clock(), 'in');
	await recordSignIn(needs, userId, way);
	return { userId, stage: 'in', cookie: next };
}

/**
 * Whether this is a code of hers: six digits of her app, or one of those on paper, which is used up by that. Guesses are
 * slowed down as those at passwords are, and apart from them.
 */
export async function useCode(
	needs: Needs,
	gate: WideGate,
	who: { userId: string; address: string },
	code: string
): Promise<Outcome<null>> {
	const keys = tryKeys(`second step of ${who.userId}`, who.address);
	const reserved = await reserveTry(needs, keys);
	if (!reserved.ok) return reserved;
	const plain = code.replace(/[\s-]/g, '');
	const fits = /^\d{6}$/.test(plain)
		? await useAppCode(needs, gate, who.userId, plain)
		: await useRecoveryCode(needs, who.userId, code);
	if (!fits) return no('wrong-code');
	await forgetTries(needs.db, keys);
	return yes(null);
}
