import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Page } from 'playwright';
import type { ClipHandle } from '$lib/server/use-cases/needs';
import { findBrowser } from '../../support/browser';
import type { Measured } from '../live/verdict';
import { freshRoom, newClip, sendInto } from './sealed-clip';

const html = `<!doctype html><video muted></video><script src="/hls.js"></script>`;

interface Asked {
	dir: string;
	/** Index first, and the same clip with its index at the end. */
	files: { first: string; last: string };
	/** Bytes a second of the clip itself. */
	pace: number;
	rounds: number;
}

/** From the first byte, and from the last, to the first picture on somebody else's screen. */
export async function firstFrame({ dir, files, pace, rounds }: Asked): Promise<Measured[]> {
	const room = await freshRoom(dir);
	let clip = newClip();
	const hls = await readFile('node_modules/hls.js/dist/hls.light.min.js');
	const server = createServer((request, response) => void answer(request.url ?? '/', response));
	async function answer(url: string, response: ServerResponse): Promise<void> {
		if (url === '/') return void response.writeHead(200, { 'content-type': 'text/html' }).end(html);
		if (url === '/hls.js') return void response.writeHead(200, { 'content-type': 'text/javascript' }).end(hls);
		const part = await room.part(clip, url.slice(1), null);
		if (!part.ok) return void response.writeHead(503).end();
		response.writeHead(200, { 'content-type': part.value.type }).end(part.value.body);
	}
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const browser = await chromium.launch(await findBrowser());
	const page = await browser.newPage();
	const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

	/** `known`: begun when the server knows what is coming; otherwise when the last byte is there. */
	async function round(file: string, bytesPerSecond: number | null, known: boolean): Promise<number> {
		clip = newClip();
		await page.goto(address);
		let begun = performance.now();
		let seen: Promise<void> | null = null;
		const look = (): Promise<void> => (seen ??= showFirst(page));
		const sending = sendInto(
			room,
			clip,
			file,
			bytesPerSecond,
			async () => void (known && look().catch(() => undefined))
		);
		if (!known) {
			await sending;
			begun = performance.now();
			await inspected(room, clip);
		} else await waitFor(() => seen !== null, sending);
		await look();
		const took = performance.now() - begun;
		await Promise.all([page.goto('about:blank'), sending]);
		await room.erase(clip.id);
		return took;
	}

	try {
		const early: number[] = [];
		const late: number[] = [];
		for (let i = 0; i < rounds; i++) early.push(await round(files.first, pace * 1.5, true));
		for (let i = 0; i < rounds; i++) late.push(await round(files.last, null, false));
		const what = 'first picture at a colleague after';
		return [
			{
				id: 'M5',
				what: `${what} the first byte, line 1.5 x the clip`,
				unit: 'ms',
				values: early,
				goal: 1000,
				timed: true,
				n: rounds
			},
			{
				id: 'M6',
				what: `${what} the last byte, index at the end`,
				unit: 'ms',
				values: late,
				goal: 500,
				timed: true,
				n: rounds
			}
		];
	} finally {
		await browser.close();
		server.closeAllConnections();
		server.close();
		await room.close();
	}
}

/** As the server does before it calls a clip ready. */
async function inspected(room: Awaited<ReturnType<typeof freshRoom>>, clip: ClipHandle): Promise<void> {
	const seen = await room.inspect(clip);
	if (!seen.ok) throw new Error(seen.code);
}

async function waitFor(is: () => boolean, sending: Promise<void>): Promise<void> {
	let over = false;
	void sending.finally(() => (over = true));
	while (!is() && !over) await new Promise((resolve) => setTimeout(resolve, 5));
	if (!is()) throw new Error('every byte arrived before it was known what they are');
}

/** Resolves when a picture is on the screen. */
const showFirst = (page: Page): Promise<void> =>
	page.evaluate(async () => {
		const video = document.querySelector('video') as HTMLVideoElement;
		const { Hls } = window as unknown as { Hls: typeof import('hls.js').default };
		const shown = new Promise<void>((resolve) => video.requestVideoFrameCallback(() => resolve()));
		// as the product's player is set, where it matters here
		const errorRetry = { maxNumRetry: 100_000, retryDelayMs: 300, maxRetryDelayMs: 300, backoff: 'linear' as const };
		const load = { maxTimeToFirstByteMs: 10_000, maxLoadTimeMs: 120_000, timeoutRetry: null, errorRetry };
		const player = new Hls({ startFragPrefetch: true, enableWorker: false, fragLoadPolicy: { default: load } });
		player.loadSource('/index.m3u8');
		player.attachMedia(video);
		await shown;
	});
