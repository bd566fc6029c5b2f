import type { Locale, Words } from '$lib/words';
import { clockTime, fieldTime, longDay } from '$lib/words/dates';

/** "donderdag 12 november om 15.30". */
export const whenText = (at: Date, t: Words, locale: Locale): string =>
	t.help.dayAndTime(longDay(at, locale), clockTime(at, locale));

/** "tot en met maandag 30 november" for an end at the close of a day, otherwise with its hour. */
export const untilText = (at: Date, t: Words, locale: Locale): string =>
	fieldTime(at) === '23:59' ? t.help.untilDay(longDay(at, locale)) : t.help.until(whenText(at, t, locale));
