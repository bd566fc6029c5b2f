import { openStills, type StillAt } from './filmstrip';

/** One picture for so many ms of the clip: finer than a thumb can point, and few enough to keep. */
const grid = 500;
const mostKept = 80;

/**
 * Small pictures of the moments somebody looks for on a timeline, made in this browser one at a time: of several that are
 * wanted, the newest. Kept only as long as the timeline is on the screen.
 */
export class ScrubStills {
	readonly #stop = new AbortController();
	readonly #made = new Map<number, string>();
	readonly #opened: Promise<StillAt | null>;
	#wanted: number | null = null;
	#busy = false;

	constructor(
		clip: { clipId: string; kind: 'hls' | 'file'; height: number; turn: 0 | 90 | 180 | 270 },
		private readonly onstill: () => void
	) {
		this.#opened = openStills({ ...clip, signal: this.#stop.signal });
	}

	/** The picture of this moment (ms) when it is there; asks for it when it is not. */
	at(ms: number): string | null {
		const place = Math.round(ms / grid);
		const made = this.#made.get(place) ?? null;
		if (made === null) void this.#make(place);
		return made;
	}

	close(): void {
		this.#stop.abort();
		for (const address of this.#made.values()) URL.revokeObjectURL(address);
		this.#made.clear();
		void this.#opened.then((still) => still?.close());
	}

	async #make(place: number): Promise<void> {
		this.#wanted = place;
		if (this.#busy) return;
		this.#busy = true;
		const still = await this.#opened;
		while (still && this.#wanted !== null && !this.#stop.signal.aborted) {
			const next: number = this.#wanted;
			this.#wanted = null;
			if (this.#made.has(next)) continue;
			const address = await still.at(next * grid).catch(() => null);
			if (address) this.#keep(next, address);
		}
		this.#busy = false;
	}

	#keep(place: number, address: string): void {
		if (this.#stop.signal.aborted) return URL.revokeObjectURL(address);
		this.#made.set(place, address);
		const [oldest] = this.#made;
		if (this.#made.size > mostKept && oldest) {
			URL.revokeObjectURL(oldest[1]);
			this.#made.delete(oldest[0]);
		}
		this.onstill();
	}
}

/** Pictures cost a second download: not on a small screen, nor where the line or its owner says to spare it. */
export function mayFetchStills(): boolean {
	const { connection } = navigator as { connection?: { saveData?: boolean; effectiveType?: string } };
	const slow = connection?.saveData === true || /^(slow-)?[23]g$/.test(connection?.effectiveType ?? '');
	return !slow && matchMedia('(min-width: 700px)').matches;
}
