import { asc, eq } from 'drizzle-orm';
import type { SessionEvent } from '$lib/engine/session';
import type { Db } from './connection';
import { session, sessionEvent, trajectory } from './schema';

export type SessionRow = typeof session.$inferSelect;

/** A session's row with the wrapped key of its child's trajectory; null when it does not exist. */
export async function findSession(db: Db, id: string): Promise<(SessionRow & { wrappedKey: Uint8Array }) | null> {
	const [row] = await db
		.select({ session, wrappedKey: trajectory.wrappedKey })
		.from(session)
		.innerJoin(trajectory, eq(trajectory.id, session.trajectoryId))
		.where(eq(session.id, id));
	return row ? { ...row.session, wrappedKey: row.wrappedKey } : null;
}

/** All that happened, in order. */
export async function eventsOf(db: Db, sessionId: string): Promise<SessionEvent[]> {
	const rows = await db
		.select()
		.from(sessionEvent)
		.where(eq(sessionEvent.sessionId, sessionId))
		.orderBy(asc(sessionEvent.seq));
	return rows.map((row) => ({ ...row.body, seq: row.seq, at: row.at.getTime(), actor: row.actorId }));
}
