import { chromium, type Locator } from 'playwright';
import { nl } from '$lib/words/nl';
import { findBrowser } from '../support/browser';
import { startServer } from '../support/server';
import { percentile, report, rounded } from './figures';

/**
 * A play moment logged on a phone, from the page of this week until it says that it is saved (R40: within 20 s). The hands
 * are a model and the phone is measured. The model is the keystroke-level model of Card, Moran and Newell (1980) with its
 * own times: 1.35 s to think before each choice, 1.1 s to point and 0.2 s to tap, and for a line 0.5 s a letter, the pace
 * it gives for typing slowly. The page stands on a processor four times slower than this one and a line of 4 Mbit/s with
 * 75 ms each way. `npm run build` first.
 *
 *   npm run bench:log -- --times 20
 */
const think = 1.35;
const tapTime = 1.1 + 0.2;
const letter = 0.5;
const line = 'hij keek naar mij';
const goal = 20;
const times = Number(process.argv[process.argv.indexOf('--times') + 1]) || 20;
const words = nl.practice;

const server = await startServer({ database: 'pglite', demo: true });
const browser = await chromium.launch(await findBrowser());
try {
	const context = await browser.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true, locale: 'nl' });
	const page = await context.newPage();
	const link = server.links().find((one) => one.key === 'marit');
	await page.goto(link?.url ?? '');
	await page.waitForURL('**/today');
	const phone = await context.newCDPSession(page);
	await phone.send('Emulation.setCPUThrottlingRate', { rate: 4 });
	const rate = (4_000_000 / 8) | 0;
	const slow = { offline: false, latency: 150, downloadThroughput: rate, uploadThroughput: rate };
	await phone.send('Network.enable');
	await phone.send('Network.emulateNetworkConditions', slow);

	const chip = (name: string): Locator => page.locator('form.play label').filter({ hasText: name }).first();
	/** How long the phone takes, s, from the tap until what comes next is there. */
	const answered = async (target: Locator, next: Locator): Promise<number> => {
		const began = performance.now();
		await target.tap();
		await next.waitFor();
		return (performance.now() - began) / 1000;
	};
	async function once(withLine: boolean): Promise<{ taps: number; phone: number; hands: number }> {
		await page.goto(new URL('/today', page.url()).href, { waitUntil: 'networkidle' });
		let [taps, waited, hands] = [0, 0, 0];
		const tap = async (target: Locator, next: Locator, choice: boolean) => {
			taps += 1;
			hands += tapTime + (choice ? think : 0);
			waited += await answered(target, next);
		};
		await tap(page.getByRole('link', { name: words.today.log }), page.locator('[data-ready]'), true);
		await tap(chip('buitenspelen'), chip('10 min'), true);
		await tap(chip('10 min'), chip(words.feelings.warm), true);
		await tap(chip(words.feelings.warm), page.locator('form.play textarea').first(), true);
		if (withLine) {
			const field = page.locator('form.play textarea').first();
			await tap(field, field, true);
			await field.pressSequentially(line);
			hands += line.length * letter;
		}
		const saved = page.locator('form.play').getByText(words.log.state.saved, { exact: true });
		const began = performance.now();
		await saved.waitFor();
		// while it is saved the hand goes to the button
		waited += Math.max(0, (performance.now() - began) / 1000 - tapTime);
		await tap(page.getByRole('button', { name: words.log.done }), page.locator('[data-ready]'), false);
		return { taps, phone: waited, hands };
	}

	const figures = [];
	for (const withLine of [false, true]) {
		const runs = [];
		for (let i = 0; i < times; i++) runs.push(await once(withLine));
		const what = withLine ? `with a line of ${line.length} letters` : 'context, minutes, feeling';
		const all = runs.map((run) => run.hands + run.phone);
		const worst = rounded(percentile(all, 0.95), 1);
		figures.push(
			{
				id: 'R40',
				what: `${what}: taps`,
				value: runs[0]?.taps ?? 0,
				unit: '',
				goal: '<= 6',
				ok: (runs[0]?.taps ?? 9) <= 6
			},
			{ id: 'R40', what: `${what}: hands, by the model`, value: rounded(runs[0]?.hands ?? 0, 1), unit: 's' },
			{
				id: 'R40',
				what: `${what}: waiting for the phone, p95`,
				value: rounded(
					percentile(
						runs.map((run) => run.phone),
						0.95
					),
					1
				),
				unit: 's',
				n: times
			},
			{
				...{ id: 'R40', what: `${what}: in all, p95`, value: worst, unit: 's', n: times },
				// the goal is about a moment; a sentence is extra, and as long as somebody makes it
				...(withLine ? {} : { goal: `<= ${goal}`, ok: worst <= goal })
			}
		);
	}
	process.exitCode = report('A play moment logged on a phone', figures) ? 0 : 1;
} finally {
	await browser.close();
	await server.stop();
}
