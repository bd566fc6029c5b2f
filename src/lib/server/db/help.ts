import { and, eq, gt, or, isNull } from 'drizzle-orm';
import type { Db } from './connection';
import { helpRequest } from './schema';

/**
 * Until when this person helps with this clip (and, when given, this session), or null when she does not now.
 * A request about the clip alone opens the clip; one about a session opens that session and its clip.
 */
export async function helpsUntil(
	db: Db,
	userId: string,
	on: { clipId: string; sessionId?: string },
	now: Date
): Promise<Date | null> {
	const rows = await db
		.select({ until: helpRequest.accessUntil })
		.from(helpRequest)
		.where(
			and(
				eq(helpRequest.expertId, userId),
				eq(helpRequest.clipId, on.clipId),
				eq(helpRequest.status, 'accepted'),
				gt(helpRequest.accessUntil, now),
				on.sessionId === undefined ? undefined : or(eq(helpRequest.sessionId, on.sessionId), isNull(helpRequest.sessionId))
			)
		);
	const ends = rows.map((r) => r.until).filter((d): d is Date => d !== null);
	return ends.length ? new Date(Math.max(...ends.map((d) => d.getTime()))) : null;
}
