import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { CyclePath } from '$lib/domain/cycle-path';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import { worksWithChild } from '$lib/domain/roles';
import { advisedPath, joinedHalfWay, lateSteps, type LateFacts, type LateStep } from '$lib/engine/late-path';
import { packOf } from '$lib/methods';
import { consentOf } from '$lib/server/db/consent';
import { keepPath, pathsIn } from '$lib/server/db/cycle-paths';
import { meetingsOf, runningCycleOf } from '$lib/server/db/cycles';
import { standingOf } from '$lib/server/db/people';
import { planEntry, teamMember } from '$lib/server/db/schema';
import { clipsOfTrajectories, openTrajectoryOf } from '$lib/server/db/trajectories';
import { shown } from '../cycle/view-cycle';
import type { Needs } from '../needs';

/** How somebody takes part in the running cycle, as she alone sees it. */
export interface OwnPath {
	cycleId: string;
	path: CyclePath | null;
	/** A meeting lay behind already when she came. */
	late: boolean;
	advised: CyclePath;
	child: { id: string; alias: string } | null;
	steps: { step: LateStep; done: boolean }[];
}

/**
 * [PC4] [PC5] Her way through the running cycle; null for whoever works with no child there anyway, or while no cycle
 * runs. What she did by now is read from her own plan and told to nobody else.
 */
export async function ownPath(needs: Needs, userId: string, teamId: string): Promise<OwnPath | null> {
	const standing = await standingOf(needs.db, userId, teamId);
	const cycle = await runningCycleOf(needs.db, teamId);
	if (!standing || !cycle || !worksWithChild(standing.roles)) return null;
	const now = needs.clock();
	const pack = packOf(cycle.packId, cycle.packVersion);
	const meetings = (await meetingsOf(needs.db, cycle.id)).map((row) => {
		const { startsAt, endsAt, watching } = shown(row, pack, now);
		return { startsAt: startsAt.getTime(), endsAt: endsAt.getTime(), watching };
	});
	const [membership] = await needs.db
		.select({ joinedAt: teamMember.joinedAt })
		.from(teamMember)
		.where(and(eq(teamMember.teamId, teamId), eq(teamMember.userId, userId), isNull(teamMember.leftAt)));
	const child = await openTrajectoryOf(needs.db, cycle.id, userId);
	const facts = { now: now.getTime(), meetings, child: child && (await doneFor(needs, child.id)) };
	return {
		cycleId: cycle.id,
		path: (await pathsIn(needs.db, cycle.id)).get(userId) ?? null,
		late: membership !== undefined && joinedHalfWay(meetings, membership.joinedAt.getTime(), now.getTime()),
		advised: advisedPath(facts),
		child: child && { id: child.id, alias: child.alias },
		steps: lateSteps(facts)
	};
}

/** [PC5] Her own choice, changed whenever she likes. Refusals: `not-found`, `not-allowed` (works with no child). */
export async function choosePath(
	needs: Needs,
	userId: string,
	teamId: string,
	path: CyclePath | null
): Promise<Outcome<null>> {
	const standing = await standingOf(needs.db, userId, teamId);
	const cycle = await runningCycleOf(needs.db, teamId);
	if (!standing || !cycle || !may.seeMeetings(standing)) return no('not-found');
	if (!may.chooseChild(standing)) return no('not-allowed');
	await keepPath(needs.db, { cycleId: cycle.id, userId }, path, needs.clock());
	return yes(null);
}

async function doneFor(needs: Needs, trajectoryId: string): Promise<NonNullable<LateFacts['child']>> {
	const entries = await needs.db
		.selectDistinct({ kind: planEntry.kind })
		.from(planEntry)
		.where(and(eq(planEntry.trajectoryId, trajectoryId), inArray(planEntry.kind, ['start', 'play-moment'])));
	return {
		consent: await consentOf(needs.db, trajectoryId),
		firstWords: entries.some((it) => it.kind === 'start'),
		played: entries.some((it) => it.kind === 'play-moment'),
		clip: (await clipsOfTrajectories(needs.db, [trajectoryId])).length > 0
	};
}
