import path from 'node:path';
import { expect, test } from '@playwright/test';
import { act, enter, expectQuiet, heard, type Person, post, statusAt } from '../support/people.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { allIn, button, isHere, next, notes, pictureAt, seenBy, write } from './in-the-room.ts';

/**
 * Many eyes on one fragment, and what is left of it: each looks through her own question and writes alone, then it lies
 * side by side on one timeline; an answer is linked to what the child began; afterwards there is a report to hand over,
 * a mirror for the group, and the presenter decides what is kept.
 * Pictures for people to look at, and the report on paper: test-results/eyes.
 */
test.describe.configure({ mode: 'serial', timeout: 180_000 });
test.use({ trace: 'off' });

let server: RunningServer;
let noor: Person, marit: Person, kees: Person, gerda: Person;
let session = '';
const three = () => [noor, marit, kees];
const shots = path.join('test-results', 'eyes');

test.beforeAll(async ({ browser }) => {
	server = await startServer({ database: 'pglite', demo: true });
	const come = (key: string, locale: 'nl' | 'en' = 'nl') => enter(browser, key, { links: server.links(), locale });
	// Noor reads English: the same table in both languages
	[noor, marit, kees, gerda] = [await come('noor', 'en'), await come('marit'), await come('kees'), await come('gerda')];
});
test.afterAll(async () => {
	for (const person of [...three(), gerda]) await person.leave();
	await server.stop();
});
test.afterEach(() => expectQuiet(...three(), gerda));

/** What this person has on screen at three widths, light and dark; nothing sticks out at any of them. */
async function picture({ page, t }: Person, name: string, fullPage = false): Promise<void> {
	for (const [theme, width, height] of [
		['light', 1440, 900],
		['dark', 820, 1180],
		['light', 360, 740],
		['dark', 360, 740]
	] as const) {
		await page.emulateMedia({ colorScheme: theme });
		await page.setViewportSize({ width, height });
		// on a phone the notes are a tab
		const tab = page.getByRole('tab', { name: t.session.tabs.notes });
		if (await tab.isVisible()) await tab.click();
		const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
		expect(over, `${name} sticks out at ${width}`).toBeLessThanOrEqual(0);
		await page.screenshot({
			path: path.join(shots, `${name}-${width}-${theme}.png`),
			animations: 'disabled',
			fullPage
		});
	}
	await page.setViewportSize({ width: 1440, height: 900 });
	await page.emulateMedia({ colorScheme: 'light' });
}

const field = ({ page, t }: Person) =>
	page.getByRole('textbox', { name: t.session.units.observations.one, exact: true });
const sealed = async (person: Person, text: string) => {
	await field(person).fill(text);
	await field(person).press('Enter');
	await expect(person.page.getByRole('region', { name: person.t.session.sealed.title })).toContainText('0:');
	await expect(field(person)).toHaveValue('');
};

test('the group comes to the fragment, each with her own question', async () => {
	const { page } = marit;
	const tables = () =>
		page
			.getByRole('link', { name: marit.t.clip.bring.toRoom })
			.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
	await page.goto('/clips');
	await page
		.getByRole('link')
		.filter({ hasText: /Toren|toren/ })
		.first()
		.click();
	await page.waitForURL(/\/clips\/[\w-]{12,}$/);
	await expect(page.getByRole('link', { name: marit.t.clip.bring.toRoom }).first()).toBeVisible();
	const before = await tables();
	expect(await post(marit, '?/bring', { meeting: '', protocol: 'long', show: 'fragment' })).toBeNull();
	await page.reload();
	session =
		(await tables())
			.find((href) => !before.includes(href))
			?.split('/')
			.at(-1) ?? '';
	for (const person of three()) await person.page.goto(`/sessions/${session}`);
	await isHere(noor, 'Marit');
	await button(noor, noor.t.session.move.start).click();
	await allIn(three(), 'introduce');
	await gerda.page.goto(`/sessions/${session}`);
	await button(noor, noor.t.session.lead.take).click();
	await expect(noor.page.getByText(noor.t.session.lead.you).first()).toBeVisible();
	await next(noor, three(), 'first-viewing');
	await next(noor, three(), 'choose');
	for (const [which, atMs] of [
		['glad', '63000'],
		['closer', '46000']
	] as const)
		expect(await act(marit, session, { do: 'choose-moment', which, atMs })).toBeNull();
	await noor.page.reload();
	await next(noor, three(), 'rewatch-contact');
});

test('[E4] what the teacher did is linked to what the child began, with two presses', async () => {
	const { page, t } = kees;
	await page.getByRole('button', { name: t.session.observe.actors.child, exact: true }).click();
	await button(kees, t.session.observe.pick).click();
	await page.getByRole('button', { name: 'kijkt', exact: false }).first().click();
	await button(kees, t.session.notes.done).click();
	await write(kees, 'observations', 'J. kijkt op en lacht');
	await page.getByRole('button', { name: t.session.observe.actors.teacher, exact: true }).click();
	await write(kees, 'observations', 'Marit lacht terug');
	const answer = notes(kees)
		.getByRole('article')
		.filter({ has: page.getByRole('button', { name: t.eyes.answer.add }) });
	// by keyboard: the first that is offered has the focus already
	await answer.getByRole('button', { name: t.eyes.answer.add }).press('Enter');
	const offered = page.getByRole('list', { name: t.eyes.answer.pick }).getByRole('button').first();
	await expect(offered).toBeFocused();
	await page.keyboard.press('Enter');
	await button(kees, t.eyes.answer.drop).click();
	// and by hand
	await answer.getByRole('button', { name: t.eyes.answer.add }).click();
	await picture(kees, 'link-kees');
	await offered.click();
	for (const person of [kees, marit, noor])
		await expect(notes(person).getByText(person.t.eyes.answer.is('0:'), { exact: false })).toBeVisible();
	// whose note it is not cannot take it apart, a guest not at all
	await expect(button(marit, marit.t.eyes.answer.drop)).toHaveCount(0);
	await expect(button(gerda, gerda.t.eyes.answer.drop)).toHaveCount(0);
	await expect(button(kees, t.eyes.answer.drop)).toHaveCount(1);
});

test('each writes alone through her own lens; nobody sees anything side by side yet', async () => {
	await next(noor, three(), 'rewatch-skills');
	await kees.page.getByRole('button', { name: 'spiegelen', exact: true }).click();
	await marit.page.getByRole('button', { name: 'observeren', exact: true }).click();
	await sealed(kees, 'Ze legt ook een blok neer');
	await sealed(marit, 'Ik wacht en kijk');
	// a little further on, one of them sees something more
	await noor.page.getByRole('slider', { name: noor.t.player.position }).focus();
	const before = await pictureAt(noor);
	for (let i = 0; i < 6; i++) await noor.page.keyboard.press('ArrowRight');
	await expect.poll(() => pictureAt(kees)).toBeGreaterThan(before + 3);
	await sealed(kees, 'Ze houdt het gele blok net zo schuin');
	for (const person of [...three(), gerda]) {
		await expect(person.page.locator('summary').filter({ hasText: person.t.eyes.title })).toHaveCount(0);
		if (person !== kees) expect(heard(person, 'Ze legt ook een blok neer')).toBe(false);
	}
});

test('[E1] [E2] then it lies on one timeline: a lane per lens, seen together or by one, and one press goes there', async () => {
	await next(noor, three(), 'what-teacher-did');
	const panel = notes(noor).getByRole('group', { name: noor.t.eyes.drawing });
	await expect(panel).toBeVisible();
	await expect(panel.getByText('mirroring')).toBeVisible();
	await expect(panel.getByText('observing')).toBeVisible();
	await picture(noor, 'reveal-noor');
	const lone = panel.getByRole('button', { name: 'net zo schuin', exact: false });
	await expect(lone).toHaveAccessibleName(new RegExp(noor.t.eyes.aloneBy('Kees')));
	await expect(panel.getByRole('button', { name: 'Ik wacht en kijk', exact: false })).toHaveAccessibleName(
		/seen together by (Kees and Marit|Marit and Kees)/
	);
	await lone.click();
	await expect(lone).toHaveAttribute('aria-pressed', 'true');
	await expect(notes(noor).getByRole('status').filter({ hasText: 'net zo schuin' })).toBeVisible();
	// the same as a list, for whoever hears it and for a phone
	await notes(noor).getByRole('button', { name: noor.t.eyes.list, exact: true }).click();
	const list = notes(noor).getByRole('listitem').filter({ hasText: 'net zo schuin' });
	await expect(list).toContainText(noor.t.eyes.aloneBy('Kees'));
	await picture(noor, 'reveal-list-noor');
	await expect(notes(noor).getByText(noor.t.eyes.contact.received).first()).toBeVisible();
	// a guest reads along, and moves nobody's picture
	await expect(gerda.page.getByRole('group', { name: gerda.t.eyes.drawing })).toBeVisible();
	const stays = await pictureAt(noor);
	await gerda.page
		.getByRole('group', { name: gerda.t.eyes.drawing })
		.getByRole('button', { name: 'Ik wacht en kijk', exact: false })
		.click();
	expect(await pictureAt(noor)).toBe(stays);
});

test('the record after the end: rounds, timeline, side by side, contact and a mirror without names', async () => {
	for (const id of ['how-child-reacted', 'where-warmth', 'experience', 'values', 'needs', 'strength'])
		await next(noor, three(), id);
	await write(kees, 'strengths', 'Je wachtte, en hij kwam dichterbij');
	await next(noor, three(), 'ahead');
	await write(kees, 'tips', 'Ga er eens naast zitten');
	await next(noor, three(), 'take-along');
	await write(marit, 'takeaway', 'Ik wacht drie tellen');
	// a player that asks on just as the room closes is refused, as it should be
	for (const person of [...three(), gerda]) person.allow(/404 (HEAD|GET) .*\/media\//);
	expect(await act(noor, session, { do: 'close', seen: await seenBy(noor) })).toBeNull();
	await expect(marit.page.getByRole('heading', { level: 1, name: marit.t.session.closed.title })).toBeVisible();
	const { page, t } = kees;
	await page.goto(`/sessions/${session}/record`);
	await expect(page.getByRole('heading', { name: t.record.rounds.title })).toBeVisible();
	await expect(page.getByRole('row').filter({ hasText: 'Derde keer kijken' })).toContainText(t.record.rounds.notAsked);
	await expect(page.getByRole('group', { name: t.record.sideBySide.title })).toContainText('spiegelen');
	await expect(page.getByText(t.record.sideBySide.together(1), { exact: false }).first()).toBeVisible();
	await expect(page.getByRole('heading', { name: t.eyes.contact.title })).toBeVisible();
	const mirror = page.locator('section').filter({ has: page.getByRole('heading', { name: t.record.mirror.title }) });
	await expect(mirror).toContainText(t.record.mirror.tips.waited(1));
	for (const name of ['Kees', 'Marit', 'Noor', 'Gerda']) await expect(mirror).not.toContainText(name);
	await expect(page.getByRole('heading', { name: t.record.readers.title })).toHaveCount(0);
	await picture(kees, 'record-kees', true);
	await noor.page.goto(`/sessions/${session}/record`);
	await expect(noor.page.getByRole('heading', { name: noor.t.record.mirror.title })).toBeVisible();
	await picture(noor, 'record-noor-en', true);
	gerda.allow('404 GET /sessions/');
	expect(await statusAt(gerda, `/sessions/${session}/record`)).toBe(404);
});

test('on paper it is the report alone: black on white, no button, no picture of the child', async () => {
	const { page, t } = marit;
	await page.goto(`/sessions/${session}/record`);
	await page.emulateMedia({ media: 'print' });
	await expect(page.getByRole('button')).toHaveCount(0);
	await expect(page.getByRole('heading', { name: t.record.readers.title })).toHaveCount(0);
	await expect(page.locator('main img, main video, main canvas')).toHaveCount(0);
	// the width between the margins of A4, for people to look at
	await page.setViewportSize({ width: 658, height: 1000 });
	await page.screenshot({ path: path.join(shots, 'record-paper.png'), fullPage: true });
	await page.setViewportSize({ width: 1440, height: 900 });
	const paper = await page.pdf({ path: path.join(shots, 'record.pdf'), preferCSSPageSize: true });
	expect(paper.subarray(0, 5).toString()).toBe('%PDF-');
	await page.emulateMedia({ media: 'screen' });
});

test('[E10] Marit leaves a note out: gone for everybody, undone with one press, and only she may', async () => {
	const { page, t } = marit;
	await page.goto(`/sessions/${session}/record`);
	await expect(page.getByRole('heading', { name: t.record.readers.title })).toBeVisible();
	await page.getByRole('link', { name: t.record.leftOut.choose }).click();
	const tip = page.getByRole('listitem').filter({ hasText: 'Ga er eens naast zitten' });
	await picture(marit, 'choose-marit', true);
	await tip.getByRole('button', { name: t.record.leftOut.out }).click();
	await expect(page.getByText(t.record.leftOut.done)).toBeVisible();
	await expect(tip).toHaveCount(0);
	await picture(marit, 'left-out-marit', true);
	await kees.page.goto(`/sessions/${session}/record`);
	await expect(kees.page.getByText(kees.t.record.leftOut.byPresenter(1))).toBeVisible();
	expect(await kees.page.content()).not.toContain('Ga er eens naast zitten');
	// by hand, past the page
	kees.allow(/\?\/putBack/);
	expect(await post(kees, '?/putBack', { unit: 'tips', id: 'whatever' })).toBe('not-found');
	await page.getByRole('status').getByRole('button').click();
	await expect(page.getByText(t.record.leftOut.undone)).toBeVisible();
	await expect(tip).toHaveCount(1);
	await kees.page.reload();
	await expect(kees.page.getByText('Ga er eens naast zitten')).toBeVisible();
});
