import type { Bench } from './bench';
import { watchOthers } from './machine';
import type { Target } from './targets';
import { Timings } from './typist';
import { seat, type } from './typing';
import type { Measured } from './verdict';

/** Of each person: a cursor that moves while she types. */
const perSecond = 5;

/** G13: what it costs the server that everybody sees where the others are. */
export async function awareness(bench: Bench) {
	const rounds = await bench.inRounds(bench.targets.all, (target) => oneRound(bench, target));
	const relay = [...rounds].find(([{ name }]) => name === 'relay')?.[1] ?? [];
	const { rooms, people, seconds } = bench.options;
	const figures: Measured[] = [];
	for (const [{ name, judged }, own] of rounds) {
		const n = own.length * rooms * people * perSecond * seconds;
		figures.push({ id: 'G13', what: `${name}: server CPU per presence message`, unit: 'ms', values: own, n });
		if (name === 'relay') continue;
		const values = own.map((ms, i) => ms / (relay[i] ?? NaN));
		const goal = judged ? { goal: 1.3, timed: true } : {};
		figures.push({ id: 'G13', what: `${name}: server CPU of presence`, unit: 'x relay', values, n, ...goal });
	}
	return bench.judge(figures);
}

async function oneRound(bench: Bench, target: Target): Promise<number> {
	const { rooms, people, seconds } = bench.options;
	const served = await target.serve(rooms, people);
	const typists = await seat(served, new Timings());
	for (const typist of typists) typist.edit(true);
	const rate = typists.length * perSecond;
	await type(typists, rate, 1500, (typist) => typist.show());
	const others = watchOthers();
	const cpu = served.cpu();
	const typed = await type(typists, rate, seconds * 1000, (typist) => typist.show());
	const used = served.cpu() - cpu;
	bench.others.push(others());
	for (const typist of typists) typist.drop();
	await served.stop();
	return (used / typed.done) * 1000;
}
