/**
 * The sound of the clip, made from sines and noise: no recordings, no voices of real people.
 * 48 kHz mono, samples between -1 and 1, the same for every run.
 */
import { chance, clamp } from './motion.js';
import { clicks, tumbles, DURATION } from './story.js';
import { RATE, voices } from './voice.js';

/** @returns {Float32Array} */
export function makeSound() {
	const out = new Float32Array(DURATION * RATE);
	roomTone(out);
	birds(out);
	for (const [i, k] of clicks.entries()) knock(out, k.at, 0.3 * k.soft, k.pitch * (0.97 + (i % 4) * 0.025), i);
	for (const [i, k] of tumbles.entries())
		knock(out, k.at, (k.low ? 0.3 : 0.26) * k.soft, (k.low ? 0.62 : 0.9) + (i % 5) * 0.05, 50 + i);
	for (const at of [42.1, 57.4, 59.0, 60.5, 61.4]) creak(out, at);
	rub(out, 71.5, 72.9, 0.05);
	rub(out, 13, 15.9, 0.012);
	voices(out);
	edges(out);
	return out;
}

/** A quiet classroom: soft low noise. @param {Float32Array} out */
function roomTone(out) {
	const random = chance(3);
	let low = 0;
	let lower = 0;
	for (let i = 0; i < out.length; i += 1) {
		low += (random() * 2 - 1 - low) * 0.03;
		lower += (low - lower) * 0.02;
		out[i] = lower * 0.05 + low * 0.006;
	}
}

/** A bird outside, far away. @param {Float32Array} out */
function birds(out) {
	for (const [at, pitch] of /** @type {const} */ ([
		[3.1, 3400],
		[3.4, 3700],
		[3.62, 3500],
		[34, 3300],
		[34.22, 3650],
		[59.2, 3450],
		[67.9, 3350],
		[68.15, 3700]
	])) {
		tone(
			out,
			at,
			0.13,
			(u) => pitch * (1 + 0.12 * Math.sin(u * Math.PI)),
			(u) => 0.007 * Math.sin(Math.PI * u) ** 2
		);
	}
}

/**
 * Adds a sine whose pitch and loudness follow `u` from 0 to 1.
 * @param {Float32Array} out @param {number} at @param {number} length @param {(u: number) => number} hertz @param {(u: number) => number} loud
 */
function tone(out, at, length, hertz, loud) {
	let phase = 0;
	const start = Math.round(at * RATE);
	const n = Math.round(length * RATE);
	for (let i = 0; i < n && start + i < out.length; i += 1) {
		phase += (2 * Math.PI * hertz(i / n)) / RATE;
		out[start + i] = (out[start + i] ?? 0) + Math.sin(phase) * loud(i / n);
	}
}

/** Wood on wood: a few ringing modes and a very short rattle. @param {Float32Array} out @param {number} at @param {number} loud @param {number} pitch @param {number} seed */
function knock(out, at, loud, pitch, seed) {
	const random = chance(100 + seed);
	const modes = [
		[610, 1, 0.034],
		[1240, 0.6, 0.022],
		[1985, 0.38, 0.014],
		[3120, 0.2, 0.008],
		[240, 0.5, 0.03]
	];
	for (const [hertz = 0, share = 0, decay = 0.01] of modes) {
		const f = hertz * pitch * (0.98 + random() * 0.04);
		tone(
			out,
			at,
			0.22,
			() => f,
			(u) => loud * share * Math.min(1, u * 400) * Math.exp((-u * 0.22) / decay) * 0.5
		);
	}
	const start = Math.round(at * RATE);
	let smooth = 0;
	for (let i = 0; i < 240 && start + i < out.length; i += 1) {
		smooth += (random() * 2 - 1 - smooth) * 0.45;
		out[start + i] = (out[start + i] ?? 0) + smooth * loud * 0.5 * Math.exp(-i / 55);
	}
}

/** A small wooden creak of the leaning tower. @param {Float32Array} out @param {number} at */
function creak(out, at) {
	for (let k = 0; k < 5; k += 1) knock(out, at + k * 0.045 + (k % 2) * 0.011, 0.022, 1.25 + k * 0.04, 200 + k);
}

/** Something slides over wood. @param {Float32Array} out @param {number} from @param {number} to @param {number} loud */
function rub(out, from, to, loud) {
	const random = chance(Math.round(from * 10));
	let [a, b] = [0, 0];
	const n = Math.round((to - from) * RATE);
	for (let i = 0; i < n; i += 1) {
		const u = i / n;
		a += (random() * 2 - 1 - a) * 0.16;
		b += (a - b) * 0.03;
		const grain = 0.7 + 0.3 * Math.sin(u * 90 + 3 * Math.sin(u * 17));
		const j = Math.round(from * RATE) + i;
		out[j] = (out[j] ?? 0) + (a - b) * loud * grain * Math.sin(Math.PI * u) ** 0.7;
	}
}

/** Fades in and out, and keeps every sample inside the range. @param {Float32Array} out */
function edges(out) {
	for (let i = 0; i < out.length; i += 1) {
		const s = Math.min(i, out.length - 1 - i) / RATE;
		out[i] = Math.tanh((out[i] ?? 0) * 1.6) * clamp(s / 0.4) * 0.9;
	}
}

/** 16-bit WAV bytes. @param {Float32Array} samples */
export function wav(samples) {
	const bytes = Buffer.alloc(44 + samples.length * 2);
	bytes.write('RIFF', 0);
	bytes.writeUInt32LE(36 + samples.length * 2, 4);
	bytes.write('WAVEfmt ', 8);
	bytes.writeUInt32LE(16, 16);
	bytes.writeUInt16LE(1, 20);
	bytes.writeUInt16LE(1, 22);
	bytes.writeUInt32LE(RATE, 24);
	bytes.writeUInt32LE(RATE * 2, 28);
	bytes.writeUInt16LE(2, 32);
	bytes.writeUInt16LE(16, 34);
	bytes.write('data', 36);
	bytes.writeUInt32LE(samples.length * 2, 40);
	for (const [i, s] of samples.entries()) bytes.writeInt16LE(Math.round(s * 32767), 44 + i * 2);
	return bytes;
}
