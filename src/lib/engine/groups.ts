/** Who comes together in which group. Ids of people; no clock, no chance: the same facts give the same groups. */
export interface Dividing {
	/** Who takes part: whoever is absent is simply not here. */
	people: readonly string[];
	/** Of those, who brings a clip. */
	presenters: readonly string[];
	size: 2 | 3;
	/** Groups of earlier meetings of this cycle. */
	earlier: readonly (readonly (readonly string[])[])[];
	/** The groups as they stand now: pressing again gives others, where there are others. */
	now: readonly (readonly string[])[];
}

/** How far the search for the best division goes; teams up to twelve people are searched whole. */
const patience = 60_000;

/**
 * [G3] Varied groups: as few people as possible meet again whom an earlier meeting of this cycle brought together, and
 * then as few as possible who sit together now. When clips were brought, each group has at least one: there are never
 * more groups than presenters, and presenters are spread evenly. Whoever is left over makes a group one larger; nobody
 * is ever alone. Without at least two people there are no groups.
 */
export function proposeGroups({ people, presenters, size, earlier, now }: Dividing): string[][] {
	const all = [...new Set(people)];
	if (all.length < 2) return [];
	const bring = new Set(presenters.filter((id) => all.includes(id)));
	const shapes = shapesFor(all.length, bring.size, size);
	const met = meetings(earlier, now);
	// presenters first, so that a place for each is found before the search gets deep
	const order = [...all.filter((id) => bring.has(id)), ...all.filter((id) => !bring.has(id))];
	return search(order, bring, shapes, (a, b) => met.get(pair(a, b)) ?? 0);
}

/** How many come in one group, and how many of them bring a clip. */
interface Shape {
	size: number;
	presenters: number;
}

function shapesFor(people: number, presenters: number, size: 2 | 3): Shape[] {
	const wanted = size === 2 ? Math.floor(people / 2) : Math.round(people / 3);
	const count = Math.max(1, presenters > 0 ? Math.min(wanted, presenters) : wanted);
	const share = (of: number, i: number) => Math.floor(of / count) + (i < of % count ? 1 : 0);
	return Array.from({ length: count }, (_, i) => ({ size: share(people, i), presenters: share(presenters, i) }));
}

const pair = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

/** How much a pair would be a repetition: an earlier meeting weighs more than all that stands now. */
function meetings(earlier: Dividing['earlier'], now: Dividing['now']): Map<string, number> {
	const met = new Map<string, number>();
	const note = (groups: readonly (readonly string[])[], weight: number) => {
		for (const group of groups)
			for (const [i, a] of group.entries())
				for (const b of group.slice(i + 1)) met.set(pair(a, b), (met.get(pair(a, b)) ?? 0) + weight);
	};
	for (const groups of earlier) note(groups, 1_000);
	note(now, 1);
	return met;
}

/** The cheapest division by trying all of them, the promising ones first, until none can be better or patience ends. */
function search(
	order: readonly string[],
	bring: ReadonlySet<string>,
	shapes: readonly Shape[],
	cost: (a: string, b: string) => number
): string[][] {
	const groups: string[][] = shapes.map(() => []);
	const places = shapes.map((shape) => ({ bring: shape.presenters, other: shape.size - shape.presenters }));
	let best: string[][] = [];
	let least = Infinity;
	let steps = 0;
	const place = (index: number, spent: number): void => {
		if (spent >= least || least === 0 || (steps++ > patience && least < Infinity)) return;
		const person = order[index];
		if (person === undefined) {
			least = spent;
			best = groups.map((group) => [...group]);
			return;
		}
		const kind = bring.has(person) ? 'bring' : 'other';
		const choices = groups
			.map((group, i) => ({ i, group, left: places[i]?.[kind] ?? 0 }))
			.filter(({ left, group, i }) => left > 0 && !isTwin(groups, shapes, group, i))
			.map((it) => ({ ...it, more: it.group.reduce((sum, other) => sum + cost(other, person), 0) }))
			.toSorted((a, b) => a.more - b.more || a.group.length - b.group.length || a.i - b.i);
		for (const { i, group, more } of choices) {
			const room = places[i];
			if (!room) continue;
			group.push(person);
			room[kind]--;
			place(index + 1, spent + more);
			group.pop();
			room[kind]++;
		}
	};
	place(0, 0);
	return best;
}

/** An empty group is like an earlier empty one of the same shape: trying both would be trying one twice. */
const isTwin = (groups: string[][], shapes: readonly Shape[], group: string[], index: number): boolean =>
	group.length === 0 &&
	groups.some((other, i) => {
		const [a, b] = [shapes[i], shapes[index]];
		return i < index && other.length === 0 && a?.size === b?.size && a?.presenters === b?.presenters;
	});
