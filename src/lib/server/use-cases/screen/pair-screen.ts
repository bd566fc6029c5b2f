import { no, yes, type Outcome } from '$lib/domain/outcome';
import { codeTyped } from '$lib/domain/screen-code';
import { rights } from '$lib/engine/rights';
import { record } from '$lib/server/db/audit';
import { endScreenOf, openScreensOf, pairWith } from '$lib/server/db/screens';
import { countedTries, keepCounted, oneAtATime } from '$lib/server/db/sign-in-tries';
import { enterSession } from '../session/enter';
import type { Needs } from '../needs';

const minute = 60_000;
/** A screen that somebody forgot to switch off ends by itself, ms. */
const screenLasts = 4 * 60 * minute;
/** Wrong codes that one person may enter in ten minutes: people mistype, and 85 million stay 85 million. */
const mostWrong = 10;
const mostScreens = 3;

/**
 * [BS2] Gives the browser that shows this code to this session: by the presenter, or by whoever leads or facilitates.
 * Refusals: `not-found` (no seat), `not-allowed`, `no-such-code` (wrong, used or too old), `too-many-tries`,
 * `too-many-screens`.
 */
export async function pairScreen(
	needs: Needs,
	userId: string,
	sessionId: string,
	typed: string
): Promise<Outcome<null>> {
	const allowed = await mayScreen(needs, userId, sessionId);
	if (!allowed.ok) return allowed;
	const at = needs.clock();
	const paired = await needs.db.transaction(async (tx): Promise<Outcome<null>> => {
		const key = `pair/${userId}`;
		await oneAtATime(tx, key);
		if ((await countedTries(tx, key, new Date(at.getTime() - 10 * minute))) >= mostWrong)
			return no('too-many-tries', { wait: 10 * minute });
		await oneAtATime(tx, `screens/${sessionId}`);
		if ((await openScreensOf(tx, sessionId, at)).length >= mostScreens) return no('too-many-screens');
		const code = codeTyped(typed);
		const to = { sessionId, pairedBy: userId, at, until: new Date(at.getTime() + screenLasts) };
		if (code && (await pairWith(tx, code, to))) {
			await record(tx, { at, kind: 'screen-paired', actor: userId, object: { kind: 'session', id: sessionId } });
			return yes(null);
		}
		await keepCounted(tx, key, at);
		return no('no-such-code');
	});
	if (paired.ok) needs.table.rightsChanged({ sessionId });
	return paired;
}

/** [BS5] "Scherm uit". Refusals: `not-found` (no seat, or no such screen here), `not-allowed`. */
export async function endScreen(
	needs: Needs,
	userId: string,
	sessionId: string,
	screenId: string
): Promise<Outcome<null>> {
	const allowed = await mayScreen(needs, userId, sessionId);
	if (!allowed.ok) return allowed;
	if (!(await endScreenOf(needs.db, sessionId, screenId, needs.clock()))) return no('not-found');
	const object = { kind: 'session' as const, id: sessionId };
	await record(needs.db, { at: needs.clock(), kind: 'screen-ended', actor: userId, object });
	needs.table.rightsChanged({ sessionId });
	return yes(null);
}

async function mayScreen(needs: Needs, userId: string, sessionId: string): Promise<Outcome<null>> {
	const entered = await enterSession(needs, userId, sessionId);
	if (!entered.ok) return entered;
	const { facts, state, who } = entered.value;
	return rights(facts, state, who).screen ? yes(null) : no('not-allowed');
}
