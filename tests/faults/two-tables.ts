import type { ProcessSchool } from '../support/processes';
import { type Ending, Typists } from '../support/typists';
import { closeCodes } from '$lib/notebook/frames';

/** One thing that happened to a process while people typed. Times in ms since it happened. */
export interface Happening {
	/** Sessions the process held. */
	rooms: string[];
	/** How the sockets of those sessions ended. */
	endings: Ending[];
	/** Per session, until all in it had something saved again that they typed afterwards. Infinity: not in 20 s. */
	backAfter: number[];
	/** Once nobody typed any more: until all everywhere saw the same. Infinity: not in 10 s. */
	agreedAfter: number;
}

/** Sits everybody down, lets them type for a moment, and sees that every session is held by somebody. */
export async function beginTyping(school: ProcessSchool): Promise<Typists> {
	const people = new Typists(school);
	await people.sitDown();
	return people;
}

/** The process is gone from one moment to the next; it starts again afterwards, under its own name. */
export async function killed(people: Typists, name: string): Promise<Happening> {
	const { school } = people;
	const rooms = await roomsOf(school, name);
	people.type();
	await pause(1_000 + Math.random() * 500);
	const at = performance.now();
	await school.node(name).kill9();
	const backAfter = await people.backAfter(at, rooms);
	const told = await quiet(people, rooms, at, backAfter);
	await school.start(name);
	await welcomed(school, name);
	return told;
}

/** The process is asked to stop while people type, and hands its sessions over; it starts again afterwards. */
export async function drained(people: Typists, name: string): Promise<Happening & { code: number | null }> {
	const { school } = people;
	const rooms = await roomsOf(school, name);
	people.type();
	await pause(500 + Math.random() * 500);
	const at = performance.now();
	const code = await school.node(name).stop();
	const backAfter = await people.backAfter(performance.now(), rooms);
	const told = await quiet(people, rooms, at, backAfter);
	await school.start(name);
	await welcomed(school, name);
	return { ...told, code };
}

/** What came of standing still for too long. */
export interface Pause extends Happening {
	/** Sockets that ended after the process went on. */
	kept: Ending[];
	/** Sessions that another process held by then. */
	taken: string[];
	/** Of those sockets in those sessions: told that something typed meanwhile was saved, by a process that held nothing. */
	late: Ending[];
}

/**
 * The process stands still for longer than its lease, while half of its people lose patience and come in elsewhere.
 * Those who stay type on into it. Then it goes on as if nothing had happened.
 */
export async function paused(people: Typists, name: string, forMs: number): Promise<Pause> {
	const { school } = people;
	const node = school.node(name);
	const rooms = await roomsOf(school, name);
	people.type();
	await pause(500);
	const at = performance.now();
	// a batch that was being committed at this moment is saved, and may be called so when the process goes on
	const before = new Map(people.all.map((one) => [one, one.client.sent]));
	node.pause();
	const impatient = rooms.flatMap((room) => people.in(room).filter((_, i) => i % 2 === 0));
	await pause(300);
	for (const one of impatient) one.loseLine();
	const elsewhere = impatient.map(async (one) => {
		while (!one.savedSince(at) && performance.now() - at < 20_000) await pause(20);
		return one.savedSince(at) ? performance.now() - at : Infinity;
	});
	await pause(forMs);
	let taken: string[] = [];
	// longer when nobody got in elsewhere yet: a pause that nobody notices shows nothing
	for (const until = performance.now() + 10_000; taken.length === 0 && performance.now() < until; await pause(50)) {
		const owners = await school.owners();
		taken = rooms.filter((room) => owners.get(room) !== name);
	}
	const goesOn = performance.now();
	node.resume();
	const backAfter = [...(await Promise.all(elsewhere)), ...(await people.backAfter(goesOn, rooms))];
	const told = await quiet(people, rooms, at, backAfter);
	await welcomed(school, name);
	// those who came in elsewhere meanwhile have other sockets by now
	const kept = told.endings.filter(({ at, who }) => at >= goesOn && !impatient.includes(who));
	const late = kept.filter((ending) => taken.includes(ending.room) && ending.acked > (before.get(ending.who) ?? 0));
	return { ...told, kept, taken, late };
}

/** Nobody types any more: what then is true everywhere. */
async function quiet(people: Typists, rooms: string[], at: number, backAfter: number[]): Promise<Happening> {
	await people.rest();
	const agreedAfter = await people.agree();
	const endings = people.endings.filter((ending) => ending.at >= at && rooms.includes(ending.room));
	return { rooms, endings, backAfter, agreedAfter };
}

/** Sessions a process holds now. */
export async function roomsOf(school: ProcessSchool, name: string): Promise<string[]> {
	return [...(await school.owners())].filter(([, owner]) => owner === name).map(([room]) => room);
}

/** The live process that holds the most sessions, of those that run. */
export async function busiest(school: ProcessSchool): Promise<string> {
	const owners = [...(await school.owners()).values()];
	const count = (name: string) => owners.filter((owner) => owner === name).length;
	const [most] = (school.router?.healthy() ?? []).sort((a, b) => count(b) - count(a));
	if (!most) throw new Error('no live process is well');
	return most;
}

/** The router sends people to this process again. */
async function welcomed(school: ProcessSchool, name: string): Promise<void> {
	for (const until = performance.now() + 10_000; performance.now() < until; await pause(50))
		if (school.router?.healthy().includes(name)) return;
	throw new Error(`${name} is not well again after 10 s`);
}

/** Everybody came back by themselves, wherever they were sent: no ending means "not you". */
export const onlyPassing = (endings: readonly Ending[]): boolean =>
	endings.every(({ code }) => code === closeCodes.tryAgain || code === closeCodes.restarting || code === 1006);

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
