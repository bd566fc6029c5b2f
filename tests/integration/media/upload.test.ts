// Longer than the house likes: one server that cuts, stalls and refuses, and what a sender makes of each.
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright';
import { build } from 'vite';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openClipFiles } from '$lib/server/media/clip-files';
import { SealedFile } from '$lib/server/media/sealed-file';
import { findBrowser } from '../../support/browser';
import { clipBytes, mediaRoom, newClip } from '../../support/clips';
import { openRoughLine, type RoughLine } from '../../support/rough-line';

/* The real uploader in a real browser against the real media room, with a line that breaks when the test says so. */
const room = await mediaRoom(null);
let files = room.files;
const clips = new Map<string, { clip: ReturnType<typeof newClip>; size: number }>();
const requests: string[] = [];
/** Bytes of PATCH bodies after which the line breaks, once each. */
let breaks: number[] = [];
/** When set, every request is answered with this. */
let refusal: { status: number; body: string } | null = null;
/** Who asks for a clip's key gets none. */
let keysRefused = false;
let script: string;
let line: RoughLine;
let browser: Browser;
const server = createServer((request, response) => void answer(request, response));

beforeAll(async () => {
	script = await bundle();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	line = await openRoughLine((server.address() as AddressInfo).port);
	const { executablePath, args } = await findBrowser();
	browser = await chromium.launch({ executablePath, args });
});
afterAll(async () => {
	await browser.close();
	await line.close();
	server.closeAllConnections();
	server.close();
	await room.end();
});
beforeEach(() => {
	[requests.length, breaks, refusal, keysRefused] = [0, [], null, false];
	line.slow(null);
	line.back();
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
	const known = clips.get(request.url?.split('/')[2] ?? '');
	if (!known)
		return void response
			.writeHead(200, { 'content-type': 'text/html' })
			.end(`<!doctype html><script>${script}</script>`);
	if (request.url?.includes('/keep-key')) return void giveKey(request, response);
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
	const { response: told } = await files.receive(known.clip, known.size, web);
	response.writeHead(told.status, Object.fromEntries(told.headers)).end(await told.text());
}

/** Of one clip and one hour, as the use case makes it. */
function giveKey(request: IncomingMessage, response: ServerResponse): void {
	if (keysRefused) return void response.writeHead(404).end();
	const stamp = Number(/stamp=(\d+)/.exec(request.url ?? '')?.[1] ?? 7);
	const key = createHash('sha256')
		.update(`${request.url?.split('/')[2]} ${stamp}`)
		.digest('base64');
	response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ stamp, key }));
}

/** `window.uploader`, bundled as the product bundles it. */
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
			lib: { entry: `${root}tests/support/sending-parts.ts`, formats: ['iife'], name: 'uploader' }
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
	await page.goto(`http://127.0.0.1:${line.port}/`);
	return page;
}

interface Sent {
	states: string[];
	progress: [number, number][];
}

/** Sends a file of `size` bytes; resolves at the end, or when `stopAfter` bytes have been told (then it aborts). */
function send(page: Page, id: string, size: number, stopAfter = Infinity, resume = false): Promise<Sent> {
	return page.evaluate(
		({ id, size, stopAfter, resume }) =>
			new Promise<Sent>((resolve) => {
				const { uploader } = window as unknown as { uploader: typeof import('../../support/sending-parts') };
				const bytes = Uint8Array.from({ length: size }, (_, i) => (i * 7 + (i >> 8) * 13) & 0xff);
				const told: Sent = { states: [], progress: [] };
				const sending = uploader.sendClip(new Blob([bytes]), {
					url: `/clips/${id}/upload`,
					resume,
					onProgress(sent, total) {
						told.progress.push([sent, total]);
						if (sent >= stopAfter) void sending.abort().then(() => resolve(told));
					},
					onState(state, code) {
						if (told.states.at(-1) !== state) told.states.push(state);
						if (state === 'waiting') console.log(state);
						if (code) told.states.push(code);
						if (state === 'done' || state === 'failed') resolve(told);
					}
				});
			}),
		{ id, size, stopAfter: Math.min(stopAfter, 1e12), resume }
	);
}

const MB = 1024 * 1024;

/** How large the pieces were of a clip of this size that was sent without a cut. */
function pieces(size: number): number[] {
	const places = requests.flatMap((request) => (request.startsWith('PATCH') ? [Number(request.slice(6))] : []));
	return places.map((place, i) => (places[i + 1] ?? size) - place);
}

describe('sending a clip', () => {
	it('arrives byte for byte in pieces of at most 5 MB, the first one small so that it can be watched at once', async () => {
		const clip = announced(11 * MB);
		const { states, progress } = await send(await tab(), clip.id, 11 * MB);
		expect(states).toEqual(['sending', 'done']);
		expect(progress.at(-1)).toEqual([11 * MB, 11 * MB]);
		expect(requests.slice(0, 3)).toEqual(['POST', 'PATCH 0', `PATCH ${0.5 * MB}`]);
		expect(Math.max(...pieces(11 * MB))).toBeLessThanOrEqual(5 * MB);
		expect((await stored(clip)).equals(contents(11 * MB))).toBe(true);
	});

	it('goes on by itself after the line broke twice', async () => {
		const clip = announced(8 * MB);
		breaks = [Infinity, 2 * MB, MB];
		const { states } = await send(await tab(), clip.id, 8 * MB);
		expect([states[0], states[1], states.at(-1)]).toEqual(['sending', 'waiting', 'done']);
		expect(breaks).toEqual([]);
		expect(requests.filter((request) => request === 'POST').length).toBe(1);
		expect((await stored(clip)).equals(contents(8 * MB))).toBe(true);
	});

	it('[U1] takes up after a reload where it was, and remembers nothing in the browser for it', async () => {
		const clip = announced(12 * MB);
		const page = await tab();
		await send(page, clip.id, 12 * MB, 6 * MB);
		await page.reload();
		requests.length = 0;
		expect((await send(page, clip.id, 12 * MB, Infinity, true)).states).toEqual(['sending', 'done']);
		expect(requests[0]).toBe('HEAD');
		expect(requests.some((request) => request === 'POST' || request === 'PATCH 0')).toBe(false);
		expect((await stored(clip)).equals(contents(12 * MB))).toBe(true);
		expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).toBe('{}');
	});

	it('begins when there is nothing yet to take up', async () => {
		const clip = announced(MB);
		expect((await send(await tab(), clip.id, MB, Infinity, true)).states).toEqual(['sending', 'done']);
		expect(requests).toEqual(['HEAD', 'POST', 'PATCH 0', `PATCH ${0.5 * MB}`]);
	});

	it('[U1] through eight cuts at random and a killed server: the same bytes, and less than a tenth sent twice', async () => {
		const size = 48 * MB;
		const clip = announced(size);
		const page = await tab();
		const before = line.up;
		line.slow(12 * MB);
		let killed = false;
		let cuts = 0;
		for (let i = 0; i < 8; i++) {
			line.after(before + ((i + Math.random()) / 8) * size, () => {
				cuts++;
				line.cut();
				// nothing but the disk is left, as after kill -9
				if (i === 4)
					void openClipFiles({ dir: room.dir, ffmpeg: null, shared: true }).then((fresh) => {
						files = fresh;
						killed = true;
					});
			});
		}
		const { states } = await send(page, clip.id, size);
		// a browser tries a cut connection once more by itself, so not every cut is seen
		expect(states).toContain('waiting');
		expect([cuts, states.at(-1), killed]).toEqual([8, 'done', true]);
		const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
		expect(hash(await stored(clip))).toBe(hash(contents(size)));
		expect((line.up - before) / size).toBeLessThan(1.1);
	});

	it('[U1] on a slow line the pieces are what it carries in a few seconds', async () => {
		const clip = announced(3 * MB);
		line.slow(400_000);
		expect((await send(await tab(), clip.id, 3 * MB)).states).toEqual(['sending', 'done']);
		line.slow(null);
		expect(Math.max(...pieces(3 * MB))).toBeLessThan(2 * MB);
		expect((await stored(clip)).equals(contents(3 * MB))).toBe(true);
	});

	it('waits while there is no network at all, says so, and goes on the moment it is back', async () => {
		const clip = announced(6 * MB);
		const page = await tab();
		line.slow(8 * MB);
		line.after(line.up + 2 * MB, () => void page.context().setOffline(true));
		const waiting = page.waitForEvent('console', (message) => message.text() === 'waiting');
		const sent = send(page, clip.id, 6 * MB);
		await waiting;
		line.slow(null);
		await page.context().setOffline(false);
		expect((await sent).states).toEqual(['sending', 'waiting', 'sending', 'done']);
		expect((await stored(clip)).equals(contents(6 * MB))).toBe(true);
	});

	it('a file that was taken away in the middle fails, and does not wait for a line', async () => {
		const clip = announced(8 * MB);
		const page = await tab();
		const states = await page.evaluate(
			({ id, size }) =>
				new Promise<string[]>((resolve) => {
					const { uploader } = window as unknown as { uploader: typeof import('../../support/sending-parts') };
					const told: string[] = [];
					const source = {
						size,
						slice: async (start: number, end: number) => {
							if (start > 0) throw new DOMException('gone', 'NotReadableError');
							return new Blob([new Uint8Array(end - start)]);
						}
					};
					uploader.sendClip(source, {
						url: `/clips/${id}/upload`,
						resume: false,
						onProgress: () => {},
						onState(state) {
							if (told.at(-1) !== state) told.push(state);
							if (state === 'failed') resolve(told);
						}
					});
				}),
			{ id: clip.id, size: 8 * MB }
		);
		expect(states).toEqual(['sending', 'failed']);
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

describe('[U2] a clip that waits on the device', () => {
	/** Keeps `size` bytes for a clip; whether it said they are all there. */
	const keep = (page: Page, id: string, size: number) =>
		page.evaluate(
			async ({ id, size }) => {
				const { uploader } = window as unknown as { uploader: typeof import('../../support/sending-parts') };
				const bytes = Uint8Array.from({ length: size }, (_, i) => (i * 7 + (i >> 8) * 13) & 0xff);
				const never = new AbortController().signal;
				const key = await uploader.askClipKey(id);
				return uploader.keepClip(uploader.browserPieces(), id, new Blob([bytes]), key, never);
			},
			{ id, size }
		);
	/** Sends what was kept; how it ended. */
	const sendKept = (page: Page, id: string) =>
		page.evaluate(async (id) => {
			const { uploader } = window as unknown as { uploader: typeof import('../../support/sending-parts') };
			const store = uploader.browserPieces();
			const [kept] = await store.clips();
			const key = kept && (await uploader.askClipKey(id, kept.stamp));
			if (!kept || typeof key !== 'object') return `${kept?.clip} ${String(key)}`;
			const state = await new Promise<string>((resolve) => {
				uploader.sendClip(uploader.keptSource(store, kept, key.key), {
					url: `/clips/${id}/upload`,
					resume: true,
					onProgress: () => {},
					onState: (state) => state !== 'sending' && resolve(state)
				});
			});
			await store.drop(id);
			return state;
		}, id);
	/** Everything the browser's own stores hold, as bytes. */
	const lying = (page: Page) =>
		page.evaluate(async () => {
			const found: number[][] = [];
			const walk = async (folder: FileSystemDirectoryHandle): Promise<void> => {
				for await (const entry of (folder as unknown as { values(): AsyncIterable<FileSystemHandle> }).values()) {
					if (entry.kind === 'directory') await walk(entry as FileSystemDirectoryHandle);
					else {
						const file = await (entry as FileSystemFileHandle).getFile();
						found.push([...new Uint8Array(await file.arrayBuffer()).subarray(0, 4096)]);
					}
				}
			};
			await walk(await navigator.storage.getDirectory());
			return found;
		});

	it('is sent from there at the next visit, the same bytes, and then nothing is left', async () => {
		const size = 7 * MB + 11;
		const clip = announced(size);
		const page = await tab();
		expect(await keep(page, clip.id, size)).toBe(true);
		await send(page, clip.id, size, 2 * MB);
		await page.reload();
		expect(await sendKept(page, clip.id)).toBe('done');
		expect((await stored(clip)).equals(contents(size))).toBe(true);
		expect(await lying(page)).toEqual([]);
		expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
	});

	it('lies there as noise, and without the key it stays that', async () => {
		const clip = announced(2 * MB);
		const page = await tab();
		await keep(page, clip.id, 2 * MB);
		const pieces = await lying(page);
		expect(pieces.length).toBe(2);
		// a run of eight bytes of the clip would be found readably
		const clear = contents(2 * MB);
		for (const piece of pieces)
			for (let at = 0; at < 512; at++)
				expect(Buffer.from(clear).includes(Buffer.from(piece.slice(at, at + 8)))).toBe(false);
		keysRefused = true;
		expect(await sendKept(page, clip.id)).toBe(`${clip.id} refused`);
	});

	it('is not begun without a key', async () => {
		keysRefused = true;
		const page = await tab();
		expect(await keep(page, announced(MB).id, MB)).toBe(false);
		expect(await lying(page)).toEqual([]);
	});
});

describe('[U4] the index first', () => {
	it('is moved before the pictures by cutting and pasting, and every picture is still where it says', async () => {
		const page = await tab();
		const swap = (name: string) =>
			clipBytes(name).then((bytes) =>
				page.evaluate(
					async (list) => {
						const { uploader } = window as unknown as { uploader: typeof import('../../support/sending-parts') };
						const file = new Blob([new Uint8Array(list)]);
						const after = await uploader.withIndexFirst(file);
						return [after === file ? null : [...new Uint8Array(await after.arrayBuffer())]];
					},
					[...bytes]
				)
			);
		const [moved] = await swap('h264_aac_moovend.mp4');
		const bytes = new Uint8Array(moved ?? []);
		expect(Buffer.from(bytes).indexOf('moov')).toBeLessThan(Buffer.from(bytes).indexOf('mdat'));
		const clip = newClip();
		await files.put(clip, bytes);
		expect(await files.inspect(clip)).toMatchObject({ ok: true, value: { frames: 360, durationMs: 12_000 } });
		const original = newClip();
		await files.put(original, await clipBytes('h264_aac_moovend.mp4'));
		const segment = async (of: typeof clip) => {
			const part = await files.part(of, 'seg1.m4s', null);
			return part.ok ? Buffer.from(await new Response(part.value.body as BodyInit).arrayBuffer()) : part.code;
		};
		expect(await segment(clip)).toEqual(await segment(original));
		for (const name of [
			'h264_aac_faststart.mp4',
			'fragmented.mp4',
			'vp9_opus.webm',
			'truncated_nomoov.mp4',
			'not_a_video.mp4'
		])
			expect(await swap(name)).toEqual([null]);
	});
});
