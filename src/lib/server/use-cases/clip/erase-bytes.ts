import { clipsIn } from '$lib/server/db/clips';
import { clipsToGo, noMoreToErase, rememberToErase } from '$lib/server/db/clips-to-go';
import type { Needs } from '../needs';

/**
 * [K4] Removes the bytes of a clip whose key is destroyed already, as far as this process reaches now. Whoever erased is
 * not kept waiting: that it must go was remembered with the key, and the clock sees it through.
 */
export async function eraseBytes(needs: Needs, clipId: string): Promise<void> {
	await needs.files.erase(clipId).catch(() => undefined);
}

/** Bytes that must go and could not yet: how many clips, since when, and the last reason. */
export interface BytesLeft {
	clips: number;
	since: Date;
	reason: unknown;
}

/**
 * Sees every erasure through, in the process that does the work of the clock: it reaches all places where clips lie,
 * while a page process may have a folder of its own. Null when nothing is left.
 */
export async function finishErasures(needs: Needs): Promise<BytesLeft | null> {
	const left: BytesLeft[] = [];
	for (const { clipId, since } of await clipsToGo(needs.db)) {
		try {
			await needs.files.erase(clipId);
			await noMoreToErase(needs.db, clipId);
		} catch (reason) {
			left.push({ clips: left.length + 1, since: left[0]?.since ?? since, reason });
		}
	}
	return left.at(-1) ?? null;
}

/**
 * Remembers what a killed server may have left of clips that are erased: found by looking at what lies there. Answers how
 * many lie there that the database does not know; those are left alone, because it may be the database that is too old.
 */
export async function findLeftovers(needs: Needs): Promise<{ unknown: number }> {
	const held = new Set(await needs.files.held());
	if (held.size === 0) return { unknown: 0 };
	for (const { id, status } of await clipsIn(needs.db, everyStatus)) {
		if (!held.delete(id) || (status !== 'erased' && status !== 'failed')) continue;
		await rememberToErase(needs.db, id, needs.clock());
	}
	return { unknown: held.size };
}

const everyStatus = ['sending', 'checking', 'converting', 'ready', 'erased', 'failed'] as const;
