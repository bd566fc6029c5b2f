import { hkdfSync } from 'node:crypto';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import type { Needs } from '../needs';
import { joinTable } from './enter';

const hour = 3_600_000;
/** What a browser kept is noise after so many hours. */
const keptHours = 24;

export interface KeepKey {
	/** The hour this key belongs to, counted from 1970: sent along again to get the same key after a reload. */
	stamp: number;
	/** 32 bytes, for AES-256-GCM. */
	key: Uint8Array;
}

/**
 * The key under which one browser may keep its unsent edits of one session for a while [L18]. It hangs on the child's
 * data key, on this sign-in and on the hour: after a withdrawal, a sign-out or a day nobody can make it again. Asked by
 * whoever may join the table. A stamp that is too old, or still to come, is `not-found`; none asks for this hour's key.
 */
export async function keepKey(
	needs: Needs,
	{ userId, authSessionId }: { userId: string; authSessionId: string },
	sessionId: string,
	asked: number | null
): Promise<Outcome<KeepKey>> {
	const joined = await joinTable(needs, userId, sessionId);
	if (!joined.ok) return joined;
	const now = Math.floor(needs.clock().getTime() / hour);
	const stamp = asked ?? now;
	if (!Number.isSafeInteger(stamp) || stamp > now || now - stamp >= keptHours) return no('not-found');
	// ids hold no spaces, so two different sets of them never make the same text
	const about = ['kijkkring kept edits', userId, sessionId, stamp].join(' ');
	return yes({ stamp, key: new Uint8Array(hkdfSync('sha256', joined.value.key, authSessionId, about, 32)) });
}
