/** The parts of a face, laid on the turning ball of head.js. */
import { clamp, lerp } from './motion.js';

/** @typedef {import('./motion.js').Point} Point */
/** @typedef {CanvasRenderingContext2D} Ctx */
/** @typedef {import('./head.js').HeadLook} HeadLook */
/** @typedef {import('./head.js').Face} Face */
/** @typedef {import('./head.js').Look} Look */
/** @typedef {import('./head.js').Put} Put */

const INK = '#2b211e';

/** @param {Ctx} c @param {HeadLook} head @param {Put} put @param {boolean} profile */
export function nose(c, head, put, profile) {
	const p = put(0, -13, 1.07);
	c.fillStyle = head.skin;
	if (profile) {
		if (p.z > -0.3) oval(c, p.x, p.y, head.R * 0.13, head.R * 0.11);
		return;
	}
	if (p.z < 0.1) return;
	c.strokeStyle = head.shade;
	c.lineWidth = 2.6;
	c.lineCap = 'round';
	const r = head.R * 0.1;
	const side = clamp(p.x / head.R) * 0.5;
	c.beginPath();
	c.arc(p.x, p.y, r, Math.PI * (0.16 - side * 0.5), Math.PI * (0.84 - side * 0.3));
	c.stroke();
}

/** @param {Ctx} c @param {HeadLook} head @param {Put} put @param {Face} face */
export function blush(c, head, put, face) {
	for (const side of [-1, 1]) {
		const p = put(side * 43, -22 + face.smile * 2);
		if (p.z < 0.1) continue;
		c.globalAlpha = 0.3 + 0.25 * clamp(face.smile);
		c.fillStyle = head.blush;
		oval(c, p.x, p.y, head.R * 0.19 * clamp(p.z + 0.2), head.R * 0.13);
		c.globalAlpha = 1;
	}
}

/** @param {Ctx} c @param {Put} put @param {Face} face */
export function mouth(c, put, face) {
	const wide = lerp(13 + 9 * clamp(face.smile) + face.open * 3, 7, face.round);
	const lift = lerp(face.smile * 7.5, 0, face.round);
	const mid = -39;
	const left = put(-wide, mid + lift);
	const right = put(wide, mid + lift);
	if (put(0, mid).z < 0.02) return;
	const upper = put(0, mid + lerp(-lift * 0.85, 5 * face.open, face.round) + face.open * 3);
	const drop = face.open * lerp(26, 19, face.round);
	const lower = put(0, mid - lift * 0.85 - drop);
	c.lineCap = c.lineJoin = 'round';
	const lips = new Path2D();
	lips.moveTo(left.x, left.y);
	bow(lips, left, upper, right);
	if (face.open > 0.12) {
		bow(lips, right, lower, left);
		lips.closePath();
		c.fillStyle = '#6b2b26';
		c.fill(lips);
		c.save();
		c.clip(lips);
		c.fillStyle = '#d9786c';
		oval(c, lower.x, lower.y + 1, Math.abs(right.x - left.x) * 0.34, 6 * face.open + 1);
		c.fillStyle = '#fff8ec';
		if (face.round < 0.15 && face.open > 0.3 && face.smile > 0.6) teeth(c, left, upper, right);
		c.restore();
	}
	c.strokeStyle = INK;
	c.lineWidth = 3;
	c.stroke(lips);
}

/** @param {Ctx} c @param {Point} left @param {Point} upper @param {Point} right */
function teeth(c, left, upper, right) {
	c.strokeStyle = '#fff8ec';
	c.lineWidth = 9;
	c.beginPath();
	c.moveTo(left.x, left.y);
	bow(c, left, upper, right);
	c.stroke();
}

/** A curve that passes through the middle point. @param {Ctx | Path2D} c @param {Point} a @param {Point} mid @param {Point} b */
function bow(c, a, mid, b) {
	const [x, y] = [2 * mid.x - (a.x + b.x) / 2, 2 * mid.y - (a.y + b.y) / 2];
	c.bezierCurveTo(lerp(a.x, x, 0.72), lerp(a.y, y, 0.72), lerp(b.x, x, 0.72), lerp(b.y, y, 0.72), b.x, b.y);
}

/** @param {Ctx} c @param {HeadLook} head @param {Put} put @param {-1 | 1} side @param {Look} look @param {Face} face */
export function eye(c, head, put, side, look, face) {
	const p = put(side * 25, 0);
	if (p.z < 0.14) return;
	const narrow = clamp(0.35 + p.z * 0.75);
	const wide = 1 + clamp(face.brow - 0.5) * 0.16;
	const rx = head.eye * 0.84 * narrow;
	const ry = head.eye * wide * clamp(face.blink * (1 - face.joy * 0.92));
	c.lineCap = 'round';
	c.strokeStyle = INK;
	if (ry < head.eye * 0.3) {
		const up = face.joy > 0.5 ? -1 : 1;
		c.lineWidth = 3;
		c.beginPath();
		c.moveTo(p.x - rx, p.y + (up < 0 ? 2.5 : 1));
		c.quadraticCurveTo(p.x, p.y + up * head.eye * 0.75, p.x + rx, p.y + (up < 0 ? 2.5 : 1));
		c.stroke();
		return;
	}
	c.save();
	c.beginPath();
	c.ellipse(p.x, p.y, rx, ry, 0, 0, 7);
	c.fillStyle = '#fffaf0';
	c.fill();
	c.clip();
	const r = head.eye * 0.66;
	const ix = p.x + look.pupil.x * rx * 0.48;
	const iy = p.y + look.pupil.y * head.eye * 0.42;
	c.fillStyle = head.iris;
	oval(c, ix, iy, r * clamp(narrow + 0.15), r);
	c.fillStyle = '#15100e';
	oval(c, ix, iy, r * 0.55 * clamp(narrow + 0.15), r * 0.55);
	c.fillStyle = '#ffffff';
	oval(c, ix - 2, iy - 2.3, 1.9, 1.9);
	c.restore();
	c.lineWidth = head.lashes ? 2.8 : 2.4;
	c.beginPath();
	c.ellipse(p.x, p.y, rx, ry, 0, Math.PI * 1.08, Math.PI * 1.92);
	c.stroke();
	if (!head.lashes) return;
	const outer = p.x + side * rx;
	c.lineWidth = 2;
	c.beginPath();
	c.moveTo(outer - side * 1.2, p.y - ry * 0.4);
	c.lineTo(outer + side * 2.6, p.y - ry * 0.4 - 2.6);
	c.stroke();
}

/** @param {Ctx} c @param {HeadLook} head @param {Put} put @param {-1 | 1} side @param {Face} face */
export function brow(c, head, put, side, face) {
	const lat = 19 + face.brow * 8;
	const a = put(side * 15, lat + face.brow * 2 - 1);
	const m = put(side * 25, lat + 4);
	const b = put(side * 35, lat - 1);
	if (m.z < 0.15) return;
	c.strokeStyle = head.brow;
	c.lineWidth = head.R * 0.07;
	c.lineCap = 'round';
	c.beginPath();
	c.moveTo(a.x, a.y);
	c.quadraticCurveTo(m.x, m.y, b.x, b.y);
	c.stroke();
}

/** @param {Ctx} c @param {number} x @param {number} y @param {number} rx @param {number} ry @param {number} [turn] */
export function oval(c, x, y, rx, ry, turn = 0) {
	c.beginPath();
	c.ellipse(x, y, Math.max(rx, 0.1), Math.max(ry, 0.1), turn, 0, 7);
	c.fill();
}
