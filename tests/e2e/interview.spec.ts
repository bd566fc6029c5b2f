import { type Browser, expect, test } from '@playwright/test';
import { enter, expectQuiet, heard, type Person, post, statusAt } from '../support/people.ts';

/** Two colleagues at two devices: one asks, one tells; then the notes are only hers. */
test('an interview in a pair, from the first question to the reflection', async ({ browser }: { browser: Browser }) => {
	test.setTimeout(120_000);
	const sofie = await enter(browser, 'sofie');
	const lieke = await enter(browser, 'lieke', { context: { viewport: { width: 390, height: 844 } } });
	const { page, t } = sofie;
	const words = t.interview;
	await page.goto('/trajectories');
	await page
		.locator('a[href^="/trajectories/"]')
		.filter({ hasNotText: /kies|choose/i })
		.first()
		.click();
	await page.waitForURL(/\/trajectories\/[\w-]{12,}/);
	const child = new URL(page.url()).pathname;
	await page.getByRole('link', { name: words.begin.link, exact: true }).click();
	// [CN8] no beginning before the parents' yes, which comes on paper
	await expect(page.getByText(t.refusals['no-baseline-yet'])).toBeVisible();
	await page.goto(`${child}/consent`);
	const guardian = await page.locator('input[name=guardian]').first().inputValue();
	const day = await page.locator('input[name=day]').first().inputValue();
	expect(await post(sofie, '?/paper', { guardian, day, team: 'yes' })).toBeNull();
	await page.goto(`${child}/interview`);
	await page.getByLabel('Lieke').check();
	await page.getByRole('button', { name: words.begin.go }).click();
	await page.waitForURL(/\/interviews\//);
	const at = new URL(page.url()).pathname;

	// whoever asks finds it by herself
	await lieke.page.goto('/interviews');
	const asks = lieke.t.interview;
	await lieke.page.getByRole('link', { name: asks.open }).click();
	await expect(lieke.page.getByText(asks.nth(1, 9))).toBeVisible();

	// the words of the one stand on the screen of the other, in her language
	await page.getByLabel(t.plan.picker.slot(0), { exact: true }).fill('searching');
	await expect(lieke.page.getByText('zoekend')).toBeVisible({ timeout: 15_000 });

	// both go to the next question, and both write in it
	await lieke.page.getByRole('button', { name: asks.next }).click();
	await expect(page.getByText(words.nth(2, 9))).toBeVisible({ timeout: 15_000 });
	await expect(lieke.page.getByText(asks.nth(2, 9))).toBeVisible();
	const hers = page.getByRole('textbox', { name: words.notes });
	const theirs = lieke.page.getByRole('textbox', { name: asks.notes });
	await hers.fill('bij de kapstok');
	await expect(theirs).toHaveValue('bij de kapstok', { timeout: 15_000 });
	await theirs.pressSequentially(', ze lachte');
	await expect(hers).toHaveValue('bij de kapstok, ze lachte', { timeout: 15_000 });
	await page.reload();
	await expect(hers).toHaveValue('bij de kapstok, ze lachte');

	// the lead sees how far they are and not a word
	const noor = await enter(browser, 'noor');
	await noor.page.goto('/interviews');
	await expect(noor.page.getByText(noor.t.interview.place(2, 9))).toBeVisible();
	expect(await noor.page.content()).not.toContain('kapstok');
	expect(heard(noor, 'kapstok')).toBe(false);
	expect(await statusAt(noor, at)).toBe(404);

	// she closes it: the reflection is at hand with her words, and the other reads nothing any more
	// the page hears of it by itself at the same moment, and still goes where she is sent
	await page.route('**/trajectories/*/__data.json*', async (route) => {
		await page.waitForResponse(/\/interviews\/[^/]+\/now$/);
		await route.continue();
	});
	await page.getByRole('button', { name: words.end }).click();
	await page.getByRole('button', { name: words.endGo, exact: true }).click();
	await page.waitForURL(/\/trajectories\//);
	await expect(page.getByLabel(t.plan.picker.slot(0), { exact: true })).toHaveValue('searching');
	lieke.allow(/404/);
	await expect(lieke.page.getByText(asks.done('Sofie'))).toBeVisible({ timeout: 15_000 });
	expect(await statusAt(lieke, at)).toBe(404);
	await page.goto(at);
	await expect(page.getByText('bij de kapstok, ze lachte')).toBeVisible();
	expectQuiet(sofie);
	const everybody: Person[] = [sofie, lieke, noor];
	for (const person of everybody) await person.leave();
});
