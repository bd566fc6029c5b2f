import { and, eq } from 'drizzle-orm';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import { questionsOf, type InterviewMoment } from '$lib/engine/interview';
import { membersOf, standingOf } from '$lib/server/db/people';
import { cycle, interview, trajectory } from '$lib/server/db/schema';
import type { Needs } from '../needs';
import { mayTakeBaseline, ownPlan } from '../plan/open-plan';
import { guideOf, sealAnswers } from './at-interview';

/** Whom one can be interviewed by, for the page that begins one. Refusals: `not-found`, `trajectory-closed`. */
export async function partnersOf(needs: Needs, userId: string, trajectoryId: string): Promise<Outcome<Choices>> {
	const child = await ownChild(needs, userId, trajectoryId);
	if (!child.ok) return child;
	const { row, teamId } = child.value;
	const partners = (await membersOf(needs.db, teamId))
		.filter((it) => it.userId !== userId && may.interview({ userId: it.userId, admin: false, roles: it.roles }))
		.map(({ userId: id, name }) => ({ id, name }));
	const held = await needs.db
		.select({ id: interview.id, moment: interview.moment, endedAt: interview.endedAt })
		.from(interview)
		.where(eq(interview.trajectoryId, trajectoryId));
	return yes({ alias: row.alias, partners, held, mayStart: await mayTakeBaseline(needs.db, userId, trajectoryId) });
}

interface Choices {
	alias: string;
	partners: { id: string; name: string }[];
	held: Held[];
	/** The parents said yes, so that a first interview can begin [CN8]. */
	mayStart: boolean;
}
export type Held = Pick<typeof interview.$inferSelect, 'id' | 'moment' | 'endedAt'>;

/**
 * Begins the interview about one's own child, or goes on with the one of that moment; with somebody who asks, or by
 * oneself. Refusals: `not-found`, `trajectory-closed`, `bad-input` (somebody who does not belong to the conversation),
 * `no-baseline-yet` (a first one, before the parents said yes [CN8]).
 */
export async function beginInterview(
	needs: Needs,
	userId: string,
	trajectoryId: string,
	how: { moment: InterviewMoment; interviewerId: string | null }
): Promise<Outcome<{ id: string }>> {
	const child = await ownChild(needs, userId, trajectoryId);
	if (!child.ok) return child;
	const { teamId, guide } = child.value;
	if (how.interviewerId !== null && !(await mayAsk(needs, how.interviewerId, teamId, userId))) return no('bad-input');
	return needs.db.transaction(async (tx): Promise<Outcome<{ id: string }>> => {
		// holds the trajectory, so that two tabs do not both begin one
		const plan = await ownPlan(needs, tx, userId, trajectoryId);
		if (!plan.ok) return plan;
		const where = and(eq(interview.trajectoryId, trajectoryId), eq(interview.moment, how.moment));
		const [there] = await tx.select({ id: interview.id }).from(interview).where(where);
		const { interviewerId } = how;
		if (there) {
			await tx.update(interview).set({ interviewerId, endedAt: null }).where(eq(interview.id, there.id));
			return yes(there);
		}
		if (how.moment === 'start' && !(await mayTakeBaseline(tx, userId, trajectoryId))) return no('no-baseline-yet');
		const id = needs.newId();
		await tx.insert(interview).values({
			id,
			trajectoryId,
			moment: how.moment,
			interviewerId,
			question: questionsOf(guide, how.moment)[0]?.id ?? guide.last.id,
			sealed: sealAnswers(needs, plan.value.key, {}),
			startedAt: needs.clock()
		});
		return yes({ id });
	});
}

async function ownChild(needs: Needs, userId: string, trajectoryId: string) {
	const [found] = await needs.db
		.select({ row: trajectory, cycle })
		.from(trajectory)
		.innerJoin(cycle, eq(cycle.id, trajectory.cycleId))
		.where(eq(trajectory.id, trajectoryId));
	const guide = found && guideOf(found.cycle);
	if (!found || !guide || found.row.teacherId !== userId) return no('not-found');
	if (found.row.closedAt) return no('trajectory-closed');
	return yes({ row: found.row, teamId: found.cycle.teamId, guide });
}

async function mayAsk(needs: Needs, interviewerId: string, teamId: string, userId: string): Promise<boolean> {
	const standing = interviewerId === userId ? null : await standingOf(needs.db, interviewerId, teamId);
	return standing !== null && may.interview(standing);
}
