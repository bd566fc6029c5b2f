import { rmSync } from 'node:fs';
import { chromium, type Page } from 'playwright';
import { findBrowser } from '../support/browser';
import { startServer } from '../support/server';
import { browserArgs, slowLine } from '../support/slow-line';
import { percentile, report, rounded, type Figure } from './figures';
import { clipFacts, folderWithNumberedClip } from './sync/numbered-clip';
import * as pages from './sync/pages';

/**
 * The same picture on many pages: how far apart while it plays, when a late joiner moves, whether every pause shows
 * the same frame (by the number in its pixels), and how long a seek takes.
 *
 *   npm run bench:sync -- --pages 9 --pauses 100 --seconds 60 [--delay]
 *
 * `--delay` holds up every piece of the line by 20 to 80 ms, each way. Everything shares this machine's cores, so
 * figures are worse than in a school, never better.
 */
const option = (name: string, otherwise: number): number =>
	Number(process.argv[process.argv.indexOf(`--${name}`) + 1]) || otherwise;
const [seconds, count, pauses, seeks] = [option('seconds', 60), option('pages', 4), option('pauses', 20), 20];
const delayed = process.argv.includes('--delay');
const cast = ['noor', 'kees', 'sofie', 'lieke'];

const folder = await folderWithNumberedClip();
const server = await startServer({ database: 'pglite', demo: true, folder });
const line = delayed ? await slowLine(Number(new URL(server.url).port), () => 20 + Math.random() * 60) : null;
const { executablePath, args } = await findBrowser();
const browser = await chromium.launch({ executablePath, args: [...args, ...(line ? browserArgs(line) : [])] });
try {
	const noor = await pages.enter(browser, server, 'noor');
	const room = new URL((await noor.locator('a[href^="/sessions/"]').first().getAttribute('href')) ?? '', noor.url())
		.pathname;
	const marit = await pages.enter(browser, server, 'marit');
	await pages.goTo(marit, room);
	await pages.moveTo(marit, ['start', 'next', 'next', 'next']);
	await marit.context().close();
	const early = [noor];
	for (let i = 1; i < count - 1; i++) early.push(await pages.enter(browser, server, cast[i % cast.length] ?? 'noor'));
	for (const page of early) {
		await pages.goTo(page, room);
		await pages.watch(page);
	}
	const late = await pages.enter(browser, server, 'lieke');
	const all = [...early, late];
	const figures = [...(await drift(early, late, room)), ...(await sameFrames(all)), ...(await seekTimes(all))];
	if (line && line.carried() < 1_000_000) throw new Error('the pages went around the slow line');
	const met = report(`${all.length} pages in step${delayed ? ', each way held up by 20-80 ms' : ''}`, figures);
	process.exitCode = met ? 0 : 1;
} finally {
	await browser.close();
	await line?.close();
	await server.stop();
	rmSync(folder, { recursive: true, force: true });
}

/** Playing for some time, with one more page coming in half way. */
async function drift(early: Page[], late: Page, room: string): Promise<Figure[]> {
	const [leader] = early as [Page];
	await pages.play(leader);
	const began = Date.now();
	await until(began + (seconds * 1000) / 2);
	const lateFrom = Date.now();
	await pages.goTo(late, room);
	await pages.watch(late);
	await pages.moves(late);
	const lateAfter = Date.now() - lateFrom;
	await until(began + seconds * 1000);
	await pages.pause(leader);
	const logs = await Promise.all([...early, late].map(pages.samplesOf));
	const { spread, off } = distances(logs, began + 5_000, began + seconds * 1000);
	const most = delayed ? 60 : 40;
	const [half, nearly] = [rounded(percentile(off, 0.5), 1), rounded(percentile(off, 0.95), 1)];
	const goal = `<= ${most}`;
	return [
		{ id: 'V1', what: 'off the middle of the group, median', value: half, unit: 'ms', n: off.length },
		{ id: 'V2', what: 'off the middle of the group, p95', value: nearly, unit: 'ms', goal, ok: nearly <= most },
		{ id: 'V2b', what: 'first to last page, p95', value: rounded(percentile(spread, 0.95), 1), unit: 'ms' },
		{
			id: 'V3',
			what: 'late joiner: from opening the page to moving picture',
			value: lateAfter,
			unit: 'ms',
			goal: '<= 2000',
			ok: lateAfter <= 2000
		}
	];
}

/** Plays a moment, pauses, and reads the number in everybody's picture when the leader's screen says it is the same. */
async function sameFrames(all: Page[]): Promise<Figure[]> {
	const [leader] = all as [Page];
	const took: number[] = [];
	let [identical, unclaimed, wrong] = [0, 0, 0];
	for (let i = 0; i < pauses; i++) {
		await pages.play(leader);
		await until(Date.now() + 500 + Math.random() * 700);
		await pages.pause(leader);
		const paused = Date.now();
		const claimed = await pages.saysSame(leader, 10_000);
		const numbers = await Promise.all(all.map(pages.numberOn));
		// a number that the clip does not have was not read from its picture
		const one = new Set(numbers).size === 1 && (numbers[0] ?? Infinity) < clipFacts.seconds * clipFacts.fps;
		if (one) identical++;
		if (claimed === null) unclaimed++;
		else took.push(Math.max(0, claimed - paused));
		if (claimed !== null && !one) wrong++;
		if (i % 10 === 9) console.error(`${i + 1} pauses, ${identical} identical`);
		if (!one || claimed === null)
			console.error(`pause ${i}: ${numbers.join(' ')}${claimed === null ? ' (not claimed)' : ''}`);
	}
	return [
		{
			id: 'V4',
			what: `pauses with the same number in all pictures, of ${pauses}`,
			value: identical,
			unit: '',
			goal: `${pauses}`,
			ok: identical === pauses
		},
		{ id: 'V5', what: 'said to be the same and were not', value: wrong, unit: '', goal: '0', ok: wrong === 0 },
		{ id: 'V6', what: 'the same, and not said within 10 s', value: unclaimed, unit: '' },
		{ id: 'V7', what: 'from the pause to saying so, p95', value: Math.round(percentile(took, 0.95)), unit: 'ms' }
	];
}

/** From the leader's key to the other frame on everybody's screen. */
async function seekTimes(all: Page[]): Promise<Figure[]> {
	const [leader] = all as [Page];
	const took: number[] = [];
	for (let i = 0; i < seeks; i++) {
		const at = await pages.press(leader, i % 2 ? 'Shift+ArrowLeft' : 'Shift+ArrowRight');
		await until(Date.now() + 1200);
		for (const page of all) took.push((await pages.shownAfter(page, at)) ?? Infinity);
	}
	const p95 = Math.round(percentile(took, 0.95));
	const half = Math.round(percentile(took, 0.5));
	return [
		{ id: 'V8', what: 'seek: from the key to everybody’s screen, median', value: half, unit: 'ms', n: took.length },
		{
			id: 'V9',
			what: 'seek: from the key to everybody’s screen, p95',
			value: p95,
			unit: 'ms',
			goal: '<= 150',
			ok: p95 <= 150
		}
	];
}

/** Ten times a second: how far first and last are apart, and each one from the middle; the jump of the loop left out. */
function distances(logs: pages.Sample[][], from: number, to: number): { spread: number[]; off: number[] } {
	const [spread, off]: [number[], number[]] = [[], []];
	for (let wall = from; wall < to; wall += 100) {
		const here = logs.map((log) => positionIn(log, wall)).filter((p) => p !== null);
		const apart = Math.max(...here) - Math.min(...here);
		if (here.length < 2 || apart > 20_000) continue;
		const middle = percentile(here, 0.5);
		spread.push(apart);
		off.push(...here.map((position) => Math.abs(position - middle)));
	}
	return { spread, off };
}

function positionIn(log: pages.Sample[], wall: number): number | null {
	const last = log.findLast((sample) => sample.wall <= wall);
	return last && !last.paused && wall - last.wall < 200 ? last.position + (wall - last.wall) * last.rate : null;
}

/** Waits for a moment of the wall clock: this is a measurement over time, not a test. */
function until(wall: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, Math.max(0, wall - Date.now())));
}
