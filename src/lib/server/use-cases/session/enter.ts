import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import { seatOf } from '$lib/domain/roles';
import { protocolOf, type Pack } from '$lib/engine/pack';
import { replay, type Participant, type SessionEvent, type SessionFacts, type SessionState } from '$lib/engine/session';
import { packOf } from '$lib/methods';
import { consentOf } from '$lib/server/db/consent';
import { helpsUntil } from '$lib/server/db/help';
import { leftOutOf } from '$lib/server/db/left-out';
import { inGroup, peopleInGroup } from '$lib/server/db/groups';
import { visitsUntil } from '$lib/server/db/visits';
import { membersAt, standingAt } from '$lib/server/db/people';
import { eventsOf, findSession, type SessionRow } from '$lib/server/db/sessions';
import type { Needs } from '../needs';
import { openReasons } from './sealed-reason';

/** One session as it stands: all that the rules need of it. */
export interface LaidTable {
	row: KeyedRow;
	pack: Pack;
	facts: SessionFacts;
	state: SessionState;
	events: SessionEvent[];
	/** Data key of the child's trajectory: opens the documents of this session. */
	key: Uint8Array;
}

/** Somebody at the door of one session: her seat, and what it is a seat at. */
export interface AtTheTable extends LaidTable {
	who: Participant;
	/** Epoch ms at which this seat ends by itself (a helper's), or null. */
	until: number | null;
	/** Whether the written report is hers to read afterwards: a guest only looks along while the room is open. */
	mayReadRecord: boolean;
	/** She goes from group to group, and this is one of them (R20). */
	hops: boolean;
	/** Where leaving leads: to the meeting whoever may see it, a guest to her visit, anybody else to her week. */
	wayOut: string;
}

/**
 * Takes a seat: asked by the page, and by every socket through `joinTable`. "Not yours" and "not there" are the same
 * `not-found`. The page of a closed session still answers, to say thanks and where the record is.
 */
export async function enterSession(needs: Needs, userId: string, sessionId: string): Promise<Outcome<AtTheTable>> {
	const row = await findSession(needs.db, sessionId);
	if (!row) return no('not-found');
	// two round trips in all; what happened is not read before the row, so that it is never older than that
	const [standing, until, visit, consent, group, events] = await Promise.all([
		standingAt(needs.db, userId, row),
		helpsUntil(needs.db, userId, { clipId: row.clipId, sessionId }, needs.clock()),
		visitsUntil(needs.db, userId, sessionId, needs.clock()),
		consentOf(needs.db, row.trajectoryId),
		inGroup(needs.db, userId, row.groupId),
		eventsOf(needs.db, sessionId)
	]);
	if (!standing) return no('not-found');
	const [helping, visiting] = [until !== null, visit !== null];
	const seat =
		seatOf(standing.roles, row.presenterId === userId && standing.roles.length > 0) ??
		(helping ? 'expert' : visiting ? 'viewer' : null);
	const about = {
		presenterId: row.presenterId,
		inGroup: group,
		consent,
		withdrawn: row.withdrawnAt !== null,
		closed: row.closedAt !== null,
		helping,
		visiting: visiting && !helping
	};
	if (!may.enterSession(standing, about) || !seat) return no('not-found');
	return yes({
		...laid(needs, row, events),
		who: { userId, seat },
		until: seat === 'expert' && until ? until.getTime() : seatOf(standing.roles, false) ? null : visit,
		mayReadRecord: may.readRecord(standing, about),
		hops: group === false && row.presenterId !== userId && may.hop(standing),
		wayOut: wayOutOf(row, { seesMeetings: may.seeMeetings(standing), visiting })
	});
}

function wayOutOf({ meetingId }: SessionRow, who: { seesMeetings: boolean; visiting: boolean }): string {
	if (meetingId === null) return '/today';
	return who.seesMeetings ? `/meetings/${meetingId}` : who.visiting ? `/visits/${meetingId}` : '/today';
}

/**
 * The same for the shared documents: asked by every socket, and again whenever rights changed. Once a session is
 * closed its table is a report with all that was written, so it goes only to those who may read the report.
 */
export async function joinTable(needs: Needs, userId: string, sessionId: string): Promise<Outcome<AtTheTable>> {
	const entered = await enterSession(needs, userId, sessionId);
	if (!entered.ok) return entered;
	const { state, mayReadRecord } = entered.value;
	if (state.phase !== 'closed') return entered;
	// the document still holds what the presenter left out of the record [E10], so it goes to nobody any more
	const leftOut = await leftOutOf(needs.db, sessionId);
	return mayReadRecord && leftOut.length === 0 ? entered : no('not-found');
}

/** The session as it stands, whoever asks: rights are judged before this. */
export async function layTable(needs: Needs, row: KeyedRow): Promise<LaidTable> {
	return laid(needs, row, await eventsOf(needs.db, row.id));
}

type KeyedRow = SessionRow & { wrappedKey: Uint8Array };

function laid(needs: Needs, row: KeyedRow, stored: SessionEvent[]): LaidTable {
	const events = openReasons(needs, stored);
	const pack = packOf(row.packId, row.packVersion);
	return { row, pack, facts: factsOf(row, pack), state: replay(events), events, key: needs.vault.open(row.wrappedKey) };
}

/** Everybody who has a seat by membership, plus those helping now: whom a turn or the lead can be given to. */
export async function seatsOf(needs: Needs, row: SessionRow): Promise<Participant[]> {
	const members = await membersAt(needs.db, row);
	const group = await peopleInGroup(needs.db, row.groupId);
	const present = await needs.table.present(row.id);
	const seats: Participant[] = [];
	for (const { userId, roles } of members) {
		const seat = seatOf(roles, userId === row.presenterId);
		// [G4] of a group's session: its own people, its presenter, and whoever goes round
		const table = { presenterId: row.presenterId, inGroup: group && group.has(userId) };
		if (seat && may.sitAtTable({ userId, admin: false, roles }, table))
			seats.push({ userId, seat, ...(present ? { here: present.includes(userId) } : {}) });
	}
	for (const userId of present ?? []) {
		if (seats.some((s) => s.userId === userId)) continue;
		const until = await helpsUntil(needs.db, userId, { clipId: row.clipId, sessionId: row.id }, needs.clock());
		if (until) seats.push({ userId, seat: 'expert' });
		// [PC8] a guest of this one meeting is seen by everybody as long as she looks along
		else if ((await visitsUntil(needs.db, userId, row.id, needs.clock())) !== null)
			seats.push({ userId, seat: 'viewer' });
	}
	return seats;
}

/** What the rules need of a session row. The pack is the one the session is pinned to. */
function factsOf(row: SessionRow, pack: Pack): SessionFacts {
	const protocol = protocolOf(pack, row.protocolId);
	if (!protocol) throw new Error(`protocol ${row.protocolId} is not part of ${pack.id} version ${pack.version}`);
	return {
		protocol,
		presenter: row.presenterId,
		shown: { from: row.shownFrom, to: row.shownTo },
		fragment: { from: row.fragmentFrom, to: row.fragmentTo },
		inGroup: row.groupId !== null
	};
}
