/**
 * A server of somebody else to measure ours beside, from a folder that has its packages:
 *
 *     mkdir anchors; cd anchors; npm init -y; npm i y-websocket@2 @hocuspocus/server@4 @hocuspocus/extension-database@4
 *
 * Never a dependency of ours. Prints one line like tests/bench/server.ts.
 * `--which y-websocket | hocuspocus`, `--from FOLDER`; hocuspocus keeps its documents in DATABASE_URL when that is set.
 */
import http from 'node:http';
import { createRequire } from 'node:module';
import type net from 'node:net';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import postgres from 'postgres';
import { freePort } from '../../bin/tools/free-port.js';
import type { WebSocket, WebSocketServer } from 'ws';

/** The little of their interfaces that is used here. */
interface HocuspocusPackage {
	Server: new (options: Record<string, unknown>) => { listen(): Promise<unknown> };
}
interface DatabasePackage {
	Database: new (options: {
		fetch(about: { documentName: string }): Promise<Uint8Array | null>;
		store(about: { documentName: string; state: Uint8Array }): Promise<void>;
	}) => unknown;
}
interface YWebSocketPackage {
	setupWSConnection(ws: WebSocket, request: http.IncomingMessage): void;
}
interface WsPackage {
	Server: typeof WebSocketServer;
}

const { values: args } = parseArgs({
	options: { which: { type: 'string', default: 'y-websocket' }, from: { type: 'string', default: '.' } }
});
const theirs = createRequire(path.join(path.resolve(args.from), 'package.json'));
const tell = (port: number) => console.log(JSON.stringify({ url: `ws://127.0.0.1:${port}/` }));

if (args.which === 'hocuspocus') await hocuspocus();
else yWebSocket();
process.on('SIGTERM', () => process.exit(0));

/** As its own bin/server.cjs does it. */
function yWebSocket(): void {
	const { setupWSConnection } = theirs('y-websocket/bin/utils') as YWebSocketPackage;
	const { Server } = theirs('ws') as WsPackage;
	const sockets = new Server({ noServer: true });
	sockets.on('connection', setupWSConnection);
	const server = http.createServer((_request, response) => response.end());
	server.on('upgrade', (request, socket, head) =>
		sockets.handleUpgrade(request, socket, head, (ws) => sockets.emit('connection', ws, request))
	);
	server.listen(0, '127.0.0.1', () => tell((server.address() as net.AddressInfo).port));
}

async function hocuspocus(): Promise<void> {
	const { Server } = await fromTheirs<HocuspocusPackage>('@hocuspocus/server');
	const port = await freePort(4600 + (process.pid % 1000));
	const extensions = process.env['DATABASE_URL'] ? [await databaseExtension(process.env['DATABASE_URL'])] : [];
	const server = new Server({ port, address: '127.0.0.1', quiet: true, stopOnSignals: false, extensions });
	await server.listen();
	tell(port);
}

/** What its manual says: the whole document in one row, written at most every two seconds. */
async function databaseExtension(url: string): Promise<unknown> {
	const { Database } = await fromTheirs<DatabasePackage>('@hocuspocus/extension-database');
	const sql = postgres(url, { max: 4, onnotice: () => {} });
	await sql`create table if not exists hocuspocus (name text primary key, data bytea not null)`;
	return new Database({
		fetch: async ({ documentName }) => {
			const rows = await sql<{ data: Buffer }[]>`select data from hocuspocus where name = ${documentName}`;
			return rows[0]?.data ?? null;
		},
		store: async ({ documentName, state }) => {
			const data = Buffer.from(state);
			await sql`insert into hocuspocus values (${documentName}, ${data}) on conflict (name) do update set data = excluded.data`;
		}
	});
}

async function fromTheirs<Package>(name: string): Promise<Package> {
	return (await import(/* @vite-ignore */ pathToFileURL(theirs.resolve(name)).href)) as Package;
}
