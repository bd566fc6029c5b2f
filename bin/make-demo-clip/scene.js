/** One picture of the clip: the room, the table, the two people and their blocks at a moment. */
import { drawRoom, drawCrate, drawTable, drawCushions, box, disc } from './room.js';
import { drawArm, drawFingers } from './arm.js';
import { childAt, adultAt, openHandAt } from './acting.js';
import { drawBody, nearArm, CHILD, ADULT } from './figure.js';
import { blocksAt } from './story.js';
import { TABLE } from './blocks.js';

/** @typedef {CanvasRenderingContext2D} Ctx */
/** @typedef {ReturnType<typeof blocksAt>[number]} Placed */

/** A little closer than the drawing's own frame: faces matter most. */
const ZOOM = 1.14;
const CENTRE = { x: 462, y: 432 };

/** @param {Ctx} c @param {number} t seconds @param {number} scale canvas pixels per drawing pixel */
export function drawScene(c, t, scale) {
	c.setTransform(scale * ZOOM, 0, 0, scale * ZOOM, scale * CENTRE.x * (1 - ZOOM), scale * CENTRE.y * (1 - ZOOM));
	const child = childAt(t);
	const adult = adultAt(t);
	const placed = blocksAt(t);
	drawRoom(c, t);
	drawCrate(c);
	drawCushions(c, child.hip.x - 262);
	drawTable(c);
	const resting = placed.filter((b) => !b.pose.heldBy && !b.pose.floor);
	for (const b of resting) shadow(c, b);
	for (const b of resting) drawBlock(c, b);
	// The teacher never turns round, so her far arm can lie behind her; the child does, so both of its arms stay in front.
	drawArm(c, ADULT, adult, 'right', false);
	drawBody(c, ADULT, adult);
	drawBody(c, CHILD, child);
	arm(c, ADULT, adult, 'adult', 'left', true, placed, openHandAt(t));
	drawFingers(c, ADULT, adult, 'right', touched(adult.right, placed), 0);
	const near = nearArm(child);
	const far = near === 'left' ? 'right' : 'left';
	for (const side of /** @type {const} */ ([far, near])) arm(c, CHILD, child, 'child', side, side === near, placed, 0);
	for (const b of placed.filter((p) => p.pose.floor)) drawBlock(c, b);
}

/**
 * An arm, the block it holds, and the fingers over the block.
 * @param {Ctx} c @param {import('./figure.js').Build} build @param {import('./figure.js').Person} person @param {string} name
 * @param {'left' | 'right'} side @param {boolean} near @param {Placed[]} placed @param {number} open
 */
function arm(c, build, person, name, side, near, placed, open) {
	const held = placed.find((b) => b.pose.heldBy === name + (side === 'right' ? 'R' : 'L'));
	drawArm(c, build, person, side, near);
	if (held) drawBlock(c, held);
	drawFingers(c, build, person, side, held ? held.pose : null, open);
}

/** The block in the other hand, when this hand helps to hold it. @param {import('./motion.js').Point} hand @param {Placed[]} placed */
function touched(hand, placed) {
	const near = placed.find((b) => b.pose.heldBy !== null && Math.hypot(b.pose.x - hand.x, b.pose.y - hand.y) < 44);
	return near ? near.pose : null;
}

/** @param {Ctx} c @param {Placed} b */
function shadow(c, b) {
	if (b.pose.y > TABLE - 24 && b.pose.x > 300) disc(c, '#a0764c', b.pose.x, TABLE + 1, b.block.w * 0.56, 4);
}

/** @param {Ctx} c @param {Placed} b */
function drawBlock(c, b) {
	const { w, h, colour } = b.block;
	c.save();
	c.translate(b.pose.x, b.pose.y);
	c.rotate((b.pose.turn * Math.PI) / 180);
	box(c, colour, -w / 2, -h / 2, w, h, 5);
	c.lineWidth = 2;
	c.strokeStyle = 'rgb(40 25 15 / 0.22)';
	c.beginPath();
	c.roundRect(-w / 2 + 1, -h / 2 + 1, w - 2, h - 2, 4.5);
	c.stroke();
	c.strokeStyle = 'rgb(255 255 255 / 0.28)';
	c.lineWidth = 2.4;
	c.beginPath();
	c.roundRect(-w / 2 + 6, -h / 2 + 6, w - 12, h - 12, 3);
	c.stroke();
	c.restore();
}
