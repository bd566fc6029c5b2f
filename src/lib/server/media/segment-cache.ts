export interface SegmentCacheLimits {
	/** Bytes kept altogether. A group that watches in step asks for the same few segments. */
	bytes: number;
	/** A segment nobody asked for this long is dropped, ms: clear pictures stay no longer than somebody watches. */
	unusedMs: number;
}

interface Held {
	segment: Promise<Uint8Array<ArrayBuffer>>;
	/** 0 until it is made. */
	bytes: number;
	usedAt: number;
}

/**
 * Segments made lately, in memory, so that twelve viewers cost one read. Named by the clip and by the mark of the very
 * file they were cut from; no key is in here. Whether somebody may have one is judged before it is asked for, every
 * time. `forget` drops a clip's at once, and what is being made at that moment is not kept either.
 */
export class SegmentCache {
	readonly #held = new Map<string, Held>();
	#bytes = 0;
	#tidying: ReturnType<typeof setInterval> | null = null;

	constructor(
		private readonly limits: SegmentCacheLimits = { bytes: 64 * 1024 * 1024, unusedMs: 20_000 },
		private readonly now: () => number = () => performance.now()
	) {}

	/** The segment, made at most once for everybody who asks meanwhile. What went wrong is not remembered. */
	get(
		clipId: string,
		mark: string,
		number: number,
		make: () => Promise<Uint8Array<ArrayBuffer>>
	): Promise<Uint8Array<ArrayBuffer>> {
		const name = `${clipId}/${mark}/${number}`;
		const found = this.#held.get(name);
		if (found) {
			found.usedAt = this.now();
			this.#held.delete(name); // put back at the young end
			this.#held.set(name, found);
			return found.segment;
		}
		const held: Held = { segment: make(), bytes: 0, usedAt: this.now() };
		this.#held.set(name, held);
		void held.segment.then(
			(segment) => this.#made(name, held, segment.length),
			() => this.#drop(name, held)
		);
		return held.segment;
	}

	/** One clip's, or every clip's. */
	forget(clipId?: string): void {
		for (const [name, held] of this.#held)
			if (clipId === undefined || name.startsWith(`${clipId}/`)) this.#drop(name, held);
	}

	/** Drops what nobody used lately; runs by itself while anything is held. */
	tidy(): void {
		for (const [name, held] of this.#held)
			if (held.bytes > 0 && this.now() - held.usedAt >= this.limits.unusedMs) this.#drop(name, held);
	}

	/** Bytes held now. */
	get bytes(): number {
		return this.#bytes;
	}

	#made(name: string, held: Held, bytes: number): void {
		if (this.#held.get(name) !== held) return; // forgotten meanwhile
		held.bytes = bytes;
		this.#bytes += bytes;
		for (const [oldest, other] of this.#held) {
			if (this.#bytes <= this.limits.bytes) break;
			if (other.bytes > 0) this.#drop(oldest, other);
		}
		this.#tidying ??= setInterval(() => this.tidy(), this.limits.unusedMs / 4).unref();
	}

	#drop(name: string, held: Held): void {
		if (this.#held.get(name) !== held) return;
		this.#held.delete(name);
		this.#bytes -= held.bytes;
		if (this.#held.size > 0 || !this.#tidying) return;
		clearInterval(this.#tidying);
		this.#tidying = null;
	}
}
