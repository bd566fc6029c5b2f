/**
 * What the live table costs, beside a relay that does nothing, in one interleaved run: the machine's mood is the
 * same for all. Ratios count; absolute figures belong to this machine at this minute.
 *
 *     npm run bench:live -- --rounds 3 --secs 6 --json figures.jsonl --database both
 */
import process from 'node:process';
import { parseArgs } from 'node:util';
import { bundle, ended, type Program } from '../support/bundled';
import { startPostgres, type Cluster } from '../support/postgres';
import { report, rounded, type Figure } from './figures';
import { drained, Samples, type, Typist, type RoomMates } from './load';

const { values: args } = parseArgs({
	options: {
		rounds: { type: 'string', default: '3' },
		secs: { type: 'string', default: '6' },
		rate: { type: 'string', default: '400' },
		rooms: { type: 'string', default: '20' },
		clients: { type: 'string', default: '6' },
		database: { type: 'string', default: 'both' },
		storm: { type: 'string', default: '1200' },
		json: { type: 'string' }
	}
});
const [rooms, clients] = [Number(args.rooms), Number(args.clients)];

interface Target {
	name: 'relay' | 'postgres' | 'embedded';
	program: Program;
	env: Record<string, string>;
}

interface Served {
	url: string;
	rooms: string[];
	clients: { cookie: string }[][];
	/** CPU seconds of the server process so far. */
	cpu(): Promise<number>;
	stop(): Promise<void>;
}

async function serve(target: Target, howMany: number): Promise<Served> {
	const { line, child } = await target.program.start(
		['--rooms', String(howMany), '--clients', String(clients)],
		target.env
	);
	const told = JSON.parse(line) as Pick<Served, 'url' | 'rooms' | 'clients'>;
	if (target.name === 'relay') {
		told.rooms = Array.from({ length: howMany }, (_, i) => `room-${i}`);
		told.clients = told.rooms.map(() => Array.from({ length: clients }, () => ({ cookie: '' })));
	}
	const stats = told.url.replace('ws:', 'http:');
	return {
		...told,
		cpu: async () => {
			const { cpu } = (await (await fetch(stats)).json()) as { cpu: { user: number; system: number } };
			return (cpu.user + cpu.system) / 1e6;
		},
		stop: () => ended(child, 'SIGTERM')
	};
}

async function seat(served: Served, target: Target, figures: { seen: Samples; saved: Samples }): Promise<Typist[]> {
	const all: { typist: Typist; url: string; cookie: string }[] = [];
	served.rooms.forEach((room, i) => {
		const mates: RoomMates = new Map();
		(served.clients[i] ?? []).forEach(({ cookie }, n) =>
			all.push({ typist: new Typist(`u${n}`, mates, figures, target.name === 'relay'), url: served.url + room, cookie })
		);
	});
	for (let i = 0; i < all.length; i += 40)
		await Promise.all(all.slice(i, i + 40).map(({ typist, url, cookie }) => typist.connect(url, cookie)));
	return all.map(({ typist }) => typist);
}

/** One round at a steady rate. */
async function steady(target: Target) {
	const served = await serve(target, rooms);
	const figures = { seen: new Samples(), saved: new Samples() };
	const typists = await seat(served, target, figures);
	for (const typist of typists) typist.edit(true);
	await type(typists, Number(args.rate), 1500); // warm
	await drained(typists);
	for (const typist of typists) typist.measuring = true;
	const before = await served.cpu();
	const edits = await type(typists, Number(args.rate), Number(args.secs) * 1000);
	const arrived = await drained(typists);
	const cpu = (await served.cpu()) - before;
	for (const typist of typists) typist.drop();
	await served.stop();
	if (!arrived) throw new Error(`${target.name}: not everything arrived`);
	const { seen, saved } = figures;
	return {
		cpuPer1k: (cpu / edits) * 1000,
		p50: seen.at(0.5),
		p95: seen.at(0.95),
		p99: seen.at(0.99),
		saved50: saved.at(0.5),
		saved99: saved.at(0.99),
		edits
	};
}

/** A room with 300 notes: how long until somebody who comes in has them all. */
async function joining(target: Target) {
	const served = await serve(target, 1);
	const mates: RoomMates = new Map();
	const figures = { seen: new Samples(), saved: new Samples() };
	const url = served.url + (served.rooms[0] ?? '');
	const cookie = served.clients[0]?.[0]?.cookie ?? '';
	const writer = new Typist('u0', mates, figures, false);
	await writer.connect(url, cookie);
	for (let note = 0; note < 300; note++) for (let key = 0; key < 65; key++) writer.edit(key === 0);
	const warm = new Samples();
	const once = async () => {
		const newcomer = new Typist('u0', new Map(), figures, false);
		const begun = performance.now();
		await newcomer.connect(url, cookie);
		const took = performance.now() - begun;
		newcomer.drop();
		return took;
	};
	await once();
	for (let i = 0; i < 30; i++) warm.add(await once());
	const begun = performance.now();
	await Promise.all(Array.from({ length: 12 }, once));
	const burst = performance.now() - begun;
	writer.drop();
	await served.stop();
	return { warm: warm.at(0.5), burst };
}

/** Everybody in every room loses the line at once and comes back. */
async function storm(target: Target) {
	const served = await serve(target, Math.ceil(Number(args.storm) / clients));
	const figures = { seen: new Samples(), saved: new Samples() };
	const typists = await seat(served, target, figures);
	for (const typist of typists) typist.drop();
	await new Promise((resolve) => setTimeout(resolve, 500));
	const before = await served.cpu();
	const begun = performance.now();
	let failed = 0;
	const cookies = served.rooms.flatMap((room, i) =>
		(served.clients[i] ?? []).map(({ cookie }) => ({ url: served.url + room, cookie }))
	);
	await Promise.all(
		typists.map((t, i) => t.connect(cookies[i]?.url ?? '', cookies[i]?.cookie ?? '').catch(() => failed++))
	);
	const took = performance.now() - begun;
	const cpu = (await served.cpu()) - before;
	for (const typist of typists) typist.drop();
	await served.stop();
	return { ms: took, failed, cpu };
}

const told: Figure[] = [];
function tell(id: string, what: string, value: number, unit: string, n: number, limit: number): void {
	told.push({ id, what, value: rounded(value), unit, goal: `<= ${limit}`, ok: rounded(value) <= limit, n });
}

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
const over = <T>(rounds: T[], read: (round: T) => number): number => median(rounds.map(read));

const [relay, table] = [bundle('tests/bench/relay.ts'), bundle('tests/bench/server.ts')];
let cluster: Cluster | null = null;
try {
	const targets: Target[] = [{ name: 'relay', program: relay, env: {} }];
	if (args.database !== 'embedded') {
		cluster = await startPostgres({ durable: true });
		targets.push({ name: 'postgres', program: table, env: { DATABASE_URL: cluster.url } });
	}
	if (args.database !== 'postgres') targets.push({ name: 'embedded', program: table, env: {} });

	const rounds = new Map(targets.map((t) => [t.name, [] as Awaited<ReturnType<typeof steady>>[]]));
	for (let round = 0; round < Number(args.rounds); round++)
		for (const target of round % 2 ? [...targets].reverse() : targets)
			rounds.get(target.name)?.push(await steady(target));
	const floor = rounds.get('relay') ?? [];
	for (const target of targets.slice(1)) {
		const own = rounds.get(target.name) ?? [];
		const n = own.reduce((sum, r) => sum + r.edits, 0);
		const onDisk = target.name === 'postgres';
		const on = `on ${target.name}`;
		const ratio = over(own, (r) => r.cpuPer1k) / over(floor, (r) => r.cpuPer1k);
		tell('G1', `server CPU per edit ${on}`, ratio, 'x relay', n, onDisk ? 3.2 : 9);
		tell(
			'G2',
			`edit seen by another, p50, ${on}`,
			over(own, (r) => r.p50),
			'ms',
			n,
			onDisk ? 5 : 20
		);
		tell(
			'G2',
			`edit seen by another, p95, ${on}`,
			over(own, (r) => r.p95),
			'ms',
			n,
			50
		);
		tell(
			'G3',
			`edit seen by another, p99, ${on}`,
			over(own, (r) => r.p99),
			'ms',
			n,
			150
		);
		tell(
			'G4',
			`saved on disk, p50, ${on}`,
			over(own, (r) => r.saved50),
			'ms',
			n,
			onDisk ? 5 : 20
		);
		tell(
			'G4',
			`saved on disk, p99, ${on}`,
			over(own, (r) => r.saved99),
			'ms',
			n,
			150
		);
		const join = await joining(target);
		tell('G8', `coming in, 300 notes, p50, ${on}`, join.warm, 'ms', 30, 20);
		tell('G8', `twelve coming in at once, ${on}`, join.burst, 'ms', 12, 100);
		const back = await storm(target);
		tell('G9', `${args.storm} sockets back after a lost line, ${on}`, back.ms, 'ms', Number(args.storm), 2500);
		tell('G9', `sockets that did not come back, ${on}`, back.failed, 'sockets', Number(args.storm), 0);
	}
	const note = `Beside a relay: ${over(floor, (r) => r.cpuPer1k).toFixed(3)} CPU s per 1000 edits, seen p50 ${over(floor, (r) => r.p50).toFixed(2)} ms`;
	if (!report(note, told)) process.exitCode = 1;
} finally {
	await cluster?.stop();
	for (const program of [relay, table]) program.remove();
}
