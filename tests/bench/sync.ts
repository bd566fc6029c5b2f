import { chromium, type Browser, type Page } from 'playwright';
import { findBrowser } from '../support/browser';
import { startServer, type RunningServer } from '../support/server';
import { percentile, report, rounded } from './figures';

/**
 * How far apart the picture is on three screens, and on a fourth that joins late: the demo's session in its re-watch
 * round, each person in a browser of her own. `--seconds 120` by default. Everything shares this machine's cores, so
 * figures are worse than in a school, never better.
 */
const seconds = Number(process.argv[process.argv.indexOf('--seconds') + 1]) || 120;
const frameMs = 40;

interface Sample {
	/** Wall clock, ms, the same for all browsers on this machine. */
	wall: number;
	position: number;
	paused: boolean;
	rate: number;
	/** Media time of the frame on screen, ms. */
	frame: number | null;
}
type Watched = Window & { samples: Sample[] };

const server = await startServer({ database: 'pglite', demo: true });
const browsers: Browser[] = [];
try {
	const noor = await enter('noor');
	const room = new URL((await noor.locator('a[href^="/sessions/"]').first().getAttribute('href')) ?? '', noor.url())
		.pathname;
	await goTo(noor, room);
	const marit = await enter('marit');
	await goTo(marit, room);
	await moveTo(marit, ['start', 'next', 'next', 'next']);
	await marit.context().browser()?.close();
	await noor.reload();
	const kees = await enter('kees');
	const sofie = await enter('sofie');
	const lieke = await enter('lieke');
	await Promise.all([goTo(kees, room), goTo(sofie, room)]);
	const early = [noor, kees, sofie];
	for (const page of early) await watch(page);
	await play(noor);
	const began = Date.now();
	await until(began + (seconds * 1000) / 2);
	const lateFrom = Date.now();
	await goTo(lieke, room);
	await watch(lieke);
	await lieke.waitForFunction(() => (window as unknown as Watched).samples.some((s) => !s.paused && s.position > 0));
	const lateAfter = Date.now() - lateFrom;
	await until(began + seconds * 1000);
	const all = [...early, lieke];
	await pause(noor);
	const frames = await Promise.all(all.map(restingFrame));
	const logs = await Promise.all(all.map((page) => page.evaluate(() => (window as unknown as Watched).samples)));
	const spread = spreads(logs, began + 5_000, began + seconds * 1000);
	const apart = Math.max(...frames) - Math.min(...frames);
	const met = report('Watching in step', [
		{
			id: 'V1',
			what: 'spread between screens, median',
			value: rounded(percentile(spread, 0.5), 1),
			unit: 'ms',
			n: spread.length
		},
		{
			id: 'V2',
			what: 'spread between screens, 95th percentile',
			value: rounded(percentile(spread, 0.95), 1),
			unit: 'ms',
			goal: '<= 100',
			ok: percentile(spread, 0.95) <= 100,
			n: spread.length
		},
		{
			id: 'V3',
			what: 'late joiner: from opening the page to moving picture',
			value: lateAfter,
			unit: 'ms',
			goal: '<= 2000',
			ok: lateAfter <= 2000,
			n: 1
		},
		{
			id: 'V4',
			what: 'frames between the paused pictures',
			value: Math.round(apart / frameMs),
			unit: 'frames',
			goal: '0',
			ok: Math.round(apart / frameMs) === 0,
			n: frames.length
		}
	]);
	process.exitCode = met ? 0 : 1;
} finally {
	for (const browser of browsers) await browser.close();
	await server.stop();
}

/** A signed-in page of this person, in a browser of her own. */
async function enter(key: string): Promise<Page> {
	const browser = await chromium.launch(await findBrowser());
	browsers.push(browser);
	const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
	await page.goto(linkOf(server, key));
	await page.waitForURL('**/today');
	return page;
}

async function goTo(page: Page, path: string): Promise<void> {
	await page.goto(new URL(path, page.url()).href);
}

function linkOf(from: RunningServer, key: string): string {
	const link = from.links().find((l) => l.key === key);
	if (!link) throw new Error(`the demo has no ${key}`);
	return link.url;
}

/** Moves the group by the page's own forms; nobody else acts meanwhile, so `seen` counts along. */
async function moveTo(page: Page, moves: string[]): Promise<void> {
	for (const [seen, move] of moves.entries()) {
		const status = await page.evaluate(
			async ([what, count]) => {
				const body = new URLSearchParams({ do: what, seen: count, reason: 'meten' });
				const response = await fetch('?/act', { method: 'POST', body, headers: { 'x-sveltekit-action': 'true' } });
				return response.ok ? ((await response.json()) as { type: string }).type : String(response.status);
			},
			[move, String(seen)] as const
		);
		if (status !== 'success' && status !== 'redirect') throw new Error(`the session would not ${move}: ${status}`);
	}
	await page.reload();
}

function play(page: Page): Promise<void> {
	return page
		.getByRole('button', { name: /^(afspelen|play)/i })
		.first()
		.click();
}

function pause(page: Page): Promise<void> {
	return page
		.getByRole('button', { name: /^(pauze|pause|stilzetten)/i })
		.first()
		.click();
}

/** Notes twenty times a second where the element is, and which frame is on screen. */
async function watch(page: Page): Promise<void> {
	await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 2);
	await page.evaluate(() => {
		const video = document.querySelector('video');
		if (!video) return;
		const watched = window as unknown as Watched;
		watched.samples = [];
		let frame: number | null = null;
		const shown = (_: number, meta: { mediaTime: number }) => {
			frame = meta.mediaTime * 1000;
			video.requestVideoFrameCallback(shown);
		};
		video.requestVideoFrameCallback(shown);
		setInterval(
			() =>
				watched.samples.push({
					wall: performance.timeOrigin + performance.now(),
					position: video.currentTime * 1000,
					paused: video.paused,
					rate: video.playbackRate,
					frame
				}),
			50
		);
	});
}

/** The frame a paused page shows, once it has stopped changing. */
async function restingFrame(page: Page): Promise<number> {
	const handle = await page.waitForFunction(() => {
		const last = (window as unknown as Watched).samples.slice(-20);
		const first = last[0];
		const still =
			last.length === 20 && last.every((s) => s.paused && s.frame === first?.frame && s.position === first?.position);
		return still ? (first?.frame ?? null) : null;
	});
	return (await handle.jsonValue()) ?? Number.NaN;
}

/** Largest difference between the screens, ten times a second; moments in which one of them loads or loops are left out. */
function spreads(logs: Sample[][], from: number, to: number): number[] {
	const found: number[] = [];
	for (let wall = from; wall < to; wall += 100) {
		const here = logs.map((log) => at(log, wall)).filter((p): p is number => p !== null);
		const apart = Math.max(...here) - Math.min(...here);
		// around the jump of the loop one screen is at its end and another at its beginning
		if (here.length >= 2 && apart < 20_000) found.push(apart);
	}
	return found;
}

function at(log: Sample[], wall: number): number | null {
	let last: Sample | undefined;
	for (const sample of log) {
		if (sample.wall > wall) break;
		last = sample;
	}
	return last && !last.paused && wall - last.wall < 200 ? last.position + (wall - last.wall) * last.rate : null;
}

/** Waits for a moment of the wall clock: this is a measurement over time, not a test. */
function until(wall: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, Math.max(0, wall - Date.now())));
}
