import { ascii, box, fullBox, halfWords, joined, words, zeros, type Bytes } from './box-writer';
import type { Lane, Packaging } from './packaging';
import { fileType } from './sample-entry';

const one = 0x1_0000;
const upright = [one, 0, 0, 0, one, 0, 0, 0, 0x4000_0000];

/**
 * The initialisation segment. Every box is written by us, none copied but the codec's configuration: a phone's file
 * carries its model, its owner's place and the hour of recording in these boxes, and colleagues need none of that.
 */
export function initSegmentOf(packaging: Packaging): Bytes {
	const lanes = [packaging.picture, ...(packaging.sound ? [packaging.sound] : [])];
	const mvhd = fullBox(
		'mvhd',
		0,
		0,
		words(0, 0, 1000, 0, one),
		halfWords(0x100, 0),
		zeros(8),
		words(...upright),
		zeros(24),
		words(3)
	);
	const mvex = box('mvex', ...lanes.map((lane) => fullBox('trex', 0, 0, words(lane.id, 1, 0, 0, 0))));
	return joined(fileType(), box('moov', mvhd, ...lanes.map(trackBox), mvex));
}

function trackBox(lane: Lane): Bytes {
	const { track } = lane;
	const picture = track.kind === 'video';
	const tkhd = fullBox(
		'tkhd',
		0,
		7,
		words(0, 0, lane.id, 0, 0),
		zeros(8),
		halfWords(0, 0, picture ? 0 : 0x100, 0),
		words(...matrixOf(lane)),
		words(track.entry.width * one, track.entry.height * one)
	);
	const mdhd = fullBox('mdhd', 0, 0, words(0, 0, track.timescale, 0), halfWords(0x55c4, 0));
	const hdlr = fullBox('hdlr', 0, 0, zeros(4), ascii(picture ? 'vide' : 'soun'), zeros(13));
	const header = picture ? fullBox('vmhd', 0, 1, zeros(8)) : fullBox('smhd', 0, 0, zeros(4));
	const dinf = box('dinf', fullBox('dref', 0, 0, words(1), fullBox('url ', 0, 1)));
	const empty = (type: string, count: number): Bytes => fullBox(type, 0, 0, zeros(count));
	const stbl = box('stbl', track.entry.stsd, empty('stts', 4), empty('stsc', 4), empty('stsz', 8), empty('stco', 4));
	return box('trak', tkhd, box('mdia', mdhd, hdlr, box('minf', header, dinf, stbl)));
}

/** The turn, moved back into view: a player that honours the matrix needs no more, see `playedRotation` in inspect. */
function matrixOf(lane: Lane): number[] {
	const { width, height } = lane.track.entry;
	switch (lane.track.rotation) {
		case 90:
			return [0, one, 0, -one, 0, 0, height * one, 0, 0x4000_0000];
		case 180:
			return [-one, 0, 0, 0, -one, 0, width * one, height * one, 0x4000_0000];
		case 270:
			return [0, -one, 0, one, 0, 0, 0, width * one, 0x4000_0000];
		default:
			return upright;
	}
}
