import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { bundle, ended, type Program } from '../../support/bundled';
import { startPostgres } from '../../support/postgres';
import { cpuSeconds, memoryKb } from './machine';
import { pause } from './samples';
import type { Chair } from './typist';
import type { Wire } from './wire';

/** What can be measured. Ours is `postgres` (durable: it waits for the disk) and `embedded`; the rest is beside it. */
export type TargetName = 'relay' | 'postgres' | 'embedded' | 'y-websocket' | 'hocuspocus' | 'hocuspocus-postgres';

export interface Target {
	name: TargetName;
	ours: boolean;
	/** Goals of cost and speed are about our table on PostgreSQL; whatever is lost counts on the embedded database too. */
	judged: boolean;
	/** Still has its documents after a kill. */
	keeps: boolean;
	/** Starts it with so many rooms and people in each. */
	serve(rooms: number, people: number): Promise<Served>;
}

/** A running server with places to sit. */
export interface Served {
	/** Per room, per person. */
	chairs: Chair[][];
	/** CPU seconds of the server's processes so far. */
	cpu(): number;
	/** CPU seconds of the database's processes so far; 0 for a database inside the server. */
	databaseCpu(): number;
	/** Resident memory in kB, after what is garbage was collected. */
	memoryKb(): Promise<number>;
	/** Resident memory in kB at this moment. */
	memoryNowKb(): number;
	alive(): boolean;
	/** As a power cut would end it, and started again on what is on disk. `chairs` are new ones of the same rooms. */
	killAndRestart(): Promise<void>;
	stop(): Promise<void>;
}

export interface Targets {
	all: Target[];
	ours: Target[];
	close(): Promise<void>;
}

/** Kept out of the measured programs: `SIGUSR2` collects garbage and gives back what it can, also in servers not ours. */
const collect = "gc({type:'major',execution:'sync',flavor:'last-resort'})";
const collectable = `--expose-gc --import=data:text/javascript,process.on('SIGUSR2',()=>${collect})`;

/** Starts what targets need (a durable PostgreSQL, bundled programs). `anchors` is a folder with their packages. */
export async function openTargets(options: { database: string; anchors?: string | undefined }): Promise<Targets> {
	const folder = mkdtempSync(path.join(tmpdir(), 'kijkkring-bench-'));
	const programs: Program[] = [];
	const program = (entry: string) => {
		const made = bundle(entry);
		programs.push(made);
		return made;
	};
	const onPostgres = options.database !== 'embedded';
	const cluster = onPostgres ? await startPostgres({ durable: true }) : null;
	const database = cluster && { url: cluster.url, pid: cluster.pid };
	const target = (name: TargetName, wire: Wire, of: Program, more: Partial<Target> & Starting = {}): Target => ({
		name,
		ours: false,
		judged: false,
		keeps: false,
		...more,
		serve: (rooms, people) => serve({ folder, name, wire, program: of, ...more }, rooms, people)
	});

	const all = [target('relay', 'relay', program('tests/bench/relay.ts'))];
	const table = program('tests/bench/server.ts');
	const ours = { ours: true, keeps: true, seeded: true };
	if (database) all.push(target('postgres', 'yjs', table, { ...ours, judged: true, database }));
	if (options.database !== 'postgres') all.push(target('embedded', 'yjs', table, ours));
	const { anchors } = options;
	const has = (name: string) => anchors !== undefined && existsSync(path.join(anchors, 'node_modules', name));
	if (anchors !== undefined) {
		const anchor = program('tests/bench/anchor.ts');
		const args = (which: string) => ({ args: ['--from', path.resolve(anchors), '--which', which] });
		if (has('y-websocket')) all.push(target('y-websocket', 'yjs', anchor, args('y-websocket')));
		if (has('@hocuspocus/server')) all.push(target('hocuspocus', 'hocuspocus', anchor, args('hocuspocus')));
		if (has('@hocuspocus/extension-database') && database)
			all.push(target('hocuspocus-postgres', 'hocuspocus', anchor, { ...args('hocuspocus'), database }));
	}
	const remove = () => {
		for (const one of programs) one.remove();
		rmSync(folder, { recursive: true, force: true });
	};
	process.once('exit', remove);
	return { all, ours: all.filter((one) => one.ours), close: async () => cluster?.stop() };
}

interface Starting {
	args?: string[];
	database?: { url: string; pid: number };
	/** Makes its own rooms and people, and says which. */
	seeded?: boolean;
}

type Start = Starting & { folder: string; name: TargetName; wire: Wire; program: Program };

async function serve(start: Start, rooms: number, people: number): Promise<Served> {
	const id = randomBytes(4).toString('hex');
	const { database, wire } = start;
	const args = start.seeded
		? ['--rooms', String(rooms), '--clients', String(people), '--state', path.join(start.folder, id)]
		: (start.args ?? []);
	const env = {
		NODE_OPTIONS: collectable,
		TMPDIR: start.folder,
		...(database ? { DATABASE_URL: database.url } : {})
	};
	let child: ChildProcess;
	const begin = async (): Promise<Chair[][]> => {
		const begun = await start.program.start(args, env);
		({ child } = begun);
		const told = JSON.parse(begun.line) as { url: string; rooms?: string[]; clients?: { cookie: string }[][] };
		const names = start.seeded ? (told.rooms ?? []) : Array.from({ length: rooms }, (_, i) => `${id}-${i}`);
		return names.map((room, i) =>
			Array.from({ length: people }, (_, n) => ({
				// hocuspocus has one address for all rooms and the room's name in every frame
				url: told.url + (wire === 'hocuspocus' ? '' : room) + (start.seeded ? '?saved=1' : ''),
				wire,
				room,
				user: `u${n}`,
				cookie: told.clients?.[i]?.[n]?.cookie ?? ''
			}))
		);
	};
	const served: Served = {
		chairs: await begin(),
		cpu: () => cpuSeconds(child.pid ?? 0),
		databaseCpu: () => (database ? cpuSeconds(database.pid) : 0),
		memoryKb: () => settledMemory(child),
		memoryNowKb: () => memoryKb(child.pid ?? 0),
		alive: () => child.exitCode === null && child.signalCode === null,
		async killAndRestart() {
			await ended(child, 'SIGKILL');
			served.chairs = await begin();
		},
		stop: () => ended(child, 'SIGTERM')
	};
	return served;
}

/** The least of what stays after several collections: one alone leaves what died during it, and pages return late. */
async function settledMemory(child: ChildProcess): Promise<number> {
	let least = Infinity;
	for (let i = 0; i < 5; i++) {
		child.kill('SIGUSR2');
		await pause(300);
		least = Math.min(least, memoryKb(child.pid ?? 0));
	}
	return least;
}
