/** A moment on the clock and calendar of the school, as facts: calendar questions are answered before. */
export interface SchoolMoment {
	/** "2026-11-12" */
	day: string;
	/** 0 to 23 */
	hour: number;
	/** 1 for Monday to 7 for Sunday. */
	weekday: number;
}

const firstHour = 8;
const lastHour = 17;

/** [RD2] A letter goes out on a school day between eight and five, and at no other time. */
export const sensibleHour = ({ day, hour, weekday }: SchoolMoment): boolean =>
	weekday <= 5 && hour >= firstHour && hour < lastHour && !isHoliday(day);

/** [RD12] How long after this moment of the clock a device that was off may still be told, s: not in the evening. */
export const secondsOfDayLeft = (hour: number, minute: number): number =>
	Math.max(0, (lastHour - hour) * 3600 - minute * 60);

/**
 * Weeks in which no school in the Netherlands is open, whatever its region: around Christmas, and the heart of summer. Other
 * holidays differ per region and per school; a letter then waits for nothing and does no harm either.
 */
const isHoliday = (day: string): boolean => {
	const monthDay = day.slice(5);
	return monthDay >= '12-24' || monthDay <= '01-02' || (monthDay >= '07-25' && monthDay <= '08-15');
};

const dayMs = 24 * 3_600_000;
/** How long before a meeting somebody hears of it: once, and early enough to do something, ms. */
const tellMeeting = 3 * dayMs;
const askToBring = 7 * dayMs;
const tellDuties = 5 * dayMs;

/** What somebody might be reminded of around one meeting. Moments in ms since epoch. */
export interface MeetingToCome {
	meetingId: string;
	startsAt: number;
	/** Clips are brought to it, and she may bring one and did not yet. */
	mayBring: boolean;
	/** She sees to something for it that is not done. */
	duties: boolean;
	/** She comes to it as a guest of another team. */
	visit: boolean;
}

export type ReminderKind = 'meeting' | 'bring' | 'duties' | 'visit';
export interface Reminder {
	kind: ReminderKind;
	meetingId: string;
	/** What is kept, so that nobody hears of the same twice [RD4]. */
	reason: string;
}

/**
 * [RD4] What a person is told of now: each reason once, ever; nothing of what has begun. Being asked to bring something
 * is a question about the meeting ahead and never about what she did not do.
 */
export function remindersOf(meetings: readonly MeetingToCome[], given: ReadonlySet<string>, now: number): Reminder[] {
	return meetings
		.filter((it) => it.startsAt > now)
		.toSorted((a, b) => a.startsAt - b.startsAt)
		.flatMap((it) => {
			const near = (within: number) => it.startsAt - now <= within;
			const kinds: ReminderKind[] = it.visit
				? near(tellMeeting)
					? ['visit']
					: []
				: [
						...(near(tellMeeting) ? (['meeting'] as const) : []),
						...(near(askToBring) && it.mayBring ? (['bring'] as const) : []),
						...(near(tellDuties) && it.duties ? (['duties'] as const) : [])
					];
			return kinds.map((kind) => ({ kind, meetingId: it.meetingId, reason: `${kind}/${it.meetingId}` }));
		})
		.filter(({ reason }) => !given.has(reason));
}
