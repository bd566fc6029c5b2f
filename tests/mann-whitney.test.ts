import { describe, expect, it } from 'vitest';
import { dice } from './faults/dice';
import { mannWhitney } from './support/mann-whitney';

describe('the Mann-Whitney test', () => {
	const upTo = (n: number, from = 0) => Array.from({ length: n }, (_, i) => from + i);

	it('answers what others do', () => {
		// Weather of May and August, R's airquality: wilcox.test says W = 127.5, p-value = 0.0001208
		const may = [41, 36, 12, 18, 28, 23, 19, 8, 7, 16, 11, 14, 18, 14, 34, 6, 30, 11, 1, 11, 4, 32, 23, 45, 115, 37];
		const august = [39, 9, 16, 78, 35, 66, 122, 89, 110, 44, 28, 65, 22, 59, 23, 31, 44, 21, 9, 45, 168, 73, 76, 118];
		expect(mannWhitney(may, [...august, 84, 85])).toBeCloseTo(0.0001208, 5);
	});

	it('knows the same from another, whichever comes first', () => {
		expect(mannWhitney(upTo(50), upTo(50))).toBeCloseTo(1, 2);
		expect(mannWhitney(upTo(50), upTo(50, 100))).toBeLessThan(1e-15);
		expect(mannWhitney(upTo(40, 8), upTo(40))).toBeCloseTo(mannWhitney(upTo(40), upTo(40, 8)), 10);
		expect(mannWhitney(Array(30).fill(1), Array(30).fill(1))).toBe(1);
	});

	it('is wrong as often as it says', () => {
		const chance = dice(2026);
		const some = () => Array.from({ length: 60 }, () => chance.roll(1000));
		const low = Array.from({ length: 400 }, () => mannWhitney(some(), some())).filter((p) => p < 0.05).length;
		expect(low).toBeGreaterThan(8);
		expect(low).toBeLessThan(34);
	});

	it('hears half a millisecond in ten', () => {
		const chance = dice(7);
		const some = (more: number) => Array.from({ length: 1000 }, () => 10 + chance.roll(3000) / 1000 + more);
		expect(mannWhitney(some(0), some(0.5))).toBeLessThan(0.001);
	});
});
