import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { RefusalCode } from '$lib/domain/refusals';
import {
	graceLeft,
	hasSecondFactor,
	needsSecondFactor,
	stageAfterPassword,
	type Factors,
	type SignInStage
} from '$lib/domain/second-factor';
import { record } from '$lib/server/db/audit';
import { factorsOfAll, reachOfAll, signInRules } from '$lib/server/db/second-factor';
import { userAccount } from '$lib/server/db/schema';
import type { Needs } from '../needs';
import type { Gate } from '../people/gate';

export interface CameIn {
	userId: string;
	/** Value of the new cookie. */
	cookie: string;
	stage: SignInStage;
}

/**
 * [A1] Everybody who proved who she is by one thing comes in here, by whichever door: in at once, or half in until her
 * second factor said the same, or until she set one up. `twice`: it was two things already, elsewhere.
 */
export async function comeIn(
	needs: Needs,
	gate: Gate,
	userId: string,
	device: string,
	by: { way?: Way; twice?: boolean } = {}
): Promise<CameIn> {
	const { way = 'password', twice = false } = by;
	const standing = await secondFactorOf(needs, userId);
	const stage = twice ? 'in' : stageAfterPassword(standing.factors, standing.needed, standing.daysLeft);
	if (standing.needed) await startGrace(needs, userId);
	const cookie = await gate.signIns.start(userId, device, needs.clock(), stage);
	if (stage === 'in') await recordSignIn(needs, userId, way);
	return { userId, stage, cookie };
}

/** By which last step somebody came in. */
export type Way = 'password' | 'passkey' | 'code' | 'school' | 'set-up';

/** From where, in what browser and by which address stands nowhere in the log. */
export const recordSignIn = (needs: Needs, userId: string, way: Way): Promise<void> =>
	record(needs.db, { at: needs.clock(), kind: 'signed-in', actor: userId, facts: { reason: way } });

/**
 * Somebody was not let in. Whose account it was about, where there is one: what was typed stands nowhere, so an address
 * without an account is an entry about nobody, made with the same work.
 */
export const recordRefusal = (needs: Needs, userId: string | null, reason: RefusalCode): Promise<void> =>
	record(needs.db, {
		...{ at: needs.clock(), kind: 'sign-in-refused' as const, actor: 'nobody' },
		...(userId !== null && { about: userId }),
		facts: { reason }
	});

/** What is asked of somebody, and what she has. */
export interface SecondFactorStanding {
	factors: Factors;
	has: boolean;
	needed: boolean;
	/** Days that are left to set one up. */
	daysLeft: number;
}

/** Of each of these people, by id, in a fixed number of questions. */
export async function secondFactorsOf(
	needs: Needs,
	userIds: readonly string[]
): Promise<Map<string, SecondFactorStanding>> {
	const { db } = needs;
	const now = needs.clock();
	const begun = await db
		.select({ id: userAccount.id, from: userAccount.graceFrom })
		.from(userAccount)
		.where(inArray(userAccount.id, [...userIds]));
	const factors = await factorsOfAll(db, userIds);
	const reach = await reachOfAll(db, userIds, now);
	const { graceDays } = await signInRules(db);
	return new Map(
		begun.map(({ id, from }) => {
			const its = factors.get(id) ?? { passkeys: 0, authenticator: false };
			const who = reach.get(id);
			const needed = who !== undefined && needsSecondFactor(who);
			return [id, { factors: its, has: hasSecondFactor(its), needed, daysLeft: graceLeft(from, graceDays, now) }];
		})
	);
}

export async function secondFactorOf(needs: Needs, userId: string): Promise<SecondFactorStanding> {
	const standing = (await secondFactorsOf(needs, [userId])).get(userId);
	if (!standing) throw new Error('there is no such account');
	return standing;
}

/** [A5] Days that are left to whoever must set up a second factor and has none; null for everybody else. */
export async function graceOf(needs: Needs, userId: string): Promise<number | null> {
	const { has, needed, daysLeft } = await secondFactorOf(needs, userId);
	return needed && !has ? daysLeft : null;
}

/** The days she has begin when she first could be told of them. */
async function startGrace(needs: Needs, userId: string): Promise<void> {
	await needs.db
		.update(userAccount)
		.set({ graceFrom: needs.clock() })
		.where(and(eq(userAccount.id, userId), isNull(userAccount.graceFrom)));
}
