import { and, eq, inArray } from 'drizzle-orm';
import { teamMayWatch } from '$lib/domain/consent';
import { record } from '$lib/server/db/audit';
import { heldClipsOf } from '$lib/server/db/clips';
import { answersIn, consentOf, guardiansOf } from '$lib/server/db/consent';
import { eraseNotesOf } from '$lib/server/db/erase-notes';
import { everyErasure } from '$lib/server/db/erasures';
import type { Erasure } from '$lib/server/db/key-store';
import { clip, consentAnswer, meetingSuccess, trajectory } from '$lib/server/db/schema';
import { eraseClipAgain } from '../clip/erase-clip';
import type { Needs } from '../needs';
import { destroyKeys } from './destroy-keys';
import { eraseTrajectory } from './erase-child';
import { renewKey } from './renew-key';

/**
 * [ER4] What was erased is erased again, in case this database, the clips or the key store came out of a backup from
 * before: runs at every start before anything answers, and finds nothing to do in one that is up to date. The list is
 * what the key store and the database know together, because either may be the older one. Answers how much came back.
 */
export async function replayErasures(needs: Needs): Promise<{ again: number }> {
	await destroyKeys(needs);
	const { erasures: apart, strange } = needs.vault.erasures.read();
	if (strange > 0)
		console.error(`kijkkring: ${strange} lines in the list of erasures are not ours, and count for nothing`);
	const known = await everyErasure(needs.db);
	const listed = new Set(apart.map(nameOf));
	// the older one of the two stores gets what it lacks
	for (const it of known) if (!listed.has(nameOf(it))) needs.vault.erasures.add(pick(it));
	const all = [...apart, ...known.filter((it) => !listed.has(nameOf(it)))];
	for (const { keyId } of all) if (keyId) needs.vault.destroy(keyId);
	const again = (await clipsAgain(needs, all)) + (await writtenAgain(needs, all)) + (await childrenAgain(needs, all));
	if (again > 0) {
		console.log(`kijkkring: ${again} things that were erased before came back with a backup, and are erased`);
		await record(needs.db, { at: needs.clock(), kind: 'restored', actor: 'clock', facts: { count: again } });
	}
	return { again };
}

const nameOf = ({ what, of, keyId }: Erasure): string => `${what} ${of} ${keyId ?? ''}`;
const pick = ({ what, of, keyId, at }: Erasure): Erasure => ({ what, of, keyId, at });

async function clipsAgain(needs: Needs, all: readonly Erasure[]): Promise<number> {
	const ids = all.filter(({ what }) => what === 'clip').map(({ of }) => of);
	const back = ids.length
		? await needs.db.select({ id: clip.id, status: clip.status }).from(clip).where(inArray(clip.id, ids))
		: [];
	// one that could not be shown has lost its key too, and stays to say so
	const alive = back.filter(({ status }) => status !== 'erased' && status !== 'failed');
	for (const { id } of alive) await eraseClipAgain(needs, id);
	return alive.length;
}

/**
 * A child's key that was destroyed and is back in its row: the database is from before the parents took back their yes.
 * It is compared by key, because they may have said yes again since.
 */
async function writtenAgain(needs: Needs, all: readonly Erasure[]): Promise<number> {
	const spent = new Set(all.flatMap(({ what, keyId }) => (what === 'written' && keyId ? [keyId] : [])));
	if (spent.size === 0) return 0;
	for (const { meetingId, userId, wrappedKey } of await needs.db.select().from(meetingSuccess))
		if (spent.has(needs.vault.idOf(wrappedKey) ?? ''))
			await needs.db
				.delete(meetingSuccess)
				.where(and(eq(meetingSuccess.meetingId, meetingId), eq(meetingSuccess.userId, userId)));
	const rows = await needs.db.select().from(trajectory);
	const back = rows.filter(({ wrappedKey }) => spent.has(needs.vault.idOf(wrappedKey) ?? ''));
	for (const { id, teacherId } of back) {
		if (teamMayWatch(await consentOf(needs.db, id))) await takeBackAgain(needs, id, teacherId);
		for (const held of await heldClipsOf(needs.db, id)) await eraseClipAgain(needs, held.id);
		await eraseNotesOf(needs.db, id);
		await renewKey(needs, id);
	}
	return back.length;
}

/**
 * [CN9] That a yes was taken back is known, and by whom is not: its line in the list holds no guardian, so that it tells
 * nobody. So it counts as the no of each of them, and each comes back to her own.
 */
async function takeBackAgain(needs: Needs, trajectoryId: string, teacherId: string): Promise<void> {
	const answers = await answersIn(needs.db, trajectoryId);
	const guardians = await guardiansOf(needs.db, trajectoryId);
	const first = Math.max(needs.clock().getTime(), (answers.at(-1)?.at.getTime() ?? 0) + 1);
	// answers are ordered by their moment, so no two may share one
	const taken = (after: number) => ({
		...{ id: needs.newId(), trajectoryId, at: new Date(first + after) },
		...{ scope: 'team' as const, state: 'withdrawn' as const }
	});
	const rows: (typeof consentAnswer.$inferInsert)[] = guardians.map(({ id: guardianId }, i) => ({
		...taken(i),
		...{ guardianId, by: 'backup', recordedBy: null }
	}));
	// parents who answered before they were told apart have no link to come back by: the teacher writes that down
	if (rows.length === 0 || answers.some(({ guardianId, scope }) => guardianId === null && scope === 'team'))
		rows.push({ ...taken(rows.length), by: 'spot', recordedBy: teacherId });
	await needs.db.transaction(async (tx) => {
		await tx.insert(consentAnswer).values(rows);
		await record(tx, {
			...{ at: needs.clock(), kind: 'consent-withdrawn', actor: 'clock', child: trajectoryId },
			...{ object: { kind: 'trajectory', id: trajectoryId }, facts: { scope: 'team', state: 'withdrawn' } }
		});
	});
}

async function childrenAgain(needs: Needs, all: readonly Erasure[]): Promise<number> {
	let again = 0;
	for (const { what, of } of all) {
		if (what !== 'child') continue;
		const [row] = await needs.db.select({ id: trajectory.id }).from(trajectory).where(eq(trajectory.id, of));
		if (!row) continue;
		await eraseTrajectory(needs, of);
		again++;
	}
	return again;
}
