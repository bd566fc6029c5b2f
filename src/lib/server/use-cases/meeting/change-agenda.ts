import { eq } from 'drizzle-orm';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { changedAgenda, laidOut, storedOr, type AgendaChange, type PlannedBlock } from '$lib/engine/agenda';
import type { MeetingPlan } from '$lib/engine/pack';
import { planOf } from '$lib/engine/rhythms';
import type { Db } from '$lib/server/db/connection';
import { meeting, meetingAgenda } from '$lib/server/db/schema';
import type { Needs } from '../needs';
import { arranging } from './at-meeting';

/** How a meeting goes, block by block (R18). */
export interface Agenda {
	blocks: PlannedBlock[];
	/** What a change must have seen; 0 while it is as the method says. */
	version: number;
}

/** The blocks of one meeting. */
export async function agendaOf(db: Db, meetingId: string, plan: MeetingPlan | undefined): Promise<Agenda> {
	const [row] = await db.select().from(meetingAgenda).where(eq(meetingAgenda.meetingId, meetingId));
	return { blocks: laidOut(plan, storedOr(plan, row?.blocks ?? null)), version: row?.version ?? 0 };
}

/**
 * [G2] Whoever leads changes one thing of how a meeting goes, or lays it back as the method says (`null`). `seen` is the
 * version she looked at. Refusals: `not-found`, `not-allowed`, `trajectory-closed`, `stale`, `bad-input`.
 */
export async function changeAgenda(
	needs: Needs,
	userId: string,
	meetingId: string,
	change: AgendaChange | null,
	seen: number
): Promise<Outcome<null>> {
	const at = await arranging(needs, userId, meetingId);
	if (!at.ok) return at;
	const plan = planOf(at.value.pack, at.value.meeting.planId);
	return needs.db.transaction(async (tx): Promise<Outcome<null>> => {
		// the meeting's own row stands for one that is not there yet: two who press at once follow one another
		await tx.select({ id: meeting.id }).from(meeting).where(eq(meeting.id, meetingId)).for('update');
		const [row] = await tx.select().from(meetingAgenda).where(eq(meetingAgenda.meetingId, meetingId));
		if ((row?.version ?? 0) !== seen) return no('stale');
		if (!change) {
			await tx.delete(meetingAgenda).where(eq(meetingAgenda.meetingId, meetingId));
			return yes(null);
		}
		const blocks = changedAgenda(storedOr(plan, row?.blocks ?? null), change);
		if (!blocks) return no('bad-input');
		const changed = { blocks, version: seen + 1 };
		await tx
			.insert(meetingAgenda)
			.values({ meetingId, ...changed })
			.onConflictDoUpdate({ target: meetingAgenda.meetingId, set: changed });
		return yes(null);
	});
}
