import type { StreamTargetChunk } from 'mediabunny';

/**
 * Takes a file as it is written. Pieces that are behind us become blobs, which a browser may put on its disk: half a
 * gigabyte would not fit in a phone's memory. `inMemory`: later pieces are still written over (WebM does that).
 */
export class Collected {
	readonly #parts: { at: number; bytes: Uint8Array<ArrayBuffer> | Blob }[] = [];
	#end = 0;

	constructor(private readonly inMemory: boolean) {}

	readonly sink = (): WritableStream<StreamTargetChunk> =>
		new WritableStream({ write: ({ data, position }) => this.#write(data, position) });

	#write(data: Uint8Array<ArrayBuffer>, position: number): void {
		const over = data.subarray(0, Math.max(0, this.#end - position));
		if (over.length > 0) this.#overwrite(over, position);
		const fresh = data.slice(over.length);
		if (fresh.length === 0) return;
		if (position > this.#end) throw new Error('a gap in the file');
		// the first piece holds the header, which is written once more at the end
		const stays = this.inMemory || this.#end === 0;
		this.#parts.push({ at: this.#end, bytes: stays ? fresh : new Blob([fresh]) });
		this.#end += fresh.length;
	}

	#overwrite(data: Uint8Array, position: number): void {
		for (const { at, bytes } of this.#parts) {
			const size = bytes instanceof Blob ? bytes.size : bytes.length;
			const [from, to] = [Math.max(position, at), Math.min(position + data.length, at + size)];
			if (from >= to) continue;
			if (bytes instanceof Blob) throw new Error('this piece is closed');
			bytes.set(data.subarray(from - position, to - position), from - at);
		}
	}

	whole(type: string): Blob {
		return new Blob(
			this.#parts.map(({ bytes }) => bytes),
			{ type }
		);
	}
}

/**
 * An mp4 whose index (`moov`) came last, with the index right after the first box: it can be played while it arrives.
 * `moov` stands at `at` in `file` and is the last box. Its dates are set to zero: when somebody filmed or prepared a
 * clip is nobody's business.
 */
export async function indexFirst(file: Blob, moov: Uint8Array, at: number): Promise<Blob> {
	const head = new DataView(await file.slice(0, 8).arrayBuffer());
	const fileType = head.getUint32(0);
	const index = moov.slice();
	for (const box of boxesIn(index, 8, index.length)) settle(index, box, index.length);
	return new Blob([file.slice(0, fileType), index, file.slice(fileType, at)], { type: file.type });
}

interface Box {
	type: string;
	/** First byte after size and name. */
	body: number;
	end: number;
}

const containers = new Set(['trak', 'mdia', 'minf', 'stbl']);
const dated = new Set(['mvhd', 'tkhd', 'mdhd']);

function* boxesIn(bytes: Uint8Array, from: number, to: number): Generator<Box> {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	for (let at = from; at + 8 <= to;) {
		const size = view.getUint32(at);
		if (size < 8 || at + size > to) throw new Error('an index that does not add up');
		yield { type: String.fromCharCode(...bytes.subarray(at + 4, at + 8)), body: at + 8, end: at + size };
		at += size;
	}
}

function settle(bytes: Uint8Array, box: Box, shift: number): void {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (containers.has(box.type)) for (const inner of boxesIn(bytes, box.body, box.end)) settle(bytes, inner, shift);
	if (dated.has(box.type)) bytes.fill(0, box.body + 4, box.body + 4 + (bytes[box.body] === 1 ? 16 : 8));
	if (box.type !== 'stco' && box.type !== 'co64') return;
	const count = view.getUint32(box.body + 4);
	for (let i = 0; i < count; i++) {
		if (box.type === 'stco') view.setUint32(box.body + 8 + i * 4, view.getUint32(box.body + 8 + i * 4) + shift);
		else view.setBigUint64(box.body + 8 + i * 8, view.getBigUint64(box.body + 8 + i * 8) + BigInt(shift));
	}
}
