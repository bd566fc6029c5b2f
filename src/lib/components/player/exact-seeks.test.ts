import { expect, test } from 'vitest';
import { mayShowLater } from './exact-seeks';

const loaded = (...parts: [number, number][]) => ({
	length: parts.length,
	start: (i: number) => parts[i]?.[0] ?? 0,
	end: (i: number) => parts[i]?.[1] ?? 0
});

test('[M5] a place just before what is loaded is in doubt, one that is loaded is not', () => {
	expect(mayShowLater(loaded([0, 1], [4, 6]), 3.98)).toBe(true);
	expect(mayShowLater(loaded([0, 1], [2, 6]), 3.98)).toBe(false);
	expect(mayShowLater(loaded([0, 1], [4, 6]), 4)).toBe(false);
});

test('[M5] where nothing follows soon the browser waits by itself', () => {
	expect(mayShowLater(loaded([0, 1]), 3.98)).toBe(false);
	expect(mayShowLater(loaded([0, 1], [8, 9]), 3.98)).toBe(false);
	expect(mayShowLater(loaded(), 0)).toBe(false);
});
