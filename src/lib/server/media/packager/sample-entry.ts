import { boxesIn, childOf, Fields, fieldsOf, malformed, type Box } from './box-reader';
import { ascii, box, fullBox, halfWords, joined, words, zeros, type Bytes } from './box-writer';

/** How a track's samples are coded, and the clean `stsd` box that tells a player so. */
export interface SampleEntry {
	/** Four letters: `avc1`, `hvc1`, `mp4a`… */
	format: string;
	/** Coded size in pixels; 0 for sound. */
	width: number;
	height: number;
	/** H.264 profile (`avcC`), or MPEG-4 audio object type (2 = AAC-LC); 0 when the format has neither. */
	profile: number;
	/** A rebuilt `stsd` with this one entry: no compressor name, no maker's boxes, QuickTime sound entries made ISO. */
	stsd: Bytes;
}

const kept = new Set(['avcC', 'hvcC', 'vpcC', 'av1C', 'pasp', 'dOps']);
/** Fixed fields of a picture entry before its boxes begin (ISO 14496-12 12.1.3). */
const pictureFields = 78;

/** Reads the first entry of an `stsd`. */
export function readSampleEntry(bytes: Uint8Array, stsd: Box, kind: 'video' | 'audio'): SampleEntry {
	const entry = boxesIn(bytes, stsd.body + 8, stsd.end)[0];
	if (!entry) throw malformed('a track without a description');
	return kind === 'video' ? readPicture(bytes, entry) : readSound(bytes, entry);
}

function readPicture(bytes: Uint8Array, entry: Box): SampleEntry {
	const fields = fieldsOf(bytes, entry);
	fields.skip(24);
	const width = fields.u16();
	const height = fields.u16();
	fields.skip(pictureFields - 28);
	const children = boxesIn(bytes, fields.position, trimmedEnd(bytes, fields.position, entry.end));
	const avcC = children.find((child) => child.type === 'avcC');
	const profile = avcC ? (bytes[avcC.body + 1] ?? 0) : 0;
	const head = joined(
		zeros(6),
		halfWords(1),
		zeros(16),
		halfWords(width, height),
		words(0x48_0000, 0x48_0000, 0),
		halfWords(1),
		zeros(32), // the compressor's name often names the phone
		halfWords(0x18, 0xffff)
	);
	const body = box(
		entry.type,
		head,
		...children.filter((child) => isKept(bytes, child)).map((child) => copy(bytes, child))
	);
	return { format: entry.type, width, height, profile, stsd: description(body) };
}

function readSound(bytes: Uint8Array, entry: Box): SampleEntry {
	const fields = fieldsOf(bytes, entry);
	fields.skip(8);
	const version = fields.u16();
	fields.skip(6);
	let channels = fields.u16();
	fields.skip(6);
	let rate = fields.u32() >>> 16;
	// QuickTime's longer entries (phones write version 1); a browser's media source only knows the ISO one.
	if (version === 1) fields.skip(16);
	if (version === 2) {
		fields.skip(4);
		rate = Math.round(fields.f64());
		channels = fields.u32();
		fields.skip(20);
	}
	const inner = boxesIn(bytes, fields.position, trimmedEnd(bytes, fields.position, entry.end));
	const wave = inner.find((child) => child.type === 'wave');
	const esds = inner.find((child) => child.type === 'esds') ?? (wave && childOf(bytes, wave, 'esds'));
	const opus = inner.find((child) => child.type === 'dOps');
	const config = esds ?? opus;
	const body = box(
		entry.type,
		zeros(6),
		halfWords(1),
		zeros(8),
		halfWords(Math.min(channels, 255), 16),
		zeros(4),
		words(rate < 0x1_0000 ? rate * 0x1_0000 : 0),
		...(config ? [copy(bytes, config)] : [])
	);
	return {
		format: entry.type,
		width: 0,
		height: 0,
		profile: esds ? audioObjectType(bytes, esds) : 0,
		stsd: description(body)
	};
}

/** Some writers close a list of boxes with four zero bytes; leave such a tail out. */
function trimmedEnd(bytes: Uint8Array, from: number, to: number): number {
	let at = from;
	while (at + 8 <= to) {
		const size = new Fields(bytes, at, to).u32();
		if (size < 8) return at;
		at += size;
	}
	return Math.min(at, to);
}

function isKept(bytes: Uint8Array, child: Box): boolean {
	// QuickTime's `nclc` colour box is not ISO; the picture itself carries the same facts.
	if (child.type === 'colr') return new Fields(bytes, child.body, child.end).fourcc() === 'nclx';
	return kept.has(child.type);
}

const copy = (bytes: Uint8Array, child: Box): Bytes => new Uint8Array(bytes.subarray(child.start, child.end));
const description = (entry: Bytes): Bytes => fullBox('stsd', 0, 0, words(1), entry);

/** The MPEG-4 audio object type inside an `esds`; 0 when it is not MPEG-4 audio at all (an mp3 under the same name). */
function audioObjectType(bytes: Uint8Array, esds: Box): number {
	const fields = fieldsOf(bytes, esds);
	fields.skip(4);
	if (descriptor(fields) !== 3) return 0;
	fields.skip(2);
	const flags = fields.u8();
	fields.skip((flags & 0x80 ? 2 : 0) + (flags & 0x20 ? 2 : 0));
	if (flags & 0x40) fields.skip(fields.u8());
	if (descriptor(fields) !== 4) return 0;
	const coding = fields.u8();
	if (coding !== 0x40 && coding !== 0x66 && coding !== 0x67 && coding !== 0x68) return 0;
	fields.skip(12);
	if (fields.left < 3 || descriptor(fields) !== 5) return coding === 0x40 ? 0 : 2;
	const first = fields.u8();
	return first >> 3 === 31 ? 32 + (((first & 0x7) << 3) | (fields.u8() >> 5)) : first >> 3;
}

/** Reads an MPEG-4 descriptor's tag and passes its length (one to four bytes of seven bits). */
function descriptor(fields: Fields): number {
	const tag = fields.u8();
	for (let i = 0; i < 4 && fields.u8() & 0x80; i++);
	return tag;
}

/** The neutral file type box of everything we package. */
export const fileType = (): Bytes => box('ftyp', ascii('iso6'), words(0), ascii('iso6cmfcmp41'));
