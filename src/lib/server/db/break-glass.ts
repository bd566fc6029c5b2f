import { and, desc, eq, gt, isNotNull, isNull } from 'drizzle-orm';
import type { Db } from './connection';
import { breakGlass } from './schema';

/** Whether this clip is open for this person now, by two people [AU10]; null when it is not. */
export async function openGlass(
	db: Db,
	userId: string,
	clipId: string,
	now: Date
): Promise<{ askedBy: string; open: true; until: Date } | null> {
	const [row] = await db
		.select({ askedBy: breakGlass.askedBy, endsAt: breakGlass.endsAt })
		.from(breakGlass)
		.where(
			and(
				eq(breakGlass.askedBy, userId),
				eq(breakGlass.clipId, clipId),
				isNotNull(breakGlass.answeredBy),
				gt(breakGlass.endsAt, now),
				isNull(breakGlass.endedAt)
			)
		)
		.orderBy(desc(breakGlass.endsAt))
		.limit(1);
	return row?.endsAt ? { askedBy: row.askedBy, open: true, until: row.endsAt } : null;
}
