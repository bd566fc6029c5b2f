import { readFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser, type Page } from 'playwright';
import type { OpenClipFiles } from '$lib/server/media/clip-files';
import type { ClipHandle } from '$lib/server/use-cases/needs';
import { findBrowser } from '../../support/browser';
import { clipBytes } from '../../support/clips';

/** What a browser showed. The numbers in the picture are explained in tests/fixtures/clips/README.md. */
export interface Look {
	duration: number;
	width: number;
	height: number;
	/** The number read at each asked time. */
	numbers: number[];
	/** Sound decoded so far after playing on for a moment. */
	soundBytes: number;
	/** A decoder or network error, in the browser's words. */
	error: string | null;
}

/** A clip from the media room (`startAt`: the first thing loaded, in seconds; `list`: another playlist than `index.m3u8`), or a fixture played by the browser itself. */
export type Source = { clip: ClipHandle; kind: 'hls' | 'file'; startAt?: number; list?: string } | { original: string };

/** A small web server with one page: hls.js plays what the media room packages, or the browser plays the original itself. */
export interface Cinema {
	/** Seeks to each time (seconds) and reads the number in the picture. `turned`: the clip lies on its side. */
	look(source: Source, times: number[], turned?: boolean): Promise<Look>;
	end(): Promise<void>;
}

const page = `<!doctype html><meta charset="utf-8"><video muted playsinline></video><script src="/hls.js"></script>`;

/** Opens the browser once; `rooms` are asked in turn for a clip's parts. */
export async function openCinema(rooms: OpenClipFiles[]): Promise<Cinema> {
	const clips = new Map<string, ClipHandle>();
	const server = createServer(
		(request, response) => void answer(request.url ?? '/', request.headers.range ?? null, response)
	);
	const hls = await readFile(new URL('../../../node_modules/hls.js/dist/hls.light.min.js', import.meta.url));

	async function answer(url: string, range: string | null, response: ServerResponse): Promise<void> {
		const [, folder = '', id = '', name = ''] = url.split('/');
		if (folder === '') return void response.writeHead(200, { 'content-type': 'text/html' }).end(page);
		if (folder === 'hls.js') return void response.writeHead(200, { 'content-type': 'text/javascript' }).end(hls);
		if (folder === 'original') return void sendOriginal(response, await clipBytes(id), range);
		const clip = clips.get(id);
		for (const room of clip ? rooms : []) {
			const part = clip && (await room.part(clip, name, range));
			if (!part?.ok) continue;
			const body =
				part.value.body instanceof Uint8Array ? part.value.body : await new Response(part.value.body).bytes();
			return void response
				.writeHead(part.value.status, { 'content-type': part.value.type, ...part.value.headers })
				.end(body);
		}
		response.writeHead(404).end();
	}

	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const browser = await openBrowser();
	const tab = await browser.newPage();
	return {
		async look(source, times, turned = false) {
			if ('clip' in source) clips.set(source.clip.id, source.clip);
			await tab.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
			const url =
				'original' in source
					? `/original/${source.original}`
					: `/clip/${source.clip.id}/${source.kind === 'hls' ? (source.list ?? 'index.m3u8') : 'clip.webm'}`;
			const startAt = ('clip' in source && source.startAt) || -1;
			return lookInside(tab, { url, hls: 'clip' in source && source.kind === 'hls', startAt, times, turned });
		},
		async end() {
			await browser.close();
			await closed(server);
		}
	};
}

async function openBrowser(): Promise<Browser> {
	const { executablePath, args } = await findBrowser();
	return chromium.launch({ executablePath, args });
}

const closed = (server: Server): Promise<unknown> => {
	server.closeAllConnections();
	return new Promise((resolve) => server.close(resolve));
};

function sendOriginal(response: ServerResponse, bytes: Uint8Array, range: string | null): void {
	const from = Number(/^bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0);
	const part = bytes.subarray(from);
	response.writeHead(range ? 206 : 200, {
		'content-length': part.length,
		'accept-ranges': 'bytes',
		...(range ? { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` } : {})
	});
	response.end(part);
}

interface Asked {
	url: string;
	hls: boolean;
	startAt: number;
	times: number[];
	turned: boolean;
}

/** Runs in the page: everything it needs is in its argument. */
function lookInside(tab: Page, asked: Asked): Promise<Look> {
	return tab.evaluate(async ({ url, hls, startAt, times, turned }) => {
		const video = document.querySelector('video') as HTMLVideoElement;
		let error: string | null = null;
		const until = (name: string): Promise<void> =>
			new Promise((resolve, reject) => {
				video.addEventListener(name, () => resolve(), { once: true });
				video.addEventListener('error', () => reject(new Error(video.error?.message ?? 'error')), { once: true });
				setTimeout(
					() => reject(new Error(`no ${name} within 15 s, at ${video.currentTime}, ready ${video.readyState}`)),
					15_000
				);
			});
		const ready = until('loadeddata');
		if (hls) {
			const { Hls } = window as unknown as { Hls: typeof import('hls.js').default };
			const player = new Hls({ startPosition: startAt });
			player.on(
				Hls.Events.ERROR,
				(_event, data) => (error = `${data.details} ${data.fatal ? 'fatal' : ''} ${data.error?.message ?? ''}`)
			);
			player.loadSource(url);
			player.attachMedia(video);
		} else video.src = url;
		const canvas = document.createElement('canvas');
		const paint = canvas.getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D;
		const numbers: number[] = [];
		try {
			await ready;
			// as large as the numbers were drawn, however large the rendition is
			[canvas.width, canvas.height] = video.videoWidth > video.videoHeight ? [320, 180] : [180, 320];
			for (const time of times) {
				// `seeked` may come before the new picture is on screen; the frame callback comes with it.
				const painted = new Promise<void>((resolve) => video.requestVideoFrameCallback(() => resolve()));
				const there = until('seeked');
				video.currentTime = time;
				await there;
				await Promise.race([painted, until('never')]);
				paint.drawImage(video, 0, 0, canvas.width, canvas.height);
				let number = 0;
				for (let bit = 0; bit < 12; bit++) {
					const [x, y] = turned ? [160, 320 - (14 + 20 * bit)] : [14 + 20 * bit, 160];
					if ((paint.getImageData(x as number, y as number, 1, 1).data[1] ?? 0) > 128) number |= 1 << bit;
				}
				numbers.push(number);
			}
			const moved = until('timeupdate');
			await video.play();
			await moved;
		} catch (trouble) {
			error = `${error ?? ''} ${String(trouble)}`;
		}
		const heard =
			(video as HTMLVideoElement & { webkitAudioDecodedByteCount?: number }).webkitAudioDecodedByteCount ?? 0;
		return {
			duration: video.duration,
			width: video.videoWidth,
			height: video.videoHeight,
			numbers,
			soundBytes: heard,
			error
		};
	}, asked);
}
