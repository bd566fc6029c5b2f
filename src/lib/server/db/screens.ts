import { and, asc, count, eq, gt, isNotNull, isNull, lt, or } from 'drizzle-orm';
import type { OpenScreen } from '$lib/engine/session-view';
import type { Db } from './connection';
import { sessionScreen } from './schema';

export type ScreenRow = typeof sessionScreen.$inferSelect;

/** The row behind a cookie, whatever became of it. */
export async function screenBehind(db: Db, secretHash: string): Promise<ScreenRow | null> {
	const [row] = await db.select().from(sessionScreen).where(eq(sessionScreen.secretHash, secretHash));
	return row ?? null;
}

/** A browser that waits for its code to be entered; false when another has that code already. */
export async function keepWaiting(
	db: Db,
	row: Pick<ScreenRow, 'id' | 'secretHash' | 'code' | 'device' | 'askedAt' | 'until'>
): Promise<boolean> {
	const kept = await db
		.insert(sessionScreen)
		.values(row)
		.onConflictDoNothing({ target: sessionScreen.code })
		.returning({ id: sessionScreen.id });
	return kept.length === 1;
}

/** A browser that waits no longer takes its code along. */
export async function forgetWaiting(db: Db, id: string): Promise<void> {
	await db.delete(sessionScreen).where(and(eq(sessionScreen.id, id), isNull(sessionScreen.sessionId)));
}

export async function waitingScreens(db: Db, now: Date): Promise<number> {
	const [row] = await db
		.select({ n: count() })
		.from(sessionScreen)
		.where(and(isNotNull(sessionScreen.code), gt(sessionScreen.until, now)));
	return row?.n ?? 0;
}

/** Gives the browser behind this code to one session, once: of two who enter it at the same time one is too late. */
export async function pairWith(
	db: Db,
	code: string,
	to: { sessionId: string; pairedBy: string; at: Date; until: Date }
): Promise<boolean> {
	const paired = await db
		.update(sessionScreen)
		.set({ code: null, sessionId: to.sessionId, pairedBy: to.pairedBy, askedAt: to.at, until: to.until })
		.where(and(eq(sessionScreen.code, code), gt(sessionScreen.until, to.at), isNull(sessionScreen.endedAt)))
		.returning({ id: sessionScreen.id });
	return paired.length === 1;
}

/** The screens that show this session now, the oldest first. */
export async function openScreensOf(db: Db, sessionId: string, now: Date): Promise<OpenScreen[]> {
	const rows = await db
		.select({ id: sessionScreen.id, device: sessionScreen.device, since: sessionScreen.askedAt })
		.from(sessionScreen)
		.where(and(eq(sessionScreen.sessionId, sessionId), isNull(sessionScreen.endedAt), gt(sessionScreen.until, now)))
		.orderBy(asc(sessionScreen.askedAt), asc(sessionScreen.id));
	return rows.map((row) => ({ ...row, since: row.since.getTime() }));
}

/** Ends one screen of a session; false when there is none such. */
export async function endScreenOf(db: Db, sessionId: string, id: string, now: Date): Promise<boolean> {
	const ended = await db
		.update(sessionScreen)
		.set({ endedAt: now, code: null })
		.where(and(eq(sessionScreen.sessionId, sessionId), eq(sessionScreen.id, id), isNull(sessionScreen.endedAt)))
		.returning({ id: sessionScreen.id });
	return ended.length === 1;
}

/** What ran out or ended is of no use to anybody. */
export async function sweepScreens(db: Db, before: Date): Promise<void> {
	await db.delete(sessionScreen).where(or(lt(sessionScreen.until, before), lt(sessionScreen.endedAt, before)));
}
