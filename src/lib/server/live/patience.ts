import type { Limits } from './limits';

/** What is known of somebody who was refused. Times in ms. */
interface Known {
	times: number;
	/** Not let in before this moment. */
	until: number;
	/** Forgotten at this moment. */
	forgotten: number;
}

/** Longest pause, and how long after it (or after the last refusal) all is forgotten, ms. */
const longestPause = 60_000;
const forgottenAfter = 60_000;
const firstPause = 1_000;
/** A look for what can be forgotten, when so many are known. */
const sweepAt = 1_000;

/**
 * [L24] Whoever is refused again and again waits before the door: one second, then twice as long each time, a minute at
 * most. By sign-in: somebody else who uses a person's name elsewhere is not her. A browser whose edits crossed a change
 * of round is refused once or twice, and never meets this.
 */
export class Patience {
	readonly #known = new Map<string, Known>();

	constructor(
		private readonly limits: Pick<Limits, 'refusalsForgiven'>,
		private readonly now: () => number
	) {}

	/** Something of this sign-in was refused. */
	refused(signIn: string): void {
		const now = this.now();
		if (this.#known.size >= sweepAt) this.#sweep(now);
		const before = this.#known.get(signIn);
		const times = (before && before.forgotten > now ? before.times : 0) + 1;
		const over = times - this.limits.refusalsForgiven;
		const pause = over > 0 ? Math.min(longestPause, firstPause * 2 ** (over - 1)) : 0;
		const until = Math.max(now + pause, before?.until ?? 0);
		this.#known.set(signIn, { times, until, forgotten: until + forgottenAfter });
	}

	/** Must not come in now. */
	waits(signIn: string): boolean {
		return (this.#known.get(signIn)?.until ?? 0) > this.now();
	}

	#sweep(now: number): void {
		for (const [signIn, { forgotten }] of this.#known) if (forgotten <= now) this.#known.delete(signIn);
	}
}
