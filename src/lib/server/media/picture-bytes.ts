import type { ClipFacts } from '$lib/domain/clip-facts';

/** One coded picture on which decoding may begin. */
export interface CodedPicture {
	codec: ClipFacts['videoCodec'];
	/** The codec's configuration (`avcC`, `hvcC`), without its box header; null where the container holds none. */
	config: Uint8Array | null;
	bytes: Uint8Array;
}

/**
 * [X1] Whether bytes have the outer form of a picture of their codec. An index can be copied from a real clip onto
 * anything at all; then a decoder must not be the first to find out. Looks at lengths and heads only, decodes nothing.
 */
export function hasPictureForm({ codec, config, bytes }: CodedPicture): boolean {
	switch (codec) {
		case 'h264':
			return config !== null && unitsFit(bytes, lengthBytes(config[4]), isH264Picture);
		case 'hevc':
			return config !== null && unitsFit(bytes, lengthBytes(config[21]), isHevcPicture);
		case 'vp8':
			// RFC 6386 9.1: a key frame, then its start code
			return ((bytes[0] ?? 1) & 1) === 0 && bytes[3] === 0x9d && bytes[4] === 0x01 && bytes[5] === 0x2a;
		case 'vp9':
			return (bytes[0] ?? 0) >> 6 === 2; // the frame marker
		case 'av1':
			return isObuHead(bytes[0]);
		case 'other':
			return false;
	}
}

const lengthBytes = (field: number | undefined): number => ((field ?? 3) & 3) + 1;

/** H.264 and HEVC in a container: units that each say how long they are, together exactly the sample, one a picture. */
function unitsFit(bytes: Uint8Array, width: number, isPicture: (head: number) => boolean): boolean {
	let at = 0;
	let pictures = 0;
	while (at < bytes.length) {
		let length = 0;
		for (let i = 0; i < width; i++) length = length * 256 + (bytes[at + i] ?? 0);
		const head = bytes[at + width];
		if (length === 0 || head === undefined || at + width + length > bytes.length) return false;
		if (head & 0x80) return false; // the bit that is always zero
		if (isPicture(head)) pictures++;
		at += width + length;
	}
	return pictures > 0;
}

const isH264Picture = (head: number): boolean => (head & 0x1f) >= 1 && (head & 0x1f) <= 5;
const isHevcPicture = (head: number): boolean => head >> 1 < 32;

/** AV1 5.3.2: forbidden bit zero, a known kind (1-8, 15), a size field, the reserved bit zero. */
function isObuHead(head: number | undefined): boolean {
	if (head === undefined || head & 0x81) return false;
	const kind = head >> 3;
	return (kind >= 1 && kind <= 8) || kind === 15;
}
