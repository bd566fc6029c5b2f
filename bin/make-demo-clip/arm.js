/** Arms and hands: a soft sleeve from shoulder to wrist, and fingers that close over what the hand holds. */
import { clamp, lerp } from './motion.js';

/** @typedef {import('./motion.js').Point} Point */
/** @typedef {CanvasRenderingContext2D} Ctx */
/** @typedef {import('./figure.js').Build} Build */
/** @typedef {import('./figure.js').Person} Person */

const rad = Math.PI / 180;

/**
 * One arm with the palm of its hand. Fingers come later, over the block the hand holds.
 * @param {Ctx} c @param {Build} b @param {Person} p @param {'left' | 'right'} side @param {boolean} near
 */
export function drawArm(c, b, p, side, near) {
	const from = shoulderOf(b, p, side);
	const to = p[side];
	const bend = elbow(from, to, b.bone);
	const dx = to.x - bend.x;
	const dy = to.y - bend.y;
	const d = Math.hypot(dx, dy) || 1;
	const wrist = { x: to.x - (dx / d) * b.palm * 0.95, y: to.y - (dy / d) * b.palm * 0.95 };
	c.strokeStyle = b.head.skin;
	c.lineCap = 'round';
	c.lineWidth = b.palm * 1.45;
	line(c, wrist.x - (dx / d) * 6, wrist.y - (dy / d) * 6, to.x, to.y);
	sleeve(c, b, from, bend, wrist, near);
	c.fillStyle = b.head.skin;
	c.beginPath();
	c.arc(to.x, to.y, b.palm, 0, 7);
	c.fill();
}

/**
 * Fingers: over the block when the hand holds one, else loosely ahead.
 * @param {Ctx} c @param {Build} b @param {Person} p @param {'left' | 'right'} side @param {Point | null} held middle of the block
 * @param {number} open 1 is a hand held open, palm up
 */
export function drawFingers(c, b, p, side, held, open) {
	const to = p[side];
	const from = shoulderOf(b, p, side);
	const bend = elbow(from, to, b.bone);
	const arm = Math.atan2(to.y - bend.y, to.x - bend.x);
	const angle = held
		? Math.atan2(held.y - to.y, held.x - to.x)
		: open > 0
			? lerp(arm, b.faces < 0 ? Math.PI + 0.25 : -0.25, open)
			: arm;
	const long = b.palm * (held ? 1.02 : lerp(0.72, 1.25, open));
	const across = { x: -Math.sin(angle), y: Math.cos(angle) };
	c.lineCap = 'round';
	c.lineWidth = b.palm * 0.56;
	for (const ink of [b.head.shade, b.head.skin]) {
		c.strokeStyle = ink;
		c.lineWidth = b.palm * 0.56 + (ink === b.head.shade ? 2 : 0);
		for (const i of [-1.35, -0.45, 0.45, 1.35]) {
			const spread = i * b.palm * 0.44;
			const reach = long * (Math.abs(i) > 1 ? 0.85 : 1);
			const base = { x: to.x + across.x * spread * 0.9, y: to.y + across.y * spread * 0.9 };
			const tip = angle + i * (held ? 0.06 : 0.16);
			line(
				c,
				base.x + Math.cos(angle) * b.palm * 0.4,
				base.y + Math.sin(angle) * b.palm * 0.4,
				base.x + Math.cos(tip) * (b.palm * 0.4 + reach),
				base.y + Math.sin(tip) * (b.palm * 0.4 + reach)
			);
		}
	}
	c.fillStyle = b.head.skin;
	c.beginPath();
	c.arc(to.x, to.y, b.palm * 0.98, 0, 7);
	c.fill();
	thumb(c, b, to, angle, b.faces * (held ? 1 : -1));
}

/** @param {Ctx} c @param {Build} b @param {Point} to @param {number} angle @param {number} side */
function thumb(c, b, to, angle, side) {
	const a = angle - side * 1.15;
	c.strokeStyle = b.head.shade;
	c.lineWidth = b.palm * 0.6 + 2;
	const x = to.x + Math.cos(a) * b.palm * 0.75;
	const y = to.y + Math.sin(a) * b.palm * 0.75;
	const tip = { x: x + Math.cos(a + side * 0.5) * b.palm * 0.7, y: y + Math.sin(a + side * 0.5) * b.palm * 0.7 };
	line(c, x, y, tip.x, tip.y);
	c.strokeStyle = b.head.skin;
	c.lineWidth = b.palm * 0.6;
	line(c, to.x, to.y, x, y);
	line(c, x, y, tip.x, tip.y);
}

/** A soft tapered sleeve with a cuff. @param {Ctx} c @param {Build} b @param {Point} a @param {Point} e @param {Point} z @param {boolean} near */
function sleeve(c, b, a, e, z, near) {
	const steps = 22;
	const ctrl = { x: lerp((a.x + z.x) / 2, e.x, 1.55), y: lerp((a.y + z.y) / 2, e.y, 1.55) };
	const at = (/** @type {number} */ u) => ({
		x: (1 - u) ** 2 * a.x + 2 * u * (1 - u) * ctrl.x + u * u * z.x,
		y: (1 - u) ** 2 * a.y + 2 * u * (1 - u) * ctrl.y + u * u * z.y
	});
	c.lineCap = c.lineJoin = 'round';
	const trace = (/** @type {number} */ more, /** @type {number} */ from, /** @type {number} */ to) => {
		for (let i = Math.round(from * steps); i < Math.round(to * steps); i += 1) {
			const [p, q] = [at(i / steps), at((i + 1) / steps)];
			c.lineWidth = lerp(b.sleeve[0], b.sleeve[1], i / steps) + more;
			line(c, p.x, p.y, q.x, q.y);
		}
	};
	c.strokeStyle = b.jumperDark;
	trace(3.2, near ? 0.16 : 0.22, 1);
	c.strokeStyle = near ? b.jumper : b.jumperFar;
	trace(0, 0, 1);
	const [p, q] = [at(0.93), at(1)];
	c.strokeStyle = b.jumperDark;
	c.lineCap = 'butt';
	c.lineWidth = b.sleeve[1] + 1.5;
	line(c, p.x, p.y, q.x, q.y);
	c.lineCap = 'round';
}

/** @param {Point} a @param {Point} z @param {number} bone */
function elbow(a, z, bone) {
	const dx = z.x - a.x;
	const dy = z.y - a.y;
	const d = Math.hypot(dx, dy) || 1;
	const h = Math.sqrt(Math.max(bone * bone - (d / 2) ** 2, 0));
	// Straight under the shoulder an elbow points at the viewer: the sideways bend passes through zero there.
	const k = clamp(dx / 46, -1, 1) * Math.min(1, 46 / (h + 1));
	return {
		x: (a.x + z.x) / 2 - (dy / d) * h * k,
		y: (a.y + z.y) / 2 + (dx / d) * h * k + h * (1 - Math.abs(k)) * 0.12
	};
}

/** @param {Build} b @param {Person} p @param {'left' | 'right'} side */
function shoulderOf(b, p, side) {
	const s = side === 'right' ? -1 : 1;
	return {
		x: p.chest.x + s * b.shoulder * Math.cos(p.turn * rad) * 0.92,
		y: p.chest.y + 5 - s * Math.sin(p.turn * rad) * 9
	};
}

/** @param {Ctx} c @param {number} x0 @param {number} y0 @param {number} x1 @param {number} y1 */
export function line(c, x0, y0, x1, y1) {
	c.beginPath();
	c.moveTo(x0, y0);
	c.lineTo(x1, y1);
	c.stroke();
}
