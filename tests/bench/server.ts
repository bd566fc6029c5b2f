/**
 * The production live table alone, on a fresh database, with sessions to write in: what a load generator is pointed at.
 *
 *     npm run bench:server -- --rooms 20 --clients 6
 *
 * Prints one line of JSON (`url`, `pid`, `rooms`, and per room the cookie of each client) and serves until SIGTERM.
 * On the embedded database in a temporary folder; on a fresh database of DATABASE_URL's server when that is set.
 * `--state FILE` keeps database, port and cookies in FILE: started again with it, it goes on where it was killed.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import postgres from 'postgres';
import { connect } from '$lib/server/db/connection';
import { benchLimits, openLiveSchool, seedSessions } from '../support/live-school';

interface State {
	database: { url: string } | { dir: string };
	masterKey: string;
	port: number;
	rooms: string[];
	cookies: string[];
}

const { values: args } = parseArgs({
	options: {
		rooms: { type: 'string', default: '20' },
		clients: { type: 'string', default: '6' },
		state: { type: 'string' },
		window: { type: 'string' }
	}
});

const kept = args.state && existsSync(args.state) ? (JSON.parse(readFileSync(args.state, 'utf8')) as State) : null;
const database = kept?.database ?? (await freshDatabase());
const masterKey = kept ? Buffer.from(kept.masterKey, 'base64') : randomBytes(32);
const connection = await connect(database, 'drizzle');
const school = await openLiveSchool({
	connection,
	masterKey: new Uint8Array(masterKey),
	limits: benchLimits,
	...(kept ? { port: kept.port } : {}),
	...(args.window === undefined ? {} : { commitWindowMs: Number(args.window) })
});
const { rooms, cookies } = kept ?? (await seedSessions(school.needs, Number(args.rooms), Number(args.clients)));
if (args.state && !kept) {
	const state: State = {
		database,
		masterKey: masterKey.toString('base64'),
		port: Number(new URL(school.url).port),
		rooms,
		cookies
	};
	writeFileSync(args.state, JSON.stringify(state));
}
const clients = rooms.map(() => cookies.map((cookie) => ({ cookie })));
console.log(JSON.stringify({ url: school.url, pid: process.pid, rooms, clients }));

async function freshDatabase(): Promise<State['database']> {
	const server = process.env['DATABASE_URL'];
	if (!server) return { dir: path.join(mkdtempSync(path.join(tmpdir(), 'kijkkring-bench-')), 'db') };
	const name = `bench_${randomBytes(6).toString('hex')}`;
	const admin = postgres(server, { max: 1, onnotice: () => {} });
	await admin`create database ${admin(name)}`.finally(() => admin.end());
	return { url: Object.assign(new URL(server), { pathname: `/${name}` }).href };
}

async function removeDatabase(): Promise<void> {
	if ('dir' in database) return rmSync(path.dirname(database.dir), { recursive: true, force: true });
	const name = new URL(database.url).pathname.slice(1);
	const admin = postgres(process.env['DATABASE_URL'] ?? database.url, { max: 1, onnotice: () => {} });
	await admin`drop database if exists ${admin(name)} with (force)`.finally(() => admin.end());
}

let ending = false;
async function end(): Promise<void> {
	if (ending) return;
	ending = true;
	await school.close();
	await connection.close();
	if (!args.state) await removeDatabase();
	process.exit(0);
}
process.on('SIGTERM', () => void end());
process.on('SIGINT', () => void end());
