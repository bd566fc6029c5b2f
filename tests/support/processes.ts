import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eq } from 'drizzle-orm';
import * as Y from 'yjs';
import { entriesIn, type Entry } from '$lib/notebook/table';
import { tableName } from '$lib/notebook/names';
import { connect, type Connection } from '$lib/server/db/connection';
import { readDocument } from '$lib/server/db/documents';
import { liveNode, sessionNote, sessionOwner } from '$lib/server/db/schema';
import { findSession } from '$lib/server/db/sessions';
import { openKeyStore } from '$lib/server/db/key-store';
import { openVault, type Vault } from '$lib/server/db/vault';
import { freePort } from '../../bin/tools/free-port.js';
import { seedSessions } from './live-school';
import { startPostgres } from './postgres';
import { type Router, startRouter } from './router';
import { type RunningServer, startServer } from './server';

/** A school that runs in several production processes on one PostgreSQL, behind a router; with sessions to write in. */
export interface ProcessSchool {
	/** Where people come in, without a trailing slash. */
	origin: string;
	router: Router | null;
	/** By NODE_NAME; those that were started. */
	nodes: Map<string, RunningServer>;
	/** Ids of the sessions, all in a round where everybody writes. */
	rooms: string[];
	/** One sign-in for each person `u0`, `u1`…; `u0` presents everywhere. */
	cookies: string[];
	/** Where all processes keep clips. */
	dataDir: string;
	database: { connection: Connection; url: string; vault: Vault };
	/** Starts the process of this name, or starts it again with what is on disk. */
	start(name: string): Promise<RunningServer>;
	/** The process of this name; throws when it never started. */
	node(name: string): RunningServer;
	/** NODE_NAME of the process that holds each session that somebody holds. */
	owners(): Promise<Map<string, string>>;
	/** What stands in a session's table by the database alone, without asking any process. */
	stored(room: string): Promise<Entry[]>;
	/** The readable rows of a session: text by entry. */
	rows(room: string): Promise<string[]>;
	/** Asks the school as a person's browser would: with her cookie, and an Origin where the browser sends one. */
	ask(person: number, path: string, form?: Record<string, string>): Promise<Response>;
	close(): Promise<void>;
}

export interface ProcessOptions {
	rooms: number;
	people: number;
	/** NODE_NAMEs with their roles. All have a port from the beginning; `first` says who runs at once (all). */
	nodes: Record<string, 'web' | 'live' | 'worker'>;
	first?: string[];
	/** The public address when something else than our router stands in front; told the ports of all nodes. */
	front?: (ports: Record<string, number>) => Promise<{ origin: string }>;
	env?: Record<string, string>;
	/** Wait for the disk, as a real database does. Without it only processes may be killed, which is all we do here. */
	durable?: boolean;
}

/** Starts database and processes, and the router unless there is another front. Needs build/. */
export async function startProcesses(options: ProcessOptions): Promise<ProcessSchool> {
	const folder = mkdtempSync(path.join(tmpdir(), 'kijkkring-processes-'));
	const cluster = await startPostgres({ durable: options.durable ?? true });
	const masterKey = randomBytes(32);
	const dataDir = path.join(folder, 'data');
	const store = openKeyStore(path.join(dataDir, 'keys', 'store'));
	const vault = openVault(new Uint8Array(masterKey), { store });
	const connection = await connect({ url: cluster.url }, 'drizzle');
	const { db } = connection;
	const seeded = await seedSessions({ db, vault, clock: () => new Date() }, options.rooms, options.people);
	const names = Object.keys(options.nodes);
	const ports = await freePorts(names);
	const front = await options.front?.(ports);
	const routerPort = front ? 0 : await freePort(portsFrom + 400);
	const origin = front?.origin ?? `http://localhost:${routerPort}`;
	const { rooms } = seeded;
	// over https the cookie has the name that pins it to this host
	const cookies = seeded.cookies.map((cookie) => (origin.startsWith('https:') ? `__Host-${cookie}` : cookie));
	const nodes = new Map<string, RunningServer>();

	async function start(name: string): Promise<RunningServer> {
		const known = nodes.get(name);
		if (known) {
			await known.restart();
			return known;
		}
		const server = await startServer({
			database: { url: cluster.url },
			demo: false,
			dataDir,
			port: ports[name] ?? 0,
			env: {
				ROLE: options.nodes[name],
				NODE_NAME: name,
				ORIGIN: origin,
				KIJKKRING_KEY: masterKey.toString('base64url'),
				DRAIN_SECONDS: '3',
				...options.env
			}
		});
		nodes.set(name, server);
		return server;
	}

	await Promise.all((options.first ?? names).map(start));
	const urlOf = (name: string) => `http://127.0.0.1:${ports[name]}`;
	const live = names.filter((name) => options.nodes[name] === 'live').map((name) => ({ name, url: urlOf(name) }));
	const web = names.find((name) => options.nodes[name] === 'web') ?? '';
	const router = front ? null : await startRouter({ web: urlOf(web), live, port: routerPort });

	return {
		origin,
		router,
		nodes,
		rooms,
		cookies,
		dataDir,
		database: { connection, url: cluster.url, vault },
		start,
		node(name) {
			const server = nodes.get(name);
			if (!server) throw new Error(`${name} never started`);
			return server;
		},
		async owners() {
			const held = await db
				.select({ room: sessionOwner.sessionId, name: liveNode.name })
				.from(sessionOwner)
				.innerJoin(liveNode, eq(liveNode.id, sessionOwner.nodeId));
			return new Map(held.map(({ room, name }) => [room, name]));
		},
		async stored(room) {
			const doc = new Y.Doc();
			const key = await keyOf(connection, vault, room);
			const { snapshot, tail } = await readDocument(db, tableName(room));
			doc.transact(() => {
				for (const sealed of [...(snapshot ? [snapshot] : []), ...tail]) Y.applyUpdate(doc, vault.unseal(key, sealed));
			});
			return entriesIn(doc, 'observations');
		},
		async rows(room) {
			const key = await keyOf(connection, vault, room);
			const notes = await db.select().from(sessionNote).where(eq(sessionNote.sessionId, room));
			return notes.map((note) => vault.unsealText(key, note.sealed));
		},
		ask: (person, where, form) =>
			fetch(origin + where, {
				redirect: 'manual',
				headers: {
					cookie: cookies[person] ?? '',
					...(form ? { origin, 'content-type': 'application/x-www-form-urlencoded' } : {})
				},
				...(form ? { method: 'POST', body: new URLSearchParams(form).toString() } : {})
			}),
		async close() {
			await router?.close();
			await Promise.all([...nodes.values()].map((server) => server.kill9()));
			await connection.close();
			await cluster.stop();
			rmSync(folder, { recursive: true, force: true });
		}
	};
}

/** Apart from those of the other tests that start servers. */
const portsFrom = 5200 + (process.pid % 300);

async function freePorts(names: string[]): Promise<Record<string, number>> {
	const ports: Record<string, number> = {};
	let from = portsFrom;
	for (const name of names) {
		const port = await freePort(from);
		ports[name] = port;
		from = port + 1;
	}
	return ports;
}

async function keyOf({ db }: Connection, vault: Vault, room: string): Promise<Uint8Array> {
	const row = await findSession(db, room);
	if (!row) throw new Error(`there is no session ${room}`);
	return vault.open(row.wrappedKey);
}
