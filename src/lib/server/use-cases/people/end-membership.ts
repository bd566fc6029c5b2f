import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may, type Standing } from '$lib/domain/permissions';
import { withoutLead } from '$lib/domain/roles';
import { rolesInLog } from '$lib/domain/audit';
import { record } from '$lib/server/db/audit';
import type { Db } from '$lib/server/db/connection';
import { endHelp } from '$lib/server/db/help';
import { withdrawGuestLinks } from '$lib/server/db/invitations';
import { broughtBy, takeOffTables } from '$lib/server/db/open-sessions';
import { standingOf } from '$lib/server/db/people';
import { cycle, helpRequest, invitation, teamMember, trajectory, userAccount } from '$lib/server/db/schema';
import { endVisits } from '$lib/server/db/visits';
import { giveBackDuties } from '$lib/server/db/duties';
import { membershipsOf, rolesInTeam } from '$lib/server/db/teams';
import { asSchool, proofs } from '$lib/server/db/who-asks';
import { tellLeaver } from '../calendar/letters';
import { endRunningSessions } from '../session/end-sessions';
import type { Needs } from '../needs';
import { endWritingBy } from '../plan/end-writing';
import { forgetDevices } from './push-devices';

/** Somebody leaves a team by herself. Refusals: `not-found`, `last-lead`. */
export async function leaveTeam(needs: Needs, userId: string, teamId: string): Promise<Outcome<null>> {
	const standing = await standingOf(needs.db, userId, teamId);
	if (!standing || !may.leaveTeam(standing)) return no('not-found');
	return endMembership(needs, teamId, userId, standing);
}

/** The lead or an admin takes somebody out of the team. Refusals: `not-found`, `not-allowed`, `last-lead`. */
export async function removeMember(
	needs: Needs,
	userId: string,
	teamId: string,
	memberId: string
): Promise<Outcome<null>> {
	const standing = await standingOf(needs.db, userId, teamId);
	if (!standing || !may.seeTeam(standing)) return no('not-found');
	if (!may.changeRoles(standing)) return no('not-allowed');
	return endMembership(needs, teamId, memberId, standing);
}

/**
 * Rights end at once; her child's trajectory is closed, what she brought and what is not finished leaves the table,
 * help she asked or gave and writing along end. Nothing is deleted (R10).
 */
const endMembership = (needs: Needs, teamId: string, memberId: string, by: Standing): Promise<Outcome<null>> =>
	asSchool(needs.db, 'membership-ends', proofs.endsMembership(teamId, memberId), () =>
		end(needs, teamId, memberId, by)
	);

async function end(needs: Needs, teamId: string, memberId: string, by: Standing): Promise<Outcome<null>> {
	const mayGo = async (db: Db): Promise<Outcome<null>> => {
		const members = await rolesInTeam(db, teamId);
		if (!members.some((member) => member.userId === memberId)) return no('not-found');
		return withoutLead(members, memberId, []) ? no('last-lead') : yes(null);
	};
	const asked = await mayGo(needs.db);
	if (!asked.ok) return asked;
	const running = broughtBy(memberId, teamId);
	if (running) await endRunningSessions(needs, running, memberId);
	const now = needs.clock();
	const ended = await needs.db.transaction(async (tx): Promise<Outcome<string[]>> => {
		const still = await mayGo(tx);
		if (!still.ok) return still;
		await tx
			.update(teamMember)
			.set({ leftAt: now, pausedAt: null })
			.where(and(eq(teamMember.teamId, teamId), eq(teamMember.userId, memberId)));
		await record(tx, {
			...{ at: now, kind: 'member-left', actor: by.userId, role: rolesInLog(by.roles, by.admin) },
			...{ object: { kind: 'team', id: teamId }, about: memberId }
		});
		await closeTrajectories(tx, teamId, memberId, now);
		// a link for one meeting that she used before she was a member is no way back in
		await endVisits(tx, teamId, memberId, now);
		await endGuestLinks(tx, teamId, memberId, now);
		await giveBackDuties(tx, teamId, memberId);
		await endWritingBy(tx, teamId, memberId);
		await endHelpBy(tx, teamId, memberId, now);
		await endHelpFor(tx, teamId, memberId, now);
		if ((await membershipsOf(tx, memberId)).length === 0) await forgetDevices({ db: tx }, memberId);
		const hers = broughtBy(memberId, teamId);
		return yes(hers ? await takeOffTables(tx, hers, now) : []);
	});
	if (!ended.ok) return ended;
	needs.table.rightsChanged({ userId: memberId, teamId });
	for (const sessionId of ended.value) needs.table.rightsChanged({ sessionId });
	// whoever helped her with a clip looks at it no longer
	needs.table.rightsChanged({ teamId });
	needs.later(() => tellLeaver(needs, memberId, teamId));
	return yes(null);
}

async function closeTrajectories(tx: Db, teamId: string, teacherId: string, now: Date): Promise<void> {
	await tx
		.update(trajectory)
		.set({ closedAt: now, closedWhy: 'left' })
		.where(
			and(
				eq(trajectory.teacherId, teacherId),
				isNull(trajectory.closedAt),
				inArray(trajectory.cycleId, tx.select({ id: cycle.id }).from(cycle).where(eq(cycle.teamId, teamId)))
			)
		);
}

/** [PC11] Links to its meetings that she made, and that were made for her. */
async function endGuestLinks(tx: Db, teamId: string, memberId: string, now: Date): Promise<void> {
	const hers = tx.select({ email: userAccount.email }).from(userAccount).where(eq(userAccount.id, memberId));
	const byOrFor = or(eq(invitation.invitedBy, memberId), inArray(invitation.email, hers));
	await withdrawGuestLinks(tx, and(eq(invitation.teamId, teamId), byOrFor), now);
}

/** Ends what somebody gives in this team as an expert, or was asked to give. */
export const endHelpBy = (tx: Db, teamId: string, expertId: string, now: Date): Promise<void> =>
	endHelp(tx, sql`${helpRequest.teamId} = ${teamId} and ${helpRequest.expertId} = ${expertId}`, now);

const endHelpFor = (tx: Db, teamId: string, askedBy: string, now: Date): Promise<void> =>
	endHelp(tx, sql`${helpRequest.teamId} = ${teamId} and ${helpRequest.askedBy} = ${askedBy}`, now);
