import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { argsFor, costLimits } from '$lib/server/media/convert';
import { findFfmpeg, runFfmpeg, type FfmpegTool } from '$lib/server/media/ffmpeg';
import { clipBytes, mediaRoom, newClip } from '../../support/clips';
import { bombs, noteArguments, pretenders } from '../../support/hostile-clips';
import { watched } from '../../support/watched-ffmpeg';

const tool = await findFfmpeg();
/** Would fail loudly if it were started: what is refused must never come that far. */
const untouched = await mediaRoom({ binary: '/nowhere/ffmpeg', bwrap: null, nice: null, prlimit: null });
const room = await mediaRoom(tool);
afterAll(() => Promise.all([untouched.end(), room.end()]));

async function look(bytes: Uint8Array, files = untouched.files) {
	const clip = newClip();
	await files.put(clip, bytes);
	const seen = await files.inspect(clip);
	await files.erase(clip.id);
	return seen;
}

const noVideo = new Set(['not-a-video', 'truncated', 'no-picture', 'unsupported-codec']);

describe('[X1] what only pretends to be a video', () => {
	it('is refused before any decoder sees it, each with one clear reason', async () => {
		const all = await pretenders();
		expect(all.length).toBeGreaterThanOrEqual(60);
		expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
		for (const { name, bytes } of all) {
			const seen = await look(bytes);
			expect(seen.ok ? 'taken for a video' : noVideo.has(seen.code), name).toBe(true);
		}
		expect(await look(await clipBytes('hevc_hvc1.mov'))).toMatchObject({ ok: true });
	});

	it.runIf(tool)('gets nothing out of ffmpeg, even if it came that far, with and without bubblewrap', async () => {
		const dangerous = (await pretenders()).filter(({ name }) =>
			/playlist, (file|http|concat)|^concat|DASH$|AVI|QuickTime/.test(name)
		);
		for (const [n, { name, bytes }] of dangerous.entries()) {
			const input = `${room.dir}/payload-${n}.mp4`;
			await writeFile(input, bytes);
			const held = n % 2 ? { ...(tool as FfmpegTool), bwrap: null } : (tool as FfmpegTool);
			expect(await outputOf(held, input), name).toBe(0);
		}
	});

	it.runIf(tool)('a whole conversion opens its one file, writes none, and calls nobody', async () => {
		const watch = await watched(tool as FfmpegTool);
		if (!watch) return; // no strace here
		try {
			for (const bwrap of [null, watch.tool.bwrap]) {
				expect(
					await outputOf({ ...watch.tool, bwrap }, `${room.dir}/kijkkring-000000000000-x`, 'hevc_hvc1.mov')
				).toBeGreaterThan(10_000);
			}
			expect(await watch.attempts()).toEqual({ runs: 2, network: [], written: [], read: [] });
			// and the watcher would have seen it
			await outputOf({ ...watch.tool, bwrap: null }, `${room.dir}/elsewhere.mov`, 'hevc_hvc1.mov');
			expect((await watch.attempts()).read.length).toBeGreaterThan(0);
		} finally {
			await watch.end();
		}
	});
});

describe('[X3] what would cost everything', () => {
	it('is refused by its own words, in no time', async () => {
		for (const { name, bytes, code } of await bombs()) {
			const began = performance.now();
			const seen = await look(bytes);
			expect(seen.ok ? 'taken' : seen.code, name).toBe(code);
			expect(performance.now() - began, name).toBeLessThan(20_000);
		}
	});

	it.runIf(tool)('a picture far larger than its container says is stopped by ffmpeg’s own limit', async () => {
		const made = `${room.dir}/huge.mov`;
		const huge = 'color=c=gray:s=7680x7680:r=1:d=1';
		execFileSync((tool as FfmpegTool).binary, [
			...['-nostdin', '-loglevel', 'error', '-f', 'lavfi', '-i', huge, '-c:v', 'libx264', '-preset', 'ultrafast', made]
		]);
		const bytes = await readFile(made);
		bytes.writeUInt32BE((320 << 16) + 180, bytes.indexOf('avc1', 0, 'latin1') + 28);
		await writeFile(made, bytes);
		expect(await outputOf(tool as FfmpegTool, made, null, 'h264')).toBeLessThan(10_000);
	});

	it.runIf(tool)('output without end is stopped at what the clip can be worth', async () => {
		let written = 0;
		const end = await runFfmpeg(tool as FfmpegTool, {
			input: '/dev/null',
			args: () => [
				'-nostdin',
				'-loglevel',
				'error',
				'-f',
				'lavfi',
				'-i',
				'testsrc2=s=640x360',
				'-f',
				'rawvideo',
				'pipe:1'
			],
			onOutput: async (bytes) => void (written += bytes.length),
			signal: new AbortController().signal,
			wallMs: 60_000,
			outputBytes: 3_000_000
		});
		expect(end.ok).toBe(false);
		expect(written).toBeLessThanOrEqual(3_000_000);
	});

	it('time, processor and output grow with what the clip is, and are small for a small clip', () => {
		const small = costLimits({ width: 320, height: 180, frames: 60, durationMs: 2_000 });
		expect(small.cpuSeconds).toBeLessThanOrEqual(120);
		expect(small.outputBytes).toBeLessThanOrEqual(400e6);
		const lesson = costLimits({ width: 1920, height: 1080, frames: 9_000, durationMs: 300_000 });
		expect(lesson.cpuSeconds).toBeGreaterThan(1_500);
		expect(lesson.outputBytes).toBeGreaterThan(450e6);
		expect(costLimits({ width: 4096, height: 2304, frames: 1e6, durationMs: 1.2e6 }).outputBytes).toBeLessThanOrEqual(
			2e9
		);
	});
});

describe.runIf(tool)('[X5] what is served or made holds no notes about anybody', () => {
	const secret = 'Zomerzang-7';
	it.each([
		'h264_aac_faststart.mp4',
		'phone.mov',
		'fragmented.mp4',
		'hevc_hvc1.mov',
		'vp9_opus.webm',
		'mediarecorder_like.webm'
	])('%s', async (name) => {
		const noted = `${room.dir}/noted-${name}`;
		const from = fileURLToPath(new URL(`../../fixtures/clips/${name}`, import.meta.url));
		execFileSync((tool as FfmpegTool).binary, [
			...['-nostdin', '-loglevel', 'error', '-i', from, '-c', 'copy', '-map', '0'],
			...noteArguments(secret),
			...(name.endsWith('.webm')
				? []
				: ['-movflags', name.startsWith('frag') ? 'frag_keyframe+empty_moov' : 'use_metadata_tags']),
			noted
		]);
		const bytes = new Uint8Array(await readFile(noted));
		expect(notesIn(bytes, secret)).not.toEqual([]);
		const clip = newClip();
		await room.files.put(clip, bytes);
		const seen = await room.files.inspect(clip);
		const made = seen.ok ? await room.files.prepare(clip, seen.value) : seen;
		expect(made.ok ? 'yes' : made.code).toBe('yes');
		for (const part of [
			'index.m3u8',
			'init.mp4',
			...Array.from({ length: 30 }, (_, n) => `seg${n}.m4s`),
			'clip.webm'
		]) {
			const answer = await room.files.part(clip, part, null);
			if (!answer.ok) continue;
			const body =
				answer.value.body instanceof Uint8Array ? answer.value.body : await new Response(answer.value.body).bytes();
			expect(notesIn(body, secret), part).toEqual([]);
		}
	});
});

function notesIn(bytes: Uint8Array, secret: string): string[] {
	const all = Buffer.from(bytes);
	return [secret, '52.3702', '004.8952', 'udta', 'com.apple', 'com.android', 'ISO6709', '2026-03-04'].filter(
		(note) => all.includes(note, 0, 'latin1') || all.includes(note, 0, 'utf16le')
	);
}

/** Bytes that come out of a conversion. `fixture`: written to `input` first. */
async function outputOf(
	held: FfmpegTool,
	input: string,
	fixture: string | null = null,
	videoCodec: 'hevc' | 'h264' = 'hevc'
): Promise<number> {
	if (fixture) await writeFile(input, await clipBytes(fixture));
	const facts = {
		container: 'mov',
		videoCodec,
		audioCodec: 'aac',
		durationMs: 8_000,
		width: 320,
		height: 180,
		rotation: 0,
		frames: 240,
		fps: 30,
		evenFrames: true,
		path: 'convert'
	} as const;
	let bytes = 0;
	await runFfmpeg(held, {
		input,
		args: (name) => argsFor({ facts, sound: 0, keyFramesAt: null }, name),
		onOutput: async (piece) => void (bytes += piece.length),
		signal: new AbortController().signal,
		...costLimits(facts)
	});
	return bytes;
}
