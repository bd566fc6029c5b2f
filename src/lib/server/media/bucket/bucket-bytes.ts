import type { ClipBytes } from '../clip-store';
import { headerBytes, turnInPlace } from '../sealing';

/** A small read (the head of a box) brings this much: the next ones lie beside it, and each would be a journey. */
const smallRead = 64 * 1024;

type ReadSealed = (from: number, to: number, into?: Uint8Array<ArrayBuffer>) => Promise<Uint8Array<ArrayBuffer>>;

/** One file of a clip in the bucket. A read is one request for exactly that stretch, unless it is a small one. */
export class BucketBytes implements ClipBytes {
	readonly #counter: Buffer;
	#near: { at: number; bytes: Uint8Array<ArrayBuffer> } | null = null;

	constructor(
		private readonly key: Uint8Array,
		private readonly stored: { mark: string; size: number },
		/** Sealed bytes [from, to). */
		private readonly read: ReadSealed
	) {
		this.#counter = Buffer.from(stored.mark, 'hex');
	}

	get mark(): string {
		return this.stored.mark;
	}

	/** It is whole, so that is how long it was to be. */
	get declared(): number {
		return this.stored.size - headerBytes;
	}

	async size(): Promise<number> {
		return this.declared;
	}

	async readAt(offset: number, length: number, into?: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
		const end = Math.min(this.declared, offset + length);
		if (end <= offset) return into?.subarray(0, 0) ?? new Uint8Array(0);
		const small = end - offset < smallRead;
		const bytes = small ? await this.#readNear(offset, end, into) : await this.#read(offset, end, into);
		turnInPlace(this.key, this.#counter, offset, bytes);
		return bytes;
	}

	async close(): Promise<void> {
		this.#near = null;
	}

	#read(from: number, to: number, into?: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
		return this.read(headerBytes + from, headerBytes + to, into);
	}

	async #readNear(from: number, to: number, into?: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
		let near = this.#near;
		if (!near || from < near.at || to > near.at + near.bytes.length) {
			near = { at: from, bytes: await this.#read(from, Math.min(this.declared, from + smallRead)) };
			this.#near = near;
		}
		const found = near.bytes.subarray(from - near.at, to - near.at);
		const place = into?.subarray(0, found.length) ?? new Uint8Array(found.length);
		place.set(found);
		return place;
	}
}
