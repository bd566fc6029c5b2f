/**
 * The blocks: where each one is at any moment. A block rests, is carried by a hand, sways with the tower,
 * tumbles, or is pushed along the table. Who carries which block when is in story.js.
 */
import { clamp, lerp, calm, ramp } from './motion.js';

/** @typedef {import('./motion.js').Point} Point */
/** @typedef {{ x: number, y: number, turn: number, heldBy: string | null, floor: boolean }} Pose */
/**
 * @typedef {{ hand: string, from: number, to: number, end: Point, gripFrom: Point, gripTo: Point,
 *   gripBy?: number, spin?: number, fiddle?: boolean }} Carry
 * @typedef {{ id: string, colour: string, w: number, h: number, start: Point, carries: Carry[], fall?: Fall, push?: Push }} Block
 * @typedef {{ at: number, to: Point, turns: number, bounce?: number, floor?: boolean }} Fall
 * @typedef {{ from: number, to: number, dx: number }} Push
 */

export const SIZE = 38;
export const TABLE = 426;
export const LEFT = 432;
export const RIGHT = 471;

/** Middle of a block on a storey of the tower, counted from the table. @param {number} x @param {number} storey */
export const storey = (x, storey) => ({ x, y: TABLE - SIZE / 2 - storey * SIZE });

const WOBBLE_FROM = 56.6;
const FALL_AT = 62;

/** Sideways sway of the tower in pixels at a height above the table. @param {number} t @param {number} height */
export function sway(t, height) {
	if (t < WOBBLE_FROM || t > FALL_AT + 0.6) return 0;
	const growth = lerp(0.25, 1, ramp(t, WOBBLE_FROM, 60.6));
	const begin = ramp(t, WOBBLE_FROM, WOBBLE_FROM + 0.7);
	const tip = 34 * calm((t - 61.15) / 1.1);
	const swing = Math.sin((t - WOBBLE_FROM) * 2 * Math.PI * 0.62) * 10 * growth * (1 - ramp(t, 60.9, 61.6));
	return (swing * begin + tip) * (height / 150) ** 1.6;
}

/** Slower than real gravity (pixels per second squared), so that the eye can follow. */
const FALL_PULL = 620;

/** Seconds a fall from this height takes. @param {number} h */
const fallTime = (h) => Math.sqrt((2 * Math.max(h, 1)) / FALL_PULL);

/**
 * The times at which a tumbling block touches down, for the sound. @param {Point} from @param {Fall} fall
 */
export function landings(from, fall) {
	const first = fallTime(fall.to.y - from.y);
	const second = first * (fall.bounce ?? 0.34) * 2;
	return [fall.at + first, fall.at + first + second];
}

/** @param {Pose} from @param {Fall} fall @param {number} t @returns {Pose} */
function tumble(from, fall, t) {
	const bounce = fall.bounce ?? 0.34;
	const s = t - fall.at;
	const drop = fall.to.y - from.y;
	const first = fallTime(drop);
	const second = first * bounce * 2;
	const third = second * bounce;
	const all = first + second + third;
	const along = clamp(s / (all + 0.25));
	const x = lerp(from.x, fall.to.x, 1 - (1 - along) ** 1.7);
	let up = 0;
	if (s < first) up = drop * (1 - (s / first) ** 2);
	else if (s < first + second) up = hop(s - first, second);
	else if (s < all) up = hop(s - first - second, third);
	const turn = lerp(from.turn, fall.turns * 90, 1 - (1 - clamp(s / (first + second * 0.9))) ** 1.4);
	return { x, y: fall.to.y - up, turn, heldBy: null, floor: fall.floor === true && s > first * 0.55 };
}

/** Height of a little hop that lasts `whole` seconds. @param {number} s @param {number} whole */
const hop = (s, whole) => 0.5 * FALL_PULL * s * (whole - s);

/**
 * @param {Block} block @param {number} t
 * @param {(hand: string, t: number) => Point} handAt
 * @returns {Pose}
 */
export function poseOf(block, t, handAt) {
	/** @type {Pose} */
	let pose = { x: block.start.x, y: block.start.y, turn: 0, heldBy: null, floor: false };
	const fallen = block.fall !== undefined && t >= block.fall.at;
	const before = block.carries.filter((c) => !block.fall || c.from < block.fall.at);
	pose = carried(pose, before, t, handAt);
	if (!fallen || !block.fall) return inTower(pose) && t < FALL_AT + 0.6 ? swayed(pose, t) : pose;
	pose = tumble(swayed(pose, block.fall.at), block.fall, t);
	if (block.push && t >= block.push.from) {
		pose = { ...pose, x: pose.x + block.push.dx * ramp(t, block.push.from, block.push.to) };
	}
	return carried(
		pose,
		block.carries.filter((c) => !before.includes(c)),
		t,
		handAt
	);
}

/**
 * @param {Pose} start @param {Carry[]} carries @param {number} t
 * @param {(hand: string, t: number) => Point} handAt
 * @returns {Pose}
 */
function carried(start, carries, t, handAt) {
	let pose = start;
	for (const carry of carries) {
		if (t < carry.from) break;
		if (t >= carry.to) {
			pose = { ...pose, x: carry.end.x, y: carry.end.y, heldBy: null, floor: false };
			continue;
		}
		const u = ramp(t, carry.from, carry.gripBy ?? carry.to);
		const h = handAt(carry.hand, t);
		const x = h.x - lerp(carry.gripFrom.x, carry.gripTo.x, u);
		const y = h.y - lerp(carry.gripFrom.y, carry.gripTo.y, u);
		const whole = clamp((t - carry.from) / (carry.to - carry.from));
		let tilt = Math.sin(Math.PI * calm(whole)) * (carry.spin ?? 7);
		if (carry.fiddle) tilt = Math.sin((t - carry.from) * 2.3) * 15 * Math.sin(Math.PI * whole) ** 0.5;
		return { x, y, turn: pose.turn + tilt, heldBy: carry.hand, floor: false };
	}
	return pose;
}

/** @param {Pose} pose */
const inTower = (pose) => pose.x > LEFT - 5 && pose.x < RIGHT + 5 && pose.y < TABLE - SIZE;

/** @param {Pose} pose @param {number} t @returns {Pose} */
function swayed(pose, t) {
	const dx = sway(t, TABLE - pose.y);
	return { ...pose, x: pose.x + dx, turn: pose.turn + dx * 0.32 };
}
