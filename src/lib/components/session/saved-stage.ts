import type { Saved } from './room';

/** What the saved indicator says. `stalled`: there is a line, but the server does not get round to it. */
export type SavedStage = Saved | 'stalled';

/** This long without "saved" while there is a line: the server is busy, ms. */
export const stalledAfter = 2000;
/** "Saved" is said when it has been so for this long: who types on is not shown a word that flickers, ms. */
export const calmAfter = 350;

/**
 * What may honestly be said now. Bad news comes at once, good news after a moment's rest: never the other way round,
 * for "saved" must be true when it is read. `unsavedFor` and `savedFor` in ms; the one that is not so is 0.
 */
export function savedStage(
	saved: Saved,
	before: SavedStage,
	{ unsavedFor, savedFor }: { unsavedFor: number; savedFor: number }
): SavedStage {
	if (saved === 'saving') return unsavedFor >= stalledAfter ? 'stalled' : 'saving';
	if (saved === 'saved' && (before === 'saving' || before === 'stalled') && savedFor < calmAfter) return before;
	return saved;
}
