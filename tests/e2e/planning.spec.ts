import { expect, test } from '@playwright/test';
import { awake, enter, expectQuiet, openBrowser, type Person, post } from '../support/people.ts';

/** Everything she pressed with the mouse, over all pages. */
async function counted(person: Person): Promise<() => Promise<number>> {
	await person.context.addInitScript(() => {
		addEventListener(
			'pointerdown',
			() => sessionStorage.setItem('presses', String(Number(sessionStorage.getItem('presses') ?? 0) + 1)),
			true
		);
	});
	return () => person.page.evaluate(() => Number(sessionStorage.getItem('presses') ?? 0));
}

test('[PL11] a year planned and moved: a lead who never did it before, in at most 40 presses', async ({ browser }) => {
	// the administrator opens a team, and its lead comes in
	const els = await enter(browser, 'els');
	await els.page.goto('/teams');
	await els.page.getByLabel(els.t.team.list.name).fill('Middenbouw');
	await els.page.getByRole('button', { name: els.t.team.list.submit }).click();
	await expect(els.page.getByRole('heading', { level: 1, name: 'Middenbouw' })).toBeVisible();
	await els.page.getByRole('button', { name: els.t.team.invite.submit }).click();
	const link = els.page.getByLabel(els.t.team.invite.link, { exact: true });
	await expect(link).not.toHaveValue('');
	const tess = await openBrowser(browser, els.origin, { key: 'tess', name: 'Tess' });
	const { page, t } = tess;
	await page.goto(await link.inputValue());
	await page.getByLabel(t.account.name).fill('Tess');
	await page.getByLabel(t.account.email).fill('tess.middenbouw@delinde.example');
	await page.getByLabel(t.account.password, { exact: true }).fill('vier groene fietsen buiten');
	await page.getByRole('button', { name: t.account.invite.submit }).click();
	await page.waitForURL('**/today');

	// from here on every press counts
	const presses = await counted(tess);
	await page.reload();
	await page.getByRole('link', { name: t.today.step['start-cycle'].button }).click();
	await page.getByRole('radio', { name: /Korter en vaker/ }).click();
	const dates = page.getByLabel(t.cycle.plan.date, { exact: true });
	await expect(dates).toHaveCount(7);
	const all = page.getByRole('group', { name: t.planning.dates.all });
	const place = all.getByLabel(t.cycle.plan.place);
	await place.click();
	await page.keyboard.type('lokaal 4');
	const second = page.getByRole('slider', { name: /^Bijeenkomst 2:/ });
	const before = { second: await dates.nth(1).inputValue(), last: await dates.last().inputValue() };
	// by hand: a bit more than a week to the right
	await drag(tess, second, 9);
	await expect(dates.nth(1)).not.toHaveValue(before.second);
	await expect(dates.last()).not.toHaveValue(before.last);
	await page.getByRole('button', { name: t.planning.band.undo }).click();
	await expect(dates.nth(1)).toHaveValue(before.second);
	// by key: two weeks later, and the rest along
	await second.focus();
	await page.keyboard.press('PageUp');
	await page.keyboard.press('PageUp');
	await expect(dates.nth(1)).toHaveValue(addWeeks(before.second, 2));
	await expect(dates.last()).toHaveValue(addWeeks(before.last, 2));
	// and the second cycle is put down already
	await expect(page.getByLabel(t.planning.next.put)).toBeChecked();
	await page.getByRole('button', { name: t.cycle.plan.start }).click();
	await page.waitForURL('**/meetings');
	await expect(page.getByText(/lokaal 4/).first()).toBeVisible();
	await expect(page.locator('a[href^="/meetings/"]')).toHaveCount(7);
	expect(await presses()).toBeLessThanOrEqual(40);

	// moved later: first she is told what changes and who hears, then it does
	await page.getByRole('link', { name: t.cycle.meetings.planning }).click();
	await page.waitForURL('**/cycles/*');
	const cycle = new URL(page.url()).pathname;
	const third = page.getByRole('slider', { name: /^Bijeenkomst 3:/ });
	await third.focus();
	const stood = await dates.nth(2).inputValue();
	await page.keyboard.press('PageUp');
	await page.getByRole('button', { name: t.cycle.plan.save }).click();
	const question = page.getByRole('region', { name: t.planning.confirm.title });
	await expect(question.getByRole('listitem')).toHaveCount(5);
	await expect(question.getByText(t.planning.confirm.hear(1))).toBeVisible();
	await page.getByRole('link', { name: t.planning.confirm.no }).click();
	await expect(question).toBeHidden();
	await page.reload();
	await expect(dates.nth(2)).toHaveValue(stood);
	await awake(page);
	await third.focus();
	await page.keyboard.press('PageUp');
	await page.getByRole('button', { name: t.cycle.plan.save }).click();
	await page.getByRole('button', { name: t.planning.confirm.yes }).click();
	await expect(page.getByText(t.cycle.plan.saved)).toBeVisible();
	await page.reload();
	await expect(dates.nth(2)).toHaveValue(addWeeks(stood, 1));

	// the second cycle: looked back on, agreed, and planned as agreed
	await page.getByRole('link', { name: t.planning.review.open }).click();
	await page.getByRole('radio', { name: t.planning.agreements.forms.pairs }).check();
	await page.getByLabel(t.planning.agreements.meetings).fill('6');
	await page.getByLabel(t.planning.agreements.minutes).fill('45');
	await page.getByLabel(t.planning.agreements.note).fill('We beginnen op tijd.');
	await page.getByRole('button', { name: t.planning.agreements.save }).click();
	await expect(page.getByText(t.planning.agreements.saved)).toBeVisible();
	expect(await post(tess, `${cycle}?/close`, {})).toBeNull();
	await page.reload();
	await page.getByRole('link', { name: t.planning.review.plan(t.cycle.ordinal(2)) }).click();
	await expect(page.getByText('We beginnen op tijd.')).toBeVisible();
	await expect(dates).toHaveCount(6);
	await page.getByRole('button', { name: t.cycle.plan.start }).click();
	await page.waitForURL('**/meetings');
	await expect(page.locator('a[href^="/meetings/"]')).toHaveCount(6);
	await page.locator('a[href^="/meetings/"]').nth(3).click();
	await page.getByText(t.planning.agreements.forMeeting).click();
	await expect(page.getByText(t.planning.agreements.forms.pairs)).toBeVisible();
	await expect(
		page.getByRole('region', { name: t.groups.agenda.title }).getByText(t.groups.kinds.groups, { exact: true }).first()
	).toBeVisible();
	expectQuiet(els, tess);
	for (const person of [els, tess]) await person.leave();
});

/** Takes it and lets it go so many days further. */
async function drag({ page }: Person, mark: ReturnType<Person['page']['getByRole']>, days: number): Promise<void> {
	await mark.scrollIntoViewIfNeeded();
	const box = await mark.boundingBox();
	const track = await page.locator('.track').boundingBox();
	if (!box || !track) throw new Error('the band is not there');
	const day = track.width / Number(await mark.getAttribute('aria-valuemax'));
	const from = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
	await page.mouse.move(from.x, from.y);
	await page.mouse.down();
	await page.mouse.move(from.x + day * days, from.y, { steps: 4 });
	await page.mouse.up();
}

function addWeeks(day: string, weeks: number): string {
	return new Date(new Date(`${day}T12:00:00Z`).getTime() + weeks * 7 * 86_400_000).toISOString().slice(0, 10);
}
