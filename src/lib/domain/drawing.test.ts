import { describe, expect, it } from 'vitest';
import { isDrawing, longestDrawing, mostMarks, pointsLeft, readDrawing, writeDrawing, type Mark } from './drawing';

const marks: Mark[] = [
	{
		kind: 'stroke',
		ink: 0,
		points: [
			{ x: 0, y: 0 },
			{ x: 1, y: 1 }
		]
	},
	{ kind: 'ring', ink: 1, at: { x: 0.25, y: 0.5 }, rx: 0.1, ry: 0.2 },
	{ kind: 'stroke', ink: 1, points: [{ x: 0.5, y: 0.5 }] }
];
const line = (points: number): Mark => ({
	kind: 'stroke',
	ink: 0,
	points: Array.from({ length: points }, (_, i) => ({ x: i / points, y: 0.5 }))
});

describe('[L27] a drawing', () => {
	it('comes back as it was drawn, to a four-thousandth of the picture', () => {
		const back = readDrawing(writeDrawing(marks));
		expect(back).toHaveLength(3);
		expect(back[0]).toEqual(marks[0]);
		expect(back[1]).toMatchObject({ kind: 'ring', ink: 1 });
		const ring = back[1] as Extract<Mark, { kind: 'ring' }>;
		for (const [got, wanted] of [
			[ring.at.x, 0.25],
			[ring.at.y, 0.5],
			[ring.rx, 0.1],
			[ring.ry, 0.2]
		] as const)
			expect(Math.abs(got - wanted)).toBeLessThan(1 / 4000);
		expect(writeDrawing(back)).toBe(writeDrawing(marks));
	});

	it('stays inside the picture', () => {
		const outside: Mark = { kind: 'stroke', ink: 0, points: [{ x: -3, y: 7 }] };
		expect(readDrawing(writeDrawing([outside]))).toEqual([{ kind: 'stroke', ink: 0, points: [{ x: 0, y: 1 }] }]);
	});

	it('is letters and nothing else', () => {
		expect(isDrawing('pAAAA')).toBe(true);
		for (const other of [
			...['', 'p', 'pAAA', 'pAAAAA', 'rAAAA', 'rAAAAAAAAA', 'tAAAA', 'pAAAA.', '.pAAAA', 'pAAAA..pAAAA', 'pAA A'],
			...['pAAAA\n', ' pAAAA', 'pAAAA<script>', 'pAAÀA', 'https://x', 'pAAAA,', '\0', 'PAAAA']
		])
			expect(isDrawing(other), other).toBe(false);
		for (const other of [null, undefined, 4, ['pAAAA'], { length: 5 }]) expect(isDrawing(other)).toBe(false);
		expect(readDrawing('no drawing')).toEqual([]);
		expect(readDrawing(null)).toEqual([]);
	});

	it('is bounded in length and in marks', () => {
		const full = writeDrawing([line(longestDrawing)]);
		expect(full).toBeNull();
		expect(writeDrawing([line(900), line(900)])).toBe(writeDrawing([line(900)]));
		expect(isDrawing(`p${'AAAA'.repeat(998)}`)).toBe(true);
		expect(isDrawing(`p${'AAAA'.repeat(1_000)}`)).toBe(false);
		const many = Array.from({ length: mostMarks + 3 }, () => line(1));
		expect(readDrawing(writeDrawing(many))).toHaveLength(mostMarks);
		expect(isDrawing(Array.from({ length: mostMarks + 1 }, () => 'pAAAA').join('.'))).toBe(false);
		expect([pointsLeft([]), pointsLeft(many)]).toEqual([999, 0]);
		expect(pointsLeft([line(900)])).toBe(Math.floor((longestDrawing - 3_601 - 2) / 4));
	});

	it('a hostile string of any length is judged at once', () => {
		expect(isDrawing('p' + 'AAAA'.repeat(900) + '!')).toBe(false);
		expect(isDrawing('p'.repeat(5_000_000))).toBe(false);
	});
});
