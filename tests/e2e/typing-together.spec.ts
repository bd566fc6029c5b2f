import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Locator, test } from '@playwright/test';
import { enter, expectQuiet, type Person } from '../support/people.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { allIn, button, isHere, notes, saved, sees, seesNot, textsOn, write } from './in-the-room.ts';

test.describe.configure({ mode: 'serial', timeout: 120_000 });

let server: RunningServer;
let noor: Person, kees: Person, marit: Person;

test.beforeAll(async ({ browser }) => {
	server = await startServer({ database: 'pglite', demo: true });
	const come = (key: string) => enter(browser, key, { links: server.links() });
	[noor, kees, marit] = [await come('noor'), await come('kees'), await come('marit')];
	const room = await noor.page.locator('a[href^="/sessions/"]').first().getAttribute('href');
	for (const { page } of [marit, noor, kees]) await page.goto(new URL(room ?? '', noor.origin).pathname);
	await isHere(noor, 'Marit');
	await button(noor, noor.t.session.move.start).click();
	await allIn([noor], 'introduce');
	await button(noor, noor.t.session.lead.take).click();
	await expect(button(noor, noor.t.session.lead.you)).toBeVisible();
	for (const round of ['first-viewing', 'choose']) {
		await button(noor, noor.t.session.move.next).click();
		await allIn([noor, kees], round);
	}
	await button(noor, noor.t.session.move.next).click();
	await noor.page.getByLabel(noor.t.session.move.reason).fill('We oefenen alleen het schrijven.');
	await button(noor, noor.t.session.move.aheadGo).click();
	await allIn([noor, kees], 'rewatch');
});
test.afterAll(async () => {
	for (const person of [noor, kees, marit]) await person.leave();
	await server.stop();
});
test.afterEach(() => expectQuiet(noor, kees, marit));

test('two in one note see each other’s caret, by name and in the same colour as the face', async () => {
	await write(kees, 'observations', 'J. kijkt 😀 naar Marit');
	await sees(noor, 'J. kijkt 😀 naar Marit');
	await (await noteWith(kees, 'J. kijkt')).press('End');
	const field = await noteWith(noor, 'J. kijkt');
	await field.press('Home');
	await expect(caretOf(noor, 'Kees')).toBeVisible();
	await expect(caretOf(kees, 'Noor')).toBeVisible();
	await expect(notes(noor).getByText(noor.t.session.notes.types('Kees', 1))).toBeVisible();
	// Kees stands behind the last letter, Noor before the first
	const [first, last] = await Promise.all([left(caretOf(kees, 'Noor')), left(caretOf(noor, 'Kees'))]);
	expect(last - first).toBeGreaterThan(100);
	const face = noor.page.locator('.people [title="Kees"] > *');
	expect(await caretOf(noor, 'Kees').evaluate((e) => getComputedStyle(e).backgroundColor)).toBe(
		await face.evaluate((e) => getComputedStyle(e).color)
	);
	await noor.page.keyboard.type('Hier: ');
	await sees(kees, 'Hier: J. kijkt 😀 naar Marit');
	// what Noor put in before it moved Kees along, on both screens, and his next letters come where his caret is
	await expect.poll(() => left(caretOf(noor, 'Kees'))).toBeGreaterThan(last + 20);
	await kees.page.keyboard.type(' op');
	for (const person of [noor, kees]) await sees(person, 'Hier: J. kijkt 😀 naar Marit op');
	expect(await field.evaluate((e) => (e as HTMLTextAreaElement).selectionStart)).toBe('Hier: '.length);
	await expect(caretOf(marit, 'Kees')).toHaveCount(1);
});

test('nothing for axe to find while they type', async () => {
	const { violations } = await new AxeBuilder({ page: noor.page }).analyze();
	expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`)).toEqual([]);
});

test('one takes back one’s own words by key and by button; the other’s stay', async () => {
	await saved(noor);
	await (await noteWith(noor, 'Hier: J. kijkt')).press('End');
	// at once: whoever types slowly takes back in more than one step
	await noor.page.keyboard.insertText(', zegt Noor');
	await sees(kees, 'Hier: J. kijkt 😀 naar Marit op, zegt Noor');
	await (await noteWith(kees, 'Hier: J. kijkt')).press('Home');
	await kees.page.keyboard.type('Kijk. ');
	await sees(noor, 'Kijk. Hier: J. kijkt 😀 naar Marit op, zegt Noor');
	await noor.page.keyboard.press('Control+z');
	for (const person of [noor, kees]) await sees(person, 'Kijk. Hier: J. kijkt 😀 naar Marit op');
	await noor.page.keyboard.press('Control+Shift+z');
	for (const person of [noor, kees]) await sees(person, 'Kijk. Hier: J. kijkt 😀 naar Marit op, zegt Noor');
	await button(noor, noor.t.session.undo.undo).click();
	for (const person of [noor, kees]) await sees(person, 'Kijk. Hier: J. kijkt 😀 naar Marit op');
});

test('what one took away by mistake comes back as it was; otherwise it is gone', async () => {
	await write(kees, 'observations', 'Lacht naar haar');
	await sees(marit, 'Lacht naar haar');
	const before = (await textsOn(kees)).toSorted();
	const note = (await noteWith(kees, 'Lacht')).locator('xpath=ancestor::article');
	await note.getByRole('button', { name: kees.t.session.notes.remove }).press('Enter');
	await expect.poll(() => textsOn(marit)).not.toContain('Lacht naar haar');
	const back = kees.page.locator('.toast').getByRole('button', { name: kees.t.shell.undo });
	await expect(back).toBeFocused();
	await back.press('Enter');
	for (const person of [kees, marit, noor]) await sees(person, 'Lacht naar haar');
	expect((await textsOn(kees)).toSorted()).toEqual(before);
	await expect(await noteWith(kees, 'Lacht')).toBeFocused();
	await note.getByRole('button', { name: kees.t.session.notes.remove }).click();
	await kees.page.locator('.toast').press('Escape');
	await expect(kees.page.locator('.toast')).toHaveCount(0);
	await saved(kees);
	await seesNot(marit, 'Lacht naar haar');
});

/** The caret of somebody else as it stands on this screen. */
const caretOf = ({ page }: Person, name: string): Locator => page.locator('.caret').filter({ hasText: name });
const left = async (caret: Locator): Promise<number> => (await caret.boundingBox())?.x ?? 0;

/** The field of the note that begins like this. */
async function noteWith(person: Person, text: string): Promise<Locator> {
	const fields = notes(person).getByRole('textbox', { name: person.t.session.notes.edit });
	const values = await fields.evaluateAll((all) => all.map((one) => (one as HTMLTextAreaElement).value));
	return fields.nth(values.findIndex((value) => value.startsWith(text)));
}
