import { describe, expect, it } from 'vitest';
import { readDrawing } from '$lib/domain/drawing';
import { Board } from './board.svelte';
import { placeIn } from './place-in';

function board(drawing: string | null = null) {
	const kept: (string | null)[] = [];
	const sheet = { drawing, keep: (next: string | null) => void kept.push(next), done: () => {} };
	return { board: new Board(sheet), kept };
}

describe('[L27] a sheet over one frame', () => {
	it('keeps every stroke in the draft at once, and takes them back one by one', () => {
		const { board: sheet, kept } = board();
		sheet.begin({ x: 0.1, y: 0.1 });
		sheet.go({ x: 0.1001, y: 0.1 }, 1.6); // a hand that trembles adds nothing
		sheet.go({ x: 0.3, y: 0.2 }, 1.6);
		expect(kept).toEqual([]);
		sheet.end();
		expect(readDrawing(kept[0])).toMatchObject([{ kind: 'stroke', ink: 0 }]);
		expect(sheet.marks[0]).toMatchObject({ points: [{ x: 0.1 }, { x: 0.3 }] });
		sheet.putRing(1.6);
		expect(readDrawing(kept.at(-1))).toHaveLength(2);
		sheet.undo();
		expect(readDrawing(kept.at(-1))).toHaveLength(1);
		sheet.clear();
		expect(kept.at(-1)).toBeNull();
		sheet.undo();
		expect(readDrawing(kept.at(-1))).toHaveLength(1);
	});

	it('without a hand: a round ring that keys move, size and colour, and that stays inside the picture', () => {
		const { board: sheet } = board();
		sheet.putRing(2);
		expect(sheet.ring).toMatchObject({ at: { x: 0.5, y: 0.5 }, rx: 0.1, ry: 0.2 });
		for (let n = 0; n < 40; n++) sheet.nudgeRing(0.02, -0.02);
		expect(sheet.ring?.at).toEqual({ x: 1, y: 0 });
		sheet.sizeRing(true);
		sheet.choose(1);
		expect(sheet.ring).toMatchObject({ ink: 1, rx: expect.closeTo(0.115, 5) as number });
		for (let n = 0; n < 60; n++) sheet.sizeRing(false);
		expect(sheet.ring?.rx).toBeGreaterThan(0.01);
		expect(sheet.marks).toHaveLength(1);
	});

	it('is full after forty marks, and says so', () => {
		const { board: sheet, kept } = board();
		for (let n = 0; n < 41; n++) sheet.putRing(1);
		expect([sheet.marks.length, sheet.full]).toEqual([40, true]);
		expect(readDrawing(kept.at(-1))).toHaveLength(40);
	});
});

it('[L26] a place is a share of the picture, wherever it stands and however large; never outside it', () => {
	const picture = document.createElement('div');
	Object.assign(picture.style, { position: 'absolute', left: '100px', top: '50px', width: '200px', height: '100px' });
	document.body.append(picture);
	expect(placeIn(picture, { clientX: 150, clientY: 125 })).toEqual({ x: 0.25, y: 0.75 });
	expect(placeIn(picture, { clientX: 0, clientY: 900 })).toEqual({ x: 0, y: 1 });
	picture.remove();
});
