import { addDays, daysBetween, weekday, type Day } from '$lib/domain/day';
import { freeOn, schoolDayFrom, summerWithin, type FreePeriod } from './free-days';
import type { MeetingPlan } from './pack';

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
/** A class that has just begun has other things on its mind: weeks after the summer. */
const weeksToSettle = 3;

/**
 * Dates to start from, all still open to change: the first Tuesday or Thursday that is at least a week away (on
 * Wednesdays and Fridays many schools end early), then as many weeks apart as the method says. [PL3] What falls in a
 * holiday moves to the first week of school after it. A `start` that was chosen stays as it is, holiday or not.
 */
export function proposeMeetings(
	plan: readonly MeetingPlan[],
	today: Day,
	{ start, free = [] }: { start?: Day; free?: readonly FreePeriod[] } = {}
): ProposedMeeting[] {
	let day = start ?? firstDay(today, free);
	return plan.map((meeting, index) => {
		if (index > 0) day = schoolDayFrom(addDays(day, meeting.weeksAfterPrevious * 7), free);
		return { planId: meeting.id, day, time: afterSchool, minutes: meeting.minutes };
	});
}

function firstDay(today: Day, free: readonly FreePeriod[]): Day {
	let day = addDays(today, daysOfNotice);
	while (![2, 4].includes(weekday(day)) || freeOn(day, free)) day = addDays(day, 1);
	return day;
}

/**
 * [PL5] Days for the cycle after this one: some weeks after its last meeting, on the same day of the week. Children go to
 * another class in summer, so one that would run through it begins after it.
 */
export function proposeNext(
	plan: readonly MeetingPlan[],
	lastDay: Day,
	{ weeks, free }: { weeks: number; free: readonly FreePeriod[] }
): Day[] {
	const from = (start: Day) =>
		proposeMeetings(plan, start, { start: schoolDayFrom(start, free), free }).map((it) => it.day);
	const days = from(addDays(lastDay, weeks * 7));
	// also when only the first meeting is pushed out of the summer: a class that began yesterday has no time for it
	const summer = summerWithin([lastDay, ...days], free);
	if (!summer) return days;
	const settled = addDays(summer.to, 1 + weeksToSettle * 7);
	return from(addDays(settled, (weekday(lastDay) - weekday(settled) + 7) % 7));
}

/** [PL4] The days after one of them was moved; `along`: those after it keep their distance to it. */
export function movedDays(days: readonly Day[], move: { at: number; to: Day; along: boolean }): Day[] {
	const from = days[move.at];
	if (!from) return [...days];
	const by = daysBetween(from, move.to);
	return days.map((day, i) => (i === move.at ? move.to : move.along && i > move.at ? addDays(day, by) : day));
}

/**
 * [PL4] Where a hand that drags lets a meeting go: on a day from Monday to Friday. Where a day is narrower than a hand can
 * aim, it keeps its day of the week.
 */
export function dropDay(day: Day, from: Day, aim: 'days' | 'weeks'): Day {
	if (aim === 'weeks') return addDays(from, Math.round(daysBetween(from, day) / 7) * 7);
	const on = weekday(day);
	return addDays(day, on === 6 ? -1 : on === 0 ? 1 : 0);
}

/** Every meeting begins after the one before has ended. Times in ms, minutes as planned. */
export const inOrder = (meetings: readonly { startsAt: number; minutes: number }[]): boolean =>
	meetings.every((meeting, index) => {
		const previous = meetings[index - 1];
		return !previous || meeting.startsAt >= previous.startsAt + previous.minutes * 60_000;
	});
