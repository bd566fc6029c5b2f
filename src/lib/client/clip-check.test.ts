import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { clipLimits } from '$lib/domain/clip-facts';
import { checkClip } from './clip-check';

const fixture = async (name: string): Promise<File> =>
	new File([await readFile(new URL(`../../../tests/fixtures/clips/${name}`, import.meta.url))], name);
const able = { serverCanConvert: true };
const unable = { serverCanConvert: false };

/** The same file, counting how much of it is read. */
function counted(file: File): { file: File; read: () => number } {
	let read = 0;
	const slice = file.slice.bind(file);
	file.slice = (from = 0, to = file.size, type) => {
		read += Math.min(to, file.size) - from;
		return slice(from, to, type);
	};
	file.arrayBuffer = () => expect.fail('the whole file was loaded');
	file.stream = () => expect.fail('the whole file was streamed');
	return { file, read: () => read };
}

describe('looking at a chosen file', () => {
	it.each([
		['h264_aac_moovend.mp4', { codec: 'h264', durationMs: 12_000, width: 320, height: 180 }],
		['rot90.mp4', { codec: 'h264', width: 180, height: 320 }],
		['phone.mov', { codec: 'h264', width: 180, height: 320 }],
		['fragmented.mp4', { codec: 'h264' }],
		['vp9_opus.webm', { codec: 'vp9', durationMs: 8_008 }],
		['mediarecorder_like.webm', { codec: 'vp8', durationMs: 0 }]
	])('%s may be sent', async (name, glance) => {
		expect(await checkClip(await fixture(name), unable)).toMatchObject({ ok: true, ...glance });
	});

	it('HEVC may be sent only where the server has a codec for it', async () => {
		expect(await checkClip(await fixture('hevc_hvc1.mov'), unable)).toEqual({ ok: false, code: 'hevc-not-here' });
		expect(await checkClip(await fixture('hevc_hvc1.mov'), able)).toMatchObject({
			ok: true,
			codec: 'hevc',
			durationMs: 8_000
		});
	});

	it.each([
		['audioonly.m4a', 'no-picture'],
		['not_a_video.mp4', 'not-a-video'],
		['truncated_nomoov.mp4', 'truncated'],
		['truncated_faststart.mp4', 'truncated']
	])('%s is refused: %s', async (name, code) => {
		expect(await checkClip(await fixture(name), able)).toMatchObject({ ok: false, code });
	});

	it('refuses by size without reading a byte', async () => {
		const { file: large, read } = counted(new File([], 'large.mp4'));
		Object.defineProperty(large, 'size', { value: clipLimits.bytes + 1 });
		expect(await checkClip(large, able)).toMatchObject({ ok: false, code: 'too-large' });
		expect(read()).toBe(0);
	});

	it('refuses by length', async () => {
		const bytes = Buffer.from(await (await fixture('vfr.mp4')).arrayBuffer());
		bytes.writeUInt32BE(100, bytes.indexOf('mdhd', 0, 'latin1') + 16); // a clock of 100 a second instead of 15,360
		const { limit, durationMs } = (await factsOfRefusal(new File([bytes], 'long.mp4'))) ?? {};
		expect([limit, durationMs]).toEqual([clipLimits.durationMs, expect.any(Number)]);
	});

	it('lets what will be cut first be longer', async () => {
		const bytes = Buffer.from(await (await fixture('vfr.mp4')).arrayBuffer());
		bytes.writeUInt32BE(100, bytes.indexOf('mdhd', 0, 'latin1') + 16);
		expect(await checkClip(new File([bytes], 'long.mp4'), { ...able, limits: false })).toMatchObject({ ok: true });
	});

	it('reads the index of a large file, not the file', async () => {
		const small = new Uint8Array(await (await fixture('h264_aac_faststart.mp4')).arrayBuffer());
		const padding = new Uint8Array(200_000_000);
		new DataView(padding.buffer).setUint32(0, padding.length);
		padding.set(new TextEncoder().encode('free'), 4);
		const { file, read } = counted(new File([small, padding], 'large.mp4'));
		expect(await checkClip(file, able)).toMatchObject({ ok: true, durationMs: 12_000 });
		expect(read()).toBeLessThan(8_000_000);
	});
});

async function factsOfRefusal(file: File): Promise<Record<string, number> | undefined> {
	const answer = await checkClip(file, able);
	expect(answer).toMatchObject({ ok: false, code: 'too-long' });
	return answer.ok ? undefined : answer.facts;
}
