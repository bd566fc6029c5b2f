import path from 'node:path';
import { type Browser, expect, test } from '@playwright/test';
import { enter, expectQuiet, type Person } from '../support/people.ts';
import { openRoughLine, type RoughLine } from '../support/rough-line.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { addClip, chooseClip } from './add-clip.ts';

const clips = path.resolve('tests/fixtures/clips');
/** Some hundreds of kilobytes: at a few kilobytes a second it is under way for as long as a test needs. */
const clip = path.join(clips, 'h264_aac_moovend.mp4');
const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const crawl = 24_000;

test.describe.configure({ mode: 'serial', timeout: 120_000 });
test.use({ trace: 'off' });

let server: RunningServer;
let line: RoughLine;
let browser: Browser;
let marit: Person;

test.beforeAll(async ({ browser: started }) => {
	browser = started;
	server = await startServer({ database: 'pglite', demo: true });
	line = await openRoughLine(Number(new URL(server.url).port));
	// the same names and keys, at the other end of the rough line
	const links = server.links().map((link) => {
		const url = new URL(link.url);
		url.port = String(line.port);
		return { ...link, url: url.href };
	});
	marit = await enter(browser, 'marit', { links, context: phone });
	marit.allow(/404 HEAD .*\/media\/index\.m3u8/);
	// who asks for the key of a clip that has just arrived hears that it is no longer needed
	marit.allow(/403 GET .*\/keep-key/);
	// what the line does to a page is what is tested here
	marit.allow(/ERR_|\/upload|503|409 GET .*\/media\//);
});
test.afterAll(async () => {
	await marit.leave();
	await line.close();
	await server.stop();
});
test.afterEach(() => {
	line.slow(null);
	line.back();
	expectQuiet(marit);
});

const progress = () => marit.page.getByRole('progressbar', { name: marit.t.clip.sending.title });
const percent = async () => Number(await progress().getAttribute('aria-valuenow'));
const player = () => marit.page.getByRole('region', { name: marit.t.clip.page.player });
/** What waits on this device, by clip. */
const waiting = () =>
	marit.page.evaluate(async () => {
		const found: string[] = [];
		const home = await navigator.storage.getDirectory();
		const folder = await home.getDirectoryHandle('clips-to-send').catch(() => null);
		if (folder)
			for await (const name of (folder as unknown as { keys(): AsyncIterable<string> }).keys()) found.push(name);
		return found;
	});

test('[U6] what is chosen and answered is still there after going back, and forward again', async () => {
	const { page, t } = marit;
	await page.goto('/clips/new');
	await expect(page.getByRole('button', { name: t.clip.add.send, exact: true })).toHaveCount(0);
	await chooseClip(marit, clip);
	await page.goBack();
	await expect(page.getByRole('button', { name: t.prepare.ready })).toBeVisible();
	await page.goBack();
	await expect(page.getByText(t.clip.add.ready)).toBeVisible();
	await page.getByRole('button', { name: t.clip.add.next }).click();
	await page.getByRole('button', { name: t.prepare.ready }).click();
	await expect(page.getByRole('radio', { name: t.clip.add.othersNone })).toBeChecked();
});

test('[R38] when others can be recognised and nobody was asked, it is not sent but made ready again', async () => {
	const { page, t } = marit;
	await page.getByRole('radio', { name: t.clip.add.othersHide }).check();
	await expect(page.getByRole('button', { name: t.clip.add.send, exact: true })).toHaveCount(0);
	await page.getByRole('button', { name: t.clip.add.toHide }).click();
	await expect(page.getByRole('button', { name: t.prepare.ready })).toBeVisible();
});

test('[U2] a clip that was cut off goes on by itself at the next visit, on whatever page, and then nothing is left here', async () => {
	const { page, t } = marit;
	await page.goto('/clips/new');
	line.slow(crawl);
	await addClip(marit, clip);
	const address = page.url();
	await expect(page.getByText(t.clip.sending.kept)).toBeVisible();
	expect((await waiting()).length).toBe(1);
	await expect.poll(percent).toBeGreaterThan(5);
	line.gone();
	await expect(page.getByText(t.clip.sending.waiting)).toBeVisible();
	line.slow(null);
	line.back();
	line.slow(crawl * 4);

	// the tab is closed, without a word; the next visit begins somewhere else
	await page.goto('/today');
	const bar = page.getByRole('complementary', { name: t.clip.sending.bar });
	await expect(bar).toBeVisible();
	line.slow(null);
	await expect(bar.getByText(t.clip.sending.barDone)).toBeVisible({ timeout: 30_000 });
	await bar.getByRole('link').click();
	await page.waitForURL(address);
	await expect(player()).toBeVisible({ timeout: 20_000 });
	expect(await waiting()).toEqual([]);
});

test('[U3] of two tabs one sends; the other goes on when that one is closed', async () => {
	const { page, t, context } = marit;
	await page.goto('/clips/new');
	// this tab asks for room and then never gets a byte through
	await page.route('**/upload', () => {});
	await addClip(marit, clip);
	await expect(page.getByText(t.clip.sending.kept)).toBeVisible();
	const second = await context.newPage();
	await second.goto(page.url());
	await expect(second.getByText(t.clip.sending.elsewhere)).toBeVisible();
	await page.close();
	marit.page = second;
	await expect(player()).toBeVisible({ timeout: 30_000 });
	expect(await waiting()).toEqual([]);
});

test('[U1] kill -9 of the server in the middle: it waits, says so, and the clip is whole', async () => {
	const { page, t } = marit;
	await page.goto('/clips/new');
	line.slow(crawl);
	await addClip(marit, clip);
	await expect.poll(percent).toBeGreaterThan(5);
	await server.kill9();
	line.cut();
	await expect(page.getByText(t.clip.sending.waiting)).toBeVisible();
	await server.restart();
	line.slow(null);
	await expect(player()).toBeVisible({ timeout: 40_000 });
});

test('signing out leaves nothing of a clip on the device', async () => {
	const { page, t } = marit;
	await page.goto('/clips/new');
	line.slow(crawl);
	await addClip(marit, clip);
	await expect(page.getByText(t.clip.sending.kept)).toBeVisible();
	line.slow(null);
	line.gone();
	line.back();
	await page.getByRole('button', { name: t.shell.signOut }).click();
	await page.waitForURL('**/login');
	expect(await waiting()).toEqual([]);
	expect(await page.evaluate(async () => (await indexedDB.databases()).map((one) => one.name))).not.toContain(
		'kijkkring-clips'
	);
});
