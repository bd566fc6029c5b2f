/**
 * Time and movement, without pictures: eased tracks, hands that travel, chance that repeats.
 * All times are seconds from the start of the clip; all places are pixels in the drawing's own 960 x 540 space.
 */

/** @param {number} v @param {number} lo @param {number} hi */
export const clamp = (v, lo = 0, hi = 1) => Math.min(hi, Math.max(lo, v));

/** @param {number} a @param {number} b @param {number} u */
export const lerp = (a, b, u) => a + (b - a) * u;

/**
 * The way a calm human movement runs: speed and acceleration are zero at both ends (minimum jerk).
 * @param {number} u
 */
export const calm = (u) => {
	const v = clamp(u);
	return v * v * v * (10 - 15 * v + 6 * v * v);
};

/** How far between `from` and `to` the time is, eased. @param {number} t @param {number} from @param {number} to */
export const ramp = (t, from, to) => calm((t - from) / (to - from));

/**
 * A value that eases to each new target: keys are `[start of the change, target, seconds it takes]`.
 * @param {number} first @param {Array<[number, number, number?]>} keys
 * @returns {(t: number) => number}
 */
export function track(first, keys) {
	return (t) => {
		let value = first;
		for (const [start, target, takes = 0.5] of keys) {
			if (t <= start) break;
			value = lerp(value, target, calm((t - start) / takes));
		}
		return value;
	};
}

/** Repeatable chance (mulberry32), so that every run draws and sounds the same. @param {number} seed */
export function chance(seed) {
	let a = seed >>> 0;
	return () => {
		a = (a + 0x6d2b79f5) >>> 0;
		let r = Math.imul(a ^ (a >>> 15), 1 | a);
		r = (r + Math.imul(r ^ (r >>> 7), 61 | r)) ^ r;
		return ((r ^ (r >>> 14)) >>> 0) / 4294967296;
	};
}

/** @typedef {{ x: number, y: number }} Point */

/**
 * A hand: it starts somewhere and makes moves. A move may bow upwards by `lift` pixels, as a real reach does.
 * @param {number} x @param {number} y
 */
export function hand(x, y) {
	/** @type {Array<{ t0: number, t1: number, x: number, y: number, lift: number }>} */
	const moves = [];
	const self = {
		/** @param {number} t0 @param {number} t1 @param {Point} to @param {number} [lift] */
		go(t0, t1, to, lift = 0) {
			const last = moves.at(-1);
			if (last && t0 < last.t1 - 1e-6) throw new Error(`a hand cannot leave at ${t0}: it arrives at ${last.t1}`);
			moves.push({ t0, t1, x: to.x, y: to.y, lift });
			return self;
		},
		/** @param {number} t @returns {Point} */
		at(t) {
			let here = { x, y };
			for (const move of moves) {
				if (t <= move.t0) break;
				const raw = clamp((t - move.t0) / (move.t1 - move.t0));
				const u = calm(raw);
				here = { x: lerp(here.x, move.x, u), y: lerp(here.y, move.y, u) - move.lift * 4 * u * (1 - u) };
			}
			return here;
		}
	};
	return self;
}

/**
 * Blinks every 2.5 to 5.5 seconds: 1 is open, 0 closed.
 * @param {number} seed @param {number} until @param {number[]} never moments at which the eyes must be open (± 0.6 s)
 */
export function blinks(seed, until, never) {
	const random = chance(seed);
	/** @type {number[]} */
	const times = [];
	for (let t = 1.2 + random(); t < until; t += 2.5 + random() * 3) {
		if (never.every((n) => Math.abs(n - t) > 0.6)) times.push(t);
	}
	return (/** @type {number} */ t) => {
		let open = 1;
		for (const b of times) open = Math.min(open, clamp(Math.abs(t - b) / 0.09));
		return open;
	};
}
