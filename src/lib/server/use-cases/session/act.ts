import { eq } from 'drizzle-orm';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { decide, type Command } from '$lib/engine/decide';
import type { EventBody, SessionEvent } from '$lib/engine/session';
import { isTaken, type Db } from '$lib/server/db/connection';
import { session, sessionEvent } from '$lib/server/db/schema';
import type { Needs } from '../needs';
import { enterSession, seatsOf, type AtTheTable } from './enter';
import { carryToPlan } from './carry-to-plan';

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
		if (decided.value.some((e) => e.type === 'closed')) await needs.table.settle(sessionId);
		const stored = await store(needs, at, decided.value);
		if (!stored) continue;
		needs.table.sessionMoved(sessionId, stored);
		return yes({ seq: at.state.seq + stored.length });
	}
	return no('too-busy');
}

/** All events and their consequences in one transaction; null when somebody else took the sequence number. */
async function store(needs: Needs, at: AtTheTable, bodies: EventBody[]): Promise<SessionEvent[] | null> {
	const now = needs.clock();
	const events = bodies.map((body, i) => ({
		...body,
		seq: at.state.seq + 1 + i,
		at: now.getTime(),
		actor: at.who.userId
	}));
	try {
		await needs.db.transaction(async (tx) => {
			await tx.insert(sessionEvent).values(
				bodies.map((body, i) => ({
					sessionId: at.row.id,
					seq: at.state.seq + 1 + i,
					at: now,
					actorId: at.who.userId,
					body
				}))
			);
			await consequences(needs, tx, at, bodies, now);
		});
	} catch (error) {
		if (isTaken(error)) return null;
		throw error;
	}
	return events;
}

async function consequences(needs: Needs, tx: Db, at: AtTheTable, bodies: EventBody[], now: Date): Promise<void> {
	if (bodies.some((b) => b.type === 'round-entered' && b.how === 'started'))
		await tx.update(session).set({ startedAt: now }).where(eq(session.id, at.row.id));
	if (bodies.some((b) => b.type === 'closed')) {
		await tx.update(session).set({ closedAt: now }).where(eq(session.id, at.row.id));
		if (at.state.phase === 'running') await carryToPlan(needs, tx, at, now);
	}
}
