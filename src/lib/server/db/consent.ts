import { desc, inArray } from 'drizzle-orm';
import { nothingAsked, type Consent } from '$lib/domain/consent';
import type { Db } from './connection';
import { consentAnswer } from './schema';

/** The newest answer per scope. No answer is "not asked". */
export async function consentOf(db: Db, trajectoryId: string): Promise<Consent> {
	return (await consentsOf(db, [trajectoryId])).get(trajectoryId) ?? nothingAsked;
}

/** The same for several trajectories at once. */
export async function consentsOf(db: Db, trajectoryIds: string[]): Promise<Map<string, Consent>> {
	const found = new Map<string, Consent>();
	if (trajectoryIds.length === 0) return found;
	const rows = await db
		.select()
		.from(consentAnswer)
		.where(inArray(consentAnswer.trajectoryId, trajectoryIds))
		.orderBy(desc(consentAnswer.at), desc(consentAnswer.id));
	const seen = new Set<string>();
	for (const row of rows) {
		const key = `${row.trajectoryId} ${row.scope}`;
		if (seen.has(key)) continue;
		seen.add(key);
		found.set(row.trajectoryId, { ...(found.get(row.trajectoryId) ?? nothingAsked), [row.scope]: row.state });
	}
	return found;
}
