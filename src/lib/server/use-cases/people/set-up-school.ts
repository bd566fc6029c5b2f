import { no, yes, type Outcome } from '$lib/domain/outcome';
import type { Locale } from '$lib/words';
import { useUp } from '$lib/server/db/invitations';
import { school, userAccount } from '$lib/server/db/schema';
import type { Needs } from '../needs';
import type { Gate } from './gate';
import { openLink } from './read-invitation';
import { isEmpty } from './first-run';

/** Looks at a set-up link without using it. Refusals: `not-found`, `link-expired`, `link-used`. */
export async function readSetup(needs: Needs, secret: string): Promise<Outcome<null>> {
	const link = await openLink(needs, secret, 'setup');
	if (!link.ok) return link;
	return (await isEmpty(needs)) ? yes(null) : no('link-used');
}

/** Names the school and makes its first account, an admin. Works once. */
export async function setUpSchool(
	needs: Needs,
	gate: Gate,
	secret: string,
	given: { school: string; name: string; email: string; password: string; locale: Locale }
): Promise<Outcome<{ userId: string }>> {
	const link = await openLink(needs, secret, 'setup');
	if (!link.ok) return link;
	if (!(await isEmpty(needs))) return no('link-used');
	const judged = gate.passwords.judge(given.password, [given.name, given.school, given.email.split('@')[0] ?? '']);
	if (!judged.ok) return judged;
	const passwordHash = await gate.passwords.hash(judged.value);
	const now = needs.clock();
	const userId = needs.newId();
	const { name, email, locale } = given;
	return needs.db.transaction(async (tx): Promise<Outcome<{ userId: string }>> => {
		if (!(await useUp(tx, link.value.id, now))) return no('link-used');
		await tx.insert(school).values({ id: needs.newId(), name: given.school, createdAt: now });
		await tx.insert(userAccount).values({ id: userId, name, email, locale, passwordHash, admin: true, createdAt: now });
		return yes({ userId });
	});
}
