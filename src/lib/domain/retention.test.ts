import { expect, it } from 'vitest';
import { keptLonger, keptUntil, schoolYearEnd } from './retention';

const day = (text: string) => new Date(`${text}T12:00:00Z`);

it('[Q10] keeps a clip until six weeks after the last meeting', () => {
	expect(keptUntil(day('2027-01-21'), day('2026-11-12'))).toEqual(day('2027-03-04'));
});

it('counts from today when the last meeting is over, or there is none', () => {
	expect(keptUntil(day('2026-09-01'), day('2026-11-12'))).toEqual(day('2026-12-24'));
	expect(keptUntil(null, day('2026-11-12'))).toEqual(day('2026-12-24'));
});

it('never keeps a clip past the school year', () => {
	expect(keptUntil(day('2027-07-10'), day('2027-03-01'))).toEqual(schoolYearEnd(day('2027-03-01')));
	expect(keptUntil(day('2027-09-10'), day('2027-08-20'))).toEqual(day('2027-10-22'));
});

it('keeps it six weeks longer, until the school year leaves no more room', () => {
	expect(keptLonger(day('2027-03-04'), day('2027-02-01'))).toEqual(day('2027-04-15'));
	const end = schoolYearEnd(day('2027-06-01'));
	expect(keptLonger(day('2027-07-01'), day('2027-06-01'))).toEqual(end);
	expect(keptLonger(end, day('2027-06-01'))).toBeNull();
});
