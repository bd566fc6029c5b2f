import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright';
import { findBrowser } from '../../support/browser';
import { startServer } from '../../support/server';
import type { Figure } from '../figures';

/**
 * Compressed script a browser fetches for each page of the demo school, cold cache, up to network rest. hls.js comes
 * after the page is usable and is named apart; in the session room it counts.
 */
export async function weighPages(): Promise<Figure[]> {
	const server = await startServer({ database: 'pglite', demo: true });
	const browser = await chromium.launch(await findBrowser());
	const figures: Figure[] = [];
	try {
		const marit = server.links().find((link) => link.key === 'marit');
		if (!marit) throw new Error('the demo has no Marit');
		const origin = new URL(marit.url).origin;
		const context = await browser.newContext();
		const door = await context.newPage();
		await door.goto(marit.url);
		await door.waitForURL('**/today');
		const hrefOf = (selector: string) => door.locator(selector).first().getAttribute('href');
		await door.goto(`${origin}/clips`);
		const clip = await hrefOf('main a[href^="/clips/"]:not([href*="new"])');
		await door.goto(`${origin}/trajectories`);
		const trajectory = await hrefOf('main a[href^="/trajectories/"]:not([href*="new"])');
		await door.goto(`${origin}/meetings`);
		const meeting = await hrefOf('main a[href^="/meetings/"]');
		await door.goto(`${origin}${meeting}`);
		const room = await hrefOf('main a[href^="/sessions/"]');
		// a room that waits shows no picture: begin, so that the player is weighed too
		await door.goto(`${origin}${room}`);
		await door.evaluate(() =>
			fetch('?/act', {
				method: 'POST',
				body: new URLSearchParams({ do: 'start', seen: '0' }),
				headers: { 'x-sveltekit-action': 'true' }
			})
		);
		const pages: [name: string, path: string | null, limit: number][] = [
			['today', '/today', 120],
			['clips', '/clips', 120],
			['clip', clip, 120],
			['new clip', '/clips/new', 120],
			['child', trajectory, 120],
			['meetings', '/meetings', 120],
			['meeting', meeting, 120],
			['team', '/teams', 120],
			['help', '/help', 120],
			['account', '/account', 120],
			['session room', room, 250]
		];
		for (const [name, path, limit] of pages) {
			if (!path) throw new Error(`the demo has no page for ${name}`);
			figures.push(await weigh(name, `${origin}${path}`, limit));
		}
		figures.push(await weigh('login', `${server.url}/login`, 120, true));
		return figures;

		async function weigh(name: string, url: string, limit: number, anonymous = false): Promise<Figure> {
			const fresh = await browser.newContext(anonymous ? {} : { storageState: await context.storageState() });
			const page = await fresh.newPage();
			let own = 0;
			let hls = 0;
			const reading: Promise<void>[] = [];
			page.on('response', (response) => {
				if (!/javascript/.test(response.headers()['content-type'] ?? '')) return;
				reading.push(
					response.body().then((body) => {
						if (body.includes('hlsMediaAttached')) hls += gzipSync(body).length;
						else own += gzipSync(body).length;
					})
				);
			});
			await page.goto(url, { waitUntil: 'networkidle' });
			await Promise.all(reading);
			await fresh.close();
			const bytes = name === 'session room' ? own + hls : own;
			const kB = Math.round(bytes / 1000);
			const after = !hls
				? ''
				: name === 'session room'
					? ', player included'
					: `, then ${Math.round(hls / 1000)} kB for the player`;
			return {
				id: `W-${name.replace(' ', '-')}`,
				what: `script of ${name}${after}`,
				value: kB,
				unit: 'kB gzip',
				goal: `<= ${limit}`,
				ok: kB <= limit
			};
		}
	} finally {
		await browser.close();
		await server.stop();
	}
}
