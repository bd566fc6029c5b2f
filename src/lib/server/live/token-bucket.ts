/** A rate with a burst. Taking more than there is makes a debt; `wait` says how long until it is paid. */
export class TokenBucket {
	#tokens: number;
	#at: number;

	/** `perSecond` tokens come in, `burst` is the most that are kept. `now` in ms. */
	constructor(
		private readonly perSecond: number,
		private readonly burst: number,
		now: number
	) {
		this.#tokens = burst;
		this.#at = now;
	}

	/** Takes `cost` tokens and answers the ms to wait before the next; 0 when there is no debt. */
	take(cost: number, now: number): number {
		const grown = this.#tokens + ((now - this.#at) / 1000) * this.perSecond;
		this.#tokens = Math.min(this.burst, grown) - cost;
		this.#at = now;
		return this.#tokens >= 0 ? 0 : (-this.#tokens / this.perSecond) * 1000;
	}

	/** Takes one when there is one; without a debt, so that who asks too often is not made to wait longer for it. */
	takeIfThere(now: number): boolean {
		if (this.take(1, now) === 0) return true;
		this.#tokens += 1;
		return false;
	}
}
