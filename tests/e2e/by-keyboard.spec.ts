import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, expect, type Locator, test } from '@playwright/test';
import { enter, expectQuiet, type Person } from '../support/people.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { allIn, button, isHere, isPlaying, sees } from './in-the-room.ts';

/**
 * A whole session without a mouse: everything is reached with Tab and pressed with enter or a key, what has the focus
 * shows it, and no step loses it. Who presses is in the name of each test. In every round axe finds nothing for
 * whoever leads, the presenter and a colleague; and what a screen reader says aloud is said once.
 */
test.describe.configure({ mode: 'serial', timeout: 180_000 });
test.use({ trace: 'off' });

let server: RunningServer;
let noor: Person, marit: Person, kees: Person;
const three = () => [noor, marit, kees];

test.beforeAll(async ({ browser }) => {
	server = await startServer({ database: 'pglite', demo: true });
	const come = (key: string, b: Browser = browser) => enter(b, key, { links: server.links() });
	[noor, marit, kees] = [await come('noor'), await come('marit'), await come('kees')];
	// a picture that asks in the very moment of the end hears no
	for (const person of three()) person.allow(/404 HEAD .*\/media\/index\.m3u8/);
	await marit.page.goto('/clips');
	await marit.page.getByRole('link', { name: /Toren bouwen met J\./ }).click();
	const room = await marit.page.getByRole('link', { name: marit.t.clip.bring.toRoom }).getAttribute('href');
	for (const person of three()) await person.page.goto(room ?? '');
	for (const name of ['Marit', 'Kees']) await isHere(noor, name);
});
test.afterAll(async () => {
	for (const person of three()) await person.leave();
	await server.stop();
});
test.afterEach(() => expectQuiet(...three()));

/** How many times Tab is pressed at most: once round the whole room. */
const wholeRound = 110;

/** Goes to something with Tab alone, and looks whether every stop shows that it has the focus. */
async function reach({ page, name }: Person, target: Locator): Promise<void> {
	await expect(target).toBeVisible();
	for (let stop = 0; stop < wholeRound; stop++) {
		if (await target.evaluate((one) => one === document.activeElement)) break;
		await page.keyboard.press('Tab');
		const hidden = await page.evaluate(() => {
			const at = document.activeElement;
			if (!at || at === document.body) return null;
			const { outlineStyle, outlineWidth } = getComputedStyle(at);
			return outlineStyle === 'none' || outlineWidth === '0px' ? at.outerHTML.slice(0, 120) : null;
		});
		expect(hidden, `${name} does not see where she is`).toBeNull();
	}
	await expect(target, `${name} gets there`).toBeFocused();
}

async function press(person: Person, target: Locator): Promise<void> {
	await reach(person, target);
	await person.page.keyboard.press('Enter');
}

/** Whoever pressed something is somewhere, also when what she pressed is gone. */
const keepsPlace = ({ page, name }: Person): Promise<void> =>
	expect
		.poll(() => page.evaluate(() => document.activeElement !== document.body), { message: `${name} keeps her place` })
		.toBe(true);

const next = async (leader: Person, id: string): Promise<void> => {
	await press(leader, button(leader, leader.t.session.move.next));
	await allIn(three(), id);
	await keepsPlace(leader);
	for (const person of three()) await isPlain(person, id);
};

async function isPlain({ page, name }: Person, round: string): Promise<void> {
	// the playhead stands where the moment is, also on the border of the fragment: one can press anywhere on the line
	const { violations } = await new AxeBuilder({ page })
		.exclude('[role="slider"].head')
		.withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
		.analyze();
	const found = violations.map(({ id, nodes }) => `${id} ${nodes.map((node) => String(node.target)).join(' | ')}`);
	expect(found, `${name} in ${round}`).toEqual([]);
}

/** From now on this person's screen reader is listened to: every region that speaks by itself, as it changes. */
const listen = ({ page }: Person): Promise<void> =>
	page.evaluate(() => {
		const spoken: string[] = [];
		(globalThis as unknown as { spoken: string[] }).spoken = spoken;
		const last = new WeakMap<Element, string>();
		const regions = '[role="status"], [aria-live="polite"]';
		for (const one of document.querySelectorAll(regions)) last.set(one, one.textContent.trim());
		new MutationObserver((changes) => {
			for (const { target } of changes) {
				const region = (target instanceof Element ? target : target.parentElement)?.closest(regions);
				if (!region?.checkVisibility()) continue;
				const text = region.textContent.replaceAll(/\s+/g, ' ').trim();
				if (text && text !== last.get(region)) spoken.push(text);
				last.set(region, text);
			}
		}).observe(document.body, { subtree: true, childList: true, characterData: true });
	});
const spoken = ({ page }: Person): Promise<string[]> =>
	page.evaluate(() => (globalThis as unknown as { spoken: string[] }).spoken.splice(0));
const roundTitle = ({ page }: Person) => page.locator('#round-title');
const panel = ({ page }: Person, title: string) => page.getByRole('dialog', { name: title });

test('Noor takes the lead before the beginning, and begins', async () => {
	await press(noor, button(noor, noor.t.session.lead.take));
	await expect(button(noor, noor.t.session.lead.you)).toBeFocused();
	await press(noor, button(noor, noor.t.session.move.start));
	await allIn(three(), 'introduce');
	await expect(roundTitle(noor)).toBeFocused();
});

test('Noor lets it play, and Kees jots down what he sees', async () => {
	await next(noor, 'first-viewing');
	await press(noor, noor.page.getByRole('button', { name: noor.t.player.play }));
	await expect.poll(() => isPlaying(noor), { timeout: 20_000 }).toBe(true);
	await reach(kees, kees.page.getByRole('textbox', { name: kees.t.session.jottings.title }));
	await kees.page.keyboard.type('kijkt naar haar handen');
	await kees.page.keyboard.press('Enter');
	await expect(kees.page.getByText(kees.t.session.jottings.count(1))).toBeVisible();
	await next(noor, 'choose');
	// what he typed in is folded away by the next round
	await kees.page.keyboard.press('Tab');
	await keepsPlace(kees);
});

test('Noor goes ahead with a reason, and back with a reason', async () => {
	const { page, t } = noor;
	await press(noor, button(noor, t.session.move.next));
	const ahead = panel(noor, t.session.move.ahead);
	await page.keyboard.press('Escape');
	await expect(ahead).toBeHidden();
	await expect(button(noor, t.session.move.next)).toBeFocused();
	await page.keyboard.press('Enter');
	await reach(noor, ahead.getByRole('textbox', { name: t.session.move.reason }));
	await page.keyboard.type('Marit is even weg');
	await page.keyboard.press('Enter');
	await allIn(three(), 'rewatch');
	await keepsPlace(noor);

	await press(
		noor,
		page.getByRole('navigation', { name: t.session.rounds.label }).getByRole('button', { name: /nu:/ })
	);
	const rounds = panel(noor, t.session.rounds.open);
	await press(noor, rounds.getByRole('listitem').nth(2).getByText(t.session.rounds.back));
	await reach(noor, rounds.getByRole('textbox', { name: t.session.rounds.backWhy }));
	await page.keyboard.type('Marit is er weer');
	await page.keyboard.press('Enter');
	await allIn(three(), 'choose');
	await expect(rounds).toBeHidden();
	await keepsPlace(noor);
});

test('Marit looks up her two moments with the keys and chooses them', async () => {
	const { page, t } = marit;
	const choose = (what: string) =>
		page
			.getByRole('listitem')
			.filter({ hasText: what })
			.getByRole('button', { name: t.session.moments.choose('').trim() });
	const head = page.getByRole('slider', { name: t.player.position });
	for (const [what, key] of [
		[t.session.moments.glad, 'End'],
		[t.session.moments.closer, 'Home']
	] as const) {
		await reach(marit, head);
		const before = await head.getAttribute('aria-valuenow');
		await page.keyboard.press(key);
		await expect.poll(() => head.getAttribute('aria-valuenow')).not.toBe(before);
		await press(marit, choose(what));
		await expect(page.getByRole('listitem').filter({ hasText: what }).getByText(t.session.moments.notYet)).toHaveCount(
			0
		);
		await keepsPlace(marit);
	}
});

test('Kees notes with a key what he sees', async () => {
	await next(noor, 'rewatch');
	const { page, t } = kees;
	await reach(kees, button(kees, t.session.move.ready));
	for (const person of three()) await listen(person);
	await page.keyboard.press('n');
	await expect(page.getByRole('textbox', { name: t.session.units.observations.one, exact: true })).toBeFocused();
	await page.keyboard.type('J. houdt het blok omhoog');
	await page.keyboard.press('Enter');
	for (const person of three()) await sees(person, 'J. houdt het blok omhoog');
	// nobody's screen reader spells along
	for (const person of three()) expect(await spoken(person), person.name).toEqual([]);
	await expect(page.getByRole('textbox', { name: t.session.units.observations.one, exact: true })).toBeFocused();
});

test('Kees has the word and ends his turn, Noor passes hers', async () => {
	await next(noor, 'what-we-see');
	const { turn, rounds } = kees.t.session;
	for (const person of three()) {
		const said = await spoken(person);
		expect(
			said.filter((one) => one === rounds.began(5, 'Wat zien we?')),
			person.name
		).toHaveLength(1);
		expect(
			said.filter((one) => one.includes(turn.nobody)),
			person.name
		).toHaveLength(1);
	}
	await press(kees, button(kees, turn.take));
	await expect(button(kees, turn.done)).toBeFocused();
	await expect(marit.page.getByText(turn.speaks('Kees')).first()).toBeVisible();
	expect((await spoken(marit)).filter((one) => one.includes(turn.speaks('Kees')))).toHaveLength(1);
	expect((await spoken(kees)).filter((one) => one.includes(turn.youSpeak))).toHaveLength(1);
	await kees.page.keyboard.press('Enter');
	await expect(button(kees, turn.done)).toHaveCount(0);
	await keepsPlace(kees);
	await press(noor, button(noor, turn.pass));
	await expect(noor.page.getByText(turn.passed)).toBeVisible();
	await keepsPlace(noor);
});

test('Marit stops the picture and shows it again', async () => {
	await press(marit, button(marit, marit.t.session.picture.stop));
	await expect(button(marit, marit.t.session.picture.release)).toBeFocused();
	await marit.page.keyboard.press('Enter');
	await expect(button(marit, marit.t.session.picture.stop)).toBeFocused();
});

test('Noor hands the lead to Kees, who keeps it through a refresh', async () => {
	await press(noor, button(noor, noor.t.session.lead.you));
	const menu = panel(noor, noor.t.session.lead.menu);
	await reach(noor, menu.getByRole('combobox', { name: noor.t.session.lead.hand }));
	await noor.page.keyboard.press('K');
	await press(noor, menu.getByRole('button', { name: noor.t.session.lead.handGo }).last());
	await expect(menu).toBeHidden();
	await keepsPlace(noor);
	await expect(button(kees, kees.t.session.lead.you)).toBeVisible();
	await kees.page.reload();
	await expect(button(kees, kees.t.session.lead.you)).toBeVisible();
	await next(kees, 'experience');
});

test('[S33] Kees stays away: Marit is told, and takes the lead; he comes back and may ask for it', async () => {
	const room = kees.page.url();
	await kees.page.goto('/today');
	await expect(marit.page.getByText(marit.t.session.lead.away('Kees'))).toBeVisible({ timeout: 20_000 });
	await press(marit, button(marit, marit.t.session.lead.take));
	await expect(button(marit, marit.t.session.lead.you)).toBeFocused();
	await kees.page.goto(room);
	await press(kees, button(kees, kees.t.session.lead.someone('Marit')));
	await press(kees, panel(kees, kees.t.session.lead.menu).getByRole('button', { name: kees.t.session.lead.ask }));
	await expect(button(marit, marit.t.session.lead.asks('Kees'))).toBeVisible();
	await keepsPlace(kees);
});

test('Marit leads to the end, and everybody stands at the thanks', async () => {
	const { page, t } = marit;
	for (const round of ['needs', 'strength', 'ahead', 'take-along']) await next(marit, round);
	await reach(marit, page.getByRole('textbox', { name: t.session.units.takeaway.one, exact: true }));
	await page.keyboard.type('Er gebeurt juist veel als ik stil ben.');
	await page.keyboard.press('Enter');
	await sees(kees, 'Er gebeurt juist veel als ik stil ben.');
	await press(marit, button(marit, t.session.move.close));
	await press(marit, panel(marit, t.session.move.closeAsk).getByRole('button', { name: t.session.move.closeGo }));
	for (const person of three())
		await expect(person.page.getByRole('heading', { level: 1, name: person.t.session.closed.title })).toBeVisible();
	await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
});
