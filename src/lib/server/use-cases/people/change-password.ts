import { eq } from 'drizzle-orm';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { record } from '$lib/server/db/audit';
import { endPasswordLinks } from '$lib/server/db/invitations';
import { userAccount } from '$lib/server/db/schema';
import { forgetTries } from '$lib/server/db/sign-in-tries';
import { tellOwner } from '../accounts/tell-owner';
import type { Needs } from '../needs';
import type { Gate } from './gate';
import { reserveTry, tryKeys } from './reserve-try';

/**
 * A new password for somebody who knows the old one. Every other sign-in ends, all sockets with them, and
 * every link to choose another password; the page
 * she is on stays hers. Refusals: `wrong-email-or-password`, `too-many-tries`, `password-too-short`,
 * `password-too-common`.
 */
export async function changePassword(
	needs: Needs,
	gate: Gate,
	userId: string,
	given: { current: string; next: string; authSessionId: string; address: string }
): Promise<Outcome<null>> {
	const [account] = await needs.db.select().from(userAccount).where(eq(userAccount.id, userId));
	if (!account || account.closedAt || account.suspendedAt) return no('not-found');
	const judged = gate.passwords.judge(given.next, [account.name, account.email.split('@')[0] ?? '']);
	if (!judged.ok) return judged;
	// a forgotten open laptop must not become a way to guess
	const keys = tryKeys(account.email, given.address);
	const reserved = await reserveTry(needs, keys);
	if (!reserved.ok) return reserved;
	if (!(await gate.passwords.fits(account.passwordHash, given.current.normalize('NFKC'))))
		return no('wrong-email-or-password');
	const passwordHash = await gate.passwords.hash(judged.value);
	await needs.db.transaction(async (tx) => {
		await tx.update(userAccount).set({ passwordHash }).where(eq(userAccount.id, userId));
		await endPasswordLinks(tx, userId, needs.clock());
		await record(tx, { at: needs.clock(), kind: 'password-changed', actor: userId, facts: { reason: 'known' } });
	});
	await forgetTries(needs.db, keys);
	await gate.signIns.endAll(userId, given.authSessionId);
	needs.table.signedOut({ userId });
	tellOwner(needs, userId, 'password-new');
	return yes(null);
}
