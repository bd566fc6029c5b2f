/**
 * How long a clip is kept (Q10): until six weeks after the cycle's last meeting; the owner may keep it six weeks
 * longer with the parents' renewed yes, never past the school year. A Dutch school year ends on 31 July.
 */
const day = 24 * 3_600_000;
const week = 7 * day;
/** How many weeks after the last meeting, unless the school says otherwise [ER9]. */
const keepWeeks = 6;
/** What a school may choose. Shorter is always allowed; longer than the school year never happens. */
export const keepWeeksLimits = { least: 1, most: 12 } as const;
/** So long before it goes its owner is told, ms. */
export const noticeBefore = week;

/** A clip whose sending never ended is cleared away after this long, ms. */
export const abandonedAfter = week;

/** The end of the school year that `at` falls in. */
export function schoolYearEnd(at: Date): Date {
	const year = at.getUTCMonth() >= 7 ? at.getUTCFullYear() + 1 : at.getUTCFullYear();
	return new Date(Date.UTC(year, 6, 31, 22, 0, 0)); // midnight in Amsterdam, after 31 July
}

/** Until when a new clip is kept. A cycle whose last meeting is over, or has none, counts from today. */
export function keptUntil(lastMeeting: Date | null, now: Date, weeks: number = keepWeeks): Date {
	const from = Math.max(lastMeeting?.getTime() ?? 0, now.getTime());
	return earliest(new Date(from + weeks * week), schoolYearEnd(now));
}

/** How many days are left, counted up: what goes tonight has none. */
export const daysLeft = (keepUntil: Date, now: Date): number =>
	Math.max(0, Math.floor((keepUntil.getTime() - now.getTime()) / day));

/** Its owner is told that it goes soon. */
export const goesSoon = (keepUntil: Date, now: Date): boolean => keepUntil.getTime() - now.getTime() <= noticeBefore;

/** Until when it would be kept after one more yes of the parents; null when the school year leaves no more room. */
export function keptLonger(keepUntil: Date, now: Date): Date | null {
	const longer = earliest(new Date(keepUntil.getTime() + keepWeeks * week), schoolYearEnd(now));
	return longer.getTime() > keepUntil.getTime() ? longer : null;
}

const earliest = (a: Date, b: Date): Date => (a < b ? a : b);
