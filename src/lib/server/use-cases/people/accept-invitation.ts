import { eq } from 'drizzle-orm';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import type { Locale } from '$lib/words';
import { isTaken } from '$lib/server/db/connection';
import { useUp } from '$lib/server/db/invitations';
import { standingOf } from '$lib/server/db/people';
import { userAccount } from '$lib/server/db/schema';
import { seat } from '$lib/server/db/teams';
import { tellNewcomer } from '../calendar/letters';
import type { Needs } from '../needs';
import type { Gate } from './gate';
import { openLink } from './read-invitation';

/**
 * Somebody new: makes her account and gives her the seat. Refusals: those of the link, of the password, and
 * `email-taken` (then she signs in and joins with the account she has).
 */
export async function acceptAsNew(
	needs: Needs,
	gate: Gate,
	secret: string,
	given: { name: string; about: string; email: string; password: string; locale: Locale }
): Promise<Outcome<{ userId: string; teamId: string }>> {
	const link = await openLink(needs, secret, 'team');
	if (!link.ok) return link;
	const [known] = await needs.db
		.select({ id: userAccount.id })
		.from(userAccount)
		.where(eq(userAccount.email, given.email));
	if (known) return no('email-taken');
	const { name, about, email, locale } = given;
	const judged = gate.passwords.judge(given.password, [name, email.split('@')[0] ?? '']);
	if (!judged.ok) return judged;
	const passwordHash = await gate.passwords.hash(judged.value);
	const userId = needs.newId();
	try {
		const joined = await needs.db.transaction(async (tx) => {
			const { value } = link;
			if (!value.teamId || !(await useUp(tx, value.id, needs.clock()))) return no('link-used');
			await tx
				.insert(userAccount)
				.values({ id: userId, name, about, email, locale, passwordHash, createdAt: needs.clock() });
			await seat(tx, value.teamId, userId, value.roles, needs.clock());
			return yes({ userId, teamId: value.teamId });
		});
		if (joined.ok) needs.later(() => tellNewcomer(needs, userId, joined.value.teamId));
		return joined;
	} catch (error) {
		if (isTaken(error)) return no('email-taken');
		throw error;
	}
}

/** Somebody with an account joins. Refusals: those of the link, and `already-member`. */
export async function joinWithInvitation(
	needs: Needs,
	userId: string,
	secret: string
): Promise<Outcome<{ teamId: string }>> {
	const link = await openLink(needs, secret, 'team');
	if (!link.ok) return link;
	const { id, teamId, roles } = link.value;
	if (!teamId) return no('not-found');
	const standing = await standingOf(needs.db, userId, teamId);
	if (!standing) return no('not-found');
	// the link stays good for whom it was meant, when somebody of the team opens it to see what it says
	if (standing.roles.length > 0) return no('already-member');
	const joined = await needs.db.transaction(async (tx) => {
		if (!(await useUp(tx, id, needs.clock()))) return no('link-used');
		await seat(tx, teamId, userId, roles, needs.clock());
		return yes({ teamId });
	});
	if (!joined.ok) return joined;
	needs.table.rightsChanged({ userId, teamId });
	needs.later(() => tellNewcomer(needs, userId, teamId));
	return joined;
}
