import { chromium, type Page } from 'playwright';
import { frames } from '$lib/notebook/frames';
import { findBrowser } from '../support/browser';
import { LiveClient } from '../support/live-client';
import { startServer } from '../support/server';
import { percentile, report, rounded } from './figures';
import * as pages from './sync/pages';

/**
 * A step of the group: from the leader's press to the next round on everybody's screen, in a session of twelve. Real
 * pages share this machine's cores with the server, so figures are worse than in a school, never better. With `--lines`
 * that many of the twelve have a line of their own and no page: how it is where every device draws for itself.
 *
 *   npm run bench:step -- --pages 12 --steps 60
 *   npm run bench:step -- --pages 2 --lines 10
 */
const option = (name: string, otherwise: number): number =>
	Number(process.argv[process.argv.indexOf(`--${name}`) + 1]) || otherwise;
const [count, steps, lineCount] = [option('pages', 12), option('steps', 60), option('lines', 0)];
const cast = ['noor', 'kees', 'sofie', 'lieke'];
const goal = 150;

const server = await startServer({ database: 'pglite', demo: true });
const browser = await chromium.launch(await findBrowser());
try {
	const marit = await pages.enter(browser, server, 'marit');
	const link = await marit.locator('a[href^="/sessions/"]').first().getAttribute('href');
	const room = new URL(link ?? '', marit.url()).pathname;
	await pages.goTo(marit, room);
	await pages.moveTo(marit, ['start', 'next', 'next', 'next']);
	const all = [marit];
	while (all.length < count) all.push(await pages.enter(browser, server, cast[all.length % cast.length] ?? 'noor'));
	for (const page of all.slice(1)) await pages.goTo(page, room);
	for (const page of all) await watchTitle(page);
	const lines = await Promise.all(
		Array.from({ length: lineCount }, (_, i) => sitDown(cast[i % cast.length] ?? 'noor', room))
	);
	const [last, each, took, told]: [number[], number[], number[], number[]] = [[], [], [], []];
	for (let step = 0; step < steps; step++) {
		const seen = 4 + step;
		const { began, ended } = await move(marit, step % 2 ? 'back' : 'next', seen);
		const shown = await Promise.all(all.map((page) => titleAfter(page, began)));
		const heard = await Promise.all(lines.map((line) => line.after(began)));
		told.push(...heard);
		last.push(Math.max(...shown, ...heard));
		each.push(...shown);
		took.push(ended - began);
	}
	const p95 = Math.round(percentile(last, 0.95));
	const met = report(`A step in a session of ${all.length + lines.length}, of whom ${all.length} in a page here`, [
		{
			id: 'T1',
			what: 'the answer to the leader, median',
			value: rounded(percentile(took, 0.5), 1),
			unit: 'ms',
			n: steps
		},
		...(told.length
			? [{ id: 'T1', what: 'on one line, p95', value: rounded(percentile(told, 0.95), 1), unit: 'ms', n: told.length }]
			: []),
		{ id: 'T1', what: 'on one screen, median', value: rounded(percentile(each, 0.5), 1), unit: 'ms', n: each.length },
		{ id: 'T1', what: 'on one screen, p95', value: rounded(percentile(each, 0.95), 1), unit: 'ms', n: each.length },
		{ id: 'T1', what: 'on all screens, median', value: Math.round(percentile(last, 0.5)), unit: 'ms', n: steps },
		{ id: 'T1', what: 'on all screens, p95', value: p95, unit: 'ms', goal: `<= ${goal}`, ok: p95 <= goal, n: steps }
	]);
	process.exitCode = met ? 0 : 1;
} finally {
	await browser.close();
	await server.stop();
}

/** Somebody with a line and no page; when after a moment (ms, wall clock) the next round was told there. */
async function sitDown(key: string, room: string): Promise<{ after: (began: number) => Promise<number> }> {
	const page = await pages.enter(browser, server, key);
	const cookies = await page.context().cookies();
	await page.context().close();
	const client = new LiveClient();
	const moves: number[] = [];
	client.onFrame = (type) => type === frames.moved && moves.push(performance.timeOrigin + performance.now());
	await client.open(`${server.url.replace('http', 'ws')}/live/session/${room.split('/').at(-1)}/table?saved=1`, {
		cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
		origin: server.url
	});
	if (!client.synced) throw new Error(`${key} was not let in: ${client.refusedWith ?? client.closedWith?.code}`);
	return {
		async after(began) {
			await client.until(() => moves.some((at) => at > began));
			return (moves.find((at) => at > began) ?? NaN) - began;
		}
	};
}

interface Titled extends Window {
	titles: { wall: number; title: string }[];
}

/** Notes from here on when another round's name was painted. */
async function watchTitle(page: Page): Promise<void> {
	await page.waitForSelector('#round-title');
	await page.evaluate(() => {
		const watched = window as unknown as Titled;
		watched.titles = [];
		const nameNow = () => document.getElementById('round-title')?.textContent ?? '';
		let title = nameNow();
		const look = () => {
			if (nameNow() === title) return;
			title = nameNow();
			// painted when the next frame begins
			requestAnimationFrame(() =>
				requestAnimationFrame(() => watched.titles.push({ wall: performance.timeOrigin + performance.now(), title }))
			);
		};
		new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
	});
}

/** One step by the page's own action; when it was asked, and when it was answered, by the wall clock. */
async function move(page: Page, what: 'next' | 'back', seen: number): Promise<{ began: number; ended: number }> {
	return page.evaluate(
		async ([step, count]) => {
			const wall = () => performance.timeOrigin + performance.now();
			const body = new URLSearchParams({ do: step, seen: count, reason: 'meten', round: '3' });
			const began = wall();
			const response = await fetch('?/act', { method: 'POST', body, headers: { 'x-sveltekit-action': 'true' } });
			const ended = wall();
			const type = response.ok ? ((await response.json()) as { type: string }).type : String(response.status);
			if (type !== 'success' && type !== 'redirect') throw new Error(`the session would not ${step}: ${type}`);
			return { began, ended };
		},
		[what, String(seen)] as const
	);
}

/** How long after this moment another round's name was painted on this page, ms. */
async function titleAfter(page: Page, began: number): Promise<number> {
	const handle = await page.waitForFunction(
		(from) => (window as unknown as Titled).titles.find((one) => one.wall > from) ?? null,
		began,
		{ polling: 20 }
	);
	const found = (await handle.jsonValue()) as { wall: number };
	return found.wall - began;
}
