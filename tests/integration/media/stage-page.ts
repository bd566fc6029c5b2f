import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright';
import { build } from 'vite';
import type { ClipFacts } from '$lib/domain/clip-facts';
import type { OpenClipFiles } from '$lib/server/media/clip-files';
import type { ClipHandle } from '$lib/server/use-cases/needs';
import { slimScripts } from '../../../bin/tools/slim-scripts';
import { findBrowser } from '../../support/browser';

/** What was asked of the page and what came of it. */
export interface Seen {
	/** The number in the picture that was waited for. */
	number: number;
	/** It was still that one a few pictures of the screen later. */
	stays: boolean;
}

/** The product's own player on a page with nothing else, and a server that gives a segment only when it may. */
export interface Stage {
	/** A fresh page with this clip; resolves when its length is known. Only `allowed` segments are given out (all: null). */
	open(clip: ClipHandle, allowed: number[] | null): Promise<void>;
	/** Resolves when these parts of the clip (seconds) are loaded. */
	loaded(moments: number[]): Promise<void>;
	/** Gives out these segments as well. */
	allow(numbers: number[] | null): void;
	/** Resolves when this segment was asked for and is held back. */
	asked(number: number): Promise<void>;
	/** Seeks, while it plays when asked to, and rests there. */
	seek(time: number, playing?: boolean): Promise<void>;
	/** Reads the picture when `wanted` is on screen. One that does not come is an error that tells what came instead. */
	read(wanted: number): Promise<Seen>;
	/** Steps to the next or previous picture as the product's keys do. */
	step(facts: ClipFacts, direction: 1 | -1): Promise<void>;
	end(): Promise<void>;
}

const page = `<!doctype html><meta charset="utf-8"><video muted playsinline></video><script src="/parts.js"></script>`;

export async function openStage(room: OpenClipFiles): Promise<Stage> {
	const script = await bundle();
	let clip: ClipHandle | null = null;
	let allowed: Set<number> | null = null;
	const held = new Map<number, (() => void)[]>();
	const askers = new Map<number, () => void>();
	const server = createServer((request, response) => void answer(request.url ?? '/', response));

	async function answer(url: string, response: ServerResponse): Promise<void> {
		const [, folder = '', , , name = ''] = url.split('/');
		if (folder === '') return void response.writeHead(200, { 'content-type': 'text/html' }).end(page);
		if (folder === 'parts.js') return void response.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
		const number = Number(/^seg(\d+)\.m4s$/.exec(name)?.[1] ?? NaN);
		if (!Number.isNaN(number) && allowed && !allowed.has(number)) {
			await new Promise<void>((resolve) => {
				held.set(number, [...(held.get(number) ?? []), resolve]);
				askers.get(number)?.();
			});
		}
		const part = clip ? await room.part(clip, name, null) : null;
		if (!part?.ok) return void response.writeHead(404).end();
		const { body, type, headers, status } = part.value;
		response
			.writeHead(status, { 'content-type': type, ...headers })
			.end(body instanceof Uint8Array ? body : await new Response(body).bytes());
	}

	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { executablePath, args } = await findBrowser();
	const browser = await chromium.launch({ executablePath, args });
	const tab = await browser.newPage();
	const allow = (numbers: number[] | null): void => {
		allowed = numbers && new Set([...(allowed ?? []), ...numbers]);
		for (const [number, go] of held) {
			if (allowed && !allowed.has(number)) continue;
			held.delete(number);
			for (const one of go) one();
		}
	};
	return {
		async open(what, first) {
			await tab.goto('about:blank');
			allow(null);
			held.clear();
			askers.clear();
			clip = what;
			allowed = first && new Set(first);
			await tab.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
			await openInside(tab, what.id);
		},
		loaded: (moments) => loadedInside(tab, moments),
		allow,
		asked: (number) =>
			new Promise((resolve) => {
				if (held.has(number)) resolve();
				else askers.set(number, resolve);
			}),
		seek: (time, playing = false) => seekInside(tab, time, playing),
		read: (wanted) => readInside(tab, wanted),
		step: (facts, direction) => stepInside(tab, facts, direction),
		async end() {
			await browser.close();
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		}
	};
}

/** `window.player`, bundled as the product bundles it. */
async function bundle(): Promise<string> {
	const root = fileURLToPath(new URL('../../../', import.meta.url));
	const output = await build({
		configFile: false,
		logLevel: 'silent',
		root,
		plugins: [slimScripts()],
		resolve: { alias: { $lib: `${root}src/lib` } },
		build: {
			write: false,
			minify: false,
			lib: { entry: `${root}tests/support/player-parts.ts`, formats: ['iife'], name: 'player' }
		}
	});
	const [first] = Array.isArray(output) ? output : [output];
	const chunk = first && 'output' in first ? first.output[0] : undefined;
	if (chunk?.type !== 'chunk') throw new Error('nothing was bundled');
	return chunk.code;
}

interface Parts {
	player: typeof import('../../support/player-parts');
}

const openInside = (tab: Page, clipId: string): Promise<void> =>
	tab.evaluate(async (id) => {
		const video = document.querySelector('video') as HTMLVideoElement;
		const known = new Promise((resolve) => video.addEventListener('loadedmetadata', resolve, { once: true }));
		const { player } = window as unknown as Parts;
		player.attachMedia(video, { clipId: id, kind: 'hls', onproblem: () => {} });
		await known;
	}, clipId);

const loadedInside = (tab: Page, moments: number[]): Promise<void> =>
	tab.evaluate(async (all) => {
		const video = document.querySelector('video') as HTMLVideoElement;
		const has = (at: number): boolean => {
			for (let i = 0; i < video.buffered.length; i++)
				if (video.buffered.start(i) <= at && video.buffered.end(i) > at) return true;
			return false;
		};
		while (!all.every(has)) await new Promise((resolve) => requestAnimationFrame(resolve));
	}, moments);

const seekInside = (tab: Page, time: number, playing: boolean): Promise<void> =>
	tab.evaluate(
		async ([at, plays]) => {
			const video = document.querySelector('video') as HTMLVideoElement;
			if (plays) {
				await video.play();
				video.currentTime = at;
				video.pause();
				return;
			}
			video.pause();
			video.currentTime = at;
		},
		[time, playing] as const
	);

const readInside = (tab: Page, wanted: number): Promise<Seen> =>
	tab.evaluate(async (number) => {
		const video = document.querySelector('video') as HTMLVideoElement;
		const canvas = document.createElement('canvas');
		[canvas.width, canvas.height] = [320, 180];
		const paint = canvas.getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D;
		const read = (): number => {
			paint.drawImage(video, 0, 0, 320, 180);
			let found = 0;
			for (let bit = 0; bit < 12; bit++)
				if ((paint.getImageData(14 + 20 * bit, 160, 1, 1).data[1] ?? 0) > 128) found |= 1 << bit;
			return found;
		};
		const next = () => new Promise((resolve) => requestAnimationFrame(resolve));
		// far longer than a crowded machine needs: what does not come is a fault, and how fast it comes is no matter here
		const patience = performance.now() + 60_000;
		let now = read();
		while (now !== number || video.seeking) {
			if (performance.now() > patience) {
				const loaded = Array.from(
					{ length: video.buffered.length },
					(_, i) => `${video.buffered.start(i)}-${video.buffered.end(i)}`
				);
				const { currentTime, seeking, paused, ended, readyState } = video;
				const state = JSON.stringify({ loaded, currentTime, seeking, paused, ended, readyState });
				throw new Error(`picture ${number} did not come: ${now} is on screen, ${state}`);
			}
			await next();
			now = read();
		}
		let stays = true;
		for (let i = 0; i < 5; i++) {
			await next();
			stays &&= read() === now;
		}
		return { number: now, stays };
	}, wanted);

const stepInside = (tab: Page, facts: ClipFacts, direction: 1 | -1): Promise<void> =>
	tab.evaluate(
		async ([known, way]) => {
			const video = document.querySelector('video') as HTMLVideoElement;
			const { player } = window as unknown as Parts;
			video.currentTime = (await player.findFrame(video, known, way)) / 1000;
		},
		[facts, direction] as const
	);
