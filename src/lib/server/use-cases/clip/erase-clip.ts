import { and, eq, lt, lte, ne, or } from 'drizzle-orm';
import { yes, type Outcome } from '$lib/domain/outcome';
import { abandonedAfter } from '$lib/domain/retention';
import { findClip, heldClipsOf } from '$lib/server/db/clips';
import { endHelp } from '$lib/server/db/help';
import { takeOffTables } from '$lib/server/db/open-sessions';
import { clip, clipCaption, clipMark, helpRequest, session } from '$lib/server/db/schema';
import { endRunningSessions } from '../session/end-sessions';
import type { Needs } from '../needs';
import { ownClip } from './own-clip';
import { firstTitle } from './start-clip';

/** The owner erases her clip, now and for all. Refusals: `not-found`, `clip-gone`. */
export async function eraseClip(needs: Needs, userId: string, clipId: string): Promise<Outcome<null>> {
	const own = await ownClip(needs, userId, clipId);
	if (!own.ok) return own;
	await erase(needs, clipId);
	return yes(null);
}

/**
 * Erases every clip of one child, for instance because the parents changed their mind. Opens transactions of its own:
 * never call it inside one.
 */
export async function eraseClipsOf(needs: Needs, trajectoryId: string): Promise<void> {
	for (const { id } of await heldClipsOf(needs.db, trajectoryId)) await erase(needs, id);
}

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
 * The key goes first and with it every copy of the bytes, also in backups (SECURITY F9); then the rooms close; then the
 * files are unlinked. What stays are rows without content: that there was a clip, and when it was looked at together.
 */
async function erase(needs: Needs, clipId: string): Promise<void> {
	const row = await findClip(needs.db, clipId);
	if (!row) return;
	await endRunningSessions(needs, eq(session.clipId, clipId), row.ownerId);
	const now = needs.clock();
	const title = await firstTitle(needs, row.ownerId, row.alias, row.createdAt);
	await needs.db.transaction(async (tx) => {
		await tx
			.update(clip)
			.set({
				status: 'erased',
				wrappedKey: null,
				title,
				failure: null,
				facts: null,
				fragmentFrom: null,
				fragmentTo: null,
				context: '',
				reason: '',
				goal: '',
				question: '',
				skills: []
			})
			.where(eq(clip.id, clipId));
		await tx.delete(clipCaption).where(eq(clipCaption.clipId, clipId));
		await tx.delete(clipMark).where(eq(clipMark.clipId, clipId));
		await takeOffTables(tx, eq(session.clipId, clipId), now);
		await endHelp(tx, eq(helpRequest.clipId, clipId), now);
		// what was asked and answered speaks of this child too
		await tx.update(helpRequest).set({ question: '', answer: '' }).where(eq(helpRequest.clipId, clipId));
	});
	needs.table.rightsChanged({ clipId });
	await needs.files.erase(clipId);
}
