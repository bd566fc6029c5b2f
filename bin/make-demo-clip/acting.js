/**
 * Faces and bodies: how the two smile, lean, breathe, blink and laugh, as functions of the time in seconds.
 * Longer than most files: mostly tables of times, which only make sense side by side.
 */
import { track, blinks, ramp, clamp } from './motion.js';
import { looking } from './looks.js';
import { DURATION, handAt } from './story.js';

const EYES_OPEN = [8, 14, 14.6, 31.4, 32, 32.6, 38, 46, 46.6, 57.4, 62.2];

/** How heartily they laugh, 0 to 1. */
const laugh = {
	child: track(0, [
		[62.75, 1, 0.5],
		[64.9, 0.45, 0.7],
		[65.5, 0.9, 0.5],
		[66.8, 0, 1.4]
	]),
	adult: track(0, [
		[63.05, 0.9, 0.6],
		[66.2, 0, 1.5]
	])
};

const face = {
	child: {
		smile: track(0.12, [
			[14.2, 0.22],
			[20.4, 0.3],
			[22.6, 0.38, 0.8],
			[31.2, 0.28],
			[33.2, 0.4],
			[37.7, 1, 0.9],
			[40.2, 0.6, 1],
			[45.8, 0.72],
			[50.6, 0.95],
			[56.8, 0.2],
			[62.5, 1, 0.4],
			[68.2, 0.75],
			[72.9, 1],
			[75, 0.8]
		]),
		open: track(0, [
			[38.1, 0.45, 0.8],
			[40.2, 0, 0.5],
			[50.7, 0.4],
			[52.4, 0],
			[57, 0.3],
			[61.4, 0.5, 0.4],
			[62.6, 0.9, 0.3],
			[66.7, 0.15, 1],
			[69, 0],
			[73, 0.4],
			[75, 0]
		]),
		round: track(0, [
			[56.9, 1, 0.4],
			[62.55, 0, 0.3]
		]),
		brow: track(0.1, [
			[14, 0.45, 0.3],
			[16.2, 0.1],
			[31, 0.5, 0.3],
			[33.4, 0.15],
			[37.8, 0.5],
			[40.4, 0.15],
			[45.8, 0.75],
			[49.6, 0.35],
			[51.6, 0.2],
			[56.8, 0.9, 0.3],
			[61.8, 1.1, 0.3],
			[63, 0.4],
			[68, 0.2],
			[72.9, 0.55],
			[75, 0.2]
		]),
		joy: track(0, [
			[38.1, 0.3, 0.6],
			[40, 0.1],
			[62.9, 1, 0.4],
			[66.8, 0.15, 0.9],
			[73, 0.35],
			[75, 0.15]
		])
	},
	adult: {
		smile: track(0.38, [
			[9.8, 0.3],
			[12.9, 0.5],
			[24.5, 0.6],
			[29, 0.5],
			[31.5, 0.85, 0.9],
			[34.6, 0.5],
			[38.7, 1, 0.9],
			[41.4, 0.65],
			[46.2, 0.7],
			[50.6, 0.95],
			[56.9, 0.25],
			[62.8, 1, 0.5],
			[67, 0.8],
			[72.8, 1],
			[76, 0.7]
		]),
		open: track(0, [
			[39, 0.34, 0.7],
			[41, 0],
			[57, 0.32],
			[61.5, 0.5, 0.4],
			[62.9, 0.75, 0.4],
			[66.4, 0, 1]
		]),
		round: track(0, [
			[56.9, 1, 0.4],
			[62.8, 0, 0.3]
		]),
		brow: track(0.1, [
			[12.9, 0.3],
			[16, 0.1],
			[31.4, 0.55, 0.4],
			[34.4, 0.2],
			[38.6, 0.5],
			[41, 0.2],
			[46.2, 0.8, 0.3],
			[49, 0.4],
			[51.5, 0.15],
			[56.9, 0.9, 0.3],
			[61.8, 1.1, 0.3],
			[63, 0.35],
			[72.8, 0.5],
			[76, 0.2]
		]),
		joy: track(0.08, [
			[31.5, 0.25],
			[34.6, 0.08],
			[38.8, 0.4],
			[41, 0.1],
			[63.1, 1, 0.4],
			[66.6, 0.2, 0.8],
			[72.9, 0.35],
			[76, 0.1]
		])
	}
};
const blink = { child: blinks(7, DURATION, EYES_OPEN), adult: blinks(19, DURATION, EYES_OPEN) };
const nods = track(0, [
	[34.9, 1, 0.25],
	[35.2, -0.3, 0.3],
	[35.6, 0.8, 0.25],
	[35.9, 0, 0.4],
	[50.9, 1, 0.3],
	[51.3, 0, 0.4],
	[73.3, 1, 0.3],
	[73.7, 0, 0.4]
]);

/** How far the child's body is turned: degrees, negative is away from the teacher. */
const childTurn = track(-46, [
	[2.4, 18, 1.5],
	[5.3, -46, 1.5],
	[13.9, -34, 0.8],
	[16.2, -42, 0.6],
	[17.8, 26, 1.4],
	[24.3, -34, 1],
	[26, 30, 1.4],
	[43, -24, 0.9],
	[44.4, 34, 1.2],
	[70, 42, 1]
]);
const childMove = track(0, [[69.9, 30, 1.5]]);
const adultTurn = track(-30, [
	[46, -36, 1],
	[70, -34, 1]
]);
const childTilt = track(0, [
	[31.2, 5, 0.7],
	[33.4, 0, 0.6],
	[37.6, 7, 0.8],
	[40, 0],
	[45.9, 5, 0.7],
	[49.6, 0],
	[63.3, -7, 0.6],
	[65.2, 6, 0.7],
	[67, 0, 0.8],
	[73, 6, 0.6],
	[75, 0]
]);
const adultTilt = track(-2, [
	[12.9, -6, 0.9],
	[16.4, -1],
	[24.6, -5, 0.8],
	[31.4, -8, 0.8],
	[34.4, -2],
	[38.7, -8, 0.8],
	[41, -2],
	[47, -8, 0.9],
	[49.2, -2],
	[63.4, 6, 0.7],
	[65.2, -5, 0.8],
	[67, -4],
	[72.9, -8, 0.7],
	[75.8, -2]
]);

/** @param {'child' | 'adult'} who @param {number} t */
function faceAt(who, t) {
	const f = face[who];
	const l = laugh[who](t);
	const shake = Math.sin(t * 2 * Math.PI * 4.6) * l;
	return {
		smile: f.smile(t),
		open: clamp(f.open(t) + shake * 0.12),
		round: f.round(t),
		brow: f.brow(t),
		joy: f.joy(t),
		blink: blink[who](t),
		shake
	};
}

/** @param {number} t */
export function childAt(t) {
	const r = handAt('childR', t);
	const f = faceAt('child', t);
	const move = childMove(t);
	const reach =
		clamp((r.x - 372 - move * 0.6) / 130) * 66 +
		clamp((232 - r.x) / 130) * -16 +
		ramp(t, 53.6, 54.6) * (1 - ramp(t, 61.8, 62.4)) * 22;
	const rise =
		clamp((356 - r.y) / 70) * clamp((r.x - 350) / 80) * 36 + ramp(t, 56.9, 57.6) * (1 - ramp(t, 62.2, 62.8)) * 10;
	const breath = Math.sin(t * 2 * Math.PI * 0.3) * 1.1 + f.shake * 2.6;
	const chest = { x: 270 + move + reach, y: 384 - rise - breath };
	const head = {
		x: chest.x + 8 + reach * 0.14 + childTurn(t) * 0.1,
		y: chest.y - 78 + Math.abs(reach) * 0.08 + breath * 0.4
	};
	const look = looking('child', t, head);
	return {
		hip: { x: 262 + move + reach * 0.16, y: 500 - rise * 0.7 },
		chest,
		head,
		turn: childTurn(t),
		tilt: childTilt(t) + reach * 0.06,
		look,
		face: f,
		right: r,
		left: handAt('childL', t),
		t
	};
}

/** @param {number} t */
export function adultAt(t) {
	const l = handAt('adultL', t);
	const f = faceAt('adult', t);
	const reach = clamp((585 - l.x) / 120) * -40 + ramp(t, 46.3, 47.3) * (1 - ramp(t, 49, 50)) * -8;
	const breath = Math.sin(t * 2 * Math.PI * 0.23 + 1) * 1.2 + f.shake * 2.8;
	const chest = { x: 702 + reach, y: 338 - breath };
	const head = { x: chest.x - 10 + reach * 0.16, y: chest.y - 100 + Math.abs(reach) * 0.1 + breath * 0.4 };
	const look = looking('adult', t, head);
	look.pitch -= nods(t) * 9;
	return {
		hip: { x: 722, y: 506 },
		chest,
		head,
		turn: adultTurn(t),
		tilt: adultTilt(t) + reach * 0.05,
		look,
		face: f,
		right: handAt('adultR', t),
		left: l,
		t
	};
}

/** The teacher's open hand under the offered block. */
export const openHandAt = track(0, [
	[48.9, 1, 0.8],
	[51, 0, 0.6]
]);
