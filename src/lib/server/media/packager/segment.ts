import type { ReadAt } from './box-reader';
import type { Bytes } from './box-writer';
import { compositionOffset, decodedAt, type Lane, type Packaging } from './packaging';

const keySample = 0x0200_0000;
const deltaSample = 0x0101_0000;

/** Samples [from, to) of a lane that lie one after the other in the original. */
interface Run {
	lane: Lane;
	from: number;
	to: number;
	/** In the original. */
	offset: number;
	bytes: number;
	/** Where these bytes begin inside `mdat`. */
	at: number;
}

/** More stretches than this are read as one, with what lies between them. */
const mostReads = 16;

/**
 * Builds media segment `number` from byte ranges of the original. The caller has checked that it exists and fits
 * (`segmentsFit`). Throws when the original is shorter than its index says.
 *
 * Samples keep the order they have in the original, picture and sound in turns as the phone wrote them: then one read
 * brings them to the very place they go out from, and nothing is copied.
 */
export async function segmentOf(packaging: Packaging, number: number, read: ReadAt): Promise<Bytes> {
	const segment = packaging.segments[number];
	if (!segment) throw new RangeError(`segment ${number} does not exist`);
	const lanes: Run[][] = [runsOf(packaging.picture, segment.picture)];
	if (packaging.sound && segment.sound.to > segment.sound.from) lanes.push(runsOf(packaging.sound, segment.sound));
	const stretches = layOut(lanes.flat());
	const header = headerBytes(lanes);
	const media = lanes.flat().reduce((sum, run) => sum + run.bytes, 0);
	// not cleared first: every byte is written below, or this throws
	const whole = new Uint8Array(Buffer.allocUnsafeSlow(header + media).buffer);
	writeHeader(new DataView(whole.buffer, 0, header), number, lanes, media);
	await fill(whole.subarray(header), stretches, read);
	return whole;
}

function runsOf(lane: Lane, { from, to }: { from: number; to: number }): Run[] {
	const runs: Run[] = [];
	const { samples } = lane.track;
	for (let i = from; i < to; i++) {
		const offset = samples.offset[i] ?? 0;
		const bytes = samples.size[i] ?? 0;
		const last = runs.at(-1);
		if (last && last.offset + last.bytes === offset) {
			last.bytes += bytes;
			last.to = i + 1;
		} else runs.push({ lane, from: i, to: i + 1, offset, bytes, at: 0 });
	}
	return runs;
}

/** A stretch of the original that goes out as it is. */
interface Stretch {
	offset: number;
	bytes: number;
	at: number;
}

/** Gives every run its place, in the order of the original, and answers what is to be read. */
function layOut(runs: Run[]): Stretch[] {
	const stretches: Stretch[] = [];
	let at = 0;
	for (const run of runs.toSorted((a, b) => a.offset - b.offset)) {
		run.at = at;
		at += run.bytes;
		const last = stretches.at(-1);
		if (last && last.offset + last.bytes === run.offset) last.bytes += run.bytes;
		else stretches.push({ offset: run.offset, bytes: run.bytes, at: run.at });
	}
	return stretches;
}

const runHeader = 20;
const rowBytes = 16;
const trackHeader = 8 + 16 + 20;

const trackBytes = (runs: Run[]): number =>
	runs.reduce((sum, { from, to }) => sum + runHeader + (to - from) * rowBytes, trackHeader);

/** Everything before the media: `moof`, and the beginning of `mdat`. */
const headerBytes = (lanes: Run[][]): number => lanes.reduce((sum, runs) => sum + trackBytes(runs), 8 + 16) + 8;

/**
 * Written straight into its place: it holds a box for every turn that picture and sound take, and made of separate
 * pieces it cost more than deciphering the segment.
 */
function writeHeader(view: DataView, number: number, lanes: Run[][], media: number): void {
	let at = 0;
	const words = (...values: number[]): void => {
		for (const value of values) view.setUint32((at += 4) - 4, value);
	};
	const begin = (bytes: number, type: string, ...fields: number[]): void => {
		words(bytes, fourcc(type), ...fields);
	};
	begin(view.byteLength - 8, 'moof');
	begin(16, 'mfhd', 0, number + 1);
	for (const runs of lanes) {
		const [first] = runs;
		if (!first) continue;
		const decode = decodedAt(first.lane, first.from);
		begin(trackBytes(runs), 'traf');
		begin(16, 'tfhd', 0x2_0000, first.lane.id);
		begin(20, 'tfdt', 0x100_0000, Math.floor(decode / 2 ** 32), decode % 2 ** 32);
		for (const { lane, from, to, at: place } of runs) {
			// Version 1: composition offsets are signed, which is what lets shown time equal the original's time.
			begin(runHeader + (to - from) * rowBytes, 'trun', 0x100_0f01, to - from, view.byteLength + place);
			const { size, key } = lane.track.samples;
			for (let i = from; i < to; i++) {
				words(decodedAt(lane, i + 1) - decodedAt(lane, i), size[i] ?? 0, key[i] ? keySample : deltaSample);
				view.setInt32((at += 4) - 4, compositionOffset(lane, i));
			}
		}
	}
	begin(8 + media, 'mdat');
}

const fourcc = (type: string): number => [...type].reduce((word, letter) => word * 256 + letter.charCodeAt(0), 0);

/** Brings every stretch to its place. Many small ones are read in one go when little else lies between them. */
async function fill(into: Bytes, stretches: Stretch[], read: ReadAt): Promise<void> {
	const low = stretches[0]?.offset ?? 0;
	const high = stretches.reduce((most, { offset, bytes }) => Math.max(most, offset + bytes), 0);
	const together = stretches.length > mostReads && high - low <= into.length * 1.5 + 65_536;
	const span = together ? await read(low, high - low) : null;
	for (const { offset, bytes, at } of stretches) {
		const place = into.subarray(at, at + bytes);
		const found = span ? span.subarray(offset - low, offset - low + bytes) : await read(offset, bytes, place);
		if (found.length < bytes) throw new Error('the original is shorter than its index says');
		if (found.buffer !== place.buffer) place.set(found);
	}
}
