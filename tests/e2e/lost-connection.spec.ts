import { expect, test } from '@playwright/test';
import { enter, expectQuiet, type Person } from '../support/people.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { allIn, button, isHere, notes, saved, sees, textsOn, write } from './in-the-room.ts';

test.describe.configure({ mode: 'serial', timeout: 150_000 });

let server: RunningServer;
let noor: Person, kees: Person, sofie: Person, marit: Person;
let session = '';
/** What a browser itself says when its line is cut; nothing else may go wrong. */
const cutLine = /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION|ERR_EMPTY_RESPONSE|WebSocket connection|ERR_SOCKET/;

test.beforeAll(async ({ browser }) => {
	server = await startServer({ database: 'pglite', demo: true });
	const come = (key: string) => enter(browser, key, { links: server.links() });
	[noor, kees, sofie] = [await come('noor'), await come('kees'), await come('sofie')];
	await noor.page.goto('/meetings');
	session = await sessionOfToday();
	// nobody opens Marit's clip without her
	marit = await come('marit');
	for (const person of [marit, noor, kees, sofie]) {
		person.allow(cutLine);
		await person.page.goto(`/sessions/${session}`);
	}
	// straight to the round in which everybody writes
	await isHere(noor, 'Marit');
	await button(noor, noor.t.session.move.start).click();
	await button(noor, noor.t.session.lead.take).click();
	await expect(button(noor, noor.t.session.lead.you)).toBeVisible();
	for (const round of ['first-viewing', 'choose']) {
		await button(noor, noor.t.session.move.next).click();
		await allIn([noor, kees, sofie], round);
	}
	await button(noor, noor.t.session.move.next).click();
	await noor.page.getByLabel(noor.t.session.move.reason).fill('We oefenen alleen het schrijven.');
	await button(noor, noor.t.session.move.aheadGo).click();
	await allIn([noor, kees, sofie], 'rewatch');
});
test.afterAll(async () => {
	for (const person of [noor, kees, sofie, marit]) await person.leave();
	await server.stop();
});
test.afterEach(() => expectQuiet(noor, kees, sofie, marit));

test('a line that drops in mid-sentence: it is said, the text stays, and it comes together again', async () => {
	await write(kees, 'observations', 'J. kijkt');
	await sees(sofie, 'J. kijkt');
	await saved(kees);
	await kees.context.setOffline(true);
	await server.restart();
	await expect(kees.page.getByText(kees.t.session.saved.offline).first()).toBeVisible({ timeout: 20_000 });
	await (await noteWith(kees, 'J. kijkt')).press('End');
	await kees.page.keyboard.type(' en lacht');
	await expect(kees.page.getByText(kees.t.session.saved.saved, { exact: true })).toHaveCount(0);
	// meanwhile a colleague goes on in the same note
	await saved(sofie);
	await (await noteWith(sofie, 'J. kijkt')).press('Home');
	await sofie.page.keyboard.type('Hier: ');
	await saved(sofie);
	await kees.context.setOffline(false);
	for (const person of [noor, kees, sofie]) await sees(person, 'Hier: J. kijkt en lacht');
	await saved(kees);
});

test('a server that is killed while three people type loses no letter that it called saved', async () => {
	const three = [noor, kees, sofie];
	for (let round = 1; round <= 3; round++) {
		const words = three.map((person) => `${person.name} schrijft in ronde ${round} een zin`);
		// half of each sentence is saved; the other half is on its way when the plug is pulled
		for (const [i, person] of three.entries()) await write(person, 'observations', `${words[i]} waarvan`);
		for (const person of three) await saved(person);
		const called = await Promise.all(three.map(textsOn));
		const typing = three.map(async (person, i) => {
			await (await noteWith(person, `${words[i]} waarvan`)).press('End');
			await person.page.keyboard.type(' de helft nog onderweg is', { delay: 25 });
		});
		await Promise.all([
			...typing,
			sofie.page
				.waitForFunction(
					(half) => [...document.querySelectorAll('textarea')].some((f) => f.value.includes(half)),
					'de helft'
				)
				.then(() => server.kill9())
		]);
		await expect(noor.page.getByText(noor.t.session.saved.offline).first()).toBeVisible({ timeout: 20_000 });
		await server.restart();
		for (const person of three)
			for (const word of words) await sees(person, `${word} waarvan de helft nog onderweg is`);
		for (const person of three) await saved(person);
		const after = await textsOn(noor);
		for (const text of called.flat()) expect(after.some((one) => one.startsWith(text))).toBe(true);
		for (const person of three) expect((await textsOn(person)).toSorted()).toEqual(after.toSorted());
	}
	// and it is on the disk: somebody who comes in afresh reads the same
	const before = (await textsOn(noor)).toSorted();
	await noor.page.reload();
	await expect.poll(async () => (await textsOn(noor)).toSorted()).toEqual(before);
});

test('a round that goes on while somebody types gives the text back to its writer', async () => {
	const { page, t } = kees;
	await kees.context.setOffline(true);
	await write(kees, 'observations', 'te laat voor deze ronde');
	await button(noor, noor.t.session.move.next).click();
	await allIn([noor, sofie], 'what-we-see');
	await button(noor, noor.t.session.move.next).click();
	await allIn([noor, sofie], 'experience');
	await kees.context.setOffline(false);
	await allIn([kees], 'experience');
	await expect(page.getByText(t.session.rescued.title)).toBeVisible({ timeout: 20_000 });
	await expect(page.getByRole('blockquote').filter({ hasText: 'te laat voor deze ronde' })).toBeVisible();
	for (const person of [noor, sofie]) expect(await textsOn(person)).not.toContain('te laat voor deze ronde');
	await button(kees, t.session.rescued.jot).click();
	await expect(page.getByText(t.session.rescued.title)).toBeHidden();
	await saved(kees);
});

/** The field of the note that reads like this. */
async function noteWith(person: Person, text: string) {
	const fields = notes(person).getByRole('textbox', { name: person.t.session.notes.edit });
	const values = await fields.evaluateAll((all) => all.map((one) => (one as HTMLTextAreaElement).value));
	return fields.nth(values.indexOf(text));
}

async function sessionOfToday(): Promise<string> {
	await noor.page.goto('/today');
	await noor.page.getByRole('link', { name: noor.t.today.step['meeting-today'].button }).click();
	const link = noor.page
		.getByRole('link', { name: /Toren bouwen met J/ })
		.or(noor.page.getByRole('heading', { level: 1, name: 'Toren bouwen met J.' }));
	await link.first().waitFor();
	const href = (await link.first().getAttribute('href')) ?? new URL(noor.page.url()).pathname;
	return /\/sessions\/([\w-]+)/.exec(href)?.[1] ?? '';
}
