import { chromium } from 'playwright';
import { findBrowser } from '../support/browser';
import { enter } from '../support/people';
import { startServer } from '../support/server';
import { addClip } from '../e2e/add-clip';
import { percentile, report, type Figure } from './figures';

/** From the last byte of a clip on the server to its first frame on the owner's page, by the pages a teacher uses. */
const clips: [what: string, file: string][] = [
	['80 s H.264, index first (2.8 MB)', 'src/lib/server/demo/clip/tower.mp4'],
	['12 s H.264, index at the end', 'tests/fixtures/clips/h264_aac_moovend.mp4'],
	['VP9 WebM, put into another container', 'tests/fixtures/clips/vp9_opus.webm']
];
const rounds = 5;

const server = await startServer({ database: 'pglite', demo: true });
const browser = await chromium.launch(await findBrowser());
const figures: Figure[] = [];
try {
	const marit = await enter(browser, 'marit', { links: server.links() });
	const { page } = marit;
	let lastByte = 0;
	page.on('response', (response) => {
		const method = response.request().method();
		if (response.url().endsWith('/upload') && (method === 'PATCH' || method === 'POST') && response.ok())
			lastByte = performance.now();
	});
	for (const [what, file] of clips) {
		const times: number[] = [];
		for (let round = 0; round < rounds; round++) {
			await page.goto('/clips/new');
			await addClip(marit, file);
			await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 2, null, { polling: 20 });
			times.push(performance.now() - lastByte);
		}
		const median = Math.round(percentile(times, 0.5));
		figures.push({ id: 'F1', what: `last byte to first frame: ${what}`, value: median, unit: 'ms', n: rounds });
	}
} finally {
	await browser.close();
	await server.stop();
}
process.exitCode = report('A clip, from its last byte to its first frame', figures) ? 0 : 1;
