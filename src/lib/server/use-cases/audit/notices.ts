import { and, desc, eq, gt } from 'drizzle-orm';
import { newsLimits, type NewsItem } from '$lib/domain/news';
import { auditNotice, userAccount } from '$lib/server/db/schema';
import type { Needs } from '../needs';

/** What somebody was told about the safety of clips, newest first, as lines among what happened. */
export async function noticesFor(needs: Needs, userId: string, since: Date, seen: Date | null): Promise<NewsItem[]> {
	const rows = await needs.db
		.select({ kind: auditNotice.kind, at: auditNotice.at, href: auditNotice.href, who: userAccount.name })
		.from(auditNotice)
		.innerJoin(userAccount, eq(userAccount.id, auditNotice.aboutId))
		.where(and(eq(auditNotice.userId, userId), gt(auditNotice.at, since)))
		.orderBy(desc(auditNotice.at))
		.limit(newsLimits.most);
	return rows.map((row) => ({
		...row,
		...{ own: false, meeting: null, startsAt: null },
		fresh: seen === null || row.at > seen
	}));
}
