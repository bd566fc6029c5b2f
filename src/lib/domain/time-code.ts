/** `72_400` -> `1:12`, or with tenths `1:12,4` (`1:12.4` in English). Milliseconds in; never rounds up past the moment. */
export function timeCode(ms: number, tenths?: ',' | '.'): string {
	const safe = Math.max(0, Math.floor(ms));
	const minutes = Math.floor(safe / 60_000);
	const seconds = Math.floor((safe % 60_000) / 1000);
	const rest = tenths ? `${tenths}${Math.floor((safe % 1000) / 100)}` : '';
	return `${minutes}:${String(seconds).padStart(2, '0')}${rest}`;
}

/** Reads `1:12`, `1:12,4`, `72` or `0:05.25` as milliseconds; null for anything else. */
export function parseTimeCode(text: string): number | null {
	const match = /^\s*(?:(\d{1,3}):)?(\d{1,5})(?:[.,](\d{1,3}))?\s*$/.exec(text);
	if (!match) return null;
	const [, minutes, seconds, part] = match;
	if (minutes !== undefined && Number(seconds) > 59) return null;
	const ms = part ? Number(part.padEnd(3, '0')) : 0;
	return Number(minutes ?? 0) * 60_000 + Number(seconds) * 1000 + ms;
}
