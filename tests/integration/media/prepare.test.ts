import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input } from 'mediabunny';
import { afterAll, describe, expect, it } from 'vitest';
import { playKind, type ClipFacts } from '$lib/domain/clip-facts';
import { argsFor } from '$lib/server/media/convert';
import type { OpenClipFiles } from '$lib/server/media/clip-files';
import { findFfmpeg, runFfmpeg, type FfmpegTool } from '$lib/server/media/ffmpeg';
import { clipBytes, mediaRoom, newClip } from '../../support/clips';

const tool = await findFfmpeg();
const troubles: string[] = [];
const without = await mediaRoom(null);
const room = await mediaRoom(tool, (_, said) => troubles.push(said));
afterAll(() => Promise.all([without.end(), room.end()]));

async function prepared(files: OpenClipFiles, bytes: Uint8Array) {
	const clip = newClip();
	await files.put(clip, bytes);
	const seen = await files.inspect(clip);
	if (!seen.ok) throw new Error(seen.code);
	return { clip, before: seen.value, made: await files.prepare(clip, seen.value) };
}

async function valueOf(files: OpenClipFiles, name: string) {
	const { clip, before, made } = await prepared(files, await clipBytes(name));
	if (!made.ok) throw new Error(`${made.code}: ${troubles.join('\n')}`);
	return { clip, before, after: made.value };
}

/** All that a viewer receives, joined into one file. */
async function served(files: OpenClipFiles, clip: ReturnType<typeof newClip>): Promise<Uint8Array> {
	const whole: Uint8Array[] = [];
	for (const name of ['init.mp4', ...Array.from({ length: 100 }, (_, i) => `seg${i}.m4s`)]) {
		const part = await files.part(clip, name, null);
		if (!part.ok) break;
		whole.push(part.value.body as Uint8Array);
	}
	return new Uint8Array(Buffer.concat(whole));
}

async function shownTimes(bytes: Uint8Array): Promise<number[]> {
	using input = new Input({ formats: ALL_FORMATS, source: new BufferSource(bytes) });
	const track = (await input.getPrimaryVideoTrack()) ?? expect.fail('no picture');
	const packets = await Array.fromAsync(new EncodedPacketSink(track).packets());
	return packets.map((packet) => packet.timestamp).sort((a, b) => a - b);
}

/** Clear copies that ffmpeg was given, in memory or on disk: there must be none after a job. */
async function leftovers(dir: string): Promise<string[]> {
	const prefix = `kijkkring-${createHash('sha256').update(resolve(dir)).digest('hex').slice(0, 12)}`;
	const memory = await readdir('/dev/shm').catch(() => []);
	return [...memory.filter((name) => name.startsWith(prefix)), ...(await readdir(`${dir}/tmp`))];
}

describe('preparing', () => {
	it('leaves alone what is played as it is', async () => {
		const { clip, before, after } = await valueOf(without.files, 'h264_aac_faststart.mp4');
		expect(after).toEqual(before);
		expect(await readdir(`${without.dir}/clips/${clip.id}`)).toEqual(['original']);
	});

	it('puts VP9 into an mp4 without ffmpeg, every picture at its own time, and runs twice without harm', async () => {
		const { clip, before, after } = await valueOf(without.files, 'vp9_opus.webm');
		expect(after).toMatchObject({
			container: 'mp4',
			videoCodec: 'vp9',
			audioCodec: 'opus',
			frames: 240,
			path: 'remux'
		});
		expect(playKind(after)).toBe('hls');
		const [was, is] = [
			await shownTimes(await clipBytes('vp9_opus.webm')),
			await shownTimes(await served(without.files, clip))
		];
		expect(is.length).toBe(was.length);
		// The first one is shown from 0 on.
		is.slice(1).forEach((time, i) => expect(time).toBeCloseTo(was[i + 1] ?? NaN, 3));
		const sealed = () => readFile(`${without.dir}/clips/${clip.id}/played`);
		const first = await sealed();
		expect(await without.files.prepare(clip, before)).toEqual({ ok: true, value: after });
		expect(await without.files.prepare(clip, after)).toEqual({ ok: true, value: after });
		expect((await sealed()).equals(first)).toBe(true);
	});

	it('gives a live VP8 recording a length and an index where there is no ffmpeg', async () => {
		const { clip, after } = await valueOf(without.files, 'mediarecorder_like.webm');
		expect(after).toMatchObject({ container: 'webm', videoCodec: 'vp8', frames: 180, path: 'remux' });
		expect(playKind(after)).toBe('file');
		const part = await without.files.part(clip, 'clip.webm', null);
		const bytes = await new Response(part.ok ? (part.value.body as ReadableStream) : null).bytes();
		using input = new Input({ formats: ALL_FORMATS, source: new BufferSource(bytes) });
		expect(await (await input.getPrimaryVideoTrack())?.getDurationFromMetadata()).toBeCloseTo(6, 1);
		expect(Buffer.from(bytes).includes(Buffer.from([0x1c, 0x53, 0xbb, 0x6b]))).toBe(true); // Cues
	});

	it('refuses to convert where nothing can', async () => {
		const clip = newClip();
		await without.files.put(clip, await clipBytes('hevc_hvc1.mov'));
		expect(await without.files.prepare(clip, factsOf('hevc'))).toMatchObject({ ok: false, code: 'hevc-not-here' });
		expect(await without.files.prepare(clip, factsOf('h264'))).toMatchObject({ ok: false, code: 'unsupported-codec' });
	});

	it('says that the clip is gone when it is', async () => {
		expect(await without.files.prepare(newClip(), { ...factsOf('vp9'), path: 'remux' })).toMatchObject({
			ok: false,
			code: 'clip-gone'
		});
	});

	it('refuses a rendition that came out shorter than the original', async () => {
		const clip = newClip();
		await without.files.put(clip, await clipBytes('vp9_opus.webm'));
		const seen = await without.files.inspect(clip);
		if (!seen.ok) throw new Error(seen.code);
		const claimed = { ...seen.value, durationMs: seen.value.durationMs + 4_000 };
		expect(await without.files.prepare(clip, claimed)).toMatchObject({ ok: false, code: 'conversion-failed' });
		expect(await readdir(`${without.dir}/clips/${clip.id}`)).toEqual(['original']);
	});
});

// Where there is no ffmpeg, the tests above and those of inspect hold the other documented way.
describe.runIf(tool)('converting with ffmpeg', () => {
	it.each(['hevc_hvc1.mov', 'hevc10_hlg.mov', 'mediarecorder_like.webm'])(
		'%s keeps every picture and its time',
		async (name) => {
			const progress: number[] = [];
			const clip = newClip();
			const original = await clipBytes(name);
			await room.files.put(clip, original);
			const seen = await room.files.inspect(clip);
			const made = seen.ok ? await room.files.prepare(clip, seen.value, (part) => progress.push(part)) : seen;
			if (!made.ok || !seen.ok) throw new Error(`${name}: ${troubles.join('\n')}`);
			expect(made.value).toMatchObject({
				container: 'mp4',
				videoCodec: 'h264',
				audioCodec: 'aac',
				frames: seen.value.frames,
				path: 'convert'
			});
			const [was, is] = [await shownTimes(original), await shownTimes(await served(room.files, clip))];
			expect(is.length).toBe(was.length);
			is.slice(1).forEach((time, i) => expect(time).toBeCloseTo(was[i + 1] ?? NaN, 2.5));
			expect(progress.every((part) => part >= 0 && part <= 1)).toBe(true);
			expect(await leftovers(room.dir)).toEqual([]);
		}
	);

	it('[X4] can be watched before it is done: what was told early stays as it was, segment by segment', async () => {
		const { bytes, facts } = await longClip(tool as FfmpegTool, '320x180', 12);
		const clip = newClip();
		await room.files.put(clip, bytes);
		const early: { facts: ClipFacts; list: string; first: Uint8Array; last: string; beyond: string }[] = [];
		const made = await room.files.prepare(
			clip,
			facts,
			() => {},
			async (told) => {
				const list = await room.files.part(clip, 'index.m3u8', null);
				const first = await room.files.part(clip, 'seg0.m4s', null);
				const last = await room.files.part(clip, 'seg6.m4s', null);
				const beyond = await room.files.part(clip, 'seg7.m4s', null);
				if (!list.ok || !first.ok) throw new Error('told too early');
				early.push({
					facts: told,
					list: new TextDecoder().decode(list.value.body as Uint8Array),
					first: first.value.body as Uint8Array,
					last: last.ok ? 'there' : last.code,
					beyond: beyond.ok ? 'there' : beyond.code
				});
			}
		);
		if (!made.ok) throw new Error(troubles.join('\n'));
		const [seen] = early;
		expect(early.length).toBe(1);
		expect(seen?.facts).toMatchObject({ container: 'mp4', videoCodec: 'h264', durationMs: 12_000, early: true });
		expect(made.value.early).toBeUndefined();
		// what is to come is listed too, so that a player waits for it where it is asked for
		expect(seen?.list).toContain('ENDLIST');
		const list = await room.files.part(clip, 'index.m3u8', null);
		const whole = list.ok ? new TextDecoder().decode(list.value.body as Uint8Array) : '';
		const seconds = (text = ''): number[] => [...text.matchAll(/#EXTINF:([\d.]+)/g)].map((match) => Number(match[1]));
		expect(seconds(whole).length).toBe(7);
		expect(seconds(seen?.list).length).toBe(7);
		seconds(whole).forEach((value, i) => expect(value).toBeCloseTo(seconds(seen?.list)[i] ?? NaN, 2));
		expect(seen?.last).toBe('clip-arriving');
		expect(seen?.beyond).toBe('not-found');
		const first = await room.files.part(clip, 'seg0.m4s', null);
		expect(first.ok && Buffer.from(first.value.body as Uint8Array).equals(seen?.first ?? new Uint8Array(0))).toBe(true);
	});

	it('stops in the middle when the clip is erased, and leaves no process, no clear copy and no folder', async () => {
		const { bytes, facts } = await longClip(tool as FfmpegTool);
		const clip = newClip();
		await room.files.put(clip, bytes);
		let started = (): void => {};
		const running = new Promise<void>((resolve) => (started = resolve));
		const job = room.files.prepare(clip, facts, () => started());
		const queued = room.files.prepare(clip, facts);
		await running;
		expect((await leftovers(room.dir)).length).toBe(1);
		expect((await ffmpegsOn(room.dir)).length).toBeGreaterThan(0);
		await room.files.erase(clip.id);
		expect(await job).toMatchObject({ ok: false, code: 'clip-gone' });
		expect(await queued).toMatchObject({ ok: false, code: 'clip-gone' });
		expect(await leftovers(room.dir)).toEqual([]);
		expect(await ffmpegsOn(room.dir)).toEqual([]);
		expect(await readdir(`${room.dir}/clips`)).not.toContain(clip.id);
	});

	it('follows no playlist into another file, even if one came this far', async () => {
		const victim = `${room.dir}/victim.mp4`;
		await writeFile(victim, await clipBytes('h264_aac_faststart.mp4'));
		const payload = `${room.dir}/payload.mp4`;
		await writeFile(payload, `#EXTM3U\n#EXT-X-TARGETDURATION:12\n#EXTINF:12,\nfile://${victim}\n#EXT-X-ENDLIST\n`);
		const stolen: Uint8Array[] = [];
		const onOutput = async (bytes: Uint8Array): Promise<void> => void stolen.push(bytes);
		const args = (input: string): string[] => argsFor({ facts: factsOf('hevc'), sound: 0, keyFramesAt: null }, input);
		const open = { ...(tool as FfmpegTool), bwrap: null }; // the whitelist alone, then both
		for (const held of [open, tool as FfmpegTool]) {
			const end = await runFfmpeg(held, {
				input: payload,
				args,
				onOutput,
				signal: new AbortController().signal,
				wallMs: 20_000
			});
			expect(end.ok).toBe(false);
		}
		expect(stolen).toEqual([]);
	});

	it('is cut off after its time', async () => {
		const input = `${room.dir}/slow.mp4`;
		await writeFile(input, await clipBytes('hevc_hvc1.mov'));
		const args = (name: string): string[] => [
			'-nostdin',
			'-loglevel',
			'error',
			'-re',
			'-stream_loop',
			'-1',
			'-i',
			name,
			'-f',
			'null',
			'-'
		];
		const run = { input, args, onOutput: () => Promise.resolve(), signal: new AbortController().signal, wallMs: 300 };
		expect(await runFfmpeg(tool as FfmpegTool, run)).toMatchObject({ ok: false });
	});
});

function factsOf(videoCodec: ClipFacts['videoCodec']): ClipFacts {
	return {
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
	};
}

/** Synthetic, and long enough to still be converting when it is erased. */
async function longClip(
	ffmpeg: FfmpegTool,
	size = '1280x720',
	seconds = 20
): Promise<{ bytes: Uint8Array; facts: ClipFacts }> {
	const pieces: Uint8Array[] = [];
	const args = (): string[] =>
		`-nostdin -loglevel error -f lavfi -i testsrc2=s=${size}:r=30:d=${seconds} -c:v libx264 -preset ultrafast -f mov -movflags frag_keyframe+empty_moov pipe:1`.split(
			' '
		);
	const run = { input: '/dev/null', args, signal: new AbortController().signal, wallMs: 60_000 };
	await runFfmpeg(ffmpeg, { ...run, onOutput: async (bytes) => void pieces.push(new Uint8Array(bytes)) });
	return {
		bytes: new Uint8Array(Buffer.concat(pieces)),
		facts: { ...factsOf('h264'), durationMs: seconds * 1_000, frames: seconds * 30 }
	};
}

/** Command lines of running programs that name this room's clear copy. */
async function ffmpegsOn(dir: string): Promise<string[]> {
	const prefix = `kijkkring-${createHash('sha256').update(resolve(dir)).digest('hex').slice(0, 12)}`;
	const lines = await Promise.all(
		(await readdir('/proc').catch(() => []))
			.filter((name) => /^\d+$/.test(name))
			.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''))
	);
	return lines.filter((line) => line.includes(prefix));
}
