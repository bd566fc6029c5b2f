// Longer than the house likes: one fake element and its clock, and every way it can fall out of step.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { PlayerReport } from '$lib/domain/live';
import type { TimelineState } from '$lib/domain/timeline';
import { adjust, SharedPlayer, type PlayerElement } from './shared-player';

const base: TimelineState = {
	version: 1,
	position: 10_000,
	at: 0,
	rate: 1,
	playing: true,
	loop: null,
	muted: false,
	start: 0,
	end: 80_000,
	stopped: false,
	waiting: null,
	by: 'noor'
};
const element = { currentTime: 11, playbackRate: 1, paused: false, seeking: false, readyState: 4 };
const look = (more: Partial<Parameters<typeof adjust>[0]> = {}) =>
	adjust({ timeline: base, now: 1000, element, seekCost: 80, maySeek: true, ...more });

describe('one look', () => {
	test('in step: nothing', () => expect(look()).toEqual({ do: 'nothing' }));
	test('11 ms off is in step, 13 ms is not', () => {
		expect(look({ element: { ...element, currentTime: 11.011 } })).toEqual({ do: 'nothing' });
		expect(look({ element: { ...element, currentTime: 11.013 } })).toMatchObject({ do: 'rate' });
	});
	test('who is being put right goes on well into step, and then plays at the tempo of the group', () => {
		const hurries = { ...element, playbackRate: 1.02 };
		expect(look({ element: { ...hurries, currentTime: 10.992 } })).toMatchObject({ do: 'nothing' });
		expect(look({ element: { ...hurries, currentTime: 10.997 } })).toEqual({ do: 'rate', rate: 1 });
	});
	test('a little behind plays a little faster, at most 6 %', () => {
		expect(look({ element: { ...element, currentTime: 10.95 } })).toEqual({ do: 'rate', rate: 1.06 });
	});
	test('further ahead plays slower, at most 15 % and far ahead 25 %', () => {
		expect(look({ element: { ...element, currentTime: 11.15 } })).toEqual({ do: 'rate', rate: 0.85 });
		expect(look({ element: { ...element, currentTime: 11.4 } })).toEqual({ do: 'rate', rate: 0.75 });
	});
	test('the tempo is the group’s, also at half speed', () => {
		const slow = { ...base, rate: 0.5 };
		expect(look({ timeline: slow, element: { ...element, currentTime: 10.5 } })).toEqual({ do: 'rate', rate: 0.5 });
	});
	test('far off it jumps to where the group will be, once', () => {
		const late = { ...element, currentTime: 5 };
		expect(look({ element: late })).toEqual({ do: 'play', seekTo: 11_080 });
		expect(look({ element: late, maySeek: false })).toEqual({ do: 'wait' });
	});
	test('whoever loads is left alone', () => {
		expect(look({ element: { ...element, readyState: 2, currentTime: 5 } })).toEqual({ do: 'wait' });
		expect(look({ element: { ...element, seeking: true, currentTime: 5 } })).toEqual({ do: 'wait' });
	});
	test('a resting picture goes to the very frame', () => {
		const rest = { ...base, playing: false };
		expect(look({ timeline: rest })).toEqual({ do: 'rest', seekTo: 10_000 });
		expect(look({ timeline: rest, element: { ...element, paused: true, currentTime: 10 } })).toEqual({ do: 'nothing' });
	});
	test('before the common start it waits at the start', () => {
		const soon = { ...base, at: 1250 };
		expect(look({ timeline: soon, element: { ...element, paused: true, currentTime: 10 } })).toEqual({ do: 'nothing' });
		expect(look({ timeline: soon, now: 1250, element: { ...element, paused: true, currentTime: 10 } })).toEqual({
			do: 'play',
			seekTo: null
		});
	});
	test('at the end it rests, and is not pushed again', () => {
		expect(look({ now: 90_000, element: { ...element, currentTime: 80 } })).toEqual({ do: 'rest', seekTo: null });
		expect(look({ now: 90_000, element: { ...element, currentTime: 80, paused: true } })).toEqual({ do: 'nothing' });
	});
	test('at the seam of a loop the late one jumps, the early one waits for the group', () => {
		const loop = { ...base, loop: { from: 10_000, to: 12_000 } };
		expect(look({ timeline: loop, now: 2050, element: { ...element, currentTime: 12.05 } })).toEqual({
			do: 'play',
			seekTo: 10_130
		});
		expect(look({ timeline: loop, now: 1950, element: { ...element, currentTime: 10.05 } })).toEqual({
			do: 'rate',
			rate: 0.85
		});
	});
});

/** An element whose own clock is the fake clock, and which may run a little fast or slow. */
class FakeElement implements PlayerElement {
	paused = true;
	seeking = false;
	readyState = 4;
	error: unknown = null;
	muted = false;
	/** Loaded from the start up to here, seconds. */
	loaded = 100;
	/** It shows this many ms beside the frame it was sent to. */
	astray = 0;
	readonly buffered = { length: 1, start: () => 0, end: () => this.loaded };
	readonly #listeners = new Set<[string, () => void]>();
	#shown: ((now: number, frame: { mediaTime: number }) => void) | null = null;
	seeks = 0;
	refuses = false;
	#position = 0;
	#since = 0;
	#rate = 1;
	constructor(private readonly speed = 1) {}
	get currentTime(): number {
		return (
			this.#position +
			(this.paused || this.seeking ? 0 : ((performance.now() - this.#since) / 1000) * this.#rate * this.speed)
		);
	}
	set currentTime(to: number) {
		this.seeks++;
		this.#position = to;
		this.seeking = true;
		setTimeout(() => {
			this.seeking = false;
			this.#since = performance.now();
			for (const [type, listener] of this.#listeners) if (type === 'seeked') listener();
			this.show();
		}, 60);
	}
	/** Puts the frame of this place on screen; frames last 40 ms. */
	show(): void {
		const shown = this.#shown;
		this.#shown = null;
		shown?.(0, { mediaTime: Math.floor((this.currentTime * 1000 + this.astray) / 40) * 0.04 });
	}
	requestVideoFrameCallback(shown: (now: number, frame: { mediaTime: number }) => void): number {
		this.#shown = shown;
		return 1;
	}
	addEventListener(type: string, listener: () => void): void {
		this.#listeners.add([type, listener]);
	}
	removeEventListener(type: string, listener: () => void): void {
		for (const one of this.#listeners) if (one[0] === type && one[1] === listener) this.#listeners.delete(one);
	}
	get playbackRate(): number {
		return this.#rate;
	}
	set playbackRate(rate: number) {
		this.#hold();
		this.#rate = rate;
	}
	async play(): Promise<void> {
		if (this.refuses) throw Object.assign(new Error('no touch'), { name: 'NotAllowedError' });
		this.#hold();
		this.paused = false;
	}
	pause(): void {
		this.#hold();
		this.paused = true;
	}
	#hold(): void {
		this.#position = this.currentTime;
		this.#since = performance.now();
	}
}

describe('ten looks a second', () => {
	beforeEach(() => void vi.useFakeTimers());
	afterEach(() => void vi.useRealTimers());

	function watch(fake: FakeElement) {
		const reports: PlayerReport[] = [];
		const player = new SharedPlayer({ serverNow: () => performance.now(), report: (r) => reports.push(r) });
		player.attach(fake);
		return { player, reports };
	}
	const starting = (): TimelineState => ({ ...base, at: performance.now() + 250 });

	test('an element that runs 2 % fast stays within 50 ms of the group', async () => {
		const fake = new FakeElement(1.02);
		const { player } = watch(fake);
		player.follow(starting());
		const begun = performance.now() + 250;
		await vi.advanceTimersByTimeAsync(3000);
		const drift: number[] = [];
		for (let i = 0; i < 100; i++) {
			await vi.advanceTimersByTimeAsync(100);
			drift.push(Math.abs(fake.currentTime * 1000 - (10_000 + performance.now() - begun)));
		}
		expect(Math.max(...drift)).toBeLessThan(50);
		expect(fake.seeks).toBeLessThan(3);
		player.attach(null);
	});

	test('on pause everybody stands on the same frame', async () => {
		const [one, two] = [new FakeElement(1.03), new FakeElement(0.97)];
		const players = [watch(one).player, watch(two).player];
		for (const player of players) player.follow(starting());
		await vi.advanceTimersByTimeAsync(5000);
		for (const player of players)
			player.follow({ ...base, version: 2, playing: false, position: 14_321, at: performance.now() });
		await vi.advanceTimersByTimeAsync(500);
		expect([one.currentTime, two.currentTime]).toEqual([14.321, 14.321]);
		expect([one.paused, two.paused]).toEqual([true, true]);
		for (const player of players) player.attach(null);
	});

	test('a browser that wants a touch says so, and starts in step after it', async () => {
		const fake = new FakeElement();
		fake.refuses = true;
		const { player, reports } = watch(fake);
		player.follow(starting());
		await vi.advanceTimersByTimeAsync(1000);
		expect(reports.at(-1)?.state).toBe('tap-needed');
		fake.refuses = false;
		player.tap();
		await vi.advanceTimersByTimeAsync(2000);
		expect(fake.paused).toBe(false);
		expect(reports.at(-1)?.state).toBe('ready');
		player.attach(null);
	});

	test('an element that cannot reach the place of rest is sent there once', async () => {
		const fake = new FakeElement();
		const { player } = watch(fake);
		Object.defineProperty(fake, 'currentTime', { get: () => 79.9, set: () => fake.seeks++ });
		player.follow({ ...base, playing: false, position: 80_000 });
		await vi.advanceTimersByTimeAsync(2000);
		expect(fake.seeks).toBe(1);
		player.attach(null);
	});

	test('an older timeline never overrules a newer one', async () => {
		const fake = new FakeElement();
		const { player } = watch(fake);
		player.follow({ ...base, version: 5, playing: false });
		player.follow({ ...base, version: 4, playing: true });
		await vi.advanceTimersByTimeAsync(1000);
		expect(fake.paused).toBe(true);
		player.attach(null);
	});

	const resting = (version: number, position: number): TimelineState => ({
		...base,
		version,
		playing: false,
		position
	});
	const middle = (position: number) => Math.floor(position / 40) * 40 + 20;
	const watchEven = (fake: FakeElement, more: Partial<ConstructorParameters<typeof SharedPlayer>[0]> = {}) => {
		const reports: PlayerReport[] = [];
		const report = (r: PlayerReport) => void reports.push(r);
		const player = new SharedPlayer({ serverNow: () => performance.now(), restAt: middle, report, ...more });
		player.attach(fake);
		return { player, reports };
	};

	test('[L22] a picture that comes to rest tells which frame it shows, of which version', async () => {
		const fake = new FakeElement();
		const { player, reports } = watchEven(fake);
		player.follow(resting(7, 14_300));
		await vi.advanceTimersByTimeAsync(61);
		expect(reports.at(-1)).toEqual({ state: 'ready', position: 14_300, version: 7, frame: 14_280 });
		expect(fake.seeks).toBe(1);
		player.attach(null);
	});

	test('[L22] a page that shows the frame beside the others’ looks for theirs; one that shows it stays', async () => {
		const fake = new FakeElement();
		fake.astray = 25;
		const { player, reports } = watchEven(fake);
		player.follow(resting(7, 14_300));
		await vi.advanceTimersByTimeAsync(400);
		expect(reports.at(-1)?.frame).toBe(14_320);
		for (let i = 0; i < 5; i++) {
			player.meet(14_280, 40);
			await vi.advanceTimersByTimeAsync(300);
		}
		expect(reports.at(-1)).toMatchObject({ state: 'ready', frame: 14_280 });
		expect(fake.seeks).toBe(3);
		player.attach(null);
	});

	test('[L22] one that cannot show it is sent a few times, not for ever', async () => {
		const fake = new FakeElement();
		fake.astray = 120;
		const { player } = watchEven(fake);
		player.follow(resting(7, 14_300));
		await vi.advanceTimersByTimeAsync(400);
		for (let i = 0; i < 20; i++) {
			player.meet(14_280, 40);
			await vi.advanceTimersByTimeAsync(300);
		}
		expect(fake.seeks).toBe(4);
		player.attach(null);
	});

	test('[L22] after a new line it tells at once how it is doing, also when nothing changed', async () => {
		const fake = new FakeElement();
		const { player, reports } = watchEven(fake);
		player.follow(resting(7, 14_300));
		await vi.advanceTimersByTimeAsync(300);
		const told = reports.length;
		player.follow(resting(7, 14_300));
		expect(reports).toHaveLength(told + 1);
		player.attach(null);
	});

	test('[L10] whoever comes in late has the group’s tempo, sound and loop', async () => {
		const fake = new FakeElement();
		const { player } = watch(fake);
		const loop = { from: 10_000, to: 14_000 };
		player.follow({ ...base, at: performance.now() - 9_000, rate: 0.5, muted: true, loop });
		await vi.advanceTimersByTimeAsync(1500);
		// 10.5 s at half speed from the start of the loop: once round, and 1.25 s into it
		expect(Math.abs(fake.currentTime - 11.25)).toBeLessThan(0.05);
		expect([fake.paused, fake.muted]).toEqual([false, true]);
		expect(Math.abs(fake.playbackRate - 0.5)).toBeLessThan(0.03);
		player.attach(null);
	});

	test('[L22] behind another tab nobody sees a picture: told as such, and right as soon as somebody looks', async () => {
		const fake = new FakeElement();
		let hidden = true;
		const { player, reports } = watchEven(fake, { hidden: () => hidden });
		player.follow(resting(7, 14_300));
		await vi.advanceTimersByTimeAsync(300);
		expect(reports.at(-1)?.state).toBe('elsewhere');
		hidden = false;
		player.wake();
		expect(reports.at(-1)).toMatchObject({ state: 'ready', position: 14_300 });
		player.attach(null);
	});

	test('[L22] whoever is waited for says `ready` with two seconds loaded, not with one frame', async () => {
		const fake = new FakeElement();
		fake.loaded = 14.4;
		const { player, reports } = watchEven(fake);
		player.follow({ ...resting(7, 14_300), waiting: { until: 99_000 } });
		await vi.advanceTimersByTimeAsync(500);
		expect(reports.at(-1)?.state).toBe('buffering');
		fake.loaded = 16.4;
		await vi.advanceTimersByTimeAsync(100);
		expect(reports.at(-1)?.state).toBe('ready');
		player.attach(null);
	});

	test('[L22] at the end of what was brought there are no two seconds more to load', async () => {
		const fake = new FakeElement();
		fake.loaded = 80;
		const { player, reports } = watchEven(fake);
		player.follow({ ...resting(7, 79_500), waiting: { until: 99_000 } });
		await vi.advanceTimersByTimeAsync(300);
		expect(reports.at(-1)?.state).toBe('ready');
		player.attach(null);
	});

	test('without a touch it does not chase the others', async () => {
		const fake = new FakeElement();
		fake.refuses = true;
		const { player } = watch(fake);
		player.follow(starting());
		await vi.advanceTimersByTimeAsync(500);
		const { seeks } = fake;
		await vi.advanceTimersByTimeAsync(5000);
		expect(fake.seeks).toBe(seeks);
		player.attach(null);
	});

	test('a page without a picture is not counted among those who see it', () => {
		const reports: PlayerReport[] = [];
		const player = new SharedPlayer({ serverNow: () => 0, report: (r) => reports.push(r) });
		player.follow(resting(7, 0));
		expect(reports).toEqual([{ state: 'buffering', position: 0, version: 7, frame: null }]);
	});

	test('a dragged picture shows what is on its way, then goes to the newest place', async () => {
		const fake = new FakeElement();
		const { player, reports } = watchEven(fake);
		for (const [i, position] of [10_000, 11_000, 12_000, 13_000].entries()) {
			player.follow(resting(7 + i, position));
			await vi.advanceTimersByTimeAsync(10);
		}
		await vi.advanceTimersByTimeAsync(100);
		expect(reports.at(-1)).toMatchObject({ version: 10, frame: 13_000, state: 'ready' });
		expect(fake.seeks).toBe(2);
		player.attach(null);
	});
});
