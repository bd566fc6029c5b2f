import { expect, test } from 'vitest';
import { chance } from '../../../../tests/support/chance';
import { ClockOffset } from './clock-offset';

test('the fastest answers decide, not the late ones', () => {
	const clock = new ClockOffset();
	// the server is 500 ms ahead; slow answers were held up on the way back
	for (let i = 0; i < 10; i++) clock.add(i * 1000, i * 1000 + 505, i * 1000 + 10);
	for (let i = 10; i < 30; i++) clock.add(i * 1000, i * 1000 + 505, i * 1000 + 400);
	expect(clock.offset).toBe(500);
});

test('before the first answer our own clock is the best guess', () => {
	const clock = new ClockOffset();
	expect([clock.known, clock.offset]).toEqual([false, 0]);
});

test('old answers are forgotten: a laptop that slept has another clock', () => {
	const clock = new ClockOffset();
	for (let i = 0; i < 5; i++) clock.add(i, i + 1, i + 2);
	for (let i = 0; i < 40; i++) clock.add(1000 + i, 1000 + i + 2005, 1000 + i + 10);
	expect(clock.offset).toBe(2000);
});

test('on a restless line the least delay of each way decides: within 8 ms in 19 of 20 cases', () => {
	const random = chance(7);
	const off = Array.from({ length: 400 }, () => {
		const clock = new ClockOffset();
		for (let i = 0; i < 16; i++) {
			const [forth, back] = [20 + 60 * random(), 20 + 60 * random()];
			clock.add(i * 300, i * 300 + 5000 + forth, i * 300 + forth + back);
		}
		return Math.abs(clock.offset - 5000);
	}).sort((a, b) => a - b);
	expect(off[380]).toBeLessThan(8);
	expect(off[200]).toBeLessThan(4);
});
