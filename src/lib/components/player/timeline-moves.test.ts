import { describe, expect, it } from 'vitest';
import { borderHere, moveBorder, positionForKey, shareOf } from './timeline-moves';

const axis = { from: 0, to: 300_000 };

describe('keys on the timeline', () => {
	it('go a second, a tenth with shift, ten seconds with the page keys, and to the borders', () => {
		expect(positionForKey('ArrowRight', false, 5_000, axis)).toBe(6_000);
		expect(positionForKey('ArrowLeft', true, 5_000, axis)).toBe(4_900);
		expect(positionForKey('PageUp', false, 5_000, axis)).toBe(15_000);
		expect(positionForKey('Home', false, 5_000, axis)).toBe(0);
		expect(positionForKey('End', false, 5_000, axis)).toBe(300_000);
	});

	it('never leave what is shown, and leave other keys alone', () => {
		expect(positionForKey('ArrowLeft', false, 200, axis)).toBe(0);
		expect(positionForKey('PageUp', false, 295_000, { from: 60_000, to: 297_000 })).toBe(297_000);
		expect(positionForKey('Tab', false, 200, axis)).toBeNull();
	});
});

describe('the borders of a fragment', () => {
	const fragment = { from: 60_000, to: 120_000 };

	it('move alone', () => {
		expect(moveBorder(fragment, 'from', 70_000, axis)).toEqual({ from: 70_000, to: 120_000 });
		expect(moveBorder(fragment, 'to', 150_000, axis)).toEqual({ from: 60_000, to: 150_000 });
	});

	it('stop at one second, at three minutes and at the ends of the clip', () => {
		expect(moveBorder(fragment, 'from', 119_900, axis)).toEqual({ from: 119_000, to: 120_000 });
		expect(moveBorder(fragment, 'to', 299_000, axis)).toEqual({ from: 60_000, to: 240_000 });
		expect(moveBorder(fragment, 'from', -5, axis)).toEqual({ from: 0, to: 120_000 });
		expect(moveBorder({ from: 250_000, to: 260_000 }, 'to', 999_000, axis)).toEqual({ from: 250_000, to: 300_000 });
	});
});

describe('"begin here" and "end here"', () => {
	it('make a fragment of a minute when there is none', () => {
		expect(borderHere(null, 'from', 20_000, axis)).toEqual({ from: 20_000, to: 80_000 });
		expect(borderHere(null, 'to', 20_000, axis)).toEqual({ from: 0, to: 20_000 });
		expect(borderHere(null, 'from', 299_900, axis)).toEqual({ from: 299_000, to: 300_000 });
	});

	it('leave the other border alone when that still makes a fragment', () => {
		const fragment = { from: 60_000, to: 120_000 };
		expect(borderHere(fragment, 'from', 70_000, axis)).toEqual({ from: 70_000, to: 120_000 });
		expect(borderHere(fragment, 'from', 130_000, axis)).toEqual({ from: 130_000, to: 190_000 });
		expect(borderHere(fragment, 'to', 290_000, axis)).toEqual({ from: 230_000, to: 290_000 });
	});

	it('take a clip of less than a second whole', () => {
		expect(borderHere(null, 'from', 100, { from: 0, to: 700 })).toEqual({ from: 0, to: 700 });
	});
});

it('places a moment on the axis as a share', () => {
	expect(shareOf({ from: 10_000, to: 20_000 }, 12_500)).toBe(25);
	expect(shareOf({ from: 10_000, to: 20_000 }, 0)).toBe(0);
	expect(shareOf({ from: 0, to: 0 }, 5)).toBe(0);
});
