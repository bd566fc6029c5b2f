/// <reference no-default-lib="true" />
/// <reference lib="esnext" />
/// <reference lib="webworker" />
/// <reference types="@sveltejs/kit" />
import { build, version } from '$service-worker';
import { outside as en } from '$lib/words/en/outside';
import { outside as nl } from '$lib/words/nl/outside';

/**
 * Makes the app start at once from a phone's home screen, and says so when there is no line [F6]. It keeps the built
 * files of the app and nothing else: no page, no data, not a byte of a clip ever passes through a cache. It never takes
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
	const { origin, pathname } = new URL(request.url);
	if (request.method !== 'GET' || origin !== worker.location.origin) return;
	if (shell.has(pathname)) event.respondWith(fromShelf(request, pathname));
	else if (request.mode === 'navigate') event.respondWith(fetch(request).catch(offlinePage));
});

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

/** Made on the spot, in both languages, the reader's first. Nothing in it is anybody's. */
function offlinePage(): Response {
	const texts = [
		{ lang: 'nl', t: nl },
		{ lang: 'en', t: en }
	] as const;
	const [first, second] = worker.navigator.language.startsWith('en') ? [texts[1], texts[0]] : texts;
	const html = `<!doctype html>
<html lang="${first.lang}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${first.t.offlineTitle} · Kijkkring</title>
<style>${style}</style>
<main>
<h1>${first.t.offlineTitle}</h1>
<p>${first.t.offlineBody}</p>
<p><a href="">${first.t.again}</a></p>
<section lang="${second.lang}">
<h2>${second.t.offlineTitle}</h2>
<p>${second.t.offlineBody}</p>
</section>
</main>
</html>`;
	const headers = {
		'content-type': 'text/html; charset=utf-8',
		'cache-control': 'no-store',
		'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
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
h2 { margin: 0; font-size: 1.0625rem }`;
