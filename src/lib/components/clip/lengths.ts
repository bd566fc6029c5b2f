import { timeCode } from '$lib/domain/time-code';
import type { Words } from '$lib/words';

/** Whole minutes and seconds of a length in ms; the words put them in a sentence. Never shows a fragment as 0 seconds. */
export function minutesAndSeconds(ms: number): [minutes: number, seconds: number] {
	const seconds = Math.max(1, Math.round(ms / 1000));
	return [Math.floor(seconds / 60), seconds % 60];
}

/** "nog ongeveer 3 min", or nothing while that cannot be told. Rounded: a number that jumps every second tells less. */
export function timeLeft(ms: number | null, words: Pick<Words['clip'], 'minutes' | 'sending'>): string {
	if (ms === null) return '';
	const [minutes, seconds] = minutesAndSeconds(ms);
	if (minutes === 0 && seconds < 10) return words.sending.soon;
	return words.sending.left(minutes ? words.minutes(minutes, 0) : words.minutes(0, Math.ceil(seconds / 10) * 10));
}

/** A moment to the millisecond, as `parseTimeCode` reads it. */
export const exactTime = (ms: number): string => `${timeCode(ms)}.${String(Math.round(ms) % 1000).padStart(3, '0')}`;
