import { and, eq } from 'drizzle-orm';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import { withoutLead, type TeamRole } from '$lib/domain/roles';
import { rolesInLog } from '$lib/domain/audit';
import { record } from '$lib/server/db/audit';
import { standingOf } from '$lib/server/db/people';
import { teamMember } from '$lib/server/db/schema';
import { rolesInTeam } from '$lib/server/db/teams';
import { goOnAsSchool, proofs } from '$lib/server/db/who-asks';
import type { Needs } from '../needs';
import { endHelpBy } from './end-membership';

/**
 * Gives a member other roles; open connections are judged again at once.
 * Refusals: `not-found`, `not-allowed`, `last-lead`.
 */
export async function changeRoles(
	needs: Needs,
	userId: string,
	teamId: string,
	memberId: string,
	roles: TeamRole[]
): Promise<Outcome<null>> {
	const standing = await standingOf(needs.db, userId, teamId);
	if (!standing || !may.seeTeam(standing)) return no('not-found');
	if (!may.changeRoles(standing)) return no('not-allowed');
	const changed = await needs.db.transaction(async (tx): Promise<Outcome<null>> => {
		const members = await rolesInTeam(tx, teamId);
		if (!members.some((member) => member.userId === memberId)) return no('not-found');
		if (withoutLead(members, memberId, roles)) return no('last-lead');
		await tx
			.update(teamMember)
			.set({ roles })
			.where(and(eq(teamMember.teamId, teamId), eq(teamMember.userId, memberId)));
		await record(tx, {
			...{ at: needs.clock(), kind: 'roles-changed', actor: userId, role: rolesInLog(standing.roles, standing.admin) },
			...{ object: { kind: 'team', id: teamId }, about: memberId, facts: { roles: rolesInLog(roles) } }
		});
		// who is no expert of this team any more helps nobody in it
		if (!roles.includes('expert') && !roles.includes('facilitator')) {
			await goOnAsSchool(tx, 'membership-ends', proofs.decides(teamId));
			await endHelpBy(tx, teamId, memberId, needs.clock());
		}
		return yes(null);
	});
	if (changed.ok) needs.table.rightsChanged({ userId: memberId, teamId });
	return changed;
}
