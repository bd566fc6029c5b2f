import { hkdfSync } from 'node:crypto';
import { and, desc, eq, inArray } from 'drizzle-orm';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import { consentOf } from '$lib/server/db/consent';
import { standingOf } from '$lib/server/db/people';
import { consentAnswer } from '$lib/server/db/schema';
import { findTrajectory } from '$lib/server/db/trajectories';
import type { Needs } from '../needs';

const hour = 3_600_000;
/** What was filmed and lies on a device is noise after so many hours. */
const keptHours = 24;

export interface FilmKey {
	/** The hour this key belongs to, counted from 1970: sent along again to get the same key after a crash. */
	stamp: number;
	/** 32 bytes, for AES-256-GCM. */
	key: Uint8Array;
}

/**
 * The key under which one browser keeps what it films of one child, until it is sent or thrown away [F2]. It hangs on
 * the child's data key, on the parents' yes that holds now, on this sign-in and on the hour: after a withdrawal (also
 * when a new yes follows), a sign-out or a day nobody can make it again. Refusals: `not-found` (not my child, a stamp
 * too old or still to come), `trajectory-closed`, `no-consent` (R30).
 */
export async function filmKey(
	needs: Needs,
	{ userId, authSessionId }: { userId: string; authSessionId: string },
	trajectoryId: string,
	asked: number | null
): Promise<Outcome<FilmKey>> {
	const found = await findTrajectory(needs.db, trajectoryId);
	const who = found && (await standingOf(needs.db, userId, found.teamId));
	if (!found || !who || found.teacherId !== userId) return no('not-found');
	if (found.closedAt) return no('trajectory-closed');
	const consent = await consentOf(needs.db, trajectoryId);
	if (!may.addClip(who, { teacherId: found.teacherId, consent, closed: false })) return no('no-consent');
	const now = Math.floor(needs.clock().getTime() / hour);
	const stamp = asked ?? now;
	if (!Number.isSafeInteger(stamp) || stamp > now || now - stamp >= keptHours) return no('not-found');
	// ids hold no spaces, so two different sets of them never make the same text
	const about = ['kijkkring kept film', userId, trajectoryId, await thisYes(needs, trajectoryId), stamp].join(' ');
	const key = hkdfSync('sha256', needs.vault.open(found.wrappedKey), authSessionId, about, 32);
	return yes({ stamp, key: new Uint8Array(key) });
}

/** Which yes it is: the one since the last no. A yes of another guardian beside it makes no other key. */
async function thisYes(needs: Needs, trajectoryId: string): Promise<string> {
	const [answer] = await needs.db
		.select({ id: consentAnswer.id })
		.from(consentAnswer)
		.where(
			and(
				eq(consentAnswer.trajectoryId, trajectoryId),
				eq(consentAnswer.scope, 'team'),
				inArray(consentAnswer.state, ['refused', 'withdrawn'])
			)
		)
		.orderBy(desc(consentAnswer.at), desc(consentAnswer.id))
		.limit(1);
	return answer?.id ?? 'none';
}
