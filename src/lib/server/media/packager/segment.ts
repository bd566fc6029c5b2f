import type { ReadAt } from './box-reader';
import { box, fullBox, longWord, words, type Bytes } from './box-writer';
import { compositionOffset, decodedAt, type Lane, type Packaging } from './packaging';

const keySample = 0x0200_0000;
const deltaSample = 0x0101_0000;

interface Piece {
	lane: Lane;
	from: number;
	to: number;
	bytes: number;
	/** Where this piece's media begins inside `mdat`. */
	at: number;
}

/**
 * Builds media segment `number` from byte ranges of the original. The caller has checked that it exists and fits
 * (`segmentsFit`). Throws when the original is shorter than its index says.
 */
export async function segmentOf(packaging: Packaging, number: number, read: ReadAt): Promise<Bytes> {
	const pieces = piecesOf(packaging, number);
	const draft = movieFragment(number, pieces, 0);
	const moof = movieFragment(number, pieces, draft.length + 8);
	const media = pieces.reduce((sum, piece) => sum + piece.bytes, 0);
	const whole = new Uint8Array(moof.length + 8 + media);
	whole.set(moof, 0);
	whole.set(words(8 + media), moof.length);
	whole.set([0x6d, 0x64, 0x61, 0x74], moof.length + 4); // 'mdat'
	for (const piece of pieces) await fill(whole.subarray(moof.length + 8 + piece.at), piece, read);
	return whole;
}

function piecesOf(packaging: Packaging, number: number): Piece[] {
	const segment = packaging.segments[number];
	if (!segment) throw new RangeError(`segment ${number} does not exist`);
	const pieces: Piece[] = [];
	let at = 0;
	for (const [lane, { from, to }] of [
		[packaging.picture, segment.picture],
		[packaging.sound, segment.sound]
	] as const) {
		if (!lane || to <= from) continue;
		let bytes = 0;
		for (let i = from; i < to; i++) bytes += lane.track.samples.size[i] ?? 0;
		pieces.push({ lane, from, to, bytes, at });
		at += bytes;
	}
	return pieces;
}

function movieFragment(number: number, pieces: Piece[], mediaAt: number): Bytes {
	return box('moof', fullBox('mfhd', 0, 0, words(number + 1)), ...pieces.map((piece) => trackFragment(piece, mediaAt)));
}

function trackFragment(piece: Piece, mediaAt: number): Bytes {
	const { lane, from, to } = piece;
	const start = decodedAt(lane, from);
	const rows = new DataView(new ArrayBuffer((to - from) * 16));
	for (let i = from; i < to; i++) {
		const row = (i - from) * 16;
		rows.setUint32(row, decodedAt(lane, i + 1) - decodedAt(lane, i));
		rows.setUint32(row + 4, lane.track.samples.size[i] ?? 0);
		rows.setUint32(row + 8, lane.track.samples.key[i] ? keySample : deltaSample);
		rows.setInt32(row + 12, compositionOffset(lane, i));
	}
	return box(
		'traf',
		fullBox('tfhd', 0, 0x2_0000, words(lane.id)),
		fullBox('tfdt', 1, 0, longWord(start)),
		// Version 1: composition offsets are signed, which is what lets shown time equal the original's time.
		fullBox('trun', 1, 0xf01, words(to - from, mediaAt + piece.at), new Uint8Array(rows.buffer))
	);
}

/** Copies a piece's samples. Neighbours are read in one go; a widely interleaved piece is read run by run. */
async function fill(into: Uint8Array, piece: Piece, read: ReadAt): Promise<void> {
	const runs = runsOf(piece);
	const low = runs.reduce((least, run) => Math.min(least, run.offset), Infinity);
	const high = runs.reduce((most, run) => Math.max(most, run.offset + run.bytes), 0);
	const span = high - low <= piece.bytes * 1.5 + 65_536 ? await read(low, high - low) : null;
	let at = 0;
	for (const run of runs) {
		const bytes = span
			? span.subarray(run.offset - low, run.offset - low + run.bytes)
			: await read(run.offset, run.bytes);
		if (bytes.length < run.bytes) throw new Error('the original is shorter than its index says');
		into.set(bytes, at);
		at += run.bytes;
	}
}

function runsOf({ lane, from, to }: Piece): { offset: number; bytes: number }[] {
	const runs: { offset: number; bytes: number }[] = [];
	for (let i = from; i < to; i++) {
		const offset = lane.track.samples.offset[i] ?? 0;
		const bytes = lane.track.samples.size[i] ?? 0;
		const last = runs.at(-1);
		if (last && last.offset + last.bytes === offset) last.bytes += bytes;
		else runs.push({ offset, bytes });
	}
	return runs;
}
