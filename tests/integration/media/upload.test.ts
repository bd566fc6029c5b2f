import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright';
import { build } from 'vite';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SealedFile } from '$lib/server/media/sealed-file';
import { findBrowser } from '../../support/browser';
import { mediaRoom, newClip } from '../../support/clips';

/* The real uploader in a real browser against the real media room, with a line that breaks when the test says so. */
const room = await mediaRoom(null);
const clips = new Map<string, { clip: ReturnType<typeof newClip>; size: number }>();
const requests: string[] = [];
/** Bytes of PATCH bodies after which the line breaks, once each. */
let breaks: number[] = [];
/** When set, every request is answered with this. */
let refusal: { status: number; body: string } | null = null;
let script: string;
let browser: Browser;
const server = createServer((request, response) => void answer(request, response));

beforeAll(async () => {
	script = await bundle();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { executablePath, args } = await findBrowser();
	browser = await chromium.launch({ executablePath, args });
});
afterAll(async () => {
	await browser.close();
	server.closeAllConnections();
	server.close();
	await room.end();
});
beforeEach(() => {
	[requests.length, breaks, refusal] = [0, [], null];
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
	const known = clips.get(request.url?.split('/')[2] ?? '');
	if (!known)
		return void response
			.writeHead(200, { 'content-type': 'text/html' })
			.end(`<!doctype html><script>${script}</script>`);
	requests.push(`${request.method} ${request.headers['upload-offset'] ?? ''}`.trim());
	if (refusal) return void response.writeHead(refusal.status).end(refusal.body);
	const stop = request.method === 'PATCH' ? breaks.shift() : undefined;
	let seen = 0;
	request.on('data', (piece: Buffer) => {
		seen += piece.length;
		if (stop !== undefined && seen >= stop) request.destroy();
	});
	const init = {
		method: request.method,
		headers: request.headers,
		duplex: 'half',
		body: request.method === 'PATCH' ? Readable.toWeb(request) : null
	};
	const web = new Request(`http://${request.headers.host}${request.url}`, init as unknown as RequestInit);
	const { response: told } = await room.files.receive(known.clip, known.size, web);
	response.writeHead(told.status, Object.fromEntries(told.headers)).end(await told.text());
}

/** `window.sendClip`, bundled as the product bundles it. */
async function bundle(): Promise<string> {
	const root = fileURLToPath(new URL('../../../', import.meta.url));
	const output = await build({
		configFile: false,
		logLevel: 'silent',
		root,
		resolve: { alias: { $lib: `${root}src/lib` } },
		build: {
			write: false,
			minify: false,
			lib: { entry: `${root}src/lib/client/upload.ts`, formats: ['iife'], name: 'uploader' }
		}
	});
	const [first] = Array.isArray(output) ? output : [output];
	const chunk = first && 'output' in first ? first.output[0] : undefined;
	return chunk?.type === 'chunk' ? chunk.code : expect.fail('nothing was bundled');
}

function announced(size: number) {
	const clip = newClip();
	clips.set(clip.id, { clip, size });
	return clip;
}

const contents = (size: number): Uint8Array =>
	Uint8Array.from({ length: size }, (_, i) => (i * 7 + (i >> 8) * 13) & 0xff);

async function stored(clip: ReturnType<typeof newClip>): Promise<Buffer> {
	const file =
		(await SealedFile.open(`${room.dir}/clips/${clip.id}/original`, clip.key)) ?? expect.fail('nothing is stored');
	const bytes = Buffer.from(await file.readAt(0, await file.size()));
	await file.close();
	return bytes;
}

async function tab(context = browser.newContext()): Promise<Page> {
	const page = await (await context).newPage();
	await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
	return page;
}

interface Sent {
	states: string[];
	progress: [number, number][];
}

/** Sends a file of `size` bytes; resolves at the end, or when `stopAfter` bytes have been told (then it aborts). */
function send(page: Page, id: string, size: number, stopAfter = Infinity, lastModified = 1_000): Promise<Sent> {
	return page.evaluate(
		({ id, size, stopAfter, lastModified }) =>
			new Promise<Sent>((resolve) => {
				const { uploader } = window as unknown as { uploader: typeof import('$lib/client/upload') };
				const bytes = Uint8Array.from({ length: size }, (_, i) => (i * 7 + (i >> 8) * 13) & 0xff);
				const told: Sent = { states: [], progress: [] };
				const sending = uploader.sendClip(new File([bytes], 'klas.mp4', { lastModified }), {
					url: `/clips/${id}/upload`,
					onProgress(sent, total) {
						told.progress.push([sent, total]);
						if (sent >= stopAfter) void sending.abort().then(() => resolve(told));
					},
					onState(state, code) {
						if (told.states.at(-1) !== state) told.states.push(state);
						if (code) told.states.push(code);
						if (state === 'done' || state === 'failed') resolve(told);
					}
				});
			}),
		{ id, size, stopAfter: Math.min(stopAfter, 1e12), lastModified }
	);
}

const MB = 1024 * 1024;

describe('sending a clip', () => {
	it('arrives byte for byte in pieces of 5 MB', async () => {
		const clip = announced(11 * MB);
		const { states, progress } = await send(await tab(), clip.id, 11 * MB);
		expect(states).toEqual(['sending', 'done']);
		expect(progress.at(-1)).toEqual([11 * MB, 11 * MB]);
		expect(requests).toEqual(['POST', 'PATCH 0', `PATCH ${5 * MB}`, `PATCH ${10 * MB}`]);
		expect((await stored(clip)).equals(contents(11 * MB))).toBe(true);
	});

	it('goes on by itself after the line broke twice', async () => {
		const clip = announced(8 * MB);
		breaks = [2 * MB, 1 * MB];
		const { states } = await send(await tab(), clip.id, 8 * MB);
		expect([states[0], states[1], states.at(-1)]).toEqual(['sending', 'waiting', 'done']);
		expect(breaks).toEqual([]);
		expect(requests.filter((request) => request === 'POST').length).toBe(1);
		expect((await stored(clip)).equals(contents(8 * MB))).toBe(true);
	});

	it('takes up after a reload where it was, when the same file is chosen again', async () => {
		const clip = announced(12 * MB);
		const context = browser.newContext();
		const page = await tab(context);
		await send(page, clip.id, 12 * MB, 6 * MB);
		await page.reload();
		requests.length = 0;
		expect((await send(page, clip.id, 12 * MB)).states).toEqual(['sending', 'done']);
		expect(requests[0]).toBe('HEAD');
		expect(requests.some((request) => request === 'POST' || request === 'PATCH 0')).toBe(false);
		expect((await stored(clip)).equals(contents(12 * MB))).toBe(true);
		const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }));
		expect(kept).toBe('{}'); // nothing stays behind, and what stood there held no name:
	});

	it('begins anew when another file is chosen for the clip', async () => {
		const clip = announced(6 * MB);
		const page = await tab();
		await send(page, clip.id, 6 * MB, 5 * MB);
		expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('klas');
		requests.length = 0;
		await send(page, clip.id, 6 * MB, Infinity, 2_000);
		expect(requests[0]).toBe('POST');
		expect((await stored(clip)).equals(contents(6 * MB))).toBe(true);
	});

	it('tells why it stopped when the server refuses, and does not try again', async () => {
		const page = await tab();
		for (const [status, body, code] of [
			[507, 'disk-full\n', 'disk-full'],
			[413, '', 'too-large'],
			[404, '', 'not-found']
		] as const) {
			requests.length = 0;
			refusal = { status, body };
			expect((await send(page, announced(MB).id, MB)).states).toEqual(['sending', 'failed', code]);
			expect(requests).toEqual(['POST']);
		}
	});
});
