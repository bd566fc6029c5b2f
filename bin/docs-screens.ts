import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright';
import { findBrowser } from '../tests/support/browser';
import { enter, type Person } from '../tests/support/people';
import { startServer } from '../tests/support/server';

/** Pictures of the main screens around the hour together (docs/screens), out of the built app: `npm run build` first. */
const folder = path.resolve('docs/screens');
/** Whose screen it is, what it is called, how wide, and the way there: an address, or the link on a page that leads on. */
const screens: [key: string, what: string, width: number, way: (string | RegExp)[]][] = [
	['marit', 'This week, a teacher', 1200, ['/today']],
	['noor', 'This week, the lead', 1200, ['/today']],
	['anke', 'This week, the expert on call', 1200, ['/today']],
	['els', 'This week, the administrator', 1200, ['/today']],
	['noor', 'A cycle: its meetings over the year', 1200, ['/meetings', /^\/cycles\/[\w-]{12,}$/]],
	['noor', 'Getting a meeting ready', 1200, ['/meetings', /^\/meetings\/[\w-]{12,}$/, /\/prepare/]],
	['marit', 'The living plan of one child', 1200, ['/trajectories', /^\/trajectories\/[\w-]{12,}$/]],
	['marit', 'Consent, as the teacher sees it', 1200, ['/trajectories', /^\/trajectories\/[\w-]{12,}\/consent$/]],
	['marit', 'Logging a moment', 390, ['/log']],
	['marit', 'The week of play moments', 390, ['/trajectories', /^\/trajectories\/[\w-]{12,}$/, /\/week$/]],
	['els', 'Accounts', 1200, ['/accounts']]
];

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const server = await startServer({ database: 'pglite', demo: true });
const browser = await chromium.launch(await findBrowser());
const lines = [
	'# Screens',
	'',
	'Of the demo school, made with `npm run docs:screens`; the rounds are in [rounds.md](rounds.md).'
];
try {
	for (const [i, [key, what, width, way]] of screens.entries()) {
		const viewport = { width, height: width < 600 ? 844 : 900 };
		const person = await enter(browser, key, { links: server.links(), context: { viewport, reducedMotion: 'reduce' } });
		for (const step of way) await go(person, step);
		const name = `${String(i + 1).padStart(2, '0')}.jpg`;
		await person.page.screenshot({ path: path.join(folder, name), type: 'jpeg', quality: 70 });
		lines.push('', `## ${what}`, '', `![${what}](screens/${name})`);
		await person.leave();
	}
} finally {
	await browser.close();
	await server.stop();
}
writeFileSync(path.resolve('docs/screens.md'), `${lines.join('\n')}\n`);

async function go({ page }: Person, step: string | RegExp): Promise<void> {
	if (typeof step === 'string') await page.goto(step);
	else {
		const all = await page.locator('a').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
		const to = all.find((href) => step.test(href));
		if (!to) throw new Error(`no link ${step.source} on ${page.url()}`);
		await page.goto(to);
	}
	await page.waitForLoadState('networkidle');
}
