import { readFile } from 'node:fs/promises';
import { BlobSource, EncodedPacketSink, Input, MP4, QTFF, WEBM, type InputTrack } from 'mediabunny';
import { describe, expect, it } from 'vitest';
import type { ClipEdits } from '$lib/domain/clip-edits';
import { openForPreparing } from '.';

const never = new AbortController().signal;
const clip = async (name: string): Promise<Blob> =>
	new Blob([await readFile(new URL(`../../../../tests/fixtures/clips/${name}`, import.meta.url))]);
const bytesOf = async (blob: Blob): Promise<Buffer<ArrayBuffer>> => Buffer.from(await blob.arrayBuffer());
const box = (type: string, ...bodies: Uint8Array[]): Buffer<ArrayBuffer> => {
	const body = Buffer.concat(bodies);
	const head = Buffer.alloc(8);
	head.writeUInt32BE(8 + body.length);
	head.write(type, 4, 'latin1');
	return Buffer.concat([head, body]);
};
const notes = ['+52.1234+004.5678/', 'Toestel van J.', 'gemaakt in de klas', 'serienummer 0001'];

/** A phone's clip with notes in every place where files keep them. */
async function withNotes(): Promise<Blob> {
	const bytes = await bytesOf(await clip('h264_aac_moovend.mp4'));
	const at = bytes.lastIndexOf('moov', undefined, 'latin1') - 4;
	const index = bytes.subarray(at, at + bytes.readUInt32BE(at));
	const [place, device, comment, serial] = notes.map((note) => Buffer.from(note));
	const none = Buffer.alloc(0);
	const extra = [
		box('udta', box('\xa9xyz', place ?? none), box('\xa9mod', device ?? none)),
		box('meta', comment ?? none)
	];
	const longer = box('moov', index.subarray(8), ...extra);
	return new Blob([
		bytes.subarray(0, at),
		longer,
		box('uuid', Buffer.alloc(16), serial ?? none),
		box('free', device ?? none)
	]);
}

async function prepared(file: Blob, change: Partial<ClipEdits> = {}) {
	const preparing = await openForPreparing(file);
	const whole = { from: 0, to: preparing.durationMs, cut: 'key-frames', turn: 0, mute: false, hidden: [] } as const;
	try {
		return { ...(await preparing.make({ ...whole, ...change }, () => undefined, never)), before: preparing.durationMs };
	} finally {
		preparing.close();
	}
}

const read = (file: Blob) => new Input({ formats: [MP4, QTFF, WEBM], source: new BlobSource(file) });
async function packets(track: InputTrack | null) {
	const all = [];
	if (track) for await (const packet of new EncodedPacketSink(track).packets()) all.push(packet);
	return all;
}
const boxNames = (bytes: Buffer): string[] => {
	const names = [];
	for (let at = 0; at < bytes.length;) {
		names.push(bytes.toString('latin1', at + 4, at + 8));
		const size = bytes.readUInt32BE(at);
		at += size === 1 ? Number(bytes.readBigUInt64BE(at + 8)) : size;
	}
	return names;
};

describe('[C1] no note about place, time or device goes along', () => {
	it('what stood in the boxes and in the stream of the clip is gone', async () => {
		const before = await bytesOf(await withNotes());
		const after = await bytesOf((await prepared(await withNotes())).blob);
		// x264 leaves its settings in the first frame: a note inside the stream
		for (const note of [...notes, 'x264', 'udta', 'meta', 'uuid', 'free']) {
			if (note !== 'udta') expect(before.includes(note), note).toBe(true);
			expect(after.includes(note), note).toBe(false);
		}
	});
	it('nor do the dates, of filming or of preparing', async () => {
		const after = await bytesOf((await prepared(await clip('phone.mov'))).blob);
		for (const name of ['mvhd', 'tkhd', 'mdhd'])
			for (let at = after.indexOf(name); at !== -1; at = after.indexOf(name, at + 1))
				expect(after.readUIntBE(at + 8, 6), name).toBe(0);
	});
	it('the same for WebM, which keeps its own kind of notes', async () => {
		const after = await bytesOf((await prepared(await clip('vp9_opus.webm'))).blob);
		expect((await bytesOf(await clip('vp9_opus.webm'))).includes('Lavf')).toBe(true);
		expect(after.includes('Lavf')).toBe(false);
		expect(after.includes(Buffer.from([0x44, 0x61, 0x88]))).toBe(false); // DateUTC
	});
	it("HEVC: the encoder's notes are gone from the stream and from the settings", async () => {
		expect((await bytesOf(await clip('hevc_hvc1.mov'))).includes('x265')).toBe(true);
		expect((await bytesOf((await prepared(await clip('hevc_hvc1.mov'))).blob)).includes('x265')).toBe(false);
	});
});

describe('untouched', () => {
	it('has its index first and every frame and sound of the original, with the same times', async () => {
		const original = await clip('h264_aac_moovend.mp4');
		const { blob, durationMs, before } = await prepared(original);
		expect(boxNames(await bytesOf(original)).at(-1)).toBe('moov');
		expect(boxNames(await bytesOf(blob))).toEqual(['ftyp', 'moov', 'mdat']);
		expect(Math.abs(durationMs - before)).toBeLessThanOrEqual(1);
		const [a, b] = [read(original), read(blob)];
		const [was, is] = [await packets(await a.getPrimaryVideoTrack()), await packets(await b.getPrimaryVideoTrack())];
		expect(is.map(({ timestamp }) => timestamp.toFixed(3))).toEqual(was.map(({ timestamp }) => timestamp.toFixed(3)));
		expect(is.slice(1).every(({ data }, i) => Buffer.compare(data, was[i + 1]?.data ?? new Uint8Array()) === 0)).toBe(
			true
		);
		const [said, says] = [await packets(await a.getPrimaryAudioTrack()), await packets(await b.getPrimaryAudioTrack())];
		expect(says.length).toBe(said.filter(({ timestamp }) => timestamp > -0.0005).length);
	});
	it('uneven frame times stay as they are', async () => {
		const original = await clip('vfr.mp4');
		const { blob } = await prepared(original);
		const times = async (file: Blob) =>
			(await packets(await read(file).getPrimaryVideoTrack())).map(({ timestamp }) => timestamp);
		const [was, is] = [await times(original), await times(blob)];
		const first = was[0] ?? 0;
		expect(is.length).toBe(was.length);
		is.forEach((at, i) => expect(Math.abs(at - ((was[i] ?? 0) - first))).toBeLessThan(0.0006));
	});
	it('a clip that lies on its side stays on its side, and a turn comes on top of it', async () => {
		const side = async (change: Partial<ClipEdits>) =>
			(await read((await prepared(await clip('rot90.mp4'), change)).blob).getPrimaryVideoTrack())?.getRotation();
		const was = await (await read(await clip('rot90.mp4')).getPrimaryVideoTrack())?.getRotation();
		expect(await side({})).toBe(was);
		expect(await side({ turn: 90 })).toBe(((was ?? 0) + 90) % 360);
	});
});

describe('[C2] what was cut away never leaves the device', () => {
	it('no piece of a frame or sound outside the selection is in the file, and all inside is', async () => {
		const original = await clip('h264_aac_moovend.mp4');
		const { blob, fromMs } = await prepared(original, { from: 3_400, to: 8_000 });
		expect(fromMs).toBe(4_000);
		const bytes = await bytesOf(blob);
		const input = read(original);
		for (const track of [await input.getPrimaryVideoTrack(), await input.getPrimaryAudioTrack()]) {
			let [inside, outside] = [0, 0];
			for (const { timestamp, duration, data } of await packets(track)) {
				if (data.length < 40) continue; // silence looks alike everywhere
				const piece = data.subarray(-32);
				const here = bytes.includes(Buffer.from(piece));
				if (timestamp < 3.9995 || timestamp > 7.9995) {
					outside++;
					expect(here, `${track?.type} at ${timestamp}`).toBe(false);
				} else if (timestamp + 2 * duration < 7.9) {
					inside++;
					expect(here, `${track?.type} at ${timestamp}`).toBe(true);
				}
			}
			expect(inside).toBeGreaterThan(50);
			expect(outside).toBeGreaterThan(50);
		}
	});
	it('sound off: there is no sound in the file', async () => {
		const { blob } = await prepared(await clip('h264_aac_moovend.mp4'), { mute: true });
		expect(await read(blob).getPrimaryAudioTrack()).toBeNull();
	});
	it('picture and sound begin together', async () => {
		const { blob } = await prepared(await clip('h264_aac_moovend.mp4'), { from: 3_400, to: 8_000 });
		const input = read(blob);
		const [picture] = await packets(await input.getPrimaryVideoTrack());
		const [sound] = await packets(await input.getPrimaryAudioTrack());
		expect(picture?.timestamp).toBe(0);
		expect(sound?.timestamp).toBeGreaterThanOrEqual(0);
		expect(sound?.timestamp).toBeLessThan(0.03);
	});
});

it('stops when it is told to, and leaves nothing', async () => {
	const preparing = await openForPreparing(await clip('h264_aac_moovend.mp4'));
	const stop = new AbortController();
	const edits = { from: 0, to: 12_000, cut: 'key-frames', turn: 0, mute: false, hidden: [] } as const;
	const making = preparing.make(edits, () => undefined, stop.signal);
	stop.abort();
	await expect(making).rejects.toThrow();
	preparing.close();
});

it('a file that was cut short is not made into a shorter clip', async () => {
	await expect(prepared(await clip('truncated_faststart.mp4'))).rejects.toThrow('ends too early');
	await expect(prepared(await clip('truncated_nomoov.mp4'))).rejects.toThrow();
	await expect(prepared(await clip('not_a_video.mp4'))).rejects.toThrow();
	await expect(prepared(await clip('audioonly.m4a'))).rejects.toThrow('no pictures');
});

it('a recording that states no length and has no index', async () => {
	const { blob, durationMs, before, type } = await prepared(await clip('mediarecorder_like.webm'));
	expect(type).toBe('video/webm');
	expect(Math.abs(durationMs - before)).toBeLessThan(60);
	expect(await read(blob).getDurationFromMetadata()).toBeGreaterThan(1);
});
