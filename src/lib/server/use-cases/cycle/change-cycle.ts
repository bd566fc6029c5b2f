import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Day } from '$lib/domain/day';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import type { Text } from '$lib/engine/pack';
import { planOf } from '$lib/engine/rhythms';
import { meetingsToCome } from '$lib/server/db/calendar';
import { meetingsOf, sessionsOf, type MeetingRow } from '$lib/server/db/cycles';
import { takeOffTables } from '$lib/server/db/open-sessions';
import { cycle, meeting, session, trajectory } from '$lib/server/db/schema';
import { asSchool, proofs } from '$lib/server/db/who-asks';
import { howManyHear, tellTeam } from '../calendar/letters';
import { endRunningSessions } from '../session/end-sessions';
import type { Needs } from '../needs';
import { atCycle, type AtCycle } from './at-cycle';
import { tellRooms } from './change-mode';
import { judgeMeetings, type MeetingInput } from './meeting-input';

/** [PL5] Days for the cycle after this one, and those that were put down when her page was made. */
interface NextDays {
	nextDays?: Day[];
	nextSeen?: string | undefined;
}

/** How the days stand that were put down, in one line: what a page shows when it is sent back. */
export const nextSeenOf = (days: readonly Day[]): string => days.join(' ');

/** A colleague put other days down meanwhile, and this would lay what was typed before over them. */
const isOverwritten = (stored: readonly Day[], { nextDays, nextSeen }: NextDays): boolean =>
	nextDays !== undefined &&
	nextSeen !== undefined &&
	nextSeen !== nextSeenOf(stored) &&
	nextSeenOf(nextDays) !== nextSeenOf(stored);

/** What a lead is told before she moves anything. */
export interface MovePreview {
	moved: {
		id: string;
		number: number;
		title: Text;
		from: Date;
		to: Date;
		/** What changes beside when it is. */
		also: ('minutes' | 'place' | 'mode' | 'talkLink')[];
		/** How many clips lie on its table: they move along. */
		clips: number;
	}[];
	/** Whom a letter goes to; 0 when nothing that is still to come changes. */
	hear: number;
	/** Nothing of it is still to come. */
	past: boolean;
	/** What a change must have seen. */
	seen: string;
}

/**
 * [PL7] What would change, before it does. Nothing is changed by asking.
 * Refusals: `not-found`, `not-allowed`, `bad-input` (closed cycle, wrong number), `dates-out-of-order`, `next-days-changed`.
 */
export async function previewMoves(
	needs: Needs,
	userId: string,
	cycleId: string,
	to: MeetingInput[],
	next: NextDays = {}
): Promise<Outcome<MovePreview>> {
	const at = await planning(needs, userId, cycleId);
	if (!at.ok) return at;
	if (isOverwritten(at.value.cycle.nextDays, next)) return no('next-days-changed');
	const meetings = await meetingsOf(needs.db, cycleId);
	const judged = judgeMeetings(to, meetings.length);
	if (!judged.ok) return judged;
	const tables = (await sessionsOf(needs.db, [cycleId])).filter((it) => it.closedAt === null);
	const moved = changesIn(meetings, to).map(({ row, other }) => ({
		id: row.id,
		number: row.number,
		title: planOf(at.value.pack, row.planId)?.title ?? { nl: '', en: '' },
		from: row.startsAt,
		to: other.startsAt,
		also: otherFields.filter((field) => row[field] !== other[field]),
		clips: tables.filter((it) => it.meetingId === row.id).length
	}));
	const toCome = moved.some((it) => it.to > needs.clock());
	return yes({
		moved,
		past: !toCome,
		hear: toCome ? await howManyHear(needs, at.value.cycle.teamId) : 0,
		seen: seenOf(meetings)
	});
}

/**
 * The lead moves the meetings of a running cycle; what was brought to them moves along. [PL7] With `seen`, only as long as
 * nobody changed them since she was told what would change. [PL5] `nextDays` puts days down for the cycle after it.
 * Refusals: `not-found`, `not-allowed`, `bad-input` (closed cycle, wrong number), `dates-out-of-order`, `stale`,
 * `next-days-changed`.
 */
export async function changeMeetings(
	needs: Needs,
	userId: string,
	cycleId: string,
	to: MeetingInput[],
	how: NextDays & { seen?: string } = {}
): Promise<Outcome<null>> {
	const at = await planning(needs, userId, cycleId);
	if (!at.ok) return at;
	const changed = await needs.db.transaction(async (tx): Promise<Outcome<string[]>> => {
		// two leads who move at once follow one another
		const [held] = await tx.select({ nextDays: cycle.nextDays }).from(cycle).where(eq(cycle.id, cycleId)).for('update');
		const meetings = await meetingsOf(tx, cycleId);
		if (how.seen !== undefined && how.seen !== seenOf(meetings)) return no('stale');
		if (isOverwritten(held?.nextDays ?? [], how)) return no('next-days-changed');
		const judged = judgeMeetings(to, meetings.length);
		if (!judged.ok) return judged;
		if (how.nextDays) await tx.update(cycle).set({ nextDays: how.nextDays }).where(eq(cycle.id, cycleId));
		const others = changesIn(meetings, to).map(({ row, other }) => {
			const moved = row.startsAt.getTime() !== other.startsAt.getTime();
			return { ...other, changes: row.changes + 1, ...(moved ? { movedAt: needs.clock(), movedBy: userId } : {}) };
		});
		for (const { id, startsAt, minutes, place, mode, talkLink, changes, movedAt, movedBy } of others)
			await tx
				.update(meeting)
				.set({ startsAt, minutes, place, mode, talkLink, changes, movedAt, movedBy })
				.where(eq(meeting.id, id));
		return yes(others.map((it) => it.id));
	});
	if (!changed.ok) return changed;
	const toCome = await meetingsToCome(needs.db, cycleId, needs.clock());
	tellTeam(
		needs,
		'moved',
		toCome.filter((it) => changed.value.includes(it.id))
	);
	await tellRooms(needs, eq(session.cycleId, cycleId));
	return yes(null);
}

async function planning(needs: Needs, userId: string, cycleId: string): Promise<Outcome<AtCycle>> {
	const at = await atCycle(needs, userId, cycleId);
	if (!at.ok) return at;
	if (!may.planMeetings(at.value.standing)) return no('not-allowed');
	return at.value.cycle.closedAt ? no('bad-input') : at;
}

const seenOf = (meetings: readonly MeetingRow[]): string => meetings.map((it) => it.changes).join('.');

const otherFields = ['minutes', 'place', 'mode', 'talkLink'] as const;

/** What differs from how it stands. */
const changesIn = (meetings: readonly MeetingRow[], to: readonly MeetingInput[]) =>
	meetings.flatMap((row, i) => {
		const other = { ...row, ...to[i] };
		return isSame(row, other) ? [] : [{ row, other }];
	});

const isSame = (one: MeetingRow, other: MeetingRow): boolean =>
	one.startsAt.getTime() === other.startsAt.getTime() && otherFields.every((field) => one[field] === other[field]);

/**
 * The lead closes a cycle: its trajectories are finished (readable, no longer written), what still lies on a table is
 * taken off. Clips go when their date comes. Twice is the same as once. Refusals: `not-found`, `not-allowed`.
 */
export async function closeCycle(needs: Needs, userId: string, cycleId: string): Promise<Outcome<{ teamId: string }>> {
	const at = await atCycle(needs, userId, cycleId);
	if (!at.ok) return at;
	if (!may.closeCycle(at.value.standing)) return no('not-allowed');
	const { teamId, closedAt } = at.value.cycle;
	await asSchool(needs.db, 'cycle-ends', proofs.leads(teamId), () => close(needs, userId, cycleId, closedAt !== null));
	return yes({ teamId });
}

async function close(needs: Needs, userId: string, cycleId: string, again: boolean): Promise<void> {
	await endRunningSessions(needs, eq(session.cycleId, cycleId), userId);
	const now = needs.clock();
	const taken = await needs.db.transaction(async (tx) => {
		await tx
			.update(meeting)
			.set({ changes: sql`${meeting.changes} + 1` })
			.where(and(eq(meeting.cycleId, cycleId), gt(meeting.startsAt, now)));
		await tx
			.update(cycle)
			.set({ closedAt: now })
			.where(and(eq(cycle.id, cycleId), isNull(cycle.closedAt)));
		await tx
			.update(trajectory)
			.set({ closedAt: now, closedWhy: 'finished' })
			.where(and(eq(trajectory.cycleId, cycleId), isNull(trajectory.closedAt)));
		return takeOffTables(tx, eq(session.cycleId, cycleId), now);
	});
	for (const sessionId of taken) needs.table.rightsChanged({ sessionId });
	if (!again) tellTeam(needs, 'called-off', await meetingsToCome(needs.db, cycleId, now));
}
