/** How many answers are remembered, and how long, ms: the clocks of two devices wander a millisecond or two in that time. */
const remembered = 40;
const rememberedMs = 90_000;

/**
 * The difference between the server's clock and ours. Delays only ever add: on the way there and on the way back the least
 * of what was seen lately is what the line itself takes, and that is much alike both ways. The two are looked for apart,
 * because on a restless line no single answer is fast in both directions (20-80 ms of random delay each way: within 8 ms
 * after the first burst in 19 of 20 cases, where the fastest whole answers were within 20).
 */
export class ClockOffset {
	/** `forth` and `back`: what each way seemed to take, by two clocks that differ by the offset. */
	#answers: { at: number; forth: number; back: number }[] = [];
	#stale = false;

	/** One answer: our time when asked (`t0`), the server's time (`t1`), our time when it came (`now`); all in ms. */
	add(t0: number, t1: number, now: number): void {
		if (now < t0) return; // our own clock was set back meanwhile
		if (this.#stale) this.#answers = [];
		this.#stale = false;
		this.#answers.push({ at: now, forth: t1 - t0, back: now - t1 });
		this.#answers = this.#answers.slice(-remembered).filter(({ at }) => at > now - rememberedMs);
	}

	/** What was learnt is worth nothing any more; it stays the best guess until the next answer takes its place. */
	startOver(): void {
		this.#stale = true;
	}

	/** Server time minus our time, ms. 0 before the first answer. */
	get offset(): number {
		if (!this.known) return 0;
		const least = (way: 'forth' | 'back'): number => Math.min(...this.#answers.map((answer) => answer[way]));
		return (least('forth') - least('back')) / 2;
	}

	get known(): boolean {
		return this.#answers.length > 0;
	}
}
