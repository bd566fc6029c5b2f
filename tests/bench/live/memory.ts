import * as Y from 'yjs';
import type { Bench } from './bench';
import { writeNotes } from './notes';
import { pause } from './samples';
import type { Served, Target } from './targets';
import { Timings, Typist, type RoomMates } from './typist';
import { eventually } from './typing';
import type { Measured } from './verdict';

/** Rooms that come first and stay: what a server needs once (compiled code, pools) is no room's. */
const first = 20;
const rooms = 200;
const people = 6;

/** G10: resident memory of one more room with a document of about 13.5 kB, and of one more socket, by differences. */
export async function memory(bench: Bench) {
	const targets = bench.targets.all.filter(({ name }) => name !== 'relay');
	const measured = await bench.inRounds(targets, oneRound, Math.min(2, bench.options.rounds));
	const figures: Measured[] = [];
	for (const [{ name, judged }, own] of measured) {
		const tell = (what: string, values: number[], n: number, goal: number) =>
			figures.push({ id: 'G10', what: `${name}: ${what}`, unit: 'kB', values, n, ...(judged ? { goal } : {}) });
		const size = `${((own[0]?.bytes ?? 0) / 1000).toFixed(1)} kB`;
		tell(`one room with ${size} of document`, own.map((r) => r.room), own.length * rooms, 750); // prettier-ignore
		tell('one socket', own.map((r) => r.socket), own.length * rooms * (people - 1), 45); // prettier-ignore
	}
	return bench.judge(figures);
}

async function oneRound(target: Target): Promise<{ room: number; socket: number; bytes: number }> {
	const served = await target.serve(first + rooms, people);
	const [tables, timings] = [served.chairs.map((): RoomMates => new Map()), new Timings()];
	const sit = (from: number, to: number, persons: number[]) => comeIn(served, tables, timings, from, to, persons);
	const bytes = await sit(0, first, [0, 1, 2, 3, 4, 5]);
	const before = await atRest(served);
	await sit(first, first + rooms, [0]);
	const withRooms = await atRest(served);
	await sit(first, first + rooms, [1, 2, 3, 4, 5]);
	const withSockets = await atRest(served);
	for (const table of tables) for (const typist of table.values()) typist.drop();
	await served.stop();
	const socket = (withSockets - withRooms) / (rooms * (people - 1));
	return { room: (withRooms - before) / rooms - socket, socket, bytes };
}

/** These people in these rooms; whoever is the first in hers writes what is there. Answers the size of a document. */
async function comeIn(
	served: Served,
	tables: RoomMates[],
	timings: Timings,
	from: number,
	to: number,
	persons: number[]
): Promise<number> {
	let bytes = 0;
	for (let room = from; room < to; room++)
		for (const person of persons) {
			const [chair, mates] = [served.chairs[room]?.[person], tables[room]];
			if (!chair || !mates) throw new Error('no chair');
			const typist = new Typist(chair, mates, timings);
			await typist.connect();
			if (person > 0) continue;
			writeNotes(typist, 64, { pasted: true });
			bytes = Y.encodeStateAsUpdate(typist.doc).length;
			await eventually(() => typist.delivered, 10_000);
		}
	return bytes;
}

/** After rows and snapshots that nobody waits for, and what is garbage is gone. */
async function atRest(served: Served): Promise<number> {
	await pause(2500);
	return served.memoryKb();
}
