/**
 * A drawn head that can turn: eyes, mouth and hairline sit on a ball, so that a glance aside stays the same face.
 * Angles in degrees; `lon` runs to the viewer's right when the face looks straight at the viewer, `lat` upwards.
 */
import { nose, blush, mouth, eye, brow, oval } from './face.js';
import { clamp, lerp } from './motion.js';

/** @typedef {import('./motion.js').Point} Point */
/** @typedef {CanvasRenderingContext2D} Ctx */
/**
 * @typedef {{ R: number, skin: string, shade: string, hair: string, hairLight: string, blush: string, brow: string,
 *   hairline: (lon: number) => number, curls: boolean, bun: boolean, lashes: boolean, eye: number, iris: string }} HeadLook
 * @typedef {{ smile: number, open: number, round: number, brow: number, joy: number, blink: number, shake: number }} Face
 * @typedef {{ yaw: number, pitch: number, pupil: Point }} Look
 */

const rad = Math.PI / 180;

/** @param {HeadLook} head @param {Look} look */
function ball(head, look) {
	const [sy, cy] = [Math.sin(look.yaw * rad), Math.cos(look.yaw * rad)];
	const [sp, cp] = [Math.sin(look.pitch * rad), Math.cos(look.pitch * rad)];
	/** @param {number} lon @param {number} lat @param {number} [out] distance from the middle, 1 is the surface */
	return (lon, lat, out = 1) => {
		const x = Math.cos(lat * rad) * Math.sin(lon * rad);
		const y = Math.sin(lat * rad);
		const z = Math.cos(lat * rad) * Math.cos(lon * rad);
		const y2 = y * cp + z * sp;
		const z2 = z * cp - y * sp;
		const x3 = x * cy + z2 * sy;
		return { x: x3 * head.R * 0.97 * out, y: -y2 * head.R * out, z: z2 * cy - x * sy };
	};
}

/**
 * @param {Ctx} c @param {HeadLook} head @param {Point} at @param {number} tilt @param {Look} look @param {Face} face
 */
export function drawHead(c, head, at, tilt, look, face) {
	const put = ball(head, look);
	c.save();
	c.translate(at.x, at.y);
	c.rotate(tilt * rad);
	if (head.bun && put(180, 42).z < 0.25) bun(c, head, put, face);
	ear(c, head, put, -88, false);
	ear(c, head, put, 88, false);
	skull(c, head, look);
	nose(c, head, put, true);
	c.save();
	skullPath(c, head, look);
	c.clip();
	blush(c, head, put, face);
	mouth(c, put, face);
	c.restore();
	hair(c, head, put);
	eye(c, head, put, -1, look, face);
	eye(c, head, put, 1, look, face);
	nose(c, head, put, false);
	brow(c, head, put, -1, face);
	brow(c, head, put, 1, face);
	ear(c, head, put, -88, true);
	ear(c, head, put, 88, true);
	if (head.bun && put(180, 42).z >= 0.25) bun(c, head, put, face);
	c.restore();
}

/** Round above, a little fuller in the cheeks and chin. @param {Ctx} c @param {HeadLook} head @param {Look} look */
function skullPath(c, head, look) {
	const R = head.R;
	const lean = Math.sin(look.yaw * rad) * R * 0.07;
	c.beginPath();
	c.moveTo(-R * 0.97, -R * 0.06);
	c.bezierCurveTo(-R * 0.97, -R * 0.62, -R * 0.55, -R, 0, -R);
	c.bezierCurveTo(R * 0.55, -R, R * 0.97, -R * 0.62, R * 0.97, -R * 0.06);
	c.bezierCurveTo(R * 0.97, R * 0.5, R * 0.52 + lean, R * 1.01, lean, R * 1.01);
	c.bezierCurveTo(-R * 0.52 + lean, R * 1.01, -R * 0.97, R * 0.5, -R * 0.97, -R * 0.06);
	c.closePath();
}

/** @param {Ctx} c @param {HeadLook} head @param {Look} look */
function skull(c, head, look) {
	skullPath(c, head, look);
	c.fillStyle = head.skin;
	c.fill();
}

/** @typedef {ReturnType<typeof ball>} Put */

/** @param {Ctx} c @param {HeadLook} head @param {Put} put @param {number} lon @param {boolean} front */
function ear(c, head, put, lon, front) {
	const p = put(lon, -6, 1.02);
	if (p.z >= 0.12 !== front || p.z < -0.75) return;
	const w = head.R * 0.17 * lerp(0.8, 1.05, clamp(Math.abs(p.z)));
	c.fillStyle = head.skin;
	oval(c, p.x, p.y, w, head.R * 0.22);
	c.fillStyle = head.shade;
	oval(c, p.x + Math.sign(p.x) * 0.8, p.y + 1, w * 0.5, head.R * 0.12);
}

/** The cap of hair: from where the hairline comes into view to where it leaves, closed over the top. @param {Ctx} c @param {HeadLook} head @param {Put} put */
function hair(c, head, put) {
	/** @type {Array<{ x: number, y: number, z: number }>} */
	const line = [];
	for (let lon = -180; lon <= 180; lon += 3) line.push(put(lon, head.hairline(lon)));
	const seen = line.map((p) => p.z > 0);
	const start = seen.findIndex((s, i) => s && !seen[(i + line.length - 1) % line.length]);
	const run = [];
	for (let i = 0; i < line.length; i += 1) {
		const p = line[(start + i) % line.length];
		if (p && p.z > 0) run.push(p);
	}
	const first = run[0];
	const last = run.at(-1);
	if (!first || !last) return;
	c.beginPath();
	c.moveTo(first.x, first.y);
	for (const p of run) c.lineTo(p.x, p.y);
	rim(c, head, Math.atan2(last.y, last.x), Math.atan2(first.y, first.x), put);
	c.closePath();
	c.fillStyle = head.hair;
	c.fill();
	shine(c, head, put);
}

/** Over the top of the head from the right angle back to the left one. @param {Ctx} c @param {HeadLook} head @param {number} from @param {number} to @param {Put} put */
function rim(c, head, from, to, put) {
	const end = to > 0 ? to - 2 * Math.PI : to;
	const start = from > Math.PI / 2 + 0.9 ? from - 2 * Math.PI : from;
	const drift = Math.atan2(put(0, 90).x, head.R) * 3;
	for (let i = 0; i <= 60; i += 1) {
		const angle = lerp(start, end, i / 60);
		const edge = clamp(Math.min(i, 60 - i) / 9);
		const curl = head.curls ? 0.055 * Math.abs(Math.sin((angle + drift * 0.2) * 5.5)) : 0;
		const r = head.R * (1 + edge * (0.06 + curl));
		c.lineTo(Math.cos(angle) * r * 0.97, Math.sin(angle) * r);
	}
}

/** @param {Ctx} c @param {HeadLook} head @param {Put} put */
function shine(c, head, put) {
	c.strokeStyle = head.hairLight;
	c.lineWidth = 3;
	c.lineCap = 'round';
	const strands = head.curls
		? [
				[-50, 52, -26, 62],
				[10, 60, 34, 56],
				[-120, 40, -96, 48],
				[96, 48, 120, 40],
				[-150, 20, -128, 24]
			]
		: [
				[-30, 44, -80, 30],
				[-22, 56, -110, 40],
				[20, 52, 92, 28],
				[16, 64, 120, 44]
			];
	for (const [lon0 = 0, lat0 = 0, lon1 = 0, lat1 = 0] of strands) {
		const a = put(lon0, lat0);
		const m = put((lon0 + lon1) / 2, (lat0 + lat1) / 2 + 5);
		const b = put(lon1, lat1);
		if (Math.min(a.z, m.z, b.z) < 0.1) continue;
		c.beginPath();
		c.moveTo(a.x, a.y);
		c.quadraticCurveTo(m.x, m.y, b.x, b.y);
		c.stroke();
	}
}

/** @param {Ctx} c @param {HeadLook} head @param {Put} put @param {Face} face */
function bun(c, head, put, face) {
	const p = put(180, 42, 1.22);
	const y = p.y + face.shake * 1.6;
	c.fillStyle = head.hair;
	oval(c, p.x, y, head.R * 0.42, head.R * 0.4);
	c.strokeStyle = head.hairLight;
	c.lineWidth = 3;
	c.beginPath();
	c.arc(p.x, y, head.R * 0.23, -2.6, 0.4);
	c.stroke();
}
