// Longer than the house likes: two parents, their teachers and a colleague who watches are one story.
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test';
import { guardianLanguages } from '../../src/lib/domain/guardian.ts';
import { texts as arabic } from '../../src/lib/words/parents/ar.ts';
import { texts as dutch } from '../../src/lib/words/parents/nl.ts';
import type { ParentTexts } from '../../src/lib/words/parents/texts.ts';
import { act, enter, expectQuiet, type Person } from '../support/people.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { bringAgain } from './fresh-table.ts';
import { isHere, seenBy } from './in-the-room.ts';

test.describe.configure({ mode: 'serial', timeout: 120_000 });
// a trace would hold the secrets of the letters
test.use({ trace: 'off' });

let server: RunningServer;
let browser: Browser;
let marit: Person, sofie: Person, kees: Person;
let father: Letter, mother: Letter;

interface Letter {
	link: string;
	secret: string;
	typed: string;
	code: string;
}

/** Everything that parents' browsers asked for and got, to be searched for what must not be in it. */
const addresses: string[] = [];
const bodies: Promise<string>[] = [];

test.beforeAll(async ({ browser: started }) => {
	test.setTimeout(120_000);
	browser = started;
	server = await startServer({ database: 'pglite', demo: true });
	const come = (key: string) => enter(browser, key, { links: server.links() });
	marit = await come('marit');
	sofie = await come('sofie');
	kees = await come('kees');
});
test.afterAll(async () => {
	for (const person of [marit, sofie, kees]) await person.leave();
	await server.stop();
});
test.afterEach(() => expectQuiet(marit, sofie, kees));

/** A parent at a phone that is old and small; without JavaScript when told so. */
async function parent(script: boolean): Promise<{ page: Page; context: BrowserContext }> {
	const context = await browser.newContext({
		baseURL: server.url,
		javaScriptEnabled: script,
		viewport: { width: 320, height: 568 },
		locale: 'de-DE'
	});
	const page = await context.newPage();
	page.on('request', (request) => addresses.push(request.url(), request.headers()['referer'] ?? ''));
	page.on('response', (response) => bodies.push(response.text().catch(() => '')));
	return { page, context };
}

const yesTo = (page: Page, texts: ParentTexts) => page.getByRole('button', { name: texts.yes, exact: true }).first();
const noTo = (page: Page, texts: ParentTexts) => page.getByRole('button', { name: texts.no, exact: true }).first();
async function asks(page: Page, texts: ParentTexts): Promise<void> {
	await expect(page.getByRole('heading', { name: texts.question })).toBeVisible();
	// [PP11] and whom she can call about it
	await expect(page.getByRole('link', { name: '030 555 01 23' })).toHaveAttribute('href', 'tel:0305550123');
}

async function toConsent({ page, t }: Person): Promise<void> {
	await page.goto('/trajectories');
	await page.getByRole('link', { name: t.child.list.consent }).first().click();
	await page.waitForURL(/\/consent$/);
}

async function makeLetter(teacher: Person, who: string, texts: ParentTexts): Promise<Letter> {
	const { page, t } = teacher;
	await toConsent(teacher);
	await page.getByRole('link', { name: t.consent.who.letters }).click();
	const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: who }) });
	await card.getByLabel(t.letters.language).selectOption(texts.language);
	await card.locator('form[action="?/make"] button').click();
	const sheet = page.getByRole('article', { name: t.letters.sheet });
	await expect(sheet).toContainText(texts.letter.greeting);
	await expect(sheet.getByRole('img', { name: t.letters.qr })).toBeVisible();
	const link = (await page.getByRole('link', { name: t.letters.open }).getAttribute('href')) ?? '';
	const slip = page.getByRole('complementary', { name: t.letters.slip });
	const code = /[A-Z0-9]{3}-[A-Z0-9]{3}/.exec(await slip.innerText())?.[0] ?? 'none';
	// the sheet that goes home is only half of a yes
	await expect(sheet).not.toContainText(code);
	const secret = new URL(link).hash.slice(1);
	return { link, secret, code, typed: secret.replace(/(.{4})(?=.)/g, '$1 ') };
}

/** Types the long code of a letter, as who has it on paper does. */
async function typeIn(page: Page, letter: Letter): Promise<void> {
	await page.goto('/consent?in=nl');
	await page.getByLabel(dutch.door.codeLabel).fill(letter.typed.toLowerCase());
	await page.getByRole('button', { name: dutch.door.open }).click();
	await asks(page, dutch);
}

test('teachers make a letter for each parent, in her language', async () => {
	father = await makeLetter(marit, marit.t.consent.who.kinds.father, dutch);
	mother = await makeLetter(sofie, sofie.t.consent.who.kinds.mother, arabic);
	// said once: the page that is opened anew knows neither link nor code
	await marit.page.goto(new URL(marit.page.url()).pathname);
	expect(await marit.page.content()).not.toContain(father.secret);
	expect(await marit.page.content()).not.toContain(father.code);
});

test('[PP1] ten agents open the letter before the parent does, and nothing changes', async ({ request }) => {
	await toConsent(marit);
	const before = await marit.page.locator('main').innerText();
	for (const agent of ['Outlook', 'SafeLinks', 'Slackbot', 'Googlebot', 'curl', 'facebookexternalhit', 'Barracuda'])
		await request.get(father.link, { headers: { 'user-agent': agent } });
	await request.head(father.link);
	// and two that run scripts, and look at what they find
	for (let i = 0; i < 2; i++) {
		const { page, context } = await parent(true);
		await page.goto(father.link);
		await asks(page, dutch);
		await context.close();
	}
	await marit.page.reload();
	expect(await marit.page.locator('main').innerText()).toBe(before);
});

test('[PP4] before a letter opens it, the page says nothing about anybody', async () => {
	const { page, context } = await parent(false);
	await page.goto('/consent?in=nl');
	const door = await page.locator('body').innerText();
	for (const name of ['De Linde', 'Marit', 'Onderbouw', 'J.']) expect(door).not.toContain(name);
	const answers: string[] = [];
	for (const typed of ['0'.repeat(28), 'onzin', `${father.typed.slice(0, -1)}_`]) {
		await page.getByLabel(dutch.door.codeLabel).fill(typed);
		await page.getByRole('button', { name: dutch.door.open }).click();
		await expect(page.getByText(dutch.door.wrong)).toBeVisible();
		answers.push(await page.locator('main').innerText());
	}
	expect(new Set(answers).size).toBe(1);
	expect((await page.goto('/consent/receipt'))?.status()).toBe(404);
	await context.close();
});

test('[PP5] an Arabic mother says yes: two presses and the code', async () => {
	const { page, context } = await parent(true);
	const clean = async () => expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
	await page.goto(mother.link);
	await asks(page, arabic);
	await expect(page).toHaveURL(/\/consent\?in=ar$/);
	const html = page.locator('html');
	expect([await html.getAttribute('lang'), await html.getAttribute('dir')]).toEqual(['ar', 'rtl']);
	await expect(page.getByText(arabic.unchecked)).toBeVisible();
	await clean();

	await yesTo(page, arabic).click();
	await page.getByLabel(arabic.code.label).fill(mother.code === 'CDF-HJK' ? 'CDF-HJL' : 'CDF-HJK');
	await yesTo(page, arabic).click();
	await expect(page.getByText(arabic.code.wrong('4'))).toBeVisible();
	await clean();
	await page.getByLabel(arabic.code.label).fill(mother.code.toLowerCase());
	await yesTo(page, arabic).click();
	await expect(page.getByText(arabic.thanks.yes)).toBeVisible();
	await expect(page.getByText(arabic.now.may)).toBeVisible();

	// what is asked besides is off, and each is asked apart
	const photo = page.getByRole('group', { name: arabic.scopes.photo.title });
	await expect(photo.locator('[aria-pressed="true"]')).toHaveCount(0);
	await photo.getByRole('button', { name: arabic.yes }).click();
	await expect(photo.locator('[aria-pressed="true"]')).toHaveText(arabic.yes);
	await clean();

	const download = page.waitForEvent('download');
	await page.getByRole('link', { name: arabic.receipt.keep }).click();
	expect((await download).suggestedFilename()).toBe('kijkkring.txt');
	await page.getByLabel(arabic.receipt.mailLabel).fill('um@example.org');
	await page.getByRole('button', { name: arabic.receipt.send }).click();
	await expect(page.getByText(arabic.receipt.sent)).toBeVisible();

	await page.getByRole('button', { name: arabic.leave }).click();
	await expect(page.getByRole('button', { name: arabic.door.open })).toBeVisible();
	await page.goto('/consent');
	await expect(page.locator('h1[data-say]')).toHaveCount(0);
	await context.close();
});

test('[PP5] yes and no are equally large at 320 px in every language, and nothing sticks out', async () => {
	const { page, context } = await parent(false);
	await typeIn(page, father);
	for (const language of guardianLanguages) {
		await page.goto(`/consent?in=${language}`);
		const sizes: string[] = [];
		for (const button of await page.locator('button[name="answer"]').all()) {
			const box = await button.boundingBox();
			sizes.push(`${Math.round(box?.width ?? 0)} × ${Math.round(box?.height ?? 0)}`);
			expect(box?.height ?? 0, language).toBeGreaterThanOrEqual(44);
			expect((box?.x ?? 0) + (box?.width ?? 0), language).toBeLessThanOrEqual(320);
		}
		expect(sizes.length, language).toBe(2);
		expect(new Set(sizes).size, `${language}: ${sizes.join(', ')}`).toBe(1);
		const main = await page.locator('main').boundingBox();
		expect(main?.width ?? 999, language).toBeLessThanOrEqual(320);
	}
	await context.close();
});

test('[PP5] a Dutch father without JavaScript says no in one press, while a colleague watches', async () => {
	const session = await bringAgain(marit, 'short');
	await marit.page.goto(`/sessions/${session}`);
	await kees.page.goto(`/sessions/${session}`);
	await isHere(kees, 'Marit');
	expect(await act(marit, session, { do: 'start', seen: await seenBy(marit) })).toBeNull();
	await expect(kees.page.locator('video')).toBeVisible();
	for (const person of [marit, kees]) person.allow(/clips|sessions|live/);

	const { page, context } = await parent(false);
	await typeIn(page, father);
	// one press, and no code
	await noTo(page, dutch).click();
	await expect(page.getByText(dutch.thanks.no)).toBeVisible();
	await expect(page.getByText(dutch.now.mayNot)).toBeVisible();
	await expect(kees.page.locator('video')).toHaveCount(0);

	await page.reload();
	await expect(page.getByText(dutch.exists.none)).toBeVisible();
	await marit.page.goto('/trajectories');
	await expect(marit.page.getByText(marit.t.child.short.withdrawn).first()).toBeVisible();
	await context.close();
});

test('[PP2] no address, no referrer, no answer and no log held a secret or a code', async () => {
	const answers = await Promise.all(bodies);
	// a browser itself knows what stands behind the #; it never sends it
	const asked = addresses.map((address) => address.replace(/#.*/, ''));
	for (const secret of [father, mother].flatMap((letter) => [letter.secret, letter.typed, letter.code])) {
		expect(asked.filter((address) => address.includes(secret))).toEqual([]);
		expect(answers.filter((body) => body.includes(secret))).toEqual([]);
		expect(server.said()).not.toContain(secret);
	}
	expect(answers.filter((body) => body.includes(dutch.question)).length).toBeGreaterThan(3);
	// and every one of them was ours
	expect(asked.filter((address) => address !== '' && !address.startsWith(server.url))).toEqual([]);
});
