import { no, type Outcome } from '$lib/domain/outcome';
import { rights } from '$lib/engine/rights';
import type { WayBack } from '$lib/engine/session-view';
import type { Needs } from '../needs';
import { enterSession } from './enter';

/**
 * [L21] Puts words back on the table that somebody took away. Answers how they came back. Refusals: those of
 * `enterSession`, `session-closed`, `not-allowed`, `not-found`, `already-there`, `too-large`, `too-busy`.
 */
export async function bringBack(
	needs: Needs,
	userId: string,
	sessionId: string,
	removalId: string
): Promise<Outcome<WayBack>> {
	const entered = await enterSession(needs, userId, sessionId);
	if (!entered.ok) return entered;
	const { facts, state, who } = entered.value;
	if (state.phase === 'closed') return no('session-closed');
	if (!rights(facts, state, who).bringBack) return no('not-allowed');
	return needs.table.putBack(sessionId, removalId, userId);
}
