import http from 'node:http';
import path from 'node:path';
import { type Browser, expect, test } from '@playwright/test';
import { findFfmpeg } from '../../src/lib/server/media/ffmpeg.ts';
import type { RefusalCode } from '../../src/lib/domain/refusals.ts';
import { refusals as refusalWords } from '../../src/lib/words/nl/refusals.ts';
import { enter, expectQuiet, type Person } from '../support/people.ts';
import { type RunningServer, startServer } from '../support/server.ts';
import { addClip } from './add-clip.ts';

/*
 * Every file a teacher may come with, from her page to her own player, at the production server. What stands in the
 * pictures is read from the pixels: tests/fixtures/clips/README.md.
 */
const clips = path.resolve('tests/fixtures/clips');
const canConvert = (await findFfmpeg()) !== null;

/** `first`: when the first picture is shown, seconds. `sideways`: filmed upright, so 180 wide. */
const shown: { file: string; pictures: number; first?: number; sideways?: true; needsCodec?: true }[] = [
	{ file: 'h264_aac_faststart.mp4', pictures: 360 },
	{ file: 'h264_aac_moovend.mp4', pictures: 360 },
	{ file: 'longgop.mp4', pictures: 360 },
	{ file: 'noaudio.mp4', pictures: 120 },
	{ file: 'rot90.mp4', pictures: 120, sideways: true },
	{ file: 'phone.mov', pictures: 120, sideways: true },
	{ file: 'fragmented.mp4', pictures: 182 },
	{ file: 'vp9_opus.webm', pictures: 240 },
	{ file: 'mediarecorder_like.webm', pictures: 180 },
	{ file: 'hevc_hvc1.mov', pictures: 180, needsCodec: true },
	{ file: 'hevc10_hlg.mov', pictures: 90, needsCodec: true }
];
const refused: { file: string; code: RefusalCode }[] = [
	{ file: 'not_a_video.mp4', code: 'not-a-video' },
	{ file: 'audioonly.m4a', code: 'no-picture' },
	{ file: 'truncated_nomoov.mp4', code: 'truncated' },
	{ file: 'truncated_faststart.mp4', code: 'truncated' }
];

test.describe.configure({ mode: 'serial', timeout: 180_000 });

let server: RunningServer;
let browser: Browser;
let marit: Person;
/** Every address of media that her browser was ever given. */
const given = new Set<string>();

test.beforeAll(async ({ browser: started }) => {
	browser = started;
	server = await startServer({ database: 'pglite', demo: true });
	marit = await enter(browser, 'marit', { links: server.links() });
	marit.allow(/(404|409) (HEAD|GET) .*\/media\//);
	marit.page.on('response', (response) => {
		if (response.url().includes('/media/') && response.ok()) given.add(new URL(response.url()).pathname);
	});
});
test.afterAll(async () => {
	await marit.leave();
	await server.stop();
});
test.afterEach(() => expectQuiet(marit));

/** In the page: seeks (or lets somebody else do it), waits for the new picture, and reads the number that stands in it. */
async function readNumber(element: Element, [seconds, turned]: readonly [number | null, boolean]): Promise<number> {
	const video = element as HTMLVideoElement;
	// `seeked` may come before the new picture is on the screen; the frame callback comes with it
	if (seconds !== null) {
		const painted = new Promise<void>((resolve) => video.requestVideoFrameCallback(() => resolve()));
		const sought = new Promise((resolve) => video.addEventListener('seeked', resolve, { once: true }));
		video.currentTime = seconds;
		await sought;
		await painted;
	} else await (globalThis as unknown as { painted: Promise<void> }).painted;
	const [wide, high] = turned ? [180, 320] : [320, 180];
	const to = new OffscreenCanvas(wide, high).getContext('2d');
	if (!to) throw new Error('no canvas');
	to.drawImage(video, 0, 0, wide, high);
	let number = 0;
	for (let bit = 0; bit < 12; bit++) {
		const [x, y] = turned ? [160, 320 - (14 + 20 * bit)] : [14 + 20 * bit, 160];
		if ((to.getImageData(x, y, 1, 1).data[1] ?? 0) > 128) number |= 1 << bit;
	}
	return number;
}

/** Number in the picture of the one player on the page, after a seek to the middle of picture `i`. */
const numberAt = (i: number, first: number, sideways: boolean): Promise<number> =>
	marit.page.locator('video').evaluate(readNumber, [first + (i + 0.5) / 30, sideways] as const);

/** Number in the picture that comes with this key. */
async function numberAfter(key: string): Promise<number> {
	const video = marit.page.locator('video');
	await video.evaluate((element) => {
		const painted = new Promise<void>((resolve) =>
			(element as HTMLVideoElement).requestVideoFrameCallback(() => resolve())
		);
		Object.assign(globalThis, { painted });
	});
	await marit.page.keyboard.press(key);
	return video.evaluate(readNumber, [null, false] as const);
}

/** Sends it, and resolves when its first picture is in her own player. */
async function arrive(file: string): Promise<void> {
	await marit.page.goto('/clips/new');
	await addClip(marit, path.join(clips, file));
	const player = marit.page.getByRole('region', { name: marit.t.clip.page.player });
	await expect(player).toBeVisible({ timeout: 90_000 });
	const readyState = () => marit.page.locator('video').evaluate((video) => (video as HTMLVideoElement).readyState);
	await expect.poll(readyState, { timeout: 60_000 }).toBeGreaterThanOrEqual(2);
}

async function numbersAt(pictures: number[], first = 0, sideways = false): Promise<number[]> {
	const numbers: number[] = [];
	for (const i of pictures) numbers.push(await numberAt(i, first, sideways));
	return numbers;
}

for (const { file, pictures, first, sideways, needsCodec = false } of shown)
	test(`${file} arrives and shows the very pictures it holds`, async () => {
		test.skip(needsCodec && !canConvert, 'no ffmpeg on this machine');
		await arrive(file);
		const asked = [1, 0, Math.floor(pictures / 2), pictures - 2, Math.floor(pictures / 3)];
		expect(await numbersAt(asked, first, sideways)).toEqual(asked);
	});

test('frame by frame with the arrow keys: 200 of 200 are the next one', async () => {
	await arrive('h264_aac_moovend.mp4');
	await marit.page.getByRole('group', { name: marit.t.player.keys.intro }).focus();
	expect(await numberAt(9, 0, false)).toBe(9);
	const [forward, back]: number[][] = [[], []];
	for (let i = 0; i < 100; i++) forward?.push(await numberAfter('ArrowRight'));
	for (let i = 0; i < 100; i++) back?.push(await numberAfter('ArrowLeft'));
	expect(forward).toEqual(Array.from({ length: 100 }, (_, i) => 10 + i));
	expect(back).toEqual(Array.from({ length: 100 }, (_, i) => 108 - i));
});

test('vfr.mp4 arrives and shows at uneven times the last picture that has begun', async () => {
	await arrive('vfr.mp4');
	const asked = [1, 33, 120, 200, 77];
	// a number is the picture's place in the even clip that this one was thinned out from, at most five in a row
	for (const [i, number] of (await numbersAt(asked)).entries()) {
		expect(number).toBeLessThanOrEqual(asked[i] ?? 0);
		expect(number).toBeGreaterThan((asked[i] ?? 0) - 5);
	}
});

test('corrupt_middle.mp4 arrives, and is right where it is whole', async () => {
	await arrive('corrupt_middle.mp4');
	expect(await numbersAt([1, 20, 350])).toEqual([1, 20, 350]);
});

for (const { file, code } of refused)
	test(`${file} is refused before a byte is sent: ${code}`, async () => {
		const { page, t } = marit;
		await page.goto('/clips/new');
		const input = page.getByLabel(t.clip.add.file);
		await expect(input.locator('xpath=ancestor::*[@inert]')).toHaveCount(0);
		await input.setInputFiles(path.join(clips, file));
		await expect(page.getByRole('alert')).toContainText(refusalWords[code]);
		await expect(page.getByRole('button', { name: t.prepare.ready })).toHaveCount(0);
	});

/** One request as it is, without a browser or a library to make its path neat. */
function ask(
	method: string,
	target: string,
	headers: Record<string, string>
): Promise<{ status: number; body: Buffer }> {
	const { hostname, port } = new URL(server.url);
	return new Promise((resolve, reject) => {
		const request = http.request({ hostname, port, method, path: target, headers }, (response) => {
			const parts: Buffer[] = [];
			response.on('data', (part: Buffer) => parts.push(part));
			response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts) }));
		});
		request.on('error', reject);
		request.end();
	});
}

/** The address itself, and what people write to slip past a check of it. */
const disguises = (address: string): string[] => {
	const [file = ''] = address.split('/').slice(-1);
	const folder = address.slice(0, -file.length);
	return [
		address,
		`${address}?x=${file}`,
		`${address}/`,
		`${address}.`,
		`${folder}/${file}`,
		`${folder}./${file}`,
		`${folder}x/..%2f${file}`,
		`${folder}%2e%2e/media/${file}`,
		`${folder}${file.toUpperCase()}`,
		address.replace('/clips/', '/CLIPS/'),
		address.replace('/media/', '/media%2f')
	];
};

test('[B2] no address of media that she was ever given gives anybody else a byte', async () => {
	expect(given.size).toBeGreaterThan(50);
	const one = [...given].find((address) => address.endsWith('.m4s')) ?? '';
	const cookieOf = async (person: Person) =>
		(await person.context.cookies(person.origin)).map(({ name, value }) => `${name}=${value}`).join('; ');
	const host = (person: Person) => new URL(person.origin).host;
	// the same asking, by her who may: it would show a byte if there were one
	const hers = await ask('GET', one, { host: host(marit), cookie: await cookieOf(marit) });
	expect([hers.status, hers.body.length > 1000]).toEqual([200, true]);

	const others = server.links().filter(({ key }) => key !== 'marit');
	expect(others.length).toBeGreaterThan(5);
	const leaks: string[] = [];
	const look = async (who: string, headers: Record<string, string>) => {
		for (const address of given) {
			// every address as it is; all disguises of one playlist, one header, one segment and one whole file
			const worn =
				/(index\.m3u8|init\.mp4|seg1\.m4s|clip\.webm)$/.test(address) && !seen.has(address.split('/').at(-1) ?? '');
			if (worn) seen.add(address.split('/').at(-1) ?? '');
			for (const target of worn ? disguises(address) : [address])
				for (const [method, more] of [
					['GET', {}],
					['GET', { range: 'bytes=0-99' }],
					['HEAD', {}]
				] as const) {
					const { status, body } = await ask(method, target, { ...headers, ...more });
					const kept = status === 404 || status === 400 || (status >= 300 && status < 400) || status === 401;
					if (!kept || /ftyp|moof|mdat|#EXTM3U|\x1a\x45\xdf\xa3/.test(body.toString('latin1')))
						leaks.push(`${who} ${method} ${target}: ${status}, ${body.length} bytes`);
				}
		}
		seen.clear();
	};
	const seen = new Set<string>();
	await look('nobody', { host: host(marit) });
	for (const { key } of others) {
		const person = await enter(browser, key, { links: server.links() });
		await look(key, { host: host(person), cookie: await cookieOf(person) });
		await person.leave();
	}
	expect(leaks).toEqual([]);
});
