import { cappedUntil, helpLimits } from '$lib/domain/help';
import { fieldDate, fromFields } from '$lib/words/dates';

/** Last minute of the day of `at`, in the school's time zone. */
export const endOfDay = (at: Date): Date => fromFields(fieldDate(at), '23:59') ?? at;

/** Until when somebody looks along unless the asker chose otherwise: a week after the day of the conversation (B5). */
export const defaultUntil = (meetAt: Date, now: Date): Date =>
	cappedUntil(endOfDay(new Date(meetAt.getTime() + helpLimits.defaultMs)), now);
