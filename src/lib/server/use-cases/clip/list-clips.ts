import { and, desc, eq, isNull, ne } from 'drizzle-orm';
import { daysLeft } from '$lib/domain/retention';
import { clip, meeting, session, trajectory } from '$lib/server/db/schema';
import type { Needs } from '../needs';
import { silentSince } from './silent-since';

/** My clips, newest first, as the cards of the overview. Only my own: nobody else has such a page. */
export async function listClips(needs: Needs, userId: string) {
	const rows = await needs.db
		.select({
			id: clip.id,
			title: clip.title,
			alias: trajectory.alias,
			status: clip.status,
			failure: clip.failure,
			facts: clip.facts,
			fragmentFrom: clip.fragmentFrom,
			fragmentTo: clip.fragmentTo,
			createdAt: clip.createdAt,
			keepUntil: clip.keepUntil
		})
		.from(clip)
		.innerJoin(trajectory, eq(trajectory.id, clip.trajectoryId))
		.where(and(eq(clip.ownerId, userId), ne(clip.status, 'erased'), isNull(clip.besideOf)))
		.orderBy(desc(clip.createdAt));
	const brought = await broughtBy(needs, userId);
	return Promise.all(
		rows.map(async (row) => ({
			...row,
			title: needs.vault.read(row.title),
			daysLeft: daysLeft(row.keepUntil, needs.clock()),
			silentSince: await silentSince(needs, row),
			brought: brought.filter((table) => table.clipId === row.id)
		}))
	);
}

const broughtBy = (needs: Needs, userId: string) =>
	needs.db
		.select({
			clipId: session.clipId,
			sessionId: session.id,
			number: meeting.number,
			startedAt: session.startedAt,
			closedAt: session.closedAt
		})
		.from(session)
		.leftJoin(meeting, eq(meeting.id, session.meetingId))
		.where(and(eq(session.presenterId, userId), isNull(session.withdrawnAt)))
		.orderBy(session.createdAt);
