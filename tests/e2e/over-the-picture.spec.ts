import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { enter, expectQuiet, type Person } from '../support/people.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { allIn, button, isHere, notes, sees } from './in-the-room.ts';

test.describe.configure({ mode: 'serial', timeout: 120_000 });

/** Where pictures of the screens are put, for whoever wants to look at them. */
const shots = process.env['KIJKKRING_SHOTS'];
const shot = async ({ page }: Person, name: string) => {
	if (!shots) return;
	for (const [width, height] of [
		[1440, 900],
		[820, 1180],
		[360, 740]
	] as const) {
		await page.setViewportSize({ width, height });
		await page.screenshot({ path: `${shots}/${name}-${width}.png` });
	}
	await page.setViewportSize({ width: 1440, height: 900 });
};

let server: RunningServer;
let noor: Person, kees: Person, marit: Person;
let room = '';

test.beforeAll(async ({ browser }) => {
	test.setTimeout(180_000);
	server = await startServer({ database: 'pglite', demo: true });
	const come = (key: string) => enter(browser, key, { links: server.links() });
	[noor, kees, marit] = [await come('noor'), await come('kees'), await come('marit')];
	room = new URL((await noor.page.locator('a[href^="/sessions/"]').first().getAttribute('href')) ?? '', noor.origin)
		.pathname;
});
test.afterAll(async () => {
	for (const person of [noor, kees, marit]) await person.leave();
	await server.stop();
});
test.afterEach(() => expectQuiet(noor, kees, marit));

test('[O1] Marit writes down what is said in her clip, at the moment on her screen', async () => {
	const { page, t } = marit;
	await page.goto('/clips');
	await page.locator('a[href^="/clips/"]:not([href$="/new"])').first().click();
	await expect(page.locator('video')).toBeVisible();
	await page.getByText(t.clip.captions.count(0)).click();
	const field = page.getByRole('textbox', { name: t.clip.captions.words });
	await field.fill('Kijk eens, wat hoog!');
	await field.press('Enter');
	await expect(field).toHaveValue('');
	// a text with times goes to its own place, and the rest of the clip is said in one line
	await page.getByText(t.clip.captions.paste).click();
	await page
		.getByRole('textbox', { name: t.clip.captions.pasteLabel })
		.fill('WEBVTT\n\n00:00:03.000 --> 00:00:20.000\n<b>Nog</b> een & blok\n\n03:00:00.000 --> 03:00:01.000\nte ver');
	await page.getByRole('button', { name: t.clip.captions.pasteGo }).click();
	await expect(page.getByText(t.clip.captions.pasted(1, 1))).toBeVisible();
	await expect(page.getByText(t.clip.captions.count(2))).toBeVisible();
	await button(marit, t.player.captions).click();
	await expect(page.locator('.words')).toHaveText('Kijk eens, wat hoog!');
	await shot(marit, 'captions');
	// on the timeline: the time of where one points, before one goes there
	await page.locator('.timeline .track').hover({ position: { x: 200, y: 20 } });
	await expect(page.locator('.peek')).toBeVisible();
	await expect(page.locator('.peek img')).toBeVisible({ timeout: 20_000 });
	await shot(marit, 'peek');
	await page.keyboard.press('Escape');
	await expect(page.locator('.peek')).toHaveCount(0);
	expect((await new AxeBuilder({ page }).analyze()).violations.map((v) => v.id)).toEqual([]);
});

test('nobody points while all look for the first time', async () => {
	for (const { page } of [marit, noor, kees]) await page.goto(room);
	await isHere(noor, 'Marit');
	await button(noor, noor.t.session.move.start).click();
	await allIn([noor], 'introduce');
	await button(noor, noor.t.session.lead.take).click();
	await expect(button(noor, noor.t.session.lead.you)).toBeVisible();
	await button(noor, noor.t.session.move.next).click();
	await allIn([noor, kees, marit], 'first-viewing');
	for (const person of [noor, kees, marit]) await expect(button(person, person.t.player.point)).toHaveCount(0);
	await button(noor, noor.t.session.move.next).click();
	await allIn([noor, kees, marit], 'choose');
	await button(noor, noor.t.session.move.next).click();
	await noor.page.getByLabel(noor.t.session.move.reason).fill('We oefenen alleen het wijzen.');
	await button(noor, noor.t.session.move.aheadGo).click();
	await allIn([noor, kees, marit], 'rewatch');
});

test('[L26] where Kees points, Noor sees his ring with his name on the same spot; with a finger and with keys', async () => {
	await kees.page.locator('body').press('p');
	const sheet = kees.page.getByRole('application', { name: kees.t.session.pointing.label });
	await expect(sheet).toBeFocused();
	const box = await sheet.boundingBox();
	await sheet.click({ position: { x: (box?.width ?? 0) * 0.25, y: (box?.height ?? 0) * 0.4 } });
	const ring = noor.page.locator('.overlay .ring');
	// read at once, name and place: two seconds later it is gone
	const seen = await ring.evaluate((e: HTMLElement) => [
		e.innerText.trim(),
		parseFloat(e.style.left),
		parseFloat(e.style.top)
	]);
	expect(seen).toEqual(['Kees', expect.closeTo(25, 0), expect.closeTo(40, 0)]);
	if (shots) await noor.page.screenshot({ path: `${shots}/ring.png` });
	await expect(ring).toHaveCount(0);
	await kees.page.keyboard.press('ArrowRight');
	await expect(ring).toHaveText('Kees');
	await kees.page.keyboard.press('Escape');
	await expect(sheet).toHaveCount(0);
});

test('[L27] what Noor draws over the frame is seen by whoever chooses her note, and goes when the picture moves', async () => {
	const { page, t } = noor;
	await button(noor, t.session.drawing.add).click();
	const sheet = page.getByRole('application', { name: t.session.drawing.board });
	const box = await sheet.boundingBox();
	const [x, y, w, h] = [box?.x ?? 0, box?.y ?? 0, box?.width ?? 0, box?.height ?? 0];
	await page.mouse.move(x + w * 0.3, y + h * 0.3);
	await page.mouse.down();
	for (let step = 1; step <= 10; step++) await page.mouse.move(x + w * (0.3 + step / 50), y + h * (0.3 + step / 100));
	await page.mouse.up();
	await button(noor, t.session.drawing.ring).click();
	await expect(sheet).toBeFocused();
	await page.keyboard.press('ArrowRight');
	await page.keyboard.press('+');
	await expect(sheet.locator('ellipse')).toHaveCount(2);
	await shot(noor, 'drawing');
	await button(noor, t.session.drawing.done).click();
	await expect(sheet).toHaveCount(0);
	await page.getByRole('textbox', { name: t.session.units.observations.one, exact: true }).fill('Hij wijst naar boven');
	await page.keyboard.press('Enter');
	await sees(kees, 'Hij wijst naar boven');
	const over = kees.page.locator('.overlay svg');
	await expect(over).toHaveCount(0);
	await notes(kees).getByRole('button', { name: kees.t.session.drawing.show }).click();
	await expect(over.locator('path.edge')).toHaveCount(1);
	await expect(over.locator('ellipse.edge')).toHaveCount(1);
	await expect(marit.page.locator('.overlay svg')).toHaveCount(0);
	await shot(kees, 'drawn');
	expect((await new AxeBuilder({ page: kees.page }).analyze()).violations.map((v) => v.id)).toEqual([]);
	await button(noor, t.player.frameForward).click();
	await expect(over).toHaveCount(0);
});

test('[O3] Kees reads along what is said, under the picture', async () => {
	await kees.page.locator('body').press('c');
	await noor.page.locator('body').press('[');
	await noor.page.getByRole('slider', { name: noor.t.player.position }).focus();
	await noor.page.keyboard.press('Home');
	for (let n = 0; n < 5; n++) await noor.page.keyboard.press('ArrowRight');
	await expect(kees.page.locator('.words')).toHaveText('Nog een & blok');
	await expect(noor.page.locator('.words')).toHaveCount(0);
	await shot(kees, 'said');
	await kees.page.locator('body').press('c');
	await expect(kees.page.locator('.words')).toHaveCount(0);
});

test('[L27] the record shows what was drawn, as lines alone', async () => {
	await kees.page.goto(`${room}/record`);
	const drawing = kees.page.getByRole('img', { name: /Noor/ });
	await expect(drawing.locator('ellipse.edge')).toHaveCount(1);
	await drawing.scrollIntoViewIfNeeded();
	if (shots) await kees.page.screenshot({ path: `${shots}/record.png` });
});
