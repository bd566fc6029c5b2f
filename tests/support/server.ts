// Read by Playwright, Vite and Node itself, hence the file extensions in its imports.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { freePort } from '../../bin/tools/free-port.js';
import { at } from '../../bin/tools/places.js';
import { projectNode } from '../../bin/tools/runtime.js';
import { startPostgres } from './postgres.ts';

export interface ServerOptions {
	/** PGlite inside the server's own process, a PostgreSQL of its own that really waits for the disk, or one that is there. */
	database: 'pglite' | 'postgres' | { url: string };
	/** With the invented school seeded and its sign-in links. The app allows that on PGlite only. */
	demo: boolean;
	/** Kept afterwards; without it the server gets a fresh folder that goes away with it. */
	dataDir?: string;
	port?: number;
	/** A folder with a `server.js` and what it needs beside it; the project's own when left out. */
	folder?: string;
	/** On top; `undefined` takes a setting away. */
	env?: Record<string, string | undefined>;
}

/** One sign-in link of the demo school. */
export interface DemoLink {
	key: string;
	name: string;
	role: string;
	url: string;
}

/** The built production server, as somebody would really start it. */
export interface RunningServer {
	/** Where it answers, without a trailing slash. */
	readonly url: string;
	/** Of the process that runs now; another one after `restart`. */
	readonly pid: number;
	readonly dataDir: string;
	/** Milliseconds from starting the process to its listening line, of the last start. */
	readonly startedInMs: number;
	/** What it wrote since its (last) start, both streams, at most the last 64 kB. */
	said(): string;
	links(): DemoLink[];
	/** SIGTERM; answers its exit code, and cleans up what was made for it. */
	stop(): Promise<number | null>;
	/** As a power cut would end it. `restart` brings it back on the same data. */
	kill9(): Promise<void>;
	/** Holds it in mid-step, as a machine that swaps or a suspended virtual one; it notices nothing until `resume`. */
	pause(): void;
	resume(): void;
	/** Starts it again on the same port, data and database; ends it with SIGTERM first when it still runs. */
	restart(): Promise<void>;
}

/** Starts `server.js` on build/ (make it first) and resolves when it listens; throws with its last words otherwise. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
	const dataDir = options.dataDir ?? mkdtempSync(path.join(tmpdir(), 'kijkkring-data-'));
	const port = options.port ?? (await freePort(4100 + (process.pid % 400)));
	const cluster = options.database === 'postgres' ? await startPostgres({ durable: true }) : null;
	const shared = typeof options.database === 'object' ? options.database : cluster;
	const env: Record<string, string | undefined> = {
		...(options.demo ? { KIJKKRING_DEMO: '1' } : { ORIGIN: `http://localhost:${port}` }),
		...(shared ? { DATABASE_URL: shared.url } : {}),
		...options.env
	};
	const begin = () =>
		launch(options.folder ?? at(), { ...env, DATA_DIR: dataDir, PORT: String(port), HOST: '127.0.0.1' });
	const cleanUp = async () => {
		await cluster?.stop();
		if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true });
	};
	let life = await begin().catch(async (error: unknown) => {
		await cleanUp();
		throw error;
	});
	return {
		url: `http://localhost:${port}`,
		dataDir,
		get pid() {
			return life.pid;
		},
		get startedInMs() {
			return life.startedInMs;
		},
		said: () => life.said(),
		links: () => demoLinks(dataDir),
		async stop() {
			const code = await life.end('SIGTERM');
			await cleanUp();
			return code;
		},
		async kill9() {
			await life.end('SIGKILL');
		},
		pause: () => void process.kill(life.pid, 'SIGSTOP'),
		resume: () => void process.kill(life.pid, 'SIGCONT'),
		async restart() {
			await life.end('SIGTERM');
			life = await begin();
		}
	};
}

/** The demo school's sign-in links; in an end-to-end test of the server that the run started. */
export function demoLinks(dataDir = process.env['KIJKKRING_E2E_DATA'] ?? ''): DemoLink[] {
	return JSON.parse(readFileSync(path.join(dataDir, 'demo-links.json'), 'utf8')) as DemoLink[];
}

/** What a developer's shell may say about a real school has no say in a test. */
const settings = [
	'CLIPS_GB',
	'CLIPS_GB_PER_TEAM',
	'CLIPS_S3_BUCKET',
	'CLIPS_S3_ENDPOINT',
	'CLIPS_S3_KEY_ID',
	'CLIPS_S3_PREFIX',
	'CLIPS_S3_REGION',
	'CLIPS_S3_SECRET',
	'CLIPS_S3_SECRET_FILE',
	'CLIPS_S3_STYLE',
	'CLIPS_STORE',
	'DATABASE_URL',
	'DRAIN_SECONDS',
	'KIJKKRING_DEMO',
	'KIJKKRING_KEY',
	'KIJKKRING_KEY_FILE',
	'KIJKKRING_KEY_FILE_OLD',
	'KIJKKRING_KEY_STORE',
	'MAIL_FROM',
	'NODE_NAME',
	'ORIGIN',
	'ROLE',
	'SMTP_URL'
];

interface Life {
	pid: number;
	startedInMs: number;
	said(): string;
	/** Sends the signal unless it is over, and waits for the end. */
	end(signal: NodeJS.Signals): Promise<number | null>;
}

/** One process, from start to listening. */
async function launch(cwd: string, env: Record<string, string | undefined>): Promise<Life> {
	const begun = performance.now();
	const nothingReal = Object.fromEntries(settings.map((name) => [name, undefined]));
	const child = spawn(projectNode(), [path.join(cwd, 'server.js')], {
		cwd,
		env: { ...process.env, ...nothingReal, ...env },
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let output = '';
	const said = () => output;
	for (const stream of [child.stdout, child.stderr]) {
		stream.on('data', (chunk: Buffer) => (output = (output + chunk).slice(-65_536)));
	}
	const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
	const end = (signal: NodeJS.Signals) => {
		if (child.exitCode === null && child.signalCode === null) child.kill(signal);
		return ended;
	};
	// A test run that is broken off does not leave its server behind.
	const lastResort = () => child.kill('SIGKILL');
	process.once('exit', lastResort);
	void ended.then(() => process.off('exit', lastResort));
	await listening(child, said).catch(async (error: unknown) => {
		await end('SIGKILL');
		throw error;
	});
	return { pid: child.pid ?? 0, startedInMs: performance.now() - begun, said, end };
}

/** Resolves at the line that says where it listens; throws with its last words when it ends or 60 s pass. */
function listening(child: ChildProcess, said: () => string): Promise<void> {
	return new Promise((resolve, reject) => {
		const fail = (what: string) => reject(new Error(`The server ${what}:\n${said()}`));
		const timer = setTimeout(() => fail('did not listen within 60 s'), 60_000);
		const look = () => {
			if (!/listening on http/i.test(said())) return;
			clearTimeout(timer);
			child.stdout?.off('data', look);
			resolve();
		};
		child.stdout?.on('data', look);
		child.once('exit', (code) => {
			clearTimeout(timer);
			fail(`ended with code ${code} before it listened`);
		});
	});
}
