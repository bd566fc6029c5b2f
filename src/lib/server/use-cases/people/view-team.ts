import { desc, eq } from 'drizzle-orm';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import { withoutLead } from '$lib/domain/roles';
import { smallTeam } from '$lib/engine/next-steps';
import { byName } from '$lib/words/dates';
import { openInvitationsOf } from '$lib/server/db/invitations';
import { membersOf, standingOf } from '$lib/server/db/people';
import { cycle } from '$lib/server/db/schema';
import { membersByTeam } from '$lib/server/db/seats';
import { allTeams, findTeam, membershipsOf } from '$lib/server/db/teams';
import type { Needs } from '../needs';
import { takesPart } from './takes-part';

/** One team as its members see it; links only for those who may invite. Not hers or not there: `not-found`. */
export async function viewTeam(needs: Needs, userId: string, teamId: string) {
	const standing = await standingOf(needs.db, userId, teamId);
	const team = await findTeam(needs.db, teamId);
	if (!team || !standing || !may.seeTeam(standing)) return no('not-found');
	const members = await membersOf(needs.db, teamId);
	const leads = members.filter((it) => it.roles.includes('lead'));
	const now = needs.clock();
	const invitations = may.invite(standing) ? await openInvitationsOf(needs.db, teamId) : [];
	return yes({
		...team,
		may: {
			invite: may.invite(standing),
			changeRoles: may.changeRoles(standing),
			leave: may.leaveTeam(standing) && !withoutLead(members, userId, []),
			startCycle: may.startCycle(standing),
			seeCycle: may.seeMeetings(standing)
		},
		member: standing.roles.length > 0,
		/** Away for a while herself [PC1]. */
		paused: members.some((it) => it.userId === userId && it.pausedAt !== null),
		/** Everybody who leads is away for a while. */
		leadAway: leads.length > 0 && leads.every((it) => it.pausedAt !== null),
		hasLead: members.some((member) => member.roles.includes('lead')),
		// [PC13] a warning and never a lock: who is away, a guest and an expert on call carry no meeting
		small: members.length > 0 && members.filter(takesPart).length < smallTeam,
		members: members
			.map((member) => ({
				...member,
				mayPause: may.pause(standing, member.userId),
				onlyLead: withoutLead(members, member.userId, [])
			}))
			.toSorted((a, b) => byName(a.name, b.name)),
		invitations: invitations.map((it) => ({ ...it, ranOut: it.expiresAt <= now })),
		cycles: may.seeMeetings(standing) ? await cyclesOf(needs, teamId) : []
	});
}

const cyclesOf = (needs: Needs, teamId: string) =>
	needs.db
		.select({ id: cycle.id, number: cycle.number, createdAt: cycle.createdAt, closedAt: cycle.closedAt })
		.from(cycle)
		.where(eq(cycle.teamId, teamId))
		.orderBy(desc(cycle.number));

/** Somebody's own teams; an admin sees every team of the school. */
export async function listTeams(
	needs: Needs,
	userId: string
): Promise<Outcome<{ mayOpen: boolean; teams: { id: string; name: string; mine: boolean; members: string[] }[] }>> {
	const standing = await standingOf(needs.db, userId, '');
	if (!standing) return no('not-found');
	const mine = await membershipsOf(needs.db, userId);
	const shown = may.openTeam(standing)
		? await allTeams(needs.db)
		: mine.map((team) => ({ id: team.teamId, name: team.name }));
	const members = await membersByTeam(
		needs.db,
		shown.map((team) => team.id)
	);
	const own = new Set(mine.map((it) => it.teamId));
	return yes({
		mayOpen: may.openTeam(standing),
		teams: shown.map((team) => ({
			...team,
			mine: own.has(team.id),
			members: (members.get(team.id) ?? []).map((member) => member.name).toSorted(byName)
		}))
	});
}
