import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { chance } from '../../../../tests/support/chance';
import type { TimelineState } from '$lib/domain/timeline';
import { ServerClock } from './server-clock';
import { SharedPlayer, type PlayerElement } from './shared-player';

/*
 * Nine pages on a simulated line, in virtual time: no two clocks alike, no two devices as fast, and now and then one of
 * them stands still for a moment. What the bench measures on a machine that is busy with other things, without that machine.
 */
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const timeline: TimelineState = {
	version: 1,
	position: 0,
	at: 0,
	rate: 1,
	playing: true,
	loop: null,
	muted: false,
	start: 0,
	end: 600_000,
	stopped: false,
	waiting: null,
	by: 'noor'
};

/** Plays by a clock that runs a little fast or slow, starts late, and is told to stand still. */
class Device implements PlayerElement {
	paused = true;
	seeking = false;
	readyState = 4;
	error = null;
	muted = false;
	seeks = 0;
	readonly buffered = { length: 1, start: () => 0, end: () => 600 };
	#position = 0;
	#since = 0;
	#rate = 1;
	#still = true;
	constructor(
		private readonly speed: number,
		private readonly startsAfter: number
	) {}
	get currentTime(): number {
		const runs = !this.paused && !this.seeking && !this.#still;
		return this.#position + (runs ? ((performance.now() - this.#since) / 1000) * this.#rate * this.speed : 0);
	}
	set currentTime(to: number) {
		this.seeks++;
		this.#position = to;
		this.seeking = true;
		setTimeout(() => this.#change(() => (this.seeking = false)), this.startsAfter);
	}
	get playbackRate(): number {
		return this.#rate;
	}
	set playbackRate(rate: number) {
		this.#change(() => (this.#rate = rate));
	}
	async play(): Promise<void> {
		this.#change(() => (this.paused = false));
		this.standStill(this.startsAfter);
	}
	pause(): void {
		this.#change(() => (this.paused = true));
	}
	/** Nothing moves for so long, ms, and it does not say so. */
	standStill(ms: number): void {
		this.#change(() => (this.#still = true));
		setTimeout(() => this.#change(() => (this.#still = false)), ms);
	}
	addEventListener(): void {}
	removeEventListener(): void {}
	#change(what: () => void): void {
		this.#position = this.currentTime;
		this.#since = performance.now();
		what();
	}
}

/** How far each page is off the middle of the group, ten times a second for a minute, sorted; and how often one sought. */
async function minute(
	delay: (random: () => number) => number,
	stills: number
): Promise<{ off: number[]; seeks: number }> {
	const random = chance(42);
	const real = () => performance.now();
	const pages = Array.from({ length: 9 }, () => {
		const wrong = (random() - 0.5) * 10_000;
		const clock: ServerClock = new ServerClock(
			(t0) => {
				setTimeout(() => {
					const t1 = real();
					setTimeout(() => clock.hear(t0, t1), delay(random));
				}, delay(random));
			},
			{ steady: () => real() + wrong, wall: () => real() + wrong }
		);
		clock.ask();
		const device = new Device(1 + (random() - 0.5) * 0.01, 40 + 160 * random());
		const player = new SharedPlayer({ serverNow: () => clock.now(), report: () => {} });
		return { clock, device, player };
	});
	await vi.advanceTimersByTimeAsync(1000);
	const at = real() + 250;
	for (const { player, device } of pages) {
		player.attach(device);
		player.follow({ ...timeline, at });
	}
	await vi.advanceTimersByTimeAsync(5_000);
	const off: number[] = [];
	for (let look = 0; look < 600; look++) {
		await vi.advanceTimersByTimeAsync(100);
		if (stills && look % stills === 0)
			pages[Math.floor(random() * pages.length)]?.device.standStill(150 + 250 * random());
		const places = pages.map(({ device }) => device.currentTime * 1000);
		const middle = places.toSorted((a, b) => a - b)[4] ?? 0;
		off.push(...places.map((place) => Math.abs(place - middle)));
	}
	for (const { clock, player } of pages) {
		player.attach(null);
		clock.close();
	}
	return { off: off.sort((a, b) => a - b), seeks: pages.reduce((sum, { device }) => sum + device.seeks, 0) };
}

const p95 = (sorted: number[]): number => Math.round(sorted[Math.floor(sorted.length * 0.95)] ?? NaN);
const onLan = (random: () => number): number => 0.3 + random();
const restless = (random: () => number): number => 20 + 60 * random();

test('[L23] nine pages on a school network are within 20 ms of each other', async () => {
	expect(p95((await minute(onLan, 0)).off)).toBeLessThan(20);
});

test('[L23] with 20-80 ms of random delay each way within 25 ms', async () => {
	expect(p95((await minute(restless, 0)).off)).toBeLessThan(25);
});

test('[L23] one that stood still for a moment is back soon, without a jump', async () => {
	const { off, seeks } = await minute(restless, 50);
	expect(p95(off)).toBeLessThan(28);
	expect(seeks).toBeLessThan(10);
});
