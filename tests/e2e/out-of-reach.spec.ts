import { expect, test } from '@playwright/test';
import { enter, expectQuiet } from '../support/people.ts';
import { type RunningServer, startServer } from '../support/server.ts';

let server: RunningServer;
test.beforeAll(async () => {
	server = await startServer({ database: 'pglite', demo: true });
});
test.afterAll(() => server.stop());

for (const width of [1440, 360])
	test(`[K3] a clip whose place does not answer says so, and plays when it does, at ${width}`, async ({ browser }) => {
		const marit = await enter(browser, 'marit', {
			links: server.links(),
			context: { viewport: { width, height: 800 } }
		});
		const { page, t } = marit;
		marit.allow('504');
		// what the server answers while the bucket does not (tests/integration/media/bucket.test.ts)
		const media = /\/clips\/[\w-]+\/media\//;
		await page.route(media, (route) =>
			route.fulfill({ status: 504, headers: { 'cache-control': 'no-store', 'retry-after': '1' } })
		);
		await page.goto('/clips');
		const links = await page.getByRole('link').evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
		await page.goto(links.find((href) => /^\/clips\/[\w-]{12,}$/.test(href)) ?? '/none');
		const said = page.getByText(t.player.outOfReach);
		await expect(said).toBeVisible();
		await page.screenshot({ path: `test-results/looks/clip-out-of-reach-${width}.png` });
		await page.unroute(media);
		await expect(said).toBeHidden({ timeout: 30_000 });
		await expect
			.poll(() => page.locator('video').evaluate((video) => (video as HTMLVideoElement).readyState))
			.toBeGreaterThan(1);
		expectQuiet(marit);
		await marit.leave();
	});
