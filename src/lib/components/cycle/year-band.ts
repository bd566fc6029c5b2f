import { addDays, daysBetween, isDay, type Day } from '$lib/domain/day';
import type { FreePeriod } from '$lib/engine/free-days';

/** Where things stand on the year band, in percent from its left edge. */
export interface Band {
	/** Its first day, and how many days it is long. */
	start: Day;
	total: number;
	months: { day: Day; at: number; width: number }[];
	/** In the order they were given; null where there is no date. */
	marks: (number | null)[];
	/** Meetings of the cycle after this one. */
	next: (number | null)[];
	/** Practice between two meetings; empty space when dates are out of order. */
	practice: { from: number; width: number; weeks: number }[];
	free: { at: number; width: number; period: FreePeriod }[];
	/** Null when today lies outside the band. */
	today: number | null;
}

interface More {
	next?: readonly Day[];
	free?: readonly FreePeriod[];
	/** Days it shows in any case: room to move something to. */
	room?: readonly Day[];
}

/** Lays meetings out over the whole months they fall in. Days are "2026-11-12"; those that are no date are left out. */
export function layOut(days: readonly Day[], today: Day, { next = [], free = [], room = [] }: More = {}): Band | null {
	const valid = days.filter(isDay).toSorted();
	const shown = [...valid, ...next.filter(isDay), ...(valid.length > 0 ? room.filter(isDay) : [])].toSorted();
	const [first] = shown;
	const last = shown.at(-1);
	if (!first || !last) return null;
	const start = `${first.slice(0, 7)}-01`;
	const months = monthsFrom(start, last);
	const end = months.at(-1)?.next ?? start;
	const total = daysBetween(start, end);
	const at = (day: Day) => (daysBetween(start, day) / total) * 100;
	const within = (day: Day) => Math.min(Math.max(at(day), 0), 100);
	return {
		start,
		total,
		months: months.map(({ day, next: to }) => ({ day, at: at(day), width: at(to) - at(day) })),
		marks: days.map((day) => (isDay(day) ? at(day) : null)),
		next: next.map((day) => (isDay(day) ? at(day) : null)),
		practice: valid.slice(1).map((day, i) => {
			const from = valid[i] ?? day;
			return { from: at(from), width: at(day) - at(from), weeks: Math.round(daysBetween(from, day) / 7) };
		}),
		free: free
			.filter((period) => period.to >= start && period.from < end)
			.map((period) => {
				const from = within(period.from);
				return { at: from, width: within(addDays(period.to, 1)) - from, period };
			}),
		today: today >= start && today < end ? at(today) : null
	};
}

/** The day that lies there, never outside the band. `part`: 0 at its left edge, 1 at its right edge. */
export const dayAt = ({ start, total }: Band, part: number): Day =>
	addDays(start, Math.min(Math.max(Math.round(part * total), 0), total - 1));

function monthsFrom(start: Day, last: Day): { day: Day; next: Day }[] {
	const months: { day: Day; next: Day }[] = [];
	for (let day = start; day <= last;) {
		const next = `${addDays(day, 32).slice(0, 7)}-01`;
		months.push({ day, next });
		day = next;
	}
	return months;
}
