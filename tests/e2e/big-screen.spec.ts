import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { nl } from '../../src/lib/words/nl/index.ts';
import { awake, enter, expectQuiet, heard, openBrowser, type Person, post } from '../support/people.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { allIn, button, isHere, isPlaying, sees, write } from './in-the-room.ts';

test.describe.configure({ mode: 'serial', timeout: 240_000 });

/** Where pictures of the screens are put, for whoever wants to look at them. */
const shots = process.env['KIJKKRING_SHOTS'];
const shot = async ({ page }: Person, name: string) => {
	if (shots) await page.screenshot({ path: `${shots}/${name}.png` });
};
const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const talk = 'https://meet.delinde.example/onderbouw';

let server: RunningServer;
/** Noor leads at a laptop; Marit and Kees have a phone in the same room; Sofie is at home; the board is nobody's. */
let noor: Person, marit: Person, kees: Person, sofie: Person, board: Person;
let room = '';

test.beforeAll(async ({ browser }) => {
	test.setTimeout(180_000);
	server = await startServer({ database: 'pglite', demo: true });
	const links = server.links();
	noor = await enter(browser, 'noor', { links });
	marit = await enter(browser, 'marit', { links, context: phone });
	kees = await enter(browser, 'kees', { links, context: phone });
	sofie = await enter(browser, 'sofie', { links });
	board = await openBrowser(
		browser,
		noor.origin,
		{ key: 'board', name: 'the board' },
		{
			context: { viewport: { width: 1920, height: 1080 } }
		}
	);
	room = new URL((await noor.page.locator('a[href^="/sessions/"]').first().getAttribute('href')) ?? '', noor.origin)
		.pathname;
});
test.afterAll(async () => {
	for (const person of [noor, marit, kees, sofie, board]) await person.leave();
	await server.stop();
});
test.afterEach(() => expectQuiet(noor, marit, kees, sofie, board));

const words = nl.together;
const openTogether = async ({ page, t }: Person) => {
	await page.locator('button.together').click();
	await expect(page.getByRole('dialog', { name: t.together.panel.title })).toBeVisible();
};
const closeTogether = ({ page }: Person) => page.keyboard.press('Escape');
const boardCode = () => board.page.locator('.code').innerText();

test('[BS1] on the day the lead says that some are at home, and where they talk', async () => {
	const { page } = noor;
	await page.goto(room);
	await page.locator('a[href^="/meetings/"]').first().click();
	await page.getByRole('radio', { name: words.mode.mixed }).check();
	await page.getByLabel(words.link.label).fill('http://meet.delinde.example');
	noor.allow('400 POST');
	await button(noor, words.change.save).click();
	await expect(page.getByRole('alert')).toHaveText(nl.refusals['not-a-talk-link']);
	await page.getByLabel(words.link.label).fill(talk);
	await button(noor, words.change.save).click();
	await expect(page.getByText(words.change.saved)).toBeVisible();
	await shot(noor, 'meeting');
	expect((await new AxeBuilder({ page }).analyze()).violations.map((v) => v.id)).toEqual([]);
});

test('[BS1] who is at home has the link in the waiting room and in the room, in a tab of its own', async () => {
	for (const { page } of [noor, marit, kees, sofie]) await page.goto(room);
	await isHere(noor, 'Marit');
	const link = sofie.page.getByRole('link', { name: sofie.t.together.link.go });
	await expect(link).toHaveAttribute('href', talk);
	await expect(link).toHaveAttribute('target', '_blank');
	await expect(link).toHaveAttribute('rel', /noopener noreferrer/);
	await shot(sofie, 'waiting');
	await shot(kees, 'waiting-phone');
	await button(noor, noor.t.session.move.start).click();
	await allIn([noor], 'introduce');
	await button(noor, noor.t.session.lead.take).click();
	await expect(button(noor, noor.t.session.lead.you)).toBeVisible();
	await openTogether(sofie);
	await expect(link).toHaveAttribute('href', talk);
	await shot(sofie, 'together');
	await closeTogether(sofie);
});

test('[BS2] a board shows a code; who only looks along cannot use it, and the presenter can, from her phone', async () => {
	await board.page.goto('/screen');
	await button(board, words.board.ask).click();
	await expect(board.page.locator('.code')).toHaveText(/^[A-Z0-9]{3}-[A-Z0-9]{3}$/);
	await shot(board, 'code');
	expect((await new AxeBuilder({ page: board.page }).analyze()).violations.map((v) => v.id)).toEqual([]);
	// reloading it shows the same code
	const code = await boardCode();
	await board.page.reload();
	expect(await boardCode()).toBe(code);
	await openTogether(kees);
	await expect(kees.page.getByLabel(words.big.code)).toHaveCount(0);
	expect(await post(kees, `${room}?/screenOn`, { code })).toBe('not-allowed');
	kees.allow('403 POST');
	await closeTogether(kees);
	await openTogether(marit);
	marit.allow('404 POST');
	await marit.page.getByLabel(words.big.code).fill('ccc-ccc');
	await button(marit, words.big.show).click();
	await expect(marit.page.getByText(nl.refusals['no-such-code'])).toBeVisible();
	await marit.page.getByLabel(words.big.code).fill(code.toLowerCase());
	await button(marit, words.big.show).click();
	await expect(button(marit, words.big.off)).toBeVisible();
	await shot(marit, 'paired-phone');
	expect((await new AxeBuilder({ page: marit.page }).analyze()).violations.map((v) => v.id)).toEqual([]);
	await closeTogether(marit);
	await expect(board.page.locator('video')).toBeVisible();
});

test('[BS6] the board follows picture and round, and no letter of a note ever reaches it', async () => {
	await noor.page.getByRole('button', { name: noor.t.session.move.next }).click();
	await allIn([noor, marit, kees, sofie, board], 'first-viewing');
	await noor.page.getByRole('button', { name: noor.t.player.play, exact: true }).click();
	await expect.poll(() => isPlaying(board), { timeout: 20_000 }).toBe(true);
	for (const [width, height] of [
		[1280, 720],
		[1920, 1080],
		[3840, 2160]
	] as const) {
		await board.page.setViewportSize({ width, height });
		const over = await board.page.evaluate(() => {
			const page = document.documentElement;
			const small = [...document.querySelectorAll('aside .prompt, aside .turn p')].map(
				(e) => parseFloat(getComputedStyle(e).fontSize) / innerHeight
			);
			const scrolls = [...document.querySelectorAll('aside')].some((e) => e.scrollHeight > e.clientHeight + 1);
			return {
				x: page.scrollWidth > innerWidth,
				y: page.scrollHeight > innerHeight,
				scrolls,
				least: Math.min(...small)
			};
		});
		expect(over, `${width} x ${height}`).toMatchObject({ x: false, y: false, scrolls: false });
		// a letter of 3 % of a board of 80 cm is 24 mm: read from five metres
		expect(over.least).toBeGreaterThan(0.028);
		await shot(board, `board-${width}`);
	}
	await board.page.setViewportSize({ width: 1920, height: 1080 });
	await noor.page.getByRole('button', { name: noor.t.session.move.next }).click();
	await allIn([noor, board], 'choose');
	await noor.page.getByRole('button', { name: noor.t.session.move.next }).click();
	await noor.page.getByLabel(noor.t.session.move.reason).fill('We oefenen alleen het scherm.');
	await button(noor, noor.t.session.move.aheadGo).click();
	await allIn([noor, marit, kees, sofie, board], 'rewatch');
	await kees.page.getByRole('tab', { name: kees.t.session.tabs.notes }).click();
	await write(kees, 'observations', 'zijkijktwegnaardeblokken');
	await sees(sofie, 'zijkijktwegnaardeblokken');
	expect(heard(sofie, 'zijkijktwegnaardeblokken')).toBe(true);
	expect(heard(board, 'zijkijktweg')).toBe(false);
	expect(board.wire.heard.length).toBeGreaterThan(3);
	for (const name of ['Sofie', 'Noor']) expect(heard(board, name)).toBe(false);
	await shot(board, 'board-rewatch');
	await shot(kees, 'note-pad');
	expect((await new AxeBuilder({ page: board.page }).analyze()).violations.map((v) => v.id)).toEqual([]);
});

test('[BS6] the board opens nothing but this', async () => {
	const status = (path: string) =>
		board.page.evaluate(async (at) => (await fetch(at, { redirect: 'manual' })).status, path);
	board.allow(/^40[14] GET/);
	for (const path of [`${room}`, `${room}/record`, `${room}/removals`, `${room}/table-address`, '/today', '/clips'])
		expect([0, 401, 404], path).toContain(await status(path));
	await board.page.keyboard.press('?');
	await expect(board.page.getByRole('dialog', { name: words.board.keys })).toBeVisible();
	await shot(board, 'board-keys');
	await board.page.keyboard.press('Escape');
	await expect(board.page.getByRole('dialog', { name: words.board.keys })).toBeHidden();
});

test("the big view on one's own device: `?` shows the keys, Escape leaves", async () => {
	const { page, t } = sofie;
	await page.goto(`${room}?view=screen`);
	await expect(page.locator('video').first()).toBeVisible();
	await awake(page);
	await page.keyboard.press('?');
	await expect(page.getByRole('dialog', { name: t.session.keys.title })).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(page.getByRole('dialog', { name: t.session.keys.title })).toBeHidden();
	for (const [width, height] of [
		[1280, 720],
		[1920, 1080],
		[3840, 2160]
	] as const) {
		await page.setViewportSize({ width, height });
		expect(
			await page.evaluate(() => {
				const { scrollWidth, scrollHeight } = document.documentElement;
				return scrollWidth <= innerWidth && scrollHeight <= innerHeight;
			})
		).toBe(true);
		await shot(sofie, `own-${width}`);
	}
	await page.setViewportSize({ width: 1280, height: 720 });
	await page.keyboard.press('Escape');
	await expect(page).toHaveURL(new RegExp(`${room}\\??$`));
	await expect(page.locator('video').first()).toBeVisible();
});

test('[BS3] in one room the phones are silent by themselves, and each may still sound', async () => {
	const muted = ({ page }: Person) =>
		page
			.locator('video')
			.first()
			.evaluate((v) => (v as HTMLVideoElement).muted);
	// as long as some are at home nobody is made silent
	expect([await muted(kees), await muted(sofie), await muted(board)]).toEqual([false, false, false]);
	await post(noor, `${await meetingOf(noor)}?/mode`, { mode: 'in-person', talkLink: talk });
	await expect.poll(() => muted(kees)).toBe(true);
	expect(await muted(board)).toBe(false);
	await openTogether(kees);
	await expect(kees.page.getByText(words.sound.off)).toBeVisible();
	await shot(kees, 'sound-phone');
	await button(kees, words.sound.turnOn).click();
	await expect.poll(() => muted(kees)).toBe(false);
	await closeTogether(kees);
	expect([await muted(marit), await muted(board)]).toEqual([true, false]);
	await kees.page.reload();
	await expect(kees.page.locator('video').first()).toBeVisible();
	await expect.poll(() => muted(kees)).toBe(false);
});

test('[BS5] "scherm uit" empties the board; paired again, a clip that is taken back empties it too', async () => {
	await openTogether(noor);
	await button(noor, words.big.off).click();
	await expect(board.page.getByRole('heading', { name: words.board.over })).toBeVisible({ timeout: 3_000 });
	await expect(board.page.locator('video')).toHaveCount(0);
	await button(board, words.board.again).click();
	await expect(board.page.locator('.code')).toBeVisible();
	await noor.page.getByLabel(words.big.code).fill(await boardCode());
	await button(noor, words.big.show).click();
	await closeTogether(noor);
	await expect(board.page.locator('video')).toBeVisible();
	const media = await board.page.evaluate(
		() => performance.getEntriesByType('resource').find((e) => e.name.includes('/media/'))?.name ?? ''
	);
	expect(media).not.toBe('');
	for (const person of [noor, marit, kees, sofie, board]) person.allow(/^(40[134]|410) /);
	await marit.page.goto('/clips');
	await marit.page.locator('a[href^="/clips/"]:not([href$="/new"])').first().click();
	await marit.page.getByRole('button', { name: marit.t.clip.bring.takeOff }).first().click();
	await expect(board.page.getByRole('heading', { name: words.board.over })).toBeVisible({ timeout: 3_000 });
	await expect(board.page.locator('video')).toHaveCount(0);
	expect(await board.page.evaluate(async (at) => (await fetch(at)).status, media)).toBe(404);
});

async function meetingOf({ page }: Person): Promise<string> {
	return (await page.locator('a[href^="/meetings/"]').first().getAttribute('href')) ?? '';
}
