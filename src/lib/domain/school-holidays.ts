import type { Day } from './day';

/** The three regions over which the Dutch school holidays are spread. */
export const regions = ['north', 'middle', 'south'] as const;
export type Region = (typeof regions)[number];

export const schoolHolidayKinds = ['autumn', 'christmas', 'spring', 'may', 'summer'] as const;
export type SchoolHolidayKind = (typeof schoolHolidayKinds)[number];

/** Both days are free, and those between them. */
export interface SchoolHoliday {
	kind: SchoolHolidayKind;
	from: Day;
	to: Day;
}

/** A week that this school has free of its own: a training day, carnival, a second week in May. */
export interface OwnFreeDays {
	name: string;
	from: Day;
	to: Day;
}

/** As many as fit on a page and no school needs more of; the longest name, in characters. */
export const ownFreeLimits = { count: 40, name: 60, days: 70 };

type Spread = Record<Region, readonly [Day, Day]>;
const everywhere = (from: Day, to: Day): Spread => ({ north: [from, to], middle: [from, to], south: [from, to] });

/**
 * As the ministry of education publishes them, school year by school year (rijksoverheid.nl, "Overzicht schoolvakanties
 * per schooljaar"). Christmas, the one week in May and the summer are set for every school; autumn and spring are advice,
 * and many schools add a week in May: what a school does otherwise, it adds itself. A year that has not been published
 * is not here.
 */
const published: readonly Record<SchoolHolidayKind, Spread>[] = [
	{
		autumn: {
			north: ['2025-10-18', '2025-10-26'],
			middle: ['2025-10-18', '2025-10-26'],
			south: ['2025-10-11', '2025-10-19']
		},
		christmas: everywhere('2025-12-20', '2026-01-04'),
		spring: {
			north: ['2026-02-21', '2026-03-01'],
			middle: ['2026-02-14', '2026-02-22'],
			south: ['2026-02-14', '2026-02-22']
		},
		may: everywhere('2026-04-25', '2026-05-03'),
		summer: {
			north: ['2026-07-04', '2026-08-16'],
			middle: ['2026-07-18', '2026-08-30'],
			south: ['2026-07-11', '2026-08-23']
		}
	},
	{
		autumn: {
			north: ['2026-10-10', '2026-10-18'],
			middle: ['2026-10-17', '2026-10-25'],
			south: ['2026-10-17', '2026-10-25']
		},
		christmas: everywhere('2026-12-19', '2027-01-03'),
		spring: {
			north: ['2027-02-20', '2027-02-28'],
			middle: ['2027-02-20', '2027-02-28'],
			south: ['2027-02-13', '2027-02-21']
		},
		may: everywhere('2027-04-24', '2027-05-02'),
		summer: {
			north: ['2027-07-10', '2027-08-22'],
			middle: ['2027-07-17', '2027-08-29'],
			south: ['2027-07-24', '2027-09-05']
		}
	},
	{
		autumn: {
			north: ['2027-10-16', '2027-10-24'],
			middle: ['2027-10-16', '2027-10-24'],
			south: ['2027-10-23', '2027-10-31']
		},
		christmas: everywhere('2027-12-25', '2028-01-09'),
		spring: {
			north: ['2028-02-19', '2028-02-27'],
			middle: ['2028-02-26', '2028-03-05'],
			south: ['2028-02-26', '2028-03-05']
		},
		may: everywhere('2028-04-29', '2028-05-07'),
		summer: {
			north: ['2028-07-15', '2028-08-27'],
			middle: ['2028-07-08', '2028-08-20'],
			south: ['2028-07-22', '2028-09-03']
		}
	},
	{
		autumn: {
			north: ['2028-10-14', '2028-10-22'],
			middle: ['2028-10-21', '2028-10-29'],
			south: ['2028-10-21', '2028-10-29']
		},
		christmas: everywhere('2028-12-23', '2029-01-07'),
		spring: {
			north: ['2029-02-17', '2029-02-25'],
			middle: ['2029-02-17', '2029-02-25'],
			south: ['2029-02-10', '2029-02-18']
		},
		may: everywhere('2029-04-28', '2029-05-06'),
		summer: {
			north: ['2029-07-21', '2029-09-02'],
			middle: ['2029-07-07', '2029-08-19'],
			south: ['2029-07-14', '2029-08-26']
		}
	}
];

/** The holidays of a region, oldest first, as far as they are published. */
export const schoolHolidays = (region: Region): SchoolHoliday[] =>
	published.flatMap((year) =>
		schoolHolidayKinds.map((kind) => {
			const [from, to] = year[kind][region];
			return { kind, from, to };
		})
	);

/** The last day of which the holidays are known: after it, nothing is said of holidays. */
export const holidaysKnownTo = (region: Region): Day => schoolHolidays(region).at(-1)?.to ?? '';
