import process from 'node:process';
import { Samples, pause } from './samples';
import type { Served } from './targets';
import { Typist, type RoomMates, type Timings } from './typist';

/** Everybody seated and connected, rooms mixed: two edits in a row are never in one room. */
export async function seat(served: Served, timings: Timings, options: { whole?: boolean } = {}): Promise<Typist[]> {
	const mates = served.chairs.map((): RoomMates => new Map());
	const people = Math.max(...served.chairs.map((room) => room.length));
	const typists: Typist[] = [];
	for (let person = 0; person < people; person++)
		served.chairs.forEach((room, i) => {
			const [chair, roomMates] = [room[person], mates[i]];
			if (chair && roomMates) typists.push(new Typist(chair, roomMates, timings, options));
		});
	for (let i = 0; i < typists.length; i += 40) await Promise.all(typists.slice(i, i + 40).map((t) => t.connect()));
	return typists;
}

export interface Typed {
	done: number;
	/** How late this process itself was, ms: when that is near what was measured, the machine is measured. */
	lateMs: number;
	/** Part of a core this process used. */
	share: number;
}

/** Something done at an even rate over all of them, in turn, whatever the server does (open loop). */
export async function type(
	typists: readonly Typist[],
	perSecond: number,
	ms: number,
	act: (typist: Typist) => void = (typist) => typist.edit()
): Promise<Typed> {
	const late = new Samples();
	const cpu = process.cpuUsage();
	const begun = performance.now();
	const total = Math.floor((ms / 1000) * perSecond);
	for (let done = 0; done < total;) {
		const elapsed = performance.now() - begun;
		const due = Math.min(total, Math.floor((elapsed / 1000) * perSecond) + 1);
		if (due > done) late.add(elapsed - (done / perSecond) * 1000);
		const begunSlice = performance.now();
		for (; done < due && performance.now() - begunSlice < 10; done++) {
			const typist = typists[done % typists.length];
			if (typist) act(typist);
		}
		// sleeps until the next is due; at more than a thousand a second one millisecond's worth goes out together
		await pause(Math.max(1, (done / perSecond) * 1000 - (performance.now() - begun)));
		if (performance.now() - begun > ms * 1.5) return finished(done, late, cpu, begun);
	}
	return finished(total, late, cpu, begun);
}

function finished(done: number, late: Samples, before: NodeJS.CpuUsage, begun: number): Typed {
	const { user, system } = process.cpuUsage(before);
	return { done, lateMs: late.at(0.99), share: (user + system) / 1000 / (performance.now() - begun) };
}

/** Makes ready what `type` will send, so that no document work is done while the clock runs. */
export function prepare(typists: readonly Typist[], perSecond: number, ms: number): void {
	const each = Math.ceil((perSecond * ms) / 1000 / typists.length) + 1;
	for (const typist of typists) typist.prepare(each);
}

/** True as soon as this holds; false when it did not within the time. */
export async function eventually(holds: () => boolean, withinMs = 15_000, everyMs = 5): Promise<boolean> {
	for (const until = performance.now() + withinMs; !holds(); await pause(everyMs))
		if (performance.now() > until) return false;
	return true;
}

/** True when everything arrived everywhere. */
export const drained = (typists: readonly Typist[], withinMs?: number): Promise<boolean> =>
	eventually(() => typists.every((typist) => typist.upToDate), withinMs, 20);
