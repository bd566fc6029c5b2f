// Longer than the house likes: one cycle with an illness, a guest and a member who leaves is one story.
import { type Browser, expect, test } from '@playwright/test';
import { enter, expectQuiet, openBrowser, type Person, post, statusAt } from '../support/people.ts';
import { type RunningServer, startServer } from '../support/server.ts';

test.describe.configure({ mode: 'serial', timeout: 120_000 });

let server: RunningServer;
let browser: Browser;
const everybody: Person[] = [];
let noor: Person, marit: Person, sofie: Person, guest: Person;
let meeting = '';

test.beforeAll(async ({ browser: started }) => {
	test.setTimeout(120_000);
	browser = started;
	server = await startServer({ database: 'pglite', demo: true });
	const come = async (key: string) => {
		const person = await enter(browser, key, { links: server.links() });
		everybody.push(person);
		return person;
	};
	noor = await come('noor');
	marit = await come('marit');
	sofie = await come('sofie');
	await marit.page.goto('/meetings');
	meeting = await linkOn(marit, /^\/meetings\/[\w-]{12,}$/);
});
test.afterAll(async () => {
	for (const person of everybody) await person.leave();
	await server.stop();
});
test.afterEach(() => expectQuiet(...everybody));

test('Sofie is ill: one press, and nothing is expected of her; one press, and she is back', async () => {
	const { page, t } = sofie;
	const words = t.people.pause;
	await page.goto('/teams');
	await page.getByText(words.title, { exact: true }).click();
	await page.getByRole('button', { name: words.yes }).click();
	await expect(page.getByRole('heading', { name: words.away })).toBeVisible();

	// her colleagues see that she is away, and nobody reads why
	await noor.page.goto(meeting);
	const line = noor.page.getByRole('listitem').filter({ hasText: 'Sofie' });
	await expect(line.filter({ hasText: noor.t.cycle.readiness.pausing })).toHaveCount(1);

	await page.goto('/today');
	await page.getByRole('link', { name: t.today.step['come-back'].button }).click();
	await page.getByRole('button', { name: words.back }).click();
	await expect(page.getByRole('heading', { name: words.away })).toBeHidden();
	await noor.page.goto(meeting);
	await expect(line.filter({ hasText: noor.t.cycle.readiness.pausing })).toHaveCount(0);
});

test('Noor hands something over and Sofie takes something; both can give it back', async () => {
	const words = noor.t.reminding.duties;
	await noor.page.goto(`${meeting}/prepare`);
	const agenda = noor.page.getByRole('listitem').filter({ hasText: words.duty.agenda });
	await agenda.getByText(words.giveTo, { exact: true }).click();
	await agenda.getByLabel(words.giveOf(words.duty.agenda)).selectOption({ label: 'Marit' });
	await agenda.getByRole('button', { name: words.give }).click();
	await expect(agenda.getByText(`Marit · ${words.notYet}`)).toBeVisible();

	const { page, t } = sofie;
	const hers = t.reminding.duties;
	await page.goto(`${meeting}/prepare`);
	await page.getByRole('button', { name: hers.takeOf(hers.duty.next) }).click();
	const next = page.getByRole('listitem').filter({ hasText: hers.duty.next });
	await expect(next.getByText(`${hers.you} · ${hers.notYet}`)).toBeVisible();
	await next.getByRole('button', { name: hers.tick(hers.duty.next) }).click();
	await expect(next.getByText(`${hers.you} · ${hers.done}`)).toBeVisible();
});

test('a guest comes to this one meeting, and sees a table only when its presenter opens it', async () => {
	const { page, t } = noor;
	await page.goto(`${meeting}/prepare`);
	await page.getByText(t.people.guests.invite, { exact: true }).click();
	await page.getByRole('button', { name: t.people.guests.submit }).click();
	const link = new URL(await page.getByLabel(t.team.invite.link, { exact: true }).inputValue()).pathname;

	guest = await openBrowser(browser, marit.origin, { key: 'wil', name: 'Wil' });
	everybody.push(guest);
	const words = guest.t.people;
	await guest.page.goto(link);
	await guest.page.getByLabel(guest.t.account.name).fill('Wil');
	await guest.page.getByLabel(guest.t.account.email).fill('wil@elders.example');
	await guest.page.getByLabel(guest.t.account.password, { exact: true }).fill('vier gewone woorden achter elkaar');
	await guest.page.getByRole('button', { name: words.come.submit }).click();
	await guest.page.waitForURL('**/visits/**');
	// nothing of the team is there for her, by any address
	guest.allow(/404 GET/);
	for (const address of [
		meeting,
		`${meeting}/prepare`,
		await linkOn(marit, /^\/trajectories\/[\w-]{12,}$/, '/trajectories')
	])
		expect(await statusAt(guest, address)).toBe(404);
	await expect(guest.page.getByRole('link', { name: words.visit.join })).toHaveCount(0);

	// what is watched today, and whether a guest of it may look along, is Marit's to say
	await marit.page.goto(`${meeting}/prepare`);
	await expect(marit.page.getByText('Wil', { exact: true })).toBeVisible();
	const title = (await marit.page.locator('#guests li .what b').first().innerText()).trim();
	await marit.page.getByRole('button', { name: marit.t.people.guests.look(title) }).click();
	await expect(marit.page.getByRole('button', { name: marit.t.people.guests.stop(title) })).toBeVisible();
	await guest.page.reload();
	// the demo's meeting is later today: until then her page says so, and the door stays shut
	const open = guest.page.getByRole('link', { name: words.visit.join });
	await expect(open.or(guest.page.getByText(words.visit.later))).toBeVisible();
	const room = (await open.count()) > 0 ? await open.getAttribute('href') : null;
	if (room) {
		expect(await statusAt(guest, room)).toBe(200);
		await marit.page.getByRole('button', { name: marit.t.people.guests.stop(title) }).click();
		await expect(marit.page.getByRole('button', { name: marit.t.people.guests.look(title) })).toBeVisible();
		expect(await statusAt(guest, room)).toBe(404);
	}

	await page.goto(`${meeting}/prepare`);
	await page.getByRole('button', { name: t.people.guests.homeOf('Wil') }).click();
	await expect(page.getByText('Wil', { exact: true })).toBeHidden();
	expect((await guest.page.goto(guest.page.url()))?.status()).toBe(404);
});

test('Marit wants no letters, and that is kept', async () => {
	const { page, t } = marit;
	const words = t.reminding.account;
	await page.goto('/account');
	await page.getByRole('radio', { name: words.choice.none }).check();
	await page.locator('#reminders').getByRole('button', { name: t.shell.save }).click();
	await expect(page.getByText(words.saved)).toBeVisible();
	await page.reload();
	await expect(page.getByRole('radio', { name: words.choice.none })).toBeChecked();
});

test('Marit leaves: what happens to her child and her clips is said before, and then it happens', async () => {
	const { page, t } = marit;
	const words = t.people.leave;
	await page.goto('/teams');
	await page.getByRole('link', { name: words.link }).click();
	await expect(page.getByText(words.child('J.'))).toBeVisible();
	const title = (await page.locator('.clips b').first().innerText()).trim();
	await expect(page.getByText(words.onTable(title))).toBeVisible();
	await page.getByRole('button', { name: words.yes }).click();
	await page.waitForURL('**/today');
	marit.allow(/404 GET/);
	expect(await statusAt(marit, meeting)).toBe(404);
	// her clip is hers still, and on nobody's table
	await page.goto('/clips');
	await expect(page.getByText(title).first()).toBeVisible();
	await noor.page.goto(meeting);
	await expect(noor.page.getByText(title)).toHaveCount(0);
	// nobody may do this for her: the lead leaves only when somebody else leads
	expect(await post(noor, `${await linkOn(noor, /^\/teams\/[\w-]{12,}\/leave$/, '/teams')}`, {})).toBe('last-lead');
});

async function linkOn(person: Person, shape: RegExp, from?: string): Promise<string> {
	if (from) await person.page.goto(from);
	const found = await person.page
		.getByRole('link')
		.evaluateAll((links) => links.map((one) => one.getAttribute('href') ?? ''));
	const href = found.find((one) => shape.test(one));
	if (!href) throw new Error(`no such link on ${person.page.url()}: ${found.join(' ')}`);
	return href;
}
