import { afterAll, describe, expect, it } from 'vitest';
import { clipLimits } from '$lib/domain/clip-facts';
import { clipBytes, mediaRoom, newClip } from '../../support/clips';

const without = await mediaRoom(null);
/** Inspection never starts ffmpeg; it only has to know whether there is one. */
const withFfmpeg = await mediaRoom({ binary: '/nowhere/ffmpeg', bwrap: null, nice: null, prlimit: null });
afterAll(() => Promise.all([without.end(), withFfmpeg.end()]));

async function look(bytes: Uint8Array, room = without) {
	const clip = newClip();
	await room.files.put(clip, bytes);
	return room.files.inspect(clip);
}
const lookAt = async (name: string, room = without) => look(await clipBytes(name), room);
const text = (words: string): Uint8Array => new TextEncoder().encode(words);

const upright = { width: 320, height: 180, rotation: 0 };
const lying = { width: 180, height: 320, rotation: 0 };
const even = { fps: 30, evenFrames: true };

describe('what a clip is', () => {
	it.each([
		[
			'h264_aac_moovend.mp4',
			{ container: 'mp4', audioCodec: 'aac', durationMs: 12_000, frames: 360, ...upright, ...even }
		],
		[
			'h264_aac_faststart.mp4',
			{ container: 'mp4', audioCodec: 'aac', durationMs: 12_000, frames: 360, ...upright, ...even }
		],
		['longgop.mp4', { container: 'mp4', audioCodec: 'aac', durationMs: 12_000, frames: 360, ...upright, ...even }],
		['fragmented.mp4', { container: 'mp4', audioCodec: 'aac', durationMs: 6_133, frames: 182, ...upright, ...even }],
		['vfr.mp4', { container: 'mp4', audioCodec: 'aac', durationMs: 8_000, frames: 158, ...upright, evenFrames: false }],
		['noaudio.mp4', { container: 'mp4', audioCodec: 'none', durationMs: 4_133, frames: 122, ...upright }],
		['rot90.mp4', { container: 'mp4', audioCodec: 'aac', durationMs: 4_133, frames: 122, ...lying }],
		['phone.mov', { container: 'mov', audioCodec: 'aac', durationMs: 4_133, frames: 122, ...lying }],
		// Damaged pictures in the middle are shown damaged: the index is whole, and no decoder looks before the viewer's.
		[
			'corrupt_middle.mp4',
			{ container: 'mp4', audioCodec: 'aac', durationMs: 12_000, frames: 360, ...upright, ...even }
		]
	])('%s is H.264 and played as it is', async (name, facts) => {
		for (const room of [without, withFfmpeg]) {
			expect(await lookAt(name, room)).toMatchObject({
				ok: true,
				value: { videoCodec: 'h264', path: 'as-is', ...facts }
			});
		}
	});

	it('VP9 goes into another container, with or without ffmpeg', async () => {
		const facts = {
			container: 'webm',
			videoCodec: 'vp9',
			audioCodec: 'opus',
			durationMs: 8_007,
			frames: 240,
			path: 'remux',
			...upright,
			...even
		};
		expect(await lookAt('vp9_opus.webm')).toEqual({ ok: true, value: facts });
		expect(await lookAt('vp9_opus.webm', withFfmpeg)).toEqual({ ok: true, value: facts });
	});

	it('VP8 is converted where ffmpeg is, and served as WebM where it is not', async () => {
		const facts = { container: 'webm', videoCodec: 'vp8', audioCodec: 'opus', durationMs: 6_007, frames: 180 };
		expect(await lookAt('mediarecorder_like.webm', withFfmpeg)).toMatchObject({
			ok: true,
			value: { ...facts, path: 'convert' }
		});
		expect(await lookAt('mediarecorder_like.webm')).toMatchObject({ ok: true, value: { ...facts, path: 'remux' } });
	});

	it.each(['hevc_hvc1.mov', 'hevc10_hlg.mov'])(
		'%s is converted where ffmpeg is, and refused where it is not',
		async (name) => {
			expect(await lookAt(name, withFfmpeg)).toMatchObject({
				ok: true,
				value: { videoCodec: 'hevc', path: 'convert' }
			});
			expect(await lookAt(name)).toMatchObject({ ok: false, code: 'hevc-not-here' });
		}
	);
});

describe('what is refused', () => {
	it.each([
		['audioonly.m4a', 'no-picture'],
		['not_a_video.mp4', 'not-a-video'],
		['truncated_nomoov.mp4', 'truncated'],
		['truncated_faststart.mp4', 'truncated']
	])('%s: %s', async (name, code) => {
		for (const room of [without, withFfmpeg]) expect(await lookAt(name, room)).toMatchObject({ ok: false, code });
	});

	it('a playlist, a page, a picture or nothing under a video’s name is not a video', async () => {
		const payloads = [
			'#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n',
			'ffconcat version 1.0\nfile /etc/passwd\n',
			'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
			'%PDF-1.7 not a video at all',
			'PK\u0003\u0004 zip',
			''
		];
		for (const payload of payloads)
			expect(await look(text(payload)), payload).toMatchObject({ ok: false, code: 'not-a-video' });
	});

	it('a playlist behind a real file type box is refused too', async () => {
		const head = (await clipBytes('h264_aac_faststart.mp4')).subarray(0, 32);
		const answer = await look(
			new Uint8Array([...head, ...text('#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n')]),
			withFfmpeg
		);
		expect(answer.ok).toBe(false);
	});

	it('a WebM that broke off before it said', async () => {
		const bytes = await clipBytes('vp9_opus.webm');
		expect(await look(bytes.subarray(0, bytes.length * 0.6))).toMatchObject({ ok: false, code: 'truncated' });
	});

	it('more than twenty minutes, and not a little less', async () => {
		expect(await look(await stretched(clipLimits.durationMs + 5_000))).toMatchObject({ ok: false, code: 'too-long' });
		expect(await look(await stretched(clipLimits.durationMs - 5_000))).toMatchObject({ ok: true });
	});

	it('a picture of absurd size, by its own word', async () => {
		const bytes = Buffer.from(await clipBytes('noaudio.mp4'));
		bytes.writeUInt32BE(0x3000_3000, bytes.indexOf('avc1', 1_000, 'latin1') + 28);
		expect(await look(bytes)).toMatchObject({ ok: false, code: 'too-large' });
	});

	it('an upload that is not all there', async () => {
		const clip = newClip();
		expect(await without.files.inspect(clip)).toMatchObject({ ok: false, code: 'clip-gone' });
	});

	it('a clip cut from several places', async () => {
		const bytes = Buffer.from(await clipBytes('h264_aac_faststart.mp4'));
		const elst = bytes.indexOf('elst', 0, 'latin1');
		const row = bytes.subarray(elst + 12, elst + 24);
		const edts = Buffer.concat([bytes.subarray(0, elst + 24), row, bytes.subarray(elst + 24)]);
		for (const name of ['moov', 'trak', 'edts', 'elst']) grow(edts, name, 12);
		edts.writeUInt32BE(2, elst + 8);
		for (const room of [without, withFfmpeg]) {
			expect(await look(shiftedOffsets(edts, 12), room)).toMatchObject({ ok: false, code: 'unsupported-codec' });
		}
	});

	it('a codec nobody here plays', async () => {
		const bytes = Buffer.from(await clipBytes('noaudio.mp4'));
		bytes.write('mjpg', bytes.indexOf('avc1', 1_000, 'latin1'), 'latin1');
		expect(await look(bytes, withFfmpeg)).toMatchObject({ ok: false, code: 'unsupported-codec' });
	});
});

/** A clip whose pictures each last so long that the whole lasts about `ms` (its clock is slowed down). */
async function stretched(ms: number): Promise<Uint8Array> {
	const bytes = Buffer.from(await clipBytes('vfr.mp4')); // no edit shift, 8 s
	const mdhd = bytes.indexOf('mdhd', 0, 'latin1');
	bytes.writeUInt32BE(Math.round((15_360 * 8_000) / ms), mdhd + 16);
	const mvhd = bytes.indexOf('mvhd', 0, 'latin1');
	bytes.writeUInt32BE(1, mvhd + 16); // so that the edit list's 8,000 movie ticks do not cut it short
	return bytes;
}

/** Makes the first box of a name so many bytes larger. */
function grow(bytes: Buffer, name: string, by: number): void {
	const at = bytes.indexOf(name, 0, 'latin1') - 4;
	bytes.writeUInt32BE(bytes.readUInt32BE(at) + by, at);
}

/** The index stands first: when it grows, every chunk moves back. */
function shiftedOffsets(bytes: Buffer, by: number): Uint8Array {
	const moved = Buffer.from(bytes);
	for (let at = moved.indexOf('stco', 0, 'latin1'); at >= 0; at = moved.indexOf('stco', at + 4, 'latin1')) {
		const rows = moved.readUInt32BE(at + 8);
		for (let i = 0; i < rows; i++) moved.writeUInt32BE(moved.readUInt32BE(at + 12 + 4 * i) + by, at + 12 + 4 * i);
	}
	return moved;
}
