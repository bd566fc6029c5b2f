import { bundle, ended, type Program } from '../../support/bundled';
import type { AttackReport } from '../attackers';
import type { Bench } from './bench';
import { watchOthers } from './machine';
import type { Served, Target } from './targets';
import { Timings, type Typist } from './typist';
import { drained, prepare, seat, type } from './typing';
import type { Measured } from './verdict';

interface Round extends AttackReport {
	p99Before: number;
	p99During: number;
	deaths: number;
	thrownOut: number;
}

/** G12: ten refused updates a second, a damaged frame and one of 120 MB, while honest people type in the same rooms. */
export async function hostile(bench: Bench) {
	const attackers = bundle('tests/bench/attackers.ts');
	try {
		const rounds = await bench.inRounds(bench.targets.ours, (target) => oneRound(bench, target, attackers));
		const figures: Measured[] = [];
		for (const [{ name }, own] of rounds) {
			const attacks = own.reduce((sum, r) => sum + r.attacks, 0);
			const tell = (what: string, unit: string, values: number[], goal?: Partial<Measured>) =>
				figures.push({ id: 'G12', what: `${name}: ${what}`, unit, values, n: attacks, ...goal });
			const times = own.map((r) => r.p99During / r.p99Before);
			tell('p99 of the honest, beside no attack', 'x', times, { goal: 2, whenBusy: null });
			tell('p99 of the honest meanwhile', 'ms', own.map((r) => r.p99During)); // prettier-ignore
			const none = (what: string, unit: string, read: (r: Round) => number) =>
				tell(what, unit, own.map(read), { goal: 0 }); // prettier-ignore
			none('rooms where something forbidden can be read', 'rooms', (r) => r.leaks);
			none('attacks without 4403', 'attacks', (r) => r.attacks - r.refused);
			none('deaths of the server', 'deaths', (r) => r.deaths);
			none('honest people who lost their line', 'sockets', (r) => r.thrownOut);
		}
		return bench.judge(figures);
	} finally {
		attackers.remove();
	}
}

async function oneRound(bench: Bench, target: Target, attackers: Program): Promise<Round> {
	const { rooms, people, rate } = bench.options;
	const served = await target.serve(rooms, people);
	const timings = new Timings();
	const typists = await seat(served, timings);
	for (const typist of typists) typist.edit(true);
	await type(typists, rate, 1500); // warm
	await drained(typists);
	const others = watchOthers();
	const p99Before = await honestP99(bench, typists, timings);
	const { result, p99During } = await underAttack(served, attackers, () => honestP99(bench, typists, timings));
	const thrownOut = typists.filter((typist) => typist.closedWith !== null).length;
	bench.others.push(others());
	const deaths = served.alive() ? 0 : 1;
	for (const typist of typists) typist.drop();
	await served.stop();
	return { ...result, p99Before, p99During, deaths, thrownOut };
}

async function honestP99(bench: Bench, typists: readonly Typist[], timings: Timings): Promise<number> {
	const { rate, seconds } = bench.options;
	prepare(typists, rate, seconds * 1000);
	timings.seen.clear();
	for (const typist of typists) typist.measuring = true;
	await type(typists, rate, seconds * 1000);
	await drained(typists);
	return timings.seen.at(0.99);
}

/** The last person of every room plays the stranger too: a seat is what a stranger in the house has. */
async function underAttack(served: Served, attackers: Program, measure: () => Promise<number>) {
	const chairs = served.chairs
		.flatMap((room) => room.slice(-1))
		.map(({ url, cookie, user }) => ({ url, cookie, user }));
	const { child } = await attackers.start(['--chairs', JSON.stringify(chairs)]);
	let said = '';
	child.stdout?.on('data', (part: Buffer) => (said += part));
	const p99During = await measure();
	await ended(child, 'SIGTERM');
	const last = said.trim().split('\n').at(-1) ?? '';
	return { result: JSON.parse(last) as AttackReport, p99During };
}
