import { and, eq } from 'drizzle-orm';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { clipMark } from '$lib/server/db/schema';
import type { Needs } from '../needs';
import { ownClip } from './own-clip';

/** A moment the owner marked for herself while watching alone (R51). `at` in ms of the clip; the note may be empty. */
export interface MarkInput {
	at: number;
	note: string;
}

/** Nobody needs more, and a stuck key must not fill the table. */
const mostMarks = 200;

/** Adds a private mark. Refusals: `not-found`, `clip-gone`, `clip-not-ready`, `moment-outside-clip`, `bad-input`. */
export async function addMark(
	needs: Needs,
	userId: string,
	clipId: string,
	mark: MarkInput
): Promise<Outcome<{ id: string }>> {
	const own = await ownClip(needs, userId, clipId);
	if (!own.ok) return own;
	const { facts, wrappedKey } = own.value.row;
	if (!facts || !wrappedKey) return no('clip-not-ready');
	if (mark.at < 0 || mark.at > facts.durationMs) return no('moment-outside-clip');
	if ((await needs.db.$count(clipMark, eq(clipMark.clipId, clipId))) >= mostMarks) return no('bad-input');
	const id = needs.newId();
	const sealed = needs.vault.write(wrappedKey, mark.note.trim());
	await needs.db
		.insert(clipMark)
		.values({ id, clipId, atMs: Math.round(mark.at), note: sealed, createdAt: needs.clock() });
	return yes({ id });
}

/** Changes what is written at a mark. Refusals: `not-found`, `clip-gone`. */
export async function changeMark(
	needs: Needs,
	userId: string,
	clipId: string,
	markId: string,
	note: string
): Promise<Outcome<null>> {
	const own = await ownClip(needs, userId, clipId);
	if (!own.ok) return own;
	const { wrappedKey } = own.value.row;
	if (!wrappedKey) return no('clip-gone');
	const changed = await needs.db
		.update(clipMark)
		.set({ note: needs.vault.write(wrappedKey, note.trim()) })
		.where(and(eq(clipMark.id, markId), eq(clipMark.clipId, clipId)))
		.returning({ id: clipMark.id });
	return changed.length ? yes(null) : no('not-found');
}

/** Takes a mark away; one that is already gone is fine. Refusals: `not-found`, `clip-gone`. */
export async function removeMark(needs: Needs, userId: string, clipId: string, markId: string): Promise<Outcome<null>> {
	const own = await ownClip(needs, userId, clipId);
	if (!own.ok) return own;
	await needs.db.delete(clipMark).where(and(eq(clipMark.id, markId), eq(clipMark.clipId, clipId)));
	return yes(null);
}
