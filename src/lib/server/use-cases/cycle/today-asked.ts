import { and, asc, count, eq, exists, gt, inArray, isNull, not, sql } from 'drizzle-orm';
import { may } from '$lib/domain/permissions';
import { mostSteps, type TodayFacts } from '$lib/engine/next-steps';
import { standingOf } from '$lib/server/db/people';
import { parentsContactOf } from '$lib/server/db/school';
import { helpRequest, invitation, team, teamMember, userAccount } from '$lib/server/db/schema';
import type { Needs } from '../needs';

/** How many people were invited to each of these teams and may still come. */
export async function invitedTo(needs: Needs, teamIds: readonly string[]): Promise<Map<string, number>> {
	if (teamIds.length === 0) return new Map();
	const rows = await needs.db
		.select({ teamId: invitation.teamId, n: count() })
		.from(invitation)
		// who is asked to one meeting is no member to come
		.where(and(inArray(invitation.teamId, [...teamIds]), eq(invitation.kind, 'team'), open(needs)))
		.groupBy(invitation.teamId);
	return new Map(rows.flatMap(({ teamId, n }) => (teamId ? [[teamId, n] as const] : [])));
}

const open = (needs: Needs) =>
	and(isNull(invitation.usedAt), isNull(invitation.withdrawnAt), gt(invitation.expiresAt, needs.clock()));

/** What others wait for her answer on: questions asked of her, and moments proposed to her. */
export async function helpOf(needs: Needs, userId: string): Promise<Pick<TodayFacts, 'helpToAnswer' | 'helpProposed'>> {
	const asked = needs.db
		.select({ requestId: helpRequest.id, from: userAccount.name })
		.from(helpRequest)
		.innerJoin(userAccount, eq(userAccount.id, helpRequest.askedBy))
		.where(and(eq(helpRequest.expertId, userId), eq(helpRequest.status, 'asked')))
		.orderBy(asc(helpRequest.createdAt))
		.limit(mostSteps);
	const proposed = needs.db
		.select({ requestId: helpRequest.id, from: userAccount.name })
		.from(helpRequest)
		.innerJoin(userAccount, eq(userAccount.id, helpRequest.expertId))
		.where(and(eq(helpRequest.askedBy, userId), eq(helpRequest.status, 'proposed')))
		.orderBy(asc(helpRequest.createdAt))
		.limit(mostSteps);
	const [helpToAnswer, helpProposed] = await Promise.all([asked, proposed]);
	return { helpToAnswer, helpProposed };
}

/** For an admin: how many teams there are, and the first of those that nobody leads and nobody was invited to lead. */
export async function adminOf(needs: Needs, userId: string): Promise<TodayFacts['admin']> {
	const standing = await standingOf(needs.db, userId, '');
	if (!standing || !may.openTeam(standing)) return null;
	const [all] = await needs.db.select({ n: count() }).from(team);
	const led = needs.db
		.select({ one: sql`1` })
		.from(teamMember)
		.innerJoin(userAccount, eq(userAccount.id, teamMember.userId))
		.where(
			and(
				eq(teamMember.teamId, team.id),
				isNull(teamMember.leftAt),
				isNull(userAccount.closedAt),
				sql`${teamMember.roles} @> '["lead"]'`
			)
		);
	const invited = needs.db
		.select({ one: sql`1` })
		.from(invitation)
		.where(and(eq(invitation.teamId, team.id), open(needs), sql`${invitation.roles} @> '["lead"]'`));
	const withoutLead = await needs.db
		.select({ teamId: team.id, name: team.name })
		.from(team)
		.where(and(not(exists(led)), not(exists(invited))))
		.orderBy(asc(team.createdAt), asc(team.id))
		.limit(mostSteps);
	return { teams: all?.n ?? 0, withoutLead, contact: (await parentsContactOf(needs.db)) !== null };
}
