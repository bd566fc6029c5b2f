import { findClip } from '$lib/server/db/clips';
import type { Needs } from '../needs';

/** Brings a clip that is finished to where it belongs, if it lies elsewhere. What is still in the making stays. */
export async function putClipAway(needs: Needs, clipId: string): Promise<void> {
	if (!(await isFinished(needs, clipId))) return;
	await needs.files.putAway(clipId, async () => (await findClip(needs.db, clipId))?.wrappedKey !== null);
}

/**
 * Brings every finished clip that lies elsewhere to where it belongs, one after the other: after a crash, after a time in
 * which that place was out of reach, and when somebody chose another one. May stop half-way. `onMoved` is told how far.
 * Throws at the first that cannot be brought.
 */
export async function putClipsAway(needs: Needs, onMoved: (done: number, of: number) => void): Promise<void> {
	const astray: string[] = [];
	for (const id of await needs.files.astray()) if (await isFinished(needs, id)) astray.push(id);
	for (const [i, id] of astray.entries()) {
		await putClipAway(needs, id);
		onMoved(i + 1, astray.length);
	}
}

const isFinished = async (needs: Needs, clipId: string): Promise<boolean> => {
	const row = await findClip(needs.db, clipId);
	return row?.status === 'ready' && row.wrappedKey !== null;
};
