import type { MeetingPlan } from './pack';

/** A calendar day, "2026-11-12"; the school's time zone is the door's business. */
export type Day = string;

export interface ProposedMeeting {
	planId: string;
	day: Day;
	/** "15:30" */
	time: string;
	minutes: number;
}

/** After school, with time to tidy up the classroom. */
const afterSchool = '15:30';
/** A team needs at least this long to make room for the first meeting. */
const daysOfNotice = 7;

/**
 * Dates to start from, all still open to change: the first Tuesday or Thursday that is at least a week away (on
 * Wednesdays and Fridays many schools end early), then as many weeks apart as the method says.
 */
export function proposeMeetings(plan: readonly MeetingPlan[], today: Day): ProposedMeeting[] {
	let day = addDays(today, daysOfNotice);
	while (![2, 4].includes(weekday(day))) day = addDays(day, 1);
	return plan.map((meeting, index) => {
		if (index > 0) day = addDays(day, meeting.weeksAfterPrevious * 7);
		return { planId: meeting.id, day, time: afterSchool, minutes: meeting.minutes };
	});
}

/** Every meeting begins after the one before has ended. Times in ms, minutes as planned. */
export const inOrder = (meetings: readonly { startsAt: number; minutes: number }[]): boolean =>
	meetings.every((meeting, index) => {
		const previous = meetings[index - 1];
		return !previous || meeting.startsAt >= previous.startsAt + previous.minutes * 60_000;
	});

/** Whole days from one calendar day to another. */
export const daysBetween = (from: Day, to: Day): number => Math.round((atNoon(to) - atNoon(from)) / 86_400_000);

export function addDays(day: Day, days: number): Day {
	return new Date(atNoon(day) + days * 86_400_000).toISOString().slice(0, 10);
}

const atNoon = (day: Day): number => new Date(`${day}T12:00:00Z`).getTime();
const weekday = (day: Day): number => new Date(atNoon(day)).getUTCDay();
