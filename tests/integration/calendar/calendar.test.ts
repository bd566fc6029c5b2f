import ICAL from 'ical.js';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { calendarFeed, meeting, team, teamMember, userAccount } from '$lib/server/db/schema';
import { endFeed, feedsOf, meetingFile, readFeed, renewFeed } from '$lib/server/use-cases/calendar/feeds';
import { chooseLetters } from '$lib/server/use-cases/calendar/letters';
import { changeMeetings, closeCycle } from '$lib/server/use-cases/cycle/change-cycle';
import type { MeetingInput } from '$lib/server/use-cases/cycle/meeting-input';
import { startCycle } from '$lib/server/use-cases/cycle/start-cycle';
import { leaveTeam } from '$lib/server/use-cases/people/end-membership';
import { fromFields } from '$lib/words/dates';
import { payload } from '../../faults/payload-corpus';
import { castDay, openTestHouse } from '../../support/test-needs';

// every calendar here is read by ical.js, which knows nothing of what wrote it

let house: Awaited<ReturnType<typeof openTestHouse>>;
let cycleId: string;

const at = (day: string, time: string): Date => fromFields(day, time) ?? new Date(NaN);
/** Two of them in winter time, three in summer time; the place needs every escape there is. */
const place = 'Lokaal 3; de "gang" in, 2e deur, bij \\ links\nétage – 雪 ' + 'lang '.repeat(30);
const planned = (): MeetingInput[] =>
	[
		['2027-02-02', '15:30'],
		['2027-03-02', '15:30'],
		['2027-03-30', '15:30'],
		['2027-04-27', '15:30'],
		['2027-06-01', '15:30']
	].map(([day, time], i) => ({ startsAt: at(day ?? '', time ?? ''), minutes: 90, place: i === 0 ? place : '' }));

beforeAll(async () => {
	house = await openTestHouse();
	await house.cast();
	await closeCycle(house.needs, 'noor', 'c1');
	await house.settled();
	house.letters.length = 0;
	const started = await startCycle(house.needs, 'noor', 'onderbouw', planned());
	if (!started.ok) throw new Error(started.code);
	cycleId = started.value.cycleId;
	await house.settled();
});
afterAll(() => house.close());
beforeEach(async () => {
	house.setClock(castDay);
	await house.db.delete(calendarFeed);
});

function eventsIn(text: string) {
	const calendar = new ICAL.Component(ICAL.parse(text));
	return {
		calendar,
		method: calendar.getFirstPropertyValue('method'),
		events: calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one))
	};
}
/** The names of everything in a calendar, in alphabetical order, each once. */
const namesIn = (part: ICAL.Component): string[] =>
	[
		...new Set([
			part.name,
			...part.getAllProperties().map(({ name }) => name),
			...part.getAllSubcomponents().flatMap(namesIn)
		])
	].toSorted();
/** Line ends are one thing in a calendar, and what cannot be in one is left out. */
const plain = (text: string): string => text.replace(/[\r\n\s\p{Cc}]+/gu, ' ').trim();
const secretOf = (link: string): string => link.split('/').at(-1)?.replace('.ics', '') ?? '';
async function link(who: string, teamId: string | null = null): Promise<string> {
	const made = await renewFeed(house.needs, who, teamId);
	return made.ok ? secretOf(made.value.link) : made.code;
}
async function read(secret: string): Promise<string> {
	const found = await readFeed(house.needs, secret);
	return found.ok ? found.value.text : found.code;
}
const toCome = async (secret: string) =>
	eventsIn(await read(secret)).events.filter((event) => event.startDate.toJSDate() > castDay);

describe('a link for one’s own calendar', () => {
	it('holds the meetings to the minute, in winter and in summer, with every letter of the place', async () => {
		const events = await toCome(await link('marit'));
		expect(events.map((event) => event.startDate.toJSDate())).toEqual(planned().map((it) => it.startsAt));
		expect(events.map((event) => event.duration.toSeconds())).toEqual([5400, 5400, 5400, 5400, 5400]);
		expect(events.map((event) => event.startDate.toJSDate().getUTCHours())).toEqual([14, 14, 13, 13, 13]);
		expect(events[0]?.location).toBe(place);
		expect(events[0]?.summary).toMatch(/^PLG Onderbouw: \S/);
		expect(new Set(events.map((event) => event.uid)).size).toBe(5);
	});

	it('[SF3] smuggled words stay the words of one field, and never become a line of the calendar', async () => {
		const secret = await link('noor');
		const quiet = eventsIn(await read(secret));
		const lines = [
			'\r\nATTACH:http://kk.invalid',
			'\nEND:VEVENT\nBEGIN:VALARM',
			'\\nATTENDEE:mailto:x',
			'\u2028URL:x',
			':;,"=\r X-KK:1'
		];
		const [was] = await house.db.select().from(team).where(eq(team.id, 'onderbouw'));
		const places = await house.db.select().from(meeting).where(eq(meeting.cycleId, cycleId));
		for (const words of [...lines, ...Array.from({ length: 120 }, (_, n) => payload(n * 12))]) {
			await house.db.update(team).set({ name: words }).where(eq(team.id, 'onderbouw'));
			await house.db.update(meeting).set({ place: words }).where(eq(meeting.cycleId, cycleId));
			const { calendar, events } = eventsIn(await read(secret));
			expect(events).toHaveLength(quiet.events.length);
			expect(namesIn(calendar)).toEqual(namesIn(quiet.calendar));
			expect(events.map(({ location }) => plain(location ?? ''))).toContain(plain(words));
		}
		await house.db
			.update(team)
			.set({ name: was?.name ?? '' })
			.where(eq(team.id, 'onderbouw'));
		for (const { id, place: before } of places)
			await house.db.update(meeting).set({ place: before }).where(eq(meeting.id, id));
	});

	it('says nothing of any child', async () => {
		const text = await read(await link('marit'));
		expect(text).not.toMatch(/\bJ\.|toren|marit|kees/i);
	});

	it('keeps every line as short as the format wants', async () => {
		const lines = (await read(await link('noor'))).split('\r\n');
		expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
	});

	it('of its secret only the hash is kept, and a new one ends the old one', async () => {
		const first = await link('marit');
		expect(JSON.stringify(await house.db.select().from(calendarFeed))).not.toContain(first);
		const second = await link('marit');
		expect(await read(first)).toBe('not-found');
		expect(await read(second)).toContain('BEGIN:VEVENT');
		await endFeed(house.needs, 'marit', null);
		expect(await read(second)).toBe('not-found');
		expect(await house.db.$count(calendarFeed)).toBe(0);
	});

	it('asked for twice at once there is one, and it is the one that was shown last', async () => {
		const shown: string[] = [];
		const ask = async () => void shown.push(await link('marit'));
		for (let i = 0; i < 5; i++) {
			await Promise.all([ask(), ask(), ask()]);
			expect(await house.db.$count(calendarFeed)).toBe(1);
			expect(await read(shown.at(-1) ?? '')).toContain('BEGIN:VEVENT');
		}
	});

	it('another person’s or another team’s link stays when one is made anew', async () => {
		const [all, one, hers] = [await link('marit'), await link('marit', 'onderbouw'), await link('noor')];
		await link('marit');
		expect(await read(all)).toBe('not-found');
		for (const secret of [one, hers]) expect(await read(secret)).toContain('BEGIN:VEVENT');
	});

	it('is nobody’s who sees no meetings, and nothing else opens anything', async () => {
		for (const who of ['anke', 'nobody']) expect(await link(who)).toBe('not-found');
		expect(await link('marit', 'another team')).toBe('not-found');
		for (const secret of ['', 'x', 'a'.repeat(43), '../'.repeat(14) + '.', 'a'.repeat(10_000)])
			expect(await read(secret)).toBe('not-found');
	});

	it('is asked anew at every reading: who left, or whose account was closed, finds nothing', async () => {
		const secret = await link('kees');
		await house.db.update(teamMember).set({ leftAt: castDay }).where(eq(teamMember.userId, 'kees'));
		expect(await read(secret)).toBe('not-found');
		await house.db.update(teamMember).set({ leftAt: null }).where(eq(teamMember.userId, 'kees'));
		expect(await read(secret)).toContain('BEGIN:VEVENT');
		await house.db.update(userAccount).set({ closedAt: castDay }).where(eq(userAccount.id, 'kees'));
		expect(await read(secret)).toBe('not-found');
		await house.db.update(userAccount).set({ closedAt: null }).where(eq(userAccount.id, 'kees'));
	});

	it('the page tells which there are, and since when', async () => {
		expect(await feedsOf(house.needs, 'marit')).toEqual({
			feeds: [{ teamId: null, team: null, madeAt: null }],
			letters: true
		});
		await link('marit');
		expect((await feedsOf(house.needs, 'marit')).feeds[0]?.madeAt).toEqual(castDay);
		expect((await feedsOf(house.needs, 'anke')).feeds).toEqual([]);
	});

	it('one meeting by itself is a file, for whoever may see it', async () => {
		const [first] = await house.db.select().from(meeting).where(eq(meeting.cycleId, cycleId));
		const file = async (who: string) => meetingFile(house.needs, who, first?.id ?? '');
		const hers = await file('marit');
		expect(hers.ok && eventsIn(hers.value.text).events).toHaveLength(1);
		for (const who of ['anke', 'nobody']) expect(await file(who)).toMatchObject({ code: 'not-found' });
	});
});

describe('letters with the event in them', () => {
	/** Letters of the last change, by who got them, as what a mail program reads in them. */
	async function letters() {
		await house.settled();
		return house.letters.splice(0).map(({ to, subject, event }) => {
			const { method, events } = eventsIn(event?.text ?? '');
			const [one] = events;
			return { to, subject, said: event?.method, method, uid: one?.uid ?? '', sequence: one?.sequence, one };
		});
	}
	const change = (to: MeetingInput[]) => changeMeetings(house.needs, 'noor', cycleId, to);

	it('a cycle that begins: one for every meeting, to everybody who comes, and to nobody else', async () => {
		const sent = await letters();
		const mails = ['marit', 'kees', 'sofie', 'lieke', 'noor', 'gerda'].map((it) => `${it}@delinde.test`);
		expect(new Set(sent.map((it) => it.to))).toEqual(new Set(mails));
		expect(sent).toHaveLength(5 * mails.length);
		expect(sent.every((it) => it.method === 'REQUEST' && it.said === 'REQUEST' && it.sequence === 0)).toBe(true);
		const [attendee] = sent[0]?.one?.attendees ?? [];
		expect(String(attendee?.getFirstValue()).toLowerCase()).toBe(`mailto:${sent[0]?.to}`);
	});

	it('a meeting that moves: the same event, a higher number, nothing of the others; back is a move too', async () => {
		const moved = planned().map((it, i) => (i === 1 ? { ...it, startsAt: at('2027-03-04', '15:00') } : it));
		expect((await change(moved)).ok).toBe(true);
		const sent = await letters();
		expect(new Set(sent.map((it) => it.uid)).size).toBe(1);
		expect(sent.every((it) => it.sequence === 1 && it.method === 'REQUEST')).toBe(true);
		expect(sent[0]?.one?.startDate.toJSDate()).toEqual(at('2027-03-04', '15:00'));
		expect((await change(moved)).ok).toBe(true);
		expect(await letters()).toEqual([]);
		await change(planned());
		expect((await letters()).every((it) => it.sequence === 2)).toBe(true);
	});

	it('somebody who wants none gets none, and the others do', async () => {
		await chooseLetters(house.needs, 'marit', false);
		const moved = planned().map((it, i) => (i === 4 ? { ...it, minutes: 60 } : it));
		await change(moved);
		const sent = await letters();
		const mails = new Set(sent.map((it) => it.to));
		expect([mails.has('marit@delinde.test'), mails.has('kees@delinde.test')]).toEqual([false, true]);
		await chooseLetters(house.needs, 'marit', true);
		await change(planned());
		await letters();
	});

	it('what is over is not announced', async () => {
		house.setClock(at('2027-03-10', '12:00'));
		const moved = planned().map((it, i) => (i === 0 ? { ...it, place: 'elders' } : it));
		await change(moved);
		expect(await letters()).toEqual([]);
	});

	it('somebody who leaves: her meetings to come are called off, for her alone', async () => {
		house.setClock(at('2027-03-10', '12:00'));
		expect((await leaveTeam(house.needs, 'kees', 'onderbouw')).ok).toBe(true);
		const sent = await letters();
		expect(sent).toHaveLength(3);
		expect(new Set(sent.map((it) => it.to)).size).toBe(1);
		expect(
			sent.every((it) => it.method === 'CANCEL' && it.one?.component.getFirstPropertyValue('status') === 'CANCELLED')
		).toBe(true);
	});

	it('a cycle that closes calls off what was still to come, and its links lose that too', async () => {
		house.setClock(at('2027-03-10', '12:00'));
		const secret = await link('noor');
		const before = eventsIn(await read(secret)).events.length;
		expect((await closeCycle(house.needs, 'noor', cycleId)).ok).toBe(true);
		const sent = await letters();
		expect(new Set(sent.map((it) => it.uid)).size).toBe(3);
		expect(sent.every((it) => it.method === 'CANCEL')).toBe(true);
		expect(eventsIn(await read(secret)).events).toHaveLength(before - 3);
		await closeCycle(house.needs, 'noor', cycleId);
		expect(await letters()).toEqual([]);
	});
});
