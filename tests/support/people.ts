// Read by Playwright, hence the file extensions in its imports.
import { type Browser, type BrowserContext, type BrowserContextOptions, expect, type Page } from '@playwright/test';
import type { Unit } from '../../src/lib/engine/pack.ts';
import { ownName, tableName } from '../../src/lib/notebook/names.ts';
import { en } from '../../src/lib/words/en/index.ts';
import { nl } from '../../src/lib/words/nl/index.ts';
import { demoLinks, type DemoLink } from './server.ts';
import { LiveClient } from './live-client.ts';

/** What one person reads; buttons are found by these words, as she would find them. */
export type Words = typeof nl;

/** Somebody at her own browser, with everything that went wrong in it. */
export interface Person {
	key: string;
	name: string;
	/** Where this server answers her. */
	origin: string;
	t: Words;
	locale: 'nl' | 'en';
	page: Page;
	context: BrowserContext;
	/** Errors in the console, failed requests, unexpected refusals and breaches of the content security policy. */
	trouble: string[];
	/** From here on this is no trouble: a refusal the test asks for. Matched against the whole line. */
	allow(what: string | RegExp): void;
	/** Everything the live table ever sent to this browser, and everything it said there. */
	wire: { heard: Buffer[]; said: Buffer[] };
	leave(): Promise<void>;
}

export interface Seat {
	/** The demo's links; without them those of the server this Playwright run started. */
	links?: DemoLink[];
	/** Overrides the language of her account. */
	locale?: 'nl' | 'en';
	context?: BrowserContextOptions;
}

/** Signs one of the demo school's people in, in a browser of her own, by the link that the demo prints. */
export async function enter(browser: Browser, key: string, seat: Seat = {}): Promise<Person> {
	const link = (seat.links ?? demoLinks()).find((one) => one.key === key);
	if (!link) throw new Error(`nobody called ${key} lives in the demo school`);
	const person = await openBrowser(browser, new URL(link.url).origin, { key, name: link.name }, seat);
	await person.page.goto(link.url);
	await person.page.waitForURL('**/today');
	if (seat.locale) await speak(person, seat.locale);
	reads(person, (await person.page.locator('html').getAttribute('lang')) === 'en' ? 'en' : 'nl');
	return person;
}

/** A browser nobody has signed in with yet. */
export async function openBrowser(
	browser: Browser,
	origin: string,
	who = { key: 'somebody', name: 'somebody' },
	seat: Seat = {}
): Promise<Person> {
	const context = await browser.newContext({
		baseURL: origin,
		locale: seat.locale === 'en' ? 'en-GB' : 'nl-NL',
		timezoneId: 'Europe/Amsterdam',
		...seat.context
	});
	// what somebody would not wait for has gone wrong
	context.setDefaultTimeout(20_000);
	context.setDefaultNavigationTimeout(20_000);
	const page = await context.newPage();
	const allowed: (string | RegExp)[] = [];
	const person: Person = {
		...who,
		origin,
		t: seat.locale === 'en' ? en : nl,
		locale: seat.locale ?? 'nl',
		page,
		context,
		trouble: [],
		allow: (what) => void allowed.push(what),
		wire: { heard: [], said: [] },
		leave: () => context.close()
	};
	await watch(person, allowed);
	return person;
}

/** Changes the language of whoever is signed in, as the switch on the account page does. */
async function speak(person: Person, locale: 'nl' | 'en'): Promise<void> {
	await person.page.evaluate(async (to) => {
		await fetch('/language', { method: 'POST', body: new URLSearchParams({ locale: to, next: '/today' }) });
	}, locale);
	await person.page.goto('/today');
	await expect(person.page.locator('html')).toHaveAttribute('lang', locale);
	reads(person, locale);
}

function reads(person: Person, locale: 'nl' | 'en'): void {
	person.locale = locale;
	person.t = locale === 'en' ? en : nl;
}

/** What a page shows may stand there before it listens to keys, for less than a person needs to find one. */
export const awake = async (page: Page): Promise<void> => {
	await page.waitForFunction(() => globalThis.doneBeforeAwake === undefined);
};

/** Nothing went wrong in anybody's browser, except what was allowed by name. */
export function expectQuiet(...people: Person[]): void {
	expect(people.flatMap((person) => person.trouble.map((line) => `${person.name}: ${line}`))).toEqual([]);
}

async function watch(person: Person, allowed: (string | RegExp)[]): Promise<void> {
	const { page, context, trouble, wire } = person;
	const note = (line: string) => {
		if (!allowed.some((what) => (typeof what === 'string' ? line.includes(what) : what.test(line)))) trouble.push(line);
	};
	await context.exposeFunction('kijkkringBreach', (line: string) => note(`security policy: ${line}`));
	await context.addInitScript(() => {
		document.addEventListener('securitypolicyviolation', (event) => {
			const told = globalThis as unknown as { kijkkringBreach(line: string): void };
			told.kijkkringBreach(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`);
		});
	});
	const follow = (one: Page) => {
		one.on('console', (message) => {
			// a refused request is noted once, with its address, below
			if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
				note(`console: ${message.text()}`);
		});
		one.on('pageerror', (error) => note(`error: ${error.message}`));
		one.on('response', (response) => {
			if (response.status() >= 400)
				note(
					`${response.status()} ${response.request().method()} ${new URL(response.url()).pathname}${new URL(response.url()).search}`
				);
		});
		one.on('request', (request) => {
			// [P2] no font, map, count or voice from anywhere else, whatever the policy would have said about it
			const { protocol, hostname } = new URL(request.url());
			if (protocol.startsWith('http') && !/(^|\.)localhost$|^127\.0\.0\.1$/.test(hostname))
				note(`asked elsewhere: ${request.url()}`);
		});
		one.on('requestfailed', (request) => {
			const why = request.failure()?.errorText ?? '';
			// what a browser itself gives up when a page or a picture is no longer wanted
			if (!/ERR_ABORTED/.test(why)) note(`failed: ${request.method()} ${request.url()} ${why}`);
		});
		one.on('websocket', (socket) => {
			socket.on('framereceived', ({ payload }) => wire.heard.push(Buffer.from(payload)));
			socket.on('framesent', ({ payload }) => wire.said.push(Buffer.from(payload)));
		});
	};
	context.on('page', follow);
	follow(page);
}

/** Whether this text ever came over the line to this browser. */
export const heard = (person: Person, text: string): boolean => person.wire.heard.some((frame) => frame.includes(text));
export const said = (person: Person, text: string): boolean => person.wire.said.some((frame) => frame.includes(text));

/** What a form action answered: null when it did what was asked, otherwise the code of the refusal. */
export type Answer = string | null;

/**
 * Asks the server itself, from this person's page and with her sign-in, past every button that rests: what the screen
 * hides must be refused by the house.
 */
export async function post(person: Person, action: string, fields: Record<string, string>): Promise<Answer> {
	const answered = await person.page.evaluate(
		async ([to, given]) => {
			const form = new FormData();
			for (const [name, value] of Object.entries(given)) form.set(name, value);
			const headers = { 'x-sveltekit-action': 'true', accept: 'application/json' };
			const response = await fetch(to, { method: 'POST', body: form, headers });
			return { status: response.status, text: await response.text() };
		},
		[action, fields] as const
	);
	const result = JSON.parse(answered.text) as {
		type?: string;
		data?: string;
		error?: { code?: string };
		code?: string;
	};
	if (result.type === 'success' || result.type === 'redirect') return null;
	if (result.type === 'failure') return codeIn(result.data ?? '[]');
	return result.error?.code ?? result.code ?? `status ${answered.status}`;
}

/** SvelteKit sends a failure's data as a flat list in which numbers are places. */
function codeIn(flat: string): string {
	const list = JSON.parse(flat) as unknown[];
	const place = (list[0] as { code?: number } | undefined)?.code;
	return typeof place === 'number' ? String(list[place]) : 'no code';
}

/** A command of the session room, from this person, whatever her screen offers. */
export const act = (person: Person, sessionId: string, command: Record<string, string>): Promise<Answer> =>
	post(person, `/sessions/${sessionId}?/act`, command);

/** The same line to the live table as her browser has, in the hands of somebody who does not play by the rules. */
export async function rawSocket(person: Person, sessionId: string, own?: string): Promise<LiveClient> {
	const { host } = new URL(person.origin);
	const { port } = new URL(person.origin);
	const name = own === undefined ? tableName(sessionId) : ownName(sessionId, own);
	const cookie = (await person.context.cookies(person.origin)).map((one) => `${one.name}=${one.value}`).join('; ');
	return new LiveClient().open(`ws://127.0.0.1:${port}/live/${name}?saved=1`, { cookie, origin: person.origin, host });
}

/** The unit a forger writes into; any entry will do. */
export async function forge(person: Person, sessionId: string, unit: Unit, text: string): Promise<number | null> {
	const { addEntry } = await import('../../src/lib/notebook/table.ts');
	const socket = await rawSocket(person, sessionId);
	addEntry(socket.doc, unit, { id: `forged-${Math.random().toString(36).slice(2)}`, author: await idOf(person), text });
	await socket.until(() => socket.closedWith !== null || socket.acked >= socket.sent);
	const code = socket.closedWith?.code ?? null;
	socket.drop();
	return code;
}

/** What the server answers this person at an address of its own, asked as a player or a page would ask. */
export const statusAt = (person: Person, path: string): Promise<number> =>
	person.page.evaluate(async (at) => {
		const response = await fetch(at);
		await response.body?.cancel();
		return response.status;
	}, path);

/** Her own user id, as her browser knows it. */
export async function idOf(person: Person): Promise<string> {
	const text = await person.page.evaluate(async () => (await fetch('/account/__data.json')).text());
	const nodes = (JSON.parse(text) as { nodes: ({ data?: unknown[] } | null)[] }).nodes;
	for (const node of nodes) {
		const flat = node?.data;
		const user = flat && (flat[0] as { user?: number } | undefined)?.user;
		const fields = typeof user === 'number' ? (flat?.[user] as { id?: number } | null) : null;
		if (flat && typeof fields?.id === 'number') return String(flat[fields.id]);
	}
	throw new Error(`${person.name} is not signed in`);
}
