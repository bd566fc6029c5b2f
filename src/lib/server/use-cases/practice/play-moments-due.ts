import { hasHappened, withFields } from '$lib/domain/plan';
import { dayParts, weekdayOf, type DayPart } from '$lib/domain/practice';
import { playMomentsBetween, runningTrajectories, slotsOf } from '$lib/server/db/practice';
import { fieldDate, fromFields } from '$lib/words/dates';
import type { Needs } from '../needs';
import { readSealed } from '../plan/open-plan';

/** A play moment somebody meant to have on a day, and has not had. */
export interface DueMoment {
	teacherId: string;
	trajectoryId: string;
	teamId: string;
	alias: string;
	/** By the plan of the week; null for one that was planned by itself. */
	part: DayPart | null;
	/** The entry of one that was planned by itself. */
	entryId: string | null;
	/** Its own time; null for a part of the day. */
	at: Date | null;
}

/**
 * The play moments that are due on a day in the school's time zone (R39): what stands in the plan of the week, less one
 * for each that was logged that day, and what was planned by itself for that day and not told. Whoever paused or left is
 * not in it. Of one teacher when given, otherwise of everybody: for reminders.
 */
export async function playMomentsDue(needs: Needs, day: Date, teacherId?: string): Promise<DueMoment[]> {
	const running = await runningTrajectories(needs.db, teacherId);
	const ids = running.map(({ row }) => row.id);
	const date = fieldDate(day);
	const slots = await slotsOf(needs.db, ids);
	const entries = await playMomentsBetween(needs.db, ids, ...wholeDay(date));
	const weekday = weekdayOf(date);
	return running.flatMap(({ row, teamId }) => {
		const about = { teacherId: row.teacherId, trajectoryId: row.id, teamId, alias: row.alias };
		const key = needs.vault.open(row.wrappedKey);
		const ofDay = entries.filter((entry) => entry.trajectoryId === row.id);
		const [told, open] = [[] as typeof ofDay, [] as typeof ofDay];
		for (const entry of ofDay) {
			const fields = withFields('play-moment', readSealed(needs, key, entry.sealed) as object);
			(hasHappened(fields) ? told : open).push(entry);
		}
		const parts = dayParts.filter((part) =>
			slots.some((slot) => slot.trajectoryId === row.id && slot.weekday === weekday && slot.part === part)
		);
		return [
			...parts.slice(told.length).map((part) => ({ ...about, part, entryId: null, at: null })),
			...open.map((entry) => ({ ...about, part: null, entryId: entry.id, at: entry.at }))
		];
	});
}

/** From midnight to midnight on the clock of the school. */
function wholeDay(date: string): [Date, Date] {
	const from = fromFields(date, '00:00') ?? new Date(`${date}T00:00:00Z`);
	// 36 hours on is the next day, also when the clock was moved
	const to = fromFields(fieldDate(new Date(from.getTime() + 36 * 3_600_000)), '00:00');
	return [from, to ?? new Date(from.getTime() + 24 * 3_600_000)];
}
