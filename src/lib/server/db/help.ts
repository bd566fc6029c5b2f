import { and, eq, gt, inArray, isNull, lte, or, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { may } from '$lib/domain/permissions';
import type { Db } from './connection';
import { openAccount } from './people';
import { helpRequest, session, teamMember, userAccount } from './schema';

/**
 * Until when this person helps with this clip (and, when given, this session), or null when she does not now.
 * A request about the clip alone opens the clip; one about a session opens that session and its clip.
 * Judged on server time at every request (B5), and only while both still belong to the team: an acceptance does not
 * outlive a membership (B4).
 */
export async function helpsUntil(
	db: Db,
	userId: string,
	on: { clipId: string; sessionId?: string },
	now: Date
): Promise<Date | null> {
	const ends = (await runningHelp(db, userId, on, now)).map((row) => row.until).filter((until) => until !== null);
	return ends.length ? new Date(Math.max(...ends.map((until) => until.getTime()))) : null;
}

/**
 * What this person may see of a clip by helping, in ms of the clip: `whole` when she was asked about the clip itself,
 * else what was brought to the sessions she was asked about; nothing when she does not help now. Judged as `helpsUntil`.
 */
export async function helpedParts(
	db: Db,
	userId: string,
	clipId: string,
	now: Date
): Promise<'whole' | { from: number; to: number }[]> {
	const running = await runningHelp(db, userId, { clipId }, now);
	if (running.some(({ sessionId }) => sessionId === null)) return 'whole';
	return running.flatMap(({ shown }) => (shown?.clipId === clipId ? [{ from: shown.from, to: shown.to }] : []));
}

/** Who helps with this session now; with `userId`, whether she does. Judged as `helpsUntil`. */
export async function helpersOf(
	db: Db,
	{ id, clipId }: { id: string; clipId: string },
	now: Date,
	userId?: string
): Promise<ReadonlySet<string>> {
	const running = await runningHelp(db, userId ?? null, { clipId, sessionId: id }, now);
	return new Set(running.map((row) => row.expertId));
}

async function runningHelp(db: Db, userId: string | null, on: { clipId: string; sessionId?: string }, now: Date) {
	const asker = alias(teamMember, 'asker');
	const rows = await db
		.select({
			expertId: helpRequest.expertId,
			until: helpRequest.accessUntil,
			sessionId: helpRequest.sessionId,
			roles: teamMember.roles,
			shown: { clipId: session.clipId, from: session.shownFrom, to: session.shownTo }
		})
		.from(helpRequest)
		.innerJoin(
			teamMember,
			and(
				eq(teamMember.teamId, helpRequest.teamId),
				eq(teamMember.userId, helpRequest.expertId),
				isNull(teamMember.leftAt)
			)
		)
		.innerJoin(
			asker,
			and(eq(asker.teamId, helpRequest.teamId), eq(asker.userId, helpRequest.askedBy), isNull(asker.leftAt))
		)
		.innerJoin(userAccount, and(eq(userAccount.id, helpRequest.expertId), openAccount))
		.leftJoin(session, eq(session.id, helpRequest.sessionId))
		.where(
			and(
				userId === null ? undefined : eq(helpRequest.expertId, userId),
				eq(helpRequest.clipId, on.clipId),
				eq(helpRequest.status, 'accepted'),
				gt(helpRequest.accessUntil, now),
				on.sessionId === undefined ? undefined : eq(helpRequest.sessionId, on.sessionId)
			)
		);
	return rows.filter(({ roles }) => may.beAskedForHelp({ roles }));
}

/** Questions whose time is up and that still look open. */
export const helpPast = (db: Db, now: Date) =>
	db
		.select()
		.from(helpRequest)
		.where(
			and(
				or(eq(helpRequest.status, 'asked'), eq(helpRequest.status, 'proposed'), eq(helpRequest.status, 'accepted')),
				lte(helpRequest.accessUntil, now)
			)
		);

/**
 * Ends at once whatever of these questions is not over. One that nobody accepted keeps no end: only what was accepted
 * can be given more time later. The caller tells the live table.
 */
export async function endHelp(tx: Db, which: SQL, at: Date): Promise<void> {
	await tx
		.update(helpRequest)
		.set({ status: 'ended', accessUntil: at })
		.where(and(which, eq(helpRequest.status, 'accepted')));
	await tx
		.update(helpRequest)
		.set({ status: 'ended', accessUntil: null })
		.where(and(which, inArray(helpRequest.status, ['asked', 'proposed'])));
}

/** Whether this person helped with this clip, and does no longer since before that moment. */
export async function helpedBefore(db: Db, userId: string, clipId: string, before: Date): Promise<boolean> {
	const hers = and(eq(helpRequest.expertId, userId), eq(helpRequest.clipId, clipId));
	return (await db.$count(helpRequest, and(hers, lte(helpRequest.accessUntil, before)))) > 0;
}
