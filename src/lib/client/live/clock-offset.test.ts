import { expect, test } from 'vitest';
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
