import { isDay } from '$lib/domain/day';
import { meetingModes, talkLinkOf, longestTalkLink, type MeetingMode } from '$lib/domain/meeting-mode';
import { inOrder } from '$lib/engine/meeting-dates';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import * as v from 'valibot';
import { fromFields } from '$lib/words/dates';

/** What somebody filled in for one meeting. */
export interface MeetingInput {
	startsAt: Date;
	minutes: number;
	place: string;
	/** How people come together, and where they talk; left out, they stay as they are. */
	mode?: MeetingMode;
	talkLink?: string;
}

const oneOrMore = <T extends v.GenericSchema<string, unknown>>(field: T) =>
	v.pipe(
		v.union([v.string(), v.array(v.string())]),
		v.transform((value) => (Array.isArray(value) ? value : [value])),
		v.array(field)
	);

/** The planning form: the n-th date, time, length and place belong to the n-th meeting. */
const meetingsForm = v.object({
	date: oneOrMore(v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/))),
	time: oneOrMore(v.pipe(v.string(), v.regex(/^\d{2}:\d{2}$/))),
	minutes: oneOrMore(v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number), v.minValue(15), v.maxValue(240))),
	place: oneOrMore(v.pipe(v.string(), v.trim(), v.maxLength(120))),
	mode: v.optional(oneOrMore(v.picklist(meetingModes)), []),
	talkLink: v.optional(oneOrMore(v.pipe(v.string(), v.maxLength(longestTalkLink))), [])
});

/** The same, with how the cycle is held, and the days put down for the one after it. */
export const planningForm = v.object({
	...meetingsForm.entries,
	nextDay: v.optional(v.pipe(oneOrMore(v.pipe(v.string(), v.check(isDay))), v.maxLength(20)), []),
	/** What was put down for it when her page was made. */
	nextSeen: v.optional(v.pipe(v.string(), v.maxLength(300))),
	rhythm: v.optional(v.pipe(v.string(), v.maxLength(40))),
	count: v.optional(v.pipe(v.string(), v.regex(/^\d{1,2}$/), v.transform(Number))),
	/** What she was told before she said yes; absent when she was not told yet. */
	seen: v.optional(v.pipe(v.string(), v.maxLength(200)))
});

/** Dates and times are meant in the school's time zone. Refusals: `bad-input` when the columns do not fit together, `not-a-talk-link`. */
export function meetingsFrom(form: v.InferOutput<typeof meetingsForm>): Outcome<MeetingInput[]> {
	const meetings: MeetingInput[] = [];
	for (const [i, date] of form.date.entries()) {
		const startsAt = fromFields(date, form.time[i] ?? '');
		const minutes = form.minutes[i];
		if (!startsAt || minutes === undefined) return no('bad-input');
		const talkLink = talkLinkOf(form.talkLink[i] ?? '');
		if (talkLink === null) return no('not-a-talk-link');
		const mode = form.mode[i];
		meetings.push({ startsAt, minutes, place: form.place[i] ?? '', ...(mode ? { mode, talkLink } : {}) });
	}
	return meetings.length === 0 ? no('bad-input') : yes(meetings);
}

/** Refusals: `bad-input` (another number of meetings than the cycle has), `dates-out-of-order`. */
export function judgeMeetings(meetings: readonly MeetingInput[], expected: number): Outcome<null> {
	if (meetings.length !== expected) return no('bad-input');
	const times = meetings.map(({ startsAt, minutes }) => ({ startsAt: startsAt.getTime(), minutes }));
	return inOrder(times) ? yes(null) : no('dates-out-of-order');
}
