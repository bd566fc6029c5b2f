import { eq } from 'drizzle-orm';
import { cycle, meeting, session } from '$lib/server/db/schema';
import type { Needs } from '$lib/server/use-cases/needs';

const day = 86_400_000;

/**
 * A demo that is opened again a week later still has its meeting today: while a brought clip waits for a meeting that
 * has passed, all dates of that cycle move on by whole days.
 */
export async function keepFresh(needs: Needs): Promise<void> {
	const today = Math.floor(needs.clock().getTime() / day);
	const waiting = await needs.db
		.select({
			cycleId: meeting.cycleId,
			startsAt: meeting.startsAt,
			closedAt: session.closedAt,
			endedAt: cycle.closedAt
		})
		.from(session)
		.innerJoin(meeting, eq(meeting.id, session.meetingId))
		.innerJoin(cycle, eq(cycle.id, meeting.cycleId));
	for (const { cycleId, startsAt, closedAt, endedAt } of waiting) {
		const behind = today - Math.floor(startsAt.getTime() / day);
		if (closedAt || endedAt || behind <= 0) continue;
		const rows = await needs.db.select().from(meeting).where(eq(meeting.cycleId, cycleId));
		for (const row of rows)
			await needs.db
				.update(meeting)
				.set({ startsAt: new Date(row.startsAt.getTime() + behind * day) })
				.where(eq(meeting.id, row.id));
		return;
	}
}
