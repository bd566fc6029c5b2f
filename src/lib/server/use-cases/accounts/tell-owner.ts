import { eq } from 'drizzle-orm';
import { loadWords } from '$lib/words';
import { userAccount } from '$lib/server/db/schema';
import type { Needs } from '../needs';

/** What somebody hears by letter about her own account: whoever did it, she can say that it was not she. */
export type AccountNews =
	| 'passkey-added'
	| 'app-added'
	| 'factor-removed'
	| 'school-login-added'
	| 'school-login-removed'
	| 'code-used'
	| 'codes-new'
	| 'password-new'
	| 'reset-asked'
	| 'reset-agreed'
	| 'reset-done';

export function tellOwner(needs: Needs, userId: string, what: AccountNews): void {
	needs.later(async () => {
		const [account] = await needs.db
			.select({ email: userAccount.email, locale: userAccount.locale, name: userAccount.name })
			.from(userAccount)
			.where(eq(userAccount.id, userId));
		if (!account) return;
		const { letters } = (await loadWords(account.locale)).proof;
		const text = letters.text({
			name: account.name,
			what: letters.what[what],
			link: `${needs.origin}/account/security`
		});
		await needs.mail({ to: account.email, subject: letters.subject, text });
	});
}
