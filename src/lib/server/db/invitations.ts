import { and, desc, eq, gt, isNull, type SQL } from 'drizzle-orm';
import type { Db } from './connection';
import { invitation, team, userAccount } from './schema';

export type InvitationRow = typeof invitation.$inferSelect;

export async function findInvitation(db: Db, secretHash: string): Promise<InvitationRow | null> {
	const [row] = await db.select().from(invitation).where(eq(invitation.secretHash, secretHash));
	return row ?? null;
}

/** Marks a link as used; false when somebody else was first, or it was withdrawn or has run out meanwhile. */
export async function useUp(tx: Db, id: string, now: Date): Promise<boolean> {
	const used = await tx
		.update(invitation)
		.set({ usedAt: now })
		.where(
			and(
				eq(invitation.id, id),
				isNull(invitation.usedAt),
				isNull(invitation.withdrawnAt),
				gt(invitation.expiresAt, now)
			)
		)
		.returning({ id: invitation.id });
	return used.length === 1;
}

/** Makes a link useless; false when it already was used or withdrawn. */
export async function withdraw(tx: Db, id: string, now: Date): Promise<boolean> {
	const done = await tx
		.update(invitation)
		.set({ withdrawnAt: now })
		.where(and(eq(invitation.id, id), isNull(invitation.usedAt), isNull(invitation.withdrawnAt)))
		.returning({ id: invitation.id });
	return done.length === 1;
}

/** A link to one meeting that was not used and not withdrawn. */
export const openGuestLinks = (which: SQL | undefined) =>
	and(which, eq(invitation.kind, 'meeting'), isNull(invitation.usedAt), isNull(invitation.withdrawnAt));

/** Makes these links to meetings useless. */
export async function withdrawGuestLinks(tx: Db, which: SQL | undefined, now: Date): Promise<void> {
	await tx.update(invitation).set({ withdrawnAt: now }).where(openGuestLinks(which));
}

/** Lets a link run out at another moment: that of what it is for may have moved. */
export async function letRunOut(tx: Db, id: string, at: Date): Promise<void> {
	await tx.update(invitation).set({ expiresAt: at }).where(eq(invitation.id, id));
}

/** Links of a team that were not used and not withdrawn, newest first; those that ran out too, to be renewed. */
export function openInvitationsOf(db: Db, teamId: string) {
	return db
		.select({
			id: invitation.id,
			email: invitation.email,
			roles: invitation.roles,
			expiresAt: invitation.expiresAt,
			invitedBy: userAccount.name
		})
		.from(invitation)
		.leftJoin(userAccount, eq(userAccount.id, invitation.invitedBy))
		.where(
			and(
				eq(invitation.teamId, teamId),
				eq(invitation.kind, 'team'),
				isNull(invitation.usedAt),
				isNull(invitation.withdrawnAt)
			)
		)
		.orderBy(desc(invitation.createdAt), desc(invitation.id));
}

/** What a link says before it is used. */
export async function teamOf(db: Db, row: InvitationRow): Promise<{ team: string; invitedBy: string } | null> {
	if (!row.teamId) return null;
	const [found] = await db.select({ name: team.name }).from(team).where(eq(team.id, row.teamId));
	const [by] = row.invitedBy
		? await db.select({ name: userAccount.name }).from(userAccount).where(eq(userAccount.id, row.invitedBy))
		: [];
	return found ? { team: found.name, invitedBy: by?.name ?? '' } : null;
}

/** Ends the links for a new password that somebody asked for earlier: once it is changed, none of them may change it again. */
export async function endPasswordLinks(tx: Db, userId: string, now: Date): Promise<void> {
	await tx
		.update(invitation)
		.set({ withdrawnAt: now })
		.where(
			and(
				eq(invitation.userId, userId),
				eq(invitation.kind, 'password'),
				isNull(invitation.usedAt),
				isNull(invitation.withdrawnAt)
			)
		);
}
