import { dev } from '$app/environment';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit';
import { noteDenied } from '$lib/server/use-cases/audit/note-denied';
import { personOf } from '$lib/server/use-cases/people/person-of';
import { askedBy } from '$lib/server/by-secret';
import { greetStart } from '$lib/server/demo/greet';
import { configOfThisProcess } from '$lib/server/config';
import { failureText } from '$lib/server/failure-text';
import { buildHouse, type House } from '$lib/server/house';
import { isKeysAway } from '$lib/server/open-keys';
import { isOurHost } from '$lib/server/origins';
import { allowSheet, liftStyles } from '$lib/server/page-styles';
import { localeFrom } from '$lib/words';

// one house per process: Vite's development server may load this module again
const shelf = globalThis as unknown as Record<
	symbol,
	Promise<House> | Promise<void> | ((...args: never[]) => unknown) | undefined
>;
const HOUSE = Symbol.for('kijkkring.house');
const GREETED = Symbol.for('kijkkring.greeted');

const house = (): Promise<House> => {
	shelf[HOUSE] ??= buildHouse(configOfThisProcess(dev));
	return shelf[HOUSE] as Promise<House>;
};

/** Built before the first request is answered; the gate (server.js) finds the socket handler and the way to close here. */
export const init: ServerInit = async () => {
	const built = await house();
	shelf[Symbol.for('kijkkring.upgrade')] = built.live.upgrade as (...args: never[]) => unknown;
	shelf[Symbol.for('kijkkring.drain')] = built.drain;
	shelf[Symbol.for('kijkkring.close')] = built.close;
	// a second greeting would end the set-up link of the first, and who serves no pages has nobody to greet
	if (servesPages(built)) shelf[GREETED] ??= greetStart(built);
	await shelf[GREETED];
};

export const handle: Handle = async ({ event, resolve }) => {
	const { locals, cookies, request, url } = event;
	locals.house = await house();
	// before anything else: a balancer asks by address, not by name, and nobody is signed in at a live process
	if (url.pathname === '/health') return healthOf(locals.house);
	if (!servesPages(locals.house)) return new Response('No pages here', { status: 404 });
	if (!isOurHost(locals.house.config, url.host)) return new Response('Unknown host', { status: 421 });
	// U+0000: no name of ours has it, and PostgreSQL fails over it
	if (url.href.includes('%00')) return new Response('Not found', { status: 404 });
	// no form of ours calls an action by this name, and SvelteKit fails over it
	if (url.searchParams.has('/default')) return new Response('Not found', { status: 404 });
	const { signIns, needs } = locals.house;
	const cookie = cookies.get(signIns.cookieName);
	const signedIn = await signIns.read(cookie, needs.clock(), cookies.get(signIns.proofCookieName));
	const person = signedIn ? await personOf(needs, signedIn.userId) : null;
	locals.user = person;
	locals.authSessionId = signedIn?.authSessionId ?? null;
	locals.provenAt = signedIn?.provenAt ?? null;
	// [A1] who is half in is nobody to every door but one
	locals.half = signedIn ? null : await signIns.readHalf(cookie, needs.clock());
	locals.locale = localeFrom(person?.locale ?? cookies.get('locale'), request.headers.get('accept-language'));
	let sheet: string | null = null;
	const answer = () =>
		resolve(event, {
			transformPageChunk: ({ html }) => {
				const { language, direction } = locals.readIn ?? { language: locals.locale, direction: 'ltr' };
				const lifted = liftStyles(html.replace('%lang%', language).replace('%dir%', direction));
				sheet ??= lifted.sheet;
				return lifted.html;
			},
			preload: ({ type }) => type === 'js' || type === 'css' || type === 'font'
		});
	const at = { route: event.route.id, clock: needs.clock };
	const response = await askedBy(person?.id, at, answer);
	// bytes of clips are noted at their own gateway
	const { id: route } = event.route;
	if (person && route && [403, 404].includes(response.status) && !route.includes('/media/'))
		noteDenied(needs, person.id, route, response.status);
	protect(response, sheet);
	return response;
};

const servesPages = ({ config }: House): boolean => config.role === 'all' || config.role === 'web';

/** For a balancer: 503 as long as this process should get nothing new. */
function healthOf({ health, config }: House): Response {
	const well = health();
	const headers = { 'cache-control': 'no-store' };
	return Response.json(well ?? { role: config.role, name: config.nodeName }, { status: well ? 200 : 503, headers });
}

/** Nothing of a child stays in a cache (ASVS V14). What every answer carries besides, static files too, server.js adds. */
function protect({ headers }: Response, sheet: string | null): void {
	if (!headers.has('cache-control') || headers.get('content-type')?.startsWith('text/html'))
		headers.set('cache-control', 'no-store');
	const policy = headers.get('content-security-policy');
	if (policy && sheet) headers.set('content-security-policy', allowSheet(policy, sheet));
}

/** The log gets the error; the reader gets a number to quote and nothing else. */
export const handleError: HandleServerError = ({ error, status }) => {
	if (status === 404) return { message: 'not-found', code: 'not-found' };
	// what the framework refuses itself: another kind of body, another method, too much of it
	if (status >= 400 && status < 500) return { message: 'bad-input', code: 'bad-input' };
	const number = Math.random().toString(36).slice(2, 8);
	console.error(`error ${number}: ${failureText(error)}`);
	if (isKeysAway(error)) return { message: number, code: 'keys-away' };
	return { message: number, code: 'broken' };
};
