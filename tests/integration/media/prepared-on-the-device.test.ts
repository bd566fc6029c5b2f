import { afterAll, describe, expect, it } from 'vitest';
import { openForPreparing } from '$lib/client/prepare';
import type { ClipEdits } from '$lib/domain/clip-edits';
import { clipBytes, mediaRoom, newClip } from '../../support/clips';

// What a browser copies for us is a clip the server plays as it is: the same code, run here without a browser.
const room = await mediaRoom({ binary: '/nowhere/ffmpeg', bwrap: null, nice: null, prlimit: null });
afterAll(() => room.end());

async function inspected(name: string, change: Partial<ClipEdits>) {
	const preparing = await openForPreparing(new Blob([new Uint8Array(await clipBytes(name))]));
	const whole = { from: 0, to: preparing.durationMs, cut: 'key-frames', turn: 0, mute: false, hidden: [] } as const;
	const prepared = await preparing.make({ ...whole, ...change }, () => undefined, new AbortController().signal);
	preparing.close();
	const clip = newClip();
	await room.files.put(clip, new Uint8Array(await prepared.blob.arrayBuffer()));
	return { prepared, seen: await room.files.inspect(clip) };
}

const mp4 = { container: 'mp4', videoCodec: 'h264', path: 'as-is' };

describe('a clip made ready on the device', () => {
	it.each([
		['h264_aac_moovend.mp4', {}, { ...mp4, frames: 360, durationMs: 12_000, evenFrames: true }],
		['h264_aac_moovend.mp4', { from: 3_400, to: 12_000 }, { ...mp4, frames: 240, durationMs: 8_000, evenFrames: true }],
		['h264_aac_moovend.mp4', { mute: true }, { ...mp4, audioCodec: 'none' }],
		['longgop.mp4', { from: 9_000 }, { ...mp4, frames: 60 }],
		['fragmented.mp4', {}, { ...mp4, frames: 182 }],
		['vfr.mp4', {}, { ...mp4, frames: 158, evenFrames: false }],
		['rot90.mp4', {}, { ...mp4, frames: 122, width: 180, height: 320 }],
		['phone.mov', { turn: 90 as const }, { ...mp4, frames: 122, width: 320, height: 180 }],
		['hevc_hvc1.mov', {}, { videoCodec: 'hevc', path: 'convert' }],
		['vp9_opus.webm', {}, { container: 'webm', videoCodec: 'vp9', path: 'remux', frames: 240 }]
	])('%s, %j', async (name, change, facts) => {
		const { prepared, seen } = await inspected(name, change);
		expect(seen).toMatchObject({ ok: true, value: facts });
		if (seen.ok) expect(Math.abs(seen.value.durationMs - prepared.durationMs)).toBeLessThan(60);
	});
});
