import { eq } from 'drizzle-orm';
import { userAccount } from '$lib/server/db/schema';
import type { Needs } from '../needs';

/** The name colleagues see; empty for somebody who is gone. */
export async function nameOf(needs: Needs, userId: string): Promise<string> {
	const [row] = await needs.db.select({ name: userAccount.name }).from(userAccount).where(eq(userAccount.id, userId));
	return row?.name ?? '';
}
