/** The two people: bodies, arms and hands. Heads are in head.js, what they do is in story.js. */
import { clamp, lerp } from './motion.js';
import { line } from './arm.js';
import { drawHead } from './head.js';

/** @typedef {import('./motion.js').Point} Point */
/** @typedef {CanvasRenderingContext2D} Ctx */
/** @typedef {ReturnType<typeof import('./acting.js').childAt>} Person */
/**
 * @typedef {{ head: import('./head.js').HeadLook, jumper: string, jumperDark: string, jumperFar: string, jumperLight: string, trousers: string, trousersDark: string,
 *   sock: string, shoulder: number, hipWidth: number, bone: number, sleeve: [number, number], palm: number, stripes: boolean, hem: number, faces: -1 | 1 }} Build
 */

const rad = Math.PI / 180;

/** @param {number} lon */
const childHairline = (lon) => {
	const a = Math.abs(lon);
	if (a < 55) return 33 - 4 * Math.cos(lon * rad * 3) - a * 0.1;
	if (a < 80) return lerp(27, -2, (a - 55) / 25);
	return lerp(-2, -42, clamp((a - 84) / 30));
};
/** A parting a little to one side. @param {number} lon */
const adultHairline = (lon) => {
	const from = lon + 14;
	const a = Math.abs(from);
	if (a < 62) return lerp(47, 18, (a / 62) ** 1.25);
	if (a < 92) return lerp(18, -20, (a - 62) / 30);
	return lerp(-20, -38, clamp((a - 92) / 30));
};

/** @type {Build} */
export const CHILD = {
	head: {
		R: 51,
		skin: '#bd8259',
		shade: '#9c6542',
		hair: '#2e2320',
		hairLight: '#4d3b35',
		blush: '#d0694a',
		brow: '#2e2320',
		hairline: childHairline,
		curls: true,
		bun: false,
		lashes: false,
		eye: 9.6,
		iris: '#3a241a'
	},
	jumper: '#d2732b',
	jumperDark: '#b05a1b',
	jumperFar: '#cb6d28',
	jumperLight: '#f0d9b0',
	trousers: '#4a5a58',
	trousersDark: '#3b4947',
	sock: '#e8dcc2',
	shoulder: 35,
	hipWidth: 52,
	bone: 86,
	sleeve: [33, 23],
	palm: 11.5,
	stripes: true,
	hem: 474,
	faces: 1
};
/** @type {Build} */
export const ADULT = {
	head: {
		R: 59,
		skin: '#e2ae88',
		shade: '#c48a64',
		hair: '#5f3d2b',
		hairLight: '#7d5640',
		blush: '#d9775a',
		brow: '#5a3a29',
		hairline: adultHairline,
		curls: false,
		bun: true,
		lashes: true,
		eye: 9.4,
		iris: '#4a3424'
	},
	jumper: '#47689b',
	jumperDark: '#36527f',
	jumperFar: '#3f5d8c',
	jumperLight: '#f4efe3',
	trousers: '#6b5a4c',
	trousersDark: '#58493d',
	sock: '#c9bda4',
	shoulder: 47,
	hipWidth: 70,
	bone: 122,
	sleeve: [42, 28],
	palm: 14,
	stripes: false,
	hem: 476,
	faces: -1
};

/** Legs, body and head, without the arms. @param {Ctx} c @param {Build} b @param {Person} p */
export function drawBody(c, b, p) {
	legs(c, b, p);
	torso(c, b, p);
	neck(c, b, p);
	drawHead(c, b.head, p.head, p.tilt, p.look, p.face);
}

/** Kneeling: thigh towards the table, foot behind. @param {Ctx} c @param {Build} b @param {Person} p */
function legs(c, b, p) {
	const { x, y } = p.hip;
	const f = b.faces;
	const w = b.hipWidth;
	c.lineCap = 'round';
	c.strokeStyle = b.sock;
	c.lineWidth = 19;
	line(c, x - f * w * 0.55, 508, x - f * w * 1.18, 511);
	c.strokeStyle = b.trousersDark;
	c.lineWidth = 27;
	line(c, x + f * w * 0.5, 505, x - f * w * 0.72, 506);
	c.strokeStyle = b.trousers;
	c.lineWidth = 38;
	line(c, x - f * w * 0.25, y - 14, x + f * w * 0.82, 499);
}

/** @param {Ctx} c @param {Build} b @param {Person} p */
function torsoPath(c, b, p) {
	const { x, y } = p.chest;
	const s = b.shoulder * lerp(1, 0.86, Math.abs(Math.sin(p.turn * rad)));
	const hem = b.hem + (p.hip.y - 500) * 0.6;
	const w = b.hipWidth;
	const hx = p.hip.x;
	c.beginPath();
	c.moveTo(x - s * 0.35, y - 27);
	c.bezierCurveTo(x - s * 0.78, y - 25, x - s * 1.24, y - 8, x - s * 1.34, y + 20);
	c.bezierCurveTo(x - s * 1.38, y + 46, hx - w * 1.08, hem - 44, hx - w, hem + 8);
	c.quadraticCurveTo(hx, hem + 22, hx + w, hem + 8);
	c.bezierCurveTo(hx + w * 1.08, hem - 44, x + s * 1.38, y + 46, x + s * 1.34, y + 20);
	c.bezierCurveTo(x + s * 1.24, y - 8, x + s * 0.78, y - 25, x + s * 0.35, y - 27);
	c.closePath();
}

/** @param {Ctx} c @param {Build} b @param {Person} p */
function torso(c, b, p) {
	torsoPath(c, b, p);
	c.fillStyle = b.jumper;
	c.fill();
	c.save();
	c.clip();
	const { x, y } = p.chest;
	const hem = b.hem + (p.hip.y - 500) * 0.6;
	const twist = Math.sin(p.turn * rad) * b.shoulder;
	if (b.stripes) {
		c.strokeStyle = b.jumperLight;
		c.lineWidth = 8;
		for (const u of [0.28, 0.48]) band(c, lerp(x, p.hip.x, u), lerp(y - 10, hem, u), twist, b.hipWidth * 1.5);
	}
	c.strokeStyle = b.jumperDark;
	c.lineWidth = 13;
	band(c, p.hip.x, hem + 8, 0, b.hipWidth * 1.4, 16);
	c.restore();
}

/** A bowed line across the body. @param {Ctx} c @param {number} x @param {number} y @param {number} twist @param {number} w @param {number} [sag] */
function band(c, x, y, twist, w, sag = 9) {
	c.beginPath();
	c.moveTo(x - w, y - sag * 0.6);
	c.quadraticCurveTo(x + twist * 0.5, y + sag, x + w, y - sag * 0.6);
	c.stroke();
}

/** @param {Ctx} c @param {Build} b @param {Person} p */
function neck(c, b, p) {
	const { x, y } = p.chest;
	const R = b.head.R;
	const side = Math.sin(p.turn * rad) * 4;
	c.strokeStyle = b.head.shade;
	c.lineCap = 'butt';
	c.lineWidth = R * 0.56;
	line(c, x + side, y - 12, lerp(x, p.head.x, 0.8), lerp(y, p.head.y, 0.75));
	c.lineCap = 'round';
	c.strokeStyle = b.stripes ? b.jumperDark : b.jumperLight;
	c.lineWidth = b.stripes ? 10 : 12;
	c.beginPath();
	c.ellipse(x + side, y - 26, R * 0.42, R * 0.15, 0, Math.PI * 0.02, Math.PI * 0.98);
	c.stroke();
}

/** Which arm is nearer to the viewer, 1 is right. @param {Person} p */
export const nearArm = (p) => (p.turn > 0 ? 'right' : 'left');
