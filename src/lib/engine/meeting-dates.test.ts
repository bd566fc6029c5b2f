import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, inOrder, proposeMeetings } from './meeting-dates';
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
