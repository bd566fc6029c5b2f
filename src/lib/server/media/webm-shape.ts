import { malformed, truncated, type ReadAt } from './packager/box-reader';

/** What of a WebM is safe to give to a demuxer. All offsets in bytes of the file. */
export interface WebmShape {
	/** End of the last whole element: what comes after it (a recording that broke off, a tail of something else) is not read. */
	end: number;
	/** Stretches that hold no pictures and no sound and are read as padding. */
	padding: { from: number; to: number }[];
}

const segmentId = 0x18538067;
const clusterId = 0x1f43b675;
/** What a Segment may hold (RFC 9559 5.1): Info, Tracks, Cluster, Void, CRC-32… */
const kept = new Set([0x1549a966, 0x1654ae6b, clusterId, 0xec, 0xbf]);
/**
 * …and what we pass over: SeekHead and Cues send a reader to any place a hostile file likes; Attachments, Chapters and
 * Tags are not pictures, and may hold names, places and devices.
 */
const passedOver = new Set([0x114d9b74, 0x1c53bb6b, 0x1941a469, 0x1043a770, 0x1254c367]);
/** What a Cluster may hold: Timestamp, SimpleBlock, BlockGroup, Position, PrevSize, SilentTracks, Void, CRC-32. */
const inCluster = new Set([0xe7, 0xa3, 0xa0, 0xa7, 0xab, 0x5854, 0xec, 0xbf]);

const mostElements = 2_000_000;
const windowBytes = 64 * 1024;

/**
 * [X1] Walks through a whole WebM element by element, before any demuxer does: one that loses its way in what makes no
 * sense may look for it for ever (mediabunny 1.61 does, where the eight last bytes of a segment are no element). Throws
 * BrokenClip: `truncated` when an element of known length is not all there, else `malformed`.
 */
export async function readWebmShape(read: ReadAt, size: number): Promise<WebmShape> {
	const headers = new Headers(read, size);
	const head = await headers.at(0);
	const segment = head && head.size !== null ? await headers.at(head.body + head.size) : null;
	if (!segment || segment.id !== segmentId) throw malformed('no WebM segment');
	const live = segment.size === null;
	if (segment.size !== null && segment.body + segment.size > size) throw truncated('the segment is not whole');
	const limit = segment.size === null ? size : segment.body + segment.size;
	const padding: WebmShape['padding'] = [];
	let at = segment.body;
	for (let n = 0; at < limit; n++) {
		if (n > mostElements) throw malformed('too many elements');
		const element = await headers.at(at);
		if (!element) return brokenOff(live, at, padding);
		if (element.id !== clusterId && !kept.has(element.id) && !passedOver.has(element.id))
			throw malformed('an element that no WebM has');
		const end = element.size === null ? null : element.body + element.size;
		if (end !== null && end > limit) return brokenOff(live, at, padding);
		if (passedOver.has(element.id)) {
			if (end === null || end - at < shortestPadding) throw malformed('an element without an end');
			padding.push({ from: at, to: end });
		}
		if (element.id !== clusterId) {
			if (end === null) throw malformed('an element without an end');
			at = end;
			continue;
		}
		const walked = await walkCluster(headers, element.body, end ?? limit, end === null);
		if (walked.brokenOff) return brokenOff(live || end === null, walked.at, padding);
		at = walked.at;
	}
	return { end: at, padding };
}

/** A live recording says nowhere how long it is: what is whole of it counts. */
function brokenOff(live: boolean, at: number, padding: WebmShape['padding']): WebmShape {
	if (!live) throw truncated('the last element is not whole');
	return { end: at, padding };
}

/** Passes the blocks of one cluster. `open`: of unknown length, so it ends where something else begins. */
async function walkCluster(
	headers: Headers,
	from: number,
	limit: number,
	open: boolean
): Promise<{ at: number; brokenOff: boolean }> {
	let at = from;
	for (let n = 0; at < limit; n++) {
		if (n > mostElements) throw malformed('too many blocks');
		const element = await headers.at(at);
		if (!element) return { at, brokenOff: true };
		if (!inCluster.has(element.id)) {
			if (open && (kept.has(element.id) || passedOver.has(element.id))) return { at, brokenOff: false };
			throw malformed('something in a cluster that is no block');
		}
		if (element.size === null) throw malformed('a block without an end');
		const end = element.body + element.size;
		if (end > limit) {
			if (!open) throw malformed('a block larger than its cluster');
			return { at, brokenOff: true };
		}
		at = end;
	}
	return { at, brokenOff: false };
}

/** Bytes of the shortest padding that can say eight bytes long how long it is. */
const shortestPadding = 9;

/** Puts padding (an EBML Void of the same length) over what is passed over, in bytes that were read from `offset`. */
export function withPadding(bytes: Uint8Array, offset: number, { padding }: WebmShape): Uint8Array {
	for (const { from, to } of padding) {
		if (to <= offset || from >= offset + bytes.length) continue;
		const head = new DataView(new ArrayBuffer(shortestPadding));
		head.setUint8(0, 0xec);
		head.setBigUint64(1, 2n ** 56n + BigInt(to - from - shortestPadding));
		for (let at = Math.max(from, offset); at < Math.min(to, offset + bytes.length); at++)
			bytes[at - offset] = at - from < shortestPadding ? head.getUint8(at - from) : 0;
	}
	return bytes;
}

interface Header {
	id: number;
	body: number;
	/** Bytes of its content; null when unknown, as in live recordings. */
	size: number | null;
}

/** Reads element headers through a small window, so that walking from block to block is not one read each. */
class Headers {
	#from = 0;
	#bytes: Uint8Array = new Uint8Array(0);

	constructor(
		private readonly read: ReadAt,
		private readonly size: number
	) {}

	/** The header at an offset; null when there is none, or not all of it. */
	async at(offset: number): Promise<Header | null> {
		const near = Math.min(12, this.size - offset);
		if (offset < this.#from || offset + near > this.#from + this.#bytes.length) {
			this.#bytes = await this.read(offset, windowBytes);
			this.#from = offset;
		}
		return headerIn(this.#bytes, offset - this.#from, offset);
	}
}

function headerIn(bytes: Uint8Array, at: number, offset: number): Header | null {
	const idBytes = widthOf(bytes[at]);
	const sizeAt = at + idBytes;
	const sizeBytes = widthOf(bytes[sizeAt]);
	if (idBytes > 4 || sizeBytes > 8 || sizeAt + sizeBytes > bytes.length) return null;
	const number = (from: number, width: number, mask: number): number => {
		let value = (bytes[from] ?? 0) & mask;
		for (let i = 1; i < width; i++) value = value * 256 + (bytes[from + i] ?? 0);
		return value;
	};
	const size = number(sizeAt, sizeBytes, 0xff >> sizeBytes);
	return {
		id: number(at, idBytes, 0xff),
		body: offset + idBytes + sizeBytes,
		size: size === 2 ** (7 * sizeBytes) - 1 ? null : size
	};
}

/** How many bytes a variable-length number takes, told by the leading zero bits of its first byte. */
const widthOf = (first: number | undefined): number => (first ? Math.clz32(first) - 23 : 9);
