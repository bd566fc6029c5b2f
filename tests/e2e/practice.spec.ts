import { type Browser, expect, type Locator, type Page, test } from '@playwright/test';
import { enter, expectQuiet, type Person, statusAt } from '../support/people.ts';
import { demoLinks } from '../support/server.ts';

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true };
const onPhone = (browser: Browser, key: string) => enter(browser, key, { context: phone });

/** Everything the log keeps in this browser, as anybody who has the device would find it. */
const onDevice = (page: Page) =>
	page.evaluate(async () => {
		const ask = <T>(request: IDBRequest<T>) =>
			new Promise<T>((resolve, reject) => {
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(request.error ?? new Error('no answer'));
			});
		const db = await ask(indexedDB.open('kijkkring-log'));
		const all = async (name: string) => ask(db.transaction(name).objectStore(name).getAll());
		const found = { moments: await all('moments'), box: [] as unknown[], text: '' };
		found.box = await all('box');
		found.text = JSON.stringify(found.moments);
		db.close();
		return found;
	});

async function openLog({ page }: Person): Promise<void> {
	await page.goto('/log');
	await expect(page.locator('[data-ready]')).toBeVisible();
}
const chip = (page: Page, name: string) => page.locator('label').filter({ hasText: new RegExp(`^\\s*${name}\\s*$`) });
const logged = ({ page, t }: Person, what: string) =>
	page.getByRole('listitem').filter({ hasText: what }).filter({ hasText: t.practice.log.state.saved });

test('[PR1] a play moment is logged from the page of this week in at most six taps, and short contact in two', async ({
	browser
}) => {
	const marit = await onPhone(browser, 'marit');
	const { page, t } = marit;
	const { log } = t.practice;
	let taps = 0;
	const tap = async (target: Locator) => {
		taps += 1;
		await target.tap();
	};
	await tap(page.getByRole('link', { name: t.practice.today.log }));
	await expect(page.locator('[data-ready]')).toBeVisible();
	await tap(chip(page, 'buitenspelen'));
	await tap(chip(page, '10 min'));
	await tap(chip(page, t.practice.feelings.warm));
	await expect(page.locator('form.play').getByText(log.state.saved, { exact: true })).toBeVisible();
	await tap(page.getByRole('button', { name: log.done }));
	await expect(logged(marit, 'buitenspelen · 10 min')).toBeVisible();
	expect(taps).toBeLessThanOrEqual(6);

	taps = 0;
	await page.goto('/today');
	await tap(page.getByRole('link', { name: t.practice.today.log }));
	await expect(page.locator('[data-ready]')).toBeVisible();
	await tap(page.getByRole('button', { name: 'na de instructie' }));
	await expect(logged(marit, 'na de instructie')).toBeVisible();
	expect(taps).toBe(2);
	// and taken back
	await page.getByRole('button', { name: log.undo }).tap();
	await expect(page.getByText(log.undone)).toBeVisible();
	// what was used last is at hand first, and on the page of the child it stands once
	await openLog(marit);
	await expect(page.locator('form.play label').first()).toHaveText('buitenspelen');
	await expect(page.getByText('na de instructie')).toHaveCount(1);
	expectQuiet(marit);
	await marit.leave();
});

test('[PR4] [PR5] without a line it lies sealed on the device, also when the tab closes, and is sent once', async ({
	browser
}) => {
	const marit = await onPhone(browser, 'marit');
	const { page, t, context } = marit;
	const { log } = t.practice;
	await openLog(marit);
	marit.allow(/failed: POST .*\/log\/kept/);
	await context.setOffline(true);
	await chip(page, 'gezelschapsspel').tap();
	await page.getByLabel(log.line).fill('Ze legde haar kaart naast de mijne.');
	await expect(page.locator('form.play').getByText(log.state.waiting)).toBeVisible();
	await expect
		.poll(async () => (await onDevice(page)).moments.length, { message: 'one moment, whatever was typed' })
		.toBe(1);
	const kept = await onDevice(page);
	expect(kept.text).not.toMatch(/kaart|board-game|J\./);
	// nothing of the child stands in what the page without a line is made of either
	expect(JSON.stringify(kept.box)).not.toMatch(/"J\."/);
	await page.close();

	// somebody else signs in on the same device: she sees nothing of it, and nothing of it is sent in her name
	await context.setOffline(false);
	await context.clearCookies();
	const other = await context.newPage();
	await other.goto('/log');
	await other.waitForURL('**/login**');
	// the device forgets whose log it was; what waits stays
	await expect.poll(async () => (await onDevice(other)).box.length).toBe(0);
	expect((await onDevice(other)).moments).toHaveLength(1);
	const { pathname } = new URL(demoLinks().find((one) => one.key === 'kees')?.url ?? '');
	await other.goto(marit.origin + pathname);
	await other.waitForURL('**/today');
	await other.goto('/log');
	await expect(other.locator('[data-ready]')).toBeVisible();
	await expect(other.getByText(log.waiting(1))).toHaveCount(0);
	expect((await onDevice(other)).moments).toHaveLength(1);

	await context.clearCookies();
	const link = new URL(demoLinks().find((one) => one.key === 'marit')?.url ?? '');
	await other.goto(marit.origin + link.pathname);
	await other.waitForURL('**/today');
	await expect.poll(async () => (await onDevice(other)).moments.length).toBe(0);
	await other.goto('/log');
	await expect(other.getByRole('listitem').filter({ hasText: 'gezelschapsspel' })).toHaveCount(1);
	expectQuiet(marit);
	await marit.leave();
});

test('[PR6] the log opens without a line, on a page without scripts, and what is kept there is sent later', async ({
	browser
}) => {
	const marit = await onPhone(browser, 'marit');
	const { page, t, context } = marit;
	await openLog(marit);
	await page.evaluate(async () => void (await navigator.serviceWorker.ready));
	await openLog(marit);
	expect(await page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
	marit.allow(/failed: (GET|POST)|503 GET \/log/);
	await context.setOffline(true);
	await page.goto('/log').catch(() => null);
	await expect(page.getByText('Dit gaat naar het logboek van Marit.')).toBeVisible();
	await expect(page.getByText('J.', { exact: true })).toHaveCount(0);
	await chip(page, 'voorlezen').tap();
	await chip(page, '5 min').tap();
	await page.getByRole('button', { name: 'Bewaar op dit toestel' }).tap();
	await expect(page.getByText('Er wacht 1 moment op verbinding.')).toBeVisible();
	await page.getByRole('button', { name: 'rondje' }).tap();
	await expect(page.getByText('Er wachten 2 momenten op verbinding.')).toBeVisible();
	await context.setOffline(false);
	await openLog(marit);
	await expect.poll(async () => (await onDevice(page)).moments.length).toBe(0);
	await openLog(marit);
	await expect(page.getByRole('listitem').filter({ hasText: 'voorlezen · 5 min' })).toHaveCount(1);
	await expect(page.getByRole('listitem').filter({ hasText: 'rondje' })).toHaveCount(1);
	expectQuiet(marit);
	await marit.leave();
	expect(t.practice.log.title).toBe('Log een moment');
});

test('[PR7] [PR8] [PR9] the week, a question for cover, and the board', async ({ browser }) => {
	const marit = await enter(browser, 'marit');
	const lieke = await onPhone(browser, 'lieke');
	const { page, t } = marit;
	const { cover, tips, week } = t.practice;

	await page.goto('/trajectories');
	await page.getByRole('link', { name: t.child.list.open }).click();
	await page.getByRole('link', { name: week.change }).click();
	const monday = page.getByRole('group', { name: t.practice.days[1] });
	await monday.getByRole('checkbox', { name: t.practice.partsShort.afternoon }).check();
	await expect(page.getByText(week.saved)).toBeVisible();
	const at = new URL(page.url()).pathname;
	await page.getByRole('link', { name: week.back }).click();
	await expect(page.getByText('ma middag · di inloop · vr ochtend')).toBeVisible();
	lieke.allow(/404/);
	expect(await statusAt(lieke, at)).toBe(404);

	// the colleague finds the question on her page of this week, and answers it there
	await lieke.page.getByRole('button', { name: cover.yes }).tap();
	await lieke.page.waitForURL('**/today');
	await expect(lieke.page.getByText(cover.promised('Marit'))).toBeVisible();
	await page.goto('/today');
	await expect(page.getByText(`${cover.youAsked('Lieke')}: ${cover.status.yes}`)).toBeVisible();
	await page.goto('/cover');
	await page.getByRole('button', { name: cover.withdraw }).click();
	await expect(page.getByText(`Lieke: ${cover.status.withdrawn}`)).toBeVisible();
	await lieke.page.reload();
	await expect(lieke.page.getByText(cover.promised('Marit'))).toHaveCount(0);

	await page.goto('/tips');
	marit.allow(/400 POST \/tips/);
	await page.getByLabel(tips.text).fill('Met J. werkt voorlezen.');
	await page.getByRole('button', { name: tips.add }).click();
	await expect(page.getByText(t.refusals['tip-names-a-child'])).toBeVisible();
	await page.getByLabel(tips.text).fill('Voorlezen op de grond werkt beter dan op een stoel.');
	await page.getByRole('button', { name: tips.add }).click();
	await expect(page.getByText(tips.added)).toBeVisible();
	await lieke.page.goto('/tips');
	const hers = lieke.page.getByRole('listitem').filter({ hasText: 'Voorlezen op de grond' });
	await expect(hers).toBeVisible();
	await expect(hers.getByRole('button')).toHaveCount(0);
	await page.getByRole('button', { name: tips.remove }).click();
	await expect(page.getByText('Voorlezen op de grond')).toHaveCount(0);
	expectQuiet(marit, lieke);
	await marit.leave();
	await lieke.leave();
});
