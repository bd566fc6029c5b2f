import { eq } from 'drizzle-orm';
import { duties } from '$lib/domain/duties';
import { yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import type { PushMessage } from '$lib/domain/push';
import { remindings, type Reminding } from '$lib/domain/reminding';
import { remindersOf, secondsOfDayLeft, sensibleHour, type MeetingToCome, type Reminder } from '$lib/engine/reminders';
import { planOf } from '$lib/engine/rhythms';
import { packOf } from '$lib/methods';
import { loadWords, type Locale } from '$lib/words';
import { clockTime, fieldDate, fieldTime, longDay } from '$lib/words/dates';
import { dutiesOf } from '$lib/server/db/duties';
import {
	claimLetter,
	givenTo,
	hadLetter,
	releaseLetter,
	sweepReminders,
	wantReminders
} from '$lib/server/db/reminders';
import { userAccount } from '$lib/server/db/schema';
import { meetingsByCycle, runningCycles, runningTrajectories, seatsHeldBy } from '$lib/server/db/seats';
import { consentsOf } from '$lib/server/db/consent';
import { nothingAsked, teamMayWatch } from '$lib/domain/consent';
import { visitsOf } from '$lib/server/db/visits';
import { broughtByCycle } from '../cycle/brought';
import type { Needs } from '../needs';
import { tellDevices } from './push-devices';

/** A reason is forgotten after this long, ms: no meeting is planned so far ahead. */
const keptFor = 400 * 24 * 3_600_000;
/** A mail server that said no is asked again after this long, ms. */
const tryAgainAfter = 30 * 60_000;

/** [RD3] Her own choice. */
export async function chooseReminding(needs: Needs, userId: string, reminders: Reminding): Promise<Outcome<null>> {
	await needs.db.update(userAccount).set({ reminders }).where(eq(userAccount.id, userId));
	return yes(null);
}

export async function remindingOf(needs: Needs, userId: string): Promise<Reminding> {
	const [row] = await needs.db
		.select({ reminders: userAccount.reminders })
		.from(userAccount)
		.where(eq(userAccount.id, userId));
	return remindings.find((it) => it === row?.reminders) ?? 'mail';
}

/**
 * [RD1] The clock's share: to whoever wants it, one letter or one message with all that is due, at a sensible hour. It is claimed before
 * it is sent, so that it goes out once however many processes and restarts there are; when the mail server says no it is
 * released and tried again later the same day, or the next.
 */
export async function remind(needs: Needs): Promise<void> {
	const now = needs.clock();
	await sweepReminders(needs.db, new Date(now.getTime() - keptFor));
	const day = fieldDate(now);
	if (!sensibleHour({ day, hour: Number(fieldTime(now).slice(0, 2)), weekday: weekdayOf(day) })) return;
	const had = await hadLetter(needs.db, day, now);
	for (const person of await wantReminders(needs.db)) {
		if (had.has(person.id)) continue;
		// what goes wrong for one is no reason for the others to hear nothing; what it was goes to the log
		await remindOne(needs, person, { day, now }).catch((error: unknown) =>
			needs.later(() => Promise.reject(error instanceof Error ? error : new Error('a reminder could not be sent')))
		);
	}
}

/** 1 for Monday to 7 for Sunday. The day is a date of its own; at noon it is that day everywhere. */
const weekdayOf = (day: string): number => new Date(`${day}T12:00:00Z`).getUTCDay() || 7;

interface Reader {
	id: string;
	name: string;
	email: string;
	locale: Locale;
	reminders: Reminding;
}

async function remindOne(needs: Needs, person: Reader, { day, now }: { day: string; now: Date }): Promise<void> {
	const meetings = await meetingsAhead(needs, person.id);
	const due = remindersOf(meetings, await givenTo(needs.db, person.id), now.getTime());
	if (due.length === 0) return;
	const letter = { userId: person.id, day, at: now };
	const claimed = await claimLetter(
		needs.db,
		letter,
		due.map((it) => it.reason)
	);
	if (!claimed) return;
	const told = due.filter((it) => claimed.includes(it.reason));
	try {
		await tell(needs, person, told, meetings);
	} catch (error) {
		await releaseLetter(needs.db, letter, claimed, new Date(now.getTime() + tryAgainAfter));
		throw error;
	}
}

/**
 * [RD13] On her devices when she chose that; when none of them took it, by mail after all. Where a device may take it later
 * and this school has no mail it throws, and is tried again.
 */
async function tell(needs: Needs, person: Reader, told: readonly Reminder[], meetings: readonly Ahead[]) {
	if (person.reminders === 'push') {
		const now = fieldTime(needs.clock());
		const left = secondsOfDayLeft(Number(now.slice(0, 2)), Number(now.slice(3)));
		const pushed = await tellDevices(needs, person.id, await messageOf(person, told, meetings), left);
		if (pushed === 'told') return;
		if (pushed === 'failed' && !needs.mails) throw new Error('no device could be told');
	}
	await needs.mail({ to: person.email, ...(await letterOf(needs, person, told, meetings)) });
}

/** [RD12] How much waits, and for which day: it lies on a screen that others see. */
async function messageOf(
	{ locale }: Reader,
	told: readonly Reminder[],
	meetings: readonly Ahead[]
): Promise<PushMessage> {
	const { push } = await loadWords(locale);
	const days = meetings.filter((it) => told.some((one) => one.meetingId === it.meetingId)).map((it) => it.at);
	const first = new Date(Math.min(...days.map((it) => it.getTime())));
	return { title: push.message.title, body: push.message.body(told.length, longDay(first, locale)), lang: locale };
}

/** A meeting with what a letter tells of it: a team, a day and a place, and nothing of any child [RD6]. */
interface Ahead extends MeetingToCome {
	team: string;
	at: Date;
	place: string;
	what: (typeof duties)[number][];
}

/**
 * Every meeting still to come that is hers, by a seat or as a guest, in a fixed number of questions however many teams she
 * is in. Whoever is away has none [PC1].
 */
async function meetingsAhead(needs: Needs, userId: string): Promise<Ahead[]> {
	const now = needs.clock();
	const visits: Ahead[] = (await visitsOf(needs.db, userId))
		.filter((visit) => visit.startsAt > now)
		.map((visit) => ({
			...{ meetingId: visit.meetingId, startsAt: visit.startsAt.getTime(), visit: true, duties: false, what: [] },
			...{ mayBring: false, team: visit.team, at: visit.startsAt, place: visit.place }
		}));
	return [...(await ofHerTeams(needs, userId, now)), ...visits];
}

async function ofHerTeams({ db, ...rest }: Needs, userId: string, now: Date): Promise<Ahead[]> {
	const seats = (await seatsHeldBy(db, userId)).filter((it) => !it.pausedAt && may.seeMeetings(it.standing));
	const running = await runningCycles(
		db,
		seats.map((it) => it.teamId)
	);
	const cycleIds = [...running.values()].map((it) => it.id);
	const meetings = await meetingsByCycle(db, cycleIds);
	const toCome = [...meetings.values()].flat().filter((it) => it.startsAt > now);
	// nothing ahead: nothing else is asked
	if (toCome.length === 0) return [];
	const brought = await broughtByCycle({ db, ...rest }, cycleIds);
	const children = (await runningTrajectories(db, cycleIds)).filter((it) => it.teacherId === userId);
	const consents = await consentsOf(
		db,
		children.map((it) => it.id)
	);
	const taken = await dutiesOf(
		db,
		toCome.map((it) => it.id)
	);
	return seats.flatMap(({ teamId, name, standing }) => {
		const cycle = running.get(teamId);
		if (!cycle) return [];
		const pack = packOf(cycle.packId, cycle.packVersion);
		const child = children.find((it) => it.cycleId === cycle.id);
		const filmable = child !== undefined && teamMayWatch(consents.get(child.id) ?? nothingAsked);
		return toCome
			.filter((row) => row.cycleId === cycle.id)
			.map((row): Ahead => {
				const watching = planOf(pack, row.planId)?.watching ?? false;
				const brings = brought.get(cycle.id)?.some((it) => it.meetingId === row.id && it.presenterId === userId);
				const here = taken.filter((it) => it.meetingId === row.id);
				const what = may.seeDuties(standing) ? seesTo(here, userId, standing.roles.includes('lead')) : [];
				return {
					...{ meetingId: row.id, startsAt: row.startsAt.getTime(), visit: false, duties: what.length > 0, what },
					...{ mayBring: watching && filmable && !brings, team: name, at: row.startsAt, place: row.place }
				};
			});
	});
}

/** What she sees to there and is not done: what she took over, and as the lead what nobody did. */
function seesTo(rows: Awaited<ReturnType<typeof dutiesOf>>, userId: string, leads: boolean): Ahead['what'] {
	return duties.filter((duty) => {
		const row = rows.find((it) => it.duty === duty);
		if (row?.doneAt) return false;
		const holder = row?.holderId ?? null;
		return holder === userId || (leads && holder === null);
	});
}

async function letterOf(needs: Needs, person: Reader, told: readonly Reminder[], meetings: readonly Ahead[]) {
	const { reminding } = await loadWords(person.locale);
	const words = reminding.letter;
	const lines = told.flatMap(({ kind, meetingId }) => {
		const it = meetings.find((one) => one.meetingId === meetingId);
		if (!it) return [];
		const when = `${longDay(it.at, person.locale)}, ${clockTime(it.at, person.locale)}`;
		if (kind === 'meeting') return words.meeting(it.team, when, it.place);
		if (kind === 'visit') return words.visit(it.team, when, it.place);
		if (kind === 'bring') return words.bring(it.team);
		return words.duties(
			it.team,
			it.what.map((duty) => reminding.duties.duty[duty])
		);
	});
	const teams = new Set(told.map((it) => meetings.find((one) => one.meetingId === it.meetingId)?.team ?? ''));
	const end = words.end(`${needs.origin}/today`, `${needs.origin}/account`);
	return {
		subject: words.subject([...teams][0] ?? '', teams.size === 1),
		text: `${[words.hello(person.name), words.intro, lines.join('\n'), end].join('\n\n')}\n`
	};
}
