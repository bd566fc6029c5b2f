import { expect, it } from 'vitest';
import { freeBetween } from '$lib/engine/free-days';
import { dayAt, layOut } from './year-band';

it('spans the whole months the meetings fall in', () => {
	const band = layOut(['2026-09-17', '2026-10-08'], '2026-09-16');
	expect(band?.months.map((month) => month.day)).toEqual(['2026-09-01', '2026-10-01']);
	expect(band?.marks.map((mark) => Math.round(mark ?? NaN))).toEqual([26, 61]);
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
	expect(layOut(['', 'soon'], '2026-11-30', { room: ['2026-12-01'] })).toBeNull();
});

it('keeps each meeting its place in the row, also when dates are out of order or missing', () => {
	const band = layOut(['2026-10-08', '', '2026-09-17'], '2026-09-16');
	expect(band?.marks.map((mark) => mark && Math.round(mark))).toEqual([61, null, 26]);
});

it('shows the next cycle, room to move to, and what of the holidays falls in it', () => {
	const free = freeBetween('2026-09-01', '2027-08-31', { region: 'middle', own: [] });
	const band = layOut(['2026-11-12', '2026-12-10'], '2026-11-01', { next: ['2027-02-04'], room: ['2027-03-01'], free });
	expect(band?.months).toHaveLength(5);
	expect(band?.next).toHaveLength(1);
	expect(band?.free.map((it) => it.period.kind)).toEqual(['christmas', 'spring', 'easter']);
	const only = layOut(['2026-12-22'], '2026-11-01', { free });
	expect(only?.free).toHaveLength(1);
	// the last days of December; those of January lie outside
	expect(Math.round(only?.free[0]?.width ?? 0)).toBe(Math.round((13 / 31) * 100));
});

it('finds the day under a hand again, and none outside the band', () => {
	const band = layOut(['2026-11-12', '2027-01-21'], '2026-11-01');
	if (!band) throw new Error('no band');
	expect(dayAt(band, (band.marks[1] ?? 0) / 100)).toBe('2027-01-21');
	expect([dayAt(band, -1), dayAt(band, 2)]).toEqual(['2026-11-01', '2027-01-31']);
});
