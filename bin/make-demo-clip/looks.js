/** Where the two look: at each other's faces and hands, at the blocks. The eyes jump first, the head follows. */
import { ramp, clamp } from './motion.js';
import { LEFT, RIGHT, sway } from './blocks.js';
import { handAt } from './story.js';

/** @typedef {import('./motion.js').Point} Point */

const middle = (LEFT + RIGHT) / 2;

/** @typedef {(t: number) => Point} Target */
const spots = {
	crate: () => ({ x: 150, y: 400 }),
	tower: () => ({ x: middle, y: 370 }),
	towerHigh: (/** @type {number} */ t) => ({ x: middle + sway(t, 150), y: 300 }),
	table: () => ({ x: 470, y: 425 }),
	floor: () => ({ x: 500, y: 480 }),
	childFace: () => ({ x: 300, y: 292 }),
	adultFace: () => ({ x: 684, y: 236 }),
	childHand: (/** @type {number} */ t) => handAt('childR', t),
	adultHand: (/** @type {number} */ t) => handAt('adultL', t)
};

/** Where each one looks, from when: the eyes jump, the head follows. `[time, spot, seconds the head takes]` */
const looks = {
	child: /** @type {Array<[number, keyof typeof spots, number?]>} */ ([
		[0, 'crate'],
		[2.5, 'childHand', 0.9],
		[5.1, 'crate', 0.9],
		[14, 'adultHand', 0.7],
		[16.1, 'crate', 0.8],
		[17.8, 'childHand', 0.9],
		[20.7, 'table', 0.6],
		[22.2, 'adultHand', 0.6],
		[24.4, 'crate', 0.8],
		[26, 'childHand', 0.9],
		[29.3, 'tower', 0.5],
		[31, 'adultFace', 0.6],
		[33.2, 'tower', 0.7],
		[35.4, 'table', 0.6],
		[37.5, 'adultFace', 0.6],
		[39.8, 'childHand', 0.7],
		[42.9, 'crate', 0.8],
		[44.4, 'childHand', 0.6],
		[45.7, 'adultFace', 0.6],
		[49.4, 'adultHand', 0.5],
		[51.8, 'adultHand', 0.5],
		[54.5, 'towerHigh', 0.5],
		[62.3, 'table', 0.4],
		[63.1, 'adultFace', 0.5],
		[65.6, 'floor', 0.6],
		[66.8, 'adultFace', 0.6],
		[69.2, 'table', 0.6],
		[70.2, 'childHand', 0.6],
		[72.9, 'adultFace', 0.6],
		[74.6, 'childHand', 0.6],
		[77.6, 'adultHand', 0.6]
	]),
	adult: /** @type {Array<[number, keyof typeof spots, number?]>} */ ([
		[0, 'childHand'],
		[5.4, 'childFace', 0.9],
		[9.8, 'adultHand', 0.7],
		[12.9, 'childFace', 0.8],
		[16.4, 'adultHand', 0.7],
		[18.5, 'childHand', 0.7],
		[21, 'adultHand', 0.6],
		[24.5, 'childFace', 0.7],
		[26.6, 'childHand', 0.6],
		[29, 'childFace', 0.7],
		[34.6, 'tower', 0.7],
		[36.2, 'childFace', 0.7],
		[40.4, 'childHand', 0.6],
		[43.2, 'childFace', 0.7],
		[46.3, 'childHand', 0.4],
		[47.2, 'childFace', 0.5],
		[49.2, 'adultHand', 0.5],
		[54.6, 'childFace', 0.6],
		[56.9, 'towerHigh', 0.5],
		[62.3, 'table', 0.4],
		[63, 'childFace', 0.5],
		[65.8, 'floor', 0.6],
		[66.9, 'childFace', 0.6],
		[71.2, 'childHand', 0.6],
		[72.9, 'childFace', 0.6],
		[75.8, 'adultHand', 0.6],
		[79.3, 'childFace', 0.5]
	])
};

/**
 * Head angles (degrees; yaw to the viewer's right, pitch up) and where the pupils sit (-1 to 1).
 * @param {'child' | 'adult'} who @param {number} t @param {Point} head
 */
export function looking(who, t, head) {
	let yaw = 0;
	let pitch = 0;
	let pupil = { x: 0, y: 0 };
	for (const [start, name, takes = 0.6] of looks[who]) {
		if (t < start) break;
		const spot = spots[name](t);
		const dx = spot.x - head.x;
		const dy = spot.y - head.y;
		// Much less than the true turn: the viewer must go on seeing the face.
		const away = who === 'child' ? dx < 0 : dx > 0;
		const wantYaw = clamp(dx / 110, -1, 1) * (away ? 60 : 31);
		const wantPitch = clamp(-dy / 130, -1, 1) * (dy > 0 ? 22 : 12);
		const head01 = start === 0 ? 1 : ramp(t, start + 0.08, start + 0.08 + takes);
		const eye01 = start === 0 ? 1 : ramp(t, start, start + 0.12);
		yaw += (wantYaw - yaw) * head01;
		pitch += (wantPitch - pitch) * head01;
		const length = Math.hypot(dx, dy * 1.1) || 1;
		pupil = {
			x: pupil.x + ((dx / length) * 0.95 - pupil.x) * eye01,
			y: pupil.y + ((dy / length) * 0.95 - pupil.y) * eye01
		};
	}
	return { yaw, pitch, pupil };
}
