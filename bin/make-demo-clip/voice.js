/** Wordless voices: a buzz sent through the resonances of a throat. Hums, an "oo", laughter; nobody was recorded. */
import { chance, clamp, track } from './motion.js';

/** Samples per second. */
export const RATE = 48000;

/**
 * @typedef {{ at: number, length: number, pitch: Array<[number, number]>, vowel: keyof typeof VOWELS, loud: number, breath?: number, size?: number }} Call
 */
const VOWELS = {
	hum: /** @type {Array<[number, number, number]>} */ ([
		[250, 70, 1],
		[1000, 120, 0.05],
		[2200, 200, 0.02]
	]),
	oo: /** @type {Array<[number, number, number]>} */ ([
		[390, 80, 1],
		[850, 100, 0.34],
		[2400, 200, 0.05]
	]),
	ah: /** @type {Array<[number, number, number]>} */ ([
		[720, 110, 1],
		[1250, 130, 0.5],
		[2600, 200, 0.16]
	]),
	eh: /** @type {Array<[number, number, number]>} */ ([
		[560, 100, 1],
		[1750, 150, 0.36],
		[2600, 200, 0.16]
	])
};

/** A wordless call: a buzz through three resonances. Children's throats are shorter (`size` above 1). @param {Float32Array} out @param {Call} call */
function sing(out, call) {
	const { at, length, vowel, loud, breath = 0.02, size = 1 } = call;
	const random = chance(Math.round(at * 1000));
	const n = Math.round(length * RATE);
	const bands = VOWELS[vowel].map(([f, width, gain]) => ({ ...resonance(f * size, width * size), gain, y1: 0, y2: 0 }));
	let phase = 0;
	let soft = 0;
	for (let i = 0; i < n; i += 1) {
		const u = i / n;
		const hertz = pitchAt(call.pitch, u) * (1 + 0.012 * Math.sin((i / RATE) * 2 * Math.PI * 5.2));
		phase = (phase + hertz / RATE) % 1;
		const pulse = phase < 0.6 ? Math.sin((Math.PI * phase) / 0.6) ** 2 - 0.3 : -0.3;
		soft += (pulse + (random() * 2 - 1) * breath - soft) * 0.4;
		let sum = 0;
		for (const b of bands) {
			const y = b.a * soft + b.b * b.y1 + b.c * b.y2;
			b.y2 = b.y1;
			b.y1 = y;
			sum += y * b.gain;
		}
		const edge = clamp((u * length) / 0.05) * clamp(((1 - u) * length) / 0.09);
		const j = Math.round(at * RATE) + i;
		if (j < out.length) out[j] = (out[j] ?? 0) + sum * loud * edge * edge * (3 - 2 * edge);
	}
}

/** @param {Array<[number, number]>} points @param {number} u */
function pitchAt(points, u) {
	let before = points[0] ?? [0, 200];
	for (const point of points) {
		if (point[0] >= u) {
			const span = point[0] - before[0] || 1;
			return before[1] + (point[1] - before[1]) * clamp((u - before[0]) / span);
		}
		before = point;
	}
	return before[1];
}

/** @param {number} hertz @param {number} width */
function resonance(hertz, width) {
	const r = Math.exp((-Math.PI * width) / RATE);
	const b = 2 * r * Math.cos((2 * Math.PI * hertz) / RATE);
	return { a: (1 - r) * Math.sqrt(1 - 2 * r * Math.cos((4 * Math.PI * hertz) / RATE) + r * r), b, c: -r * r };
}

/** @param {Float32Array} out @param {number} at @param {Array<[number, number]>} first @param {Array<[number, number]>} second @param {number} loud @param {number} [size] */
function mmHm(out, at, first, second, loud, size = 1) {
	sing(out, { at, length: 0.26, pitch: first, vowel: 'hum', loud, size });
	sing(out, { at: at + 0.32, length: 0.42, pitch: second, vowel: 'hum', loud: loud * 1.1, size });
}

/** @param {Float32Array} out @param {{ from: number, count: number, high: number, low: number, loud: number, size: number, vowel: 'ah' | 'eh', gap: number }} l */
function laughter(out, l) {
	const fade = track(1, [[0.2, 0.35, 0.8]]);
	for (let k = 0; k < l.count; k += 1) {
		const u = k / l.count;
		const hertz = l.high + (l.low - l.high) * u + (k % 2) * 9;
		sing(out, {
			at: l.from + k * l.gap * (1 + u * 0.25),
			length: 0.135,
			pitch: [
				[0, hertz * 1.08],
				[1, hertz * 0.88]
			],
			vowel: l.vowel,
			loud: l.loud * fade(u),
			breath: 0.5,
			size: l.size
		});
	}
}

/** @param {Float32Array} out */
export function voices(out) {
	mmHm(
		out,
		34.8,
		[
			[0, 205],
			[1, 190]
		],
		[
			[0, 215],
			[0.6, 248],
			[1, 236]
		],
		0.2
	);
	sing(out, {
		at: 22.5,
		length: 0.7,
		pitch: [
			[0, 222],
			[0.5, 240],
			[1, 205]
		],
		vowel: 'hum',
		loud: 0.12
	});
	for (const [k, hertz] of [330, 370, 392, 330, 294, 330].entries()) {
		sing(out, {
			at: 8.6 + k * 0.46,
			length: 0.4,
			pitch: [
				[0, hertz],
				[1, hertz * 0.99]
			],
			vowel: 'hum',
			loud: 0.1,
			size: 1.2
		});
	}
	sing(out, {
		at: 38.5,
		length: 0.4,
		pitch: [
			[0, 340],
			[0.6, 400],
			[1, 380]
		],
		vowel: 'hum',
		loud: 0.15,
		size: 1.2
	});
	sing(out, {
		at: 46.2,
		length: 0.5,
		pitch: [
			[0, 330],
			[1, 420]
		],
		vowel: 'eh',
		loud: 0.17,
		size: 1.22,
		breath: 0.08
	});
	sing(out, {
		at: 50.7,
		length: 0.75,
		pitch: [
			[0, 210],
			[0.35, 262],
			[1, 212]
		],
		vowel: 'ah',
		loud: 0.17,
		breath: 0.08
	});
	sing(out, {
		at: 57.3,
		length: 1.1,
		pitch: [
			[0, 290],
			[0.6, 350],
			[1, 400]
		],
		vowel: 'oo',
		loud: 0.27,
		size: 1.18
	});
	sing(out, {
		at: 58.7,
		length: 1.2,
		pitch: [
			[0, 200],
			[0.6, 238],
			[1, 262]
		],
		vowel: 'oo',
		loud: 0.27
	});
	sing(out, {
		at: 60.9,
		length: 1.1,
		pitch: [
			[0, 330],
			[0.7, 440],
			[1, 470]
		],
		vowel: 'oo',
		loud: 0.28,
		size: 1.18
	});
	laughter(out, { from: 62.95, count: 9, high: 470, low: 360, loud: 0.45, size: 1.2, vowel: 'eh', gap: 0.19 });
	laughter(out, { from: 63.3, count: 9, high: 300, low: 222, loud: 0.45, size: 1, vowel: 'ah', gap: 0.2 });
	laughter(out, { from: 65.6, count: 5, high: 430, low: 370, loud: 0.32, size: 1.2, vowel: 'eh', gap: 0.2 });
	mmHm(
		out,
		73.2,
		[
			[0, 210],
			[1, 196]
		],
		[
			[0, 220],
			[0.6, 256],
			[1, 240]
		],
		0.2
	);
}
