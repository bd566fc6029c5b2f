import { and, eq, isNull } from 'drizzle-orm';
import type { Standing } from '$lib/domain/permissions';
import type { Db } from './connection';
import { teamMember, userAccount } from './schema';

/** Somebody as seen from one team, now. Left the team or closed account: no roles. Unknown person: null. */
export async function standingOf(db: Db, userId: string, teamId: string): Promise<Standing | null> {
	const [row] = await db
		.select({ admin: userAccount.admin, closedAt: userAccount.closedAt, roles: teamMember.roles })
		.from(userAccount)
		.leftJoin(
			teamMember,
			and(eq(teamMember.userId, userAccount.id), eq(teamMember.teamId, teamId), isNull(teamMember.leftAt))
		)
		.where(eq(userAccount.id, userId));
	if (!row) return null;
	const open = row.closedAt === null;
	return { userId, admin: open && row.admin, roles: open ? (row.roles ?? []) : [] };
}

export interface Member {
	userId: string;
	name: string;
	about: string;
	roles: (typeof teamMember.$inferSelect)['roles'];
}

/** Everybody in the team now, by first joining. */
export function membersOf(db: Db, teamId: string): Promise<Member[]> {
	return db
		.select({ userId: userAccount.id, name: userAccount.name, about: userAccount.about, roles: teamMember.roles })
		.from(teamMember)
		.innerJoin(userAccount, eq(userAccount.id, teamMember.userId))
		.where(and(eq(teamMember.teamId, teamId), isNull(teamMember.leftAt), isNull(userAccount.closedAt)))
		.orderBy(teamMember.joinedAt, userAccount.id);
}
