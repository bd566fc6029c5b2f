import { eq } from 'drizzle-orm';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import type { Locale } from '$lib/words';
import { rolesInLog, type AuditEntry } from '$lib/domain/audit';
import type { TeamRole } from '$lib/domain/roles';
import { record } from '$lib/server/db/audit';
import { isTaken, type Db } from '$lib/server/db/connection';
import { useUp } from '$lib/server/db/invitations';
import { standingOf } from '$lib/server/db/people';
import { userAccount } from '$lib/server/db/schema';
import { seat } from '$lib/server/db/teams';
import { tellNewcomer } from '../calendar/letters';
import type { Needs } from '../needs';
import type { Gate } from './gate';
import { openLink } from './read-invitation';

export interface NewPerson {
	name: string;
	about: string;
	email: string;
	password: string;
	locale: Locale;
}

/**
 * Somebody new: makes her account and gives her the seat. Refusals: those of the link, of the password, and
 * `email-taken` (then she signs in and joins with the account she has).
 */
export async function acceptAsNew(
	needs: Needs,
	gate: Gate,
	secret: string,
	given: NewPerson
): Promise<Outcome<{ userId: string; teamId: string }>> {
	const link = await openLink(needs, secret, 'team');
	if (!link.ok) return link;
	const { id, teamId, roles } = link.value;
	if (!teamId) return no('not-found');
	const made = await withAccount(needs, gate, given, async (tx, userId) => {
		if (!(await useUp(tx, id, needs.clock()))) return no('link-used');
		await seat(tx, teamId, userId, roles, needs.clock());
		await record(tx, joined(needs, userId, teamId, roles));
		return yes(null);
	});
	if (!made.ok) return made;
	const { userId } = made.value;
	needs.later(() => tellNewcomer(needs, userId, teamId));
	return yes({ userId, teamId });
}

/**
 * Makes an account for who came by a link, and in the same transaction what the link is for. Refusals: those of the
 * password, `email-taken`, and what `enter` says: then there is no account either.
 */
export async function withAccount(
	needs: Needs,
	gate: Gate,
	given: NewPerson,
	enter: (tx: Db, userId: string) => Promise<Outcome<null>>
): Promise<Outcome<{ userId: string }>> {
	const { name, about, email, locale } = given;
	const [known] = await needs.db.select({ id: userAccount.id }).from(userAccount).where(eq(userAccount.email, email));
	if (known) return no('email-taken');
	const judged = gate.passwords.judge(given.password, [name, email.split('@')[0] ?? '']);
	if (!judged.ok) return judged;
	const passwordHash = await gate.passwords.hash(judged.value);
	const userId = needs.newId();
	const refused: { is: Outcome<null> } = { is: yes(null) };
	try {
		await needs.db.transaction(async (tx) => {
			await tx
				.insert(userAccount)
				.values({ id: userId, name, about, email, locale, passwordHash, createdAt: needs.clock() });
			refused.is = await enter(tx, userId);
			if (!refused.is.ok) tx.rollback();
		});
	} catch (error) {
		if (!refused.is.ok) return refused.is;
		if (isTaken(error)) return no('email-taken');
		throw error;
	}
	return yes({ userId });
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
	const came = await needs.db.transaction(async (tx) => {
		if (!(await useUp(tx, id, needs.clock()))) return no('link-used');
		await seat(tx, teamId, userId, roles, needs.clock());
		await record(tx, joined(needs, userId, teamId, roles));
		return yes({ teamId });
	});
	if (!came.ok) return came;
	needs.table.rightsChanged({ userId, teamId });
	needs.later(() => tellNewcomer(needs, userId, teamId));
	return came;
}

const joined = (needs: Needs, userId: string, teamId: string, roles: readonly TeamRole[]): AuditEntry => ({
	...{ at: needs.clock(), kind: 'member-joined', actor: userId, about: userId },
	...{ object: { kind: 'team', id: teamId }, facts: { roles: rolesInLog(roles) } }
});
