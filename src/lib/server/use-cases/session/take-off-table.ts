import { eq } from 'drizzle-orm';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import { record } from '$lib/server/db/audit';
import { takeOffTables } from '$lib/server/db/open-sessions';
import { standingOf } from '$lib/server/db/people';
import { findSession } from '$lib/server/db/sessions';
import { helpRequest, session } from '$lib/server/db/schema';
import { endHelp } from '$lib/server/db/help';
import type { Needs } from '../needs';

/**
 * The presenter takes her clip back, at any time, also in the middle, without a reason (R32, R140). The room closes for
 * everybody, and nobody is told why. Refusals: `not-found` (also for whoever leads), `session-closed`.
 */
export async function takeOffTable(needs: Needs, userId: string, sessionId: string): Promise<Outcome<null>> {
	const row = await findSession(needs.db, sessionId);
	const standing = row && (await standingOf(needs.db, userId, row.teamId));
	if (!row || !standing) return no('not-found');
	if (!may.takeOffTable(standing, row)) return no('not-found');
	const taken = await takeOffTables(needs.db, eq(session.id, sessionId), needs.clock());
	if (taken.length === 0) return no('session-closed');
	await record(needs.db, {
		...{ at: needs.clock(), kind: 'clip-taken-back', actor: userId, role: 'owner', child: row.trajectoryId },
		...{ object: { kind: 'clip', id: row.clipId }, facts: { session: sessionId } }
	});
	// whoever was asked to help with this session has nothing left to help with
	await endHelp(needs.db, eq(helpRequest.sessionId, sessionId), needs.clock());
	needs.table.rightsChanged({ sessionId });
	needs.table.rightsChanged({ clipId: row.clipId });
	return yes(null);
}
