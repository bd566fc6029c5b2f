// The production gate: SvelteKit's page server and the live table's WebSockets behind one port, and a clean way to stop.
import process from 'node:process';

const { env } = process;
// Migrations and the default data folder are found from here, wherever the command was typed.
process.chdir(import.meta.dirname);
env['NODE_ENV'] ??= 'production';
// One tus chunk is 5 MB; SvelteKit's own limit of 512 kB would refuse every upload.
env['BODY_SIZE_LIMIT'] ??= '8M';
// The demo answers to several host names (marit.localhost, kees.localhost …), so that one browser can be several people.
// Their scheme comes from a header that only we write. With ORIGIN set, SvelteKit never looks at it.
env['PROTOCOL_HEADER'] = 'x-kijkkring-proto';

/**
 * What every answer carries, static files and errors too (ASVS V3): nothing is framed, guessed at or read by another site.
 * The policy is that of what is no page: a page brings its own (svelte.config.js), and the service worker fetches.
 */
const everyAnswer = Object.entries({
	'content-security-policy':
		"default-src 'none'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
	'x-content-type-options': 'nosniff',
	// not `no-referrer`: browsers then send `Origin: null` with a form, and no form would pass the same-origin check
	'referrer-policy': 'same-origin',
	'x-frame-options': 'DENY',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
	'permissions-policy': 'camera=(self), microphone=(self), geolocation=(), payment=(), usb=()',
	...(env['ORIGIN']?.startsWith('https:') && { 'strict-transport-security': 'max-age=31536000; includeSubDomains' })
});

/** Longest time between the signal and the end, in ms, not counting the handing over. */
const patience = 1_900;
/** How long requests that are being answered may take before the database closes, in ms. */
const courtesy = 500;

/** Of a body that nobody wants, in bytes; whoever sends more is hung up on. */
const mostReadAway = 16 * 1024 * 1024;

const { server: app } = await begin();
/** @type {import('node:http').Server} */
const http = app.server;
let answering = 0;

http.on('error', fail);
http.prependListener('request', (request, response) => {
	request.headers['x-kijkkring-proto'] = 'http';
	for (const [name, value] of everyAnswer) response.setHeader(name, value);
	answering++;
	response.once('close', () => answering--);
	response.once('finish', () => readAway(request));
});
http.on('upgrade', (request, socket, head) => {
	const live = inHouse('kijkkring.upgrade');
	if (live && request.url?.startsWith('/live/')) live(request, socket, head);
	else socket.destroy();
});
process.once('SIGTERM', stop);
process.once('SIGINT', stop);

/**
 * What was answered before it was read to its end is read away: left lying, the rest of it would keep the next request on
 * that connection from being heard, until both are broken off.
 *
 * @param {import('node:http').IncomingMessage} request
 */
function readAway(request) {
	if (request.complete) return;
	let rest = 0;
	request.removeAllListeners('data');
	request.on('data', (chunk) => {
		rest += chunk.length;
		if (rest > mostReadAway) request.destroy();
	});
	request.resume();
}

/** Starts the app: configuration, migrations and packs are checked in `init`, before the port answers anybody. */
async function begin() {
	try {
		return await import(new URL('./build/index.js', import.meta.url).href);
	} catch (error) {
		return fail(error);
	}
}

/**
 * With other live processes beside it, this one first hands its sessions over, for as long as DRAIN_SECONDS says, and
 * answers meanwhile. Then, and alone at once: requests first, then sockets and database (an open WebSocket would keep the
 * process alive for ever). A second signal ends it on the spot.
 */
async function stop() {
	await Promise.resolve(inHouse('kijkkring.drain')?.()).catch((error) => console.error(`kijkkring: ${error}`));
	setTimeout(() => fail(new Error('closing took too long; some work was cut off')), patience);
	const until = Date.now() + courtesy;
	while (answering > 0 && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 10));
	await Promise.resolve(inHouse('kijkkring.close')?.()).catch(fail);
	process.exit(0);
}

/**
 * What the app left for us on its way up (src/hooks.server.ts).
 *
 * @param {string} name
 * @returns {((...args: unknown[]) => unknown) | undefined}
 */
function inHouse(name) {
	const house = /** @type {Record<symbol, ((...args: unknown[]) => unknown) | undefined>} */ (
		/** @type {unknown} */ (globalThis)
	);
	return house[Symbol.for(name)];
}

/**
 * Ends with one line an operator can act on; a stack trace would bury it.
 *
 * @param {unknown} error
 * @returns {never}
 */
function fail(error) {
	const reasons = [];
	for (let e = error; e instanceof Error; e = e.cause) reasons.push(e.message || e.name);
	console.error(`kijkkring: ${(reasons.join(': ') || String(error)).replace(/\s*\n\s*/g, ' ')}`);
	process.exit(1);
}
