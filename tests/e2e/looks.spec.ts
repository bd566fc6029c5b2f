import { type Browser, expect, test } from '@playwright/test';
import { act, enter, expectQuiet, openBrowser, type Person } from '../support/people.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { allIn, button, isHere, next, seenBy, write } from './in-the-room.ts';
import { lookAround } from './look-around.ts';

/**
 * Every screen in both languages, both themes and at three widths: nothing sticks out, one h1, nothing for axe to
 * find, nothing in the console. The pictures are for people to look at: test-results/looks.
 */
const languages = ['nl', 'en'] as const;
type Language = (typeof languages)[number];

test.describe.configure({ timeout: 240_000 });
test.use({ trace: 'off' });

let server: RunningServer;
let problems: string[] = [];
test.beforeAll(async () => {
	server = await startServer({ database: 'pglite', demo: true });
});
test.afterAll(() => server.stop());
test.beforeEach(() => {
	problems = [];
});

const come = (browser: Browser, key: string, locale: Language): Promise<Person> =>
	enter(browser, key, { links: server.links(), locale, context: { reducedMotion: 'reduce' } });

for (const language of languages) {
	test(`a teacher’s pages, ${language}`, async ({ browser }) => {
		const marit = await come(browser, 'marit', language);
		const clip = await linkOn(marit, '/clips', /^\/clips\/[\w-]{12,}$/);
		const child = await linkOn(marit, '/trajectories', /^\/trajectories\/[\w-]{12,}$/);
		const meeting = await linkOn(marit, '/meetings', /^\/meetings\/[\w-]{12,}$/);
		const session = await linkOn(marit, clip, /^\/sessions\/[\w-]{12,}$/);
		const pages: [string, string][] = [
			['today', '/today'],
			['children', '/trajectories'],
			['plan', child],
			['consent', `${child}/consent`],
			['clips', '/clips'],
			['clip-new', '/clips/new'],
			['clip', clip],
			['meetings', '/meetings'],
			['meeting', meeting],
			['help', '/help'],
			['help-new', `/help/new?session=${session.split('/')[2]}`],
			['team', '/teams'],
			['account', '/account'],
			['outbox', '/outbox'],
			['calendar', '/calendar']
		];
		for (const [name, at] of pages) await look(marit, `marit-${name}`, at, language);
		await end(marit);
	});

	test(`a lead’s pages, ${language}`, async ({ browser }) => {
		const noor = await come(browser, 'noor', language);
		const team = await linkOn(noor, '/today', /^\/teams$/).then(async (at) => {
			await noor.page.goto(at);
			return new URL(noor.page.url()).pathname;
		});
		const cycle = await linkOn(noor, team, /^\/cycles\/[\w-]{12,}$/);
		const past = await linkOn(noor, '/meetings', /^\/sessions\/[\w-]+\/record$/).catch(() => null);
		for (const [name, at] of [
			['today', '/today'],
			['team', team],
			['cycle', cycle],
			['meetings', '/meetings']
		] as const)
			await look(noor, `noor-${name}`, at, language);
		if (past) await look(noor, 'noor-record', past, language);
		await end(noor);
	});

	test(`people with little yet, ${language}`, async ({ browser }) => {
		for (const [key, pages] of [
			['lieke', ['/today', '/trajectories', '/trajectories/new', '/clips', '/help']],
			['anke', ['/today', '/help', '/teams']],
			['gerda', ['/today', '/meetings']],
			['els', ['/today', '/teams']]
		] as const) {
			const person = await come(browser, key, language);
			for (const at of pages) await look(person, `${key}${at.replaceAll('/', '-')}`, at, language);
			await end(person);
		}
	});

	test(`before signing in, ${language}`, async ({ browser }) => {
		const nobody = await openBrowser(browser, server.url, { key: 'nobody', name: 'nobody' }, { locale: language });
		await look(nobody, 'login', '/login', language);
		await look(nobody, 'forgot', '/forgot', language);
		nobody.allow('404');
		await look(nobody, 'lost', '/nergens', language);
		const noor = await come(browser, 'noor', language);
		await noor.page.goto('/teams');
		await noor.page.getByRole('button', { name: noor.t.team.invite.submit }).click();
		const link = await noor.page.getByLabel(noor.t.team.invite.link, { exact: true }).inputValue();
		await noor.leave();
		await look(nobody, 'invite', new URL(link).pathname, language);
		await end(nobody);

		const fresh = await startServer({ database: 'pglite', demo: false });
		const els = await openBrowser(browser, fresh.url, { key: 'els', name: 'Els' }, { locale: language });
		await look(els, 'setup', /\/setup\/\S+/.exec(fresh.said())?.[0] ?? '/setup', language);
		await end(els);
		await fresh.stop();
	});
}

test.describe('the session room', () => {
	for (const language of languages) {
		test(`from waiting to the end, ${language}`, async ({ browser }) => {
			// a school of its own for each language: a session is walked once
			const school = await startServer({ database: 'pglite', demo: true });
			const seat = { links: school.links(), locale: language, context: { reducedMotion: 'reduce' as const } };
			const noor = await enter(browser, 'noor', seat);
			const marit = await enter(browser, 'marit', seat);
			const kees = await enter(browser, 'kees', seat);
			const three = [noor, marit, kees];
			// the player asks every few seconds whether it still may; at the end the answer is no
			for (const person of three) person.allow(/404 HEAD .*\/media\/index\.m3u8/);
			const clip = await linkOn(marit, '/clips', /^\/clips\/[\w-]{12,}$/);
			const room = await linkOn(marit, clip, /^\/sessions\/[\w-]{12,}$/);
			const id = room.split('/')[2] ?? '';
			const see = (person: Person, name: string) => lookHere(person, `room-${name}`, language);

			for (const person of three) await person.page.goto(room);
			await isHere(noor, 'Marit');
			await see(noor, '0-waiting');
			await button(noor, noor.t.session.move.start).click();
			await allIn([noor], 'introduce');
			await button(noor, noor.t.session.lead.take).click();
			await expect(button(noor, noor.t.session.lead.you)).toBeVisible();
			await see(kees, '1-introduce-kees');
			await next(noor, three, 'first-viewing');
			await see(marit, '2-viewing-marit');
			await next(noor, three, 'choose');
			await see(marit, '3-choose-marit');
			await see(kees, '3-choose-kees');
			for (const [which, atMs] of [
				['glad', '63000'],
				['closer', '31000']
			] as const)
				await act(marit, id, { do: 'choose-moment', which, atMs });
			await expect(button(noor, noor.t.session.move.next)).toBeVisible();
			await noor.page.reload();
			await next(noor, three, 'rewatch');
			await write(kees, 'observations', language === 'nl' ? 'J. kijkt naar haar handen.' : 'J. looks at her hands.');
			await write(
				marit,
				'observations',
				language === 'nl' ? 'Marit zegt niets en wacht.' : 'Marit says nothing and waits.'
			);
			await see(noor, '4-rewatch-noor');
			await button(marit, marit.t.session.picture.stop).click();
			await expect(kees.page.getByText(kees.t.player.stopped).first()).toBeVisible();
			await see(kees, '4-stopped-kees');
			await button(marit, marit.t.session.picture.release).click();
			await next(noor, three, 'what-we-see');
			await button(kees, kees.t.session.turn.take).click();
			await expect(button(kees, kees.t.session.turn.done)).toBeVisible();
			await see(kees, '5-what-we-see-kees');
			await see(marit, '5-what-we-see-marit');
			for (const round of ['experience', 'needs'] as const) await next(noor, three, round);
			await see(kees, '7-needs-kees');
			for (const round of ['strength', 'ahead', 'take-along'] as const) await next(noor, three, round);
			await see(marit, '10-take-along-marit');
			await noor.page.goto(`${room}?view=screen`);
			await see(noor, '10-screen');
			expect(await act(noor, id, { do: 'close', seen: await seenBy(noor) })).toBeNull();
			await expect(marit.page.getByRole('heading', { level: 1, name: marit.t.session.closed.title })).toBeVisible();
			await see(marit, '11-closed-marit');
			await look(kees, 'room-12-record', `${room}/record`, language);
			for (const person of three) await person.leave();
			expect(problems).toEqual([]);
			expectQuiet(...three);
			await school.stop();
		});
	}
});

/** Opens a page and looks at it. */
async function look(person: Person, name: string, at: string, language: Language): Promise<void> {
	await person.page.setViewportSize({ width: 1440, height: 900 });
	await person.page.goto(at);
	await expect(person.page.locator('h1').first()).toBeVisible();
	await lookHere(person, name, language);
}

async function lookHere(person: Person, name: string, language: Language): Promise<void> {
	problems.push(...(await lookAround(person, name, language)));
}

async function linkOn({ page }: Person, from: string, shape: RegExp): Promise<string> {
	await page.goto(from);
	const found = await page.getByRole('link').evaluateAll((links) => links.map((one) => one.getAttribute('href') ?? ''));
	const href = found.find((one) => shape.test(one));
	if (!href) throw new Error(`no ${shape} on ${from}`);
	return href;
}

async function end(person: Person): Promise<void> {
	expect(problems).toEqual([]);
	expectQuiet(person);
	await person.leave();
}
