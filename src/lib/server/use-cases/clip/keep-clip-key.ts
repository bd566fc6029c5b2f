import { hkdfSync } from 'node:crypto';
import { teamMayWatch } from '$lib/domain/consent';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import type { Needs } from '../needs';
import { ownRecording } from './own-clip';

const hour = 3_600_000;
/** A clip that waits on a device is noise after so many hours: two evenings, not a holiday. */
const keptHours = 48;

export interface KeepClipKey {
	/** The hour this key belongs to, counted from 1970: sent along again to get the same key at the next visit. */
	stamp: number;
	/** 32 bytes, for AES-256-GCM. */
	key: Uint8Array;
}

/**
 * The key under which a browser keeps a clip until it has arrived [U2]. It hangs on the clip's own data key, on its owner
 * and on the hour: once the clip is erased, the consent withdrawn or two days over nobody can make it again. None asks
 * for this hour's key. Refusals: `not-found` (not mine, a stamp too old or still to come), `clip-gone`, `no-consent`,
 * `not-allowed` (it has arrived: there is nothing left to keep).
 */
export async function keepClipKey(
	needs: Needs,
	userId: string,
	clipId: string,
	asked: number | null
): Promise<Outcome<KeepClipKey>> {
	const own = await ownRecording(needs, userId, clipId);
	if (!own.ok) return own;
	const { row, access } = own.value;
	if (!teamMayWatch(access.clip.consent)) return no('no-consent');
	if (row.status === 'failed' || !row.wrappedKey) return no('clip-gone');
	if (row.status !== 'sending') return no('not-allowed');
	const now = Math.floor(needs.clock().getTime() / hour);
	const stamp = asked ?? now;
	if (!Number.isSafeInteger(stamp) || stamp > now || now - stamp >= keptHours) return no('not-found');
	// ids hold no spaces, so two different sets of them never make the same text
	const about = ['kijkkring kept clip', userId, clipId, stamp].join(' ');
	return yes({ stamp, key: new Uint8Array(hkdfSync('sha256', needs.vault.open(row.wrappedKey), '', about, 32)) });
}
