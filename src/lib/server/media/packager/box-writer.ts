/** Small writer for ISO boxes. All figures big-endian; the caller keeps them in range. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** Joins pieces into one array. */
export function joined(...pieces: Uint8Array[]): Bytes {
	const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
	let at = 0;
	for (const piece of pieces) {
		whole.set(piece, at);
		at += piece.length;
	}
	return whole;
}

export const ascii = (text: string): Bytes => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

/** 32-bit words; negative ones in two's complement. */
export function words(...values: number[]): Bytes {
	const view = new DataView(new ArrayBuffer(values.length * 4));
	values.forEach((value, i) => view.setInt32(i * 4, value | 0));
	return new Uint8Array(view.buffer);
}

export function halfWords(...values: number[]): Bytes {
	const view = new DataView(new ArrayBuffer(values.length * 2));
	values.forEach((value, i) => view.setUint16(i * 2, value));
	return new Uint8Array(view.buffer);
}

export const zeros = (length: number): Bytes => new Uint8Array(length);

export function box(type: string, ...content: Uint8Array[]): Bytes {
	const length = 8 + content.reduce((sum, piece) => sum + piece.length, 0);
	return joined(words(length), ascii(type), ...content);
}

export const fullBox = (type: string, version: number, flags: number, ...content: Uint8Array[]): Bytes =>
	box(type, words((version << 24) | flags), ...content);
