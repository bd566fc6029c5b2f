/**
 * The physical floor: sends what comes in to the others of the room. No document, no rights, no disk. What the live
 * table costs is told as a multiple of this, measured in the same run. Prints one line like tests/bench/server.ts.
 */
import http from 'node:http';
import type net from 'node:net';
import process from 'node:process';
import { WebSocketServer, type WebSocket } from 'ws';

const rooms = new Map<string, Set<WebSocket>>();
const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
const server = http.createServer((_request, response) =>
	response.end(JSON.stringify({ cpu: process.cpuUsage(), rss: process.memoryUsage().rss }))
);

server.on('upgrade', (request, socket, head) =>
	sockets.handleUpgrade(request, socket, head, (ws) => {
		const name = request.url ?? '';
		const room = rooms.get(name) ?? new Set();
		rooms.set(name, room.add(ws));
		ws.on('message', (data) => {
			for (const other of room) if (other !== ws) other.send(data, { binary: true });
		});
		ws.on('error', () => {});
		ws.on('close', () => room.delete(ws));
	})
);
server.listen(0, '127.0.0.1', () => {
	const { port } = server.address() as net.AddressInfo;
	console.log(JSON.stringify({ url: `ws://127.0.0.1:${port}/`, pid: process.pid, rooms: [], clients: [] }));
});
process.on('SIGTERM', () => process.exit(0));
