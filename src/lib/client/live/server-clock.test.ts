import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ServerClock } from './server-clock';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A device and a server 20 ms of line apart; the device's two clocks can be moved by hand. */
function begin() {
	const device = { steady: 0, wall: 0, line: true, pings: 0 };
	const real = () => performance.now();
	const begun = real();
	const server = () => 1_000_000 + real() - begun;
	const clock: ServerClock = new ServerClock(
		(t0) => {
			if (!device.line) return;
			device.pings++;
			setTimeout(() => {
				const t1 = server();
				setTimeout(() => clock.hear(t0, t1), 10);
			}, 10);
		},
		{ steady: () => real() + device.steady, wall: () => 5_000 + real() + device.wall }
	);
	const wrong = () => Math.abs(clock.now() - server());
	return { device, clock, wrong };
}

test('[L23] within a tenth of a second of the line it knows the server’s time, whatever this device believes', async () => {
	const { clock, wrong } = begin();
	clock.ask();
	expect(wrong()).toBeGreaterThan(900_000);
	await vi.advanceTimersByTimeAsync(100);
	expect(wrong()).toBeLessThan(1);
	clock.close();
});

test('[L23] somebody sets the time of day: the picture does not notice', async () => {
	const { device, clock, wrong } = begin();
	clock.ask();
	await vi.advanceTimersByTimeAsync(2000);
	device.wall += 3_600_000;
	expect(wrong()).toBeLessThan(1);
	await vi.advanceTimersByTimeAsync(3000);
	expect(wrong()).toBeLessThan(1);
	clock.close();
});

test('[L23] after sleep, in which its steady clock stood still, it is right again within a second', async () => {
	const { device, clock, wrong } = begin();
	clock.ask();
	await vi.advanceTimersByTimeAsync(10_000);
	device.steady -= 600_000;
	expect(wrong()).toBeGreaterThan(500_000);
	await vi.advanceTimersByTimeAsync(1000);
	expect(wrong()).toBeLessThan(1);
	clock.close();
});

test('a clock that only wanders is not asked in bursts', async () => {
	const { device, clock } = begin();
	for (let i = 0; i < 20; i++) {
		device.wall += 5;
		await vi.advanceTimersByTimeAsync(500);
	}
	expect(device.pings).toBe(2);
	clock.close();
});

test('what the server said in passing counts until the first answer', async () => {
	const { device, clock, wrong } = begin();
	device.line = false;
	clock.guess(1_000_000 - 30);
	await vi.advanceTimersByTimeAsync(1000);
	expect(wrong()).toBeCloseTo(30);
	clock.close();
});
