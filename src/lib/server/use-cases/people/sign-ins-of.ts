import { and, desc, eq, gt } from 'drizzle-orm';
import { no, yes, type Outcome } from '$lib/domain/outcome';
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

/** Ends one of somebody's own sign-ins, with its sockets. Another person's is `not-found`. */
export async function endSignIn(needs: Needs, userId: string, authSessionId: string): Promise<Outcome<null>> {
	const ended = await needs.db
		.delete(authSession)
		.where(and(eq(authSession.userId, userId), eq(authSession.id, authSessionId)))
		.returning({ id: authSession.id });
	if (ended.length === 0) return no('not-found');
	needs.table.signedOut({ authSessionId });
	return yes(null);
}

/** Ends all of somebody's sign-ins, those half in too, and this one when `but` is not given. */
export async function endSignIns(needs: Needs, userId: string, but?: string): Promise<void> {
	const all = await needs.db.select({ id: authSession.id }).from(authSession).where(eq(authSession.userId, userId));
	for (const { id } of all) if (id !== but) await endSignIn(needs, userId, id);
}
