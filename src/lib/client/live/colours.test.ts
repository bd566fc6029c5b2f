import { describe, expect, it } from 'vitest';
import { colourCount, coloursOf } from './colours';

const people = Array.from({ length: 30 }, (_, i) => `person-${i}-${(i * 7919).toString(36)}`);
/** Groups of this size, made by going round the list in different steps. */
const groups = (size: number) =>
	people.map((_, start) => Array.from({ length: size }, (_, i) => people[(start + i * 7) % people.length] ?? ''));

describe('the colours of colleagues', () => {
	it('no two of a group of up to eight share one', () => {
		for (let size = 1; size <= colourCount; size++)
			for (const group of groups(size)) expect(new Set(coloursOf(group).values()).size).toBe(size);
	});

	it('are the same whatever the order in which a screen heard of people, and however often', () => {
		for (const group of groups(6)) expect(coloursOf([...group.toReversed(), ...group])).toEqual(coloursOf(group));
	});

	it('stay with almost everybody when somebody comes in', () => {
		let changed = 0;
		let stayed = 0;
		for (const group of groups(6)) {
			const [before, after] = [coloursOf(group.slice(0, 5)), coloursOf(group)];
			for (const [id, colour] of before)
				if (after.get(id) === colour) stayed++;
				else changed++;
		}
		expect(changed / (changed + stayed)).toBeLessThan(0.15);
	});

	it('beyond eight people they are shared, and nobody is without', () => {
		const colours = coloursOf(people);
		expect(colours.size).toBe(people.length);
		for (const colour of colours.values()) expect(colour >= 0 && colour < colourCount).toBe(true);
		expect(coloursOf([]).size).toBe(0);
	});
});
