/** Chance that can be played again: the same seed gives the same throws. */
export interface Dice {
	/** A whole number from 0 up to, not including, `below`. */
	roll(below: number): number;
	pick<T>(from: readonly T[]): T;
	/** True this part (0-1) of the time. */
	chance(part: number): boolean;
}

/** mulberry32: 32 bits of state, good enough to spread damage. */
export function dice(seed: number): Dice {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	const roll = (below: number) => Math.floor(next() * below);
	return {
		roll,
		pick: (from) => {
			const picked = from[roll(from.length)];
			if (picked === undefined) throw new Error('nothing to pick from');
			return picked;
		},
		chance: (part) => next() < part
	};
}

/** A seed for one numbered thing of a longer run, so that this one alone can be played again. */
export const seedOf = (seed: number, n: number): number => (Math.imul(seed, 0x9e3779b1) + n) >>> 0;
