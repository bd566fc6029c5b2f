import { describe, expect, it } from 'vitest';
import { Patience } from './patience';

function begin() {
	let now = 0;
	const patience = new Patience({ refusalsForgiven: 8 }, () => now);
	const refuse = (times: number, signIn = 'kees') => {
		for (let n = 0; n < times; n++) patience.refused(signIn);
	};
	/** How long she has to wait from now, in whole seconds. */
	const seconds = () => {
		const from = now;
		for (; patience.waits('kees'); now += 1000);
		return (now - from) / 1000;
	};
	return { patience, refuse, seconds, later: (ms: number) => (now += ms) };
}

describe('[L24] who is refused again and again waits before the door', () => {
	it('eight refusals in a row cost no waiting', () => {
		const { refuse, seconds } = begin();
		refuse(8);
		expect(seconds()).toBe(0);
	});

	it('each further one twice as long as the last, a minute at most', () => {
		const { refuse, seconds } = begin();
		refuse(8);
		const pauses = Array.from({ length: 8 }, () => {
			refuse(1);
			return seconds();
		});
		expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
	});

	it('a quiet minute and all is forgotten; refusals further apart than that never add up', () => {
		const { refuse, seconds, later } = begin();
		refuse(9);
		expect(seconds()).toBe(1);
		later(60_000);
		for (let n = 0; n < 50; n++) {
			refuse(1);
			expect(seconds()).toBe(0);
			later(60_001);
		}
	});

	it('is about one sign-in and nobody else', () => {
		const { patience, refuse } = begin();
		refuse(20, 'kees');
		expect([patience.waits('kees'), patience.waits('marit')]).toEqual([true, false]);
	});
});
