import { and, eq, isNull } from 'drizzle-orm';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import { standingOf } from '$lib/server/db/people';
import { teamMember } from '$lib/server/db/schema';
import type { Needs } from '../needs';

/**
 * [PC1] Somebody is away for a while, and nothing is expected of her: by herself, or by the lead for whoever is too ill to
 * press. No right of hers changes and nothing is asked about why. Refusals: `not-found`, `not-allowed`.
 */
export const pauseMember = (needs: Needs, userId: string, teamId: string, memberId: string): Promise<Outcome<null>> =>
	setPause(needs, userId, teamId, memberId, needs.clock());

/** She takes part again, with everything as it was. Refusals: `not-found`, `not-allowed`. */
export const comeBack = (needs: Needs, userId: string, teamId: string, memberId: string): Promise<Outcome<null>> =>
	setPause(needs, userId, teamId, memberId, null);

async function setPause(
	needs: Needs,
	userId: string,
	teamId: string,
	memberId: string,
	pausedAt: Date | null
): Promise<Outcome<null>> {
	const standing = await standingOf(needs.db, userId, teamId);
	if (!standing || !may.seeTeam(standing)) return no('not-found');
	if (!may.pause(standing, memberId)) return no('not-allowed');
	const changed = await needs.db
		.update(teamMember)
		.set({ pausedAt })
		.where(and(eq(teamMember.teamId, teamId), eq(teamMember.userId, memberId), isNull(teamMember.leftAt)))
		.returning({ userId: teamMember.userId });
	return changed.length > 0 ? yes(null) : no('not-found');
}
