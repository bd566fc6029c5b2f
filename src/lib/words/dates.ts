import type { Locale } from './index';

/** All dates are shown in the school's time zone, in the reader's language. */
const timeZone = 'Europe/Amsterdam';
const tag = { nl: 'nl-NL', en: 'en-GB' } as const;

/** Made once each: making one costs a hundred times what it costs to use one, and a page of meetings uses a thousand. */
const made = new Map<string, Intl.DateTimeFormat>();
function formatIn(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
	const key = `${language} ${JSON.stringify(options)}`;
	const known = made.get(key) ?? new Intl.DateTimeFormat(language, { timeZone, ...options });
	made.set(key, known);
	return known;
}
const format = (locale: Locale, options: Intl.DateTimeFormatOptions) => formatIn(tag[locale], options);

/** donderdag 12 november */
export const longDay = (at: Date, locale: Locale): string =>
	format(locale, { weekday: 'long', day: 'numeric', month: 'long' }).format(at);
/** 12 november 2026: for what may be a year ago. */
export const fullDay = (at: Date, locale: Locale): string =>
	format(locale, { day: 'numeric', month: 'long', year: 'numeric' }).format(at);
/** 12 november */
export const dayAndMonth = (at: Date, locale: Locale): string =>
	format(locale, { day: 'numeric', month: 'long' }).format(at);
/** 12 nov */
export const shortDay = (at: Date, locale: Locale): string =>
	format(locale, { day: 'numeric', month: 'short' }).format(at).replace('.', '');
/** 15.30 in Dutch, 15:30 in English */
export const clockTime = (at: Date, locale: Locale): string => {
	const text = format(locale, { hour: '2-digit', minute: '2-digit', hour12: false }).format(at);
	return locale === 'nl' ? text.replace(':', '.') : text;
};
/** september; short: sep, where there is no room. */
export const monthName = (at: Date, locale: Locale, month: 'long' | 'short' = 'long'): string =>
	format(locale, { month }).format(at).replace('.', '');
/** "2026-11-12" and "15:30" for date and time fields, in the school's time zone. */
export const fieldDate = (at: Date): string => formatIn('sv-SE', { dateStyle: 'short' }).format(at);
export const fieldTime = (at: Date): string => formatIn('sv-SE', { hour: '2-digit', minute: '2-digit' }).format(at);

/** Reads a date field and a time field as a moment in the school's time zone; null when they are no date. */
export function fromFields(date: string, time: string): Date | null {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !/^\d{2}:\d{2}$/.test(time)) return null;
	const asUtc = new Date(`${date}T${time}:00Z`);
	if (Number.isNaN(asUtc.getTime())) return null;
	// what the clock in Amsterdam shows at that UTC moment tells the offset; twice, for the hours around a change
	let guess = asUtc;
	for (let i = 0; i < 2; i++) {
		const shown = new Date(`${fieldDate(guess)}T${fieldTime(guess)}:00Z`);
		guess = new Date(guess.getTime() + (asUtc.getTime() - shown.getTime()));
	}
	return guess;
}

/** "1 opname", "3 opnames": the right form for a number. */
export const count = (n: number, one: string, many: string, locale: Locale): string =>
	`${n} ${new Intl.PluralRules(tag[locale]).select(n) === 'one' ? one : many}`;
/** "3,4 MB" in Dutch, "3.4 MB" in English. */
export const megabytes = (bytes: number, locale: Locale): string =>
	`${new Intl.NumberFormat(tag[locale], { maximumFractionDigits: 1 }).format(bytes / 1_000_000)} MB`;
export const gigabytes = (bytes: number, locale: Locale): string =>
	`${new Intl.NumberFormat(tag[locale], { maximumFractionDigits: 1 }).format(bytes / 1_000_000_000)} GB`;
/** Names and titles in the order a reader expects. */
export const byName = new Intl.Collator('nl').compare;
