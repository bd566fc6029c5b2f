import { eq } from 'drizzle-orm';
import type { EventBody, SessionEvent } from '$lib/engine/session';
import { isTaken, type Db } from '$lib/server/db/connection';
import { session, sessionEvent } from '$lib/server/db/schema';
import { goOnAsSchool, proofs } from '$lib/server/db/who-asks';
import type { Needs } from '../needs';
import { carryToPlan } from './carry-to-plan';
import type { LaidTable } from './enter';
import { sealReason } from './sealed-reason';

/** All events and their consequences in one transaction; null when somebody else took the sequence number. */
export async function storeEvents(
	needs: Needs,
	at: LaidTable,
	actorId: string,
	bodies: EventBody[]
): Promise<SessionEvent[] | null> {
	const now = needs.clock();
	const events = bodies.map((body, i) => ({
		...body,
		seq: at.state.seq + 1 + i,
		at: now.getTime(),
		actor: actorId
	}));
	try {
		await needs.db.transaction(async (tx) => {
			await tx.insert(sessionEvent).values(
				bodies.map((body, i) => ({
					sessionId: at.row.id,
					seq: at.state.seq + 1 + i,
					at: now,
					actorId,
					body: sealReason(needs, at.row.wrappedKey, body)
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

async function consequences(needs: Needs, tx: Db, at: LaidTable, bodies: EventBody[], now: Date): Promise<void> {
	if (bodies.some((b) => b.type === 'round-entered' && b.how === 'started'))
		await tx.update(session).set({ startedAt: now }).where(eq(session.id, at.row.id));
	if (bodies.some((b) => b.type === 'closed')) {
		await tx.update(session).set({ closedAt: now }).where(eq(session.id, at.row.id));
		await goOnAsSchool(tx, 'session-ends', proofs.endsSession(at.row.id));
		if (at.state.phase === 'running') await carryToPlan(needs, tx, at, now);
	}
}
