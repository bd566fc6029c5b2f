import { type Browser, chromium } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBrowser } from '../support/browser';
import { openBrowser, type Person } from '../support/people';
import { type ProcessSchool, startProcesses } from '../support/processes';
import { saved, sees, write } from '../e2e/in-the-room';

describe('two browsers in one session, and the process that holds it is killed', () => {
	let school: ProcessSchool;
	let browser: Browser;
	let people: [Person, Person];
	beforeAll(async () => {
		school = await startProcesses({ rooms: 1, people: 2, nodes: { web: 'web', one: 'live', two: 'live' } });
		browser = await chromium.launch(await findBrowser());
		people = [await come(0), await come(1)];
	});
	afterAll(async () => {
		await browser?.close();
		await school?.close();
	});

	async function come(n: number): Promise<Person> {
		const person = await openBrowser(browser, school.origin, { key: `u${n}`, name: `u${n}` });
		const [name = '', value = ''] = (school.cookies[n] ?? '').split('=');
		await person.context.addCookies([{ name, value, url: school.origin, httpOnly: true }]);
		await person.page.goto(`/sessions/${school.rooms[0]}`);
		return person;
	}

	test('both see it, go on typing, and see each other within 10 s', async () => {
		const [a, b] = people;
		await write(a, 'observations', 'J. kijkt op');
		await sees(b, 'J. kijkt op');
		await saved(a);
		const room = school.rooms[0] ?? '';
		const owner = (await school.owners()).get(room) ?? '';
		const killed = performance.now();
		await school.node(owner).kill9();
		// typed while there is no table at all
		await write(a, 'observations', 'J. bouwt verder');
		await write(b, 'observations', 'J. lacht');
		await sees(b, 'J. bouwt verder');
		await sees(a, 'J. lacht');
		expect(performance.now() - killed).toBeLessThan(10_000);
		await saved(a);
		await saved(b);
		expect((await school.owners()).get(room)).not.toBe(owner);
		expect((await school.stored(room)).map((entry) => entry.text).sort()).toEqual([
			'J. bouwt verder',
			'J. kijkt op',
			'J. lacht'
		]);
		// nobody was thrown out of the page, and nothing but the line itself was in trouble
		for (const { trouble } of people)
			expect(trouble.filter((what) => !/WebSocket|ERR_CONNECTION|50[23]/.test(what))).toEqual([]);
	});
});
