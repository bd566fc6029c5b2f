import type { Bench } from './bench';
import { diskWait, watchOthers } from './machine';
import { median } from './samples';
import type { Target } from './targets';
import { Timings } from './typist';
import { drained, prepare, seat, type } from './typing';
import type { Measured } from './verdict';

interface Round {
	cpuPer1k: number;
	databasePer1k: number;
	p50: number;
	p99: number;
	saved50: number;
	saved99: number;
	edits: number;
	disk: number;
	lateMs: number;
	share: number;
}

/** G1-G4: everybody types at a steady rate; what it costs beside a relay, and how soon others see it and it is saved. */
export async function steady(bench: Bench) {
	const { all, ours } = bench.targets;
	const rounds = await bench.inRounds(all, (target) => oneRound(bench, target));
	const of = (name: string) => [...rounds].find(([target]) => target.name === name)?.[1];
	const relay = of('relay') ?? [];
	const over = (own: Round[], floor: Round[], read: (r: Round) => number) =>
		own.map((round, i) => read(round) / read(floor[i] ?? round));
	const everyRound = [...rounds.values()].flat();
	const disk = everyRound.map((r) => r.disk);
	const figures: Measured[] = [
		{ id: 'G2', what: 'one fdatasync of this disk, p50', unit: 'ms', values: disk, n: disk.length * 60 }
	];
	for (const [target, own] of rounds) {
		const n = own.reduce((sum, r) => sum + r.edits, 0);
		const on = target.name;
		const tell = (id: string, what: string, unit: string, values: number[], more: Partial<Measured> = {}) =>
			figures.push({ id, what: `${on}: ${what}`, unit, values, n, ...more });
		const read = (field: keyof Round) => own.map((r) => r[field]);
		const onDisk = on === 'postgres';
		tell('G1', 'server CPU per 1000 edits', 's', read('cpuPer1k'));
		if (on !== 'relay') {
			const costs = over(own, relay, (r) => r.cpuPer1k);
			tell('G1', 'server CPU', 'x relay', costs, onDisk ? { goal: 3.2 } : {});
		}
		const hocuspocus = of('hocuspocus-postgres');
		if (onDisk) {
			if (hocuspocus) {
				const costs = over(own, hocuspocus, (r) => r.cpuPer1k);
				tell('G1', 'server CPU', 'x hocuspocus-postgres', costs, { goal: 1.2 });
			}
			tell('G1', 'CPU of the database per 1000 edits', 's', read('databasePer1k'), { goal: 0.2 });
		} else if (on === 'hocuspocus-postgres')
			tell('G1', 'CPU of the database per 1000 edits', 's', read('databasePer1k'));
		const soon = onDisk ? median(relay.map((r) => r.p50)) + median(disk) + 0.4 : 2;
		tell('G2', 'seen by another, p50', 'ms', read('p50'), target.ours ? { goal: soon, whenBusy: null } : {});
		const relay99 = median(relay.map((r) => r.p99));
		const late = onDisk ? { goal: Math.max(5, 4 * relay99) } : { goal: 150 };
		tell('G3', 'seen by another, p99', 'ms', read('p99'), target.ours ? { ...late, whenBusy: 150 } : {});
		if (!target.ours) continue;
		tell('G4', 'saved, p50', 'ms', read('saved50'), onDisk ? { goal: 1, whenBusy: null } : {});
		tell('G4', 'saved, p99', 'ms', read('saved99'), { goal: onDisk ? 5 : 150, whenBusy: 150 });
	}
	const share = everyRound.map((r) => r.share);
	const lateMs = everyRound.map((r) => r.lateMs);
	figures.push(
		{ id: 'G2', what: 'this load generator used', unit: 'of a core', values: share, n: share.length },
		{ id: 'G2', what: 'this load generator was late, p99', unit: 'ms', values: lateMs, n: lateMs.length }
	);
	if (ours.length === 0) throw new Error('none of our own was measured');
	return bench.judge(figures);
}

async function oneRound(bench: Bench, target: Target): Promise<Round> {
	const { rooms, people, rate, seconds } = bench.options;
	const served = await target.serve(rooms, people);
	const timings = new Timings();
	const typists = await seat(served, timings);
	for (const typist of typists) typist.edit(true);
	await type(typists, rate, 1500); // warm
	await drained(typists);
	prepare(typists, rate, seconds * 1000);
	const disk = diskWait().at(0.5);
	for (const typist of typists) typist.measuring = true;
	const others = watchOthers();
	const [cpu, database] = [served.cpu(), served.databaseCpu()];
	const typed = await type(typists, rate, seconds * 1000);
	const arrived = await drained(typists);
	const [cpuUsed, databaseUsed] = [served.cpu() - cpu, served.databaseCpu() - database];
	bench.others.push(others());
	for (const typist of typists) typist.drop();
	await served.stop();
	if (!arrived) throw new Error(`${target.name}: not everything arrived`);
	const { seen, saved } = timings;
	return {
		cpuPer1k: (cpuUsed / typed.done) * 1000,
		databasePer1k: (databaseUsed / typed.done) * 1000,
		p50: seen.at(0.5),
		p99: seen.at(0.99),
		saved50: saved.at(0.5),
		saved99: saved.at(0.99),
		edits: typed.done,
		disk,
		lateMs: typed.lateMs,
		share: typed.share
	};
}
