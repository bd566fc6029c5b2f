// Longer than the house likes: one withdrawal from beginning to end, with everybody who was watching.
import { randomBytes } from 'node:crypto';
import http from 'node:http';
import type net from 'node:net';
import { eq } from 'drizzle-orm';
import { addEntry } from '$lib/notebook/table';
import { shortProtocol } from '$lib/methods/p2g-protocols';
import { openSignIns } from '$lib/server/auth/sign-ins';
import { connect } from '$lib/server/db/connection';
import * as t from '$lib/server/db/schema';
import { answerAsGuardian } from '$lib/server/use-cases/child/answer-as-guardian';
import { recordConsent } from '$lib/server/use-cases/child/record-consent';
import { checkClip } from '$lib/server/use-cases/clip/check-clip';
import { watchMedia } from '$lib/server/use-cases/clip/watch-media';
import type { Needs } from '$lib/server/use-cases/needs';
import { clipBytes, mediaRoom } from '../support/clips';
import { LiveClient } from '../support/live-client';
import { openLiveSchool, seedSessions } from '../support/live-school';
import { createTestDatabase } from '../support/postgres';
import { dice, seedOf, type Dice } from './dice';
import { silence } from './honest';

/** What so many withdrawals came to. Times in ms, from the tap. */
export interface WithdrawalReport {
	withdrawals: number;
	/** The last bytes of the clip that anybody was still given; 0 where nobody was given any after the tap. */
	lastBytesAfter: number[];
	/** Each socket at the table: until it was closed. */
	closedAfter: number[];
	/** Each player that is paused and asks every eight seconds whether it still may: until it went blank. */
	blankAfter: number[];
	/** Until the answer to the tap itself: by then the key is destroyed and the bytes are gone. */
	answeredAfter: number[];
	/** Addresses asked after the tap. */
	asked: number;
	/** Rounds in which nobody could see the clip before the tap: they prove nothing. */
	neverPlayed: number;
	/** Bytes given to somebody who never had a right to them. */
	leaked: number;
	/** Sockets that stayed open. */
	neverClosed: number;
	/** Ends of a socket that differ from the others' of that round, or say more than that it is gone. */
	toldMore: number;
	/** Keys, captions or notes of a withdrawn child that were still there after the answer. */
	left: number;
}

export interface WithdrawalOptions {
	withdrawals: number;
	seed: number;
	/** People at the table of each. */
	viewers?: number;
	/** Rounds that go on at the same time. */
	together?: number;
	/** People who write at other tables meanwhile. */
	writers?: number;
	/** Between two requests of one poller, ms. */
	paceMs?: number;
	/** With players that are paused: each takes eight seconds. */
	paused?: boolean;
	onProgress?: (soFar: WithdrawalReport) => void;
}

/** How often a player at rest asks for its right (attach-media.ts). */
const askEvery = 8_000;
/** So often somebody asks before the tap comes although not everybody saw a picture. */
const patience = 300;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

interface World {
	needs: Needs;
	url: string;
	cookies: ReadonlyMap<string, string>;
	media: string;
	bytes: Uint8Array;
	report: WithdrawalReport;
	paceMs: number;
	paused: Promise<void>[] | null;
}

/**
 * Withdraws so many times: by the guardian who said yes, by another who was still waited for, and by the teacher, in
 * turn. While it happens everybody at the table holds a socket, and owner, colleague, expert, admin and stranger ask for
 * every address of the clip, ten times a second. Promise C1.
 */
export async function playWithdrawals(options: WithdrawalOptions): Promise<WithdrawalReport> {
	const { withdrawals, viewers = 12, together = 1, writers = 0, paceMs = 100, paused = false } = options;
	const { onProgress = () => {} } = options;
	const database = process.env['TEST_DATABASE_URL'] ? await createTestDatabase() : null;
	const connection = await connect(database ? { url: database.url } : { dir: null }, 'drizzle');
	const live = await openLiveSchool({ connection, masterKey: new Uint8Array(randomBytes(32)) });
	const room = await mediaRoom(null);
	live.needs.files = room.files;
	const loud = silence();
	const { rooms, cookies } = await seedSessions(
		live.needs,
		Math.max(1, Math.ceil(writers / 6)),
		viewers + together + 1
	);
	const media = await serveMedia(live.needs);
	const world: World = {
		needs: live.needs,
		url: live.url,
		cookies: new Map([
			...cookies.map((cookie, i) => [`u${i}`, cookie] as const),
			['expert', await seatOthers(live.needs)]
		]),
		media: media.url,
		bytes: await clipBytes('noaudio.mp4'),
		report: emptyReport(),
		paceMs,
		paused: paused ? [] : null
	};
	const load = await writeMeanwhile(world, rooms, writers);
	try {
		let next = 0;
		const slot = async (owner: string) => {
			while (next < withdrawals) {
				const round = next++;
				await withdrawOnce(world, { round, owner, viewers, chance: dice(seedOf(options.seed, round)) });
				onProgress(world.report);
			}
		};
		await Promise.all(Array.from({ length: together }, (_, i) => slot(`u${i + 1}`)));
		await Promise.all(world.paused ?? []);
		return world.report;
	} finally {
		await load.end();
		await media.close();
		await live.close();
		await room.end();
		await connection.close();
		await database?.drop();
		loud();
	}
}

async function withdrawOnce(
	world: World,
	{ round, owner, viewers, chance }: { round: number; owner: string; viewers: number; chance: Dice }
): Promise<void> {
	const { needs, report } = world;
	const child = await beginRound(world, owner);
	const addresses = await addressesOf(needs, owner, child.clipId);
	const people = [
		owner,
		...[...world.cookies.keys()].filter((id) => id !== owner && id !== 'u0' && id !== 'expert')
	].slice(0, viewers);
	const table = await Promise.all(
		people.map((who) =>
			new LiveClient().open(`${world.url}${child.sessionId}/table?saved=1`, { cookie: world.cookies.get(who) ?? '' })
		)
	);
	let tap = Infinity;
	let answered = false;
	let lastBytes = -Infinity;
	const playing = new Set<string>();
	let everybodyPlays = () => {};
	const plays = new Promise<void>((resolve) => (everybodyPlays = resolve));
	const poll = async (who: string, allowed: boolean) => {
		let cleanSince = 0;
		for (let i = 0; ; i++) {
			const began = performance.now();
			const status = await ask(world, who, child.clipId, addresses[i % addresses.length] ?? 'index.m3u8');
			const given = status === 200 || status === 206;
			if (given && !allowed) report.leaked++;
			if (given && allowed) playing.add(who);
			if (playing.size === 3 || i === patience) everybodyPlays();
			if (began >= tap) report.asked++;
			if (given && performance.now() >= tap) lastBytes = Math.max(lastBytes, performance.now());
			cleanSince = given || !answered ? 0 : cleanSince + 1;
			// every address once more, after everything was said to be gone
			if (cleanSince >= addresses.length) return;
			await wait(Math.max(0, world.paceMs - (performance.now() - began)));
		}
	};
	const pollers = [
		poll(owner, true),
		poll(people[1] ?? owner, true),
		poll('expert', true),
		poll('admin', false),
		poll('stranger', false)
	];
	const closed = table.map(async (client) => {
		await client.until(() => client.closedWith !== null).catch(() => report.neverClosed++);
		return { after: performance.now(), with: client.closedWith };
	});
	await plays;
	if (playing.size < 3) report.neverPlayed++;
	await wait(chance.roll(world.paceMs * 10));
	tap = performance.now();
	const whose = ['the one who said yes', 'another guardian', 'the teacher'][round % 3];
	const done =
		whose === 'the teacher'
			? await recordConsent(needs, owner, child.trajectoryId, { scope: 'team', state: 'withdrawn' })
			: await answerAsGuardian(needs, whose === 'another guardian' ? child.father : child.mother, {
					answers: [{ scope: 'team', expertId: null, answer: 'no' }],
					text
				});
	if (!done.ok) throw new Error(done.code);
	report.answeredAfter.push(performance.now() - tap);
	answered = true;
	if (world.paused) world.paused.push(goBlank(world, people[1] ?? owner, child.clipId, addresses, tap, chance));
	report.left += await stillThere(needs, child);
	await Promise.all(pollers);
	report.lastBytesAfter.push(Math.max(0, lastBytes - tap));
	const ends = await Promise.all(closed);
	for (const end of ends) report.closedAfter.push(end.after - tap);
	const said = new Set(ends.map((end) => JSON.stringify(end.with)));
	if (said.size !== 1 || ![...said].every((it) => /"code":4410,"reason":"[a-z-]+"/.test(it))) report.toldMore++;
	for (const client of table) client.drop();
	report.withdrawals++;
}

const text = { version: 1, language: 'nl', hash: 'as read' };

/** A child with two guardians, of whom one said yes; a clip, and a session with it that has begun. */
async function beginRound(world: World, owner: string) {
	const { needs } = world;
	const { db } = needs;
	const at = needs.clock();
	const id = needs.newId();
	const [trajectoryId, clipId, sessionId, mother, father] = ['c', 'k', 's', 'm', 'f'].map((kind) => `${kind}${id}`) as [
		...[string, string, string, string, string]
	];
	await db
		.update(t.trajectory)
		.set({ closedAt: at, closedWhy: 'another-child' })
		.where(eq(t.trajectory.teacherId, owner));
	await db.insert(t.trajectory).values({
		...{ id: trajectoryId, cycleId: 'cycle', teacherId: owner, alias: 'J.', createdAt: at },
		wrappedKey: needs.vault.newKey().wrapped
	});
	const parent = { trajectoryId, number: 1, createdAt: at };
	await db.insert(t.guardian).values([
		{ ...parent, id: mother, kind: 'mother' },
		{ ...parent, id: father, kind: 'father' }
	]);
	await db.insert(t.expertAsked).values({ trajectoryId, expertId: 'expert', organisation: 'Steunpunt', askedAt: at });
	const yes = await answerAsGuardian(needs, mother, {
		answers: [
			{ scope: 'team', expertId: null, answer: 'yes' },
			{ scope: 'expert', expertId: 'expert', answer: 'yes' }
		],
		text
	});
	if (!yes.ok) throw new Error(yes.code);
	const { key, wrapped } = needs.vault.newKey();
	const keepUntil = new Date(at.getTime() + 86_400_000);
	await db.insert(t.clip).values({
		...{
			id: clipId,
			trajectoryId,
			ownerId: owner,
			status: 'checking',
			createdAt: at,
			keepUntil
		},
		...{ bytes: world.bytes.length, wrappedKey: wrapped }
	});
	await needs.files.put({ id: clipId, key }, world.bytes);
	await checkClip(needs, clipId);
	await db.insert(t.session).values({
		...{ id: sessionId, teamId: 'team', cycleId: 'cycle', clipId, trajectoryId, presenterId: owner },
		...{ packId: 'p2g-plg', packVersion: 1, protocolId: 'short', createdAt: at, startedAt: at },
		...{ shownFrom: 0, shownTo: 60_000, fragmentFrom: 0, fragmentTo: 2_000 }
	});
	const body = { type: 'round-entered' as const, round: shortProtocol.rounds.findIndex((it) => it.id === 'rewatch') };
	await db
		.insert(t.sessionEvent)
		.values({ sessionId, seq: 1, at, actorId: owner, body: { ...body, how: 'started' as const } });
	await db.insert(t.helpRequest).values({
		...{ id: `h${id}`, teamId: 'team', askedBy: owner, expertId: 'expert', clipId, createdAt: at },
		...{ status: 'accepted', accessUntil: keepUntil }
	});
	return { trajectoryId, clipId, sessionId, mother, father };
}

/** Every address of a clip its owner's player is ever told, and those beside them. */
async function addressesOf(needs: Needs, owner: string, clipId: string): Promise<string[]> {
	const found = new Set(['levels.m3u8', 'captions.vtt']);
	for (const list of ['levels.m3u8', 'index.m3u8']) {
		const part = await watchMedia(needs, owner, { clipId, file: list, range: null, asking: false });
		if (!part.ok) throw new Error(`${list}: ${part.code}`);
		const lines = await new Response(part.value.body as BodyInit).text();
		for (const [name] of lines.matchAll(/[a-z]+\d*\.(?:m3u8|mp4|m4s)/g)) found.add(name);
	}
	return [...found];
}

/** What of a withdrawn child may not be there any more when its withdrawal was answered. */
async function stillThere(needs: Needs, child: { clipId: string; sessionId: string }): Promise<number> {
	const [row] = await needs.db.select().from(t.clip).where(eq(t.clip.id, child.clipId));
	const notes = await needs.db.$count(t.sessionNote, eq(t.sessionNote.sessionId, child.sessionId));
	const held = await needs.files.held();
	return Number(row?.wrappedKey !== null) + notes + Number(held.includes(child.clipId));
}

/** A player that was paused somewhere in its eight seconds when the tap came. */
async function goBlank(
	world: World,
	who: string,
	clipId: string,
	addresses: string[],
	tap: number,
	chance: Dice
): Promise<void> {
	for (let due = tap + chance.roll(askEvery); ; due += askEvery) {
		await wait(Math.max(0, due - performance.now()));
		const status = await ask(world, who, clipId, addresses.includes('index.m3u8') ? 'index.m3u8' : 'clip.webm');
		if (status === 404) return void world.report.blankAfter.push(performance.now() - tap);
	}
}

async function ask(world: World, who: string, clipId: string, file: string): Promise<number> {
	const response = await fetch(`${world.media}/${clipId}/${file}`, { headers: { cookie: who } });
	await response.arrayBuffer();
	return response.status;
}

/** The gateway behind a bare server: who asks is in the cookie. */
async function serveMedia(needs: Needs): Promise<{ url: string; close: () => Promise<void> }> {
	// players at rest ask every eight seconds: a line that is closed after five is closed while they ask
	const server = http.createServer({ keepAliveTimeout: 120_000 }, (request, response) => {
		const [, clipId = '', file = ''] = (request.url ?? '').split('/');
		const asked = { clipId, file, range: null, asking: request.method === 'HEAD' };
		void watchMedia(needs, request.headers.cookie ?? '', asked).then(async (part) => {
			response.writeHead(part.ok ? part.value.status : 404);
			response.end(part.ok ? new Uint8Array(await new Response(part.value.body as BodyInit).arrayBuffer()) : undefined);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as net.AddressInfo).port}`,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		}
	};
}

/** An expert of the team, whose cookie is answered; an admin; and somebody of another team. */
async function seatOthers({ db, clock }: Needs): Promise<string> {
	const at = clock();
	const account = { passwordHash: 'none', createdAt: at };
	await db.insert(t.team).values({ id: 'other', name: 'Bovenbouw', createdAt: at });
	await db.insert(t.userAccount).values(
		['expert', 'admin', 'stranger'].map((id) => ({
			...account,
			id,
			name: id,
			email: `${id}@meting.test`,
			admin: id === 'admin'
		}))
	);
	await db.insert(t.teamMember).values([
		{ teamId: 'team', userId: 'expert', roles: ['expert'], joinedAt: at },
		{ teamId: 'other', userId: 'stranger', roles: ['teacher', 'lead'], joinedAt: at }
	]);
	return `kijkkring=${await openSignIns(db, false).start('expert', 'bench', at)}`;
}

/** People at other tables who write two words a second, so that the server has more to do. */
async function writeMeanwhile(world: World, rooms: readonly string[], writers: number) {
	const cookies = [...world.cookies].filter(([id]) => id !== 'expert');
	const clients = await Promise.all(
		Array.from({ length: writers }, (_, i) =>
			new LiveClient().open(`${world.url}${rooms[i % rooms.length]}/table?saved=1`, {
				cookie: cookies[i % cookies.length]?.[1] ?? ''
			})
		)
	);
	let entry = 0;
	const timer = setInterval(() => {
		for (const [i, client] of clients.entries())
			addEntry(client.doc, 'observations', {
				...{ id: `w${entry++}`, author: cookies[i % cookies.length]?.[0] ?? '', t: 1000, text: 'J. kijkt op' }
			});
	}, 500);
	return {
		async end() {
			clearInterval(timer);
			for (const client of clients) client.drop();
			await Promise.resolve();
		}
	};
}

const emptyReport = (): WithdrawalReport => ({
	withdrawals: 0,
	lastBytesAfter: [],
	closedAfter: [],
	blankAfter: [],
	answeredAfter: [],
	asked: 0,
	neverPlayed: 0,
	leaked: 0,
	neverClosed: 0,
	toldMore: 0,
	left: 0
});
