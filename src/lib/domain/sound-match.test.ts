import { describe, expect, it } from 'vitest';
import { matchSounds, soundStepMs } from './sound-match';

const seconds = (s: number): number => Math.round((s * 1000) / soundStepMs);

/** Chance that is the same every time (mulberry32). */
function chance(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** A room with a child in it: blocks that fall and words, at uneven moments, that ring out. */
function room(length: number, seed: number): Float32Array {
	const next = chance(seed);
	const loudness = new Float32Array(length);
	for (let at = 0; at < length; at += 20 + Math.floor(next() * 260)) {
		const [loud, rings] = [0.2 + next(), 6 + next() * 40];
		for (let i = at; i < Math.min(length, at + 200); i++)
			loudness[i] = (loudness[i] ?? 0) + loud * Math.exp(-(i - at) / rings);
	}
	return loudness;
}

/** As another device takes it down: from `from`, so long, so loud, with a hum of its own. */
function heard(sound: Float32Array, from: number, length: number, gain = 1, noise = 0, seed = 9): Float32Array {
	const next = chance(seed);
	return Float32Array.from({ length }, (_, i) => gain * ((sound[from + i] ?? 0) + noise * (0.5 + next())));
}

const found = (main: Float32Array, second: Float32Array): number | null => {
	const match = matchSounds(main, second);
	return match.sure ? match.offsetMs : null;
};

describe('[T6] two recordings are laid beside each other by their sounds', () => {
	const sound = room(seconds(120), 1);

	it('finds a known shift, in whole steps and either way', () => {
		const main = heard(sound, seconds(10), seconds(60));
		expect(found(main, heard(sound, seconds(10), seconds(60)))).toBe(0);
		// begun 4.2 s earlier: every moment stands 4.2 s later in it
		expect(found(main, heard(sound, seconds(5.8), seconds(60)))).toBe(4_200);
		expect(found(main, heard(sound, seconds(17.35), seconds(60)))).toBe(-7_350);
	});

	it('finds it within 10 ms when steps do not fall together', () => {
		// the same room, taken down ten times as finely, and then begun in the middle of a step
		const fine = Float32Array.from({ length: seconds(60) * 10 }, (_, i) => {
			const at = i / 10;
			const [low, part] = [Math.floor(at), at - Math.floor(at)];
			return (sound[low] ?? 0) * (1 - part) + (sound[low + 1] ?? 0) * part;
		});
		const steps = (from: number) =>
			Float32Array.from({ length: seconds(40) }, (_, i) => {
				const one = fine.subarray(from + i * 10, from + i * 10 + 10);
				return Math.sqrt(one.reduce((sum, it) => sum + it * it, 0) / 10);
			});
		for (const off of [3, 5, 8]) {
			const offset = found(steps(2_000), steps(2_000 - off));
			expect(Math.abs((offset ?? Infinity) - off * 0.5)).toBeLessThan(10);
		}
	});

	it('does not mind a softer microphone, and a noisy one', () => {
		const main = heard(sound, seconds(20), seconds(60), 1, 0.02, 3);
		for (const noise of [0, 0.05, 0.2, 0.5])
			expect(
				Math.abs((found(main, heard(sound, seconds(18), seconds(60), 0.05, noise)) ?? Infinity) - 2_000),
				String(noise)
			).toBeLessThan(10);
	});

	it('does not mind another beginning and length', () => {
		const main = heard(sound, seconds(30), seconds(80));
		expect(found(main, heard(sound, seconds(50), seconds(12), 0.3, 0.05))).toBe(-20_000);
		expect(found(heard(sound, seconds(50), seconds(8)), heard(sound, 0, seconds(115), 2, 0.05))).toBe(50_000);
	});

	it('finds them when they have only their ends in common', () => {
		const main = heard(sound, 0, seconds(60));
		expect(found(main, heard(sound, seconds(48), seconds(60)))).toBe(-48_000);
	});

	it('finds a clip of six seconds, as short ones are welcome', () => {
		const [main, second] = [heard(sound, seconds(40), seconds(6)), heard(sound, seconds(39.5), seconds(6), 0.4, 0.02)];
		expect(Math.abs((found(main, second) ?? Infinity) - 500)).toBeLessThan(10);
	});

	it('is not sure of two different rooms', () => {
		for (let seed = 20; seed < 35; seed++) {
			const [long, short] = [room(seconds(60), seed), room(seconds(10), seed + 100)];
			expect(matchSounds(sound, long)).toEqual({ sure: false, because: 'not-distinct' });
			expect(matchSounds(sound, short)).toEqual({ sure: false, because: 'not-distinct' });
		}
	});

	it('is not sure where the same sound comes back all the time', () => {
		const ticks = Float32Array.from({ length: seconds(30) }, (_, i) => Math.exp(-(i % 200) / 10));
		expect(matchSounds(ticks, ticks.slice(seconds(2)))).toEqual({ sure: false, because: 'not-distinct' });
	});

	it('says so when there is no sound', () => {
		const still = new Float32Array(seconds(20));
		expect(matchSounds(sound, still)).toEqual({ sure: false, because: 'no-sound' });
		expect(matchSounds(still, sound)).toEqual({ sure: false, because: 'no-sound' });
		expect(matchSounds(sound, new Float32Array(0))).toEqual({ sure: false, because: 'no-sound' });
		expect(matchSounds(sound, still.fill(0.2))).toEqual({ sure: false, because: 'no-sound' });
	});

	it('goes through twenty minutes', () => {
		const long = room(seconds(20 * 60), 7);
		const second = heard(long, seconds(37), seconds(19 * 60), 0.5, 0.05);
		expect(found(long, second)).toBe(-37_000);
	});
});
