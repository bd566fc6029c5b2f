import { no, yes, type Outcome } from '$lib/domain/outcome';
import { decide, type Command } from '$lib/engine/decide';
import type { Needs } from '../needs';
import { enterSession, seatsOf } from './enter';
import { revealSealed } from './reveal-sealed';
import { storeEvents } from './store-events';
import { tellLookers } from './tell-guests';

/** How often a command is judged again when somebody else's event came first. */
const attempts = 5;

/**
 * Anything somebody does to a session: judged by the engine, stored as events under (session, seq), told to the live
 * table after the commit. Two people at once: one is stored, the other is judged again on what then is true, so that
 * "ready" still counts and a second "next round" is refused as `stale`.
 */
export async function actInSession(
	needs: Needs,
	userId: string,
	sessionId: string,
	command: Command
): Promise<Outcome<{ seq: number }>> {
	for (let attempt = 0; attempt < attempts; attempt++) {
		const entered = await enterSession(needs, userId, sessionId);
		if (!entered.ok) return entered;
		const at = entered.value;
		const decided = decide(at.facts, at.state, at.who, command, await seatsOf(needs, at.row));
		if (!decided.ok) return decided;
		// what was typed before the end belongs to the record and to the plan
		if (decided.value.some((e) => e.type === 'closed')) {
			await revealSealed(needs, at, at.state.round);
			const settled = await needs.table.settle(sessionId);
			if (!settled.ok) return settled;
		}
		const stored = await storeEvents(needs, at, userId, decided.value);
		if (!stored) continue;
		needs.table.sessionMoved(sessionId, stored);
		if (stored.some((e) => e.type === 'closed')) await tellLookers(needs, at.row);
		// only now: until the round is there, nobody may read them, and nothing is written sealed any more
		for (const event of stored) if (event.type === 'round-entered') await revealSealed(needs, at, event.round);
		return yes({ seq: at.state.seq + stored.length });
	}
	return no('too-busy');
}
