import { and, eq, inArray } from 'drizzle-orm';
import type { ClipFacts } from '$lib/domain/clip-facts';
import { yes, type Outcome } from '$lib/domain/outcome';
import type { RefusalCode } from '$lib/domain/refusals';
import { diskReserve } from '$lib/domain/clip-space';
import { clipsIn, findClip } from '$lib/server/db/clips';
import { rememberToErase } from '$lib/server/db/clips-to-go';
import { rememberErasure } from '$lib/server/db/erasures';
import { clip, type ClipStatus } from '$lib/server/db/schema';
import type { ClipHandle, Needs } from '../needs';
import { destroyKeys } from '../erasure/destroy-keys';
import { eraseBytes } from './erase-bytes';
import { ownRecording } from './own-clip';
import { putClipAway } from './put-away';

/**
 * How far a conversion is, 0 to 1, for the page that waits; null when it is not known, as where another process does the
 * work. Only in memory: after a restart it begins again anyway.
 */
const parts = new Map<string, number>();
export const conversionPart = (clipId: string): number | null => parts.get(clipId) ?? null;

/**
 * Looks at the bytes of a clip that has arrived, makes what will be played, and says so in the row: `ready`, or `failed`
 * with the reason, and then nothing of it is kept. May run twice and stop half-way. A full disk is no verdict on the
 * clip: it then waits, with what was sent still there.
 */
export async function checkClip(needs: Needs, clipId: string): Promise<void> {
	const row = await findClip(needs.db, clipId);
	if (!row?.wrappedKey || (row.status !== 'checking' && row.status !== 'converting')) return;
	const handle = { id: clipId, key: needs.vault.open(row.wrappedKey) };
	const seen = await needs.files.inspect(handle);
	// acknowledged, and not here: no fault of the clip, and no reason to destroy its key
	if (!seen.ok && seen.code === 'clip-gone') throw new Error('a clip that arrived is not in DATA_DIR');
	if (!seen.ok) return giveUp(needs, clipId, seen.code);
	if (seen.value.path === 'as-is') return ready(needs, handle, seen.value);
	await prepare(needs, handle, seen.value);
}

/** The owner asks to look again at a clip that waits, for instance because the disk was full. Refusals: `not-found`, `clip-gone`. */
export async function recheckClip(needs: Needs, userId: string, clipId: string): Promise<Outcome<null>> {
	const own = await ownRecording(needs, userId, clipId);
	if (!own.ok) return own;
	if (conversionPart(clipId) === null) needs.clipWaits(clipId);
	return yes(null);
}

/**
 * Takes up every clip that waits: what a stopped server was at, what the disk had no room for, what lay out of reach.
 * Runs every minute; a clip that is being looked at is not looked at twice. One that found no room is taken up when
 * there is room for it, not to fill the disk again and again.
 */
export async function resumeClips(needs: Needs): Promise<void> {
	const waiting = await clipsIn(needs.db, ['checking', 'converting']);
	const free = waiting.length > 0 ? await needs.files.freeBytes() : null;
	for (const { id, failure, bytes } of waiting) {
		if (failure === 'disk-full' && free !== null && free < bytes + diskReserve) continue;
		needs.clipWaits(id);
	}
}

async function prepare(needs: Needs, handle: ClipHandle, facts: ClipFacts): Promise<void> {
	await change(needs, handle.id, { status: 'converting', facts, failure: null });
	parts.set(handle.id, 0);
	try {
		const made = await needs.files.prepare(
			handle,
			facts,
			(part) => parts.set(handle.id, part),
			(early) => change(needs, handle.id, { status: 'converting', facts: early })
		);
		if (made.ok) return await ready(needs, handle, made.value);
		if (made.code === 'disk-full') return await change(needs, handle.id, { failure: 'disk-full' });
		// erased while it was being made: there is nothing left to say
		if (made.code !== 'clip-gone') await giveUp(needs, handle.id, made.code);
	} finally {
		parts.delete(handle.id);
	}
}

async function ready(needs: Needs, handle: ClipHandle, facts: ClipFacts): Promise<void> {
	await change(needs, handle.id, { status: 'ready', facts, failure: null });
	needs.later(async () => {
		await needs.files.lighten(handle);
		// where that does not work out, the clock tries again and says why
		await putClipAway(needs, handle.id).catch(() => undefined);
	});
}

const beingWorkedOn: ClipStatus[] = ['checking', 'converting'];

/** The key first: from then on the bytes are noise, wherever they still lie (SECURITY F9). */
async function giveUp(needs: Needs, clipId: string, failure: RefusalCode): Promise<void> {
	await needs.db.transaction(async (tx) => {
		const now = needs.clock();
		await tx.select({ id: clip.id }).from(clip).where(eq(clip.id, clipId)).for('update');
		const held = await findClip(tx, clipId);
		if (!held?.wrappedKey || !beingWorkedOn.includes(held.status)) return;
		// what it was called stays readable, to say what did not work out
		const title = needs.vault.write(held.childKey, needs.vault.read(held.title));
		const keyId = needs.vault.idOf(held.wrappedKey);
		await change({ ...needs, db: tx }, clipId, { status: 'failed', failure, wrappedKey: null, title, card: null });
		await rememberToErase(tx, clipId, now);
		await rememberErasure(tx, needs.newId(), { what: 'clip', of: clipId, keyId, at: now });
	});
	await destroyKeys(needs);
	await eraseBytes(needs, clipId);
}

/** Only while it is being worked on: an erasure in between stands. */
async function change(needs: Needs, clipId: string, to: Partial<typeof clip.$inferInsert>): Promise<void> {
	await needs.db
		.update(clip)
		.set(to)
		.where(and(eq(clip.id, clipId), inArray(clip.status, beingWorkedOn)));
}
