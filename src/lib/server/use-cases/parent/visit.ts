import { createHash, timingSafeEqual } from 'node:crypto';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { codeTries, plainTyping, secretTyped, visitLasts } from '$lib/domain/parent-letter';
import { codeTyped } from '$lib/domain/screen-code';
import { networkOf } from '$lib/domain/throttle';
import {
	endVisit,
	forgetCodeTries,
	keepVisit,
	letGive,
	linkBehind,
	takeCodeTry,
	visitBehind,
	type Visit
} from '$lib/server/db/guardian-links';
import { countedTries, keepCounted } from '$lib/server/db/sign-in-tries';
import { hashSecret } from '../people/link-secret';
import type { Needs } from '../needs';
import { codeHash } from './letters';

/** Wrong secrets from one network address in a quarter of an hour, before its next wrong one is told to wait. */
const mostWrong = 30;
const window = 15 * 60_000;

/**
 * Somebody comes in with the secret of her letter; answers what her cookie holds for half an hour. Nothing else changes.
 * Wrong, run out and revoked are one refusal, `link-expired`; after many wrong ones from one address `too-many-tries`.
 * The right secret always opens: whoever shares her address cannot keep her out, and 140 bits are not guessed.
 */
export async function openVisit(needs: Needs, typed: string, address: string): Promise<Outcome<{ visit: string }>> {
	const now = needs.clock();
	// also of what cannot be a secret: the same work, so the same time
	const hash = hashSecret(secretTyped(typed) ?? 'none');
	const link = await linkBehind(needs.db, hash, now);
	if (!link) return wrongSecret(needs, address, now);
	const visit = needs.newSecret();
	await keepVisit(needs.db, {
		id: hashSecret(visit),
		linkId: link.id,
		until: new Date(now.getTime() + visitLasts)
	});
	return yes({ visit });
}

async function wrongSecret(needs: Needs, address: string, now: Date): Promise<Outcome<never>> {
	const key = `parent/${createHash('sha256').update(networkOf(address)).digest('base64url').slice(0, 22)}`;
	const wrong = await countedTries(needs.db, key, new Date(now.getTime() - window));
	if (wrong >= mostWrong) return no('too-many-tries', { wait: window });
	await keepCounted(needs.db, key, now);
	return no('link-expired');
}

/** The visit behind a cookie; null when there is none, its time is over, or its letter does not work any more. */
export const visitOf = async (needs: Needs, cookie: string | null): Promise<Visit | null> =>
	cookie === null ? null : visitBehind(needs.db, hashSecret(cookie), needs.clock());

/** She closes the page herself: whoever uses this browser next finds the door. */
export async function leaveVisit(needs: Needs, cookie: string | null): Promise<void> {
	if (cookie !== null) await endVisit(needs.db, hashSecret(cookie));
}

/**
 * The code that was handed over at school [PP5]: five tries for a letter, then only a new one says yes. Refusals:
 * `wrong-code` with how many tries are `left`, `code-spent`. What cannot be a code costs no try.
 */
export async function enterCode(needs: Needs, visit: Visit, typed: string): Promise<Outcome<null>> {
	const code = codeTyped(plainTyping(typed.slice(0, 40)));
	if (code === null) {
		const left = codeTries - visit.codeTries;
		return left > 0 ? no('wrong-code', { left }) : no('code-spent');
	}
	// counted before it is looked at: a hundred guesses at once are a hundred guesses
	const taken = await takeCodeTry(needs.db, visit.linkId, codeTries);
	if (!taken) return no('code-spent');
	const given = Buffer.from(codeHash(visit.linkId, code), 'hex');
	if (!timingSafeEqual(given, Buffer.from(taken.codeHash, 'hex'))) {
		const left = codeTries - taken.codeTries;
		return left > 0 ? no('wrong-code', { left }) : no('code-spent');
	}
	await forgetCodeTries(needs.db, visit.linkId);
	await letGive(needs.db, visit.id);
	return yes(null);
}
