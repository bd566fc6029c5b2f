import { and, desc, eq, gt, ne, type SQL } from 'drizzle-orm';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { record } from '$lib/server/db/audit';
import { authSession } from '$lib/server/db/schema';
import type { Needs } from '../needs';

/** Where somebody is signed in now, newest first. `id` names a sign-in and cannot be used as one. */
export async function signInsOf(
	needs: Needs,
	userId: string
): Promise<{ id: string; device: string; startedAt: Date | null; endsAt: Date }[]> {
	const { id, device, startedAt, endsAt } = authSession;
	return needs.db
		.select({ id, device, startedAt, endsAt })
		.from(authSession)
		.where(and(eq(authSession.userId, userId), eq(authSession.stage, 'in'), gt(authSession.expiresAt, needs.clock())))
		.orderBy(desc(authSession.endsAt));
}

/** [A19] Which of her own sign-ins somebody ended, as the log has it. */
export type Ended = 'here' | 'one' | 'others' | 'everywhere';

/** Ends one of somebody's own sign-ins, with its sockets. Another person's is `not-found`. */
export async function endSignIn(needs: Needs, userId: string, authSessionId: string): Promise<Outcome<null>> {
	const ended = await endThese(needs, userId, eq(authSession.id, authSessionId), 'one');
	return ended > 0 ? yes(null) : no('not-found');
}

/** Ends all others of hers, those half in too; `here` goes on. */
export async function endOtherSignIns(needs: Needs, userId: string, here: string): Promise<void> {
	await endThese(needs, userId, ne(authSession.id, here), 'others');
}

/** Ends all of somebody's sign-ins, those half in too. `how`: she did it herself; what others do to her has its own entry. */
export async function endSignIns(needs: Needs, userId: string, how: Ended | null = null): Promise<void> {
	await endThese(needs, userId, undefined, how);
}

/** [A19] One entry for one press, in the transaction that ends them; none where nothing ended. Answers how many did. */
async function endThese(needs: Needs, userId: string, which: SQL | undefined, how: Ended | null): Promise<number> {
	const ended = await needs.db.transaction(async (tx) => {
		const gone = await tx
			.delete(authSession)
			.where(and(eq(authSession.userId, userId), which))
			.returning({ id: authSession.id });
		const facts = { reason: how ?? '', count: gone.length };
		if (how && gone.length > 0) await record(tx, { at: needs.clock(), kind: 'signed-out', actor: userId, facts });
		return gone;
	});
	for (const { id } of ended) needs.table.signedOut({ authSessionId: id });
	return ended.length;
}
