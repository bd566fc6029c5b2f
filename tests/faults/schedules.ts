// Longer than the house likes: a whole school that acts at random, and what must be true of it after every step.
import { randomBytes } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import * as Y from 'yjs';
import { addEntry, entriesIn, entryMap } from '$lib/notebook/table';
import { units } from '$lib/engine/pack';
import { closeCodes } from '$lib/notebook/frames';
import { openSignIns } from '$lib/server/auth/sign-ins';
import { connect, type Connection } from '$lib/server/db/connection';
import { notesOf } from '$lib/server/db/notes';
import {
	authSession,
	docClient,
	docSnapshot,
	docUpdate,
	school,
	team,
	teamMember,
	userAccount
} from '$lib/server/db/schema';
import { openVault } from '$lib/server/db/vault';
import { recordConsent } from '$lib/server/use-cases/child/record-consent';
import { changeRoles } from '$lib/server/use-cases/people/change-roles';
import { removeMember } from '$lib/server/use-cases/people/end-membership';
import { endSignIn, signInsOf } from '$lib/server/use-cases/people/sign-ins-of';
import { actInSession } from '$lib/server/use-cases/session/act';
import { enterSession } from '$lib/server/use-cases/session/enter';
import { takeOffTable } from '$lib/server/use-cases/session/take-off-table';
import { LiveClient } from '../support/live-client';
import { openLiveSchool, seedSessions, type LiveSchool } from '../support/live-school';
import { createTestDatabase } from '../support/postgres';
import { dice, seedOf, type Dice } from './dice';
import { silence } from './honest';

/** What so many random sessions came to. */
export interface ScheduleReport {
	seed: number;
	schedules: number;
	/** Things people did, and how often a right was taken away. */
	steps: number;
	revocations: number;
	/** Words that were called saved, and words that came in over somebody's line. */
	savedWords: number;
	heardWords: number;
	/** From the return of the use case to the closed socket, ms: one for every socket that had to go. */
	closedAfterMs: number[];
	/** Sockets still open 5 s after their right had gone. */
	neverClosed: number;
	/** Words somebody received more than 2 s after she had no right to them any more. */
	heldWithoutRight: number;
	/** Words that were still under way when the right to them ended, within those 2 s. */
	heldInTheGap: number;
	/** Rooms in which two people, or one and a newcomer, held different documents in the end. */
	apart: number;
	/** Rooms whose rows were not what the document says. */
	rowsApart: number;
	/** Words that were called saved and are in no document. */
	lost: number;
	/** Times somebody had to wait longer than ten seconds, and left. */
	impatient: number;
	/** Numbers of the schedules in which any of this went wrong: `--seed <seed> --only <number>` plays one again. */
	wrong: number[];
}

interface Seat {
	userId: string;
	room: string;
	client: LiveClient;
	/** Words that came in over any of her lines: when each came first. */
	heard: Map<string, number>;
	/** Words she typed, and after which message of her line each was sent. */
	typed: { token: string; message: number }[];
	saved: Set<string>;
}

/** Spans of time (ms) in which somebody had a right to what is said in one room; the last one may be open. */
type Spans = { from: number; to: number }[];

interface Play {
	house: LiveSchool;
	roll: Dice;
	rooms: string[];
	cookies: Map<string, string>;
	seats: Seat[];
	rights: Map<string, Spans>;
	said: Map<string, { room: string; at: number }>;
	gone: Set<string>;
	report: ScheduleReport;
	n: number;
}

const people = ['u0', 'u1', 'u2', 'u3', 'u4', 'u5'];
const [presenter, lead] = ['u0', 'u1'];
/** A right that ends reaches open sockets within this (promise B4), ms. */
const promised = 2_000;
const key = (userId: string, room: string) => `${userId} ${room}`;

/** [L6][L11][L12] Random sessions: three rooms, six people, and everything that can happen to their rights meanwhile. */
export async function playSchedules(options: {
	schedules: number;
	seed: number;
	only?: number;
	steps?: number;
	onProgress?: (report: Readonly<ScheduleReport>) => void;
}): Promise<ScheduleReport> {
	const { seed, steps = 40 } = options;
	const report: ScheduleReport = {
		seed,
		schedules: 0,
		steps: 0,
		revocations: 0,
		savedWords: 0,
		heardWords: 0,
		closedAfterMs: [],
		neverClosed: 0,
		heldWithoutRight: 0,
		heldInTheGap: 0,
		apart: 0,
		rowsApart: 0,
		lost: 0,
		impatient: 0,
		wrong: []
	};
	const quiet = silence();
	const database = await createTestDatabase();
	const connection = await connect(database ? { url: database.url } : { dir: null }, 'drizzle');
	try {
		const first = options.only ?? 0;
		const last = options.only === undefined ? options.schedules : options.only + 1;
		for (let n = first; n < last; n++) {
			const before = faults(report);
			await playOne(connection, n, steps, report);
			report.schedules++;
			if (faults(report) > before) report.wrong.push(n);
			options.onProgress?.(report);
		}
		return report;
	} finally {
		await connection.close();
		await database?.drop();
		quiet();
	}
}

const faults = (r: ScheduleReport): number => r.neverClosed + r.heldWithoutRight + r.apart + r.rowsApart + r.lost;

async function playOne(connection: Connection, n: number, steps: number, report: ScheduleReport): Promise<void> {
	const { db } = connection;
	await db.execute(
		sql`truncate ${school}, ${userAccount}, ${team}, ${authSession}, ${docUpdate}, ${docSnapshot}, ${docClient} cascade`
	);
	const masterKey = new Uint8Array(randomBytes(32));
	const open = () => openLiveSchool({ connection, masterKey, limits: { unloadMs: 20, projectMs: 50 } });
	const seeding = { db, vault: openVault(masterKey), clock: () => new Date() };
	const { rooms, cookies } = await seedSessions(seeding, 3, people.length);
	await db
		.update(teamMember)
		.set({ roles: ['lead', 'teacher'] })
		.where(eq(teamMember.userId, lead));
	const now = Date.now();
	const play: Play = {
		house: await open(),
		roll: dice(seedOf(report.seed, n)),
		rooms,
		cookies: new Map(people.map((who, i) => [who, cookies[i] ?? ''])),
		seats: [],
		rights: new Map(people.flatMap((who) => rooms.map((room) => [key(who, room), [{ from: now, to: Infinity }]]))),
		said: new Map(),
		gone: new Set(),
		report,
		n
	};
	try {
		for (const room of rooms)
			for (const userId of people)
				if (play.roll.chance(0.7))
					play.seats.push({ userId, room, client: new LiveClient(), heard: new Map(), typed: [], saved: new Set() });
		await Promise.all(play.seats.map((seat) => sitDown(play, seat)));
		for (let step = 0; step < steps; step++) {
			report.steps++;
			await oneStep(play);
			if (step === steps >> 1 && play.roll.chance(0.3)) await restart(play, open);
		}
		await inspect(play);
	} finally {
		for (const { client } of play.seats) client.drop();
		await play.house.close();
	}
}

async function restart(play: Play, open: () => Promise<LiveSchool>): Promise<void> {
	await play.house.close();
	play.house = await open();
	await Promise.all(play.seats.map((seat) => sitDown(play, seat)));
}

/** Opens the line of one seat, also when that is not allowed: the door decides. */
async function sitDown(play: Play, seat: Seat): Promise<void> {
	keepCount(seat);
	if (seat.client.closedWith?.code === closeCodes.notAllowed) seat.client = new LiveClient(); // as the browser does
	const { client } = seat;
	client.onFrame = (_type, bytes) => {
		const at = Date.now();
		for (const [token] of Buffer.from(bytes)
			.toString('latin1')
			.matchAll(/<\d+-\d+>/g))
			if (!seat.heard.has(token)) seat.heard.set(token, at);
	};
	client.refusedWith = null;
	seat.typed.length = 0;
	await patient(play, client, client.open(`${play.house.url}${seat.room}?saved=1`, cookieOf(play, seat.userId)));
}

const cookieOf = (play: Play, userId: string) => ({ cookie: play.cookies.get(userId) ?? '' });

/** A client waits ten seconds for anything. On a machine that is busy with other things that is counted, and she goes. */
async function patient(play: Play, client: LiveClient, waiting: Promise<unknown>): Promise<void> {
	await waiting.catch(() => {
		play.report.impatient++;
		client.drop();
	});
}

/** What this line was told to be saved, before another one begins to count from nothing. */
function keepCount(seat: Seat): void {
	for (const { token, message } of seat.typed) if (message <= seat.client.acked) seat.saved.add(token);
}

async function oneStep(play: Play): Promise<void> {
	const { roll } = play;
	const what = roll.roll(100);
	if (what < 62) return type(play, roll.pick(play.seats));
	if (what < 72) return roll.pick(play.seats).client.drop();
	if (what < 84) return sitDown(play, roll.pick(play.seats));
	if (what < 91) return move(play, roll.pick(play.rooms));
	return takeAway(play);
}

/** A few letters, whether or not the line is up, the round allows it, or the seat is still hers. */
function type(play: Play, seat: Seat): void {
	const { client, userId, room } = seat;
	const token = `<${play.n}-${play.said.size}>`;
	const unit = play.roll.chance(0.85) ? 'observations' : play.roll.pick(units);
	const own = entriesIn(client.doc, unit).filter((entry) => entry.author === userId);
	const text = own.length > 0 ? entryMap(client.doc, unit, play.roll.pick(own).id)?.get('text') : undefined;
	play.said.set(token, { room, at: Date.now() });
	if (text instanceof Y.Text && play.roll.chance(0.5)) text.insert(text.length, token);
	else addEntry(client.doc, unit, { id: `${userId}-${play.said.size}`, author: userId, text: token });
	if (client.synced) seat.typed.push({ token, message: client.sent });
}

async function move(play: Play, room: string): Promise<void> {
	const { needs } = play.house;
	const entered = await enterSession(needs, presenter, room);
	if (!entered.ok) return;
	const { movedAt: seen, round } = entered.value.state;
	const back = round > 3 && play.roll.chance(0.6);
	await actInSession(
		needs,
		presenter,
		room,
		back ? { do: 'back', seen, round: round - 1, reason: 'nog eens' } : { do: 'next', seen, reason: 'verder' }
	);
}

/** Takes a right away, measures until the sockets are closed, and sometimes gives it back. */
async function takeAway(play: Play): Promise<void> {
	const { needs } = play.house;
	const who = play.roll.pick(people.slice(2));
	const room = play.roll.pick(play.rooms);
	switch (play.roll.roll(5)) {
		case 0:
			await revoke(
				play,
				(seat) => seat.userId === who,
				() => removeMember(needs, lead, 'team', who)
			);
			return play.roll.chance(0.7) ? comeBack(play, who) : undefined;
		case 1: {
			// a guest still looks along: the right to write goes, not the seat
			await changeRoles(needs, lead, 'team', who, ['guest']);
			if (play.roll.chance(0.7)) await changeRoles(needs, lead, 'team', who, ['teacher']);
			return;
		}
		case 2:
			return signOut(play, who);
		case 3:
			if (!play.roll.chance(0.3)) return;
			play.gone.add(room);
			return revoke(
				play,
				(seat) => seat.room === room,
				() => takeOffTable(needs, presenter, room)
			);
		default:
			if (!play.roll.chance(0.1)) return;
			for (const one of play.rooms) play.gone.add(one);
			return revoke(
				play,
				() => true,
				() => recordConsent(needs, presenter, 'child', { scope: 'team', state: 'withdrawn' })
			);
	}
}

async function signOut(play: Play, who: string): Promise<void> {
	const { needs } = play.house;
	const [signIn] = await signInsOf(needs, who);
	if (!signIn) return;
	await revoke(
		play,
		(seat) => seat.userId === who,
		() => endSignIn(needs, who, signIn.id)
	);
	const signIns = openSignIns(needs.db, false);
	play.cookies.set(who, `${signIns.cookieName}=${await signIns.start(who, 'schedule', new Date())}`);
	openSpans(play, who);
}

async function comeBack(play: Play, who: string): Promise<void> {
	await play.house.needs.db
		.update(teamMember)
		.set({ leftAt: null })
		.where(and(eq(teamMember.teamId, 'team'), eq(teamMember.userId, who)));
	openSpans(play, who);
}

function openSpans(play: Play, who: string): void {
	for (const room of play.rooms) {
		const spans = play.rights.get(key(who, room));
		if (spans && spans.at(-1)?.to !== Infinity && !play.gone.has(room)) spans.push({ from: Date.now(), to: Infinity });
	}
}

async function revoke(play: Play, concerns: (seat: Seat) => boolean, take: () => Promise<unknown>): Promise<void> {
	const concerned = play.seats.filter(concerns);
	const open = concerned.filter(({ client }) => client.synced);
	// somebody goes on typing in every room while the right is taken away
	for (const room of play.rooms) {
		const other = play.seats.find((seat) => seat.room === room && seat.client.synced && !concerned.includes(seat));
		if (other) type(play, other);
	}
	await take();
	const done = performance.now();
	const at = Date.now();
	play.report.revocations++;
	for (const { userId, room } of concerned)
		for (const span of play.rights.get(key(userId, room)) ?? []) span.to = Math.min(span.to, at);
	await Promise.all(
		open.map(async ({ client }) => {
			const closed = await Promise.race([
				client.closed().then(() => true),
				new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 5_000).unref())
			]);
			if (closed) play.report.closedAfterMs.push(Math.max(0, performance.now() - done));
			else play.report.neverClosed++;
		})
	);
	for (const room of play.rooms) {
		const other = play.seats.find((seat) => seat.room === room && seat.client.synced && !concerned.includes(seat));
		if (other) type(play, other);
	}
	// trying again at once, with the old cookie too, opens nothing
	for (const seat of concerned) if (play.roll.chance(0.3)) await sitDown(play, seat);
}

async function inspect(play: Play): Promise<void> {
	const { report } = play;
	await Promise.all(play.seats.map((seat) => (seat.client.synced ? Promise.resolve() : sitDown(play, seat))));
	// what the round refuses now is taken out of its writer's hands: she starts again from what is there
	await Promise.all(play.seats.map(({ client }) => patient(play, client, client.saved())));
	await Promise.all(play.seats.map((seat) => (seat.client.synced ? Promise.resolve() : sitDown(play, seat))));
	await Promise.all(play.seats.map(({ client }) => patient(play, client, client.saved())));
	for (const seat of play.seats) {
		keepCount(seat);
		report.savedWords += seat.saved.size;
		report.heardWords += seat.heard.size;
	}
	for (const room of play.rooms) if (!play.gone.has(room)) await inspectRoom(play, room);
	for (const seat of play.seats) {
		const spans = play.rights.get(key(seat.userId, seat.room)) ?? [];
		for (const [token, at] of seat.heard) {
			if (spans.some((span) => at >= span.from && at <= span.to)) continue;
			if (spans.some((span) => at >= span.from && at <= span.to + promised)) report.heldInTheGap++;
			else report.heldWithoutRight++;
			if (play.said.get(token)?.room !== seat.room) report.heldWithoutRight++;
		}
	}
}

const words = (doc: Y.Doc) => units.flatMap((unit) => entriesIn(doc, unit));

async function inspectRoom(play: Play, room: string): Promise<void> {
	const { report, house } = play;
	const fresh = new LiveClient();
	for (let more = 3; !fresh.synced && more > 0; more--)
		await patient(play, fresh, fresh.open(`${house.url}${room}`, cookieOf(play, presenter)));
	const wanted = JSON.stringify(words(fresh.doc));
	const here = play.seats.filter((seat) => seat.room === room && seat.client.synced);
	for (const until = Date.now() + 20_000; Date.now() < until;) {
		if (here.every(({ client }) => JSON.stringify(words(client.doc)) === wanted)) break;
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
	if (here.some(({ client }) => JSON.stringify(words(client.doc)) !== wanted)) report.apart++;
	for (const seat of play.seats.filter((one) => one.room === room))
		for (const token of seat.saved) if (!wanted.includes(token)) report.lost++;
	await house.live.table.settle(room);
	const rows = await notesOf(house.needs.db, room);
	const at = await enterSession(house.needs, presenter, room);
	const asRows = rows.map(
		(row) =>
			`${row.unit} ${row.id} ${row.authorId} ${at.ok ? house.needs.vault.unsealText(at.value.key, row.sealed) : ''}`
	);
	const asWords = words(fresh.doc).map((entry) => `${entry.unit} ${entry.id} ${entry.author} ${entry.text}`);
	if (JSON.stringify(asRows.sort()) !== JSON.stringify(asWords.sort())) report.rowsApart++;
	fresh.drop();
}
