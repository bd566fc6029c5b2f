import { describe, expect, it } from 'vitest';
import { remindersOf, sensibleHour, type MeetingToCome } from './reminders';

const day = 24 * 3_600_000;
const now = 1000 * day;
const meeting = (inDays: number, more: Partial<MeetingToCome> = {}): MeetingToCome => ({
	meetingId: 'm3',
	startsAt: now + inDays * day,
	mayBring: false,
	duties: false,
	visit: false,
	...more
});
const reasons = (meetings: MeetingToCome[], given: string[] = []) =>
	remindersOf(meetings, new Set(given), now).map((it) => it.reason);

describe('[RD2] sensible hours', () => {
	const at = (hour: number, more = {}) => sensibleHour({ day: '2026-11-12', weekday: 4, hour, ...more });
	it('are between eight and five', () => {
		expect([7, 8, 16, 17, 22].map((hour) => at(hour))).toEqual([false, true, true, false, false]);
	});
	it('are on no weekend and in no holiday', () => {
		expect([5, 6, 7].map((weekday) => at(9, { weekday }))).toEqual([true, false, false]);
		const days = ['2026-12-23', '2026-12-24', '2027-01-02', '2027-01-03', '2027-07-24', '2027-07-25', '2027-08-16'];
		expect(days.map((one) => at(9, { day: one }))).toEqual([true, false, false, true, true, false, true]);
	});
});

describe('[RD4] what somebody is told of', () => {
	it('a meeting some days before, once, and not any more when it has begun', () => {
		expect(reasons([meeting(3.5)])).toEqual([]);
		expect(reasons([meeting(3)])).toEqual(['meeting/m3']);
		expect(reasons([meeting(3)], ['meeting/m3'])).toEqual([]);
		expect(reasons([meeting(0)])).toEqual([]);
		expect(reasons([meeting(-1, { duties: true, mayBring: true })])).toEqual([]);
	});
	it('whether she would like to bring something, a week before, as long as she may', () => {
		expect(reasons([meeting(7, { mayBring: true })])).toEqual(['bring/m3']);
		expect(reasons([meeting(7)])).toEqual([]);
	});
	it('what she sees to, five days before', () => {
		expect(reasons([meeting(5, { duties: true })])).toEqual(['duties/m3']);
		expect(reasons([meeting(6, { duties: true })])).toEqual([]);
	});
	it('of a meeting she is a guest of, nothing but when and where', () =>
		expect(reasons([meeting(2, { visit: true, mayBring: true, duties: true })])).toEqual(['visit/m3']));
	it('everything that is due at once, the nearest meeting first', () => {
		const later = meeting(6, { meetingId: 'm4', mayBring: true });
		expect(reasons([later, meeting(1, { duties: true, mayBring: true })])).toEqual([
			'meeting/m3',
			'bring/m3',
			'duties/m3',
			'bring/m4'
		]);
	});
});
