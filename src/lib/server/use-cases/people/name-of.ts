import { eq, inArray } from 'drizzle-orm';
import { userAccount } from '$lib/server/db/schema';
import type { Needs } from '../needs';

/** The name colleagues see; empty for somebody who is gone. */
export async function nameOf(needs: Needs, userId: string): Promise<string> {
	const [row] = await needs.db.select({ name: userAccount.name }).from(userAccount).where(eq(userAccount.id, userId));
	return row?.name ?? '';
}

/** Names of several people at once, by id; empty for an account that is gone. */
export async function namesOf(needs: Needs, ids: readonly string[]): Promise<Map<string, string>> {
	const once = [...new Set(ids)];
	const rows = await needs.db
		.select({ id: userAccount.id, name: userAccount.name })
		.from(userAccount)
		.where(inArray(userAccount.id, once));
	return new Map(once.map((id) => [id, rows.find((row) => row.id === id)?.name ?? '']));
}
