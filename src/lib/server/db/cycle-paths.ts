import { and, eq } from 'drizzle-orm';
import type { CyclePath } from '$lib/domain/cycle-path';
import type { Db } from './connection';
import { cyclePath } from './schema';

/** How people take part in a cycle, where that is not the usual way. */
export async function pathsIn(db: Db, cycleId: string): Promise<ReadonlyMap<string, CyclePath>> {
	const rows = await db
		.select({ userId: cyclePath.userId, path: cyclePath.path })
		.from(cyclePath)
		.where(eq(cyclePath.cycleId, cycleId));
	return new Map(rows.map((row) => [row.userId, row.path]));
}

/** Her own choice; null for the usual way. */
export async function keepPath(
	db: Db,
	at: { cycleId: string; userId: string },
	path: CyclePath | null,
	now: Date
): Promise<void> {
	if (path === null) {
		await db.delete(cyclePath).where(and(eq(cyclePath.cycleId, at.cycleId), eq(cyclePath.userId, at.userId)));
		return;
	}
	await db
		.insert(cyclePath)
		.values({ ...at, path, at: now })
		.onConflictDoUpdate({ target: [cyclePath.cycleId, cyclePath.userId], set: { path, at: now } });
}
