import { and, eq, isNotNull, isNull, lt } from 'drizzle-orm';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { record } from '$lib/server/db/audit';
import { authenticator } from '$lib/server/db/schema';
import { theSchool } from '$lib/server/db/teams';
import type { Needs } from '../needs';
import { personOf } from '../people/person-of';
import { factorEntry } from './passkeys';
import { tellOwner } from './tell-owner';
import type { WideGate } from './wide-gate';

/**
 * A new secret for her app, shown until she entered a first code from it. Asked again it is another one. Refusals:
 * `not-found`, `already-there` (she has an app: take that away first).
 */
export async function beginApp(
	needs: Needs,
	gate: WideGate,
	userId: string
): Promise<Outcome<{ address: string; secret: string }>> {
	const person = await personOf(needs, userId);
	if (!person) return no('not-found');
	const secret = gate.apps.newSecret();
	const { key, wrapped } = needs.vault.newKey();
	const row = { wrappedKey: wrapped, secret: needs.vault.seal(key, secret), lastStep: 0 };
	const kept = await needs.db
		.insert(authenticator)
		.values({ userId, ...row })
		.onConflictDoUpdate({ target: authenticator.userId, set: row, setWhere: isNull(authenticator.confirmedAt) })
		.returning({ userId: authenticator.userId });
	if (kept.length === 0) return no('already-there');
	const school = (await theSchool(needs.db))?.name ?? '';
	return yes({ address: gate.apps.address(secret, { school, email: person.email }), secret: gate.apps.base32(secret) });
}

/** Her first code: from now on the app counts. Refusal: `wrong-code`. */
export async function confirmApp(needs: Needs, gate: WideGate, userId: string, code: string): Promise<Outcome<null>> {
	if (!(await useStep(needs, gate, userId, code, false))) return no('wrong-code');
	await needs.db.transaction(async (tx) => {
		await tx.update(authenticator).set({ confirmedAt: needs.clock() }).where(eq(authenticator.userId, userId));
		await record(tx, factorEntry(needs, userId, 'app-added'));
	});
	tellOwner(needs, userId, 'app-added');
	return yes(null);
}

/** Whether this is a code of her app now; it and those before it are used up by that. */
export const useAppCode = (needs: Needs, gate: WideGate, userId: string, code: string): Promise<boolean> =>
	useStep(needs, gate, userId, code, true);

async function useStep(
	needs: Needs,
	gate: WideGate,
	userId: string,
	code: string,
	confirmed: boolean
): Promise<boolean> {
	const state = confirmed ? isNotNull(authenticator.confirmedAt) : isNull(authenticator.confirmedAt);
	const hers = and(eq(authenticator.userId, userId), state);
	const [app] = await needs.db.select().from(authenticator).where(hers);
	if (!app) return false;
	const secret = needs.vault.unseal(needs.vault.open(app.wrappedKey), app.secret);
	const now = needs.clock();
	const step = gate.apps.stepOf(secret, code, now, app.lastStep);
	if (step === null) return false;
	// of two who bring the same code at one moment, one is first
	const used = await needs.db
		.update(authenticator)
		.set({ lastStep: step, usedAt: now })
		.where(and(hers, lt(authenticator.lastStep, step)))
		.returning({ userId: authenticator.userId });
	return used.length === 1;
}
