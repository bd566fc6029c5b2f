import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFfmpeg, type FfmpegTool } from '$lib/server/media/ffmpeg';
import { clipBytes, mediaRoom, newClip } from '../../support/clips';
import { openCinema, type Cinema } from './player-page';

const tool = await findFfmpeg();
const troubles: string[] = [];
const room = await mediaRoom(tool, (_, said) => troubles.push(said));
let cinema: Cinema;
let dir: string;
beforeAll(async () => {
	cinema = await openCinema([room.files]);
	dir = await mkdtemp(join(tmpdir(), 'kijkkring-large-'));
});
afterAll(async () => {
	await cinema.end();
	await room.end();
	await rm(dir, { recursive: true, force: true });
});

/** One of the numbered clips at three times its size, in the same container, with the same times. */
async function large(name: string, ...more: string[]): Promise<Uint8Array> {
	const [from, to] = [join(dir, name), join(dir, `large-${name}`)];
	await rm(to, { force: true });
	await writeFile(from, await clipBytes(name));
	execFileSync((tool as FfmpegTool).binary, [
		...[
			'-nostdin',
			'-loglevel',
			'error',
			'-noautorotate',
			'-copyts',
			'-i',
			from,
			'-vf',
			'scale=3*iw:3*ih:flags=neighbor'
		],
		...[
			'-fps_mode',
			'passthrough',
			'-enc_time_base:v',
			'1:90000',
			'-c:v',
			'libx264',
			'-preset',
			'ultrafast',
			'-bf',
			'2',
			'-g',
			'45'
		],
		...['-c:a', 'copy', '-video_track_timescale', '90000', ...more, to]
	]);
	return new Uint8Array(await readFile(to));
}

async function brought(bytes: Uint8Array) {
	const clip = newClip();
	await room.files.put(clip, bytes);
	const seen = await room.files.inspect(clip);
	const made = seen.ok ? await room.files.prepare(clip, seen.value) : seen;
	if (!made.ok) throw new Error(made.code);
	return clip;
}

async function textOf(clip: ReturnType<typeof newClip>, name: string): Promise<string> {
	const part = await room.files.part(clip, name, null);
	return part.ok ? new TextDecoder().decode(part.value.body as Uint8Array) : part.code;
}

const leaping = (n: number): number[] => Array.from({ length: 24 }, (_, i) => (i * 37 + (i % 3)) % n);

describe.runIf(tool)('[X6] the lighter rendition', () => {
	it('stands beside the clip: the same pictures at the same times, read from the picture itself', async () => {
		const clip = await brought(await large('h264_aac_moovend.mp4'));
		// before it is there, a player gets the one list there is
		expect(await textOf(clip, 'levels.m3u8')).toBe(await textOf(clip, 'index.m3u8'));
		expect(await textOf(clip, 'low.m3u8')).toBe('not-found');
		expect(await room.files.lighten(clip), troubles.join('\n')).toBe(true);
		const levels = await textOf(clip, 'levels.m3u8');
		expect(levels.match(/^\w+\.m3u8$/gm)).toEqual(['index.m3u8', 'low.m3u8']);
		const [best = 0, light = 0] = [...levels.matchAll(/[:,]BANDWIDTH=(\d+)/g)].map(([, bits]) => Number(bits));
		expect(light).toBeLessThan(best);
		// a player may change from one to the other between any two segments
		const times = (list: string): string[] => list.match(/#EXTINF:[\d.]+/g) ?? [];
		expect(times(await textOf(clip, 'low.m3u8'))).toEqual(times(await textOf(clip, 'index.m3u8')));
		const wanted = leaping(360);
		for (const list of ['low.m3u8', 'levels.m3u8']) {
			const look = await cinema.look(
				{ clip, kind: 'hls', list },
				wanted.map((i) => (i + 0.5) / 30)
			);
			expect(look, list).toMatchObject({ error: null, numbers: wanted });
		}
	});

	it('of a clip that lies on its side is turned as that is', async () => {
		const clip = await brought(await large('rot90.mp4'));
		expect(await room.files.lighten(clip), troubles.join('\n')).toBe(true);
		const wanted = leaping(120);
		const look = await cinema.look(
			{ clip, kind: 'hls', list: 'low.m3u8' },
			wanted.map((i) => (i + 0.5) / 30),
			true
		);
		expect(look).toMatchObject({ error: null, width: 360, height: 640, numbers: wanted });
	});

	it('of uneven pictures keeps each one’s time', async () => {
		const clip = await brought(await large('vfr.mp4', '-bf', '0'));
		expect(await room.files.lighten(clip), troubles.join('\n')).toBe(true);
		const times = leaping(240).map((i) => (i + 0.5) / 30);
		const [light, best] = [
			await cinema.look({ clip, kind: 'hls', list: 'low.m3u8' }, times),
			await cinema.look({ clip, kind: 'hls' }, times)
		];
		expect(light.numbers).toEqual(best.numbers);
	});

	it('and a conversion of uneven HEVC show each picture until the next', async () => {
		const clip = await brought(
			await large('vfr.mp4', '-c:v', 'libx265', '-x265-params', 'log-level=none', '-tag:v', 'hvc1')
		);
		expect(await room.files.lighten(clip), troubles.join('\n')).toBe(true);
		const times = leaping(240).map((i) => (i + 0.5) / 30);
		const truth = await cinema.look({ original: 'vfr.mp4' }, times);
		for (const list of ['index.m3u8', 'low.m3u8']) {
			const look = await cinema.look({ clip, kind: 'hls', list }, times);
			expect(look, list).toMatchObject({ error: null, numbers: truth.numbers });
		}
	}, 180_000);

	it('is not made of a clip that is small, nor left behind when it is erased or replaced', async () => {
		const small = await brought(await clipBytes('noaudio.mp4'));
		expect(await room.files.lighten(small)).toBe(false);
		expect(await readdir(join(room.dir, 'clips', small.id))).toEqual(['original']);
		const clip = await brought(await large('noaudio.mp4'));
		const making = room.files.lighten(clip);
		await room.files.erase(clip.id);
		expect(await making).toBe(false);
		expect(await readdir(join(room.dir, 'clips'))).not.toContain(clip.id);
		const again = await brought(await large('noaudio.mp4'));
		expect(await room.files.lighten(again)).toBe(true);
		await room.files.put(again, await clipBytes('vfr.mp4'));
		expect(await textOf(again, 'low.m3u8')).toBe('not-found');
	});
});
