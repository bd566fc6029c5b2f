import { setTimeout } from 'node:timers/promises';
import { and, count, eq, gt } from 'drizzle-orm';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { loadWords } from '$lib/words';
import { record } from '$lib/server/db/audit';
import { endPasswordLinks, useUp } from '$lib/server/db/invitations';
import { openAccount } from '$lib/server/db/people';
import { invitation, userAccount } from '$lib/server/db/schema';
import { forgetTriesAt } from '$lib/server/db/sign-in-tries';
import { tellOwner } from '../accounts/tell-owner';
import type { Needs } from '../needs';
import type { Gate } from './gate';
import { hashSecret, linkLasts, linkTo } from './link-secret';
import { openLink } from './read-invitation';
import { tryKeys } from './reserve-try';

/**
 * How long the work waits for the answer to be out, ms. Begun at once it shares the processor with the answer, and of a
 * thousand tries one could read which addresses it had something to do for (E5).
 */
const afterTheAnswer = 25;

/** Letters somebody can be sent in an hour, so that nobody's mailbox can be filled by a stranger. */
const lettersPerHour = 3;

/**
 * Sends a link to choose a new password, when this address has an account. Nothing in the answer, nor the time it
 * takes, tells whether it has: all the work is done afterwards (SECURITY E5, E6).
 */
export function requestNewPassword(needs: Needs, email: string): void {
	needs.later(async () => {
		await setTimeout(afterTheAnswer);
		const [account] = await needs.db
			.select({ id: userAccount.id, email: userAccount.email, locale: userAccount.locale })
			.from(userAccount)
			.where(and(eq(userAccount.email, email), openAccount));
		if (!account || (await sentLately(needs, account.id)) >= lettersPerHour) return;
		const now = needs.clock();
		const secret = needs.newSecret();
		await needs.db.insert(invitation).values({
			id: needs.newId(),
			secretHash: hashSecret(secret),
			kind: 'password',
			userId: account.id,
			createdAt: now,
			expiresAt: new Date(now.getTime() + linkLasts.password)
		});
		const { letter } = (await loadWords(account.locale)).account.forgot;
		await needs.mail({
			to: account.email,
			subject: letter.subject,
			text: letter.text(linkTo(needs.origin, 'password', secret))
		});
	});
}

async function sentLately(needs: Needs, userId: string): Promise<number> {
	const hourAgo = new Date(needs.clock().getTime() - 3_600_000);
	const [row] = await needs.db
		.select({ n: count() })
		.from(invitation)
		.where(and(eq(invitation.userId, userId), eq(invitation.kind, 'password'), gt(invitation.createdAt, hourAgo)));
	return row?.n ?? 0;
}

/** Whose password a link is for. Looking does not use it. Refusals: `not-found`, `link-expired`, `link-used`. */
export async function readNewPassword(needs: Needs, secret: string): Promise<Outcome<{ email: string }>> {
	const link = await openLink(needs, secret, 'password');
	if (!link.ok) return link;
	const [account] = await needs.db
		.select({ email: userAccount.email })
		.from(userAccount)
		.where(and(eq(userAccount.id, link.value.userId ?? ''), openAccount));
	return account ? yes(account) : no('not-found');
}

/**
 * Chooses the new password; every sign-in, every socket and every other such link of this person ends. Refusals: those
 * of link and password.
 */
export async function chooseNewPassword(
	needs: Needs,
	gate: Gate,
	secret: string,
	password: string
): Promise<Outcome<null>> {
	const link = await openLink(needs, secret, 'password');
	if (!link.ok) return link;
	const [account] = await needs.db
		.select()
		.from(userAccount)
		.where(eq(userAccount.id, link.value.userId ?? ''));
	if (!account || account.closedAt || account.suspendedAt) return no('not-found');
	const judged = gate.passwords.judge(password, [account.name, account.email.split('@')[0] ?? '']);
	if (!judged.ok) return judged;
	const passwordHash = await gate.passwords.hash(judged.value);
	const changed = await needs.db.transaction(async (tx) => {
		if (!(await useUp(tx, link.value.id, needs.clock()))) return no('link-used');
		await tx.update(userAccount).set({ passwordHash }).where(eq(userAccount.id, account.id));
		await endPasswordLinks(tx, account.id, needs.clock());
		await record(tx, { at: needs.clock(), kind: 'password-changed', actor: account.id, facts: { reason: 'letter' } });
		await forgetTriesAt(tx, tryKeys(account.email, '').account);
		return yes(null);
	});
	if (!changed.ok) return changed;
	await gate.signIns.endAll(account.id);
	needs.table.signedOut({ userId: account.id });
	tellOwner(needs, account.id, 'password-new');
	return changed;
}
