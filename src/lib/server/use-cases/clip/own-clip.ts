import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import { clipAccessOf, findClip, isGone, type ClipAccess, type PlacedClip } from '$lib/server/db/clips';
import type { Needs } from '../needs';

export interface OwnClip {
	row: PlacedClip;
	access: ClipAccess;
}

/**
 * A clip in the hands of its owner. Somebody else's and nobody's are both `not-found`, and so is a second source, which
 * is no clip to do anything with by itself [T1]; an erased one, or one past its date, is `clip-gone` to the owner alone.
 */
export async function ownClip(needs: Needs, userId: string, clipId: string): Promise<Outcome<OwnClip>> {
	const own = await ownRecording(needs, userId, clipId);
	return own.ok && own.value.row.besideOf !== null ? no('not-found') : own;
}

/** The same for whatever has bytes: a clip, or a second source beside one. */
export async function ownRecording(needs: Needs, userId: string, clipId: string): Promise<Outcome<OwnClip>> {
	const row = await findClip(needs.db, clipId);
	if (!row || row.ownerId !== userId) return no('not-found');
	if (isGone(row, needs.clock())) return no('clip-gone');
	const access = await clipAccessOf(needs.db, userId, row, needs.clock());
	if (!access || !may.ownClip(access.who, access.clip)) return no('not-found');
	return yes({ row, access });
}
