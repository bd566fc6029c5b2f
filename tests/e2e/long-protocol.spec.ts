import path from 'node:path';
import { type Browser, expect, test } from '@playwright/test';
import { act, enter, expectQuiet, forge, heard, type Person, post } from '../support/people.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { allIn, button, isHere, next, notes, sees, seesNot, seenBy, write } from './in-the-room.ts';

/**
 * The long protocol, in the words that the short one does not need: looking through one question, writing alone and
 * putting it side by side, a round that comes only when it is asked for, and a picture that stands still by itself.
 * Pictures for people to look at: test-results/long.
 */
test.describe.configure({ mode: 'serial', timeout: 180_000 });
test.use({ trace: 'off' });

let server: RunningServer;
let noor: Person, marit: Person, kees: Person, gerda: Person;
let session = '';
const three = () => [noor, marit, kees];

test.beforeAll(async ({ browser }) => {
	server = await startServer({ database: 'pglite', demo: true });
	const come = (key: string, b: Browser = browser) => enter(b, key, { links: server.links() });
	[noor, marit, kees, gerda] = [await come('noor'), await come('marit'), await come('kees'), await come('gerda')];
});
test.afterAll(async () => {
	for (const person of [...three(), gerda]) await person.leave();
	await server.stop();
});
test.afterEach(() => expectQuiet(...three(), gerda));

const tables = ({ page, t }: Person) =>
	page
		.getByRole('link', { name: t.clip.bring.toRoom })
		.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));

/** What this person has on screen, on a desk and on a phone, light and dark. */
async function picture({ page }: Person, name: string): Promise<void> {
	for (const [theme, width, height] of [
		['light', 1440, 900],
		['dark', 820, 1180],
		['light', 360, 740]
	] as const) {
		await page.emulateMedia({ colorScheme: theme });
		await page.setViewportSize({ width, height });
		const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
		expect(over, `${name} sticks out at ${width}`).toBeLessThanOrEqual(0);
		await page.screenshot({ path: path.join('test-results', 'long', `${name}-${width}.png`), animations: 'disabled' });
	}
	await page.setViewportSize({ width: 1440, height: 900 });
	await page.emulateMedia({ colorScheme: 'light' });
}

test('Marit brings her clip in, to be looked at in the long way', async () => {
	const { page } = marit;
	await page.goto('/clips');
	await page
		.getByRole('link')
		.filter({ hasText: /Toren|toren/ })
		.first()
		.click();
	await page.waitForURL(/\/clips\/[\w-]{12,}$/);
	await expect(page.getByRole('link', { name: marit.t.clip.bring.toRoom }).first()).toBeVisible();
	const before = await tables(marit);
	expect(await post(marit, '?/bring', { meeting: '', protocol: 'long', show: 'fragment' })).toBeNull();
	await page.reload();
	const fresh = (await tables(marit)).find((href) => !before.includes(href));
	session = fresh?.split('/').at(-1) ?? '';
	expect(session).not.toBe('');
	for (const person of three()) await person.page.goto(`/sessions/${session}`);
	await isHere(noor, 'Marit');
	await button(noor, noor.t.session.move.start).click();
	await allIn(three(), 'introduce');
	await gerda.page.goto(`/sessions/${session}`);
	await allIn([gerda], 'introduce');
	await button(noor, noor.t.session.lead.take).click();
	await expect(noor.page.getByText(noor.t.session.lead.you).first()).toBeVisible();
});

test('what drifts away is parked, and stays there for everybody', async () => {
	await notes(kees).getByText(kees.t.session.parking.open).click();
	await notes(kees).getByRole('textbox', { name: kees.t.session.units.parking.one }).fill('de plek in de kring');
	await notes(kees).getByRole('textbox', { name: kees.t.session.units.parking.one }).press('Enter');
	await expect(notes(noor).getByText(noor.t.session.parking.count(1))).toBeVisible();
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

test('in the first re-watch everybody notes on one list, through a question of her own', async () => {
	const lens = kees.page.getByRole('button', { name: 'zonder woorden', exact: true });
	await lens.click();
	await expect(lens).toHaveAttribute('aria-pressed', 'true');
	await expect(noor.page.getByRole('group', { name: noor.t.session.lens.label })).toContainText('Kees');
	// a word that judges gets a question, and the note goes down all the same
	await kees.page
		.getByRole('textbox', { name: kees.t.session.units.observations.one, exact: true })
		.fill('Dat gaat goed');
	await expect(kees.page.getByText(kees.t.session.observe.judges('goed'))).toBeVisible();
	await picture(kees, 'lens-kees');
	await write(kees, 'observations', 'J. kijkt op en schuift dichterbij');
	await sees(marit, 'J. kijkt op en schuift dichterbij');
});

test('in the second everybody writes alone, and nobody’s browser holds what another wrote', async () => {
	await next(noor, three(), 'rewatch-skills');
	const field = kees.page.getByRole('textbox', { name: kees.t.session.units.observations.one, exact: true });
	await field.fill('Marit wacht drie tellen');
	await field.press('Enter');
	await expect(kees.page.getByRole('region', { name: kees.t.session.sealed.title })).toBeVisible();
	await picture(kees, 'sealed-kees');
	const own = marit.page.getByRole('textbox', { name: marit.t.session.units.observations.one, exact: true });
	await own.fill('Ik zeg niets');
	await own.press('Enter');
	await expect(marit.page.getByText(marit.t.session.saved.saved, { exact: true }).first()).toBeVisible();
	await expect(kees.page.getByText(kees.t.session.saved.saved, { exact: true }).first()).toBeVisible();
	for (const person of [noor, marit, gerda]) {
		await seesNot(person, 'Marit wacht drie tellen');
		expect(heard(person, 'Marit wacht drie tellen')).toBe(false);
	}
	expect(heard(kees, 'Ik zeg niets')).toBe(false);
	expect(await forge(noor, session, 'observations', 'toch op tafel')).toBe(4403);
});

test('then it lies side by side, each under her own name', async () => {
	await next(noor, three(), 'what-teacher-did');
	for (const person of [...three(), gerda]) {
		await sees(person, 'Marit wacht drie tellen');
		await sees(person, 'Ik zeg niets');
	}
	await expect(kees.page.getByRole('region', { name: kees.t.session.sealed.title })).toHaveCount(0);
	await picture(marit, 'revealed-marit');
	await expect(noor.page.getByText(noor.t.session.turn.unheard('Kees, Noor'))).toBeVisible();
	await button(kees, kees.t.session.turn.pass).click();
	await expect(noor.page.getByText(noor.t.session.turn.unheard('Noor'))).toBeVisible();
});

test('a third viewing comes because Marit asks for it; without asking nobody sees it', async () => {
	await next(noor, three(), 'how-child-reacted');
	await next(noor, three(), 'where-warmth');
	await expect(button(kees, kees.t.session.request.ask('Derde keer kijken'))).toHaveCount(0);
	await picture(marit, 'request-marit');
	await button(marit, marit.t.session.request.ask('Derde keer kijken')).click();
	await expect(noor.page.getByText(noor.t.session.request.comes('Derde keer kijken'))).toBeVisible();
	await next(noor, three(), 'third-viewing');
	await expect(kees.page.getByText(kees.t.session.picture.freezes.initiatives)).toBeVisible();
	await next(noor, three(), 'experience');
	await next(noor, three(), 'values');
	await next(noor, three(), 'needs');
});

test('whose need it is, is noted with it', async () => {
	await kees.page.getByRole('button', { name: 'aandacht', exact: true }).click();
	await button(kees, kees.t.session.needs.of.teacher).click();
	await picture(kees, 'needs-kees');
	await kees.page
		.getByRole('textbox', { name: kees.t.session.units.needs.one, exact: true })
		.fill('ik wil dat hij lacht');
	await kees.page.getByRole('textbox', { name: kees.t.session.units.needs.one, exact: true }).press('Enter');
	await sees(marit, 'ik wil dat hij lacht');
	await expect(notes(marit).getByText(marit.t.session.needs.of.teacher, { exact: false }).first()).toBeVisible();
});

test('Kees asks for the lead and gets it with one press; what nobody asked for is passed by', async () => {
	await button(kees, kees.t.session.lead.someone('Noor')).click();
	await button(kees, kees.t.session.lead.ask).click();
	await button(noor, noor.t.session.lead.asks('Kees')).click();
	await picture(noor, 'lead-noor');
	await noor.page
		.getByRole('dialog')
		.getByRole('button', { name: noor.t.session.lead.handGo, exact: true })
		.first()
		.click();
	await expect(kees.page.getByText(kees.t.session.lead.you).first()).toBeVisible();
	await next(kees, three(), 'strength');
	await next(kees, three(), 'ahead');
	await next(kees, three(), 'take-along');
	// once it is closed the picture is refused; a player that was fetching asks once why
	for (const person of three()) person.allow(/404 HEAD .*\/media\/index\.m3u8/);
	expect(await act(kees, session, { do: 'close', seen: await seenBy(kees) })).toBeNull();
	await expect(marit.page.getByRole('heading', { level: 1, name: marit.t.session.closed.title })).toBeVisible();
	await kees.page.goto(`/sessions/${session}/record`);
	await expect(kees.page.getByText('Marit wacht drie tellen').first()).toBeVisible();
	await expect(kees.page.getByText('de plek in de kring')).toBeVisible();
});
