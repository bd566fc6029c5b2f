import type { Bench } from './bench';
import { diskWait, watchOthers } from './machine';
import { median } from './samples';
import type { Target, TargetName } from './targets';
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
	const rounds = await bench.inRounds(bench.targets.all, (target) => oneRound(bench, target));
	const every = [...rounds.values()].flat();
	const plain = (what: string, unit: string, values: number[]): Measured => ({
		id: 'G2',
		what,
		unit,
		values,
		n: values.length
	});
	const disk = every.map((r) => r.disk);
	return bench.judge([
		plain('one fdatasync of this disk, p50', 'ms', disk),
		...[...rounds].flatMap(([target, own]) => [...costs(target, own, rounds), ...delays(target, own, rounds, disk)]),
		plain('this load generator used', 'of a core', every.map((r) => r.share)), // prettier-ignore
		plain('this load generator was late, p99', 'ms', every.map((r) => r.lateMs)) // prettier-ignore
	]);
}

type Rounds = ReadonlyMap<Target, readonly Round[]>;
const roundsOf = (rounds: Rounds, name: TargetName): readonly Round[] | undefined =>
	[...rounds].find(([target]) => target.name === name)?.[1];

/** A line of the report about one target. */
const about = (id: string, target: Target, own: readonly Round[]) => {
	const n = own.reduce((sum, r) => sum + r.edits, 0);
	return (what: string, unit: string, values: number[], more: Partial<Measured> = {}): Measured => ({
		id,
		what: `${target.name}: ${what}`,
		unit,
		values,
		n,
		...more
	});
};

/** G1. */
function costs(target: Target, own: readonly Round[], rounds: Rounds): Measured[] {
	const tell = about('G1', target, own);
	const goal = (most: number) => (target.judged ? { goal: most, timed: true } : {});
	const figures = [tell('server CPU per 1000 edits', 's', own.map((r) => r.cpuPer1k))]; // prettier-ignore
	for (const [peer, most] of [
		['relay', 3.2],
		['hocuspocus-postgres', 1.2]
	] as const) {
		// prettier-ignore
		const theirs = roundsOf(rounds, peer);
		if (!theirs || target.name === peer || (peer !== 'relay' && !target.judged)) continue;
		const times = own.map((round, i) => round.cpuPer1k / (theirs[i]?.cpuPer1k ?? NaN));
		figures.push(tell('server CPU', `x ${peer}`, times, goal(most)));
	}
	const database = own.map((r) => r.databasePer1k);
	if (database.some((seconds) => seconds > 0))
		figures.push(tell('CPU of the database per 1000 edits', 's', database, goal(0.2)));
	return figures;
}

/** G2-G4. */
function delays(target: Target, own: readonly Round[], rounds: Rounds, disk: number[]): Measured[] {
	const read = (field: keyof Round) => own.map((r) => r[field]);
	const relay = roundsOf(rounds, 'relay') ?? [];
	const [relay50, relay99] = [median(relay.map((r) => r.p50)), median(relay.map((r) => r.p99))];
	const soon = target.judged ? relay50 + median(disk) + 0.4 : 2;
	const late = target.judged ? Math.max(5, 4 * relay99) : 150;
	const ours = (goal: Partial<Measured>) => (target.ours ? goal : {});
	const [g2, g3, g4] = [about('G2', target, own), about('G3', target, own), about('G4', target, own)];
	const figures = [
		g2('seen by another, p50', 'ms', read('p50'), ours({ goal: soon, whenBusy: null })),
		g3('seen by another, p99', 'ms', read('p99'), ours({ goal: late, whenBusy: 150 }))
	];
	if (!target.ours) return figures;
	return [
		...figures,
		g4('saved, p50', 'ms', read('saved50'), target.judged ? { goal: 1, whenBusy: null } : {}),
		g4('saved, p99', 'ms', read('saved99'), { goal: target.judged ? 5 : 150, whenBusy: 150 })
	];
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
