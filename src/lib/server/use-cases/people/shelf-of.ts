import { and, count, eq, isNull } from 'drizzle-orm';
import { may } from '$lib/domain/permissions';
import { worksWithChild } from '$lib/domain/roles';
import { standingOf } from '$lib/server/db/people';
import { helpRequest, teamMember } from '$lib/server/db/schema';
import type { Needs } from '../needs';
import { countNews } from '../news/what-happened';

/** Which doors somebody's menu has. A door that is not shown is also locked: every page asks for itself. */
export async function shelfOf(needs: Needs, userId: string) {
	const memberships = await needs.db
		.select({ roles: teamMember.roles })
		.from(teamMember)
		.where(and(eq(teamMember.userId, userId), isNull(teamMember.leftAt)));
	const roles = memberships.flatMap((m) => m.roles);
	const standing = await standingOf(needs.db, userId, '');
	const [waiting] = await needs.db
		.select({ n: count() })
		.from(helpRequest)
		.where(and(eq(helpRequest.expertId, userId), eq(helpRequest.status, 'asked')));
	return {
		child: worksWithChild(roles),
		team: roles.some((role) => role !== 'expert'),
		help: roles.length > 0,
		texts: standing !== null && may.readMethodTexts({ ...standing, roles }),
		helpWaiting: waiting?.n ?? 0,
		news: await countNews(needs, userId)
	};
}
