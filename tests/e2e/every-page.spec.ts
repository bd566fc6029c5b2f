import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { enter, type Person } from '../support/people.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { lookAround } from './look-around.ts';

/**
 * [I1] Every page behind the sign-in that a link of the demo school leads to, as the first of these people who can come
 * there sees it, and the first page of each of them. Long: `npm run promises -- pages`.
 */
test.use({ trace: 'off' });
const people = ['marit', 'noor', 'els', 'anke', 'gerda', 'kees', 'sofie', 'lieke'] as const;

/**
 * Pages that no link leads to in this school: they need a code, a quarrel or a moment, a provider of the school's own, a
 * clip with a second picture, or a team between two cycles.
 */
const noLink = [
	'/account/school',
	'/clips/[clip]/second',
	'/teams/[team]/cycle/new',
	'/school/emergency/[request]',
	'/trajectories/[trajectory]/together/[entry]',
	'/visits/[meeting]',
	'/account/prove'
];

let server: RunningServer;
test.beforeAll(async ({ browser }) => {
	test.setTimeout(120_000);
	server = await startServer({ database: 'pglite', demo: true });
	const [marit, anke] = [
		await enter(browser, 'marit', { links: server.links() }),
		await enter(browser, 'anke', { links: server.links() })
	];
	await askForHelp(marit, anke);
	await beginInterview(marit);
	for (const person of [marit, anke]) await person.leave();
});

/** Marit asks Anke, who says yes: the pages of a question, and of what may be watched for it. */
async function askForHelp(marit: Person, anke: Person): Promise<void> {
	const { page, t } = marit;
	await page.goto('/help/new');
	await page.getByLabel(t.help.new.about).selectOption({ index: 0 });
	await page.getByRole('radio', { name: /Anke/ }).check();
	await page.getByLabel(t.help.new.question).fill('Waar zoekt J. mij op?');
	await page.getByRole('button', { name: t.help.new.send }).click();
	await anke.page.goto('/help');
	await anke.page
		.getByRole('link', { name: anke.t.help.from('Marit') })
		.first()
		.click();
	await anke.page.getByRole('button', { name: anke.t.help.answer.accept }).click();
	await expect(anke.page.getByRole('button', { name: anke.t.help.answer.accept })).toBeHidden();
}

async function beginInterview({ page, t }: Person): Promise<void> {
	await page.goto('/trajectories');
	await page.getByRole('link', { name: t.child.list.open }).first().click();
	await page.waitForURL(/\/trajectories\/[\w-]{12,}/);
	await page.goto(`${new URL(page.url()).pathname}/interview?moment=end`);
	await page.getByLabel('Lieke').check();
	await page.getByRole('button', { name: t.interview.begin.go }).click();
	await page.waitForURL(/\/interviews\//);
}
test.afterAll(() => server.stop());

for (const language of ['nl', 'en'] as const) {
	test(`every page a link leads to, ${language}`, async ({ browser }) => {
		test.setTimeout(3_600_000);
		const seen = new Set<string>();
		const problems: string[] = [];
		for (const key of people) {
			const context = { reducedMotion: 'reduce' as const };
			const person = await enter(browser, key, { links: server.links(), locale: language, context });
			problems.push(...(await lookAround(person, `${key}-today`, language)));
			await walk(person, seen, async (name) => {
				problems.push(...(await lookAround(person, `${key}${name}`, language)));
			});
			problems.push(...person.trouble.map((line) => `${key}: ${line}`));
			await person.leave();
		}
		expect(problems).toEqual([]);
		const missed = pages().filter((page) => !seen.has(page) && !noLink.includes(page));
		expect(missed, 'pages that no link leads to').toEqual([]);
	});
}

/** From link to link, each kind of page once. */
async function walk({ page }: Person, seen: Set<string>, look: (name: string) => Promise<void>): Promise<void> {
	const ahead = ['/today', '/outbox'];
	const been = new Set<string>();
	for (let at = ahead.shift(); at !== undefined; at = ahead.shift()) {
		const where = at.split(/[?#]/)[0] ?? '';
		const route = routeOf(where);
		if (!route || been.has(route)) continue;
		been.add(route);
		const response = await page.goto(at);
		if (response?.status() !== 200) continue;
		await expect(page.locator('h1').first()).toBeVisible();
		const links = await page.locator('a[href^="/"]').evaluateAll((all) => all.map((one) => one.getAttribute('href')));
		ahead.push(...links.flatMap((href) => href ?? []));
		if (seen.has(route)) continue;
		seen.add(route);
		await look(route.replaceAll('/', '-').replaceAll(/[[\]]/g, ''));
	}
}

/** The page of src/routes behind an address; one without parameters goes before one with them. */
function routeOf(address: string): string | undefined {
	const parts = address.split('/');
	return pages()
		.filter((page) => {
			const own = page.split('/');
			return own.length === parts.length && own.every((part, i) => part.startsWith('[') || part === parts[i]);
		})
		.sort((a, b) => a.split('[').length - b.split('[').length)[0];
}

/** Every page behind the sign-in. */
function pages(): string[] {
	const root = path.resolve('src/routes/(member)');
	return readdirSync(root, { recursive: true })
		.map(String)
		.filter((file) => path.basename(file) === '+page.svelte')
		.map((file) => `/${path.dirname(file)}`);
}
