/** Room for this many bytes at first: an empty document needs little. */
const first = 256;
/** Less than this is not worth making shorter, bytes. */
const little = 64 * 1024;

/**
 * Everything that was accepted in one document, in order, as bytes: what it is built from again when something has to
 * be undone. In one stretch of memory, because an object for every keystroke would take many times what was typed.
 */
export class Accepted {
	#all = Buffer.allocUnsafeSlow(first);
	#used = 0;
	#count = 0;
	/** Length of the update that all began with. */
	#whole = 0;

	/** Much more than the document itself would take: what was pasted and taken away again is all still here. */
	get wasteful(): boolean {
		return this.#used > little && this.#used > 4 * this.#whole;
	}

	/** Updates, since the last `restart`. */
	get count(): number {
		return this.#count;
	}

	add(update: Uint8Array): void {
		const end = this.#used + 4 + update.length;
		if (end > this.#all.length) this.#grow(Math.max(end, 2 * this.#all.length));
		this.#all.writeUInt32LE(update.length, this.#used);
		this.#all.set(update, this.#used + 4);
		this.#used = end;
		this.#count++;
	}

	/** All of it is one update by now. */
	restart(whole: Uint8Array): void {
		this.#used = 0;
		this.#count = 0;
		this.#whole = whole.length;
		if (this.#all.length > 8 * whole.length) this.#all = Buffer.allocUnsafeSlow(Math.max(first, 2 * whole.length));
		this.add(whole);
	}

	/** Each lives as long as nothing is added. */
	*[Symbol.iterator](): Generator<Uint8Array> {
		for (let at = 0; at < this.#used;) {
			const size = this.#all.readUInt32LE(at);
			yield this.#all.subarray(at + 4, at + 4 + size);
			at += 4 + size;
		}
	}

	#grow(size: number): void {
		const larger = Buffer.allocUnsafeSlow(size);
		larger.set(this.#all.subarray(0, this.#used));
		this.#all = larger;
	}
}
