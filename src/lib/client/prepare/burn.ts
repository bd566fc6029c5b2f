import type { Box, HiddenRegion } from '$lib/domain/hidden-regions';

export type Paint = OffscreenCanvasRenderingContext2D;

/** Squares along the longer side of a covered place. */
const squares = 7;

/**
 * Covers places of a picture of `width` by `height` px with squares of grey. It looks like pixelation and is none:
 * nothing of what was there goes into it. A real mosaic or blur of a face can be worked back from several frames
 * (docs/decisions/0012), and this cannot.
 */
export function cover(
	paint: Paint,
	shape: HiddenRegion['shape'],
	boxes: readonly Box[],
	width: number,
	height: number
): void {
	for (const box of boxes) {
		paint.save();
		outline(paint, shape, box, width, height);
		paint.clip();
		paint.fillStyle = '#727b7e';
		paint.fillRect(0, 0, width, height);
		mosaic(paint, box, width, height);
		paint.restore();
	}
}

function outline(
	paint: Paint,
	shape: HiddenRegion['shape'],
	{ x, y, rx, ry }: Box,
	width: number,
	height: number
): void {
	paint.beginPath();
	if (shape === 'ellipse') paint.ellipse(x * width, y * height, rx * width, ry * height, 0, 0, 2 * Math.PI);
	else {
		const [left, top] = [Math.floor((x - rx) * width), Math.floor((y - ry) * height)];
		paint.rect(left, top, Math.ceil((x + rx) * width) - left, Math.ceil((y + ry) * height) - top);
	}
}

function mosaic(paint: Paint, { x, y, rx, ry }: Box, width: number, height: number): void {
	const size = Math.max(4, Math.ceil((2 * Math.max(rx * width, ry * height)) / squares));
	const [left, top] = [Math.floor((x - rx) * width), Math.floor((y - ry) * height)];
	for (let row = 0; row * size < 2 * ry * height + 1; row++)
		for (let column = 0; column * size < 2 * rx * width + 1; column++) {
			paint.fillStyle = shades[(column * 5 + row * 3 + ((column * row) % 4)) % shades.length] ?? '#727b7e';
			paint.fillRect(left + column * size, top + row * size, size, size);
		}
}

const shades = ['#6a7376', '#777f82', '#727b7e', '#7f8789', '#666f72', '#747d80'];
