import http from 'node:http';
import type net from 'node:net';
import { openLiveTable } from '$lib/server/live/live-table';
import { openNeighbours } from '$lib/server/live/neighbours';
import type { Needs } from '$lib/server/use-cases/needs';
import { joinTable } from '$lib/server/use-cases/session/enter';
import { LiveClient } from '../../support/live-client';
import type { OpenRoom } from './open-room';

interface Options {
	role?: string;
	/** A process that is to look paused speaks once, and trusts itself for long. */
	leaseMs?: number;
	beatMs?: number;
}

/** One more process on the room's database, as far as the live table goes: its own lease, line and sockets. */
export async function openProcess(room: OpenRoom, name: string, options: Options = {}) {
	const { server } = room.connection;
	if (!server) throw new Error('several processes need PostgreSQL');
	const neighbours = await openNeighbours(server, { name, role: 'all', ...options });
	const needs: Needs = { ...room.needs };
	const live = openLiveTable({
		db: room.db,
		vault: needs.vault,
		clock: needs.clock,
		kind: 'postgres',
		neighbours,
		enter: (userId, sessionId) => joinTable(needs, userId, sessionId),
		nameOf: async (userId) => userId,
		whoIs: async (cookie) => (cookie ? { userId: cookie, authSessionId: `in-${cookie}` } : null),
		allowedOrigin: () => true
	});
	needs.table = live.table;
	const gate = http.createServer();
	gate.on('upgrade', (...args) => live.upgrade(...args));
	await new Promise<void>((resolve) => gate.listen(0, '127.0.0.1', resolve));
	const { port } = gate.address() as net.AddressInfo;
	const clients: LiveClient[] = [];
	return {
		live,
		needs,
		neighbours,
		node: neighbours.node,
		/** Opens the table of s1, under another path when one is given. */
		join(who: string, path = '/live', client = new LiveClient()) {
			clients.push(client);
			return client.open(`ws://127.0.0.1:${port}${path}/session/s1/table?saved=1`, { cookie: who });
		},
		async close() {
			for (const client of clients) client.drop();
			await live.close();
			await neighbours.close();
			gate.closeAllConnections();
			await new Promise((resolve) => gate.close(resolve));
		}
	};
}

export type TestProcess = Awaited<ReturnType<typeof openProcess>>;
