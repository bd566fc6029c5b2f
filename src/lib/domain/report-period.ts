/** A day as a form sends it, and the two moments between which its report looks. Days are of the reader's school: [from, to). */
export interface DayRange {
	from: string;
	to: string;
}

const day = /^\d{4}-\d{2}-\d{2}$/;
const dayMs = 86_400_000;

/**
 * The moments a range of days stands for, with both days in it. A day begins where it begins first and ends where it ends
 * last, whatever the season: an hour too much says too much, an hour too little hides something. Null when it is no range.
 */
export function periodOf({ from, to }: DayRange): { from: Date; to: Date } | null {
	if (!day.test(from) || !day.test(to)) return null;
	const [begin, end] = [Date.parse(`${from}T00:00:00+02:00`), Date.parse(`${to}T00:00:00+01:00`) + dayMs];
	return Number.isFinite(begin) && Number.isFinite(end) && begin < end
		? { from: new Date(begin), to: new Date(end) }
		: null;
}
