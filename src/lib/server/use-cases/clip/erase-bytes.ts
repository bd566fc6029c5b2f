import { clipsIn } from '$lib/server/db/clips';
import { clipsToGo, noMoreToErase, rememberToErase } from '$lib/server/db/clips-to-go';
import type { Needs } from '../needs';

/**
 * [K4] Removes the bytes of a clip whose key is destroyed already, and that it was remembered. Where they lie out of
 * reach they stay remembered, and the clock tries again: whoever erased is not kept waiting, the key is gone.
 */
export async function eraseBytes(needs: Needs, clipId: string): Promise<'gone' | { left: unknown }> {
	try {
		await needs.files.erase(clipId);
	} catch (error) {
		return { left: error };
	}
	await noMoreToErase(needs.db, clipId);
	return 'gone';
}

/** Bytes that must go and could not yet: how many clips, since when, and the last reason. */
export interface BytesLeft {
	clips: number;
	since: Date;
	reason: unknown;
}

/** Tries again what could not be removed before. Null when nothing is left. */
export async function finishErasures(needs: Needs): Promise<BytesLeft | null> {
	const left: BytesLeft[] = [];
	for (const { clipId, since } of await clipsToGo(needs.db)) {
		const erased = await eraseBytes(needs, clipId);
		if (erased !== 'gone') left.push({ clips: left.length + 1, since: left[0]?.since ?? since, reason: erased.left });
	}
	return left.at(-1) ?? null;
}

/**
 * What a killed server may have left of clips that are erased: found by looking at what lies there. Answers how many lie
 * there that the database does not know; those are left alone, because it may be the database that is too old.
 */
export async function eraseLeftovers(needs: Needs): Promise<{ unknown: number }> {
	const held = new Set(await needs.files.held());
	if (held.size === 0) return { unknown: 0 };
	for (const { id, status } of await clipsIn(needs.db, [
		'sending',
		'checking',
		'converting',
		'ready',
		'erased',
		'failed'
	])) {
		if (!held.delete(id) || (status !== 'erased' && status !== 'failed')) continue;
		await rememberToErase(needs.db, id, needs.clock());
		await eraseBytes(needs, id);
	}
	return { unknown: held.size };
}
