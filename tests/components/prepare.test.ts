import { BlobSource, Input, MP4, VideoSampleSink, WEBM, EncodedPacketSink, AudioSampleSink } from 'mediabunny';
import { describe, expect, it } from 'vitest';
import type { ClipEdits } from '$lib/domain/clip-edits';
import type { HiddenRegion } from '$lib/domain/hidden-regions';
import { openForPreparing } from '$lib/client/prepare';
import faststart from '../fixtures/clips/h264_aac_faststart.mp4?url';
import hevc from '../fixtures/clips/hevc_hvc1.mov?url';
import longgop from '../fixtures/clips/longgop.mp4?url';
import rot90 from '../fixtures/clips/rot90.mp4?url';
import vfr from '../fixtures/clips/vfr.mp4?url';
import vp9 from '../fixtures/clips/vp9_opus.webm?url';

// Real pictures, taken apart and made anew by the browser; every frame of the clips bears its number in 12 squares.
const never = new AbortController().signal;
const clip = async (url: string): Promise<Blob> => (await fetch(url)).blob();

async function prepared(url: string, change: Partial<ClipEdits> = {}, progress: number[] = []) {
	const preparing = await openForPreparing(await clip(url));
	const whole = { from: 0, to: preparing.durationMs, cut: 'key-frames', turn: 0, mute: false, hidden: [] } as const;
	try {
		return await preparing.make({ ...whole, ...change }, ({ share }) => progress.push(share), never);
	} finally {
		preparing.close();
	}
}

interface Seen {
	/** ms */
	at: number;
	paint: OffscreenCanvasRenderingContext2D;
	number: number;
}

/** Every frame of a file as it is shown, with the number read from its pixels; `turn` is undone before reading. */
async function framesOf(file: Blob, turn = 0): Promise<Seen[]> {
	const input = new Input({ formats: [MP4, WEBM], source: new BlobSource(file) });
	const track = await input.getPrimaryVideoTrack();
	if (!track) throw new Error('no pictures');
	const frames: Seen[] = [];
	for await (const sample of new VideoSampleSink(track).samples()) {
		const paint = new OffscreenCanvas(320, 180).getContext('2d', { willReadFrequently: true });
		if (!paint) throw new Error('no canvas');
		paint.translate(160, 90);
		paint.rotate((-turn * Math.PI) / 180);
		const [w, h] = turn % 180 === 0 ? [320, 180] : [180, 320];
		sample.draw(paint, -w / 2, -h / 2, w, h);
		frames.push({ at: sample.timestamp * 1000, paint, number: numberOn(paint) });
		sample.close();
	}
	input.dispose();
	return frames;
}

const green = (paint: OffscreenCanvasRenderingContext2D, bit: number): number =>
	paint.getImageData(14 + 20 * bit, 160, 1, 1).data[1] ?? 0;
const bits = Array.from({ length: 12 }, (_, i) => i);
const numberOn = (paint: OffscreenCanvasRenderingContext2D): number =>
	bits.reduce((sum, bit) => sum + (green(paint, bit) > 128 ? 2 ** bit : 0), 0);
const numbers = (frames: Seen[]): number[] => frames.map(({ number }) => number);
const run = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

/** Covers all squares of the number, from 2 to 4 s. */
const overNumber: HiddenRegion = {
	...{ id: 'a', shape: 'rectangle', from: 2_000, to: 4_000 },
	spots: [{ at: 2_000, x: 124 / 320, y: 160 / 180, rx: 125 / 320, ry: 14 / 180 }]
};

describe('cut', () => {
	it('[C2] to key frames: exactly the frames from the key frame to the end are in the file, none before', async () => {
		const { blob, fromMs } = await prepared(faststart, { from: 3_400, to: 8_000 });
		const seen = numbers(await framesOf(blob));
		expect(fromMs).toBe(4_000);
		expect(seen[0]).toBe(120);
		expect(seen).toEqual(run(120, 120 + seen.length));
		expect(seen.at(-1)).toBeLessThan(240);
		expect(seen.at(-1)).toBeGreaterThanOrEqual(237);
	});
	it('[C2] exactly: exactly the frames from the beginning to the end', async () => {
		const progress: number[] = [];
		const { blob, fromMs, durationMs, type } = await prepared(
			faststart,
			{ from: 3_400, to: 5_000, cut: 'exact' },
			progress
		);
		expect(numbers(await framesOf(blob))).toEqual(run(102, 150));
		expect([fromMs, durationMs, type]).toEqual([3_400, 1_600, 'video/mp4']);
		expect(progress.every((share, i) => share >= (progress[i - 1] ?? 0))).toBe(true);
	});
	it('exactly, where the nearest key frame is seconds away', async () => {
		const { blob } = await prepared(longgop, { from: 4_000, to: 5_000, cut: 'exact' });
		expect(numbers(await framesOf(blob))).toEqual(run(120, 150));
	});
	it('uneven frames keep their own times', async () => {
		const before = (await framesOf(await clip(vfr))).filter(({ at }) => at >= 1_999.5 && at < 3_999.5);
		const after = await framesOf((await prepared(vfr, { from: 2_000, to: 4_000, cut: 'exact' })).blob);
		expect(numbers(after)).toEqual(numbers(before));
		after.forEach(({ at }, i) => expect(Math.abs(at - ((before[i]?.at ?? 0) - (before[0]?.at ?? 0)))).toBeLessThan(1));
	});
});

describe('sound', () => {
	it('stays with its picture when pictures are made anew', async () => {
		const loudest = async (file: Blob, from: number) => {
			const track = await new Input({ formats: [MP4, WEBM], source: new BlobSource(file) }).getPrimaryAudioTrack();
			const loud: number[] = new Array<number>(160).fill(0);
			if (track)
				for await (const sample of new AudioSampleSink(track).samples(from / 1000)) {
					const plane = new Float32Array(sample.numberOfFrames);
					sample.copyTo(plane, { planeIndex: 0, format: 'f32-planar' });
					plane.forEach((value, i) => {
						const part = Math.floor((sample.timestamp - from / 1000 + i / sample.sampleRate) * 100);
						if (part in loud) loud[part] = Math.max(loud[part] ?? 0, Math.abs(value));
					});
					sample.close();
				}
			return loud;
		};
		const { blob } = await prepared(faststart, { from: 3_400, to: 5_000, cut: 'exact' });
		const [was, is] = [await loudest(await clip(faststart), 3_400), await loudest(blob, 0)];
		const off = (shift: number) => is.reduce((sum, value, i) => sum + Math.abs(value - (was[i + shift] ?? 0)), 0);
		const best = run(-20, 21).reduce((a, b) => (off(b) < off(a) ? b : a), 0);
		expect(Math.abs(best)).toBeLessThanOrEqual(1); // 10 ms
		expect(Math.max(...is)).toBeGreaterThan(0.05);
	});
});

describe('[C5] hidden', () => {
	it('nothing can be read under it, in any frame of its span and one more at both sides', async () => {
		const { blob } = await prepared(faststart, { hidden: [overNumber], to: 6_000, cut: 'exact' });
		const frames = await framesOf(blob);
		expect(frames).toHaveLength(180);
		frames.forEach(({ paint, number }, i) => {
			const covered = i >= 59 && i <= 121;
			if (!covered) return expect(number, `frame ${i}`).toBe(i);
			for (const bit of bits) {
				// a square is 20 px: not only its middle is gone, and what stands there does not depend on what was there
				const { data } = paint.getImageData(6 + 20 * bit, 152, 16, 16);
				for (let at = 1; at < data.length; at += 4) {
					expect(data[at], `frame ${i}, square ${bit}`).toBeGreaterThan(80);
					expect(data[at], `frame ${i}, square ${bit}`).toBeLessThan(160);
				}
			}
		});
	});
	it('it is the same whatever is under it: nothing of the picture goes into it', async () => {
		const { blob } = await prepared(faststart, {
			hidden: [{ ...overNumber, from: 0, to: 6_000 }],
			to: 2_000,
			cut: 'exact'
		});
		const frames = await framesOf(blob);
		const first = bits.map((bit) => green(frames[1]?.paint as OffscreenCanvasRenderingContext2D, bit));
		for (const { paint } of frames)
			bits.forEach((bit) => expect(Math.abs(green(paint, bit) - (first[bit] ?? 0))).toBeLessThan(12));
	});
	it('follows a bystander between two moments', async () => {
		// one square wide, from the first square to the last in two seconds
		const over = (bit: number) => ({ x: (14 + 20 * bit) / 320, y: 160 / 180, rx: 14 / 320, ry: 14 / 180 });
		const moving: HiddenRegion = {
			...{ id: 'b', shape: 'ellipse', from: 0, to: 2_000 },
			spots: [
				{ at: 0, ...over(0) },
				{ at: 2_000, ...over(11) }
			]
		};
		const frames = await framesOf((await prepared(faststart, { hidden: [moving], to: 3_000, cut: 'exact' })).blob);
		for (let i = 0; i <= 60; i++) {
			const bit = Math.round((i / 60) * 11);
			const value = green(frames[i]?.paint as OffscreenCanvasRenderingContext2D, bit);
			expect(value, `frame ${i}, square ${bit}`).toBeGreaterThan(80);
			expect(value, `frame ${i}, square ${bit}`).toBeLessThan(160);
		}
		expect(numbers(frames.slice(62))).toEqual(run(62, 90));
	});
	it('on a clip that lies on its side, and is turned once more', async () => {
		const upright: HiddenRegion = {
			...overNumber,
			// the same squares, in the picture as it is shown: a quarter turned
			spots: [{ at: 0, x: 0, y: 0, rx: 0, ry: 0 }]
		};
		const preparing = await openForPreparing(await clip(rot90));
		expect([preparing.width, preparing.height]).toEqual([180, 320]);
		preparing.close();
		const shownTurn = (await rotationOf(await clip(rot90))) as 90 | 270;
		const spot = shownTurn === 90 ? { x: 20 / 180, y: 124 / 320 } : { x: 160 / 180, y: 196 / 320 };
		const hidden = [{ ...upright, spots: [{ at: 0, ...spot, rx: 14 / 180, ry: 125 / 320 }] }];
		const { blob } = await prepared(rot90, { hidden, turn: 90, to: 3_000, cut: 'exact' });
		const frames = await framesOf(blob, shownTurn + 90);
		expect(numbers(frames.slice(0, 59))).toEqual(run(0, 59));
		for (const { paint } of frames.slice(59))
			for (const bit of bits) {
				expect(green(paint, bit)).toBeGreaterThan(80);
				expect(green(paint, bit)).toBeLessThan(160);
			}
	});
	it('and in WebM', async () => {
		const { blob, type } = await prepared(vp9, { hidden: [overNumber], to: 3_000, cut: 'exact' });
		expect(type).toBe('video/webm');
		const frames = await framesOf(blob);
		for (const { paint, at } of frames)
			if (at > 2_000) for (const bit of bits) expect(green(paint, bit)).toBeLessThan(160);
	});
});

async function rotationOf(file: Blob): Promise<number> {
	const input = new Input({ formats: [MP4], source: new BlobSource(file) });
	return (await (await input.getPrimaryVideoTrack())?.getRotation()) ?? 0;
}

describe('what this browser has no codec for', () => {
	it('HEVC: hiding is refused, never left out; cutting to key frames still works', async () => {
		const preparing = await openForPreparing(await clip(hevc));
		const whole = { from: 0, to: preparing.durationMs, cut: 'key-frames', turn: 0, mute: false } as const;
		const hiding = { ...whole, hidden: [overNumber] };
		if (!preparing.canMakeAnew) {
			expect(preparing.plan(hiding)).toEqual({ way: 'refused', why: 'cannot-hide' });
			await expect(preparing.make(hiding, () => undefined, never)).rejects.toThrow('cannot-hide');
		}
		const { blob, fromMs } = await preparing.make({ ...whole, from: 1_500, hidden: [] }, () => undefined, never);
		preparing.close();
		const track = await new Input({ formats: [MP4], source: new BlobSource(blob) }).getPrimaryVideoTrack();
		const first = track && (await new EncodedPacketSink(track).getFirstPacket());
		expect(first?.type).toBe('key');
		expect(fromMs).toBeGreaterThanOrEqual(1_500);
	});
});

it('pictures and sound to choose from come one by one', async () => {
	const preparing = await openForPreparing(await clip(faststart));
	const places: number[] = [];
	await preparing.pictures(12, 48, (index) => places.push(index), never);
	let peaks = new Float32Array();
	await preparing.sound(100, (heard) => (peaks = heard.slice()), never);
	preparing.close();
	expect(places).toEqual(run(0, 12));
	expect(peaks.filter((peak) => peak > 0.05).length).toBeGreaterThan(20);
	expect(peaks.every((peak) => peak >= 0 && peak <= 1)).toBe(true);
});
