import { eq } from 'drizzle-orm';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import type { TeamRole } from '$lib/domain/roles';
import { loadWords } from '$lib/words';
import { rolesInLog } from '$lib/domain/audit';
import { record } from '$lib/server/db/audit';
import type { Db } from '$lib/server/db/connection';
import { withdraw } from '$lib/server/db/invitations';
import { standingOf } from '$lib/server/db/people';
import { invitation } from '$lib/server/db/schema';
import { findTeam, theSchool } from '$lib/server/db/teams';
import type { Needs } from '../needs';
import { hashSecret, linkLasts, linkTo } from './link-secret';
import { personOf } from './person-of';

/**
 * Invites somebody to a team: a link that works once, for fourteen days. It is answered here to be shown once and,
 * when an address was given, sent there too. Refusals: `not-found` (not her team), `not-allowed` (not the lead).
 */
export async function inviteMember(
	needs: Needs,
	userId: string,
	teamId: string,
	to: { email: string; roles: TeamRole[] }
): Promise<Outcome<{ link: string }>> {
	const allowed = await mayInvite(needs, userId, teamId);
	if (!allowed.ok) return allowed;
	const secret = await needs.db.transaction((tx) => makeInvitation(needs, tx, userId, teamId, to));
	return yes({ link: await deliver(needs, userId, teamId, to.email, secret) });
}

/** Replaces a link by a new one for the same person and roles; the old one stops working. */
export async function renewInvitation(
	needs: Needs,
	userId: string,
	invitationId: string
): Promise<Outcome<{ link: string }>> {
	const found = await ofHerTeam(needs, userId, invitationId);
	if (!found.ok) return found;
	const { teamId, email, roles } = found.value;
	const secret = await needs.db.transaction(async (tx) => {
		if (!(await withdraw(tx, invitationId, needs.clock()))) return null;
		return makeInvitation(needs, tx, userId, teamId, { email, roles });
	});
	return secret === null ? no('link-used') : yes({ link: await deliver(needs, userId, teamId, email, secret) });
}

/** Makes a link useless at once. */
export async function withdrawInvitation(needs: Needs, userId: string, invitationId: string): Promise<Outcome<null>> {
	const found = await ofHerTeam(needs, userId, invitationId);
	if (!found.ok) return found;
	return needs.db.transaction(async (tx) => {
		if (!(await withdraw(tx, invitationId, needs.clock()))) return no('link-used');
		const object = { kind: 'invitation' as const, id: invitationId };
		await record(tx, { at: needs.clock(), kind: 'invitation-withdrawn', actor: userId, object });
		return yes(null);
	});
}

async function mayInvite(needs: Needs, userId: string, teamId: string): Promise<Outcome<null>> {
	const standing = await standingOf(needs.db, userId, teamId);
	if (!standing || !may.seeTeam(standing) || !(await findTeam(needs.db, teamId))) return no('not-found');
	return may.invite(standing) ? yes(null) : no('not-allowed');
}

async function ofHerTeam(needs: Needs, userId: string, invitationId: string) {
	const [row] = await needs.db.select().from(invitation).where(eq(invitation.id, invitationId));
	if (row?.kind !== 'team' || !row.teamId) return no('not-found');
	const allowed = await mayInvite(needs, userId, row.teamId);
	return allowed.ok ? yes({ teamId: row.teamId, email: row.email, roles: row.roles }) : allowed;
}

async function makeInvitation(
	needs: Needs,
	tx: Db,
	userId: string,
	teamId: string,
	to: { email: string; roles: TeamRole[] }
): Promise<string> {
	const now = needs.clock();
	const secret = needs.newSecret();
	const id = needs.newId();
	await record(tx, {
		...{ at: now, kind: 'invited', actor: userId, object: { kind: 'invitation', id } },
		facts: { roles: rolesInLog(to.roles) }
	});
	await tx.insert(invitation).values({
		id,
		secretHash: hashSecret(secret),
		kind: 'team',
		teamId,
		email: to.email,
		roles: to.roles,
		invitedBy: userId,
		createdAt: now,
		expiresAt: new Date(now.getTime() + linkLasts.team)
	});
	return secret;
}

/** The letter is in the language of whoever invites: of the other nothing is known yet. */
async function deliver(needs: Needs, userId: string, teamId: string, email: string, secret: string): Promise<string> {
	const link = linkTo(needs.origin, 'team', secret);
	if (email === '') return link;
	const inviter = await personOf(needs, userId);
	const team = await findTeam(needs.db, teamId);
	const school = await theSchool(needs.db);
	const { team: words } = await loadWords(inviter?.locale ?? 'nl');
	const facts = { from: inviter?.name ?? '', team: team?.name ?? '', school: school?.name ?? '', link };
	needs.later(() => needs.mail({ to: email, subject: words.letter.subject(facts), text: words.letter.text(facts) }));
	return link;
}
