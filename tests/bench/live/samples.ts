/** Values of one kind, and what part of them lies below which. */
export class Samples {
	readonly #all: number[] = [];
	#sorted = false;

	add(value: number): void {
		this.#all.push(value);
		this.#sorted = false;
	}
	clear(): void {
		this.#all.length = 0;
	}
	get count(): number {
		return this.#all.length;
	}
	/** The value below which this part (0-1) lies; NaN when nothing was measured. */
	at(part: number): number {
		if (!this.#sorted) this.#all.sort((a, b) => a - b);
		this.#sorted = true;
		return this.#all[Math.min(this.#all.length - 1, Math.floor(part * this.#all.length))] ?? NaN;
	}
}

/** The middle one; the mean of both middle ones when their number is even; NaN for none, and when one could not be measured. */
export function median(values: readonly number[]): number {
	if (values.some(Number.isNaN)) return NaN;
	const sorted = [...values].sort((a, b) => a - b);
	const half = sorted.length >> 1;
	const upper = sorted[half] ?? NaN;
	return sorted.length % 2 ? upper : ((sorted[half - 1] ?? NaN) + upper) / 2;
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
