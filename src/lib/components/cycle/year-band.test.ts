import { expect, it } from 'vitest';
import { layOut } from './year-band';

it('spans the whole months the meetings fall in', () => {
	const band = layOut(['2026-09-17', '2026-10-08'], '2026-09-16');
	expect(band?.months.map((month) => month.day)).toEqual(['2026-09-01', '2026-10-01']);
	expect(band?.marks.map((mark) => Math.round(mark.at))).toEqual([26, 61]);
	expect(band?.practice).toEqual([expect.objectContaining({ weeks: 3 })]);
	expect(Math.round(band?.today ?? 0)).toBe(25);
});

it('crosses the turn of the year', () =>
	expect(layOut(['2026-12-03', '2027-01-21'], '2026-11-01')?.months.map((month) => month.day)).toEqual([
		'2026-12-01',
		'2027-01-01'
	]));

it('says nothing about today when today lies elsewhere, and nothing at all without a date', () => {
	expect(layOut(['2026-12-03'], '2026-11-30')?.today).toBeNull();
	expect(layOut(['', 'soon'], '2026-11-30')).toBeNull();
});
