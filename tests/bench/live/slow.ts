import * as Y from 'yjs';
import { addEntry, entryMap } from '$lib/notebook/table';
import type { Bench } from './bench';
import { watchOthers } from './machine';
import { Samples } from './samples';
import type { Served, Target } from './targets';
import { Timings, type Typist } from './typist';
import { drained, eventually, seat, type } from './typing';
import type { Measured } from './verdict';

interface Round {
	grewMb: number;
	cut: boolean;
	p99Before: number;
	p99With: number;
}
/** Characters of one paste; it is taken away again, so that the document stays small and the line busy. */
const paste = 32_000;
const ms = 8000;
/** Of pastes: about 100 MB to each reader in this time. */
const pastesPerSecond = 400;
const keysPerSecond = 100;

/** G11: one in a room of six stops reading while 100 MB go by: what that costs the server's memory and the others. */
export async function slow(bench: Bench) {
	const targets = bench.targets.all.filter(({ name }) => name !== 'relay');
	const rounds = await bench.inRounds(targets, (target) => oneRound(bench, target), 1);
	const figures: Measured[] = [];
	for (const [{ name, ours }, own] of rounds) {
		const tell = (what: string, unit: string, values: number[], goal?: Partial<Measured>) =>
			figures.push({ id: 'G11', what: `${name}: ${what}`, unit, values, n: own.length, ...(ours ? goal : {}) });
		tell('memory for one slow reader and 100 MB', 'MB', own.map((r) => r.grewMb), { goal: 50 }); // prettier-ignore
		tell('slow readers cut off', 'of 1', own.map((r) => Number(r.cut)), { goal: 1, atLeast: true }); // prettier-ignore
		const times = own.map((r) => r.p99With / r.p99Before);
		tell('p99 of the others, beside without', 'x', times, { goal: 1.5, whenBusy: null });
	}
	return bench.judge(figures);
}

/** The same busy line twice: with all reading, and with one who does not. */
async function oneRound(bench: Bench, target: Target): Promise<Round> {
	const served = await target.serve(2, 6);
	const timings = new Timings();
	const typists = await seat(served, timings);
	const readers = typists.filter((typist) => typist.chair.room === typists[0]?.chair.room);
	const [paster, sleeper] = [readers[0], readers[5]];
	if (!paster || !sleeper) throw new Error('no chair');
	const others = watchOthers();
	await busyLine(paster, typists, served, timings); // warm: buffers, pools, compiled code
	const before = await busyLine(paster, typists, served, timings);
	sleeper.freeze();
	const awake = typists.filter((typist) => typist !== sleeper);
	const asleep = await busyLine(paster, awake, served, timings);
	bench.others.push(others());
	// a frozen socket does not hear that it was closed: it is looked whether its server still has it
	sleeper.thaw();
	const cut = await eventually(() => sleeper.closedWith !== null, 5000);
	for (const typist of typists) typist.drop();
	await served.stop();
	return { grewMb: (asleep.mostKb - before.mostKb) / 1024, cut, p99Before: before.p99, p99With: asleep.p99 };
}

/** Somebody pastes and takes away, the others type: the most memory meanwhile, and how soon their keys were seen. */
async function busyLine(paster: Typist, typists: readonly Typist[], served: Served, timings: Timings) {
	const keys = typists.filter((typist) => typist !== paster);
	for (const typist of keys) typist.prepare(Math.ceil((keysPerSecond * ms) / 1000 / keys.length) + 1);
	timings.seen.clear();
	for (const typist of keys) typist.measuring = true;
	const kb = new Samples();
	const looking = setInterval(() => kb.add(served.memoryNowKb()), 100);
	const pasting = type([paster], pastesPerSecond, ms, pasteAndTakeAway);
	await type(keys, keysPerSecond, ms);
	await pasting;
	await drained(keys);
	clearInterval(looking);
	for (const typist of keys) typist.measuring = false;
	return { mostKb: kb.at(0.95), p99: timings.seen.at(0.99) };
}

function pasteAndTakeAway(typist: Typist): void {
	typist.make((doc: Y.Doc) => {
		if (!entryMap(doc, 'observations', 'paste'))
			addEntry(doc, 'observations', { id: 'paste', author: typist.chair.user, text: '' });
		const text = entryMap(doc, 'observations', 'paste')?.get('text');
		if (!(text instanceof Y.Text)) return;
		if (text.length > 0) text.delete(0, text.length);
		text.insert(0, 'a'.repeat(paste));
	});
}
