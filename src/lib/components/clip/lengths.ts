/** Whole minutes and seconds of a length in ms; the words put them in a sentence. Never shows a fragment as 0 seconds. */
export function minutesAndSeconds(ms: number): [minutes: number, seconds: number] {
	const seconds = Math.max(1, Math.round(ms / 1000));
	return [Math.floor(seconds / 60), seconds % 60];
}
