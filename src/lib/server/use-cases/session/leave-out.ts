import { and, eq } from 'drizzle-orm';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import { setLeftOut, type NoteKey } from '$lib/server/db/left-out';
import { standingOf } from '$lib/server/db/people';
import { sessionNote, trajectory } from '$lib/server/db/schema';
import { findSession } from '$lib/server/db/sessions';
import type { Needs } from '../needs';
import { carryAgain } from './carry-to-plan';
import { layTable } from './enter';

/**
 * [E10] The presenter leaves a note about her child out of the record, or takes that back, after the end. It is gone for
 * everybody at once: from the report, from what her plan got of it, and from the table itself, which opens for nobody
 * any more. Done twice it is done once. Refusals: `not-found` (also for everybody else, and while the session runs).
 */
export async function leaveOut(
	needs: Needs,
	userId: string,
	sessionId: string,
	note: NoteKey,
	out: boolean
): Promise<Outcome<null>> {
	const row = await findSession(needs.db, sessionId);
	const standing = row && (await standingOf(needs.db, userId, row.teamId));
	if (!row || !standing) return no('not-found');
	const allowed = may.leaveOutOfRecord(standing, { presenterId: row.presenterId, closed: row.closedAt !== null });
	if (!allowed) return no('not-found');
	const at = await layTable(needs, row);
	const done = await needs.db.transaction(async (tx) => {
		// first the trajectory, as whoever writes in the plan does: or what she read before would come back over this
		await tx.select({ id: trajectory.id }).from(trajectory).where(eq(trajectory.id, row.trajectoryId)).for('update');
		const [there] = await tx
			.select({ id: sessionNote.id })
			.from(sessionNote)
			.where(and(eq(sessionNote.sessionId, sessionId), eq(sessionNote.unit, note.unit), eq(sessionNote.id, note.id)));
		if (!there) return false;
		await setLeftOut(tx, sessionId, note, out ? needs.clock() : null);
		await carryAgain(needs, tx, at, needs.clock());
		return true;
	});
	if (!done) return no('not-found');
	// who still holds the table open from before the end holds it no longer
	needs.table.rightsChanged({ sessionId });
	return yes(null);
}
