import { eq } from 'drizzle-orm';
import type { AuditEntry } from '$lib/domain/audit';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import { record } from '$lib/server/db/audit';
import { heldClipsOf } from '$lib/server/db/clips';
import type { Db } from '$lib/server/db/connection';
import { consentOf } from '$lib/server/db/consent';
import { rememberErasure } from '$lib/server/db/erasures';
import { standingOf } from '$lib/server/db/people';
import { session, trajectory } from '$lib/server/db/schema';
import { findTrajectory, withSameChild } from '$lib/server/db/trajectories';
import { eraseClipAgain, eraseClipsOf } from '../clip/erase-clip';
import type { Needs } from '../needs';
import { destroyKeys } from './destroy-keys';
import { idsOf, inventory } from './inventory';

/**
 * [ER8] Erases everything about a child, in every cycle with it: after the end, or because the parents ask for it. Nothing
 * stays but ids in the list of erasures. Refusals: `not-found` (not her child), `bad-input` (she did not say that she
 * knows what goes).
 */
export async function eraseChild(
	needs: Needs,
	userId: string,
	trajectoryId: string,
	{ sure }: { sure: boolean }
): Promise<Outcome<null>> {
	if (!(await ownsChild(needs, userId, trajectoryId))) return no('not-found');
	if (!sure) return no('bad-input');
	await eraseEvery(needs, await withSameChild(needs.db, trajectoryId), { actor: userId });
	return yes(null);
}

/** Who erased, as the log says it. */
type Eraser = Pick<AuditEntry, 'actor' | 'role' | 'about' | 'facts'>;
/** What else must be so the moment a child is gone, in the same transaction. */
type Also = (tx: Db) => Promise<void>;

/** One child in all of these cycles. Whether it may be erased was asked before. */
export async function eraseEvery(needs: Needs, ids: readonly string[], by: Eraser, also?: Also): Promise<void> {
	for (const id of ids) await eraseOne(needs, id, by, also);
}

/** Whether somebody may have, and erase, what is kept about this child. */
export async function ownsChild(needs: Needs, userId: string, trajectoryId: string): Promise<boolean> {
	const found = await findTrajectory(needs.db, trajectoryId);
	const who = found && (await standingOf(needs.db, userId, found.teamId));
	if (!found || !who) return false;
	const consent = await consentOf(needs.db, trajectoryId);
	return may.eraseChild(who, { teacherId: found.teacherId, consent, closed: found.closedAt !== null });
}

async function eraseOne(needs: Needs, trajectoryId: string, by: Eraser, also?: Also): Promise<void> {
	// clips first, each in its own step: whoever watches is told, and their bytes are remembered
	await eraseClipsOf(needs, trajectoryId);
	const sessions = await needs.db
		.select({ id: session.id })
		.from(session)
		.where(eq(session.trajectoryId, trajectoryId));
	for (const { id } of sessions) await needs.table.settle(id);
	await eraseTrajectory(needs, trajectoryId, by, also);
	needs.table.rightsChanged({ trajectoryId });
	for (const { id } of sessions) needs.table.rightsChanged({ sessionId: id });
}

/** Every shelf of the inventory in one transaction, and then the keys. Also of a child that came back with a backup. */
export async function eraseTrajectory(
	needs: Needs,
	trajectoryId: string,
	by: Eraser = { actor: 'clock' },
	also?: Also
): Promise<void> {
	for (const { id } of await heldClipsOf(needs.db, trajectoryId)) await eraseClipAgain(needs, id);
	await needs.db.transaction(async (tx) => {
		const [row] = await tx.select().from(trajectory).where(eq(trajectory.id, trajectoryId)).for('update');
		if (!row) return;
		const child = await idsOf(tx, trajectoryId);
		for (const shelf of Object.values(inventory)) if ('erase' in shelf && shelf.erase) await shelf.erase(tx, child);
		await tx.delete(trajectory).where(eq(trajectory.id, trajectoryId));
		const keyId = needs.vault.idOf(row.wrappedKey);
		const at = needs.clock();
		await rememberErasure(tx, needs.newId(), { what: 'child', of: trajectoryId, keyId, at });
		await record(tx, {
			...{ at, kind: 'child-erased', ...by, child: trajectoryId },
			object: { kind: 'trajectory', id: trajectoryId }
		});
		await also?.(tx);
	});
	await destroyKeys(needs);
}
