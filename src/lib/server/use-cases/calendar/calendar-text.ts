import ical, {
	ICalAttendeeRole,
	ICalAttendeeStatus,
	ICalCalendarMethod,
	ICalEventStatus,
	type ICalCalendar
} from 'ical-generator';
import { planOf } from '$lib/engine/rhythms';
import { packOf } from '$lib/methods';
import { loadWords, type Locale, type Words } from '$lib/words';
import type { PlannedMeeting } from '$lib/server/db/calendar';

/** Calendars that read a link look again after this long, s; many have a pace of their own. */
const lookAgain = 3_600;

/** To whom, from where and in which language a calendar is written. */
export interface Written {
	origin: string;
	locale: Locale;
	/** The server's clock: when this was said. */
	now: Date;
}

/**
 * Meetings as an iCalendar text (RFC 5545), all moments in UTC. It goes to calendars outside the school, so it names the
 * team, the meeting and the place, and nothing of any child or clip.
 */
export async function calendarText(name: string, meetings: readonly PlannedMeeting[], to: Written): Promise<string> {
	const { calendar: words } = await loadWords(to.locale);
	const calendar = ical({ name: onOneLine(name), prodId: product(to.locale), ttl: lookAgain });
	for (const meeting of meetings) addMeeting(calendar, meeting, words, to);
	return calendar.toString();
}

/**
 * One meeting for one person (RFC 5546): `REQUEST` puts it in her calendar or moves it there, `CANCEL` takes it out. The
 * number of changes tells her calendar which of two letters is the newer one.
 */
export async function eventText(
	method: 'REQUEST' | 'CANCEL',
	meeting: PlannedMeeting,
	person: { name: string; email: string },
	to: Written
): Promise<string> {
	const { calendar: words } = await loadWords(to.locale);
	const calendar = ical({ method: ICalCalendarMethod[method], prodId: product(to.locale) });
	const event = addMeeting(calendar, meeting, words, to);
	event.organizer({ ...meeting.organiser, name: quotable(meeting.organiser.name) });
	event.createAttendee({
		name: quotable(person.name),
		email: person.email,
		role: ICalAttendeeRole.REQ,
		status: ICalAttendeeStatus.NEEDSACTION,
		rsvp: false
	});
	if (method === 'CANCEL') event.status(ICalEventStatus.CANCELLED);
	return calendar.toString();
}

/** "PLG Onderbouw: Kijken naar elkaar" */
export const summaryOf = (meeting: PlannedMeeting, words: Words['calendar'], locale: Locale): string =>
	words.event.summary(meeting.team, titleOf(meeting, locale) || words.event.nth(meeting.number));

function addMeeting(calendar: ICalCalendar, meeting: PlannedMeeting, words: Words['calendar'], to: Written) {
	const link = `${to.origin}/meetings/${meeting.id}`;
	return calendar.createEvent({
		id: `${meeting.id}@kijkkring`,
		sequence: meeting.changes,
		stamp: to.now,
		start: meeting.startsAt,
		end: new Date(meeting.startsAt.getTime() + meeting.minutes * 60_000),
		summary: summaryOf(meeting, words, to.locale),
		description: words.event.about(link),
		url: link,
		status: ICalEventStatus.CONFIRMED,
		...(meeting.place ? { location: meeting.place } : {})
	});
}

/** The library writes a calendar's name as it is; a line end in it would begin a line of somebody's own. */
const onOneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
/** Between quotes there is no way to write one (RFC 5545, 3.2). */
const quotable = (text: string): string => onOneLine(text).replaceAll('"', "'") || '-';

const product = (locale: Locale) => ({ company: 'Kijkkring', product: 'Kijkkring', language: locale.toUpperCase() });

const titleOf = ({ packId, packVersion, planId }: PlannedMeeting, locale: Locale): string =>
	planOf(packOf(packId, packVersion), planId)?.title[locale] ?? '';
