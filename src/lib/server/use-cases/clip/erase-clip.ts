import { and, eq, lt, lte, ne, or } from 'drizzle-orm';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { abandonedAfter } from '$lib/domain/retention';
import { record } from '$lib/server/db/audit';
import { findClip, heldClipsOf, secondOf } from '$lib/server/db/clips';
import { rememberToErase } from '$lib/server/db/clips-to-go';
import { rememberErasure } from '$lib/server/db/erasures';
import { endHelp } from '$lib/server/db/help';
import { takeOffTables } from '$lib/server/db/open-sessions';
import { clip, clipCaption, clipMark, helpRequest, session } from '$lib/server/db/schema';
import { asSchool, proofs } from '$lib/server/db/who-asks';
import { destroyKeys } from '../erasure/destroy-keys';
import { endRunningSessions } from '../session/end-sessions';
import type { Needs } from '../needs';
import { eraseBytes } from './erase-bytes';
import { ownClip } from './own-clip';
import { firstTitle } from './start-clip';

/** The owner erases her clip, now and for all. Refusals: `not-found`, `clip-gone`. */
export async function eraseClip(needs: Needs, userId: string, clipId: string): Promise<Outcome<null>> {
	const own = await ownClip(needs, userId, clipId);
	if (!own.ok) return own;
	await erase(needs, clipId, userId);
	return yes(null);
}

/**
 * The owner takes the second source away from beside her clip; the clip stays as it is [T4]. Refusals: `not-found`
 * (not mine, or nothing beside it), `clip-gone`.
 */
export async function removeSecond(needs: Needs, userId: string, mainId: string): Promise<Outcome<null>> {
	const own = await ownClip(needs, userId, mainId);
	if (!own.ok) return own;
	const second = await secondOf(needs.db, mainId);
	if (!second) return no('not-found');
	await erase(needs, second.id, userId);
	// whoever looks at both now is told by the main clip's own table
	needs.table.rightsChanged({ clipId: mainId });
	needs.table.clipChanged(mainId);
	return yes(null);
}

/**
 * Erases every clip of one child, for instance because the parents changed their mind. Opens transactions of its own:
 * never call it inside one.
 */
export async function eraseClipsOf(needs: Needs, trajectoryId: string): Promise<void> {
	for (const { id } of await heldClipsOf(needs.db, trajectoryId)) await erase(needs, id);
}

/** [ER4] A clip that was erased before and came back with a backup. */
export const eraseClipAgain = (needs: Needs, clipId: string): Promise<void> =>
	erase(needs, clipId, 'clock', { back: true });

/** Erases clips past their date (Q10), and those whose sending was given up. Runs every minute. */
export async function eraseClipsThatRanOut(needs: Needs): Promise<void> {
	const now = needs.clock();
	const abandoned = new Date(now.getTime() - abandonedAfter);
	const over = await needs.db
		.select({ id: clip.id })
		.from(clip)
		.where(
			and(
				ne(clip.status, 'erased'),
				or(lte(clip.keepUntil, now), and(eq(clip.status, 'sending'), lt(clip.createdAt, abandoned)))
			)
		);
	for (const { id } of over) await erase(needs, id);
}

/**
 * [K4] The key goes first and with it every copy of the bytes, also in backups (SECURITY F9), and it is remembered that
 * the bytes must go; then the rooms close; then the files are removed. What stays are rows without content: that there
 * was a clip, and when it was looked at together. A second source beside it goes in the same step [T4].
 */
const erase = (needs: Needs, clipId: string, by = 'clock', how = { back: false }): Promise<void> =>
	asSchool(needs.db, 'clip-goes', proofs.ownsClip(clipId), () => eraseOne(needs, clipId, by, how));

async function eraseOne(needs: Needs, clipId: string, by: string, { back }: { back: boolean }): Promise<void> {
	const row = await findClip(needs.db, clipId);
	if (!row) return;
	// in a backup nobody sits at a table, and what would be read to end it may be noise by now
	if (!back) await endRunningSessions(needs, eq(session.clipId, clipId), row.ownerId);
	const now = needs.clock();
	const title = await firstTitle(needs, row.ownerId, row.alias, row.createdAt);
	const keyOf = (wrapped: Uint8Array | null) => wrapped && needs.vault.idOf(wrapped);
	const beside = await needs.db.transaction(async (tx) => {
		const gone = {
			status: 'erased' as const,
			wrappedKey: null,
			// who and when, under the key of everything about this child: its own name went with its key
			title: needs.vault.write(row.childKey, title),
			card: null,
			failure: null,
			facts: null,
			fragmentFrom: null,
			fragmentTo: null,
			offsetMs: null,
			alignedBy: null
		};
		const [held] = await tx.select({ wrappedKey: clip.wrappedKey }).from(clip).where(eq(clip.id, clipId)).for('update');
		// after the clip itself: whoever adds one holds that row, so none comes in between
		const seconds = await tx
			.select({ id: clip.id, wrappedKey: clip.wrappedKey })
			.from(clip)
			.where(and(eq(clip.besideOf, clipId), ne(clip.status, 'erased')))
			.for('update');
		for (const { id, wrappedKey } of [{ id: clipId, wrappedKey: held?.wrappedKey ?? null }, ...seconds]) {
			await tx.update(clip).set(gone).where(eq(clip.id, id));
			await rememberToErase(tx, id, now);
			await rememberErasure(tx, needs.newId(), { what: 'clip', of: id, keyId: keyOf(wrappedKey), at: now });
			await record(tx, {
				...{ at: now, kind: 'clip-erased', actor: by, child: row.trajectoryId },
				object: { kind: 'clip', id }
			});
			await tx.delete(clipCaption).where(eq(clipCaption.clipId, id));
		}
		await tx.delete(clipMark).where(eq(clipMark.clipId, clipId));
		await takeOffTables(tx, eq(session.clipId, clipId), now);
		await endHelp(tx, eq(helpRequest.clipId, clipId), now);
		// what was asked and answered speaks of this child too
		await tx.update(helpRequest).set({ question: null, answer: null }).where(eq(helpRequest.clipId, clipId));
		return seconds.map(({ id }) => id);
	});
	await destroyKeys(needs);
	for (const id of [clipId, ...beside]) needs.table.rightsChanged({ clipId: id });
	for (const id of [clipId, ...beside]) await eraseBytes(needs, id);
}
