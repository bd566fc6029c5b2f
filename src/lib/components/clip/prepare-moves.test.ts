import { expect, it } from 'vitest';
import { boxBetween, boxForKey, handleForKey, inPicture } from './prepare-moves';

const times = [0, 33, 67, 100, 1_500, 1_533];

it('arrows move a handle by a second, with shift by one frame, however long that one lasts', () => {
	expect(handleForKey('ArrowRight', false, 5_000, 60_000, times)).toBe(6_000);
	expect(handleForKey('ArrowRight', true, 100, 60_000, times)).toBe(1_500);
	expect(handleForKey('ArrowLeft', true, 1_500, 60_000, times)).toBe(100);
	expect(handleForKey('PageUp', false, 5_000, 60_000, times)).toBe(15_000);
});
it('a handle stays in the clip', () => {
	expect(handleForKey('ArrowLeft', false, 400, 60_000, times)).toBe(0);
	expect(handleForKey('PageUp', false, 55_000, 60_000, times)).toBe(60_000);
	expect(handleForKey('End', false, 0, 60_000, times)).toBe(60_000);
});
it('other keys are not its own', () => {
	expect(handleForKey('Tab', false, 0, 60_000, times)).toBeNull();
	expect(boxForKey('Enter', false, { x: 0.5, y: 0.5, rx: 0.1, ry: 0.1 })).toBeNull();
});
it('a region moves and grows with keys, and its middle stays in the picture', () => {
	const box = { x: 0.99, y: 0.5, rx: 0.1, ry: 0.1 };
	expect(boxForKey('ArrowRight', true, box)?.x).toBe(1);
	expect(boxForKey('+', false, box)?.rx).toBeCloseTo(0.11);
	expect(boxForKey('-', false, { ...box, rx: 0.02 })?.rx).toBe(0.02);
});
it('a region is drawn from corner to corner, in whatever direction, and never too small to see', () => {
	const box = boxBetween({ x: 0.6, y: 0.5 }, { x: 0.2, y: 0.1 });
	expect([box.x, box.y, box.rx, box.ry].map((part) => part.toFixed(2))).toEqual(['0.40', '0.30', '0.20', '0.20']);
	expect(inPicture({ x: 2, y: -1, rx: 0, ry: 9 })).toEqual({ x: 1, y: 0, rx: 0.02, ry: 1 });
});
