import { and, count, eq, isNull } from 'drizzle-orm';
import { invitation, userAccount } from '$lib/server/db/schema';
import type { Needs } from '../needs';
import { hashSecret, linkLasts, linkTo } from './link-secret';

/** True while nobody has an account: the school still has to be set up. */
export async function isEmpty(needs: Needs): Promise<boolean> {
	const [accounts] = await needs.db.select({ n: count() }).from(userAccount);
	return accounts?.n === 0;
}

/**
 * The first run on an empty database: a one-time link for whoever started the server, to be printed on its console.
 * Null once there is an account. Each start makes a new link and ends the ones before, since only hashes are kept.
 */
export async function setupLink(needs: Needs): Promise<string | null> {
	if (!(await isEmpty(needs))) return null;
	const now = needs.clock();
	const secret = needs.newSecret();
	await needs.db.transaction(async (tx) => {
		await tx
			.update(invitation)
			.set({ withdrawnAt: now })
			.where(and(eq(invitation.kind, 'setup'), isNull(invitation.usedAt), isNull(invitation.withdrawnAt)));
		await tx.insert(invitation).values({
			id: needs.newId(),
			secretHash: hashSecret(secret),
			kind: 'setup',
			createdAt: now,
			expiresAt: new Date(now.getTime() + linkLasts.setup)
		});
	});
	return linkTo(needs.origin, 'setup', secret);
}
