import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Page } from 'playwright';
import { findFfmpeg } from '$lib/server/media/ffmpeg';
import { findBrowser } from '../support/browser';
import { enter } from '../support/people';
import { startServer } from '../support/server';
import { percentile, report } from './figures';
import { phoneClip } from './media/phone-clip';

/**
 * From choosing a phone's clip to what is needed to cut it: its length, the strip of pictures and the sound under it, by
 * the page a teacher uses. Decoding is done by this machine's processor: a phone has a chip for it.
 *
 *   npm run bench:prepare -- --seconds 300 --rounds 5
 */
const option = (name: string, otherwise: number): number =>
	Number(process.argv[process.argv.indexOf(`--${name}`) + 1]) || otherwise;
const [seconds, rounds] = [option('seconds', 300), option('rounds', 5)];
const ffmpeg = (await findFfmpeg())?.binary;
if (!ffmpeg) throw new Error('the clip is made with ffmpeg, and there is none on this machine');
const folder = mkdtempSync(path.join(tmpdir(), 'kijkkring-prepare-'));
const phone = phoneClip(folder, ffmpeg, seconds);
const server = await startServer({ database: 'pglite', demo: true });
const browser = await chromium.launch(await findBrowser());
const times = { known: [] as number[], strip: [] as number[], sound: [] as number[] };
try {
	const { page, t } = await enter(browser, 'marit', { links: server.links() });
	page.setDefaultTimeout(120_000);
	for (let round = 0; round < rounds; round++) {
		await page.goto('/clips/new');
		const input = page.getByLabel(t.clip.add.file);
		await page.waitForFunction(() => !document.querySelector('input[type=file]')?.closest('[inert]'));
		await watchChoosing(page);
		await input.setInputFiles(phone.file);
		const seen = await drawn(page);
		for (const what of ['known', 'strip', 'sound'] as const) times[what].push(seen[what]);
	}
} finally {
	await browser.close();
	await server.stop();
	rmSync(folder, { recursive: true, force: true });
}
const about = `A phone's clip of ${seconds} s, ${(phone.bytes / 1e6).toFixed(0)} MB, from choosing it`;
const last = Math.round(
	percentile(
		times.strip.map((ms, i) => Math.max(ms, times.sound[i] ?? Infinity)),
		0.5
	)
);
const median = (list: number[]): number => Math.round(percentile(list, 0.5));
process.exitCode = report(about, [
	{ id: 'P1', what: 'its length and its borders are there', value: median(times.known), unit: 'ms', n: rounds },
	{ id: 'P1', what: 'the last picture of the strip', value: median(times.strip), unit: 'ms', n: rounds },
	{ id: 'P1', what: 'its sound is drawn', value: median(times.sound), unit: 'ms', n: rounds },
	{ id: 'P1', what: 'everything', value: last, unit: 'ms', goal: '<= 2000', ok: last <= 2000, n: rounds }
])
	? 0
	: 1;

/** Remembers when a file is chosen. */
async function watchChoosing(page: Page): Promise<void> {
	await page.evaluate(() => {
		const chosen = (): void => void ((window as unknown as { chosenAt: number }).chosenAt = performance.now());
		document.addEventListener('change', chosen, { capture: true, once: true });
	});
}

/** Looks into the canvases as they fill: the strip by its last place, the sound by anything at all. ms */
async function drawn(page: Page): Promise<{ known: number; strip: number; sound: number }> {
	const handle = await page.waitForFunction(
		() => {
			const seen = ((window as unknown as { seen?: Record<string, number> }).seen ??= {});
			const after = performance.now() - (window as unknown as { chosenAt: number }).chosenAt;
			const film = document.querySelector<HTMLCanvasElement>('canvas.film');
			const wave = document.querySelector<HTMLCanvasElement>('canvas.wave');
			if (!film || !wave) return null;
			seen['known'] ??= after;
			// a copy: reading from the strip itself would take it from the graphics card
			const has = (canvas: HTMLCanvasElement, from: number, wide: number): boolean => {
				const copy = new OffscreenCanvas(wide, canvas.height).getContext('2d');
				copy?.drawImage(canvas, -from, 0);
				return copy?.getImageData(0, 0, wide, canvas.height).data.some((byte, i) => i % 4 === 3 && byte > 0) ?? false;
			};
			if (has(film, film.width - 8, 8)) seen['strip'] ??= after;
			if (has(wave, 0, wave.width)) seen['sound'] ??= after;
			return seen['strip'] !== undefined && seen['sound'] !== undefined ? seen : null;
		},
		null,
		{ polling: 50 }
	);
	const seen = (await handle.jsonValue()) as { known: number; strip: number; sound: number };
	await page.evaluate(() => delete (window as unknown as { seen?: unknown }).seen);
	return seen;
}
