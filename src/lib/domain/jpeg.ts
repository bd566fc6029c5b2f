/**
 * A photo without what it says about itself: where and when it was taken, with what, and a small copy of itself. Keeps
 * what is needed to draw it; null when the bytes are no JPEG.
 */
export function bareJpeg(bytes: Uint8Array): Uint8Array | null {
	if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
	const kept: Uint8Array[] = [bytes.subarray(0, 2)];
	for (let at = 2; at + 4 <= bytes.length;) {
		const kind = bytes[at + 1] ?? 0;
		if (bytes[at] !== 0xff) return null;
		if (kind === startOfScan) return joined([...kept, ...scans(bytes, at)]);
		const end = at + 2 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0));
		if (end > bytes.length || end < at + 4) return null;
		if (needed(kind)) kept.push(bytes.subarray(at, end));
		at = end;
	}
	return null;
}

const startOfScan = 0xda;
const endOfImage = 0xd9;
/** Tables, frames and restart intervals are kept, and APP14, which says how colours are stored; other notes are not. */
const needed = (kind: number): boolean =>
	(kind >= 0xc0 && kind <= 0xcf) || kind === 0xdb || kind === 0xdd || kind === 0xee;

/** The picture itself, up to its end: behind that nothing is kept. A progressive one has tables between its scans. */
function scans(bytes: Uint8Array, from: number): Uint8Array[] {
	for (let at = from + 2; at + 1 < bytes.length; at++)
		if (bytes[at] === 0xff && bytes[at + 1] === endOfImage) return [bytes.subarray(from, at + 2)];
	return [bytes.subarray(from), new Uint8Array([0xff, endOfImage])];
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
	const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}
