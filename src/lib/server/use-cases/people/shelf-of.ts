import { and, count, eq } from 'drizzle-orm';
import { may } from '$lib/domain/permissions';
import { worksWithChild } from '$lib/domain/roles';
import { standingOf } from '$lib/server/db/people';
import { helpRequest } from '$lib/server/db/schema';
import { seatsHeldBy } from '$lib/server/db/seats';
import type { Needs } from '../needs';
import { countNews } from '../news/what-happened';

/** Which doors somebody's menu has. A door that is not shown is also locked: every page asks for itself. */
export async function shelfOf(needs: Needs, userId: string) {
	const seats = await seatsHeldBy(needs.db, userId);
	const roles = seats.flatMap(({ standing }) => [...standing.roles]);
	const someStanding = seats[0]?.standing ?? (await standingOf(needs.db, userId, ''));
	const [waiting] = await needs.db
		.select({ n: count() })
		.from(helpRequest)
		.where(and(eq(helpRequest.expertId, userId), eq(helpRequest.status, 'asked')));
	return {
		child: worksWithChild(roles),
		team: roles.some((role) => role !== 'expert'),
		help: roles.length > 0,
		texts: someStanding !== null && may.readMethodTexts({ ...someStanding, roles }),
		helpWaiting: waiting?.n ?? 0,
		news: await countNews(needs, userId, seats)
	};
}
