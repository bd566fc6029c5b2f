import { eq } from 'drizzle-orm';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import { record } from '$lib/server/db/audit';
import { standingOf } from '$lib/server/db/people';
import { team } from '$lib/server/db/schema';
import type { Needs } from '../needs';

/** An admin opens a team. She has no seat in it; a lead is invited next. */
export async function openTeam(needs: Needs, userId: string, name: string): Promise<Outcome<{ teamId: string }>> {
	const standing = await standingOf(needs.db, userId, '');
	if (!standing || !may.openTeam(standing)) return no('not-allowed');
	const teamId = needs.newId();
	const at = needs.clock();
	await needs.db.transaction(async (tx) => {
		await tx.insert(team).values({ id: teamId, name, createdAt: at });
		await record(tx, { at, kind: 'team-opened', actor: userId, role: 'admin', object: { kind: 'team', id: teamId } });
	});
	return yes({ teamId });
}

/** The lead or an admin gives the team another name. */
export async function renameTeam(needs: Needs, userId: string, teamId: string, name: string): Promise<Outcome<null>> {
	const standing = await standingOf(needs.db, userId, teamId);
	if (!standing || !may.seeTeam(standing)) return no('not-found');
	if (!may.changeRoles(standing)) return no('not-allowed');
	const renamed = await needs.db.update(team).set({ name }).where(eq(team.id, teamId)).returning({ id: team.id });
	return renamed.length ? yes(null) : no('not-found');
}
