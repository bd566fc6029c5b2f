import { describe, expect, it } from 'vitest';
import {
	afterTurn,
	boxAt,
	boxesOn,
	coveredFrames,
	wider,
	withoutSpot,
	withSpot,
	type HiddenRegion,
	type Turn
} from './hidden-regions';

const region: HiddenRegion = {
	id: 'a',
	shape: 'ellipse',
	from: 1_000,
	to: 2_000,
	spots: [
		{ at: 1_000, x: 0.2, y: 0.4, rx: 0.1, ry: 0.1 },
		{ at: 2_000, x: 0.6, y: 0.8, rx: 0.2, ry: 0.1 }
	]
};
const times = Array.from({ length: 100 }, (_, i) => i * 40);

describe('[C5] a hidden region', () => {
	it('goes in a straight line between its spots', () => {
		const box = boxAt(region, 1_250);
		expect(box.x).toBeCloseTo(0.3);
		expect(box.y).toBeCloseTo(0.5);
		expect(box.rx).toBeCloseTo(0.125);
	});
	it('stands still before its first spot and after its last', () => {
		expect(boxAt(region, 0)).toEqual(boxAt(region, 1_000));
		expect(boxAt(region, 9_000)).toEqual(boxAt(region, 2_000));
	});
	it('covers one frame more at both sides of its span', () => {
		expect(coveredFrames(region, times)).toEqual([24, 51]);
	});
	it('begins with the frame that is on screen when the span begins, however long that one lasts', () => {
		expect(coveredFrames({ ...region, from: 1_030 }, [0, 500, 900, 1_500, 2_500, 3_000])).toEqual([1, 4]);
	});
	it('stays within the clip, and is nowhere outside its span', () => {
		expect(coveredFrames({ ...region, from: 0, to: 99_999 }, times)).toEqual([0, 99]);
		expect(boxesOn(region, times, 23)).toEqual([]);
		expect(boxesOn(region, times, 24)).not.toEqual([]);
		expect(boxesOn(region, times, 51)).not.toEqual([]);
		expect(boxesOn(region, times, 52)).toEqual([]);
	});
	it('covers the way from the frame before to the frame after, wider than drawn', () => {
		const xs = boxesOn(region, times, 30).map(({ x }) => x);
		expect(Math.min(...xs)).toBeCloseTo(boxAt(region, 29 * 40).x);
		expect(Math.max(...xs)).toBeCloseTo(boxAt(region, 31 * 40).x);
		expect(wider({ x: 0, y: 0, rx: 0.1, ry: 0.1 }).rx).toBeGreaterThan(0.12);
	});
	it('a move at a moment makes a spot there, and moves the one that is there already', () => {
		const moved = withSpot(region, 1_500, { x: 0.9, y: 0.9, rx: 0.1, ry: 0.1 });
		expect(moved.spots.map(({ at }) => at)).toEqual([1_000, 1_500, 2_000]);
		expect(withSpot(moved, 1_510, { x: 0.1, y: 0.1, rx: 0.1, ry: 0.1 }).spots).toHaveLength(3);
	});
	it('a spot can be taken away, but never the last one', () => {
		const one = withoutSpot(region, 1_900);
		expect(one.spots.map(({ at }) => at)).toEqual([1_000]);
		expect(withoutSpot(one, 1_000)).toBe(one);
	});
});

describe('a turned picture', () => {
	it('has its regions back where they were after the rest of the circle', () => {
		for (const turn of [0, 90, 180, 270] as const) {
			const back = afterTurn(afterTurn({ x: 0.2, y: 0.7, rx: 0.1, ry: 0.05 }, turn), ((360 - turn) % 360) as Turn);
			expect([back.x, back.y, back.rx, back.ry].map((part) => part.toFixed(6))).toEqual([
				'0.200000',
				'0.700000',
				'0.100000',
				'0.050000'
			]);
		}
	});
	it('a quarter turn to the right puts what was at the top at the right', () => {
		expect(afterTurn({ x: 0.5, y: 0, rx: 0.1, ry: 0.2 }, 90)).toEqual({ x: 1, y: 0.5, rx: 0.2, ry: 0.1 });
	});
});
