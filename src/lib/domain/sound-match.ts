/**
 * Two recordings of one moment are laid beside each other by what was heard: where sounds begin is the same in both,
 * whatever the room, the distance and the microphone make of them. Pure sums on loudness; no sound is kept.
 */

/** How finely loudness is taken down, ms: a clap begins at the same step in both. */
export const soundStepMs = 5;

/** How two sounds lie beside each other: `second = main + offset`, ms. */
export type SoundMatch =
	| { sure: true; offsetMs: number }
	/** `no-sound`: one of them is silent. `not-distinct`: other places fit as well, or nearly. */
	| { sure: false; because: 'no-sound' | 'not-distinct' };

/** What a step counts at most, in the usual swing of its recording: one door that slams is not everything. */
const mostSwing = 4;
/** Loudness is held against what it was around it, this far to both sides, steps. */
const around = 60;
/** Fewer steps in common say nothing (2 s). */
const leastCommon = 400;
/** Places nearer than this to the best one are the best one, steps. */
const samePlace = 30;
/** How far the best place must stand above what chance gives, and above the next best. */
const aboveChance = 7;
const aboveNext = 1.5;

/**
 * The offset at which two recordings sound alike, from their loudness per `soundStepMs` (any scale, each its own). Sure
 * only when one place stands out clearly.
 */
export function matchSounds(main: Float32Array, second: Float32Array): SoundMatch {
	const [a, b] = [swingsOf(main), swingsOf(second)];
	if (!a || !b) return { sure: false, because: 'no-sound' };
	const least = Math.min(leastCommon, a.length, b.length);
	const fit = fitsAt(a, b, least);
	const best = indexOfLargest(fit, () => true);
	const peak = fit[best] ?? 0;
	const elsewhere = (i: number) => Math.abs(i - best) > samePlace;
	const next = fit[indexOfLargest(fit, elsewhere)] ?? 0;
	if (peak < aboveChance * usualSize(fit, elsewhere) || peak < aboveNext * next)
		return { sure: false, because: 'not-distinct' };
	const step = best - (a.length - 1) + topOf(fit[best - 1] ?? 0, peak, fit[best + 1] ?? 0);
	return { sure: true, offsetMs: Math.round(step * soundStepMs) };
}

/** Loudness as swings about its own neighbourhood, in one size for loud and soft recordings; null for silence. */
function swingsOf(loudness: Float32Array): Float64Array | null {
	const { length } = loudness;
	const top = loudness.reduce((most, it) => Math.max(most, it), 0);
	if (length < 2 || top <= 0) return null;
	// as the ear has it: twice as loud is the same step everywhere, and what is far below the loudest is silence
	const levels = Float64Array.from(loudness, (it) => Math.log(it + top / 300));
	const sums = runningSums(levels);
	const swings = levels.map((it, i) => {
		const [from, to] = [Math.max(0, i - around), Math.min(length, i + around + 1)];
		return it - ((sums[to] ?? 0) - (sums[from] ?? 0)) / (to - from);
	});
	const size = Math.sqrt(swings.reduce((sum, it) => sum + it * it, 0) / length);
	if (size < 0.02) return null;
	return swings.map((it) => Math.min(mostSwing, Math.max(-mostSwing, it / size)));
}

/**
 * How well `b` fits `a` at every place it can be moved to, weighed so that long and short common stretches can be
 * compared; 0 where too little is in common. Place `i` stands for a shift of `i - (a.length - 1)` steps.
 */
function fitsAt(a: Float64Array, b: Float64Array, least: number): Float64Array {
	const products = correlate(a, b);
	const [ofA, ofB] = [runningSums(a.map((it) => it * it)), runningSums(b.map((it) => it * it))];
	return products.map((product, i) => {
		const shift = i - (a.length - 1);
		const from = Math.max(0, -shift);
		const to = Math.min(a.length, b.length - shift);
		if (to - from < least) return 0;
		const energy = Math.sqrt(((ofA[to] ?? 0) - (ofA[from] ?? 0)) * ((ofB[to + shift] ?? 0) - (ofB[from + shift] ?? 0)));
		return energy > 0 ? (product / energy) * Math.sqrt(to - from) : 0;
	});
}

/** Sum over t of a[t] * b[t + shift], for every shift at which they touch. */
function correlate(a: Float64Array, b: Float64Array): Float64Array {
	const places = a.length + b.length - 1;
	const size = 2 ** Math.ceil(Math.log2(Math.max(2, places)));
	const [ar, ai, br, bi] = Array.from({ length: 4 }, () => new Float64Array(size)) as [
		Float64Array,
		Float64Array,
		Float64Array,
		Float64Array
	];
	// backwards: then multiplying adds up what lies at one distance
	for (let i = 0; i < a.length; i++) ar[i] = a[a.length - 1 - i] ?? 0;
	br.set(b);
	transform(ar, ai, 1);
	transform(br, bi, 1);
	for (let i = 0; i < size; i++) {
		const [x, y, u, v] = [ar[i] ?? 0, ai[i] ?? 0, br[i] ?? 0, bi[i] ?? 0];
		ar[i] = x * u - y * v;
		ai[i] = x * v + y * u;
	}
	transform(ar, ai, -1);
	return ar.subarray(0, places).map((it) => it / size);
}

/** The fast Fourier transform (Cooley and Tukey, radix 2), in place; `way` -1 is the way back, not divided by the size. */
function transform(re: Float64Array, im: Float64Array, way: 1 | -1): void {
	const n = re.length;
	for (let i = 1, j = 0; i < n; i++) {
		let bit = n >> 1;
		for (; j & bit; bit >>= 1) j ^= bit;
		j ^= bit;
		if (i < j) {
			swap(re, i, j);
			swap(im, i, j);
		}
	}
	for (let length = 2; length <= n; length <<= 1) {
		const half = length >> 1;
		const angle = (-way * 2 * Math.PI) / length;
		for (let k = 0; k < half; k++) {
			const [c, s] = [Math.cos(angle * k), Math.sin(angle * k)];
			for (let i = k; i < n; i += length) {
				const j = i + half;
				const [x, y] = [re[j] ?? 0, im[j] ?? 0];
				const [u, v] = [x * c - y * s, x * s + y * c];
				re[j] = (re[i] ?? 0) - u;
				im[j] = (im[i] ?? 0) - v;
				re[i] = (re[i] ?? 0) + u;
				im[i] = (im[i] ?? 0) + v;
			}
		}
	}
}

function swap(list: Float64Array, i: number, j: number): void {
	const held = list[i] ?? 0;
	list[i] = list[j] ?? 0;
	list[j] = held;
}

function runningSums(list: Float64Array): Float64Array {
	const sums = new Float64Array(list.length + 1);
	for (let i = 0; i < list.length; i++) sums[i + 1] = (sums[i] ?? 0) + (list[i] ?? 0);
	return sums;
}

/** What fits by chance, as a root mean square of all places that count. */
function usualSize(fit: Float64Array, counts: (i: number) => boolean): number {
	let [sum, places] = [0, 0];
	for (const [i, it] of fit.entries()) {
		if (it === 0 || !counts(i)) continue;
		sum += it * it;
		places++;
	}
	return places > 0 ? Math.sqrt(sum / places) : Infinity;
}

function indexOfLargest(list: Float64Array, counts: (i: number) => boolean): number {
	let best = -1;
	for (let i = 0; i < list.length; i++) if (counts(i) && (best < 0 || (list[i] ?? 0) > (list[best] ?? 0))) best = i;
	return best;
}

/** How far beside the middle of three neighbours the top of the hill lies, in steps, between -0.5 and 0.5. */
function topOf(before: number, at: number, after: number): number {
	const bend = before - 2 * at + after;
	return bend < 0 ? Math.min(0.5, Math.max(-0.5, (before - after) / (2 * bend))) : 0;
}
