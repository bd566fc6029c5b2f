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
	await allIn([noor], 'introduce');
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

test('[L18] what is typed with the line cut outlives its tab, lies there unreadably, and is saved at the next visit', async () => {
	const { page } = kees;
	await write(kees, 'observations', 'D. wijst');
	await saved(kees);
	await cut(kees);
	await (await noteWith(kees, 'D. wijst')).press('End');
	await page.keyboard.type(' naar boven');
	await write(kees, 'observations', 'onthoudditwoord');
	await expect.poll(async () => (await storageOf(kees)).kept).toBe(1);
	const { everything } = await storageOf(kees);
	for (const word of ['onthoudditwoord', 'naar boven', 'D. wijst']) expect(everything).not.toContain(word);
	// the browser asks before it throws anything away; then there is no line to load the page again
	const asked = page.waitForEvent('dialog').then(async (dialog) => (await dialog.accept(), dialog.type()));
	await reloadWithoutLine(kees);
	expect(await asked).toBe('beforeunload');
	await leaveErrorPage(kees);
	await kees.context.setOffline(false);
	await page.goto(`/sessions/${session}`);
	for (const person of [kees, noor])
		for (const text of ['D. wijst naar boven', 'onthoudditwoord']) await sees(person, text);
	await expect(page.getByText(new RegExp(kees.t.session.saved.resent(2).replace('2', '\\d+'))).first()).toBeVisible();
	await expect.poll(async () => (await storageOf(kees)).kept).toBe(0);
	expect((await textsOn(noor)).filter((text) => text === 'onthoudditwoord')).toHaveLength(1);
});

test('[L18] whoever signs out leaves nothing on this machine, also not what was never saved', async () => {
	const { page, t } = marit;
	await cut(marit);
	await write(marit, 'observations', 'ditblijftnergens');
	await expect.poll(async () => (await storageOf(marit)).kept).toBe(1);
	page.once('dialog', (dialog) => void dialog.accept());
	await reloadWithoutLine(marit);
	await leaveErrorPage(marit);
	await marit.context.setOffline(false);
	await page.goto('/today');
	expect((await storageOf(marit)).kept).toBe(1);
	await page.getByRole('button', { name: t.shell.signOut }).click();
	await page.waitForURL('**/login');
	await expect.poll(async () => (await storageOf(marit)).databases).toEqual([]);
	expect((await storageOf(marit)).everything).not.toContain('ditblijftnergens');
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

/** Takes somebody's line away: her browser gets nowhere, and the socket that was open goes down with the server. */
async function cut(person: Person): Promise<void> {
	await person.context.setOffline(true);
	await server.restart();
	await expect(person.page.getByText(person.t.session.saved.offline).first()).toBeVisible({ timeout: 20_000 });
}

/** There is no page to be had: our own about the missing line, or the browser's while ours is not installed yet. */
async function reloadWithoutLine(person: Person): Promise<void> {
	person.allow(/503 GET .*\/sessions\//);
	const answer = await person.page.reload().catch((error: unknown) => String(error));
	expect(typeof answer === 'string' ? answer : `${answer?.status()}`).toMatch(/ERR_INTERNET_DISCONNECTED|^503$/);
}

/** The browser's own page about the missing line, once it has come, would load ours again by itself. */
const leaveErrorPage = ({ page }: Person): Promise<void> =>
	expect(async () => void (await page.goto('about:blank'))).toPass({ timeout: 10_000 });

/** Everything this browser stores for us, as one text however it is encoded; and how many records of unsent edits. */
const storageOf = ({ page }: Person): Promise<{ everything: string; kept: number; databases: string[] }> =>
	page.evaluate(async () => {
		const asked = <T>(request: IDBRequest<T>) =>
			new Promise<T>((resolve, reject) => {
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(request.error ?? new Error('no storage'));
			});
		const readable = (bytes: Uint8Array) =>
			['utf-8', 'utf-16le', 'latin1'].map((how) => new TextDecoder(how).decode(bytes)).join(' ');
		const inRecord = (value: unknown): string =>
			value instanceof Uint8Array
				? readable(value)
				: typeof value === 'object' && value !== null
					? Object.values(value).map(inRecord).join(' ')
					: String(value);
		const found = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie];
		let kept = 0;
		const databases = (await indexedDB.databases()).map((one) => one.name ?? '');
		for (const name of databases) {
			const db = await asked(indexedDB.open(name));
			for (const store of db.objectStoreNames) {
				const records = await asked(db.transaction(store).objectStore(store).getAll());
				found.push(...records.map(inRecord));
				if (name === 'kijkkring-kept') kept += records.length;
			}
			db.close();
		}
		for (const name of await caches.keys())
			for (const request of await (await caches.open(name)).keys()) found.push(request.url);
		return { everything: found.join('\n'), kept, databases };
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
