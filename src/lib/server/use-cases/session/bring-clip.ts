import { eq } from 'drizzle-orm';
import { canBeBrought } from '$lib/domain/clip-facts';
import { teamMayWatch } from '$lib/domain/consent';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import { seatOf } from '$lib/domain/roles';
import { protocolOf } from '$lib/engine/pack';
import { packOf } from '$lib/methods';
import { record } from '$lib/server/db/audit';
import { openSessionsOf, type PlacedClip } from '$lib/server/db/clips';
import type { Db } from '$lib/server/db/connection';
import { groupAt, holdGroups } from '$lib/server/db/groups';
import { clip, meeting, session } from '$lib/server/db/schema';
import { ownClip } from '../clip/own-clip';
import type { Needs } from '../needs';

/** Where a clip goes and how it is looked at. `meetingId` null: an intervision of the teachers' own, between meetings (R22). */
export interface Bringing {
	meetingId: string | null;
	protocolId: string;
	/** What the first viewing shows. */
	show: 'whole' | 'fragment';
}

/** A meeting that ran late can still get a clip, this long after its planned end (ms). */
const afterwards = 12 * 3_600_000;

/**
 * Puts a clip on the table: voluntary, and by its owner alone (R32). Refusals: `not-found`, `clip-gone`, `no-consent`,
 * `clip-not-ready`, `no-fragment`, `trajectory-closed`, `already-brought`, `bad-input` (meeting or protocol).
 */
export async function bringClip(
	needs: Needs,
	userId: string,
	clipId: string,
	how: Bringing
): Promise<Outcome<{ sessionId: string }>> {
	const own = await ownClip(needs, userId, clipId);
	if (!own.ok) return own;
	const { row, access } = own.value;
	if (!teamMayWatch(access.clip.consent)) return no('no-consent');
	if (!may.bringClip(access.who, access.clip) || !seatOf(access.who.roles, false)) return no('not-found');
	if (row.trajectoryClosed || row.cycleClosed) return no('trajectory-closed');
	const pack = packOf(row.packId, row.packVersion);
	if (!protocolOf(pack, how.protocolId)) return no('bad-input');
	if (how.meetingId !== null && !(await isToCome(needs, how.meetingId, row.cycleId))) return no('bad-input');
	return needs.db.transaction((tx) => putOnTable(needs, tx, row, how));
}

/** Under a lock on the clip, so that two presses, or a press and an erasure, follow one another. */
async function putOnTable(
	needs: Needs,
	tx: Db,
	row: PlacedClip,
	how: Bringing
): Promise<Outcome<{ sessionId: string }>> {
	const [now] = await tx.select().from(clip).where(eq(clip.id, row.id)).for('update');
	if (!now || now.status === 'erased') return no('clip-gone');
	if (!now.facts || !canBeBrought(now)) return no('clip-not-ready');
	if (now.fragmentFrom === null || now.fragmentTo === null) return no('no-fragment');
	const brought = await openSessionsOf(tx, row.id);
	if (brought.some((other) => other.meetingId === how.meetingId)) return no('already-brought');
	if (how.meetingId !== null) await holdGroups(tx, how.meetingId);
	const fragment = { from: now.fragmentFrom, to: now.fragmentTo };
	const shown = how.show === 'whole' ? { from: 0, to: now.facts.durationMs } : fragment;
	const sessionId = needs.newId();
	await tx.insert(session).values({
		id: sessionId,
		teamId: row.teamId,
		cycleId: row.cycleId,
		meetingId: how.meetingId,
		// [G5] who is in a group by now brings it there
		groupId: how.meetingId === null ? null : await groupAt(tx, how.meetingId, row.ownerId),
		clipId: row.id,
		trajectoryId: row.trajectoryId,
		presenterId: row.ownerId,
		packId: row.packId,
		packVersion: row.packVersion,
		protocolId: how.protocolId,
		shownFrom: shown.from,
		shownTo: shown.to,
		fragmentFrom: fragment.from,
		fragmentTo: fragment.to,
		createdAt: needs.clock()
	});
	await record(tx, {
		...{ at: needs.clock(), kind: 'clip-brought', actor: row.ownerId, role: 'owner', child: row.trajectoryId },
		...{ object: { kind: 'clip', id: row.id }, facts: { session: sessionId } }
	});
	return yes({ sessionId });
}

/** Meetings of a cycle to which a clip can still be brought, in order. */
export async function meetingsToCome(needs: Needs, cycleId: string) {
	const rows = await needs.db
		.select({
			id: meeting.id,
			number: meeting.number,
			planId: meeting.planId,
			startsAt: meeting.startsAt,
			minutes: meeting.minutes
		})
		.from(meeting)
		.where(eq(meeting.cycleId, cycleId))
		.orderBy(meeting.number);
	const now = needs.clock().getTime();
	return rows.filter((row) => row.startsAt.getTime() + row.minutes * 60_000 + afterwards > now);
}

const isToCome = async (needs: Needs, meetingId: string, cycleId: string): Promise<boolean> =>
	(await meetingsToCome(needs, cycleId)).some((row) => row.id === meetingId);
