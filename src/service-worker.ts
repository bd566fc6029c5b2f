/// <reference no-default-lib="true" />
/// <reference lib="esnext" />
/// <reference lib="webworker" />
/// <reference types="@sveltejs/kit" />
import { build, version } from '$service-worker';
import { mayHaveLogged } from '$lib/client/log/log-name';
import { browserLog } from '$lib/client/log/log-store';
import { isForeign, keepFromForm, offlineLog } from '$lib/client/log/offline-log';
import type { PushMessage } from '$lib/domain/push';
import { outside as en } from '$lib/words/en/outside';
import { outside as nl } from '$lib/words/nl/outside';

/**
 * Makes the app start at once from a phone's home screen, and says so when there is no line [F6]. It keeps the built
 * files of the app and nothing else: no page, no data, not a byte of a clip ever passes through a cache. What is logged
 * without a line is sealed first [PR5]. It never takes
 * over a tab that is open: a new version waits until the last tab of the old one is gone, with the old one's files.
 */
const worker = globalThis.self as unknown as ServiceWorkerGlobalScope;
const shelf = `kijkkring-shell-${version}`;
/** Their names hold a hash of what is in them, so they never change. */
const shell: ReadonlySet<string> = new Set(build);

worker.addEventListener('activate', (event) => {
	event.waitUntil(
		caches
			.keys()
			.then((names) => Promise.all(names.filter((name) => name !== shelf).map((name) => caches.delete(name))))
	);
});

worker.addEventListener('fetch', (event) => {
	const { request } = event;
	const { origin, pathname, searchParams } = new URL(request.url);
	if (origin !== worker.location.origin) return;
	const toLog = pathname === '/log' && request.mode === 'navigate';
	if (toLog && request.method === 'POST' && searchParams.has('offline')) event.respondWith(keepOffline(request));
	if (request.method !== 'GET') return;
	if (shell.has(pathname)) event.respondWith(fromShelf(request, pathname));
	else if (toLog) event.respondWith(fetch(request).catch(() => logOffline(searchParams.has('kept'))));
	else if (request.mode === 'navigate') event.respondWith(fetch(request).catch(offlinePage));
});

/** [RD12] A browser shows what its school tells it, in the language it is told in; and that something came, when it cannot be read. */
worker.addEventListener('push', (event) => {
	const told = read(event.data);
	event.waitUntil(
		worker.registration.showNotification(told.title, {
			body: told.body,
			lang: told.lang,
			icon: '/icon-192.png',
			// what comes later takes its place
			tag: 'kijkkring'
		})
	);
});

function read(data: PushMessageData | null): PushMessage {
	const [{ lang, t }] = languages();
	const unread = { title: 'Kijkkring', body: t.pushed, lang };
	try {
		const { title, body, lang } = data?.json() as Partial<PushMessage>;
		return title && body && lang ? { title, body, lang } : unread;
	} catch {
		return unread;
	}
}

/** A press opens the page on which everything stands that was told of; never an address that came along. */
worker.addEventListener('notificationclick', (event) => {
	event.notification.close();
	event.waitUntil(worker.clients.openWindow('/today'));
});

/** Without a line a moment can still be logged, by whoever opened the log on this device before [PR6]. */
async function logOffline(kept: boolean): Promise<Response> {
	const here = await mayHaveLogged();
	const html = here && (await offlineLog(browserLog(), languages(), kept, Date.now()).catch(() => null));
	return html ? page(html) : offlinePage();
}

/** The form of that page: sealed and laid on this device; the next page of the app sends it. */
async function keepOffline(request: Request): Promise<Response> {
	const kept = !isForeign(request, worker.location.origin) && (await keepForm(request).catch(() => false));
	// with a line it is the log itself that opens, and sends it
	if (kept) return Response.redirect('/log?kept', 303);
	const words = languages()[0].t;
	return page(`<h1>${words.log.notKept}</h1>\n<p>${words.log.notKeptBody}</p>`);
}

const keepForm = async (request: Request): Promise<boolean> =>
	(await mayHaveLogged()) && keepFromForm(browserLog(), await request.formData(), Date.now());

/** Kept when it was first asked for: what somebody never opens is never fetched. A full device is no reason to fail. */
async function fromShelf(request: Request, pathname: string): Promise<Response> {
	// under its bare name: a query adds nothing to a file that never changes
	const kept = await caches.match(pathname).catch(() => undefined);
	if (kept) return kept;
	const fresh = await fetch(request);
	if (fresh.status === 200) {
		const copy = fresh.clone();
		const cache = await caches.open(shelf).catch(() => null);
		await cache?.put(pathname, copy).catch(() => undefined);
	}
	return fresh;
}

/** The reader's language first. */
function languages() {
	const texts = [
		{ lang: 'nl', t: nl },
		{ lang: 'en', t: en }
	] as const;
	return worker.navigator.language.startsWith('en') ? ([texts[1], texts[0]] as const) : texts;
}

/** In both languages, the reader's first. Nothing in it is anybody's. */
function offlinePage(): Promise<Response> {
	const [first, second] = languages();
	return page(`<h1>${first.t.offlineTitle}</h1>
<p>${first.t.offlineBody}</p>
<p><a href="">${first.t.again}</a></p>
<section lang="${second.lang}">
<h2>${second.t.offlineTitle}</h2>
<p>${second.t.offlineBody}</p>
</section>`);
}

/** A page made on the spot: no script in it, and nothing from anywhere. */
async function page(main: string): Promise<Response> {
	const [{ lang, t }] = languages();
	const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(style));
	const html = `<!doctype html>
<html lang="${lang}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${t.offlineTitle} · Kijkkring</title>
<style>${style}</style>
<main>
${main}
</main>
</html>`;
	const headers = {
		'content-type': 'text/html; charset=utf-8',
		'cache-control': 'no-store',
		'content-security-policy': `default-src 'none'; style-src 'sha256-${btoa(String.fromCharCode(...new Uint8Array(hash)))}'; base-uri 'none'; form-action 'self'`
	};
	return new Response(html, { status: 503, headers });
}

/** The colours of app.css, which is not at hand here. */
const style = `
:root { color-scheme: light dark; --paper: #faf7f0; --ink: #1c2a2e; --ink-2: #4b5b60; --brand: #17524f; --on-brand: #fbfffd; --line: #e3dac8 }
@media (prefers-color-scheme: dark) {
	:root { --paper: #141a1b; --ink: #ede7db; --ink-2: #b6bfbc; --brand: #86c7bd; --on-brand: #0d2322; --line: #2c3738 }
}
body { margin: 0; background: var(--paper); color: var(--ink); font: 400 1.0625rem/1.5 system-ui, sans-serif }
main { max-width: 34rem; margin: 0 auto; padding: 4rem 1.25rem }
h1 { margin: 0; font-size: 1.75rem; line-height: 1.2 }
a { display: inline-block; padding: 0.65rem 1.5rem; border-radius: 999px; background: var(--brand); color: var(--on-brand); font-weight: 600; text-decoration: none }
a:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px }
section { margin-top: 3rem; padding-top: 1.5rem; border-top: 1px solid var(--line); color: var(--ink-2) }
h2 { margin: 0; font-size: 1.0625rem }
form { margin-top: 1.5rem; padding-top: 1rem; border-top: 1px solid var(--line) }
fieldset { margin: 0 0 1rem; padding: 0; border: 0 }
legend { font-weight: 600 }
.chips { display: flex; flex-wrap: wrap; gap: 0.5rem; margin-top: 0.5rem }
.chips label { position: relative; display: inline-flex }
.chips input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0 }
.chips span, button { min-height: 44px; box-sizing: border-box; padding: 0.55rem 1rem; border: 1.5px solid var(--ink-2); border-radius: 999px; background: none; color: var(--ink); font: inherit; font-size: 0.9375rem }
.chips input:checked + span, button.go { background: var(--brand); border-color: var(--brand); color: var(--on-brand); font-weight: 600 }
.chips input:focus-visible + span, button:focus-visible, textarea:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px }
textarea { box-sizing: border-box; width: 100%; min-height: 4rem; margin: 0.25rem 0 1rem; padding: 0.5rem; border: 1.5px solid var(--ink-2); border-radius: 0.75rem; background: none; color: inherit; font: inherit }
.kept { padding: 0.75rem 1rem; border: 1.5px solid var(--brand); border-radius: 0.75rem }`;
