import { and, eq, isNull } from 'drizzle-orm';
import { may, type Standing } from '$lib/domain/permissions';
import type { Db } from './connection';
import { meetingFacilitator, teamMember, userAccount } from './schema';

/** Neither closed nor put on hold [A10]: only then somebody has any right, and gets letters. */
export const openAccount = and(isNull(userAccount.closedAt), isNull(userAccount.suspendedAt));

/** Somebody as seen from one team, now. Left the team, account closed or on hold: no roles. Unknown person: null. */
export async function standingOf(db: Db, userId: string, teamId: string): Promise<Standing | null> {
	const [row] = await db
		.select({
			admin: userAccount.admin,
			closedAt: userAccount.closedAt,
			suspendedAt: userAccount.suspendedAt,
			roles: teamMember.roles
		})
		.from(userAccount)
		.leftJoin(
			teamMember,
			and(eq(teamMember.userId, userAccount.id), eq(teamMember.teamId, teamId), isNull(teamMember.leftAt))
		)
		.where(eq(userAccount.id, userId));
	if (!row) return null;
	const open = row.closedAt === null && row.suspendedAt === null;
	return { userId, admin: open && row.admin, roles: open ? (row.roles ?? []) : [] };
}

/** Where somebody is looked at: a team, or one meeting of it. */
export interface Place {
	teamId: string;
	meetingId: string | null;
}

/** The same at one meeting: whoever facilitates it is a facilitator there and nowhere else [PC12]. */
export async function standingAt(db: Db, userId: string, { teamId, meetingId }: Place): Promise<Standing | null> {
	const [standing, asked] = await Promise.all([standingOf(db, userId, teamId), facilitatorsOf(db, meetingId)]);
	return standing && withFacilitating(standing, asked.has(userId));
}

/** A standing in the team, as it is at one meeting. */
export async function asFacilitator(db: Db, standing: Standing, meetingId: string | null): Promise<Standing> {
	return withFacilitating(standing, (await facilitatorsOf(db, meetingId)).has(standing.userId));
}

/** Who was asked to facilitate is a facilitator there, unless she is not at home in the team any more. */
export const withFacilitating = <Who extends Pick<Standing, 'roles'>>(who: Who, asked: boolean): Who =>
	asked && may.facilitateMeeting(who) && !who.roles.includes('facilitator')
		? { ...who, roles: [...who.roles, 'facilitator'] }
		: who;

/** Who was asked to facilitate one meeting; says nothing about whether they still belong to the team. */
export async function facilitatorsOf(db: Db, meetingId: string | null): Promise<ReadonlySet<string>> {
	if (meetingId === null) return new Set();
	const rows = await db
		.select({ userId: meetingFacilitator.userId })
		.from(meetingFacilitator)
		.where(eq(meetingFacilitator.meetingId, meetingId));
	return new Set(rows.map((row) => row.userId));
}

export interface Member {
	userId: string;
	name: string;
	about: string;
	roles: (typeof teamMember.$inferSelect)['roles'];
	/** Away for a while since then [PC1]; null: she takes part. */
	pausedAt: Date | null;
}

/** Everybody in the team now, with the roles they have at this meeting. */
export async function membersAt(db: Db, at: Place): Promise<Member[]> {
	const [members, facilitators] = await Promise.all([membersOf(db, at.teamId), facilitatorsOf(db, at.meetingId)]);
	return members.map((member) => withFacilitating(member, facilitators.has(member.userId)));
}

/** Everybody in the team now, by first joining. */
export function membersOf(db: Db, teamId: string): Promise<Member[]> {
	return db
		.select({
			userId: userAccount.id,
			name: userAccount.name,
			about: userAccount.about,
			roles: teamMember.roles,
			pausedAt: teamMember.pausedAt
		})
		.from(teamMember)
		.innerJoin(userAccount, eq(userAccount.id, teamMember.userId))
		.where(and(eq(teamMember.teamId, teamId), isNull(teamMember.leftAt), isNull(userAccount.closedAt)))
		.orderBy(teamMember.joinedAt, userAccount.id);
}
