import { and, eq } from 'drizzle-orm';
import type { Db } from './connection';
import { noteLeftOut, session } from './schema';

/** A note by the part of the table it lies in and its id there. */
export interface NoteKey {
	unit: string;
	id: string;
}

/** What the presenter left out of one record [E10], first what was left out first. */
export async function leftOutOf(db: Db, sessionId: string): Promise<NoteKey[]> {
	const rows = await db
		.select({ unit: noteLeftOut.unit, id: noteLeftOut.noteId })
		.from(noteLeftOut)
		.where(eq(noteLeftOut.sessionId, sessionId))
		.orderBy(noteLeftOut.at, noteLeftOut.noteId);
	return rows;
}

/** Leaves one out, or takes that back; both may be done twice. Holds the session's row, so that two at once follow each other. */
export async function setLeftOut(tx: Db, sessionId: string, note: NoteKey, at: Date | null): Promise<void> {
	await tx.select({ id: session.id }).from(session).where(eq(session.id, sessionId)).for('update');
	const key = { sessionId, unit: note.unit, noteId: note.id };
	if (at)
		await tx
			.insert(noteLeftOut)
			.values({ ...key, at })
			.onConflictDoNothing();
	else
		await tx
			.delete(noteLeftOut)
			.where(
				and(eq(noteLeftOut.sessionId, sessionId), eq(noteLeftOut.unit, note.unit), eq(noteLeftOut.noteId, note.id))
			);
}

/**
 * Which of these notes are left out: those the presenter named, and what was written at one of them, because what it may
 * mean tells what it says.
 */
export function withoutLeftOut<N extends { unit: string; id: string; ofId: string | null }>(
	notes: readonly N[],
	leftOut: readonly NoteKey[]
): { kept: N[]; gone: N[] } {
	const named = new Set(leftOut.map(({ unit, id }) => `${unit}/${id}`));
	const isGone = (note: N) =>
		named.has(`${note.unit}/${note.id}`) ||
		(note.unit === 'meanings' && note.ofId !== null && named.has(`observations/${note.ofId}`));
	return { kept: notes.filter((note) => !isGone(note)), gone: notes.filter(isGone) };
}
