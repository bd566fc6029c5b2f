import type { Bench } from './bench';
import { watchOthers } from './machine';
import { readable, writeNotes } from './notes';
import { pause } from './samples';
import type { Target } from './targets';
import { Timings, type Typist } from './typist';
import { drained, seat } from './typing';
import type { Measured } from './verdict';

interface Round {
	back: number;
	agreed: number;
	failed: number;
	apart: number;
	cpu: number;
}

/** G9: everybody in every room loses the line at once, a third types on, and all come back together and agree. */
export async function storm(bench: Bench) {
	const rounds = await bench.inRounds(bench.targets.all, (target) => oneRound(bench, target));
	const of = (name: string) => [...rounds].find(([target]) => target.name === name)?.[1];
	const { sockets } = bench.options;
	const figures: Measured[] = [];
	for (const [{ name, ours, judged }, own] of rounds) {
		const tell = (what: string, unit: string, values: number[], goal?: number) =>
			figures.push({
				id: 'G9',
				what: `${name}: ${sockets} sockets, ${what}`,
				unit,
				values,
				n: own.length,
				...(ours && goal !== undefined ? { goal, timed: goal > 0 } : {})
			});
		tell('all back', 'ms', own.map((r) => r.back)); // prettier-ignore
		if (name === 'relay') continue;
		const agreed = own.map((r) => r.agreed);
		tell('all back and agreed', 'ms', agreed);
		for (const [peer, goal] of [
			['y-websocket', 1.1],
			['hocuspocus', 0.6]
		] as const) {
			// prettier-ignore
			const theirs = of(peer);
			if (theirs && judged)
				tell('all back and agreed', `x ${peer}`, agreed.map((ms, i) => ms / (theirs[i]?.agreed ?? NaN)), goal); // prettier-ignore
		}
		tell('server CPU', 's', own.map((r) => r.cpu)); // prettier-ignore
		tell('not back', 'sockets', own.map((r) => r.failed), 0); // prettier-ignore
		tell('not agreed', 'rooms', own.map((r) => r.apart), 0); // prettier-ignore
	}
	return bench.judge(figures);
}

async function oneRound(bench: Bench, target: Target): Promise<Round> {
	const { sockets, people } = bench.options;
	const served = await target.serve(Math.ceil(sockets / people), people);
	const typists = await seat(served, new Timings(), { whole: true });
	for (const typist of typists) if (typist.chair.user === 'u0') writeNotes(typist, 20, { pasted: true });
	if (!(await drained(typists, 60_000))) throw new Error(`${target.name}: not everything arrived before the storm`);
	for (const typist of typists) typist.drop();
	await pause(1500);
	typists.forEach((typist, i) => i % 3 === 0 && typist.edit());
	const others = watchOthers();
	const cpu = served.cpu();
	const begun = performance.now();
	let failed = 0;
	await Promise.all(typists.map((typist) => typist.connect().catch(() => failed++)));
	const back = performance.now() - begun;
	const agrees = target.name === 'relay' || (await drained(typists, 30_000));
	const agreed = performance.now() - begun;
	bench.others.push(others());
	const used = served.cpu() - cpu;
	const apart = target.name === 'relay' ? 0 : roomsApart(typists);
	for (const typist of typists) typist.drop();
	await served.stop();
	return { back, agreed: agrees ? agreed : NaN, failed, apart, cpu: used };
}

function roomsApart(typists: readonly Typist[]): number {
	const seen = new Map<string, Set<string>>();
	for (const { chair, doc } of typists) seen.set(chair.room, (seen.get(chair.room) ?? new Set()).add(readable(doc)));
	return [...seen.values()].filter((texts) => texts.size > 1).length;
}
