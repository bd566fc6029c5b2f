import { addDays, daysBetween, type Day } from '$lib/domain/day';

/** Where things stand on the year band, in percent from its left edge. */
export interface Band {
	months: { day: Day; at: number; width: number }[];
	marks: { at: number }[];
	/** Practice between two meetings; empty space when dates are out of order. */
	practice: { from: number; width: number; weeks: number }[];
	/** Null when today lies outside the band. */
	today: number | null;
}

/** Lays meetings out over the whole months they fall in. Days are "2026-11-12"; those that are no date are left out. */
export function layOut(days: readonly Day[], today: Day): Band | null {
	const valid = days.filter((day) => /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day))).toSorted();
	const [first] = valid;
	const last = valid.at(-1);
	if (!first || !last) return null;
	const start = `${first.slice(0, 7)}-01`;
	const months = monthsFrom(start, last);
	const end = addDays(months.at(-1)?.next ?? start, 0);
	const total = daysBetween(start, end);
	const at = (day: Day) => (daysBetween(start, day) / total) * 100;
	return {
		months: months.map(({ day, next }) => ({ day, at: at(day), width: at(next) - at(day) })),
		marks: valid.map((day) => ({ at: at(day) })),
		practice: valid.slice(1).map((day, i) => {
			const from = valid[i] ?? day;
			return { from: at(from), width: at(day) - at(from), weeks: Math.round(daysBetween(from, day) / 7) };
		}),
		today: today >= start && today < end ? at(today) : null
	};
}

function monthsFrom(start: Day, last: Day): { day: Day; next: Day }[] {
	const months: { day: Day; next: Day }[] = [];
	for (let day = start; day <= last;) {
		const next = `${addDays(day, 32).slice(0, 7)}-01`;
		months.push({ day, next });
		day = next;
	}
	return months;
}
