import { and, countDistinct, count, eq, gt, isNull, sql } from 'drizzle-orm';
import { alarmLimits, type NoticeKind } from '$lib/domain/break-glass';
import { may } from '$lib/domain/permissions';
import { record } from '$lib/server/db/audit';
import type { Db } from '$lib/server/db/connection';
import { auditEntry, teamMember, userAccount } from '$lib/server/db/schema';
import type { Needs } from '../needs';
import { putUnderBells, sendLetters } from './tell';

/**
 * [AU9] [G5] Looks at the last ten minutes of the log, once a minute: who opened more clips than anybody does, who tried
 * after her access ended, who was refused again and again. Admins are told, and who leads a team of that account; not the
 * account itself. Runs twice without harm.
 */
export async function raiseAlarms(needs: Needs): Promise<void> {
	const now = needs.clock();
	const since = new Date(now.getTime() - alarmLimits.withinMs);
	for (const { kind, actor } of await whatStandsOut(needs.db, since)) {
		const alarm = await needs.db.transaction(async (tx) => {
			// held while it is asked whether somebody raised it already
			await tx.select({ id: userAccount.id }).from(userAccount).where(eq(userAccount.id, actor)).for('update');
			if (await raisedLately(tx, kind, actor, new Date(now.getTime() - alarmLimits.againMs))) return null;
			await record(tx, { at: now, kind: 'alarm', actor: 'clock', about: actor, facts: { reason: kind } });
			const told = { kind, aboutId: actor, to: await guardiansOf(tx, actor) };
			await putUnderBells(needs, tx, told);
			return told;
		});
		if (alarm) sendLetters(needs, alarm);
	}
}

async function whatStandsOut(db: Db, since: Date): Promise<{ kind: NoticeKind; actor: string }[]> {
	const lately = gt(auditEntry.at, since);
	const many = await db
		.select({ actor: auditEntry.actor, n: countDistinct(auditEntry.objectId) })
		.from(auditEntry)
		.where(and(lately, eq(auditEntry.kind, 'clip-opened')))
		.groupBy(auditEntry.actor);
	const denied = await db
		.select({
			actor: auditEntry.actor,
			n: count(),
			late: sql<number>`count(*) filter (where ${auditEntry.facts} ->> 'reason' = 'help-over')`.mapWith(Number)
		})
		.from(auditEntry)
		.where(and(lately, eq(auditEntry.kind, 'denied')))
		.groupBy(auditEntry.actor);
	return [
		...many.filter(({ n }) => n > alarmLimits.clips).map(({ actor }) => ({ kind: 'alarm-many-clips' as const, actor })),
		...denied.filter(({ n }) => n > alarmLimits.denied).map(({ actor }) => ({ kind: 'alarm-denied' as const, actor })),
		...denied.filter(({ late }) => late > 0).map(({ actor }) => ({ kind: 'alarm-help-over' as const, actor }))
	];
}

async function raisedLately(tx: Db, kind: NoticeKind, actor: string, since: Date): Promise<boolean> {
	const same = and(eq(auditEntry.kind, 'alarm'), eq(auditEntry.aboutId, actor), gt(auditEntry.at, since));
	return (await tx.$count(auditEntry, and(same, sql`${auditEntry.facts} ->> 'reason' = ${kind}`))) > 0;
}

/** Admins, and those who lead a team of this account. */
async function guardiansOf(db: Db, actor: string): Promise<{ userId: string; href: string }[]> {
	const people = await db
		.select({ userId: userAccount.id, admin: userAccount.admin })
		.from(userAccount)
		.where(isNull(userAccount.closedAt));
	const seats = await db.select().from(teamMember).where(isNull(teamMember.leftAt));
	const teams = new Set(seats.filter(({ userId }) => userId === actor).map(({ teamId }) => teamId));
	return people.flatMap(({ userId, admin }) => {
		if (userId === actor) return [];
		if (may.readLog({ admin })) return [{ userId, href: `/school/access?account=${actor}` }];
		const led = seats.find((seat) => seat.userId === userId && teams.has(seat.teamId) && seat.roles.includes('lead'));
		return led ? [{ userId, href: `/teams/${led.teamId}` }] : [];
	});
}
