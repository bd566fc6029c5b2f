import { and, eq } from 'drizzle-orm';
import type { PlanFields } from '$lib/domain/plan';
import type { Db } from '$lib/server/db/connection';
import { leftOutOf, withoutLeftOut } from '$lib/server/db/left-out';
import { planEntry, sessionNote, userAccount } from '$lib/server/db/schema';
import type { Needs } from '../needs';
import type { LaidTable } from './enter';

/**
 * [S14] The closing yields go straight into the presenter's plan (R74): what the group saw, strengths with their
 * moment, what was asked of tips, and what she takes along. Private to her until she shares it. Runs twice without harm.
 */
export async function carryToPlan(needs: Needs, tx: Db, at: LaidTable, now: Date): Promise<void> {
	const fields = await yieldsOf(needs, tx, at);
	await tx
		.insert(planEntry)
		.values({
			id: needs.newId(),
			trajectoryId: at.row.trajectoryId,
			kind: 'session',
			at: now,
			sealed: needs.vault.sealText(at.key, JSON.stringify(fields)),
			sessionId: at.row.id,
			clipId: at.row.clipId,
			createdAt: now,
			changedAt: now
		})
		.onConflictDoNothing({ target: [planEntry.trajectoryId, planEntry.sessionId] });
}

/**
 * [E10] The same once more, after the presenter left a note out of the record or took that back: what the group gave
 * stands in her plan as it stands in the record. What she takes along and what she added are her own words, which she
 * changes in the plan itself: they stay.
 */
export async function carryAgain(needs: Needs, tx: Db, at: LaidTable, now: Date): Promise<void> {
	const mine = and(eq(planEntry.trajectoryId, at.row.trajectoryId), eq(planEntry.sessionId, at.row.id));
	const [carried] = await tx.select({ sealed: planEntry.sealed }).from(planEntry).where(mine).for('update');
	// somebody who took her clip back in the middle has no such part in her plan
	if (!carried) return;
	const before = JSON.parse(needs.vault.unsealText(at.key, carried.sealed)) as PlanFields['session'];
	const { takeaway, ...again } = await yieldsOf(needs, tx, at);
	const fields: PlanFields['session'] = { ...before, ...again, takeaway: before.takeaway ?? takeaway };
	await tx
		.update(planEntry)
		.set({ sealed: needs.vault.sealText(at.key, JSON.stringify(fields)), changedAt: now })
		.where(mine);
}

async function yieldsOf(needs: Needs, tx: Db, at: LaidTable): Promise<PlanFields['session']> {
	const rows = await tx
		.select({ note: sessionNote, giver: userAccount.name })
		.from(sessionNote)
		.leftJoin(userAccount, eq(userAccount.id, sessionNote.authorId))
		.where(eq(sessionNote.sessionId, at.row.id))
		.orderBy(sessionNote.atMs, sessionNote.id);
	const { kept } = withoutLeftOut(
		rows.map(({ note, giver }) => ({ ...note, giver })),
		await leftOutOf(tx, at.row.id)
	);
	const of = (unit: string) =>
		kept
			.filter((note) => note.unit === unit)
			.map((note) => ({
				text: needs.vault.unsealText(at.key, note.sealed).trim(),
				giver: note.giver ?? '',
				atMs: note.atMs,
				codes: note.codes
			}))
			.filter((note) => note.text || note.codes.length);
	return {
		seen: of('observations').map(({ text, codes, atMs }) => ({ text, codes, atMs })),
		needs: of('needs').map(({ text, codes }) => ({ text, codes })),
		strengths: of('strengths').map(({ text, giver, atMs }) => ({ text, giver, atMs })),
		tips: of('tips').map(({ text, giver }) => ({ text, giver })),
		intentions: of('intentions').map((note) => note.text),
		takeaway: of('takeaway')
			.map((note) => note.text)
			.join('\n')
	};
}
