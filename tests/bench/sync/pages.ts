import type { Browser, Page } from 'playwright';
import type { RunningServer } from '../../support/server';
import { bitAt, bits } from './numbered-clip';

export interface Sample {
	/** Wall clock, ms, the same for all pages on this machine. */
	wall: number;
	position: number;
	paused: boolean;
	rate: number;
}
interface Watched extends Window {
	samples: Sample[];
	/** When each frame came on screen. */
	shown: { wall: number; frame: number }[];
	pressed: number;
	readNumber: () => number;
}

/** A signed-in page of this person, with nothing shared with the others but the machine. */
export async function enter(browser: Browser, server: RunningServer, key: string): Promise<Page> {
	const link = server.links().find((l) => l.key === key);
	if (!link) throw new Error(`the demo has no ${key}`);
	const page = await (await browser.newContext({ viewport: { width: 1000, height: 640 } })).newPage();
	page.setDefaultTimeout(120_000);
	await page.goto(link.url);
	await page.waitForURL('**/today');
	return page;
}

export const goTo = async (page: Page, path: string): Promise<void> =>
	void (await page.goto(new URL(path, page.url()).href));

/** Moves the group by the page's own forms; nobody else acts meanwhile, so `seen` counts along. */
export async function moveTo(page: Page, moves: string[]): Promise<void> {
	for (const [seen, move] of moves.entries()) {
		const status = await page.evaluate(
			async ([what, count]) => {
				const body = new URLSearchParams({ do: what, seen: count, reason: 'meten' });
				const response = await fetch('?/act', { method: 'POST', body, headers: { 'x-sveltekit-action': 'true' } });
				return response.ok ? ((await response.json()) as { type: string }).type : String(response.status);
			},
			[move, String(seen)] as const
		);
		if (status !== 'success' && status !== 'redirect') throw new Error(`the session would not ${move}: ${status}`);
	}
	await page.reload();
}

export const play = (page: Page): Promise<void> =>
	page
		.getByRole('button', { name: /^(afspelen|play)/i })
		.first()
		.click();
export const pause = (page: Page): Promise<void> =>
	page
		.getByRole('button', { name: /^(pauze|pause|stilzetten)/i })
		.first()
		.click();

/** Notes from here on where the element is, when which frame comes on screen, and when a key was pressed. */
export async function watch(page: Page): Promise<void> {
	await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 2);
	await page.evaluate(
		([places]) => {
			const video = document.querySelector('video');
			if (!video) return;
			const watched = window as unknown as Watched;
			const wall = () => performance.timeOrigin + performance.now();
			Object.assign(watched, { samples: [], shown: [], pressed: 0 });
			const canvas = document.createElement('canvas');
			const paint = canvas.getContext('2d', { willReadFrequently: true });
			[canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
			watched.readNumber = () => {
				paint?.drawImage(video, 0, 0);
				const light = ([x, y]: [number, number]) => paint?.getImageData(x, y, 1, 1).data[1] ?? 0;
				return places.reduce((number, place, bit) => number | (light(place) > 128 ? 1 << bit : 0), 0);
			};
			const shown = (now: number, meta: { mediaTime: number }) => {
				watched.shown.push({ wall: performance.timeOrigin + now, frame: meta.mediaTime * 1000 });
				video.requestVideoFrameCallback(shown);
			};
			video.requestVideoFrameCallback(shown);
			addEventListener('keydown', (event) => (watched.pressed = performance.timeOrigin + event.timeStamp), true);
			setInterval(() => {
				const { currentTime, paused, playbackRate: rate } = video;
				watched.samples.push({ wall: wall(), position: currentTime * 1000, paused, rate });
			}, 50);
		},
		[Array.from({ length: bits }, (_, i) => bitAt(i))] as const
	);
}

export const moves = (page: Page): Promise<unknown> =>
	page.waitForFunction(() =>
		(window as unknown as Watched).samples.slice(-3).every((s) => !s.paused && s.position > 0)
	);

export const samplesOf = (page: Page): Promise<Sample[]> => page.evaluate(() => (window as unknown as Watched).samples);

/** The number in the picture that is on screen now. */
export const numberOn = (page: Page): Promise<number> =>
	page.evaluate(() => (window as unknown as Watched).readNumber());

/** Resolves to the wall clock when this page says that everybody sees the same picture; null when it does not in time. */
export function saysSame(page: Page, patience: number): Promise<number | null> {
	return page
		.waitForFunction(
			() => {
				const said = document.querySelector('[data-stage] [role="status"]')?.textContent ?? '';
				return /hetzelfde beeld|same picture/i.test(said) ? performance.timeOrigin + performance.now() : null;
			},
			null,
			{ timeout: patience, polling: 20 }
		)
		.then(
			(handle) => handle.jsonValue(),
			() => null
		);
}

/** Presses a key of the player; answers when, by the wall clock. */
export async function press(page: Page, key: string): Promise<number> {
	await page.keyboard.press(key);
	return page.evaluate(() => (window as unknown as Watched).pressed);
}

/** When the first other frame came on screen after this moment, ms after it; null when none has yet. */
export const shownAfter = (page: Page, wall: number): Promise<number | null> =>
	page.evaluate((from) => {
		const frame = (window as unknown as Watched).shown.find((one) => one.wall > from);
		return frame ? frame.wall - from : null;
	}, wall);
