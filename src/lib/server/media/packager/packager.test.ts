import { readFile } from 'node:fs/promises';
import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input, type EncodedPacket } from 'mediabunny';
import { describe, expect, it } from 'vitest';
import { BrokenClip, bounds, type ReadAt } from './box-reader';
import { box, fullBox, joined, words, zeros } from './box-writer';
import { initSegmentOf } from './init-segment';
import { readMovie } from './movie';
import { decodedAt, packagingOf, reachOf, segmentsFit } from './packaging';
import { shownAt } from './shown-order';
import { playlistOf } from './playlist';
import { segmentOf } from './segment';

const clip = async (name: string): Promise<Uint8Array> =>
	new Uint8Array(await readFile(new URL(`../../../../../tests/fixtures/clips/${name}`, import.meta.url)));
const reader =
	(bytes: Uint8Array): ReadAt =>
	(offset, length) =>
		Promise.resolve(bytes.subarray(offset, offset + length));

async function packaged(bytes: Uint8Array) {
	const packaging = packagingOf(await readMovie(reader(bytes), bytes.length)) ?? expect.fail('no picture');
	const segments = await Promise.all(packaging.segments.map((_, i) => segmentOf(packaging, i, reader(bytes))));
	return { packaging, segments, whole: joined(initSegmentOf(packaging), ...segments) };
}

/** Every packet as an independent demuxer sees it, in decode order. */
async function packets(bytes: Uint8Array, kind: 'video' | 'audio'): Promise<EncodedPacket[]> {
	using input = new Input({ formats: ALL_FORMATS, source: new BufferSource(bytes) });
	const track = kind === 'video' ? await input.getPrimaryVideoTrack() : await input.getPrimaryAudioTrack();
	return track ? await Array.fromAsync(new EncodedPacketSink(track).packets()) : [];
}

const same = (a: EncodedPacket, b: EncodedPacket): boolean => Buffer.from(a.data).equals(b.data);

const progressive = [
	'h264_aac_moovend.mp4',
	'h264_aac_faststart.mp4',
	'rot90.mp4',
	'phone.mov',
	'vfr.mp4',
	'uneven_bframes.mp4',
	'longgop.mp4',
	'noaudio.mp4'
];

describe.each([...progressive, 'fragmented.mp4'])('packaging %s', (name) => {
	it('shows every picture at the time, in the order and with the bytes of the original', async () => {
		const bytes = await clip(name);
		const [before, after] = [await packets(bytes, 'video'), await packets((await packaged(bytes)).whole, 'video')];
		expect(after.length).toBe(before.length);
		before.forEach((packet, i) => {
			const now = after[i] ?? expect.fail('a picture is lost');
			// The first picture also stands for the moment before it, if there is one.
			expect(now.timestamp).toBeCloseTo(i === 0 ? 0 : packet.timestamp, 5);
			expect(now.type).toBe(packet.type);
			expect(same(now, packet)).toBe(true);
		});
	});

	it('sounds every packet from time 0 at the time and with the bytes of the original', async () => {
		const bytes = await clip(name);
		const heard = (await packets(bytes, 'audio')).filter((packet) => packet.timestamp + packet.duration > 1e-6);
		const after = await packets((await packaged(bytes)).whole, 'audio');
		expect(after.length).toBe(heard.length);
		heard.forEach((packet, i) => {
			const now = after[i] ?? expect.fail('sound is lost');
			expect(now.timestamp).toBeCloseTo(Math.max(0, packet.timestamp), 5);
			expect(same(now, packet)).toBe(true);
		});
	});

	it('writes for every picture how long it is seen, and begins each segment when its first picture is seen', async () => {
		const bytes = await clip(name);
		const { packaging, whole } = await packaged(bytes);
		const after = await packets(whole, 'video');
		const shown = after.map(({ timestamp }) => timestamp).sort((a, b) => a - b);
		for (const { timestamp, duration } of after) {
			const next =
				shown[shown.indexOf(timestamp) + 1] ?? packaging.segments.reduce((sum, { seconds }) => sum + seconds, 0);
			expect(timestamp + duration).toBeCloseTo(next, 4);
		}
		const { picture, segments } = packaging;
		for (const { picture: range } of segments.slice(1)) {
			expect(decodedAt(picture, range.from)).toBe(shownAt(picture.track, range.from));
			for (let i = range.from + 1; i < range.to; i++)
				expect(shownAt(picture.track, i)).toBeGreaterThan(shownAt(picture.track, range.from));
		}
	});

	it('begins each segment with a key frame, decoding at the playlist time, sound never before picture', async () => {
		const { packaging } = await packaged(await clip(name));
		const { picture, sound, segments } = packaging;
		let playlistTime = 0;
		for (const segment of segments) {
			const start = decodedAt(picture, segment.picture.from) / picture.track.timescale;
			expect(start).toBeCloseTo(playlistTime, 9);
			expect(picture.track.samples.key[segment.picture.from]).toBe(1);
			if (sound && segment.sound.to > segment.sound.from) {
				const first = decodedAt(sound, segment.sound.from) / sound.track.timescale;
				expect(first).toBeGreaterThanOrEqual(start);
			}
			playlistTime += segment.seconds;
		}
		expect(playlistOf(packaging).match(/seg\d+\.m4s/g)?.length).toBe(segments.length);
	});
});

describe('the index of a movie', () => {
	it('cuts segments of two seconds where key frames allow, shorter first ones, and as long as a group of pictures where not', async () => {
		const even = await packaged(await clip('h264_aac_moovend.mp4'));
		expect(even.packaging.segments.map((segment) => segment.seconds)).toEqual([1, 1, 2, 2, 2, 2, 2]);
		const long = await packaged(await clip('longgop.mp4'));
		expect(long.packaging.segments.map((segment) => segment.seconds)).toEqual([10, 2]);
	});

	it('carries none of the maker of the file: no names, no dates', async () => {
		const original = await clip('h264_aac_moovend.mp4');
		const names = /Lavf|VideoHandler|SoundHandler|udta/;
		expect(Buffer.from(original).toString('latin1')).toMatch(names);
		const { packaging } = await packaged(original);
		expect(Buffer.from(initSegmentOf(packaging)).toString('latin1')).not.toMatch(names);
	});

	it('reads 64-bit boxes and offsets', async () => {
		const bytes = await clip('h264_aac_moovend.mp4');
		const wide = widened(bytes);
		expect(await packets((await packaged(wide)).whole, 'video')).toEqual(
			await packets((await packaged(bytes)).whole, 'video')
		);
	});

	it('keeps what an edit list cut off to itself', async () => {
		const bytes = Buffer.from(await clip('h264_aac_faststart.mp4'));
		// The teacher cut the first 3 s and everything after 7 s: media starts at 3 s of 15360 ticks, shown for 4 s.
		const elst = bytes.indexOf('elst', 0, 'latin1');
		bytes.writeUInt32BE(4_000, elst + 12);
		bytes.writeInt32BE(3 * 15_360 + 1_024, elst + 16);
		const { packaging } = await packaged(bytes);
		const { track, from, to } = packaging.picture;
		expect([from, shownAt(track, from)]).toEqual([90, 0]);
		expect(to).toBeLessThanOrEqual(210 + 2);
		expect(to).toBeGreaterThanOrEqual(210);
	});
});

describe('a file that lies', () => {
	it('is refused when a table claims more rows than its box holds', async () => {
		const bytes = Buffer.from(await clip('h264_aac_faststart.mp4'));
		for (const table of ['stsz', 'stts', 'stco', 'stsc', 'stss', 'ctts', 'elst']) {
			const lie = Buffer.from(bytes);
			const at = lie.indexOf(table, 0, 'latin1') + 4 + (table === 'stsz' ? 8 : 4);
			lie.writeUInt32BE(0xffff_fff0, at);
			await expect(readMovie(reader(lie), lie.length), table).rejects.toBeInstanceOf(BrokenClip);
		}
	});

	it('is refused when equal-sized samples make four billion out of nothing', async () => {
		const lie = Buffer.from(await clip('h264_aac_faststart.mp4'));
		const at = lie.indexOf('stsz', 0, 'latin1') + 8;
		lie.writeUInt32BE(1, at);
		lie.writeUInt32BE(0xffff_ffff, at + 4);
		await expect(readMovie(reader(lie), lie.length)).rejects.toBeInstanceOf(BrokenClip);
	});

	it('is not packaged when all its samples point at the same megabyte', async () => {
		const movie = await clip('h264_aac_faststart.mp4').then((bytes) => readMovie(reader(bytes), bytes.length));
		const track = movie.tracks[0] ?? expect.fail('no track');
		const honest = packagingOf(movie) ?? expect.fail('no picture');
		expect(segmentsFit(honest)).toBe(true);
		track.samples.size.fill(bounds.segmentBytes / 50);
		expect(segmentsFit(packagingOf(movie) ?? expect.fail('no picture'))).toBe(false);
	});

	it('is refused when it is nothing but tiny boxes', async () => {
		const many = new Uint8Array(8 * (bounds.topLevelBoxes + 2));
		for (let at = 0; at < many.length; at += 8) many.set(box('free'), at);
		await expect(readMovie(reader(many), many.length)).rejects.toThrow('too many boxes');
		const nested = box(
			'moov',
			fullBox('mvhd', 0, 0, zeros(96)),
			...Array.from({ length: bounds.childrenPerBox }, () => box('free'))
		);
		await expect(readMovie(reader(nested), nested.length)).rejects.toThrow('too many boxes');
	});

	it('never does worse than being refused, wherever a bit falls over', async () => {
		for (const name of ['h264_aac_faststart.mp4', 'fragmented.mp4', 'phone.mov']) {
			const honest = await clip(name);
			const moov = Buffer.from(honest).indexOf('moov', 0, 'latin1');
			let random = 12_345;
			for (let round = 0; round < 400; round++) {
				const lie = new Uint8Array(honest);
				for (let hit = 0; hit < 1 + (round % 4); hit++) {
					random = (random * 1_103_515_245 + 12_345) % 2 ** 31;
					const at = (moov + (random % 5_600)) % lie.length;
					lie[at] = random >> 8;
				}
				await tryIt(lie);
			}
		}
	}, 30_000);
});

/** Goes all the way, as a viewer would; only a refusal or a range error of the file's end may come out. */
async function tryIt(bytes: Uint8Array): Promise<void> {
	try {
		const packaging = packagingOf(await readMovie(reader(bytes), bytes.length));
		if (!packaging || !segmentsFit(packaging)) return;
		initSegmentOf(packaging);
		playlistOf(packaging);
		await segmentOf(packaging, 0, reader(bytes));
	} catch (error) {
		if (!(error instanceof BrokenClip)) throw error;
	}
}

/** The same movie with a 64-bit `mdat` header and `co64` tables, as phones write above 4 GB. */
function widened(bytes: Uint8Array): Uint8Array {
	const source = Buffer.from(bytes);
	const mdat = source.indexOf('mdat', 0, 'latin1') - 4;
	const length = source.readUInt32BE(mdat);
	const head = Buffer.alloc(16);
	head.writeUInt32BE(1, 0);
	head.write('mdat', 4, 'latin1');
	head.writeBigUInt64BE(BigInt(length + 8), 8);
	const moov = widenOffsets(source.subarray(mdat + length), 8);
	return joined(source.subarray(0, mdat), head, source.subarray(mdat + 8, mdat + length), moov);
}

const parents = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl']);

function widenOffsets(bytes: Buffer, shift: number): Uint8Array {
	const out: Uint8Array[] = [];
	for (let at = 0; at + 8 <= bytes.length; at += bytes.readUInt32BE(at)) {
		const type = bytes.toString('latin1', at + 4, at + 8);
		const body = bytes.subarray(at + 8, at + bytes.readUInt32BE(at));
		if (parents.has(type)) out.push(box(type, widenOffsets(body, shift)));
		else if (type === 'stco') {
			const rows = Array.from({ length: body.readUInt32BE(4) }, (_, i) =>
				words(0, body.readUInt32BE(8 + 4 * i) + shift)
			);
			out.push(fullBox('co64', 0, 0, words(rows.length), ...rows));
		} else out.push(box(type, body));
	}
	return joined(...out);
}

describe('[M1] a clip of which only the beginning has arrived', () => {
	const upTo = async (bytes: Uint8Array, arrived: number) =>
		packagingOf(await readMovie(reader(bytes.subarray(0, arrived)), bytes.length, arrived));

	it('is laid out whole when its index came first, as it will be when all is there', async () => {
		const bytes = await clip('h264_aac_faststart.mp4');
		const { packaging } = await packaged(bytes);
		const early = (await upTo(bytes, reachOf(packaging, 0))) ?? expect.fail('no index');
		expect(playlistOf(early)).toBe(playlistOf(packaging));
		expect(initSegmentOf(early)).toEqual(initSegmentOf(packaging));
		const first = bytes.subarray(0, reachOf(packaging, 0));
		expect(await segmentOf(early, 0, reader(first))).toEqual(await segmentOf(packaging, 0, reader(bytes)));
		await expect(segmentOf(early, 1, reader(first))).rejects.toThrow('shorter');
	});

	it('says that its index is still to come, and nothing worse, at every byte before', async () => {
		const bytes = await clip('h264_aac_faststart.mp4');
		const moov = Buffer.from(bytes).indexOf('moov') - 4;
		const end = moov + new DataView(bytes.buffer, bytes.byteOffset).getUint32(moov);
		for (const arrived of [0, 1, 15, 16, 40, moov + 15, end - 1])
			await expect(upTo(bytes, arrived)).rejects.toMatchObject({ kind: 'awaited' });
		expect(await upTo(bytes, end)).not.toBeNull();
		const late = await clip('h264_aac_moovend.mp4');
		await expect(upTo(late, late.length - 1)).rejects.toMatchObject({ kind: 'awaited' });
	});

	it('is refused at once when its index promises what can never come', async () => {
		const bytes = await clip('truncated_faststart.mp4');
		await expect(upTo(bytes, bytes.length - 1)).rejects.toMatchObject({ kind: 'truncated' });
	});

	it('grows at its end alone when it is in fragments, and ends as the whole clip', async () => {
		const bytes = await clip('fragmented.mp4');
		const { packaging, segments } = await packaged(bytes);
		let before: string[] = [];
		for (let arrived = 0; arrived < bytes.length; arrived += 8_191) {
			const now = await upTo(bytes, arrived).catch(() => null);
			if (!now) continue;
			const list = playlistOf(now);
			const rows = list.match(/#EXTINF.*\n.*/g) ?? [];
			expect(rows.slice(0, before.length)).toEqual(before);
			expect([list.includes('TYPE:EVENT'), list.includes('ENDLIST')]).toEqual([true, false]);
			for (let i = 0; i < rows.length; i++) {
				if (reachOf(now, i) <= arrived)
					expect(await segmentOf(now, i, reader(bytes.subarray(0, arrived)))).toEqual(segments[i]);
			}
			before = rows;
		}
		expect(before.length).toBeGreaterThan(1);
		expect((playlistOf(packaging).match(/#EXTINF.*\n.*/g) ?? []).slice(0, before.length)).toEqual(before);
		expect(playlistOf(packaging)).toContain('ENDLIST');
	});
});
