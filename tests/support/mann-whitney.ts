/**
 * Whether two sets of measurements could be of one kind: the Mann-Whitney test, both sides, by the normal approximation
 * with ties and continuity taken into account; right for twenty or more of each. Answers p, 0 to 1: the part of the cases
 * in which chance alone would set two equal kinds at least so far apart.
 */
export function mannWhitney(one: readonly number[], other: readonly number[]): number {
	const [n, m] = [one.length, other.length];
	const all = [...one.map((value) => ({ value, first: true })), ...other.map((value) => ({ value, first: false }))];
	all.sort((a, b) => a.value - b.value);
	let [ranksOfOne, ties] = [0, 0];
	for (let from = 0; from < all.length;) {
		let to = from;
		while (all[to]?.value === all[from]?.value && to < all.length) to++;
		const [size, rank] = [to - from, (from + 1 + to) / 2];
		ties += size ** 3 - size;
		for (const { first } of all.slice(from, to)) if (first) ranksOfOne += rank;
		from = to;
	}
	const u = ranksOfOne - (n * (n + 1)) / 2;
	const total = n + m;
	const deviation = Math.sqrt(((n * m) / 12) * (total + 1 - ties / (total * (total - 1))));
	if (deviation === 0) return 1;
	return Math.min(1, outside(Math.max(0, Math.abs(u - (n * m) / 2) - 0.5) / deviation));
}

/** The part of a normal distribution further than `z` deviations from its middle (Abramowitz and Stegun 7.1.26). */
function outside(z: number): number {
	const x = z / Math.SQRT2;
	const t = 1 / (1 + 0.3275911 * x);
	const parts = [0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429];
	return parts.reduce((sum, part, i) => sum + part * t ** (i + 1), 0) * Math.exp(-(x ** 2));
}
