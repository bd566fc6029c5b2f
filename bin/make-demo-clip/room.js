/** The classroom corner: everything that does not act. Coordinates are pixels in the 960 x 540 drawing. */

/** @typedef {CanvasRenderingContext2D} Ctx */

/** @param {Ctx} c @param {string} fill @param {number} x @param {number} y @param {number} w @param {number} h @param {number} [r] */
export function box(c, fill, x, y, w, h, r = 0) {
	c.fillStyle = fill;
	c.beginPath();
	c.roundRect(x, y, w, h, r);
	c.fill();
}

/** @param {Ctx} c @param {string} fill @param {number} x @param {number} y @param {number} rx @param {number} [ry] */
export function disc(c, fill, x, y, rx, ry = rx) {
	c.fillStyle = fill;
	c.beginPath();
	c.ellipse(x, y, rx, ry, 0, 0, 7);
	c.fill();
}

/** @param {Ctx} c @param {number} t */
export function drawRoom(c, t) {
	box(c, '#dce5dc', 0, 0, 960, 350);
	box(c, '#e9dfc8', 0, 344, 960, 196);
	sunlight(c);
	moved(c, 14, 26, () => window_(c, t));
	moved(c, 0, 46, () => flags(c));
	moved(c, 4, 26, () => painting(c));
	moved(c, -48, 26, () => shelf(c));
	box(c, '#cdbd98', 0, 338, 960, 11);
	box(c, '#c2b18a', 0, 349, 960, 3);
	disc(c, '#d9caa6', 480, 508, 430, 34);
	disc(c, '#d0bf97', 480, 508, 404, 27);
	disc(c, '#d9caa6', 480, 508, 372, 21);
}

/** @param {Ctx} c @param {number} dx @param {number} dy @param {() => void} draw */
function moved(c, dx, dy, draw) {
	c.save();
	c.translate(dx, dy);
	draw();
	c.restore();
}

/** @param {Ctx} c */
function sunlight(c) {
	c.fillStyle = '#e6ecdf';
	c.beginPath();
	c.moveTo(330, 338);
	c.lineTo(262, 150);
	c.lineTo(410, 150);
	c.lineTo(540, 338);
	c.closePath();
	c.fill();
}

/** @param {Ctx} c @param {number} t */
function window_(c, t) {
	box(c, '#f4efe3', 58, 44, 206, 172, 10);
	c.save();
	c.beginPath();
	c.roundRect(68, 54, 186, 152, 5);
	c.clip();
	box(c, '#c3dade', 68, 54, 186, 152);
	for (const [x, y, s] of /** @type {const} */ ([
		[84, 92, 1],
		[178, 82, 0.7]
	])) {
		disc(c, '#e6f0f0', x, y, 34 * s, 11 * s);
		disc(c, '#e6f0f0', x + 18 * s, y - 9 * s, 19 * s, 12 * s);
	}
	disc(c, '#a9c4ac', 105, 226, 92, 44);
	disc(c, '#9bbaa0', 215, 232, 96, 50);
	const breeze = Math.sin(t * 0.8) * 3 + Math.sin(t * 1.7) * 1.2;
	box(c, '#8a6a4c', 208, 150, 9, 60);
	disc(c, '#7fa58c', 212 + breeze, 132, 36, 34);
	disc(c, '#8db39a', 200 + breeze * 1.3, 120, 22, 20);
	c.restore();
	box(c, '#f4efe3', 156, 54, 9, 152);
	box(c, '#f4efe3', 68, 126, 186, 8);
	box(c, '#e8dfcb', 48, 212, 226, 11, 5);
}

/** @param {Ctx} c */
function flags(c) {
	const tints = ['#e2b978', '#c58f7c', '#93b39e', '#8ea3c2', '#b3a3c4'];
	const at = (/** @type {number} */ x) => 22 + 34 * (1 - ((x - 470) / 190) ** 2);
	c.strokeStyle = '#b9ad92';
	c.lineWidth = 2;
	c.beginPath();
	for (let x = 280; x <= 660; x += 10) c.lineTo(x, at(x));
	c.stroke();
	for (let i = 0; i < 9; i += 1) {
		const x = 300 + i * 40;
		c.fillStyle = tints[i % tints.length] ?? '#e2b978';
		c.beginPath();
		c.moveTo(x - 11, at(x - 11));
		c.lineTo(x + 11, at(x + 11));
		c.lineTo(x, at(x) + 26);
		c.closePath();
		c.fill();
	}
}

/** A child's painting, taped to the wall. @param {Ctx} c */
function painting(c) {
	c.save();
	c.translate(398, 108);
	c.rotate(-0.03);
	box(c, '#f7f2e6', 0, 0, 118, 86, 3);
	disc(c, '#e6b45a', 26, 24, 13);
	c.fillStyle = '#8fb09a';
	c.beginPath();
	c.moveTo(8, 78);
	c.quadraticCurveTo(36, 42, 62, 70);
	c.quadraticCurveTo(84, 46, 110, 78);
	c.closePath();
	c.fill();
	box(c, '#c98067', 70, 40, 24, 22, 2);
	c.fillStyle = '#a9604a';
	c.beginPath();
	c.moveTo(65, 42);
	c.lineTo(82, 25);
	c.lineTo(99, 42);
	c.fill();
	c.restore();
	box(c, '#e9d9a8', 446, 100, 26, 11, 1);
}

/** @param {Ctx} c */
function shelf(c) {
	box(c, '#c6a67c', 796, 214, 150, 10, 3);
	const books = /** @type {const} */ ([
		[806, 62, 15, '#b86b54'],
		[823, 54, 12, '#e0b76c'],
		[837, 66, 17, '#6f93a8'],
		[856, 58, 13, '#86a893']
	]);
	for (const [x, h, w, fill] of books) {
		box(c, fill, x, 214 - h, w, h, 2);
		box(c, '#f4efe3', x + 3, 214 - h + 10, w - 6, 4, 1);
	}
	c.strokeStyle = '#6f9a7f';
	c.lineWidth = 4;
	c.lineCap = 'round';
	for (const [dx, dy] of /** @type {const} */ ([
		[-20, -44],
		[-6, -58],
		[12, -52],
		[24, -36]
	])) {
		c.beginPath();
		c.moveTo(910, 182);
		c.quadraticCurveTo(910 + dx * 0.3, 182 + dy * 0.7, 910 + dx, 182 + dy);
		c.stroke();
		disc(c, '#7fa98d', 910 + dx, 182 + dy, 8, 11);
	}
	c.fillStyle = '#c98a63';
	c.beginPath();
	c.moveTo(890, 178);
	c.lineTo(930, 178);
	c.lineTo(924, 214);
	c.lineTo(896, 214);
	c.closePath();
	c.fill();
}

/** @param {Ctx} c */
export function drawCrate(c) {
	disc(c, '#bfae86', 136, 511, 86, 9);
	box(c, '#a9855b', 70, 434, 136, 74, 6);
	box(c, '#c19a6b', 64, 434, 148, 15, 5);
	box(c, '#b58f61', 70, 462, 136, 4);
	box(c, '#b58f61', 70, 485, 136, 4);
	box(c, '#8d6c48', 120, 470, 34, 9, 5);
}

/** @param {Ctx} c */
export function drawTable(c) {
	disc(c, '#bfae86', 470, 514, 200, 13);
	box(c, '#8f6a47', 322, 436, 17, 78, 4);
	box(c, '#8f6a47', 600, 436, 17, 78, 4);
	box(c, '#b98a5b', 296, 413, 350, 32, 11);
	box(c, '#a5764a', 296, 431, 350, 15, 7);
	box(c, '#b98a5b', 300, 424, 342, 9, 4);
}

/** Where the two kneel. @param {Ctx} c @param {number} childX */
export function drawCushions(c, childX) {
	disc(c, '#c3b28c', 250 + childX, 518, 92, 9);
	disc(c, '#c3b28c', 730, 520, 112, 10);
}
