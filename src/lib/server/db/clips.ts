import { and, desc, eq, gt, inArray, isNotNull, isNull, max, ne } from 'drizzle-orm';
import { canBeBrought } from '$lib/domain/clip-facts';
import { may, type ClipStanding, type Standing } from '$lib/domain/permissions';
import { seatOf } from '$lib/domain/roles';
import { partBeside, type SecondSource } from '$lib/domain/second-source';
import { consentOf } from './consent';
import type { Db } from './connection';
import { helpedParts } from './help';
import { standingOf, withFacilitating } from './people';
import { visitedTable } from './visits';
import {
	clip,
	cycle,
	helpRequest,
	meeting,
	meetingFacilitator,
	meetingGroupMember,
	session,
	trajectory
} from './schema';

export type ClipRow = typeof clip.$inferSelect;

/** A clip with the child and the team it belongs to. */
export interface PlacedClip extends ClipRow {
	alias: string;
	/** The wrapped key of everything written about its child. */
	childKey: Uint8Array;
	trajectoryClosed: boolean;
	cycleId: string;
	cycleClosed: boolean;
	packId: string;
	packVersion: number;
	teamId: string;
}

const placed = {
	clip,
	alias: trajectory.alias,
	childKey: trajectory.wrappedKey,
	trajectoryClosedAt: trajectory.closedAt,
	cycleId: cycle.id,
	cycleClosedAt: cycle.closedAt,
	packId: cycle.packId,
	packVersion: cycle.packVersion,
	teamId: cycle.teamId
};

/** One clip, or null. Says nothing about who may see it. */
export async function findClip(db: Db, id: string): Promise<PlacedClip | null> {
	const [row] = await db
		.select(placed)
		.from(clip)
		.innerJoin(trajectory, eq(trajectory.id, clip.trajectoryId))
		.innerJoin(cycle, eq(cycle.id, trajectory.cycleId))
		.where(eq(clip.id, id));
	if (!row) return null;
	const { clip: it, trajectoryClosedAt, cycleClosedAt, ...place } = row;
	return { ...it, ...place, trajectoryClosed: trajectoryClosedAt !== null, cycleClosed: cycleClosedAt !== null };
}

/** Erased, or past the date until which it is kept: the clock erases it within a minute, and nobody watches it meanwhile. */
export const isGone = ({ status, keepUntil }: Pick<ClipRow, 'status' | 'keepUntil'>, now: Date): boolean =>
	status === 'erased' || keepUntil <= now;

/** How one person stands towards one clip now, for the table of rights. */
export interface ClipAccess {
	who: Standing;
	clip: ClipStanding;
	/** The running session at whose table this person sits, with what is shown there. */
	table: { sessionId: string; from: number; to: number } | null;
	/** What she may see of it by helping, ms of the clip; empty when she does not help now. */
	helps: 'whole' | { from: number; to: number }[];
}

/**
 * Everything the rights on a clip depend on, read afresh at every request: membership, consent, sessions and help end
 * at any moment. Null for an unknown person.
 */
export async function clipAccessOf(db: Db, userId: string, row: PlacedClip, now: Date): Promise<ClipAccess | null> {
	if (row.besideOf !== null) return accessBeside(db, userId, row, row.besideOf, now);
	const owner = row.ownerId === userId;
	// all at once: in a request of a person that is one transaction
	const [who, consent, helps, running, visited] = await Promise.all([
		standingOf(db, userId, row.teamId),
		consentOf(db, row.trajectoryId),
		owner ? [] : helpedParts(db, userId, row.id, now),
		owner ? [] : runningWith(db, userId, row.id),
		owner ? null : visitedTable(db, userId, row.id, now)
	]);
	if (!who) return null;
	const helping = helps.length > 0;
	const seat = seatAmong(who, running);
	// [PC8] a guest of one meeting has no seat of her own: what she may see is judged apart
	const visit = seat ? null : visited;
	const table = seat ?? visit;
	return {
		who,
		clip: {
			ownerId: row.ownerId,
			consent,
			atTable: seat !== null,
			helping,
			visiting: visit !== null,
			erased: isGone(row, now)
		},
		table,
		helps
	};
}

/** [T2] A second source has no rights of its own: they are those of its main clip, for the same moments of it. */
async function accessBeside(
	db: Db,
	userId: string,
	row: PlacedClip,
	mainId: string,
	now: Date
): Promise<ClipAccess | null> {
	const main = await findClip(db, mainId);
	const of = main && main.besideOf === null && (await clipAccessOf(db, userId, main, now));
	if (!main || !of) return null;
	const beside = row.offsetMs === null ? ('not-yet' as const) : ('aligned' as const);
	const clip = { ...of.clip, ownerId: row.ownerId, erased: of.clip.erased || isGone(row, now), beside };
	const offsetMs = row.offsetMs;
	const whole = main.facts && canBeBrought(main) ? { from: 0, to: main.facts.durationMs } : null;
	if (offsetMs === null || !whole)
		return { ...of, clip: { ...clip, atTable: false, helping: false, visiting: false }, table: null, helps: [] };
	const helps = (of.helps === 'whole' ? [whole] : of.helps).map((part) => partBeside(part, offsetMs));
	return { who: of.who, clip, table: of.table && { ...of.table, ...partBeside(of.table, offsetMs) }, helps };
}

/** The second source beside a clip that still holds something, whatever state it is in; the newest when one failed. */
export async function secondOf(db: Db, mainId: string): Promise<ClipRow | null> {
	const [row] = await db
		.select()
		.from(clip)
		.where(and(eq(clip.besideOf, mainId), ne(clip.status, 'erased')))
		.orderBy(desc(clip.createdAt), desc(clip.id))
		.limit(1);
	return row ?? null;
}

/** The second source as it is shown: once its pictures are there and it lies beside its main clip. */
export async function shownSecondOf(db: Db, mainId: string): Promise<SecondSource | null> {
	const row = await secondOf(db, mainId);
	if (!row?.facts || row.offsetMs === null || !canBeBrought(row)) return null;
	return { clipId: row.id, facts: row.facts, offsetMs: row.offsetMs };
}

/**
 * Sessions with this clip that run now, the newest first, and how this person stands towards each. Before it begins and
 * after it is closed, or once the presenter took the clip back, nobody sits at one (R32).
 */
const runningWith = (db: Db, userId: string, clipId: string) =>
	db
		.select({
			id: session.id,
			presenterId: session.presenterId,
			groupId: session.groupId,
			from: session.shownFrom,
			to: session.shownTo,
			facilitator: meetingFacilitator.userId,
			inGroup: meetingGroupMember.userId
		})
		.from(session)
		.leftJoin(
			meetingFacilitator,
			and(eq(meetingFacilitator.meetingId, session.meetingId), eq(meetingFacilitator.userId, userId))
		)
		.leftJoin(
			meetingGroupMember,
			and(eq(meetingGroupMember.groupId, session.groupId), eq(meetingGroupMember.userId, userId))
		)
		.where(
			and(
				eq(session.clipId, clipId),
				isNotNull(session.startedAt),
				isNull(session.closedAt),
				isNull(session.withdrawnAt)
			)
		)
		.orderBy(desc(session.startedAt));
type Running = Awaited<ReturnType<typeof runningWith>>;

/** The first of them in which this person has a seat. */
function seatAmong(inTeam: Standing, running: Running): ClipAccess['table'] {
	for (const { id, presenterId, groupId, from, to, facilitator, inGroup } of running) {
		const who = withFacilitating(inTeam, facilitator !== null);
		// [G4] what a group watches is not for a colleague in another one
		if (!may.sitAtTable(who, { presenterId, inGroup: groupId === null ? null : inGroup !== null })) continue;
		// an expert on call has no seat by membership; her own right to the clip is judged as help
		if (seatOf(who.roles, presenterId === who.userId && who.roles.length > 0)) return { sessionId: id, from, to };
	}
	return null;
}

/** Sessions this clip lies on the table of, or will: not closed and not taken back. */
export function openSessionsOf(db: Db, clipId: string) {
	return db
		.select({
			id: session.id,
			meetingId: session.meetingId,
			number: meeting.number,
			startsAt: meeting.startsAt,
			startedAt: session.startedAt,
			shownFrom: session.shownFrom,
			shownTo: session.shownTo
		})
		.from(session)
		.leftJoin(meeting, eq(meeting.id, session.meetingId))
		.where(and(eq(session.clipId, clipId), isNull(session.closedAt), isNull(session.withdrawnAt)))
		.orderBy(session.createdAt);
}

/** Who helps with this clip now, and until when. */
export function helpersOf(db: Db, clipId: string, now: Date) {
	return db
		.select({ expertId: helpRequest.expertId, until: helpRequest.accessUntil })
		.from(helpRequest)
		.where(and(eq(helpRequest.clipId, clipId), eq(helpRequest.status, 'accepted'), gt(helpRequest.accessUntil, now)));
}

/** Moment of the cycle's last meeting; null when none is planned. */
export async function lastMeetingOf(db: Db, cycleId: string): Promise<Date | null> {
	const [row] = await db
		.select({ at: max(meeting.startsAt) })
		.from(meeting)
		.where(eq(meeting.cycleId, cycleId));
	return row?.at ?? null;
}

/** Changes what stands at a clip, unless it was erased meanwhile: an erased row never gets its texts back. */
export async function changeClip(db: Db, id: string, to: Partial<typeof clip.$inferInsert>): Promise<void> {
	await db
		.update(clip)
		.set(to)
		.where(and(eq(clip.id, id), ne(clip.status, 'erased')));
}

/** Every clip in one of these states, oldest first. */
export function clipsIn(
	db: Db,
	states: readonly ClipRow['status'][]
): Promise<Pick<ClipRow, 'id' | 'status' | 'failure' | 'bytes'>[]> {
	return db
		.select({ id: clip.id, status: clip.status, failure: clip.failure, bytes: clip.bytes })
		.from(clip)
		.where(inArray(clip.status, states))
		.orderBy(clip.createdAt);
}

/** Clips of one child that still hold something. */
export function heldClipsOf(db: Db, trajectoryId: string): Promise<{ id: string }[]> {
	return db
		.select({ id: clip.id })
		.from(clip)
		.where(and(eq(clip.trajectoryId, trajectoryId), ne(clip.status, 'erased')));
}
