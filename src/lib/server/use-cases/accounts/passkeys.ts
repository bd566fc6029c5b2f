import { and, desc, eq } from 'drizzle-orm';
import type { AuditEntry } from '$lib/domain/audit';
import { hasSecondFactor, needsSecondFactor } from '$lib/domain/second-factor';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { record } from '$lib/server/db/audit';
import { factorsOf, keepQuestion, reachOf, takeQuestion } from '$lib/server/db/second-factor';
import { isTaken } from '$lib/server/db/connection';
import { authenticator, passkey, userAccount } from '$lib/server/db/schema';
import type { Needs } from '../needs';
import { hashSecret } from '../people/link-secret';
import { personOf } from '../people/person-of';
import { tellOwner } from './tell-owner';
import type { WideGate } from './wide-gate';

/** How long a question waits for its answer, ms. */
const questionLasts = 5 * 60_000;
/** Keys one person can have. */
const most = 10;

export const passkeysOf = (needs: Needs, userId: string) =>
	needs.db
		.select({ id: passkey.id, name: passkey.name, createdAt: passkey.createdAt, usedAt: passkey.usedAt })
		.from(passkey)
		.where(eq(passkey.userId, userId))
		.orderBy(desc(passkey.createdAt));

/** In the log of rights: that something changed, and of whom. */
export const factorEntry = (needs: Needs, userId: string, reason: string): AuditEntry => ({
	at: needs.clock(),
	kind: 'second-factor-changed',
	actor: userId,
	facts: { reason }
});

/** What her browser is asked to make a key from. Refusals: `not-found`, `too-many-open` (ten). */
export async function askNewPasskey(needs: Needs, gate: WideGate, userId: string): Promise<Outcome<object>> {
	const person = await personOf(needs, userId);
	if (!person) return no('not-found');
	const known = await keysOf(needs, userId);
	if (known.length >= most) return no('too-many-open');
	const challenge = await newQuestion(needs, userId);
	return yes(await gate.passkeys.toMake(person, known, challenge));
}

/** Keeps a key that was made. Refusals: `passkey-unknown` (no answer to what was asked), `too-many-open`. */
export async function addPasskey(
	needs: Needs,
	gate: WideGate,
	userId: string,
	given: { answer: string; name: string }
): Promise<Outcome<{ id: string }>> {
	const challenge = await answered(needs, gate, given.answer, userId);
	const key = challenge === null ? null : await gate.passkeys.made(given.answer, challenge);
	if (!key) return no('passkey-unknown');
	if ((await keysOf(needs, userId)).length >= most) return no('too-many-open');
	try {
		await needs.db.transaction(async (tx) => {
			await tx.insert(passkey).values({ ...key, userId, name: given.name, createdAt: needs.clock() });
			await record(tx, factorEntry(needs, userId, 'passkey-added'));
		});
	} catch (error) {
		if (isTaken(error)) return no('passkey-unknown');
		throw error;
	}
	tellOwner(needs, userId, 'passkey-added');
	return yes({ id: key.id });
}

export async function renamePasskey(needs: Needs, userId: string, id: string, name: string): Promise<Outcome<null>> {
	const renamed = await needs.db
		.update(passkey)
		.set({ name })
		.where(and(eq(passkey.userId, userId), eq(passkey.id, id)))
		.returning({ id: passkey.id });
	return renamed.length ? yes(null) : no('not-found');
}

/** Refusals: `not-found`, `last-factor`: who must have one does not take away the last. */
export async function removePasskey(needs: Needs, userId: string, id: string): Promise<Outcome<null>> {
	return removeFactor(needs, userId, async (tx) => {
		const gone = await tx
			.delete(passkey)
			.where(and(eq(passkey.userId, userId), eq(passkey.id, id)))
			.returning({ id: passkey.id });
		return gone.length === 1;
	});
}

/** Takes something away, unless it is the last thing she has and she must have one. */
async function removeFactor(
	needs: Needs,
	userId: string,
	take: (tx: Needs['db']) => Promise<boolean>
): Promise<Outcome<null>> {
	const needed = needsSecondFactor(await reachOf(needs.db, userId, needs.clock()));
	const refused: { is: Outcome<null> } = { is: yes(null) };
	try {
		await needs.db.transaction(async (tx) => {
			// one at a time: two tabs must not each leave the other as the last
			await tx.select({ id: userAccount.id }).from(userAccount).where(eq(userAccount.id, userId)).for('update');
			if (!(await take(tx))) refused.is = no('not-found');
			else if (needed && !hasSecondFactor(await factorsOf(tx, userId))) refused.is = no('last-factor');
			if (!refused.is.ok) tx.rollback();
			await record(tx, factorEntry(needs, userId, 'removed'));
		});
	} catch (error) {
		if (refused.is.ok) throw error;
		return refused.is;
	}
	tellOwner(needs, userId, 'factor-removed');
	return yes(null);
}

/** What a browser is asked to sign. Without somebody: whoever is there chooses among the keys she has for this address. */
export async function askPasskey(needs: Needs, gate: WideGate, userId: string | null): Promise<object> {
	const challenge = await newQuestion(needs, userId);
	return gate.passkeys.toUse(userId === null ? [] : await keysOf(needs, userId), challenge);
}

/**
 * Who answered, by a key that is kept and that asked who was there. Refusal: `passkey-unknown`, whatever was wrong.
 * `userId`: whose answer it must be; null when nobody is known yet.
 */
export async function usePasskey(
	needs: Needs,
	gate: WideGate,
	answer: string,
	userId: string | null
): Promise<Outcome<{ userId: string }>> {
	const challenge = await answered(needs, gate, answer, userId);
	if (challenge === null) return no('passkey-unknown');
	const [key] = await needs.db
		.select()
		.from(passkey)
		.where(eq(passkey.id, gate.passkeys.about(answer)?.id ?? ''));
	if (!key || (userId !== null && key.userId !== userId)) return no('passkey-unknown');
	const counter = await gate.passkeys.used(answer, challenge, key);
	if (counter === null) return no('passkey-unknown');
	await needs.db.update(passkey).set({ counter, usedAt: needs.clock() }).where(eq(passkey.id, key.id));
	return yes({ userId: key.userId });
}

async function newQuestion(needs: Needs, userId: string | null): Promise<string> {
	const challenge = needs.newSecret();
	const endsAt = new Date(needs.clock().getTime() + questionLasts);
	await keepQuestion(needs.db, hashSecret(challenge), userId, endsAt);
	return challenge;
}

/** The question an answer is about, taken away: it is answered once. */
async function answered(needs: Needs, gate: WideGate, answer: string, userId: string | null): Promise<string | null> {
	const challenge = gate.passkeys.about(answer)?.challenge;
	if (!challenge || !(await takeQuestion(needs.db, hashSecret(challenge), userId, needs.clock()))) return null;
	return challenge;
}

const keysOf = (needs: Needs, userId: string) =>
	needs.db.select().from(passkey).where(eq(passkey.userId, userId)).orderBy(passkey.createdAt);

/** Refusals: `not-found`, `last-factor`. */
export const removeAuthenticator = (needs: Needs, userId: string): Promise<Outcome<null>> =>
	removeFactor(needs, userId, async (tx) => {
		const gone = await tx
			.delete(authenticator)
			.where(eq(authenticator.userId, userId))
			.returning({ userId: authenticator.userId });
		return gone.length === 1;
	});
