import { expect, type Page, test } from '@playwright/test';
import { enter, expectQuiet, openBrowser, statusAt } from '../support/people.ts';

/** The service worker is there and at the wheel: from the second page on. */
async function underWorker(page: Page): Promise<void> {
	await page.evaluate(async () => void (await navigator.serviceWorker.ready));
	await page.reload();
	expect(await page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
}

/** Every address in every cache, with what kind of thing lies there. */
const cached = (page: Page) =>
	page.evaluate(async () => {
		const found: { path: string; type: string }[] = [];
		for (const name of await caches.keys()) {
			const cache = await caches.open(name);
			for (const { url } of await cache.keys()) {
				const { pathname, search } = new URL(url);
				const kept = await cache.match(url);
				found.push({ path: pathname + search, type: kept?.headers.get('content-type') ?? '' });
			}
		}
		return found;
	});

test('[F6] what stays on a device is the built app: never a page, never data, never a byte of a clip', async ({
	browser
}) => {
	const marit = await enter(browser, 'marit');
	const { page, t } = marit;
	await underWorker(page);
	const links = async () =>
		page.getByRole('link').evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
	for (const at of ['/today', '/trajectories', '/clips']) await page.goto(at);
	const clip = (await links()).find((one) => /^\/clips\/[\w-]{12,}$/.test(one)) ?? '';
	await page.goto(clip);
	// the picture plays: its playlist, its key frames and its data went past the worker
	await expect
		.poll(() =>
			page
				.locator('video')
				.first()
				.evaluate((video: HTMLVideoElement) => video.readyState)
		)
		.toBeGreaterThanOrEqual(2);
	await page.getByRole('link', { name: t.clip.list.title }).first().click();
	await page.waitForURL('**/clips');
	const kept = await cached(page);
	expect(kept.length).toBeGreaterThan(10);
	expect(kept.filter(({ path }) => !/^\/_app\/immutable\/[\w./-]+\.(js|css|woff2)$/.test(path))).toEqual([]);
	expect(kept.filter(({ type }) => !/javascript|text\/css|font/.test(type))).toEqual([]);
	expectQuiet(marit);
	await marit.leave();
});

test('[F6] without a line a page says so, in two languages, and nothing of before is shown', async ({ browser }) => {
	const marit = await enter(browser, 'marit');
	const { page, t } = marit;
	await underWorker(page);
	marit.allow(/failed: GET|503 GET \/today/);
	await marit.context.setOffline(true);
	await page.goto('/today').catch(() => null);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Geen verbinding');
	await expect(page.getByRole('heading', { level: 2 })).toHaveText('No connection');
	await expect(page.locator('[lang=en]').last()).toContainText('We cannot reach Kijkkring now');
	await expect(page.getByText('Marit')).toHaveCount(0);
	await marit.context.setOffline(false);
	await page.getByRole('link', { name: 'Probeer opnieuw' }).click();
	await expect(page.getByRole('button', { name: t.shell.signOut })).toBeVisible();
	expectQuiet(marit);
	await marit.leave();
});

test('[F6] after signing out there is at most the app itself', async ({ browser }) => {
	const marit = await enter(browser, 'marit');
	const { page, t } = marit;
	await underWorker(page);
	await expect.poll(async () => (await cached(page)).length).toBeGreaterThan(0);
	await page.getByRole('button', { name: t.shell.signOut }).click();
	await page.waitForURL('**/login**');
	await expect(page.getByLabel(t.account.email)).toBeVisible();
	expect((await cached(page)).filter(({ path }) => !path.startsWith('/_app/immutable/'))).toEqual([]);
	await marit.leave();
});

test('the app can be put on a home screen, in the reader’s language', async ({ browser, baseURL }) => {
	for (const [locale, description] of [
		['nl', 'Samen een kort filmpje bekijken en goed kijken: video-intervisie voor teams.'],
		['en', 'Watch a short clip together and look closely: video intervision for teams.']
	] as const) {
		const somebody = await openBrowser(browser, baseURL ?? '', undefined, { locale });
		await somebody.page.goto('/login');
		const link = somebody.page.locator('link[rel=manifest]');
		await expect(link).toHaveAttribute('crossorigin', 'use-credentials');
		const manifest = await somebody.page.evaluate(
			async (at) => {
				const answer = await fetch(at);
				const read = (await answer.json()) as Record<string, unknown> & { icons: { src: string }[] };
				return { ...read, type: answer.headers.get('content-type') };
			},
			(await link.getAttribute('href')) ?? ''
		);
		expect(manifest).toMatchObject({
			type: 'application/manifest+json',
			lang: locale,
			description,
			display: 'standalone'
		});
		for (const { src } of manifest.icons) expect(await statusAt(somebody, src)).toBe(200);
		await somebody.leave();
	}
});
