import { expect, test } from '@playwright/test';
import ICAL from 'ical.js';
import { enter, statusAt } from '../support/people.ts';

const meetingsIn = (text: string): string[] =>
	new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((one) => new ICAL.Event(one).summary);

test('the meetings in one’s own calendar: a link that is shown once, made anew, and stopped', async ({
	browser,
	request
}) => {
	const marit = await enter(browser, 'marit');
	const { page, t } = marit;
	await page.goto('/meetings');
	await page.getByRole('link', { name: t.calendar.open }).click();
	await page.getByRole('button', { name: t.calendar.make, exact: true }).click();
	const field = page.getByLabel(t.calendar.yourLink);
	const first = await field.inputValue();
	await expect(page.getByRole('link', { name: t.calendar.subscribe })).toHaveAttribute('href', /^webcal:/);

	// a calendar has no cookie
	const read = async (link: string) => request.get(link, { failOnStatusCode: false });
	const answer = await read(first);
	expect(answer.headers()).toMatchObject({
		'content-type': 'text/calendar; charset=utf-8',
		'cache-control': 'no-store'
	});
	expect(meetingsIn(await answer.text())).toHaveLength(5);

	await page.reload();
	await expect(field).toHaveCount(0);
	await page.getByRole('button', { name: t.calendar.renew }).click();
	const second = await field.inputValue();
	expect([(await read(first)).status(), (await read(second)).status()]).toEqual([404, 200]);
	await page.reload();
	await page.getByRole('button', { name: t.calendar.end }).click();
	await expect(page.getByText(t.calendar.ended)).toBeVisible();
	expect((await read(second)).status()).toBe(404);

	// one meeting as a file, which an expert on call does not get
	await page.goto('/meetings');
	await page.locator('a[href^="/meetings/"]').first().click();
	const file = (await page.getByRole('link', { name: t.calendar.file }).getAttribute('href')) ?? '';
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name: t.calendar.file }).click()
	]);
	expect(download.suggestedFilename()).toBe('kijkkring.ics');
	const anke = await enter(browser, 'anke');
	expect(await statusAt(anke, file)).toBe(404);
});

test('who wants no letters about meetings says so, and it stays said', async ({ browser }) => {
	const { page, t } = await enter(browser, 'sofie');
	await page.goto('/calendar');
	const wants = page.getByLabel(t.calendar.lettersOn);
	await expect(wants).toBeChecked();
	await wants.uncheck();
	await page.getByRole('button', { name: t.shell.save }).click();
	await expect(page.getByText(t.calendar.saved)).toBeVisible();
	await page.reload();
	await expect(wants).not.toBeChecked();
});
