import { describe, expect, it } from 'vitest';
import { proposeGroups, type Dividing } from './groups';

const team = ['kees', 'lieke', 'marit', 'noor', 'sofie', 'tess'];
const divide = (more: Partial<Dividing> = {}) =>
	proposeGroups({ people: team, presenters: [], size: 2, earlier: [], now: [], ...more });
const sizes = (groups: string[][]) => groups.map((group) => group.length).toSorted((a, b) => b - a);
const people = (n: number) => Array.from({ length: n }, (_, i) => `p${String(i).padStart(2, '0')}`);
const pairsIn = (groups: readonly (readonly string[])[]) =>
	groups.flatMap((group) => group.flatMap((a, i) => group.slice(i + 1).map((b) => [a, b].toSorted().join(' '))));
/** How often these groups bring together who met before. */
const repeats = (groups: string[][], earlier: Dividing['earlier']) => {
	const met = earlier.flatMap(pairsIn);
	return pairsIn(groups).reduce((sum, pair) => sum + met.filter((it) => it === pair).length, 0);
};
/** Every way to make pairs of an even number of people. */
function allPairings(left: readonly string[]): string[][][] {
	const [first, ...rest] = left;
	if (first === undefined) return [[]];
	return rest.flatMap((other, i) => allPairings(rest.toSpliced(i, 1)).map((more) => [[first, other], ...more]));
}
/** A history that no eye arranged, the same in every run. */
function history(of: readonly string[], meetings: number, seed: number): string[][][] {
	let state = seed;
	const next = (below: number) => {
		state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
		return Math.floor((state / 2_147_483_648) * below);
	};
	return Array.from({ length: meetings }, () => {
		const left = [...of];
		const groups: string[][] = [];
		while (left.length > 1) groups.push([...left.splice(next(left.length), 1), ...left.splice(next(left.length), 1)]);
		return groups;
	});
}

describe('[G3] groups that vary', () => {
	it('everybody is in exactly one group, and whoever is absent in none', () => {
		for (const size of [2, 3] as const)
			for (let n = 2; n <= 16; n++)
				expect(
					divide({ people: people(n), size })
						.flat()
						.toSorted()
				).toEqual(people(n));
		expect(divide({ people: team.slice(0, 4) }).flat()).not.toContain('sofie');
	});

	it.each([
		[2, 2, [2]],
		[3, 2, [3]],
		[5, 2, [3, 2]],
		[6, 2, [2, 2, 2]],
		[7, 2, [3, 2, 2]],
		[2, 3, [2]],
		[4, 3, [4]],
		[5, 3, [3, 2]],
		[7, 3, [4, 3]],
		[8, 3, [3, 3, 2]],
		[9, 3, [3, 3, 3]]
	] as const)('%d people in groups of %d: %j; nobody is alone', (n, size, expected) => {
		expect(sizes(divide({ people: people(n), size }))).toEqual(expected);
	});

	it('nobody, or one person, is no group; somebody named twice is one person', () => {
		expect(divide({ people: [] })).toEqual([]);
		expect(divide({ people: ['kees'] })).toEqual([]);
		expect(divide({ people: ['kees', 'kees', 'marit'] })).toEqual([['kees', 'marit']]);
	});

	it('each group has a clip: there are never more groups than presenters, and presenters are spread', () => {
		for (let n = 3; n <= 12; n++)
			for (let brings = 1; brings <= n; brings++) {
				const presenters = people(n).slice(n - brings);
				for (const size of [2, 3] as const) {
					const groups = divide({ people: people(n), presenters, size });
					const each = groups.map((group) => group.filter((id) => presenters.includes(id)).length);
					expect(groups.length).toBeLessThanOrEqual(brings);
					expect(Math.min(...each)).toBeGreaterThanOrEqual(1);
					expect(Math.max(...each) - Math.min(...each)).toBeLessThanOrEqual(1);
				}
			}
		expect(sizes(divide({ presenters: ['noor', 'tess'] }))).toEqual([3, 3]);
	});

	it('a presenter who is absent brings nothing', () => {
		expect(sizes(divide({ presenters: ['vreemd'] }))).toEqual([2, 2, 2]);
	});

	it('nobody meets again as long as there is somebody new', () => {
		const earlier: string[][][] = [];
		for (let meeting = 0; meeting < 5; meeting++) {
			const groups = divide({ earlier });
			// three meetings of six people never need a repetition; after that, as few as there can be
			const least = Math.min(...allPairings(team).map((it) => repeats(it, earlier)));
			expect(repeats(groups, earlier)).toBe(least);
			if (meeting < 3) expect(least).toBe(0);
			earlier.push(groups);
		}
	});

	it('is as varied as it can be, whatever happened before', () => {
		for (let seed = 1; seed <= 40; seed++) {
			const of = people(8);
			const earlier = history(of, 1 + (seed % 6), seed);
			const least = Math.min(...allPairings(of).map((groups) => repeats(groups, earlier)));
			expect(repeats(divide({ people: of, earlier }), earlier)).toBe(least);
		}
	});

	it('keeps presenters apart also where that costs a repetition', () => {
		const presenters = ['kees', 'marit', 'sofie'];
		const earlier = [
			[
				['kees', 'lieke'],
				['marit', 'noor'],
				['sofie', 'tess']
			]
		];
		const groups = divide({ presenters, earlier });
		for (const group of groups) expect(group.filter((id) => presenters.includes(id))).toHaveLength(1);
		expect(repeats(groups, earlier)).toBe(0);
	});

	it('pressing again gives other groups, but never at the price of a repetition', () => {
		const now = divide();
		expect(pairsIn(divide({ now })).filter((pair) => pairsIn(now).includes(pair))).toEqual([]);
		// four people met in two of the three ways: only the third is new, and it stays
		const four = ['a', 'b', 'c', 'd'];
		const earlier = [
			[
				['a', 'b'],
				['c', 'd']
			],
			[
				['a', 'c'],
				['b', 'd']
			]
		];
		const third = divide({ people: four, earlier });
		expect(divide({ people: four, earlier, now: third })).toEqual(third);
	});

	it('the same facts give the same groups, also for a large team, without an endless search', () => {
		const of = people(30);
		const earlier = history(of, 8, 7);
		const groups = divide({ people: of, presenters: of.slice(0, 12), size: 2, earlier });
		expect(divide({ people: of, presenters: of.slice(0, 12), size: 2, earlier })).toEqual(groups);
		expect(groups).toHaveLength(12);
	});
});
