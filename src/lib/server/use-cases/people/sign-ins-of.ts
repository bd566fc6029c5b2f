import { and, desc, eq, gt } from 'drizzle-orm';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { authSession } from '$lib/server/db/schema';
import type { Needs } from '../needs';

/** Where somebody is signed in now, newest first. `id` names a sign-in and cannot be used as one. */
export async function signInsOf(needs: Needs, userId: string): Promise<{ id: string; device: string; endsAt: Date }[]> {
	return needs.db
		.select({ id: authSession.id, device: authSession.device, endsAt: authSession.endsAt })
		.from(authSession)
		.where(and(eq(authSession.userId, userId), gt(authSession.expiresAt, needs.clock())))
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

/** Ends all of somebody's sign-ins, this one too when `but` is not given. */
export async function endSignIns(needs: Needs, userId: string, but?: string): Promise<void> {
	for (const { id } of await signInsOf(needs, userId)) if (id !== but) await endSignIn(needs, userId, id);
}
