/** A calendar day, "2026-11-12"; the school's time zone is the door's business. */
export type Day = string;

/** Whether this is a day of the calendar, and not 30 February. */
export const isDay = (text: string): boolean => {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
	const at = new Date(`${text}T12:00:00Z`);
	return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
};

/** Whole days from one calendar day to another. */
export const daysBetween = (from: Day, to: Day): number => Math.round((atNoon(to) - atNoon(from)) / 86_400_000);

export function addDays(day: Day, days: number): Day {
	return new Date(atNoon(day) + days * 86_400_000).toISOString().slice(0, 10);
}

/** 0 is Sunday. */
export const weekday = (day: Day): number => new Date(atNoon(day)).getUTCDay();

const atNoon = (day: Day): number => new Date(`${day}T12:00:00Z`).getTime();
