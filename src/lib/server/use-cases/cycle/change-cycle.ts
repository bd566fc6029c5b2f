import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import { meetingsToCome } from '$lib/server/db/calendar';
import { meetingsOf, type MeetingRow } from '$lib/server/db/cycles';
import { takeOffTables } from '$lib/server/db/open-sessions';
import { cycle, meeting, session, trajectory } from '$lib/server/db/schema';
import { tellTeam } from '../calendar/letters';
import { endRunningSessions } from '../session/end-sessions';
import type { Needs } from '../needs';
import { atCycle } from './at-cycle';
import { tellRooms } from './change-mode';
import { judgeMeetings, type MeetingInput } from './meeting-input';

/**
 * The lead moves the meetings of a running cycle; what was brought to them moves along.
 * Refusals: `not-found`, `not-allowed`, `bad-input` (closed cycle, wrong number), `dates-out-of-order`.
 */
export async function changeMeetings(
	needs: Needs,
	userId: string,
	cycleId: string,
	to: MeetingInput[]
): Promise<Outcome<null>> {
	const at = await atCycle(needs, userId, cycleId);
	if (!at.ok) return at;
	if (!may.planMeetings(at.value.standing)) return no('not-allowed');
	if (at.value.cycle.closedAt) return no('bad-input');
	const changed = await needs.db.transaction(async (tx): Promise<Outcome<string[]>> => {
		const meetings = await meetingsOf(tx, cycleId);
		const judged = judgeMeetings(to, meetings.length);
		if (!judged.ok) return judged;
		const others = meetings.flatMap((row, i) => {
			const other = { ...row, ...to[i] };
			if (isSame(row, other)) return [];
			const moved = row.startsAt.getTime() !== other.startsAt.getTime();
			return [{ ...other, changes: row.changes + 1, ...(moved ? { movedAt: needs.clock(), movedBy: userId } : {}) }];
		});
		for (const { id, startsAt, minutes, place, mode, talkLink, changes, movedAt, movedBy } of others)
			await tx
				.update(meeting)
				.set({ startsAt, minutes, place, mode, talkLink, changes, movedAt, movedBy })
				.where(eq(meeting.id, id));
		return yes(others.map((it) => it.id));
	});
	if (!changed.ok) return changed;
	const toCome = await meetingsToCome(needs.db, cycleId, needs.clock());
	tellTeam(
		needs,
		'moved',
		toCome.filter((it) => changed.value.includes(it.id))
	);
	await tellRooms(needs, eq(session.cycleId, cycleId));
	return yes(null);
}

const isSame = (one: MeetingRow, other: MeetingRow): boolean =>
	one.startsAt.getTime() === other.startsAt.getTime() &&
	(['minutes', 'place', 'mode', 'talkLink'] as const).every((field) => one[field] === other[field]);

/**
 * The lead closes a cycle: its trajectories are finished (readable, no longer written), what still lies on a table is
 * taken off. Clips go when their date comes. Twice is the same as once. Refusals: `not-found`, `not-allowed`.
 */
export async function closeCycle(needs: Needs, userId: string, cycleId: string): Promise<Outcome<{ teamId: string }>> {
	const at = await atCycle(needs, userId, cycleId);
	if (!at.ok) return at;
	if (!may.closeCycle(at.value.standing)) return no('not-allowed');
	const { teamId } = at.value.cycle;
	await endRunningSessions(needs, eq(session.cycleId, cycleId), userId);
	const now = needs.clock();
	const taken = await needs.db.transaction(async (tx) => {
		await tx
			.update(meeting)
			.set({ changes: sql`${meeting.changes} + 1` })
			.where(and(eq(meeting.cycleId, cycleId), gt(meeting.startsAt, now)));
		await tx
			.update(cycle)
			.set({ closedAt: now })
			.where(and(eq(cycle.id, cycleId), isNull(cycle.closedAt)));
		await tx
			.update(trajectory)
			.set({ closedAt: now, closedWhy: 'finished' })
			.where(and(eq(trajectory.cycleId, cycleId), isNull(trajectory.closedAt)));
		return takeOffTables(tx, eq(session.cycleId, cycleId), now);
	});
	for (const sessionId of taken) needs.table.rightsChanged({ sessionId });
	if (!at.value.cycle.closedAt) tellTeam(needs, 'called-off', await meetingsToCome(needs.db, cycleId, now));
	return yes({ teamId });
}
