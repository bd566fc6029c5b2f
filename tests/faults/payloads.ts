import { globSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';
import { authSession } from '$lib/server/db/schema';
import { findBrowser } from '../support/browser';
import { openBrowser, type Person } from '../support/people';
import { type RunningServer, startServer } from '../support/server';
import { signIn } from './demo-sign-in';
import { fillWith, furnish, opening, openSchool, placesWithWords } from './payload-school';
import { payload } from './payload-corpus';

export interface Smuggled {
	/** Different texts that were smuggled in, and how many cells got some. */
	payloads: number;
	cells: number;
	rounds: number;
	/** Pages opened, and routes among them. */
	pages: number;
	/** Routes with a page that nobody could open. */
	unopened: string[];
	/** Places in which words were put, of which none was seen on any page. */
	unseen: string[];
	places: number;
	/** What ran, what a policy stopped, what became an element or a handler, what broke: page by page. */
	ran: string[];
	breaches: string[];
	elements: string[];
	broken: string[];
}

/** Whoever sees most of a page comes first. */
const people = ['marit', 'noor', 'els', 'anke', 'kees', 'gerda', 'lieke'] as const;
type Who = (typeof people)[number] | 'a parent' | 'a screen' | 'nobody';

/** Marks a place in what is shown, so that it is known which words came onto a page. */
const seal = (place: number) => `⟦${place}⟧`;

/**
 * [D6] Smuggled texts in every place where words are kept, and every page opened by whoever may, in a real browser on the
 * production build. `each`: how many of the corpus stand in one cell; in `rounds` rounds all `payloads` stand in every one.
 */
export async function smuggle({
	payloads = 40,
	each = 40,
	perRoute = 1,
	onProgress = () => {}
}: {
	payloads?: number;
	each?: number;
	/** By how many people, at most, each page is opened. */
	perRoute?: number;
	onProgress?: (soFar: object) => void;
} = {}): Promise<Smuggled> {
	const dataDir = mkdtempSync(path.join(os.tmpdir(), 'kijkkring-smuggled-'));
	const told: Smuggled = {
		...{ payloads, cells: 0, rounds: Math.ceil(payloads / each), pages: 0, unopened: [], unseen: [] },
		...{ places: 0, ran: [], breaches: [], elements: [], broken: [] }
	};
	let server: RunningServer | null = null;
	const browser = await chromium.launch(await findBrowser());
	try {
		server = await startServer({ database: 'pglite', demo: true, dataDir });
		const seated = await seatAll(browser, server, told);
		let places: Record<string, string[]> | null = null;
		const filled = new Set<string>();
		const seen = new Set<number>();
		const opened = new Set<string>();
		for (let round = 0; round < told.rounds; round++) {
			await server.stop();
			const school = await openSchool(dataDir);
			places ??= await furnish(school);
			// whoever looks came in just now, also in the last round
			await school.db.update(authSession).set({ provenAt: new Date() });
			const rows = new Map<number, number>();
			const words = (place: number, short: boolean) => {
				told.cells++;
				const row = rows.get(place) ?? 0;
				rows.set(place, row + 1);
				// over all rounds the first row of every place has had every one of them, and each row begins with another
				const first = (round + row) * each;
				const some = Array.from({ length: short ? 1 : each }, (_, i) => payload((first + i) % payloads));
				// no two addresses of mail are the same
				return `${some.join(' ')} ${seal(place)}${short ? row : ''}`;
			};
			for (const place of await fillWith(school, words)) filled.add(place);
			await school.close();
			await server.restart();
			await openAll({ seated, places, perRoute, told, seen, opened });
			const { pages, ran, breaches, elements, broken } = told;
			onProgress({
				...{ round: round + 1, pages, ran: ran.length, breaches: breaches.length },
				...{ elements: elements.length, broken: broken.length }
			});
		}
		told.places = filled.size;
		told.unopened = routes().filter((route) => !opened.has(route));
		told.unseen = placesWithWords().filter((place, n) => !filled.has(place) || !seen.has(n));
		return told;
	} finally {
		await browser.close();
		await server?.stop();
		rmSync(dataDir, { recursive: true, force: true });
	}
}

/** Every route with a page, as the folders have it. */
const routes = (): string[] =>
	globSync('src/routes/**/+page.svelte')
		.map((file) => `/${path.dirname(path.relative('src/routes', file))}`.replace(/^\/\.$/, '/'))
		.sort();

/** Everybody in a browser of her own, signed in before her name becomes something else. */
async function seatAll(browser: Browser, server: RunningServer, told: Smuggled): Promise<Map<Who, Person>> {
	const seated = new Map<Who, Person>();
	// the server is stopped and started: a worker that answers in its place would show an older page
	const context = { serviceWorkers: 'block' as const };
	const cookies: [Who, string, string][] = [
		['a parent', 'kijkkring-letter', opening.letter],
		['a screen', 'kijkkring-screen', opening.screen],
		['nobody', 'kijkkring', 'nobody']
	];
	for (const key of people) cookies.push([key, 'kijkkring', await signIn(server, key)]);
	for (const [key, name, value] of cookies) {
		const person = await openBrowser(browser, server.url, { key, name: key }, { context });
		seated.set(key, person);
		await person.context.addCookies([{ name, value, url: server.url, httpOnly: true }]);
		await person.context.exposeFunction('kkran', (n: number) => told.ran.push(`${payload(n)} at ${person.page.url()}`));
		person.page.on('dialog', (dialog) => {
			told.ran.push(`a dialog at ${person.page.url()}: ${dialog.message()}`);
			void dialog.dismiss();
		});
	}
	return seated;
}

/** Who looks at a page first. */
const lookers = (route: string): readonly Who[] =>
	route === '/consent'
		? ['a parent']
		: route === '/screen'
			? ['a screen']
			: route.startsWith('/(public)')
				? ['nobody']
				: people;

/** Every address a route can have in this school, the best known first. */
function addressesOf(route: string, places: Record<string, string[]>): string[] {
	let found = [route.replace(/\/\(\w+\)/g, '') || '/'];
	for (const [, name = ''] of route.matchAll(/\[(\w+)\]/g))
		found = found.flatMap((one) =>
			(places[`${route} ${name}`] ?? places[name] ?? []).map((value) => one.replace(`[${name}]`, value))
		);
	return found;
}

interface Opening {
	seated: Map<Who, Person>;
	places: Record<string, string[]>;
	perRoute: number;
	told: Smuggled;
	seen: Set<number>;
	opened: Set<string>;
}

/** Opens every page by whoever may see it, and looks what became of the words on it. */
async function openAll({ seated, places, perRoute, told, seen, opened }: Opening): Promise<void> {
	for (const route of routes()) {
		let times = 0;
		for (const who of lookers(route)) {
			const person = seated.get(who);
			if (!person || times >= (route.endsWith('/sessions/[session]') ? 2 : perRoute)) continue;
			const address = await firstThatOpens(person, addressesOf(route, places));
			if (address === null) continue;
			times++;
			opened.add(route);
			told.pages++;
			const { page, trouble } = person;
			trouble.length = 0;
			await page.goto(address);
			const found = await lookAt(page);
			for (const place of found.places) seen.add(place);
			const at = `${route}, ${who}`;
			if (found.asleep) told.broken.push(`${at}: does not wake up`);
			told.elements.push(...found.strange.map((what) => `${at}: ${what}`));
			for (const line of trouble)
				(line.startsWith('security policy') ? told.breaches : told.broken).push(`${at}: ${line.slice(0, 300)}`);
		}
	}
	for (const { page, trouble } of seated.values()) {
		await page.goto('about:blank');
		trouble.length = 0;
	}
}

async function firstThatOpens({ context, origin }: Person, addresses: string[]): Promise<string | null> {
	for (const address of addresses) {
		// a line that rested may just be closed when it is used again
		const get = () => context.request.get(`${origin}${address}`, { maxRedirects: 0 });
		const answer = await get().catch(get);
		if (answer.ok()) return address;
	}
	return null;
}

/** What stands on this page, once it is awake and everything that unfolds is unfolded. */
async function lookAt(page: Page): Promise<{ places: number[]; strange: string[]; asleep: boolean }> {
	// one page has no script of ours but a small one
	const awake = await page
		.waitForFunction(
			() =>
				'sveltekit:history' in ((history.state as object | null) ?? {}) ||
				document.querySelector('script[src="/parents.js"]') !== null,
			null,
			{ timeout: 10_000 }
		)
		.then(
			() => true,
			() => false
		);
	await page.evaluate(() => {
		for (const details of document.querySelectorAll('details')) details.open = true;
		// one closes the other; the words that were taken away come last, because they are still to be fetched
		const openers = [...document.querySelectorAll<HTMLElement>('button[popovertarget]')];
		const removed = openers.filter((one) => one.getAttribute('popovertarget') === 'removed');
		for (const button of [...openers.filter((one) => !removed.includes(one)), ...removed]) button.click();
	});
	// what comes over a line of its own
	if (/\/sessions\/[^/]+$/.test(page.url()))
		for (const place of ['docSnapshot.sealed', 'docUpdate.sealed'])
			await page
				.waitForFunction((sign) => document.body.textContent.includes(sign), seal(placesWithWords().indexOf(place)), {
					timeout: 4_000
				})
				.catch(() => {});
	return { ...(await wordsOn(page)), asleep: !awake };
}

/** Which places were shown on this page, and what became of their words that is more than words. */
export function wordsOn(page: Page): Promise<{ places: number[]; strange: string[] }> {
	return page.evaluate(() => {
		const strange: string[] = [];
		let shown = document.title + document.body.textContent;
		for (const element of document.querySelectorAll('*')) {
			const name = element.localName;
			if (
				/^kk-|^(?:portal|marquee|object|embed|applet|base)$/.test(name) ||
				(name === 'iframe' && !element.hasAttribute('data-ours'))
			)
				strange.push(`<${name}>`);
			if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) shown += ` ${element.value}`;
			for (const { name: attribute, value } of element.attributes) {
				shown += ` ${value}`;
				if (/^on|^data-kk$|^srcdoc$/.test(attribute)) strange.push(`<${name} ${attribute}="${value.slice(0, 60)}">`);
				if (
					/^(?:href|src|action|formaction|xlink:href|data|poster)$/.test(attribute) &&
					/^[\s\u0000-\u0020]*(?:javascript|vbscript|data:text)/i.test(value)
				)
					strange.push(`<${name} ${attribute}="${value.slice(0, 60)}">`);
			}
		}
		for (const script of document.scripts)
			if (script.textContent.includes('kkran') && !script.nonce) strange.push('a script without a nonce');
		const places = [...decodeURIComponent(shown.replace(/%(?![0-9a-f]{2})/gi, '%25')).matchAll(/⟦(\d+)⟧/g)].map(
			([, n]) => Number(n)
		);
		return { places: [...new Set(places)], strange };
	});
}
