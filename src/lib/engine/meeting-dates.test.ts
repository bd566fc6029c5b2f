import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, weekday } from '$lib/domain/day';
import { freeBetween, freeOn } from './free-days';
import { dropDay, inOrder, movedDays, proposeMeetings, proposeNext } from './meeting-dates';
import type { MeetingPlan } from './pack';

const plan = (id: string, weeksAfterPrevious: number, minutes = 60): MeetingPlan => ({
	id,
	weeksAfterPrevious,
	minutes,
	title: { nl: id, en: id },
	after: { nl: '', en: '' },
	watching: false
});

describe('proposed dates', () => {
	const five = [plan('m1', 0, 90), plan('m2', 3), plan('m3', 4)];

	it('begin on a Tuesday or Thursday at least a week away', () => {
		// Monday 7 September 2026: a week later is Monday, so Tuesday the 15th
		expect(proposeMeetings(five, '2026-09-07')[0]).toEqual({
			planId: 'm1',
			day: '2026-09-15',
			time: '15:30',
			minutes: 90
		});
		// Thursday: exactly a week later
		expect(proposeMeetings(five, '2026-09-10')[0]?.day).toBe('2026-09-17');
		// Friday: the weekend and Monday are passed over
		expect(proposeMeetings(five, '2026-09-11')[0]?.day).toBe('2026-09-22');
	});

	it('follow at the distance of the method, also over a change of the clock', () => {
		expect(proposeMeetings(five, '2026-09-10').map((m) => m.day)).toEqual(['2026-09-17', '2026-10-08', '2026-11-05']);
	});
});

describe('[PL3] holidays', () => {
	const five = [plan('m1', 0, 90), plan('m2', 3), plan('m3', 4), plan('m4', 4), plan('m5', 5)];
	const free = (region: 'north' | 'middle' | 'south' | null) =>
		freeBetween('2026-08-01', '2028-08-01', { region, own: [] });
	const proposed = (region: 'north' | 'middle' | 'south' | null, start?: string) =>
		proposeMeetings(five, '2026-09-18', { free: free(region), ...(start ? { start } : {}) }).map((it) => it.day);

	it('are passed by, each region its own', () => {
		expect(proposed(null)).toEqual(['2026-09-29', '2026-10-20', '2026-11-17', '2026-12-15', '2027-01-19']);
		// in the middle, the third week of October is free
		expect(proposed('middle')).toEqual(['2026-09-29', '2026-10-27', '2026-11-24', '2027-01-05', '2027-02-09']);
		expect(proposed('north')).toEqual(['2026-09-29', '2026-10-20', '2026-11-17', '2026-12-15', '2027-01-19']);
		for (const region of ['north', 'middle', 'south'] as const)
			for (const day of proposed(region)) expect(freeOn(day, free(region))).toBeNull();
	});
	it('never move a start that somebody chose, nor begin a proposal in a holiday', () => {
		expect(proposed('middle', '2026-10-22')[0]).toBe('2026-10-22');
		expect(proposeMeetings(five, '2026-12-14', { free: free('middle') })[0]?.day).toBe('2027-01-05');
	});
});

describe('[PL5] the second cycle of a year', () => {
	const five = [plan('m1', 0, 90), plan('m2', 3), plan('m3', 4), plan('m4', 4), plan('m5', 5)];
	const free = freeBetween('2026-08-01', '2028-12-01', { region: 'middle', own: [] });
	const next = (last: string) => proposeNext(five, last, { weeks: 5, free });
	it('begins some weeks after the first, on the same day of the week, and passes holidays by', () => {
		expect(next('2027-01-19')).toEqual(['2027-03-02', '2027-03-23', '2027-04-20', '2027-05-18', '2027-06-22']);
	});
	it('never runs through the summer, in which children change class: it begins after it', () => {
		const late = next('2027-04-15');
		expect(late[0]).toBe('2027-09-23');
		expect(weekday(late[0] ?? '')).toBe(4);
		// pushed out of the summer by its holidays only: a class that began yesterday is left in peace
		expect(next('2027-06-22')[0]).toBe('2027-09-21');
	});
	it('is proposed just so where no holidays are known', () => {
		expect(proposeNext(five, '2027-04-15', { weeks: 5, free: [] })[0]).toBe('2027-05-20');
	});
});

describe('[PL4] moving a meeting', () => {
	const days = ['2026-09-29', '2026-10-20', '2026-11-17'];
	it('the ones after it keep their distance when asked, and stay otherwise', () => {
		expect(movedDays(days, { at: 1, to: '2026-10-27', along: true })).toEqual([
			'2026-09-29',
			'2026-10-27',
			'2026-11-24'
		]);
		expect(movedDays(days, { at: 1, to: '2026-10-27', along: false })).toEqual([
			'2026-09-29',
			'2026-10-27',
			'2026-11-17'
		]);
		expect(movedDays(days, { at: 0, to: '2026-09-22', along: true })).toEqual([
			'2026-09-22',
			'2026-10-13',
			'2026-11-10'
		]);
		expect(movedDays(days, { at: 7, to: '2026-09-22', along: true })).toEqual(days);
	});
	it('let go over a weekend it lands on the nearest school day', () => {
		// 31 October 2026 is a Saturday
		expect(dropDay('2026-10-31', '2026-10-20', 'days')).toBe('2026-10-30');
		expect(dropDay('2026-11-01', '2026-10-20', 'days')).toBe('2026-11-02');
		expect(dropDay('2026-10-28', '2026-10-20', 'days')).toBe('2026-10-28');
	});
	it('where a day is too narrow to aim at, it keeps its day of the week', () => {
		expect(dropDay('2026-10-30', '2026-10-20', 'weeks')).toBe('2026-10-27');
		expect(dropDay('2026-10-31', '2026-10-20', 'weeks')).toBe('2026-11-03');
		expect(dropDay('2026-10-22', '2026-10-20', 'weeks')).toBe('2026-10-20');
	});
});

describe('the order of meetings', () => {
	const at = (startsAt: number, minutes = 60) => ({ startsAt, minutes });
	it('each after the one before', () => expect(inOrder([at(0), at(3_600_000), at(9_000_000)])).toBe(true));
	it('none before the one before has ended', () => expect(inOrder([at(0), at(3_599_999)])).toBe(false));
	it('not the same moment twice', () => expect(inOrder([at(5), at(5)])).toBe(false));
});

it('days are counted on the calendar', () => {
	expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
	expect(addDays('2027-02-28', 1)).toBe('2027-03-01');
});
