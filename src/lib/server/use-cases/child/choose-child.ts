import { and, eq, isNull } from 'drizzle-orm';
import { judgeAlias } from '$lib/domain/alias';
import { isClosedDoor } from '$lib/domain/consent';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import { consentOf } from '$lib/server/db/consent';
import type { Db } from '$lib/server/db/connection';
import { runningCycleOf } from '$lib/server/db/cycles';
import { unsharePlan } from '$lib/server/db/erase-notes';
import { standingOf } from '$lib/server/db/people';
import { trajectory } from '$lib/server/db/schema';
import { runningCycles, runningTrajectories, seatsHeldBy } from '$lib/server/db/seats';
import { rolesInTeam } from '$lib/server/db/teams';
import { findTrajectory, openTrajectoryOf } from '$lib/server/db/trajectories';
import type { Needs } from '../needs';

export interface ChildInput {
	/** An initial or an invented word, never a name. */
	alias: string;
	/** Why this child, in terms of contact (R28). */
	reason: string;
}

/** Where somebody can choose a child now: running cycles of her teams in which she works with children and has none. */
export async function whereToChoose(
	needs: Needs,
	userId: string
): Promise<{ teamId: string; cycleNumber: number; team: string }[]> {
	const seats = (await seatsHeldBy(needs.db, userId)).filter(({ standing }) => may.chooseChild(standing));
	const running = await runningCycles(
		needs.db,
		seats.map((seat) => seat.teamId)
	);
	const children = await runningTrajectories(
		needs.db,
		[...running.values()].map((cycle) => cycle.id)
	);
	return seats.flatMap(({ teamId, name }) => {
		const cycle = running.get(teamId);
		const has = children.some((child) => child.teacherId === userId && child.cycleId === cycle?.id);
		return cycle && !has ? [{ teamId, cycleNumber: cycle.number, team: name }] : [];
	});
}

/**
 * A teacher chooses the child she works with in this cycle; everything written about it gets a key of its own.
 * Refusals: `not-found` (no such running cycle for her), `not-allowed`, `alias-looks-like-a-name`, `bad-input`,
 * `trajectory-exists` (R25: one per teacher per cycle).
 */
export async function chooseChild(
	needs: Needs,
	userId: string,
	teamId: string,
	child: ChildInput
): Promise<Outcome<{ trajectoryId: string }>> {
	const standing = await standingOf(needs.db, userId, teamId);
	const cycle = await runningCycleOf(needs.db, teamId);
	if (!cycle || !standing || !may.seeTeam(standing)) return no('not-found');
	if (!may.chooseChild(standing)) return no('not-allowed');
	const alias = judgeAlias(child.alias);
	if (!alias.ok) return alias;
	return needs.db.transaction(async (tx): Promise<Outcome<{ trajectoryId: string }>> => {
		// holds the team, so that a second tap does not make a second child
		await rolesInTeam(tx, teamId);
		if (await openTrajectoryOf(tx, cycle.id, userId)) return no('trajectory-exists');
		return yes({ trajectoryId: await begin(needs, tx, cycle.id, userId, alias.value, child.reason) });
	});
}

/**
 * The parents said no, or changed their mind: the old trajectory is closed, kept and no longer shared, and a new one
 * begins (R26). Refusals: as `chooseChild`, and `trajectory-closed`; `not-allowed` while the parents have not said no.
 */
export async function chooseAnotherChild(
	needs: Needs,
	userId: string,
	trajectoryId: string,
	child: ChildInput
): Promise<Outcome<{ trajectoryId: string }>> {
	const found = await findTrajectory(needs.db, trajectoryId);
	if (found?.teacherId !== userId) return no('not-found');
	const standing = await standingOf(needs.db, userId, found.teamId);
	if (!standing || !may.chooseChild(standing) || found.cycleClosed) return no('not-found');
	if (!isClosedDoor(await consentOf(needs.db, trajectoryId))) return no('not-allowed');
	const alias = judgeAlias(child.alias);
	if (!alias.ok) return alias;
	return needs.db.transaction(async (tx): Promise<Outcome<{ trajectoryId: string }>> => {
		const closed = await tx
			.update(trajectory)
			.set({ closedAt: needs.clock(), closedWhy: 'another-child' })
			.where(and(eq(trajectory.id, trajectoryId), isNull(trajectory.closedAt)))
			.returning({ id: trajectory.id });
		if (closed.length === 0) return no('trajectory-closed');
		await unsharePlan(tx, trajectoryId);
		return yes({ trajectoryId: await begin(needs, tx, found.cycleId, userId, alias.value, child.reason) });
	});
}

async function begin(needs: Needs, tx: Db, cycleId: string, teacherId: string, alias: string, reason: string) {
	const id = needs.newId();
	const wrappedKey = needs.vault.newKey().wrapped;
	await tx.insert(trajectory).values({ id, cycleId, teacherId, alias, reason, wrappedKey, createdAt: needs.clock() });
	return id;
}
