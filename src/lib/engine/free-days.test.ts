import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, isDay, weekday } from '$lib/domain/day';
import { holidaysKnownTo, regions, schoolHolidays } from '$lib/domain/school-holidays';
import { freeBetween, freeOn, freeWeeksBetween, schoolDayFrom, summerWithin } from './free-days';

const nowhere = { region: null, own: [] };
const year = (region: (typeof regions)[number] | null) => freeBetween('2026-09-01', '2027-08-31', { region, own: [] });

describe('[PL2] the holidays of a region', () => {
	it.each(regions)('%s: whole weeks, from a Saturday to a Sunday, one after the other', (region) => {
		const holidays = schoolHolidays(region);
		expect(holidays).toHaveLength(20);
		for (const [i, { from, to, kind }] of holidays.entries()) {
			expect([isDay(from), isDay(to), weekday(from), weekday(to)]).toEqual([true, true, 6, 0]);
			const weeks = { autumn: 1, christmas: 2, spring: 1, may: 1, summer: 6 }[kind];
			expect([kind, from, daysBetween(from, to)]).toEqual([kind, from, weeks * 7 + 1]);
			expect((holidays[i - 1]?.to ?? '') < from).toBe(true);
		}
	});
	it('begin one after the other in summer, each region its turn', () => {
		const summers = regions.map((region) =>
			schoolHolidays(region)
				.filter((it) => it.kind === 'summer')
				.map((it) => it.from)
		);
		for (let i = 0; i < 4; i++) {
			const starts = summers.map((of) => of[i] ?? '').toSorted();
			expect(daysBetween(starts[0] ?? '', starts[2] ?? '')).toBe(14);
			expect(new Set(starts).size).toBe(3);
		}
	});
	it('are as published for 2026-2027, and nothing is said of a year that is not published', () => {
		expect(schoolHolidays('south').filter((it) => it.from.startsWith('2027-0'))).toEqual([
			{ kind: 'spring', from: '2027-02-13', to: '2027-02-21' },
			{ kind: 'may', from: '2027-04-24', to: '2027-05-02' },
			{ kind: 'summer', from: '2027-07-24', to: '2027-09-05' }
		]);
		expect(holidaysKnownTo('north')).toBe('2029-09-02');
		expect(freeBetween('2031-01-01', '2031-12-31', { region: 'north', own: [] }).map((it) => it.kind)).toEqual([
			'easter',
			'king',
			'ascension',
			'whit'
		]);
	});
});

describe('[PL3] days without school', () => {
	it('come from the region, the calendar and the school itself', () => {
		const own = [{ name: 'Studiedag', from: '2027-03-16', to: '2027-03-16' }];
		const free = freeBetween('2026-09-01', '2027-08-31', { region: 'middle', own });
		expect(freeOn('2026-10-22', free)?.kind).toBe('autumn');
		expect(freeOn('2027-03-16', free)).toEqual({ kind: 'own', ...own[0] });
		expect(freeOn('2027-03-18', free)).toBeNull();
		// Easter of 2027 is on 28 March, so Ascension Day on 6 May
		expect(freeOn('2027-03-29', free)?.kind).toBe('easter');
		expect(freeOn('2027-05-06', free)?.kind).toBe('ascension');
		expect(freeOn('2027-05-17', free)?.kind).toBe('whit');
		// the king has his day within the week in May
		expect(freeOn('2027-04-27', free)?.kind).toBe('may');
	});
	it.each([
		[2024, '2024-04-01'],
		[2025, '2025-04-21'],
		[2026, '2026-04-06'],
		[2028, '2028-04-17'],
		[2038, '2038-04-26']
	])('know Easter of %d', (of, monday) =>
		expect(freeOn(monday, freeBetween(`${of}-01-01`, `${of}-12-31`, nowhere))?.kind).toBe('easter')
	);
	it('say nothing of holidays while no region is chosen', () => expect(freeOn('2026-10-22', year(null))).toBeNull());
	it('push a day to the same day of the week after them, and leave a school day alone', () => {
		expect(schoolDayFrom('2026-12-24', year('middle'))).toBe('2027-01-07');
		expect(schoolDayFrom('2026-12-10', year('middle'))).toBe('2026-12-10');
		const always = [{ kind: 'own' as const, name: '', from: '2026-01-01', to: '2028-01-01' }];
		expect(schoolDayFrom('2026-12-10', always)).toBe('2026-12-10');
	});
	it('count as weeks less to practise', () => {
		expect(freeWeeksBetween('2026-12-10', '2027-01-14', year('north'))).toBe(2);
		expect(freeWeeksBetween('2026-11-05', '2026-12-03', year('north'))).toBe(0);
	});
	it('tell a cycle that runs through the summer', () => {
		const free = freeBetween('2027-04-01', '2027-12-31', { region: 'middle', own: [] });
		expect(summerWithin(['2027-05-13', '2027-09-16'], free)?.from).toBe('2027-07-17');
		expect(summerWithin(['2027-05-13', '2027-07-01'], free)).toBeNull();
		expect(summerWithin(['2027-09-02', '2027-12-02'], free)).toBeNull();
		expect(summerWithin([], free)).toBeNull();
	});
});

it('a day is one of the calendar', () => {
	expect([isDay('2028-02-29'), isDay('2027-02-29'), isDay('2027-13-01'), isDay('27-1-1'), isDay('')]).toEqual([
		true,
		false,
		false,
		false,
		false
	]);
	expect(addDays('2027-02-28', 1)).toBe('2027-03-01');
});
