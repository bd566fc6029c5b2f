/**
 * Reads bytes of a file whose size is known: answers `length` bytes, or fewer only where the file ends. `into` is a place
 * for them that saves a copy when it is used; whoever gives it looks whether it was.
 */
export type ReadAt = (offset: number, length: number, into?: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>;

/**
 * The file contradicts itself, or (`awaited`) what is asked of it has not arrived yet. Thrown inside the packager only;
 * `inspect` makes a refusal of it.
 */
export class BrokenClip extends Error {
	constructor(
		readonly kind: 'malformed' | 'truncated' | 'awaited',
		what: string
	) {
		super(what);
		this.name = 'BrokenClip';
	}
}
export const malformed = (what: string): BrokenClip => new BrokenClip('malformed', what);
export const truncated = (what: string): BrokenClip => new BrokenClip('truncated', what);
export const awaited = (what: string): BrokenClip => new BrokenClip('awaited', what);

/**
 * Every figure in a file is somebody's claim. Nothing is allocated or walked from a claim above these bounds;
 * they leave room for 20 minutes at 240 frames a second, several times over.
 */
export const bounds = {
	topLevelBoxes: 40_000,
	childrenPerBox: 4_096,
	moovBytes: 64 * 1024 * 1024,
	moofBytes: 16 * 1024 * 1024,
	samplesPerTrack: 1_000_000,
	tracks: 64,
	segmentBytes: 128 * 1024 * 1024
} as const;

/** Where one box stands in a buffer (or, for top-level boxes, in the file). `body` is the first byte after the header. */
export interface Box {
	type: string;
	start: number;
	body: number;
	end: number;
}

/** A cursor over big-endian fields that never reads outside its box. */
export class Fields {
	readonly #view: DataView;
	#at: number;
	readonly #end: number;

	constructor(bytes: Uint8Array, from: number, to: number) {
		this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
		this.#at = from;
		this.#end = Math.min(to, bytes.byteLength);
	}
	get left(): number {
		return this.#end - this.#at;
	}
	get position(): number {
		return this.#at;
	}
	#take(length: number): number {
		if (length > this.left) throw malformed('a box ends before its fields do');
		const at = this.#at;
		this.#at += length;
		return at;
	}
	skip(length: number): void {
		this.#take(length);
	}
	u8(): number {
		return this.#view.getUint8(this.#take(1));
	}
	u16(): number {
		return this.#view.getUint16(this.#take(2));
	}
	u24(): number {
		return (this.u8() << 16) | this.u16();
	}
	u32(): number {
		return this.#view.getUint32(this.#take(4));
	}
	i32(): number {
		return this.#view.getInt32(this.#take(4));
	}
	u64(): number {
		const value = Number(this.#view.getBigUint64(this.#take(8)));
		if (!Number.isSafeInteger(value)) throw malformed('a 64-bit figure no real clip has');
		return value;
	}
	i64(): number {
		const value = Number(this.#view.getBigInt64(this.#take(8)));
		if (!Number.isSafeInteger(value)) throw malformed('a 64-bit figure no real clip has');
		return value;
	}
	f64(): number {
		return this.#view.getFloat64(this.#take(8));
	}
	fourcc(): string {
		return latin1(this.#view, this.#take(4), 4);
	}
	/** Version (high byte) and flags (low 24 bits) of a full box. */
	versionAndFlags(): { version: number; flags: number } {
		const word = this.u32();
		return { version: word >>> 24, flags: word & 0xffffff };
	}
	/** Reads a table's count and refuses one that cannot fit: `entryBytes` each, or the sample bound when 0. */
	count(entryBytes: number): number {
		const count = this.u32();
		const most = entryBytes > 0 ? Math.floor(this.left / entryBytes) : bounds.samplesPerTrack;
		if (count > most || count > bounds.samplesPerTrack) throw malformed('a table claims more rows than fit');
		return count;
	}
}

function latin1(view: DataView, at: number, length: number): string {
	let text = '';
	for (let i = 0; i < length; i++) text += String.fromCharCode(view.getUint8(at + i));
	return text;
}

/** The boxes lying between two offsets of a buffer. A box that runs past the end makes the whole malformed. */
export function boxesIn(bytes: Uint8Array, from: number, to: number): Box[] {
	const found: Box[] = [];
	let at = from;
	while (at + 8 <= to) {
		if (found.length >= bounds.childrenPerBox) throw malformed('too many boxes in one box');
		const box = boxAt(new Fields(bytes, at, to), at, to);
		if (box.end > to) throw malformed(`box ${box.type} is larger than its parent`);
		found.push(box);
		at = box.end;
	}
	return found;
}

/** First child box of a type, if there is one. */
export function childOf(bytes: Uint8Array, parent: Box, type: string): Box | undefined {
	return boxesIn(bytes, parent.body, parent.end).find((box) => box.type === type);
}

/** First child box of a type; its absence makes the file malformed. */
export function neededChild(bytes: Uint8Array, parent: Box, type: string): Box {
	const box = childOf(bytes, parent, type);
	if (!box) throw malformed(`${parent.type} lacks ${type}`);
	return box;
}

export const fieldsOf = (bytes: Uint8Array, box: Box): Fields => new Fields(bytes, box.body, box.end);

function boxAt(fields: Fields, at: number, to: number): Box {
	let size = fields.u32();
	const type = fields.fourcc();
	let header = 8;
	if (size === 1) {
		size = fields.u64();
		header = 16;
	} else if (size === 0) size = to - at; // "until the end of the file"
	if (size < header) throw malformed(`box ${type} is smaller than its own header`);
	return { type, start: at, body: at + header, end: at + size };
}

const typeAt = (head: Uint8Array): string => String.fromCharCode(...head.subarray(4, 8));

/**
 * The top-level boxes of a file, reading 16 bytes of each. The last one may claim to end after the file does:
 * that is what a broken-off copy looks like, and the caller decides. Of a file that is still being sent, those whose
 * beginning is among the first `arrived` bytes.
 */
export async function topLevelBoxes(read: ReadAt, size: number, arrived: number): Promise<Box[]> {
	const found: Box[] = [];
	let at = 0;
	while (at + 8 <= size) {
		if (arrived < size && at + 16 > arrived) break;
		if (found.length >= bounds.topLevelBoxes) throw malformed('too many boxes');
		const head = await read(at, 16);
		// Some cameras leave a few bytes of their own behind the last box; with the index in hand they do no harm.
		if (!/^[\x20-\x7e\xa9]{4}$/.test(typeAt(head)) && found.some((box) => box.type === 'moov')) break;
		const { type, body, end } = boxAt(new Fields(head, 0, head.length), 0, size - at);
		found.push({ type, start: at, body: at + body, end: at + end });
		at += end;
	}
	return found;
}
