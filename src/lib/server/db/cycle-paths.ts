import { and, eq, inArray } from 'drizzle-orm';
import type { CyclePath } from '$lib/domain/cycle-path';
import type { Db } from './connection';
import { cyclePath } from './schema';

type Paths = ReadonlyMap<string, CyclePath>;

/** How people take part in each of these cycles, where that is not the usual way: by cycle, then by user id. */
export async function pathsByCycle(db: Db, cycleIds: readonly string[]): Promise<ReadonlyMap<string, Paths>> {
	if (cycleIds.length === 0) return new Map();
	const rows = await db
		.select({ cycleId: cyclePath.cycleId, userId: cyclePath.userId, path: cyclePath.path })
		.from(cyclePath)
		.where(inArray(cyclePath.cycleId, [...cycleIds]));
	const found = new Map<string, Map<string, CyclePath>>();
	for (const { cycleId, userId, path } of rows) {
		const paths = found.get(cycleId) ?? new Map<string, CyclePath>();
		found.set(cycleId, paths.set(userId, path));
	}
	return found;
}

/** The same for one cycle. */
export async function pathsIn(db: Db, cycleId: string): Promise<Paths> {
	return (await pathsByCycle(db, [cycleId])).get(cycleId) ?? new Map();
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
