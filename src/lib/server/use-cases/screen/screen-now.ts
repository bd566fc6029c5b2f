import { no, yes, type Outcome } from '$lib/domain/outcome';
import { record } from '$lib/server/db/audit';
import { endScreenOf, forgetWaiting, screenBehind } from '$lib/server/db/screens';
import { hashSecret } from '../people/link-secret';
import { enterSession, type AtTheTable } from '../session/enter';
import type { Needs } from '../needs';

/** A big screen that shows one session at this moment. */
export interface ScreenHere {
	screenId: string;
	/** Whose right it shows by, and under whose name its viewing is recorded. */
	pairedBy: string;
	/** The session as it stands, from the seat of whoever paired it. Nothing of that seat is the screen's. */
	at: AtTheTable;
}

/**
 * [BS5] The one question about a screen, asked by its page, its socket and every byte of its picture: is the browser with
 * this cookie a screen, of which session, now? It is as long as nobody switched it off, its hours are not over, whoever
 * paired it may still enter, and the session is not closed. Refusal: `not-found`, whatever the reason.
 */
export async function screenNow(needs: Needs, secret: string | null): Promise<Outcome<ScreenHere>> {
	if (!secret || secret.length > 100) return no('not-found');
	const row = await screenBehind(needs.db, hashSecret(secret));
	if (!row?.sessionId || !row.pairedBy || row.endedAt || row.until <= needs.clock()) return no('not-found');
	const entered = await enterSession(needs, row.pairedBy, row.sessionId);
	if (!entered.ok || entered.value.state.phase === 'closed') return no('not-found');
	return yes({ screenId: row.id, pairedBy: row.pairedBy, at: entered.value });
}

/** The board's own "Scherm uit": whoever stands before it may always switch it off. Twice is the same as once. */
export async function switchOff(needs: Needs, secret: string | null): Promise<void> {
	const row = secret && secret.length <= 100 ? await screenBehind(needs.db, hashSecret(secret)) : null;
	// the code goes too: whoever enters it now would pair nobody's board
	if (row && !row.sessionId) await forgetWaiting(needs.db, row.id);
	if (!row?.sessionId) return;
	if (!(await endScreenOf(needs.db, row.sessionId, row.id, needs.clock()))) return;
	const object = { kind: 'session' as const, id: row.sessionId };
	await record(needs.db, { at: needs.clock(), kind: 'screen-ended', actor: 'screen', object });
	needs.table.rightsChanged({ sessionId: row.sessionId });
}
