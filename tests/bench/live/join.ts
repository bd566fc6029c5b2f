import type { Bench } from './bench';
import { watchOthers } from './machine';
import { allSaved, notesIn, writeNotes } from './notes';
import { median, pause, Samples } from './samples';
import type { Served, Target } from './targets';
import { Timings, Typist } from './typist';
import { drained, seat } from './typing';
import type { Measured } from './verdict';

interface Round {
	warm: number;
	burst: number;
	cold: number[];
	bytes: number;
}
const notes = 300;
const joins = 40;

/** G8: how long until somebody who comes in has all 300 notes, typed letter by letter by six people. */
export async function join(bench: Bench) {
	const targets = bench.targets.all.filter(({ name }) => name !== 'relay');
	const rounds = await bench.inRounds(targets, (target) => oneRound(bench, target));
	const peer = [...rounds].find(([{ name }]) => name === 'y-websocket')?.[1];
	const figures: Measured[] = [];
	for (const [{ name, judged }, own] of rounds) {
		const tell = (what: string, values: number[], n: number, goal?: Partial<Measured>) =>
			figures.push({ id: 'G8', what: `${name}: ${what}`, unit: 'ms', values, n, ...(judged ? goal : {}) });
		const warm = own.map((r) => r.warm);
		const size = `${Math.round(median(own.map((r) => r.bytes)) / 1000)} kB`;
		tell(`coming in, ${notes} notes (${size}), p50`, warm, own.length * joins, { goal: 10, whenBusy: null });
		if (peer && judged)
			figures.push({
				id: 'G8',
				what: `${name}: coming in`,
				unit: 'x y-websocket',
				values: warm.map((ms, i) => ms / (peer[i]?.warm ?? NaN)),
				goal: 1.2,
				timed: true,
				n: own.length * joins
			});
		tell('twelve coming in at once', own.map((r) => r.burst), own.length * 12, { goal: 100, whenBusy: null }); // prettier-ignore
		const cold = own.flatMap((r) => r.cold);
		if (cold.length > 0) tell('the first one in after kill -9', cold, cold.length, { goal: 80, whenBusy: null });
	}
	return bench.judge(figures);
}

async function oneRound(bench: Bench, target: Target): Promise<Round> {
	const served = await target.serve(1, 6);
	const writers = await seat(served, new Timings());
	for (const writer of writers) writeNotes(writer, notes / writers.length);
	await allSaved(writers, target.ours);
	if (!(await drained(writers, 60_000))) throw new Error(`${target.name}: not everything arrived`);
	// one stays, so that the document does; rows and snapshots that nobody waits for are written
	for (const writer of writers.slice(1)) writer.drop();
	await pause(2500);
	const others = watchOthers();
	const [warm, sizes] = [new Samples(), new Samples()];
	for (let i = 0; i < joins; i++) {
		const { ms, bytes } = await newcomer(served, i);
		if (i > 0) warm.add(ms);
		sizes.add(bytes);
	}
	const begun = performance.now();
	await Promise.all(Array.from({ length: 12 }, (_, i) => newcomer(served, i)));
	const burst = performance.now() - begun;
	bench.others.push(others());
	const cold: number[] = [];
	writers[0]?.drop();
	for (let i = 0; target.keeps && i < 3; i++) {
		await served.killAndRestart();
		cold.push((await newcomer(served, i)).ms);
	}
	await served.stop();
	return { warm: warm.at(0.5), burst, cold, bytes: sizes.at(0.5) };
}

/** From asking to the whole document. Throws when it was not whole. */
async function newcomer(served: Served, i: number): Promise<{ ms: number; bytes: number }> {
	const chair = served.chairs[0]?.[i % 6];
	if (!chair) throw new Error('no chair');
	const typist = new Typist(chair, new Map(), new Timings(), { whole: true });
	const begun = performance.now();
	await typist.connect();
	const ms = performance.now() - begun;
	if (notesIn(typist.doc) !== notes) throw new Error(`${notesIn(typist.doc)} of ${notes} notes arrived`);
	typist.drop();
	return { ms, bytes: typist.received };
}
