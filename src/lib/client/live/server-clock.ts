import { ClockOffset } from './clock-offset';

/** Pings when the line came, then now and then: clocks of laptops wander. Milliseconds. */
const burst = [0, 60, 120, 180, 240, 400, 700, 1000, 1300, 1700, 2100, 2600, 3100, 3700, 4300, 5000];
const pingEvery = 5000;
/** How often the two clocks of this device are laid beside each other, ms. */
const compareEvery = 500;
/** When they drift apart further than this in that time, one of them jumped: somebody set it, or the device slept. */
const jumped = 60;

export interface DeviceClocks {
	/** Never set back; on many devices it stands still while they sleep. Milliseconds. */
	steady: () => number;
	/** The time of day as this device believes it, ms. */
	wall: () => number;
}

const ofThisDevice: DeviceClocks = { steady: () => performance.now(), wall: () => Date.now() };

/**
 * Server time as well as this browser can know it, by the steady clock: setting the time of day moves no picture.
 * After sleep, a jump of either clock and a new line it asks the server anew, and the first answer counts at once.
 */
export class ServerClock {
	readonly #offset = new ClockOffset();
	#guessed: number | null = null;
	#apart: number;
	#burst: ReturnType<typeof setTimeout>[] = [];
	readonly #timers: ReturnType<typeof setInterval>[];

	/** `ping` sends our own time to the server, which answers with `hear`; it may fail silently. */
	constructor(
		private readonly ping: (t0: number) => void,
		private readonly clocks: DeviceClocks = ofThisDevice
	) {
		this.#apart = clocks.wall() - clocks.steady();
		this.#timers = [
			setInterval(() => this.ping(this.clocks.steady()), pingEvery),
			setInterval(() => this.#compare(), compareEvery)
		];
	}

	/** Server time, epoch ms; this device's own time of day before the server ever said anything. */
	now(): number {
		if (this.#offset.known) return this.clocks.steady() + this.#offset.offset;
		return this.#guessed === null ? this.clocks.wall() : this.clocks.steady() + this.#guessed;
	}

	/** What the server's clock said in passing: late by an unknown delay, and still better than one's own clock. */
	guess(serverNow: number): void {
		this.#guessed ??= serverNow - this.clocks.steady();
	}

	/** The answer to a ping. */
	hear(t0: number, t1: number): void {
		this.#offset.add(t0, t1, this.clocks.steady());
	}

	/** Asks anew: what was known of the server's clock may belong to another clock, or to another server. */
	ask(): void {
		this.#offset.startOver();
		for (const timer of this.#burst) clearTimeout(timer);
		this.#burst = burst.map((ms) => setTimeout(() => this.ping(this.clocks.steady()), ms));
	}

	close(): void {
		for (const timer of this.#timers) clearInterval(timer);
		for (const timer of this.#burst) clearTimeout(timer);
	}

	#compare(): void {
		const apart = this.clocks.wall() - this.clocks.steady();
		if (Math.abs(apart - this.#apart) > jumped) this.ask();
		this.#apart = apart;
	}
}
