/**
 * Longer than most files: the whole play in one place, so that it reads as one story.
 *
 * What happens when: one child (J.) and his teacher build with blocks for 80 seconds.
 * The times of the moments people will mark are in src/lib/server/demo/clip/moments.ts; make.js refuses to run
 * when the two disagree (CUES below).
 */
import { hand } from './motion.js';
import { SIZE, TABLE, LEFT, RIGHT, storey, poseOf, landings } from './blocks.js';

/** @typedef {import('./blocks.js').Block} Block */
/** @typedef {import('./motion.js').Point} Point */

export const DURATION = 80;
export const FPS = 25;

/** Story beats in seconds, by the id that moments.ts uses. */
export const CUES = {
	turnedAway: 8,
	teacherWaits: 13,
	looksAtHands: 14,
	mirrors: 22,
	buildsOnHerSide: 28,
	looksAtFace: 31,
	meetsHisLook: 32,
	smiles: 38,
	offers: 46,
	givesRoom: 47,
	opensHand: 49,
	together: 51,
	leansIn: 54,
	bothLook: 57,
	laugh: 63,
	movesCloser: 70,
	pushesBlock: 71.4,
	buildsOn: 75
};

const COLOURS = { green: '#7ba489', yellow: '#e6ad4e', red: '#bf5a41', blue: '#4a6fa5', wood: '#cfa271' };
const CRATE = 436;
const onCrate = (/** @type {number} */ x, up = 0) => ({ x, y: CRATE - SIZE / 2 - up * SIZE });
const middle = (LEFT + RIGHT) / 2;

const hands = {
	childR: hand(206, 408),
	childL: hand(296, 446),
	adultR: hand(604, 416),
	adultL: hand(646, 424)
};

/** @param {string} name @param {number} t */
export const handAt = (name, t) => hands[/** @type {keyof typeof hands} */ (name)].at(t);

/** @type {Block[]} */
const blocks = [];

/** @param {string} id @param {keyof typeof COLOURS} colour @param {Point} start @param {Partial<Block>} [more] @returns {Block} */
function block(id, colour, start, more = {}) {
	const made = { id, colour: COLOURS[colour], w: SIZE, h: SIZE, start, carries: [], ...more };
	blocks.push(made);
	return made;
}

const onTable = (/** @type {number} */ x) => storey(x, 0);
block('blue1', 'blue', onTable(LEFT));
const green1 = block('green1', 'green', onCrate(186), { fall: { at: 62.16, to: onTable(352), turns: -1 } });
const red1 = block('red1', 'red', onCrate(102), { fall: { at: 62.1, to: { x: 392, y: 497 }, turns: -2, floor: true } });
const blue2 = block('blue2', 'blue', onCrate(144), { fall: { at: 62.05, to: onTable(608), turns: 1 } });
const yellow = block('yellow', 'yellow', onCrate(123, 1), {
	fall: { at: 61.95, to: onTable(514), turns: 2, bounce: 0.4 },
	push: { from: 71.5, to: 72.9, dx: 50 }
});
const plank = block(
	'plank',
	'wood',
	{ x: 366, y: TABLE - 10 },
	{
		w: 78,
		h: 20,
		fall: { at: 62, to: { x: 548, y: 506 }, turns: 2, floor: true }
	}
);
const green2 = block('green2', 'green', onTable(540));
const red2 = block('red2', 'red', onTable(584));

/** @type {Array<{ at: number, soft: number, pitch: number }>} */
export const clicks = [];

const GRIP = {
	childTop: { x: -6, y: -17 },
	childSide: { x: -19, y: -3 },
	childCrate: { x: 8, y: -16 },
	adultTop: { x: 8, y: -17 },
	adultSide: { x: 26, y: 3 },
	adultUnder: { x: 12, y: 18 }
};

/**
 * A hand fetches a block and puts it down: reach, close, lift, carry, lower, let go.
 * @param {Block} b
 * @param {{ by: keyof typeof hands, reach: number, pick: number, place: number, to: Point, from?: Point, gripFrom?: Point, gripTo?: Point,
 *   lift?: number, above?: number, soft?: number, spin?: number }} how
 */
function fetch(b, how) {
	const child = how.by.startsWith('child');
	const gripFrom = how.gripFrom ?? (child ? GRIP.childTop : GRIP.adultTop);
	const gripTo = how.gripTo ?? (child ? GRIP.childTop : GRIP.adultTop);
	const from = how.from ?? b.carries.at(-1)?.end ?? b.start;
	const h = hands[how.by];
	h.go(how.reach, how.pick - 0.12, plus(from, gripFrom), 14);
	const above = { x: how.to.x, y: how.to.y - (how.above ?? 13) };
	h.go(how.pick, how.place - 0.55, plus(above, gripTo), how.lift ?? 40);
	h.go(how.place - 0.5, how.place, plus(how.to, gripTo));
	b.carries.push({ hand: how.by, from: how.pick, to: how.place, end: how.to, gripFrom, gripTo, spin: how.spin ?? 7 });
	clicks.push({ at: how.place, soft: how.soft ?? 1, pitch: b.w > SIZE ? 0.8 : 1 });
}

/** @param {Point} a @param {Point} b */
const plus = (a, b) => ({ x: a.x + b.x, y: a.y + b.y });

function childHands() {
	const { childR: r, childL: l } = hands;
	const crate = GRIP.childCrate;
	fetch(green1, { by: 'childR', reach: 1.2, pick: 2.2, place: 4.9, to: storey(LEFT, 1), gripFrom: crate, lift: 8 });
	r.go(5.2, 7, { x: 196, y: 396 }, 24);
	fetch(yellow, {
		by: 'childR',
		reach: 7.6,
		pick: 8.5,
		place: 10.2,
		to: onCrate(186),
		gripFrom: crate,
		gripTo: crate,
		lift: 24
	});
	fetch(red1, {
		by: 'childR',
		reach: 10.5,
		pick: 11.3,
		place: 12.8,
		to: onCrate(186, 1),
		gripFrom: crate,
		gripTo: crate,
		lift: 34
	});
	r.go(13, 13.7, { x: 214, y: 382 });
	fetch(red1, { by: 'childR', reach: 16.6, pick: 17.4, place: 20.3, to: storey(LEFT, 2), gripFrom: crate, lift: -22 });
	r.go(20.6, 21.7, { x: 330, y: 420 }, 10);
	fetch(blue2, {
		by: 'childR',
		reach: 24.4,
		pick: 25.6,
		place: 28.7,
		to: storey(RIGHT, 2),
		gripFrom: crate,
		lift: -14,
		above: 46
	});
	r.go(29, 30.2, { x: 330, y: 420 }, 12);
	fetch(plank, {
		by: 'childR',
		reach: 39.9,
		pick: 40.6,
		place: 42.8,
		to: { x: middle, y: TABLE - 3 * SIZE - 10 },
		lift: 26,
		spin: 3
	});
	r.go(43, 44.1, plus(onCrate(186), crate), 30);
	r.go(44.3, 46, { x: 492, y: 352 }, 6);
	r.go(49.5, 50.4, { x: 507, y: 350 });
	yellow.carries.push({
		hand: 'childR',
		from: 44.2,
		to: 50.5,
		end: { x: 526, y: 352 },
		gripFrom: crate,
		gripTo: GRIP.childSide,
		gripBy: 45.8,
		spin: 4
	});
	r.go(50.7, 52, { x: 346, y: 408 }, 8).go(57.4, 58.2, { x: 352, y: 380 }).go(61.9, 62.3, { x: 338, y: 346 });
	r.go(63.3, 63.8, { x: 352, y: 352 }).go(67, 68, { x: 342, y: 418 });
	r.go(70.3, 71.3, { x: 492, y: 404 }, 16).go(71.5, 72.9, { x: 542, y: 405 }).go(73.2, 74.2, { x: 346, y: 404 }, 12);
	fetch(green1, {
		by: 'childR',
		reach: 74.5,
		pick: 75.3,
		place: 77.1,
		from: onTable(352),
		to: storey(LEFT, 1),
		lift: 6
	});
	r.go(77.4, 78.6, { x: 346, y: 414 }, 8);
	l.go(2.6, 3.6, { x: 338, y: 424 })
		.go(5.6, 6.8, { x: 276, y: 450 })
		.go(18, 19.2, { x: 352, y: 420 })
		.go(24.4, 25.4, { x: 300, y: 446 });
	l.go(26.6, 27.8, { x: 356, y: 420 }).go(43, 44, { x: 318, y: 434 }).go(45, 46, { x: 362, y: 418 });
	l.go(57.4, 58.3, { x: 384, y: 376 })
		.go(61.9, 62.3, { x: 366, y: 340 })
		.go(63.3, 63.8, { x: 366, y: 354 })
		.go(67, 68.1, { x: 378, y: 416 });
}

function adultHands() {
	const { adultR: r, adultL: l } = hands;
	const hold = { x: 586, y: 372 };
	fetch(green2, { by: 'adultL', reach: 9.9, pick: 11, place: 12.4, to: hold, gripTo: GRIP.adultSide, lift: 6 });
	clicks.pop(); // the block is held up here, nothing touches wood
	green2.carries.push({
		hand: 'adultL',
		from: 12.4,
		to: 18.1,
		end: onTable(RIGHT),
		gripFrom: GRIP.adultSide,
		gripTo: GRIP.adultTop,
		fiddle: true
	});
	l.go(16.4, 17.6, plus({ x: RIGHT, y: onTable(0).y - 12 }, GRIP.adultTop), 12).go(
		17.7,
		18.1,
		plus(onTable(RIGHT), GRIP.adultTop)
	);
	clicks.push({ at: 18.1, soft: 0.7, pitch: 0.96 });
	l.go(18.4, 19.5, { x: 640, y: 422 }, 10);
	fetch(red2, { by: 'adultL', reach: 21.2, pick: 22, place: 24.2, to: storey(RIGHT, 1), lift: 30 });
	l.go(24.5, 25.7, { x: 644, y: 424 }, 12);
	l.go(49, 50.2, { x: 538, y: 370 }, 10);
	yellow.carries.push({
		hand: 'adultL',
		from: 50.5,
		to: 54.2,
		end: { x: middle, y: TABLE - 3 * SIZE - 20 - SIZE / 2 },
		gripFrom: GRIP.adultUnder,
		gripTo: GRIP.adultTop,
		spin: -6
	});
	const top = { x: middle, y: TABLE - 3 * SIZE - 20 - SIZE / 2 };
	l.go(51.4, 53.5, plus({ x: top.x, y: top.y - 13 }, GRIP.adultTop), 10).go(53.6, 54.2, plus(top, GRIP.adultTop));
	clicks.push({ at: 54.2, soft: 0.8, pitch: 1.05 });
	l.go(54.7, 56.2, { x: 634, y: 420 }, 8).go(58, 59, { x: 588, y: 372 }).go(61.9, 62.4, { x: 610, y: 350 });
	l.go(63.2, 64, { x: 668, y: 386 }).go(67.2, 68.4, { x: 636, y: 420 });
	l.go(72, 73, plus({ x: 564, y: TABLE - SIZE / 2 }, { x: 26, y: 2 }), 6);
	const end = {
		by: /** @type {const} */ ('adultL'),
		reach: 75.6,
		pick: 76.4,
		place: 79.2,
		from: onTable(564),
		to: storey(RIGHT, 2)
	};
	fetch(yellow, { ...end, lift: 20 });
	r.go(9.6, 10.6, { x: 618, y: 414 })
		.go(12, 13, { x: 557, y: 380 })
		.go(16, 17, { x: 604, y: 416 })
		.go(58, 59.1, { x: 560, y: 366 });
	r.go(61.9, 62.4, { x: 572, y: 344 }).go(63.4, 64.3, { x: 596, y: 412 });
}

childHands();
adultHands();

/** Every block with its pose at a moment. @param {number} t */
export const blocksAt = (t) => blocks.map((b) => ({ block: b, pose: poseOf(b, t, handAt) }));

/** Touch-downs of the falling tower. */
export const tumbles = blocks.flatMap((b) =>
	b.fall
		? landings(poseOf(b, b.fall.at - 0.01, handAt), b.fall).map((at, i) => ({
				at,
				low: b.fall?.floor === true,
				soft: i === 0 ? 1 : 0.45
			}))
		: []
);
