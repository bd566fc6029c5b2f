import { hkdfSync } from 'node:crypto';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import type { Needs } from '../needs';
import { openPlan } from './open-plan';
import { atPart, type PartId } from './write-together';

const hour = 3_600_000;
/** What a browser kept is noise after so many hours. */
const keptHours = 24;

export interface PlanKey {
	/** The hour this key belongs to, counted from 1970: sent along again to get the same key after a reload. */
	stamp: number;
	/** 32 bytes, for AES-256-GCM. */
	key: Uint8Array;
}

/**
 * The key under which one browser keeps what its owner wrote in her plan and what is not saved yet [LP3]. It hangs on the
 * child's data key, on this sign-in and on the hour: after a sign-out or a day, or once the plan is gone, nobody can make
 * it again. Asked by whoever may write in the plan, also after it was closed: she must be able to read what could not be
 * saved. A stamp that is too old, or still to come, is `not-found`; none asks for this hour's key.
 */
export async function planKey(
	needs: Needs,
	{ userId, authSessionId }: { userId: string; authSessionId: string },
	trajectoryId: string,
	asked: number | null
): Promise<Outcome<PlanKey>> {
	const plan = await openPlan(needs, userId, trajectoryId);
	if (!plan.ok) return plan;
	if (!plan.value.mine) return no('not-found');
	return keyFor(needs, asked, plan.value.key, authSessionId, ['kijkkring kept plan', userId, trajectoryId]);
}

/** [LP11] The same for what somebody typed in a part with another, for whoever of the two asks and while that holds. */
export async function writingKey(
	needs: Needs,
	{ userId, authSessionId }: { userId: string; authSessionId: string },
	part: PartId,
	asked: number | null
): Promise<Outcome<PlanKey>> {
	const found = await atPart(needs, needs.db, userId, part);
	if (!found.ok) return found;
	const about = ['kijkkring kept together', userId, part.trajectoryId, part.entryId];
	return keyFor(needs, asked, found.value.key, authSessionId, about);
}

function keyFor(
	needs: Needs,
	asked: number | null,
	dataKey: Uint8Array,
	authSessionId: string,
	about: string[]
): Outcome<PlanKey> {
	const now = Math.floor(needs.clock().getTime() / hour);
	const stamp = asked ?? now;
	if (!Number.isSafeInteger(stamp) || stamp > now || now - stamp >= keptHours) return no('not-found');
	// ids hold no spaces, so two different sets of them never make the same text
	const info = [...about, stamp].join(' ');
	return yes({ stamp, key: new Uint8Array(hkdfSync('sha256', dataKey, authSessionId, info, 32)) });
}
