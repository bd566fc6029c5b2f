import { and, count, desc, eq, inArray, max, notInArray, type SQL } from 'drizzle-orm';
import type { Db } from './connection';
import { auditEntry, clip } from './schema';

/** How many films there are of these, until when the last of them is kept, how many were erased, and the newest days on which. */
export async function filmsOf(db: Db, trajectoryIds: readonly string[]) {
	const those = (condition: SQL | undefined) => and(inArray(clip.trajectoryId, [...trajectoryIds]), condition);
	const [kept] = await db
		.select({ n: count(), until: max(clip.keepUntil) })
		.from(clip)
		.where(those(notInArray(clip.status, ['erased', 'failed'])));
	const erased = await db.$count(clip, those(eq(clip.status, 'erased')));
	const goings = erased > 0 ? await inLogOf(db, trajectoryIds, 'clip-erased', 12) : [];
	return { n: kept?.n ?? 0, until: kept?.until ?? null, erased, erasedOn: goings.map(({ at }) => at) };
}

/** One look at one film: what the viewer was then, as the log has it ('owner', or roles with a plus between them). */
export interface Look {
	at: Date;
	role: string;
	/** At a table, and not alone. */
	atTable: boolean;
}

/** The newest looks at the films of these, also at those that are erased. */
export async function looksAt(db: Db, trajectoryIds: readonly string[], most: number): Promise<Look[]> {
	const rows = await inLogOf(db, trajectoryIds, 'clip-opened', most);
	return rows.map(({ at, role, facts }) => ({ at, role, atTable: typeof facts['session'] === 'string' }));
}

const inLogOf = (db: Db, trajectoryIds: readonly string[], kind: 'clip-opened' | 'clip-erased', most: number) =>
	db
		.select({ at: auditEntry.at, role: auditEntry.role, facts: auditEntry.facts })
		.from(auditEntry)
		.where(and(eq(auditEntry.kind, kind), inArray(auditEntry.childId, [...trajectoryIds])))
		.orderBy(desc(auditEntry.at), desc(auditEntry.nr))
		.limit(most);
