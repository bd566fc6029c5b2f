import type { Bench } from './bench';
import { watchOthers } from './machine';
import { pause } from './samples';
import type { Served, Target } from './targets';
import { Timings, type Typist } from './typist';
import { drained, prepare, seat, type } from './typing';
import type { Measured } from './verdict';

interface Step {
	/** Edits a second. */
	rate: number;
	cpuPer1k: number;
	share: number;
}
/** Others see it within this time, in 99 of 100 cases, ms. */
const soonEnough = 250;
const ms = 2000;
const firstRate = 1000;
/** More than this is not asked of a load generator on the same machine. */
const mostRate = 64_000;
/** One target is not measured longer than this: what it has come to by then is told, and never too much, ms. */
const longest = 50_000;

/** G7: how many edits a second until others see them too late. Stored, and judged by the rules of the round. */
export async function capacity(bench: Bench) {
	const rounds = await bench.inRounds(bench.targets.all, (target) => mostOf(bench, target), 1);
	const of = (name: string) => [...rounds].find(([target]) => target.name === name)?.[1];
	const figures: Measured[] = [];
	for (const [{ name, judged }, own] of rounds) {
		const tell = (what: string, unit: string, values: number[], more: Partial<Measured> = {}) =>
			figures.push({ id: 'G7', what: `${name}: ${what}`, unit, values, n: own.length, ...more });
		const over = (peer: readonly Step[], read: (step: Step) => number) =>
			own.map((step, i) => read(step) / (peer[i] ? read(peer[i]) : NaN));
		tell(`edits a second until p99 > ${soonEnough} ms`, '1/s', own.map((s) => s.rate)); // prettier-ignore
		tell('server CPU per 1000 edits then', 's', own.map((s) => s.cpuPer1k)); // prettier-ignore
		tell('the load generator used then', 'of a core', own.map((s) => s.share)); // prettier-ignore
		if (!judged) continue;
		const relay = of('relay') ?? [];
		tell('capacity', 'x relay', over(relay, (s) => s.rate), { goal: 0.8, atLeast: true, whenBusy: null }); // prettier-ignore
		tell('server CPU then', 'x relay', over(relay, (s) => s.cpuPer1k), { goal: 1.1, whenBusy: null }); // prettier-ignore
		const peer = of('hocuspocus-postgres');
		if (peer) tell('capacity', 'x hocuspocus-postgres', over(peer, (s) => s.rate), { goal: 1, atLeast: true, whenBusy: null }); // prettier-ignore
	}
	return bench.judge(figures);
}

/**
 * Twice as fast until it is too much, then halves the distance until that is less than a tenth, or the time is over:
 * a server at its end needs long to come to rest after every step.
 */
async function mostOf(bench: Bench, target: Target): Promise<Step> {
	const { rooms, people } = bench.options;
	const served = await target.serve(rooms, people);
	const timings = new Timings();
	const typists = await seat(served, timings);
	for (const typist of typists) typist.edit(true);
	await type(typists, 400, 1500);
	await drained(typists);
	const others = watchOthers();
	let best: Step = { rate: 0, cpuPer1k: NaN, share: NaN };
	let tooMuch = Infinity;
	const until = performance.now() + longest;
	for (let rate = firstRate; tooMuch > Math.max(best.rate, 1) * 1.1 && rate > 50 && rate <= mostRate;) {
		if (performance.now() > until) break;
		// once more before it counts: one hiccup of the machine is no limit of the server
		const step = (await oneStep(served, typists, timings, rate)) ?? (await oneStep(served, typists, timings, rate));
		if (step) best = step;
		else tooMuch = rate;
		rate = tooMuch === Infinity ? rate * 2 : (best.rate + tooMuch) / 2;
	}
	bench.others.push(others());
	for (const typist of typists) typist.drop();
	await served.stop();
	return best;
}

/** Null when it was too much: seen too late, or not as many sent as should be. */
async function oneStep(
	served: Served,
	typists: readonly Typist[],
	timings: Timings,
	rate: number
): Promise<Step | null> {
	if (!(await drained(typists, 5000))) return null;
	for (const typist of typists) typist.forget();
	prepare(typists, rate, ms);
	await pause(200);
	timings.seen.clear();
	timings.saved.clear();
	for (const typist of typists) typist.measuring = true;
	const cpu = served.cpu();
	const begun = performance.now();
	const typed = await type(typists, rate, ms);
	const kept = typed.done / ((performance.now() - begun) / 1000);
	const arrived = await drained(typists, 3000);
	const used = served.cpu() - cpu;
	if (!arrived || kept < 0.95 * rate || timings.seen.at(0.99) > soonEnough) return null;
	return { rate, cpuPer1k: (used / typed.done) * 1000, share: typed.share };
}
