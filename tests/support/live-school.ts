import { randomBytes } from 'node:crypto';
import http from 'node:http';
import type net from 'node:net';
import { no, yes } from '$lib/domain/outcome';
import { shortProtocol } from '$lib/methods/p2g-protocols';
import { openSignIns } from '$lib/server/auth/sign-ins';
import type { Connection, Db } from '$lib/server/db/connection';
import * as t from '$lib/server/db/schema';
import { openVault } from '$lib/server/db/vault';
import { openNeighbours } from '$lib/server/live/neighbours';
import { openLiveTable, type LiveHouse } from '$lib/server/live/live-table';
import type { Limits } from '$lib/server/live/limits';
import { openViewBook } from '$lib/server/use-cases/audit/view-book';
import type { ClipFiles, Needs } from '$lib/server/use-cases/needs';
import { joinTable } from '$lib/server/use-cases/session/enter';

/** Cookie name of a sign-in over plain http. */
const cookieName = 'kijkkring';

/** No limit that is about one person's tempo: the bench is a hundred people in one process. */
export const benchLimits: Partial<Limits> = {
	messagesPerSecond: 1e9,
	messageBurst: 1e9,
	bytesPerSecond: 1e12,
	byteBurst: 1e12,
	refusalsForgiven: Infinity,
	socketsPerUser: 1e6,
	socketsPerRoom: 1e6,
	documentBytes: 256 * 1024 * 1024
};

export interface LiveSchool {
	live: LiveHouse;
	needs: Needs;
	/** `ws://127.0.0.1:<port>/live/session/`; a room's id appended opens its table. */
	url: string;
	close(): Promise<void>;
}

/** The production live table behind a bare http server, with the real sign-ins and the real question who may enter. */
export async function openLiveSchool(options: {
	connection: Connection;
	masterKey: Uint8Array;
	port?: number;
	limits?: Partial<Limits>;
	commitWindowMs?: number;
}): Promise<LiveSchool> {
	const { connection } = options;
	const { db } = connection;
	const clock = () => new Date();
	const signIns = openSignIns(db, false);
	const needs: Needs = {
		db,
		vault: openVault(options.masterKey),
		clock,
		newId: () => randomBytes(16).toString('base64url'),
		newSecret: () => randomBytes(32).toString('base64url'),
		files: noFiles,
		clipSpace: { school: null, team: null },
		views: openViewBook(db),
		get table() {
			return live.table;
		},
		mail: async () => {},
		mails: false,
		push: null,
		origin: 'http://localhost',
		later: (work) => void work(),
		clipWaits: () => {}
	};
	// on PostgreSQL as in production: every write proves whose session it is
	const neighbours = connection.server
		? await openNeighbours(connection.server, { name: `school-${randomBytes(6).toString('hex')}`, role: 'all' })
		: null;
	const live: LiveHouse = openLiveTable({
		db,
		neighbours,
		vault: needs.vault,
		clock,
		kind: connection.kind,
		enter: (userId, sessionId) => joinTable(needs, userId, sessionId),
		nameOf: async (userId) => userId.toUpperCase(),
		whoIs: (header) => signIns.read(header?.split(`${cookieName}=`)[1]?.split(';')[0], clock()),
		// programs of ours, not browsers: they send no Origin
		allowedOrigin: (request) => request.headers.origin === undefined,
		...(options.limits ? { limits: options.limits } : {}),
		...(options.commitWindowMs === undefined ? {} : { commitWindowMs: options.commitWindowMs })
	});
	const server = http.createServer((_request, response) =>
		response.end(JSON.stringify({ ...live.stats(), cpu: process.cpuUsage(), rss: process.memoryUsage().rss }))
	);
	server.on('upgrade', live.upgrade);
	await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
	const { port } = server.address() as net.AddressInfo;
	return {
		live,
		needs,
		url: `ws://127.0.0.1:${port}/live/session/`,
		async close() {
			await live.close();
			await neighbours?.close();
			await new Promise((resolve) => server.close(resolve));
		}
	};
}

const notHere = async () => no('not-found');
const noFiles: ClipFiles = {
	canConvert: false,
	freeBytes: async () => null,
	lastBytesAt: async () => null,
	receive: () => Promise.reject(new Error('no clip files here')),
	put: async () => {},
	inspect: notHere,
	prepare: async (_clip, facts) => yes(facts),
	lighten: async () => false,
	part: notHere,
	forget: () => {},
	erase: async () => {},
	held: async () => [],
	astray: async () => [],
	putAway: async () => {}
};

/** Sessions in the round where everybody writes down what can be seen; people `u0`, `u1`…, all in one team. */
export async function seedSessions(
	needs: Pick<Needs, 'db' | 'vault' | 'clock'>,
	rooms: number,
	people: number
): Promise<{ rooms: string[]; cookies: string[] }> {
	const { db, vault } = needs;
	const at = needs.clock();
	const users = Array.from({ length: people }, (_, i) => `u${i}`);
	await db.insert(t.school).values({ id: 'school', name: 'De Meting', createdAt: at });
	await db.insert(t.team).values({ id: 'team', name: 'Onderbouw', createdAt: at });
	await db
		.insert(t.userAccount)
		.values(users.map((id) => ({ id, name: id, email: `${id}@meting.test`, passwordHash: 'none', createdAt: at })));
	await db
		.insert(t.teamMember)
		.values(users.map((userId) => ({ teamId: 'team', userId, roles: ['teacher' as const], joinedAt: at })));
	await db.insert(t.cycle).values({
		id: 'cycle',
		teamId: 'team',
		number: 1,
		packId: 'p2g-plg',
		packVersion: 1,
		startedBy: 'u0',
		createdAt: at
	});
	await db.insert(t.trajectory).values({
		id: 'child',
		cycleId: 'cycle',
		teacherId: 'u0',
		alias: 'J.',
		wrappedKey: vault.newKey().wrapped,
		createdAt: at
	});
	await db
		.insert(t.consentAnswer)
		.values({ id: 'yes', trajectoryId: 'child', scope: 'team', state: 'granted', recordedBy: 'u0', at });
	const names = Array.from({ length: rooms }, (_, i) => `room-${i}`);
	for (const id of names) await seedSession(db, id, at);
	const signIns = openSignIns(db, false);
	const cookies: string[] = [];
	for (const user of users) cookies.push(`${cookieName}=${await signIns.start(user, 'bench', at)}`);
	return { rooms: names, cookies };
}

async function seedSession(db: Db, id: string, at: Date): Promise<void> {
	await db.insert(t.clip).values({
		id: `clip-${id}`,
		trajectoryId: 'child',
		ownerId: 'u0',
		status: 'ready',
		bytes: 1,
		createdAt: at,
		keepUntil: new Date(at.getTime() + 86_400_000)
	});
	await db.insert(t.session).values({
		id,
		teamId: 'team',
		cycleId: 'cycle',
		clipId: `clip-${id}`,
		trajectoryId: 'child',
		presenterId: 'u0',
		packId: 'p2g-plg',
		packVersion: 1,
		protocolId: 'short',
		shownFrom: 0,
		shownTo: 3_600_000,
		fragmentFrom: 10_000,
		fragmentTo: 70_000,
		createdAt: at,
		startedAt: at
	});
	const round = shortProtocol.rounds.findIndex((r) => r.id === 'rewatch');
	const body = { type: 'round-entered' as const, round, how: 'started' as const };
	await db.insert(t.sessionEvent).values({ sessionId: id, seq: 1, at, actorId: 'u0', body });
}
