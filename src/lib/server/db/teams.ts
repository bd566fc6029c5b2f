import { and, asc, eq, isNull } from 'drizzle-orm';
import type { TeamRole } from '$lib/domain/roles';
import type { Db } from './connection';
import { school, team, teamMember } from './schema';

export async function findTeam(db: Db, teamId: string): Promise<{ id: string; name: string } | null> {
	const [row] = await db.select({ id: team.id, name: team.name }).from(team).where(eq(team.id, teamId));
	return row ?? null;
}

/** The teams somebody belongs to now, by first joining. */
export function membershipsOf(db: Db, userId: string): Promise<{ teamId: string; name: string; roles: TeamRole[] }[]> {
	return db
		.select({ teamId: team.id, name: team.name, roles: teamMember.roles })
		.from(teamMember)
		.innerJoin(team, eq(team.id, teamMember.teamId))
		.where(and(eq(teamMember.userId, userId), isNull(teamMember.leftAt)))
		.orderBy(asc(teamMember.joinedAt), asc(team.id));
}

export function allTeams(db: Db): Promise<{ id: string; name: string }[]> {
	return db.select({ id: team.id, name: team.name }).from(team).orderBy(asc(team.createdAt), asc(team.id));
}

/** Locks the memberships of a team for this transaction, so that two leads cannot both leave at once. */
export async function rolesInTeam(tx: Db, teamId: string): Promise<{ userId: string; roles: TeamRole[] }[]> {
	return tx
		.select({ userId: teamMember.userId, roles: teamMember.roles })
		.from(teamMember)
		.where(and(eq(teamMember.teamId, teamId), isNull(teamMember.leftAt)))
		.for('update');
}

/** Gives somebody a seat, also when she left before. False when she already has one. */
export async function seat(tx: Db, teamId: string, userId: string, roles: TeamRole[], now: Date): Promise<boolean> {
	const [before] = await tx
		.select({ leftAt: teamMember.leftAt })
		.from(teamMember)
		.where(and(eq(teamMember.teamId, teamId), eq(teamMember.userId, userId)))
		.for('update');
	if (before && before.leftAt === null) return false;
	await tx
		.insert(teamMember)
		.values({ teamId, userId, roles, joinedAt: now })
		.onConflictDoUpdate({
			target: [teamMember.teamId, teamMember.userId],
			set: { roles, joinedAt: now, leftAt: null, pausedAt: null }
		});
	return true;
}

/** The one school of this installation; null before it is set up. */
export async function theSchool(db: Db): Promise<{ name: string; demo: boolean } | null> {
	const [row] = await db.select({ name: school.name, demo: school.demo }).from(school).limit(1);
	return row ?? null;
}
