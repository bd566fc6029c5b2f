import { and, isNotNull, isNull, lt, sql, type SQL } from 'drizzle-orm';
import { session, sessionEvent } from '$lib/server/db/schema';
import { findSession } from '$lib/server/db/sessions';
import type { Needs } from '../needs';
import { layTable } from './enter';
import { revealSealed } from './reveal-sealed';
import { storeEvents } from './store-events';
import { tellLookers } from './tell-guests';

/** Nothing happened for this long in an empty room: the session is over, though nobody said so. */
const forgottenAfter = 12 * 3_600_000;

/**
 * [S18] Ends sessions that run, because what they stand on ends: what was said becomes the record, and the presenter's
 * plan gets its yields. What never began is not touched. Call it before the change that ends them, outside of its
 * transaction. Runs twice without harm.
 */
export async function endRunningSessions(needs: Needs, which: SQL, actorId: string): Promise<void> {
	const running = await needs.db
		.select({ id: session.id })
		.from(session)
		.where(and(which, isNotNull(session.startedAt), isNull(session.closedAt), isNull(session.withdrawnAt)));
	for (const { id } of running) await end(needs, id, actorId);
}

/** [S18] The clock's share: sessions everybody walked away from. */
export async function endForgottenSessions(needs: Needs): Promise<void> {
	const before = new Date(needs.clock().getTime() - forgottenAfter);
	const last = sql`(select max(${sessionEvent.at}) from ${sessionEvent} where ${sessionEvent.sessionId} = ${session.id})`;
	const quiet = await needs.db
		.select({ id: session.id, presenterId: session.presenterId })
		.from(session)
		.where(
			and(
				lt(session.startedAt, before),
				isNull(session.closedAt),
				isNull(session.withdrawnAt),
				lt(last, sql`${before.toISOString()}::timestamptz`)
			)
		);
	for (const { id, presenterId } of quiet)
		if ((await needs.table.present(id))?.length === 0) await end(needs, id, presenterId);
}

async function end(needs: Needs, sessionId: string, actorId: string): Promise<void> {
	const before = await findSession(needs.db, sessionId);
	if (!before) return;
	const table = await layTable(needs, before);
	await revealSealed(needs, table, table.state.round);
	const settled = await needs.table.settle(sessionId);
	// nothing may end without its last words: whoever asked tries again, the clock in a minute
	if (!settled.ok) throw new Error(`session ${sessionId} could not be settled: ${settled.code}`);
	const row = await findSession(needs.db, sessionId);
	if (!row || row.closedAt || row.withdrawnAt) return;
	const stored = await storeEvents(needs, await layTable(needs, row), actorId, [{ type: 'closed' }]);
	// somebody else's event came first: whoever calls again finds it as it then is
	if (!stored) return;
	needs.table.sessionMoved(sessionId, stored);
	await tellLookers(needs, row);
}
