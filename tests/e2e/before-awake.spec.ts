import { type Browser, expect, type Page, test } from '@playwright/test';
import { enter, expectQuiet, type Person } from '../support/people.ts';
import { type RunningServer, startServer } from '../support/server.ts';

/**
 * On a slow line a page stands there before its scripts have come. Whoever types or presses then is not to find out
 * later that it did not count.
 */

// what is typed here would stand in the plan that another test prints
let server: RunningServer;
test.beforeAll(async () => {
	server = await startServer({ database: 'pglite', demo: true });
});
test.afterAll(() => server.stop());
const comes = (browser: Browser): Promise<Person> =>
	enter(browser, 'marit', { links: server.links(), context: { serviceWorkers: 'block' } });

/** The page as it came from the server, and its scripts not yet; gives back what lets them come. */
async function asleep(page: Page, address: string): Promise<() => Promise<void>> {
	let come = (): void => undefined;
	const held = new Promise<void>((resolve) => (come = resolve));
	const scripts = /\/_app\/immutable\/.*\.js$/;
	await page.route(scripts, async (route) => {
		await held;
		await route.continue();
	});
	await page.goto(address, { waitUntil: 'commit' });
	return async () => {
		come();
		await page.waitForFunction(() => globalThis.doneBeforeAwake === undefined);
		await page.unroute(scripts);
	};
}

test('what is typed and chosen in a form before the page is awake still stands there', async ({ browser }) => {
	const marit = await comes(browser);
	const { page, t } = marit;
	const awake = await asleep(page, '/help/new');
	const words = t.help.new;
	await page.getByLabel(words.question).fill('Wat zien wij over het hoofd?');
	const expert = page.getByRole('radio').last();
	await expert.check();
	await awake();
	await expect(page.getByLabel(words.question)).toHaveValue('Wat zien wij over het hoofd?');
	await expect(expert).toBeChecked();
	await done(marit);
});

test('what saves itself is saved, and a button does what it says, once', async ({ browser }) => {
	const marit = await comes(browser);
	const { page, t } = marit;
	await page.goto('/trajectories');
	await page.getByRole('link', { name: t.child.list.open }).first().click();
	await page.waitForURL(/\/trajectories\/[\w-]{12,}/);
	const plan = new URL(page.url()).pathname;

	let awake = await asleep(page, `${plan}?add=parents`);
	const said = page.getByRole('textbox', { name: t.living.form.said });
	await said.fill('Haar moeder zag het ook');
	await awake();
	await expect(said).toHaveText('Haar moeder zag het ook');
	await expect(page.getByText(t.interview.save.saved, { exact: true })).toBeVisible();
	await page.goto(plan);
	await expect(page.getByText('Haar moeder zag het ook', { exact: true })).toBeVisible();

	awake = await asleep(page, `${plan}?add=end`);
	await page
		.locator('details summary')
		.filter({ hasText: /woorden/ })
		.first()
		.click();
	const word = page.getByRole('button', { name: 'zoekend', exact: true });
	await word.click();
	await word.click();
	await expect(word).toHaveAttribute('aria-pressed', 'false');
	await awake();
	await expect(word).toHaveAttribute('aria-pressed', 'true');
	await done(marit);
});

async function done(person: Person): Promise<void> {
	expectQuiet(person);
	await person.leave();
}
