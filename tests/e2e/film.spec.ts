import { type Browser, expect, type Page, test } from '@playwright/test';
import { findBrowser } from '../support/browser.ts';
import { enter, expectQuiet, type Person } from '../support/people.ts';
import { type RunningServer, startServer } from '../support/server.ts';

/** With the camera that Chromium brings along for tests: a green picture with a clock, and a beep every second. */
const { executablePath, args } = await findBrowser();
test.use({ launchOptions: { executablePath, args: [...args, '--use-fake-device-for-media-stream'] } });

// a school of its own: what is filmed here would stand in other tests' way
let server: RunningServer;
test.beforeAll(async () => {
	server = await startServer({ database: 'pglite', demo: true });
});
test.afterAll(() => server.stop());

const button = ({ page }: Person, name: string) => page.getByRole('button', { name, exact: true });

/** Marit, whose browser lets this site film; `before` runs in every page of hers. */
async function comeToFilm(browser: Browser, before?: () => void, granted = true): Promise<Person> {
	const marit = await enter(browser, 'marit', { links: server.links() });
	if (before) await marit.context.addInitScript(before);
	if (granted) await marit.context.grantPermissions(['camera', 'microphone'], { origin: marit.origin });
	await marit.page.goto('/clips/new');
	return marit;
}

async function openCamera(marit: Person): Promise<void> {
	await button(marit, marit.t.clip.add.camera).click();
	await button(marit, marit.t.film.open).click();
	const width = () =>
		marit.page.getByLabel(marit.t.film.picture).evaluate((video: HTMLVideoElement) => video.videoWidth);
	await expect.poll(width).toBeGreaterThan(600);
}

/** So much has been filmed, s, as the screen says. */
const filmed = async ({ page }: Person): Promise<number> => {
	const [minutes, seconds] = (await page.locator('.stage time').innerText()).split(':');
	return Number(minutes) * 60 + Number(seconds);
};

/** What lies in the browser's own database of recordings: how many, and the bytes of their pieces as latin1. */
const kept = (page: Page) =>
	page.evaluate(async () => {
		if (!(await indexedDB.databases()).some(({ name }) => name === 'kijkkring-film')) return { films: 0, bytes: '' };
		const done = <T>(request: IDBRequest<T>) =>
			new Promise<T>((resolve, reject) => {
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(new Error('closed'));
			});
		const db = await done(indexedDB.open('kijkkring-film'));
		const read = db.transaction(['films', 'pieces']);
		const films = (await done(read.objectStore('films').getAll())).length;
		const pieces = (await done(read.objectStore('pieces').getAll())) as { sealed: Uint8Array }[];
		db.close();
		return { films, bytes: pieces.map(({ sealed }) => new TextDecoder('latin1').decode(sealed)).join('') };
	});

test('[F1] Marit films with a pause, the bell is planned and never stops her, and the clip arrives', async ({
	browser
}) => {
	const marit = await comeToFilm(browser, () => {
		const planned: number[] = [];
		Object.assign(globalThis, { planned });
		const start = OscillatorNode.prototype.start;
		OscillatorNode.prototype.start = function (when = 0) {
			planned.push(when - this.context.currentTime);
			start.call(this, when);
		};
	});
	const { page, t } = marit;
	// in seconds from the moment of planning, of the first of three notes
	const planned = () => page.evaluate(() => (globalThis as unknown as { planned: number[] }).planned);
	await openCamera(marit);
	await button(marit, t.film.less).click();
	await button(marit, t.film.begin).click();
	await expect.poll(() => filmed(marit)).toBeGreaterThanOrEqual(2);
	expect(await planned()).toHaveLength(3);
	expect((await planned())[0]).toBeGreaterThan(235);
	expect((await planned())[0]).toBeLessThanOrEqual(240);

	await button(marit, t.film.pause).click();
	await expect(page.getByText(t.film.paused, { exact: true })).toBeVisible();
	const before = await filmed(marit);
	await expect.poll(async () => (await kept(page)).films).toBe(1);
	expect(await filmed(marit)).toBe(before);
	await button(marit, t.film.resume).click();
	await expect.poll(() => filmed(marit)).toBeGreaterThanOrEqual(before + 1);
	// what was filmed already counts
	expect((await planned()).at(-3)).toBeLessThanOrEqual(240 - before);

	await button(marit, t.film.stop).click();
	await expect(page.getByRole('heading', { name: t.prepare.title })).toBeVisible();
	await button(marit, t.prepare.ready).click();
	await page.getByLabel(t.clip.add.othersNone).check();
	await button(marit, t.clip.add.send).click();
	await page.waitForURL(/\/clips\/[\w-]{22}$/);
	marit.allow(/404 HEAD .*\/media\/index\.m3u8/);
	await expect(page.getByLabel(t.clip.page.player).first()).toBeVisible({ timeout: 30_000 });
	// nothing of it is left on the device
	expect((await kept(page)).films).toBe(0);
	expectQuiet(marit);
	await marit.leave();
});

test('[F1] when the time is up it says so and films on', async ({ browser }) => {
	const marit = await comeToFilm(browser, () => {
		// a clock that runs forty times as fast once it is told to
		const now = Date.now.bind(Date);
		const hurry = { from: 0 };
		Object.assign(globalThis, { hurry: () => (hurry.from = now()) });
		Date.now = () => (hurry.from ? now() + (now() - hurry.from) * 39 : now());
	});
	const { page, t } = marit;
	await openCamera(marit);
	for (let minutes = 5; minutes > 1; minutes--) await button(marit, t.film.less).click();
	await expect(button(marit, t.film.less)).toBeDisabled();
	await button(marit, t.film.begin).click();
	await page.evaluate(() => (globalThis as unknown as { hurry: () => void }).hurry());
	await expect(page.getByText(t.film.rung(1))).toBeVisible();
	const at = await filmed(marit);
	await expect.poll(() => filmed(marit)).toBeGreaterThan(at);
	await expect(page.getByText(t.film.filming, { exact: true })).toBeVisible();
	await marit.leave();
});

test('[F2] [F3] a tab that is gone in the middle leaves its recording unreadable on the device, to go on with or to throw away', async ({
	browser
}) => {
	const marit = await comeToFilm(browser);
	const { t } = marit;
	await openCamera(marit);
	await button(marit, t.film.begin).click();
	await expect.poll(() => filmed(marit)).toBeGreaterThanOrEqual(3);
	await marit.page.close({ runBeforeUnload: false });

	const page = await marit.context.newPage();
	marit.page = page;
	await page.goto('/clips');
	await page.getByRole('link', { name: t.film.found.toIt }).click();
	const found = page.getByRole('heading', { name: /Er staat nog een opname van \d\d\.\d\d klaar/ });
	await expect(found).toBeVisible();
	const disk = await kept(page);
	expect(disk.films).toBe(1);
	expect(disk.bytes.length).toBeGreaterThan(10_000);
	for (const clear of ['ftyp', 'moov', 'mdat', 'moof']) expect(disk.bytes).not.toContain(clear);

	await button(marit, t.film.found.use).click();
	await expect(page.getByRole('heading', { name: t.prepare.title })).toBeVisible();
	await expect(button(marit, t.prepare.ready)).toBeVisible();
	// who turns back finds it again, until she throws it away
	await page.goto('/clips/new');
	await button(marit, t.film.found.throwAway).click();
	await button(marit, t.film.found.yes).click();
	await expect(found).toBeHidden();
	await expect.poll(async () => (await kept(page)).films).toBe(0);
	expectQuiet(marit);
	await marit.leave();
});

test('[F2] signing out leaves nothing of what was filmed', async ({ browser }) => {
	const marit = await comeToFilm(browser);
	const { page, t } = marit;
	await openCamera(marit);
	await button(marit, t.film.begin).click();
	await expect.poll(async () => (await kept(page)).bytes.length).toBeGreaterThan(0);
	await page.goto('/today');
	await expect.poll(async () => (await kept(page)).films).toBe(1);
	await page.getByRole('button', { name: t.shell.signOut }).click();
	await page.waitForURL('**/login**');
	await expect.poll(async () => (await kept(page)).films).toBe(0);
	await marit.leave();
});

test('[F4] no permission, no camera and a busy camera each say what to do', async ({ browser }) => {
	const denied = await comeToFilm(browser, undefined, false);
	const { t } = denied;
	await button(denied, t.clip.add.camera).click();
	await button(denied, t.film.open).click();
	await expect(denied.page.getByRole('alert').getByText(t.film.trouble.denied.title)).toBeVisible();
	for (const step of t.film.trouble.denied.steps) await expect(denied.page.getByText(step)).toBeVisible();
	// allowed after all
	await denied.context.grantPermissions(['camera', 'microphone'], { origin: denied.origin });
	await button(denied, t.film.retry).click();
	await expect(button(denied, t.film.begin)).toBeVisible();
	expectQuiet(denied);
	await denied.leave();

	const broken = await comeToFilm(browser, () => {
		const why = { name: 'NotFoundError' };
		Object.assign(globalThis, { why });
		navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', why.name));
	});
	await button(broken, t.clip.add.camera).click();
	await button(broken, t.film.open).click();
	await expect(broken.page.getByText(t.film.trouble['no-camera'].title)).toBeVisible();
	await broken.page.evaluate(() =>
		Object.assign((globalThis as unknown as { why: object }).why, { name: 'NotReadableError' })
	);
	await button(broken, t.film.retry).click();
	await expect(broken.page.getByText(t.film.trouble['in-use'].title)).toBeVisible();
	// there is always the other way
	await button(broken, t.film.toFile).click();
	await expect(broken.page.getByLabel(t.clip.add.file)).toBeAttached();
	expectQuiet(broken);
	await broken.leave();
});

test('[F4] a camera that is taken away in the middle: what was filmed is there to go on with', async ({ browser }) => {
	const marit = await comeToFilm(browser, () => {
		const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
		navigator.mediaDevices.getUserMedia = async (asked) => {
			const stream = await open(asked);
			Object.assign(globalThis, { lens: stream.getVideoTracks()[0] });
			return stream;
		};
	});
	const { page, t } = marit;
	const lens = (what: string) =>
		page.evaluate((name) => (globalThis as unknown as { lens: EventTarget }).lens.dispatchEvent(new Event(name)), what);
	await openCamera(marit);
	await button(marit, t.film.begin).click();
	await expect.poll(() => filmed(marit)).toBeGreaterThanOrEqual(2);
	// a call comes in, and ends
	await lens('mute');
	await expect(page.getByText(t.film.interrupted)).toBeVisible();
	await lens('unmute');
	await expect(page.getByText(t.film.filming, { exact: true })).toBeVisible();
	// and then it is gone for good
	await lens('ended');
	await expect(page.getByText(t.film.cutOff)).toBeVisible();
	await button(marit, t.film.use).click();
	await expect(page.getByRole('heading', { name: t.prepare.title })).toBeVisible();
	await expect(button(marit, t.prepare.ready)).toBeVisible();
	expectQuiet(marit);
	await marit.leave();
});
