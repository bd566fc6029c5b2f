// Longer than the house likes: a school from its first link to its first clip is one story.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { enter, expectQuiet, openBrowser, type Person } from '../support/people.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { addClip } from './add-clip.ts';

const clips = path.resolve('tests/fixtures/clips');
const password = 'vier groene fietsen buiten';

test.describe.serial('a new school, from its first link to its first clip', () => {
	let server: RunningServer;
	let dataDir: string;
	const people: Person[] = [];
	let els: Person;
	let noor: Person;
	let marit: Person;

	test.beforeAll(async ({ browser }) => {
		dataDir = mkdtempSync(path.join(tmpdir(), 'kijkkring-school-'));
		server = await startServer({ database: 'pglite', demo: false, dataDir });
		const open = async (name: string) => {
			// these tests stand in for the server now and then, and cannot where a service worker asks it
			const seat = { context: { serviceWorkers: 'block' as const } };
			const person = await openBrowser(browser, server.url, { key: name.toLowerCase(), name }, seat);
			people.push(person);
			return person;
		};
		els = await open('Els');
		noor = await open('Noor');
		marit = await open('Marit');
	});
	test.afterAll(async () => {
		for (const person of people) await person.leave();
		await server.stop();
		rmSync(dataDir, { recursive: true, force: true });
	});

	test('the set-up link works once and makes the administrator', async () => {
		const link = /http:\/\/\S+\/setup\/\S+/.exec(server.said())?.[0] ?? '';
		const { page, t } = els;
		await page.goto(link);
		await page.getByLabel(t.account.setup.school).fill('De Linde');
		await page.getByLabel(t.account.name).fill('Els');
		await page.getByLabel(t.account.email).fill('els@delinde.example');
		await page.getByLabel(t.account.password, { exact: true }).fill('wachtwoord123');
		els.allow('/setup/');
		await page.getByRole('button', { name: t.account.setup.submit }).click();
		await expect(page.getByText(t.refusals['password-too-common'])).toBeVisible();
		// what was typed is still there, except the password
		await expect(page.getByLabel(t.account.setup.school)).toHaveValue('De Linde');
		await page.getByLabel(t.account.password, { exact: true }).fill(password);
		await page.getByRole('button', { name: t.account.setup.submit }).click();
		await page.waitForURL('**/today');

		marit.allow('/setup/');
		expect((await marit.page.goto(link))?.status()).toBe(410);
		await expect(marit.page.getByText(t.refusals['link-used'])).toBeVisible();
		expectQuiet(els, marit);
	});

	test('nobody comes in with a wrong password, and the answer does not tell who has an account', async () => {
		const { page, t } = noor;
		await page.goto('/meetings');
		await page.waitForURL('**/login?next=%2Fmeetings');
		noor.allow('403 POST /login');
		for (const [email, wrong] of [
			['els@delinde.example', 'niet het goede wachtwoord'],
			['niemand@delinde.example', password]
		] as const) {
			await logIn(noor, email, wrong);
			await expect(page.getByText(t.refusals['wrong-email-or-password'])).toBeVisible();
			await expect(page.getByLabel(t.account.email)).toHaveValue(email);
		}
		await logIn(noor, 'els@delinde.example', password);
		await page.waitForURL('**/meetings');
		await page.getByRole('button', { name: t.shell.signOut }).click();
		await page.goto('/today');
		await page.waitForURL('**/login?next=%2Ftoday');
		expectQuiet(noor);
	});

	test('what is typed while the page is still waking up stays', async () => {
		const { page, t } = noor;
		let wake = () => {};
		const asleep = new Promise<void>((resolve) => (wake = resolve));
		await page.route('**/_app/**/*.js', async (route) => {
			await asleep;
			await route.continue();
		});
		await page.goto('/login', { waitUntil: 'commit' });
		await page.getByLabel(t.account.email).fill('noor@delinde.example');
		await page.getByLabel(t.account.password, { exact: true }).fill(password);
		wake();
		// this button is there only when the page is awake
		await expect(page.getByRole('button', { name: t.account.showPassword })).toBeVisible();
		await expect(page.getByLabel(t.account.email)).toHaveValue('noor@delinde.example');
		await expect(page.getByLabel(t.account.password, { exact: true })).toHaveValue(password);
		await page.unroute('**/_app/**/*.js');
	});

	test('the administrator opens a team and its lead comes in by a link that works once', async () => {
		const { page, t } = els;
		await page.goto('/today');
		await page.getByRole('link', { name: t.today.step['open-team'].button }).click();
		await page.getByLabel(t.team.list.name).fill('Onderbouw');
		await page.getByRole('button', { name: t.team.list.submit }).click();
		await expect(page.getByRole('heading', { level: 1, name: 'Onderbouw' })).toBeVisible();
		await expect(page.getByRole('checkbox', { name: t.team.roles.lead })).toBeChecked();
		await page.getByRole('checkbox', { name: t.team.roles.teacher }).check();
		const link = await invite(els);

		await joinByLink(noor, link, 'Noor', 'groep 2');
		await expect(noor.page.getByRole('heading', { level: 1 })).toBeVisible();

		marit.allow('/invite/');
		expect((await marit.page.goto(link))?.status()).toBe(410);
		await expect(marit.page.getByText(t.refusals['link-used'])).toBeVisible();
		expectQuiet(els, noor, marit);
	});

	test('a withdrawn link and one that ran out bring nobody in', async () => {
		const { page, t } = noor;
		// with one team that is the team's own page
		await page.goto('/teams');
		await expect(page.getByRole('heading', { level: 1, name: 'Onderbouw' })).toBeVisible();
		const withdrawn = await invite(noor, 'kees@delinde.example');
		await page.getByRole('button', { name: t.team.invite.withdrawOf('kees@delinde.example') }).click();
		await expect(page.getByRole('button', { name: t.team.invite.withdrawOf('kees@delinde.example') })).toBeHidden();
		marit.allow('/invite/');
		expect((await marit.page.goto(withdrawn))?.status()).toBe(410);

		const late = await invite(noor, 'sofie@delinde.example');
		await letItRunOut(server, dataDir, 'sofie@delinde.example');
		expect((await marit.page.goto(late))?.status()).toBe(410);
		await expect(marit.page.getByText(t.refusals['link-expired'])).toBeVisible();
		expectQuiet(noor, marit);
	});

	test('the lead plans the cycle and a teacher comes in', async () => {
		const { page, t } = noor;
		await page.goto('/today');
		await page.getByRole('link', { name: t.today.step['start-cycle'].button }).click();
		await expect(page.getByLabel(t.cycle.plan.date, { exact: true })).toHaveCount(5);
		await page.getByRole('button', { name: t.cycle.plan.start }).click();
		await page.waitForURL('**/meetings');

		// with one team that is the team's own page
		await page.goto('/teams');
		await expect(page.getByRole('heading', { level: 1, name: 'Onderbouw' })).toBeVisible();
		await joinByLink(marit, await invite(noor), 'Marit', 'groep 3');
		expectQuiet(noor, marit);
	});

	test('a refusal by the parents closes that door kindly and opens another', async () => {
		const { page, t } = marit;
		await page.getByRole('link', { name: t.today.step['choose-child'].button }).click();
		await page.getByLabel(t.child.choose.alias).fill('Jan Jansen');
		marit.allow('400 POST /trajectories/new');
		await page.getByRole('button', { name: t.child.choose.submit }).click();
		await expect(page.getByText(t.refusals['alias-looks-like-a-name'])).toBeVisible();
		await chooseChild(marit, 'L.');
		await nameMother(marit);
		await page.getByRole('button', { name: t.consent.who.asked }).click();
		await expect(page.getByText(t.consent.sees.waiting)).toBeVisible();
		await onPaper(marit, t.consent.paper.no);
		await expect(page.getByText(t.consent.door)).toBeVisible();

		await page.getByRole('link', { name: t.consent.another }).click();
		await chooseChild(marit, 'J.');
		await page.goto('/clips/new');
		await expect(page.getByRole('heading', { name: t.clip.add.noConsentTitle })).toBeVisible();
		await page.getByRole('link', { name: t.clip.add.toConsent }).click();
		await page.waitForURL(/\/consent$/);
		await nameMother(marit);
		await onPaper(marit, t.consent.paper.yes);
		await page.goto('/clips/new');
		await expect(page.getByRole('heading', { name: t.clip.add.chooseTitle })).toBeVisible();
		expectQuiet(marit);
	});

	test('what is no clip is told so before a byte is sent', async () => {
		const { page, t } = marit;
		const sent: string[] = [];
		page.on('request', (request) => request.method() !== 'GET' && sent.push(request.url()));
		await page.goto('/clips/new');
		const choose = page.getByLabel(t.clip.add.file);
		for (const [file, code] of [
			['not_a_video.mp4', 'not-a-video'],
			['truncated_nomoov.mp4', 'truncated'],
			['audioonly.m4a', 'no-picture']
		] as const) {
			await choose.setInputFiles(path.join(clips, file));
			await expect(page.getByText(t.refusals[code])).toBeVisible();
		}
		expect(sent).toEqual([]);
		expectQuiet(marit);
	});

	test('a phone’s HEVC is recognised when this server cannot convert it', async () => {
		const { page, t } = marit;
		// as on a machine without ffmpeg: the page knows it from the server
		// (by its context: a page's own routes do not see what its service worker asks for)
		await marit.context.route('**/clips/new', async (route) => {
			const response = await route.fetch();
			await route.fulfill({ response, body: (await response.text()).replace('canConvert:true', 'canConvert:false') });
		});
		await page.goto('/clips/new');
		await marit.context.unroute('**/clips/new');
		await page.getByLabel(t.clip.add.file).setInputFiles(path.join(clips, 'hevc_hvc1.mov'));
		await expect(page.getByText(t.refusals['hevc-not-here'])).toBeVisible();
		for (const step of t.clip.add.hevcSteps) await expect(page.getByText(step)).toBeVisible();
		expectQuiet(marit);
	});

	test('a clip arrives, is checked and can be watched alone', async () => {
		const { page, t } = marit;
		// while the server looks at a clip, its page asks now and then whether it is there
		marit.allow(/404 HEAD .*\/media\/index\.m3u8/);
		await page.goto('/clips/new');
		await addClip(marit, path.join(clips, 'phone.mov'));
		await expect(page.getByRole('region', { name: t.clip.page.player })).toBeVisible({ timeout: 20_000 });
		await expect(page.getByText(t.clip.page.onlyYou)).toBeVisible();
		const address = page.url();
		// nobody else, whoever she is in this school, finds it
		for (const other of [noor, els]) {
			other.allow('404 GET /clips/');
			expect((await other.page.goto(address))?.status()).toBe(404);
		}
		expectQuiet(marit, noor, els);
	});

	async function letItRunOut(running: RunningServer, dir: string, email: string): Promise<void> {
		// the embedded database has one owner at a time
		await running.stop();
		const { connect } = await import('../../src/lib/server/db/connection.ts');
		const { invitation } = await import('../../src/lib/server/db/schema.ts');
		const { eq } = await import('drizzle-orm');
		const { db, close } = await connect({ dir: path.join(dir, 'database') }, path.resolve('drizzle'));
		await db
			.update(invitation)
			.set({ expiresAt: new Date(Date.now() - 1000) })
			.where(eq(invitation.email, email));
		await close();
		await running.restart();
	}
});

test.describe('somebody else’s address', () => {
	test('answers like one that does not exist, page by page', async ({ browser }) => {
		const [marit, kees, gerda, els] = await Promise.all(
			['marit', 'kees', 'gerda', 'els'].map((key) => enter(browser, key))
		);
		const clip = await firstLink(marit, '/clips', /^\/clips\/[\w-]{10,}$/);
		const child = await firstLink(marit, '/trajectories', /^\/trajectories\/[\w-]{10,}$/);
		const others = [
			[kees, `${clip}`],
			[kees, `${child}/consent`],
			[gerda, clip],
			[gerda, child],
			[els, clip],
			[els, child],
			[els, `${child}/consent`]
		] as const;
		for (const [who, address] of others) {
			if (!who) throw new Error('nobody');
			who.allow('404 GET');
			const invented = address.replace(/[\w-]{10,}/, 'AAAAAAAAAAAAAAAAAAAAAA');
			const bodies: string[] = [];
			for (const one of [address, invented]) {
				const response = await who.page.goto(one);
				expect(response?.status(), `${who.name} at ${one}`).toBe(404);
				await expect(who.page.getByRole('heading', { level: 1, name: who.t.shell.lostTitle })).toBeVisible();
				bodies.push((await who.page.locator('body').innerText()).trim());
			}
			expect(bodies[0]).toBe(bodies[1]);
		}
		expectQuiet(...[marit, kees, gerda, els].filter((one) => one !== undefined));
	});
});

async function firstLink(person: Person | undefined, from: string, shape: RegExp): Promise<string> {
	if (!person) throw new Error('nobody');
	await person.page.goto(from);
	const found = await person.page
		.getByRole('link')
		.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
	const href = found.find((one) => shape.test(one));
	if (!href) throw new Error(`no such link on ${from}: ${found.join(' ')}`);
	return href;
}

async function logIn({ page, t }: Person, email: string, word: string): Promise<void> {
	await page.getByLabel(t.account.email).fill(email);
	await page.getByLabel(t.account.password, { exact: true }).fill(word);
	await page.getByRole('button', { name: t.account.login.submit }).click();
}

/** Makes an invitation on the team's page, with the roles that are ticked there. */
async function invite({ page, t }: Person, email = ''): Promise<string> {
	const link = page.getByLabel(t.team.invite.link, { exact: true });
	const before = (await link.isVisible()) ? await link.inputValue() : '';
	await page.getByLabel(t.team.invite.email).fill(email);
	await page.getByRole('button', { name: t.team.invite.submit }).click();
	await expect(link).not.toHaveValue(before);
	return link.inputValue();
}

async function joinByLink({ page, t }: Person, link: string, name: string, about: string): Promise<void> {
	await page.goto(link);
	await page.getByLabel(t.account.name).fill(name);
	await page.getByLabel(t.account.about).fill(about);
	await page.getByLabel(t.account.email).fill(`${name.toLowerCase()}@delinde.example`);
	await page.getByLabel(t.account.password, { exact: true }).fill(password);
	await page.getByRole('button', { name: t.account.invite.submit }).click();
	await page.waitForURL('**/today');
}

async function chooseChild({ page, t }: Person, alias: string): Promise<void> {
	await page.getByLabel(t.child.choose.alias).fill(alias);
	await page.getByLabel(t.child.choose.reason).fill('Ik wil vaker rustig contact.');
	await page.getByRole('button', { name: t.child.choose.submit }).click();
	await page.waitForURL(/\/trajectories\/[\w-]{10,}/);
}

/** On the page of consent: somebody who says yes or no for this child. */
async function nameMother({ page, t }: Person): Promise<void> {
	if (!page.url().endsWith('/consent')) await page.goto(`${new URL(page.url()).pathname}/consent`);
	await page.getByRole('button', { name: t.consent.who.add, exact: true }).click();
	await expect(page.getByRole('heading', { name: t.consent.who.kinds.mother })).toBeVisible();
}

/** What she ticked on paper about filming for the own team, written down. */
async function onPaper({ page, t }: Person, answer: string): Promise<void> {
	await page.getByText(t.consent.paper.open).click();
	const team = page.getByRole('group', { name: t.consent.scope.team });
	await team.getByRole('radio', { name: answer, exact: true }).check();
	await page.getByRole('button', { name: t.consent.paper.save }).click();
	await expect(page.getByText(t.consent.saved)).toBeVisible();
}
