import { and, eq } from 'drizzle-orm';
import { openAccount } from '$lib/server/db/people';
import { userAccount } from '$lib/server/db/schema';
import type { Needs } from '../needs';

export interface Person {
	id: string;
	name: string;
	about: string;
	email: string;
	admin: boolean;
	locale: 'nl' | 'en';
}

/** Who somebody is, for her own pages; null when the account was closed or is on hold. */
export async function personOf(needs: Needs, userId: string): Promise<Person | null> {
	const [row] = await needs.db
		.select({
			id: userAccount.id,
			name: userAccount.name,
			about: userAccount.about,
			email: userAccount.email,
			admin: userAccount.admin,
			locale: userAccount.locale
		})
		.from(userAccount)
		.where(and(eq(userAccount.id, userId), openAccount));
	return row ?? null;
}
