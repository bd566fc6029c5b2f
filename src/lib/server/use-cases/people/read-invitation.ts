import { no, yes, type Outcome } from '$lib/domain/outcome';
import type { TeamRole } from '$lib/domain/roles';
import { findInvitation, teamOf, type InvitationRow } from '$lib/server/db/invitations';
import { theSchool } from '$lib/server/db/teams';
import type { Needs } from '../needs';
import { hashSecret } from './link-secret';

/** The row behind a link that can still be used. Refusals: `not-found`, `link-used`, `link-expired` (withdrawn too). */
export async function openLink(
	needs: Needs,
	secret: string,
	kind: InvitationRow['kind']
): Promise<Outcome<InvitationRow>> {
	const link = await unusedLink(needs, secret, kind);
	return link.ok && link.value.expiresAt <= needs.clock() ? no('link-expired') : link;
}

/** The same, whenever it would run out: for a link whose end is that of what it is for. */
export async function unusedLink(
	needs: Needs,
	secret: string,
	kind: InvitationRow['kind']
): Promise<Outcome<InvitationRow>> {
	const row = await findInvitation(needs.db, hashSecret(secret));
	if (row?.kind !== kind) return no('not-found');
	if (row.usedAt) return no('link-used');
	return row.withdrawnAt ? no('link-expired') : yes(row);
}

export interface InvitationView {
	school: string;
	team: string;
	teamId: string;
	invitedBy: string;
	email: string;
	roles: TeamRole[];
}

/** What an invitation says. Looking never uses it: mail programs open links too. */
export async function readInvitation(needs: Needs, secret: string): Promise<Outcome<InvitationView>> {
	const link = await openLink(needs, secret, 'team');
	if (!link.ok) return link;
	const about = await teamOf(needs.db, link.value);
	if (!about || !link.value.teamId) return no('not-found');
	const school = await theSchool(needs.db);
	const { email, roles, teamId } = link.value;
	return yes({ school: school?.name ?? '', ...about, teamId, email, roles });
}
