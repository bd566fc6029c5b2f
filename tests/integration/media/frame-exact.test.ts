import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { playKind } from '$lib/domain/clip-facts';
import { findFfmpeg } from '$lib/server/media/ffmpeg';
import type { OpenClipFiles } from '$lib/server/media/clip-files';
import { clipBytes, mediaRoom, newClip, shownTimes } from '../../support/clips';
import { openCinema, type Cinema } from './player-page';

/*
 * Observations are pinned to a moment; two frames beside it is another look on a child's face. So a real browser plays
 * what the media room serves, jumps about, and reads the number that stands in each picture.
 */
const tool = await findFfmpeg();
const plain = await mediaRoom(null);
const converting = await mediaRoom(tool);
let cinema: Cinema;
beforeAll(async () => {
	cinema = await openCinema([plain.files, converting.files]);
});
afterAll(async () => {
	await cinema.end();
	await Promise.all([plain.end(), converting.end()]);
});

async function ready(name: string, files: OpenClipFiles) {
	const clip = newClip();
	await files.put(clip, await clipBytes(name));
	const seen = await files.inspect(clip);
	const made = seen.ok ? await files.prepare(clip, seen.value) : seen;
	if (!made.ok) throw new Error(made.code);
	return { clip, facts: made.value, kind: playKind(made.value) };
}

/** Numbers 0..n-1 in an order that leaps back and forth, and visits many neighbours of key frames. */
const leaping = (n: number): number[] => Array.from({ length: 60 }, (_, i) => (i * 37 + (i % 3)) % n);

/** Half-way through picture `i` of a 30-per-second clip whose first picture is shown at `first` seconds. */
const middleOf = (i: number, first: number): number => first + (i + 0.5) / 30;

describe('the picture at a moment is the picture of that moment', () => {
	it.each([
		['h264_aac_moovend.mp4', 360, 0],
		['h264_aac_faststart.mp4', 360, 0],
		['longgop.mp4', 360, 0],
		['fragmented.mp4', 182, 2 / 30],
		['noaudio.mp4', 120, 0],
		['vp9_opus.webm', 240, 0.007],
		['mediarecorder_like.webm', 180, 0.007]
	])('%s', async (name, pictures, first) => {
		const { clip, kind } = await ready(name, plain.files);
		const wanted = leaping(pictures);
		const look = await cinema.look(
			{ clip, kind },
			wanted.map((i) => middleOf(i, first))
		);
		expect(look.error).toBeNull();
		expect(look.numbers).toEqual(wanted);
	});

	it('vfr.mp4: at uneven times, the same pictures as the browser shows of the original', async () => {
		const { clip, kind } = await ready('vfr.mp4', plain.files);
		const times = leaping(240).map((i) => middleOf(i, 0));
		const [ours, theirs] = [
			await cinema.look({ clip, kind }, times),
			await cinema.look({ original: 'vfr.mp4' }, times)
		];
		expect(ours.error).toBeNull();
		expect(ours.numbers).toEqual(theirs.numbers);
		// The number is the picture's place in the even clip it was thinned out from: the last one at or before the moment.
		times.forEach((time, i) => {
			expect(ours.numbers[i]).toBeLessThanOrEqual(time * 30);
			expect(ours.numbers[i]).toBeGreaterThan(time * 30 - 5);
		});
	});

	it('uneven_bframes.mp4: every picture from its first moment to its last, though they are decoded in another order', async () => {
		const { clip, kind, facts } = await ready('uneven_bframes.mp4', plain.files);
		expect([facts.path, facts.evenFrames]).toEqual(['as-is', false]);
		const shown = await shownTimes('uneven_bframes.mp4');
		expect(shown.length).toBe(facts.frames);
		// near its beginning, in the middle, near its end: there a browser that thinks it ends sooner shows another one
		const moments = shown.flatMap((at, i) => {
			const end = shown[i + 1] ?? facts.durationMs / 1000;
			return [0.15, 0.5, 0.85].map((part) => ({ time: at + part * (end - at), number: Math.round(at * 30) }));
		});
		const wanted = leaping(moments.length).flatMap((i) => moments[i] ?? []);
		const look = await cinema.look(
			{ clip, kind },
			[...moments, ...wanted].map(({ time }) => time)
		);
		expect(look.error).toBeNull();
		expect(look.numbers).toEqual([...moments, ...wanted].map(({ number }) => number));
	});

	it.each(['rot90.mp4', 'phone.mov'])(
		'%s: upright by the matrix in the init segment, no turn left to the player',
		async (name) => {
			const { clip, kind, facts } = await ready(name, plain.files);
			const wanted = leaping(120);
			const look = await cinema.look(
				{ clip, kind },
				wanted.map((i) => middleOf(i, 0)),
				true
			);
			expect(look).toMatchObject({ width: 180, height: 320, error: null, numbers: wanted });
			expect([facts.width, facts.height, facts.rotation]).toEqual([180, 320, 0]);
		}
	);

	it('a seek straight into the middle, before anything else was loaded, is exact too', async () => {
		for (const name of ['h264_aac_moovend.mp4', 'fragmented.mp4', 'longgop.mp4']) {
			const { clip, kind } = await ready(name, plain.files);
			const first = name === 'fragmented.mp4' ? 2 / 30 : 0;
			const look = await cinema.look({ clip, kind, startAt: 5 }, [
				middleOf(150, first),
				middleOf(151, first),
				middleOf(149, first)
			]);
			expect(look).toMatchObject({ error: null, numbers: [150, 151, 149] });
		}
	});

	it('a clip cut in the middle of a group of pictures begins at the next key frame, and is exact from there', async () => {
		const clip = newClip();
		await plain.files.put(clip, await cutClip());
		expect(await plain.files.inspect(clip)).toMatchObject({ ok: true, value: { path: 'as-is', durationMs: 8_000 } });
		const wanted = leaping(210).filter((i) => i > 0);
		const look = await cinema.look(
			{ clip, kind: 'hls' },
			wanted.map((i) => middleOf(i, 0.5))
		);
		expect(look).toMatchObject({ error: null, numbers: wanted.map((i) => i + 90) });
	});

	it.runIf(tool)('the same clip, converted, begins where it was cut', async () => {
		const clip = newClip();
		await converting.files.put(clip, await cutClip());
		const seen = await converting.files.inspect(clip);
		expect(seen).toMatchObject({ ok: true, value: { path: 'convert', frames: 240, durationMs: 8_000 } });
		expect(seen.ok && (await converting.files.prepare(clip, seen.value))).toMatchObject({ ok: true });
		const wanted = leaping(240);
		const look = await cinema.look(
			{ clip, kind: 'hls' },
			wanted.map((i) => middleOf(i, 0))
		);
		expect(look).toMatchObject({ error: null, numbers: wanted.map((i) => i + 75) });
	});

	it.each([
		['h264_aac_moovend.mp4', 'aac'],
		['phone.mov', 'aac'],
		['vp9_opus.webm', 'opus']
	])('%s sounds: %s is decoded', async (name, codec) => {
		const { clip, kind, facts } = await ready(name, plain.files);
		expect(facts.audioCodec).toBe(codec);
		expect((await cinema.look({ clip, kind }, [0.5])).soundBytes).toBeGreaterThan(0);
	});

	// Where there is no ffmpeg these clips are refused or served as WebM, which the tests above and inspect.test.ts hold.
	it.runIf(tool).each([
		['hevc_hvc1.mov', 240, 0],
		['hevc10_hlg.mov', 120, 0],
		['mediarecorder_like.webm', 180, 0.007]
	])('%s, converted', async (name, pictures, first) => {
		const { clip, kind } = await ready(name, converting.files);
		const wanted = leaping(pictures);
		const look = await cinema.look(
			{ clip, kind },
			wanted.map((i) => middleOf(i, first))
		);
		expect(kind).toBe('hls');
		expect(look.error).toBeNull();
		expect(look.numbers).toEqual(wanted);
	});
});

/** A clip as a phone trims it: nothing is removed, an edit list says to show 8 s from 2.5 s on, between two key frames. */
async function cutClip(): Promise<Uint8Array> {
	const bytes = Buffer.from(await clipBytes('h264_aac_faststart.mp4'));
	const picture = bytes.indexOf('elst', 0, 'latin1');
	const sound = bytes.indexOf('elst', picture + 4, 'latin1');
	for (const [elst, ticks] of [
		[picture, 15_360],
		[sound, 48_000]
	] as const) {
		bytes.writeUInt32BE(8_000, elst + 12);
		bytes.writeInt32BE(2.5 * ticks + 1_024, elst + 16);
	}
	return bytes;
}
