import { eq } from 'drizzle-orm';
import type { PlanFields } from '$lib/domain/plan';
import type { Db } from '$lib/server/db/connection';
import { planEntry, sessionNote, userAccount } from '$lib/server/db/schema';
import type { Needs } from '../needs';
import type { LaidTable } from './enter';

/**
 * [S14] The closing yields go straight into the presenter's plan (R74): what the group saw, strengths with their
 * moment, what was asked of tips, and what she takes along. Private to her until she shares it. Runs twice without harm.
 */
export async function carryToPlan(needs: Needs, tx: Db, at: LaidTable, now: Date): Promise<void> {
	const notes = await tx
		.select({ note: sessionNote, giver: userAccount.name })
		.from(sessionNote)
		.leftJoin(userAccount, eq(userAccount.id, sessionNote.authorId))
		.where(eq(sessionNote.sessionId, at.row.id))
		.orderBy(sessionNote.atMs, sessionNote.id);
	const of = (unit: string) =>
		notes
			.filter((n) => n.note.unit === unit)
			.map((n) => ({
				text: needs.vault.unsealText(at.key, n.note.sealed).trim(),
				giver: n.giver ?? '',
				atMs: n.note.atMs,
				codes: n.note.codes
			}))
			.filter((n) => n.text || n.codes.length);
	const fields: PlanFields['session'] = {
		seen: of('observations').map(({ text, codes, atMs }) => ({ text, codes, atMs })),
		needs: of('needs').map(({ text, codes }) => ({ text, codes })),
		strengths: of('strengths').map(({ text, giver, atMs }) => ({ text, giver, atMs })),
		tips: of('tips').map(({ text, giver }) => ({ text, giver })),
		intentions: of('intentions').map((n) => n.text),
		takeaway: of('takeaway')
			.map((n) => n.text)
			.join('\n')
	};
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
