import { addDays, daysBetween, type Day } from '$lib/domain/day';
import { schoolHolidays, type OwnFreeDays, type Region, type SchoolHolidayKind } from '$lib/domain/school-holidays';

/** Days on which every school is closed: counted from Easter, and the day of the king. */
type PublicKind = 'easter' | 'king' | 'ascension' | 'whit';
export type FreeKind = SchoolHolidayKind | PublicKind | 'own';

/** Days without school. Both ends are free. */
export interface FreePeriod {
	kind: FreeKind;
	from: Day;
	to: Day;
	/** What the school calls it, for `own`. */
	name: string;
}

/**
 * [PL3] The days without school between two days: the holidays of the region, public holidays, and what the school added
 * itself; oldest first. Nothing of a region that is not chosen, and nothing of a year that is not published.
 */
export function freeBetween(
	from: Day,
	to: Day,
	school: { region: Region | null; own: readonly OwnFreeDays[] }
): FreePeriod[] {
	const years = Array.from(
		{ length: Number(to.slice(0, 4)) - Number(from.slice(0, 4)) + 1 },
		(_, i) => Number(from.slice(0, 4)) + i
	);
	return [
		...(school.region ? schoolHolidays(school.region).map((it) => ({ ...it, name: '' })) : []),
		...years.flatMap(publicHolidays),
		...school.own.map((it) => ({ ...it, kind: 'own' as const }))
	]
		.filter((it) => it.to >= from && it.from <= to)
		.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
}

/** What makes this day one without school; a longer holiday before a single day in it. Null on a school day. */
export const freeOn = (day: Day, free: readonly FreePeriod[]): FreePeriod | null =>
	free
		.filter((it) => it.from <= day && day <= it.to)
		.toSorted((a, b) => daysBetween(b.from, b.to) - daysBetween(a.from, a.to))[0] ?? null;

/** [PL3] The same day of the week, in the first week in which it is a school day. Half a year without one: the day itself. */
export function schoolDayFrom(day: Day, free: readonly FreePeriod[]): Day {
	for (let week = 0; week < 26; week++) {
		const later = addDays(day, week * 7);
		if (!freeOn(later, free)) return later;
	}
	return day;
}

/** Whole weeks of holidays between two days. */
export function freeWeeksBetween(from: Day, to: Day, free: readonly FreePeriod[]): number {
	let days = 0;
	for (let day = addDays(from, 1); day < to; day = addDays(day, 1)) if (freeOn(day, free)) days++;
	return Math.floor(days / 7);
}

/** The summer that these days run through: children go to another class in it. Null when they do not. */
export function summerWithin(days: readonly Day[], free: readonly FreePeriod[]): FreePeriod | null {
	const [first] = days;
	const last = days.at(-1);
	if (!first || !last) return null;
	return free.find((it) => it.kind === 'summer' && first < it.from && it.to < last) ?? null;
}

function publicHolidays(year: number): FreePeriod[] {
	const easter = easterSunday(year);
	const one = (kind: FreeKind, from: Day, days = 1): FreePeriod => ({
		kind,
		from,
		to: addDays(from, days - 1),
		name: ''
	});
	return [
		one('easter', addDays(easter, 1)),
		// when that is a Sunday, he has it on the Saturday before: either way nobody goes to school
		one('king', `${year}-04-27`),
		// schools are closed on the Friday after it too
		one('ascension', addDays(easter, 39), 2),
		one('whit', addDays(easter, 50))
	];
}

/** The Gregorian computus, as published anonymously in Nature in 1876. */
function easterSunday(year: number): Day {
	const a = year % 19;
	const century = Math.floor(year / 100);
	const rest = year % 100;
	const g = Math.floor((8 * century + 13) / 25);
	const moon = (19 * a + century - Math.floor(century / 4) - g + 15) % 30;
	const sunday = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - moon - (rest % 4)) % 7;
	const m = Math.floor((a + 11 * moon + 19 * sunday) / 433);
	const month = Math.floor((moon + sunday - 7 * m + 90) / 25);
	const day = (moon + sunday - 7 * m + 33 * month + 19) % 32;
	return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
