import { and, eq, isNull, type SQL } from 'drizzle-orm';
import type { Db } from './connection';
import { session } from './schema';

/** Takes off the table what is not closed yet; answers which sessions that were. The caller tells the live table. */
export async function takeOffTables(tx: Db, which: SQL, at: Date): Promise<string[]> {
	const rows = await tx
		.update(session)
		.set({ withdrawnAt: at })
		.where(and(which, isNull(session.closedAt), isNull(session.withdrawnAt)))
		.returning({ id: session.id });
	return rows.map((row) => row.id);
}

/** Sessions somebody brought to the tables of one team. */
export const broughtBy = (userId: string, teamId: string): SQL | undefined =>
	and(eq(session.presenterId, userId), eq(session.teamId, teamId));
