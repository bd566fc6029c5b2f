import { eq } from 'drizzle-orm';
import type { Locale } from '$lib/words';
import { userAccount } from '$lib/server/db/schema';
import type { Needs } from '../needs';

/** What colleagues read about somebody. */
export async function changeProfile(needs: Needs, userId: string, to: { name: string; about: string }): Promise<void> {
	await needs.db.update(userAccount).set({ name: to.name, about: to.about }).where(eq(userAccount.id, userId));
}

/** The language of pages and letters. */
export async function chooseLanguage(needs: Needs, userId: string, locale: Locale): Promise<void> {
	await needs.db.update(userAccount).set({ locale }).where(eq(userAccount.id, userId));
}
