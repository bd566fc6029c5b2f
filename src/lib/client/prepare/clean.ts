/**
 * Pictures carry notes too: cameras put place, time and device into "supplemental" units inside the stream (SEI), where
 * a new container would carry them along. No picture needs them, so all of them go.
 */
export interface Cleaner {
	/** The codec's own settings without notes. */
	description: Uint8Array<ArrayBuffer> | null;
	/** A frame without notes; the same array when there were none. */
	clean: (data: Uint8Array) => Uint8Array;
}

/** Null: this stream is packed in a way we cannot take notes out of, so it must not be copied. */
export function cleanerFor(codec: string, description: Uint8Array | null): Cleaner | null {
	if (codec !== 'avc' && codec !== 'hevc') return { description: description?.slice() ?? null, clean: (data) => data };
	const sizeAt = codec === 'avc' ? 4 : 21;
	const sizeByte = description?.[sizeAt];
	if (!description || sizeByte === undefined) return null;
	const lengthBytes = (sizeByte & 3) + 1;
	const isNote = codec === 'avc' ? isAvcNote : isHevcNote;
	return {
		description: codec === 'avc' ? description.slice() : withoutNotes(description),
		clean: (data) => cleaned(data, lengthBytes, isNote)
	};
}

/** H.264: 6 is SEI, 12 filler, 24 and up are not the standard's. */
const isAvcNote = (head: number): boolean => [6, 12].includes(head & 31) || (head & 31) >= 24;
/** HEVC: 39 and 40 are SEI, 38 filler, 48 and up are not the standard's. */
const isHevcNote = (head: number): boolean => ((head >> 1) & 63) >= 38;

function cleaned(data: Uint8Array, lengthBytes: number, isNote: (head: number) => boolean): Uint8Array {
	const keep: Uint8Array[] = [];
	let dropped = false;
	for (let at = 0; at + lengthBytes < data.length;) {
		let size = 0;
		for (let i = 0; i < lengthBytes; i++) size = size * 256 + (data[at + i] ?? 0);
		const end = at + lengthBytes + size;
		if (size === 0 || end > data.length) break; // a damaged frame: what cannot be read does not go along
		if (isNote(data[at + lengthBytes] ?? 0)) dropped = true;
		else keep.push(data.subarray(at, end));
		at = end;
	}
	const size = keep.reduce((sum, unit) => sum + unit.length, 0);
	if (!dropped && size === data.length) return data;
	const out = new Uint8Array(size);
	let at = 0;
	for (const unit of keep) {
		out.set(unit, at);
		at += unit.length;
	}
	return out;
}

/** An `hvcC` holds lists of units (parameter sets, and sometimes notes): ISO/IEC 14496-15, 8.3.3.1. */
function withoutNotes(description: Uint8Array): Uint8Array<ArrayBuffer> {
	const lists: Uint8Array[] = [];
	const view = new DataView(description.buffer, description.byteOffset, description.byteLength);
	let at = 23;
	for (let left = description[22] ?? 0; left > 0; left--) {
		const begin = at;
		const kind = (description[at] ?? 0) & 63;
		const units = view.getUint16(at + 1);
		at += 3;
		for (let i = 0; i < units; i++) at += 2 + view.getUint16(at);
		if (kind < 38) lists.push(description.subarray(begin, at));
	}
	const out = new Uint8Array(23 + lists.reduce((sum, list) => sum + list.length, 0));
	out.set(description.subarray(0, 22));
	out[22] = lists.length;
	let to = 23;
	for (const list of lists) {
		out.set(list, to);
		to += list.length;
	}
	return out;
}
