/** Pictures of the scene: a headless browser draws them, one PNG per moment. */
import { createServer } from 'node:http';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';

const here = dirname(fileURLToPath(import.meta.url));
/** @type {Record<string, string>} */
const kinds = { '.html': 'text/html', '.js': 'text/javascript' };

/** Serves this folder to the browser on a free local port; ES modules do not load from file addresses. */
async function serveFolder() {
	const server = createServer(async (request, response) => {
		const name = basename(new URL(request.url ?? '/', 'http://x').pathname);
		const kind = kinds[extname(name)];
		const bytes = kind ? await readFile(join(here, name)).catch(() => null) : null;
		if (!kind || !bytes) return response.writeHead(404).end();
		response.writeHead(200, { 'content-type': `${kind}; charset=utf-8` }).end(bytes);
	});
	await new Promise((done) => server.listen(0, '127.0.0.1', () => done(null)));
	const address = server.address();
	if (!address || typeof address === 'string') throw new Error('the folder server has no port');
	return { url: `http://127.0.0.1:${address.port}/page.html`, close: () => server.close() };
}

const browserPath = () =>
	process.env['CHROMIUM'] ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((p) => existsSync(p));

/**
 * Gives `use` a function that draws the moment `t` (seconds) at a width in pixels, and closes everything after it.
 * @param {(draw: (t: number, width: number) => Promise<Buffer>) => Promise<void>} use
 */
export async function withPictures(use) {
	const folder = await serveFolder();
	const path = browserPath();
	const browser = await chromium.launch({
		...(path ? { executablePath: path } : {}),
		args: ['--no-sandbox', '--disable-gpu']
	});
	try {
		const page = await browser.newPage();
		page.on('pageerror', (error) => console.error(error));
		await page.goto(folder.url);
		await page.waitForFunction('window.ready');
		await use(async (t, width) => Buffer.from(String(await page.evaluate(`picture(${t}, ${width})`)), 'base64'));
	} finally {
		await browser.close();
		folder.close();
	}
}
