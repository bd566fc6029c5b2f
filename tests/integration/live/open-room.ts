import http from 'node:http';
import type net from 'node:net';
import { eq, sql } from 'drizzle-orm';
import type * as Y from 'yjs';
import type { Command } from '$lib/engine/decide';
import {
	authSession,
	clip,
	docClient,
	docRemoval,
	docSnapshot,
	docUpdate,
	school,
	session,
	team as teams,
	userAccount
} from '$lib/server/db/schema';
import { openLiveTable, type LiveOptions } from '$lib/server/live/live-table';
import { openNeighbours } from '$lib/server/live/neighbours';
import { joinWriting, keepWriting, readWriting } from '$lib/server/use-cases/plan/shared-writing';
import { actInSession } from '$lib/server/use-cases/session/act';
import { enterSession, joinTable } from '$lib/server/use-cases/session/enter';
import { LiveClient } from '../../support/live-client';
import { castDay, openTestHouse } from '../../support/test-needs';
import { sealed } from '../../support/sealed';

/** One database for all tests of a file, emptied for each: opening one takes longer than most tests. */
let shared: Awaited<ReturnType<typeof openTestHouse>> | null = null;

export async function closeHouse(): Promise<void> {
	await shared?.close();
	shared = null;
}

/**
 * Marit's clip on the table of the cast, with the live table behind a real socket. The cookie is the name of whoever
 * sends it: who is behind a cookie is another room's business.
 */
export async function openRoom(options: Partial<LiveOptions> = {}, onEnter: (userId: string) => void = () => {}) {
	const house = (shared ??= await openTestHouse());
	const { needs, db } = house;
	await db.execute(
		sql`truncate ${school}, ${userAccount}, ${teams}, ${authSession}, ${docUpdate}, ${docSnapshot}, ${docClient}, ${docRemoval} cascade`
	);
	house.setClock(castDay);
	const { team, cycle, trajectory } = await house.cast();
	const at = needs.clock();
	await db.insert(clip).values({
		id: 'toren',
		trajectoryId: trajectory,
		ownerId: 'marit',
		title: sealed(needs, 'blokkentoren'),
		status: 'ready',
		bytes: 1,
		createdAt: at,
		keepUntil: new Date(at.getTime() + 86_400_000)
	});
	await db.insert(session).values({
		id: 's1',
		teamId: team,
		cycleId: cycle,
		clipId: 'toren',
		trajectoryId: trajectory,
		presenterId: 'marit',
		packId: 'p2g-plg',
		packVersion: 1,
		protocolId: 'short',
		shownFrom: 0,
		shownTo: 80_000,
		fragmentFrom: 20_000,
		fragmentTo: 60_000,
		createdAt: at
	});
	const signedOutCookies = new Set<string>();
	// a database that a test put something in front of is not shared: the processes on one see it as it is
	const { server: postgres } = options.db ? { server: null } : house.connection;
	let neighbours = postgres
		? await openNeighbours(postgres, { name: needs.newId().replaceAll('_', '-'), role: 'all' })
		: null;
	const open = () =>
		openLiveTable({
			db,
			vault: needs.vault,
			clock: needs.clock,
			kind: house.connection.kind,
			neighbours,
			enter: (userId, sessionId) => {
				onEnter(userId);
				return joinTable(needs, userId, sessionId);
			},
			nameOf: async (userId) => userId.slice(0, 1).toUpperCase() + userId.slice(1),
			whoIs: async (cookie) =>
				cookie && !signedOutCookies.has(cookie) ? { userId: cookie, authSessionId: `in-${cookie}` } : null,
			plans: {
				join: (userId, id) => joinWriting(needs, userId, id),
				read: (id) => readWriting(needs, id),
				keep: (id, typed) => keepWriting(needs, id, typed)
			},
			allowedOrigin: (request) => request.headers.origin === 'https://kijkkring.test',
			...options
		});
	let live = open();
	needs.table = live.table;
	const server = http.createServer();
	server.on('upgrade', (...args) => live.upgrade(...args));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as net.AddressInfo;
	const clients: LiveClient[] = [];

	return {
		...house,
		signedOutCookies,
		/** What a browser calls the server. */
		server: `ws://127.0.0.1:${port}/live`,
		live: () => live,
		/** Opens a document as somebody: the table, unless another name is given. */
		async join(who: string, name = 'session/s1/table', more: { doc?: Y.Doc; origin?: string; query?: string } = {}) {
			const client = new LiveClient(more.doc);
			clients.push(client);
			const { origin = 'https://kijkkring.test', query = '?saved=1' } = more;
			return client.open(`ws://127.0.0.1:${port}/live/${name}${query}`, { cookie: who, origin });
		},
		/** A command that must be accepted. */
		async act(who: string, command: Command) {
			const done = await actInSession(needs, who, 's1', command);
			if (!done.ok) throw new Error(`${who} may not ${command.do}: ${done.code}`);
		},
		/** When the session last moved: what a screen that is up to date has seen. */
		async movedAt(): Promise<number> {
			const entered = await enterSession(needs, 'marit', 's1');
			if (!entered.ok) throw new Error(entered.code);
			return entered.value.state.movedAt;
		},
		/** Another version or protocol of the default method, before anybody comes in. */
		follows: (packVersion: number, protocolId: string) =>
			db.update(session).set({ packVersion, protocolId }).where(eq(session.id, 's1')),
		/** Goes on, round by round, until this one. */
		async goTo(round: string) {
			for (;;) {
				const entered = await enterSession(needs, 'marit', 's1');
				if (!entered.ok) throw new Error(entered.code);
				const { state, facts } = entered.value;
				const { movedAt: seen, phase, round: now } = state;
				if (facts.protocol.rounds[now]?.id === round) return;
				await this.act('marit', phase === 'waiting' ? { do: 'start', seen } : { do: 'next', seen, reason: 'verder' });
			}
		},
		/** The server goes away as on a restart, and another one opens on the same database. */
		async restart() {
			await live.close();
			await neighbours?.close();
			if (postgres)
				neighbours = await openNeighbours(postgres, { name: needs.newId().replaceAll('_', '-'), role: 'all' });
			live = open();
			needs.table = live.table;
		},
		async close() {
			for (const client of clients) client.drop();
			await live.close();
			await neighbours?.close();
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		}
	};
}

export type OpenRoom = Awaited<ReturnType<typeof openRoom>>;
