import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeCodes, frames } from '$lib/notebook/frames';
import { type ProcessSchool, startProcesses } from '../support/processes';
import type { Typists } from '../support/typists';
import { beginTyping, busiest, drained, killed, onlyPassing, paused, roomsOf } from './two-tables';

// A few of everything here; `npm run promises -- processes` does many.
// In this order: each test leaves the processes and the people as the next expects them.
describe('one page process, two and later three live ones, one database', () => {
	let school: ProcessSchool;
	let people: Typists;
	const nothingLost = async () =>
		expect(await people.ledger()).toMatchObject({ lost: 0, seenAndGone: 0, doubled: 0, trouble: [] });

	beforeAll(async () => {
		school = await startProcesses({
			rooms: 6,
			people: 3,
			nodes: { web: 'web', one: 'live', two: 'live', three: 'live' },
			first: ['web', 'one', 'two']
		});
		people = await beginTyping(school);
	});
	afterAll(async () => {
		await people?.goHome();
		await school?.close();
	});

	test('[L15] every session is held by one process, whichever way people came in', async () => {
		expect(people.all.every((one) => one.isHere)).toBe(true);
		const owners = await school.owners();
		expect([...owners.keys()].sort()).toEqual([...school.rooms].sort());
		people.type();
		const back = await people.backAfter(performance.now());
		await people.rest();
		expect(Math.max(...back)).toBeLessThan(5_000);
		expect(await people.agree()).toBeLessThan(5_000);
		await nothingLost();
	});

	test('[L16] who comes to the wrong process is told "elsewhere", and a page knows where', async () => {
		const [room = '', owner = ''] = [...(await school.owners())][0] ?? [];
		const wrong = ['one', 'two'].find((name) => name !== owner);
		const [one] = people.in(room);
		if (!one) throw new Error('nobody is in this room');
		one.path = `/live/at/${wrong}`;
		const since = performance.now();
		one.loseLine();
		people.type();
		expect((await people.backAfter(since, [room]))[0]).toBeLessThan(5_000);
		await people.rest();
		expect(one.path).toBe(`/live/at/${owner}`);
		await nothingLost();
	});

	test('[L15] a killed process loses nothing; its sessions move and go on within 10 s', async () => {
		const told = await killed(people, await busiest(school));
		expect(told.rooms.length).toBeGreaterThan(0);
		expect(told.endings.length).toBeGreaterThanOrEqual(told.rooms.length * 3);
		expect(Math.max(...told.backAfter)).toBeLessThan(10_000);
		expect(told.agreedAfter).toBeLessThan(10_000);
		expect(onlyPassing(told.endings)).toBe(true);
		await nothingLost();
	});

	test('[L16] a process that is asked to stop hands its sessions over in slices, and nobody loses a letter', async () => {
		const name = await busiest(school);
		const [told] = await Promise.all([drained(people, name), school.start('three')]);
		expect(told.code).toBe(0);
		expect(told.rooms.length).toBeGreaterThan(1);
		expect(onlyPassing(told.endings)).toBe(true);
		expect(told.endings.every(({ code }) => code === closeCodes.tryAgain)).toBe(true);
		// whole sessions at a time, not all at once
		const leaving = told.rooms.map((room) => Math.min(...told.endings.filter((e) => e.room === room).map((e) => e.at)));
		expect(Math.max(...leaving) - Math.min(...leaving)).toBeGreaterThan(200);
		expect(Math.max(...told.backAfter)).toBeLessThan(5_000);
		expect(told.agreedAfter).toBeLessThan(10_000);
		await nothingLost();
	});

	test('[L15] a process that stood still past its lease writes nothing more, and sends its people on', async () => {
		const name = await busiest(school);
		const told = await paused(people, name, 6_500);
		expect(told.rooms.length).toBeGreaterThan(0);
		// those who had stayed were sent away by the process itself as soon as it looked up
		expect(told.kept.length).toBeGreaterThan(0);
		expect(told.kept.every(({ code }) => code === closeCodes.tryAgain)).toBe(true);
		// what they had typed into it meanwhile was not called saved: the session was another's
		expect(told.taken.length).toBeGreaterThan(0);
		expect(told.late).toEqual([]);
		expect(Math.max(...told.backAfter)).toBeLessThan(12_000);
		expect(told.agreedAfter).toBeLessThan(10_000);
		// and held nothing of what others hold now
		expect((await roomsOf(school, name)).filter((room) => told.rooms.includes(room))).toEqual([]);
		await nothingLost();
	});

	test('[L17] a step made on a page reaches the sockets at every live process', async () => {
		const owners = await school.owners();
		expect(new Set(owners.values()).size).toBeGreaterThan(1);
		for (const room of school.rooms) {
			const asked = performance.now();
			const heard = people.in(room).map((one) => one.client.next(frames.moved));
			const answer = await school.ask(0, `/sessions/${room}?/act`, { do: 'take-lead', seen: '1' });
			expect(answer.status).toBe(200);
			await Promise.all(heard);
			expect(performance.now() - asked).toBeLessThan(2_000);
		}
	});

	test('[L11] a record asked of the page process holds what was typed at the live ones a moment ago', async () => {
		people.type();
		await people.backAfter(performance.now());
		await people.rest();
		const told = new Map(people.all.map((one) => [one, [...one.told()]]));
		for (const room of school.rooms) {
			expect((await school.ask(1, `/sessions/${room}/record`)).status).toBe(200);
			const rows = (await school.rows(room)).join(' ');
			for (const one of people.in(room)) for (const token of told.get(one) ?? []) expect(rows).toContain(token);
		}
	});

	test('[L12] signing out at the page process closes the sockets at every live one within 2 s', async () => {
		const mine = people.all.filter((one) => one.userId === 'u2');
		const asked = performance.now();
		const ended = mine.map((one) => one.client.closed().then(() => one.client.closedWith?.code));
		expect((await school.ask(2, '/logout', {})).status).toBe(303);
		expect(new Set(await Promise.all(ended))).toEqual(new Set([closeCodes.signedOut]));
		expect(performance.now() - asked).toBeLessThan(2_000);
	});
});
