import type { Dice } from './dice';

/*
 * Damaged and forged clips out of sound ones: on the level of bytes (as zzuf does) and on that of the boxes an mp4 is
 * made of, or the elements of a WebM. The same dice make the same clip.
 */

/** One damaged clip. Never changes `from`. */
export function clipMutant(from: Uint8Array, others: readonly Uint8Array[], roll: Dice): Uint8Array {
	let out: Uint8Array = Uint8Array.from(from);
	for (let more = 1 + roll.roll(3); more > 0; more--) out = oneDamage(out, others, roll);
	return out;
}

/** A clip whose index is sound and whose pictures and sound are damaged: it reaches the decoders. */
export function mediaMutant(from: Uint8Array, roll: Dice): Uint8Array {
	const out = Uint8Array.from(from);
	const parts = isMp4(out) ? boxes(out) : elements(out).filter((part) => part.end - part.body > 400);
	const media = parts.reduce((best, part) => (part.end - part.body > best.end - best.body ? part : best), {
		start: 0,
		sizeAt: 0,
		sizeWidth: 0,
		body: 0,
		end: 0
	});
	// the first picture keeps its head, without which it is refused before any decoder
	const from0 = Math.min(media.end, media.body + 64);
	return isMp4(out) ? sprinkled(out, roll, from0, media.end) : blockMutant(out, parts, roll);
}

/** In a WebM the largest element holds the others: what is damaged is the inside of its blocks. */
function blockMutant(bytes: Uint8Array, parts: Part[], roll: Dice): Uint8Array {
	const blocks = parts.filter((part) => bytes[part.start] === 0xa3);
	for (let left = 1 + roll.roll(20); left > 0 && blocks.length > 0; left--) {
		const block = roll.pick(blocks);
		sprinkled(bytes, roll, block.body + 12, block.end);
	}
	return bytes;
}

function oneDamage(bytes: Uint8Array, others: readonly Uint8Array[], roll: Dice): Uint8Array {
	const how = roll.roll(20);
	if (how < 4) return sprinkled(bytes, roll, 0, bytes.length);
	if (how < 5) return bytes.slice(0, roll.roll(bytes.length + 1));
	if (how < 6) return spliced(bytes, roll.pick(others), roll);
	const parts = isMp4(bytes) ? boxes(bytes) : elements(bytes);
	return parts.length > 0 ? structural(bytes, parts, roll) : sprinkled(bytes, roll, 0, Math.min(bytes.length, 400));
}

/** So many flipped bits per byte as zzuf was told: from one in ten thousand to one in a hundred, at least one. */
function sprinkled(bytes: Uint8Array, roll: Dice, from: number, to: number): Uint8Array {
	if (to <= from) return bytes;
	const ratio = roll.pick([0.0001, 0.0004, 0.001, 0.004, 0.01]);
	for (let left = 1 + Math.floor((to - from) * ratio); left > 0; left--) {
		const at = from + roll.roll(to - from);
		bytes[at] = (bytes[at] ?? 0) ^ (1 << roll.roll(8));
	}
	return bytes;
}

function spliced(bytes: Uint8Array, other: Uint8Array, roll: Dice): Uint8Array {
	const at = roll.roll(bytes.length + 1);
	return joined(bytes.subarray(0, at), other.subarray(roll.roll(other.length + 1)));
}

/** A box or an element: where it begins, where its body does, and where it ends. `sizeAt`, `sizeWidth`: its length field. */
interface Part {
	start: number;
	sizeAt: number;
	sizeWidth: number;
	body: number;
	end: number;
}

function structural(bytes: Uint8Array, parts: Part[], roll: Dice): Uint8Array {
	const part = roll.pick(parts);
	const other = roll.pick(parts);
	const whole = bytes.subarray(part.start, part.end);
	switch (roll.roll(9)) {
		case 0: // a lie about its length
			return withFigure(bytes, part.sizeAt, part.sizeWidth, roll);
		case 1: // another name
			bytes[part.start + (isMp4(bytes) ? 4 : 0) + roll.roll(4)] = roll.roll(256);
			return bytes;
		case 2: // twice
			return joined(bytes.subarray(0, part.end), whole, bytes.subarray(part.end));
		case 3: // gone, while its parent counts on it
			return joined(bytes.subarray(0, part.start), bytes.subarray(part.end));
		case 4: // another one in its place
			return joined(bytes.subarray(0, part.start), bytes.subarray(other.start, other.end), bytes.subarray(part.end));
		case 5: // itself within itself, deeper and deeper
			return nested(bytes, part, roll);
		case 6: // its fields drizzled on
			return sprinkled(bytes, roll, part.body, part.end);
		case 7: // the first fields: versions, flags, counts
			return withFigure(bytes, part.body + 4 * roll.roll(4), 4, roll);
		default: // any field
			return withFigure(bytes, part.body + roll.roll(Math.max(1, part.end - part.body)), roll.pick([1, 2, 4, 8]), roll);
	}
}

function nested(bytes: Uint8Array, part: Part, roll: Dice): Uint8Array {
	const whole = bytes.subarray(part.start, part.end);
	const heads = Array.from({ length: 1 + roll.roll(roll.chance(0.05) ? 2_000 : 30) }, () =>
		whole.subarray(0, part.body - part.start)
	);
	return joined(bytes.subarray(0, part.start), ...heads, whole, bytes.subarray(part.end));
}

/** The figures at which programs go wrong. */
function withFigure(bytes: Uint8Array, at: number, width: number, roll: Dice): Uint8Array {
	const most = 2n ** BigInt(8 * width) - 1n;
	const figures = [0n, 1n, 7n, 8n, 0xffffn, most, most - 1n, most >> 1n, (most >> 1n) + 1n, BigInt(bytes.length)];
	let figure = roll.chance(0.7) ? roll.pick(figures) : BigInt(roll.roll(2 ** 32));
	for (let i = width - 1; i >= 0; i--) {
		if (at + i < bytes.length) bytes[at + i] = Number(figure & 0xffn);
		figure >>= 8n;
	}
	return bytes;
}

const isMp4 = (bytes: Uint8Array): boolean => bytes[0] !== 0x1a;
const holders = new Set(
	'moov trak mdia minf stbl edts dinf udta mvex moof traf stsd avc1 hvc1 mp4a wave meta'.split(' ')
);
/** Bytes of its own before the boxes in it begin. */
const before: Record<string, number> = { stsd: 8, avc1: 78, hvc1: 78, mp4a: 28 };

/** Every box, of every depth, as far as the file makes sense. */
function boxes(bytes: Uint8Array, from = 0, to = bytes.length, found: Part[] = []): Part[] {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	for (let at = from; at + 8 <= to && found.length < 2_000;) {
		const size = view.getUint32(at);
		const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
		if (size < 8 || at + size > to) break;
		const body = at + 8;
		// media is one part among hundreds: the index is where programs go wrong
		found.push({ start: at, sizeAt: at, sizeWidth: 4, body, end: at + size });
		if (holders.has(name)) boxes(bytes, Math.min(at + size, body + (before[name] ?? 0)), at + size, found);
		at += size;
	}
	return found;
}

const masters = new Set([0x18538067, 0x1654ae6b, 0xae, 0xe0, 0xe1, 0x1f43b675, 0x1c53bb6b, 0xbb, 0x1549a966, 0xa0]);

/** Every EBML element, of every depth, as far as the file makes sense. */
function elements(bytes: Uint8Array, from = 0, to = bytes.length, found: Part[] = []): Part[] {
	for (let at = from; at < to && found.length < 2_000;) {
		const id = number(bytes, at, false);
		const size = id && number(bytes, at + id.width, true);
		if (!id || !size) break;
		const body = at + id.width + size.width;
		const unknown = size.value >= 2 ** (7 * size.width) - 1;
		const end = unknown ? to : Math.min(to, body + size.value);
		found.push({ start: at, sizeAt: at + id.width, sizeWidth: size.width, body, end });
		if (masters.has(id.value)) elements(bytes, body, end, found);
		at = end;
	}
	return found;
}

function number(bytes: Uint8Array, at: number, masked: boolean): { value: number; width: number } | null {
	const first = bytes[at];
	if (!first) return null;
	const width = Math.clz32(first) - 23;
	let value = masked ? first & (0xff >> width) : first;
	for (let i = 1; i < width; i++) value = value * 256 + (bytes[at + i] ?? 0);
	return { value, width };
}

function joined(...pieces: readonly Uint8Array[]): Uint8Array {
	const out = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
	let at = 0;
	for (const piece of pieces) {
		out.set(piece, at);
		at += piece.length;
	}
	return out;
}
