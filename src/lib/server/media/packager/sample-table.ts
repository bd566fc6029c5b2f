import { bounds, fieldsOf, malformed, neededChild, childOf, type Box, type Fields } from './box-reader';

/**
 * Every sample of one track in decode order: where its bytes stand in the original file and when it is decoded and
 * shown. Times in ticks of the track. Typed arrays, because a clip of 20 minutes has tens of thousands of samples.
 */
export interface SampleTable {
	count: number;
	offset: Float64Array;
	size: Uint32Array;
	/** Decode time; one more than `count`, the last being the end of the last sample. */
	decode: Float64Array;
	/** Presentation time minus decode time. */
	composition: Int32Array;
	/** 1 where decoding may start. */
	key: Uint8Array;
}

/** Collects samples one by one and grows by doubling up to the bound. */
export class SampleCollector {
	#room = 1_024;
	#table: SampleTable = emptyTable(1_024);

	get count(): number {
		return this.#table.count;
	}
	/** Decode time at which the next sample would follow on. */
	get end(): number {
		return this.#table.decode[this.#table.count] ?? 0;
	}
	add(sample: {
		offset: number;
		size: number;
		decode: number;
		duration: number;
		composition: number;
		key: boolean;
	}): void {
		const table = this.#table;
		const i = table.count;
		if (i >= bounds.samplesPerTrack) throw malformed('too many samples');
		if (i >= this.#room) return this.#grow().add(sample);
		table.offset[i] = sample.offset;
		table.size[i] = sample.size;
		table.decode[i] = sample.decode;
		table.decode[i + 1] = sample.decode + sample.duration;
		table.composition[i] = sample.composition;
		table.key[i] = sample.key ? 1 : 0;
		table.count = i + 1;
	}
	table(): SampleTable {
		return this.#table;
	}
	#grow(): this {
		this.#room *= 2;
		const old = this.#table;
		const grown = emptyTable(this.#room);
		for (const name of ['offset', 'size', 'decode', 'composition', 'key'] as const) grown[name].set(old[name]);
		grown.count = old.count;
		this.#table = grown;
		return this;
	}
}

function emptyTable(room: number): SampleTable {
	return {
		count: 0,
		offset: new Float64Array(room),
		size: new Uint32Array(room),
		decode: new Float64Array(room + 1),
		composition: new Int32Array(room),
		key: new Uint8Array(room)
	};
}

/** How many samples a `stbl` claims, without expanding anything (uncompressed sound has one sample per tick). */
export function claimedSamples(bytes: Uint8Array, stbl: Box): number {
	const stsz = childOf(bytes, stbl, 'stsz') ?? childOf(bytes, stbl, 'stz2');
	if (!stsz) return 0;
	const fields = fieldsOf(bytes, stsz);
	fields.skip(8);
	return fields.u32();
}

/**
 * Expands the tables of a progressive file (`stsz`, `stts`, `ctts`, `stsc`, `stco`/`co64`, `stss`).
 * Also tells whether any sample uses another description than the first.
 */
export function readSampleTable(bytes: Uint8Array, stbl: Box): { samples: SampleCollector; oneDescription: boolean } {
	const samples = new SampleCollector();
	const sizes = readSizes(bytes, stbl);
	if (sizes.length === 0) return { samples, oneDescription: true };
	const durations = stepper(fieldsOf(bytes, neededChild(bytes, stbl, 'stts')), 'unsigned');
	const ctts = childOf(bytes, stbl, 'ctts');
	// Version 0 is unsigned on paper, but writers put negative offsets there too; read as signed, both come out right.
	const compositions = ctts ? stepper(fieldsOf(bytes, ctts), 'signed') : () => 0;
	const keys = readKeys(bytes, stbl, sizes.length);
	const { offsets, oneDescription } = readOffsets(bytes, stbl, sizes);
	let decode = 0;
	for (let i = 0; i < sizes.length; i++) {
		const duration = durations();
		samples.add({
			offset: offsets[i] ?? 0,
			size: sizes[i] ?? 0,
			decode,
			duration,
			composition: compositions(),
			key: keys ? keys[i] === 1 : true
		});
		decode += duration;
	}
	return { samples, oneDescription };
}

function readSizes(bytes: Uint8Array, stbl: Box): Uint32Array {
	const stsz = childOf(bytes, stbl, 'stsz');
	if (!stsz) return readCompactSizes(bytes, neededChild(bytes, stbl, 'stz2'));
	const fields = fieldsOf(bytes, stsz);
	fields.skip(4);
	const fixed = fields.u32();
	const count = fields.count(fixed ? 0 : 4);
	const sizes = new Uint32Array(count);
	for (let i = 0; i < count; i++) sizes[i] = fixed || fields.u32();
	return sizes;
}

function readCompactSizes(bytes: Uint8Array, stz2: Box): Uint32Array {
	const fields = fieldsOf(bytes, stz2);
	fields.skip(7);
	const bits = fields.u8();
	if (bits !== 8 && bits !== 16) throw malformed('stz2 with odd field size');
	const count = fields.count(bits / 8);
	const sizes = new Uint32Array(count);
	for (let i = 0; i < count; i++) sizes[i] = bits === 8 ? fields.u8() : fields.u16();
	return sizes;
}

/** Walks a run-length table of (how many, value) rows, one sample per call. Asking past its end is malformed. */
function stepper(fields: Fields, sign: 'signed' | 'unsigned'): () => number {
	fields.skip(4);
	let rows = fields.count(8);
	let left = 0;
	let value = 0;
	return () => {
		while (left === 0) {
			if (rows-- <= 0) throw malformed('a time table is shorter than the sample table');
			left = fields.u32();
			value = sign === 'signed' ? fields.i32() : fields.u32();
		}
		left--;
		return value;
	};
}

/** The key-frame marks, or null when the file has none: then every sample is one. */
function readKeys(bytes: Uint8Array, stbl: Box, count: number): Uint8Array | null {
	const stss = childOf(bytes, stbl, 'stss');
	if (!stss) return null;
	const fields = fieldsOf(bytes, stss);
	fields.skip(4);
	const rows = fields.count(4);
	const keys = new Uint8Array(count);
	for (let i = 0; i < rows; i++) {
		const number = fields.u32();
		if (number >= 1 && number <= count) keys[number - 1] = 1;
	}
	return keys;
}

/** Sample offsets from the chunk tables: samples of one chunk lie one after the other. */
function readOffsets(
	bytes: Uint8Array,
	stbl: Box,
	sizes: Uint32Array
): { offsets: Float64Array; oneDescription: boolean } {
	const chunks = readChunkOffsets(bytes, stbl);
	const fields = fieldsOf(bytes, neededChild(bytes, stbl, 'stsc'));
	fields.skip(4);
	const rows = Array.from({ length: fields.count(12) }, () => ({
		firstChunk: fields.u32(),
		perChunk: fields.u32(),
		description: fields.u32()
	}));
	const offsets = new Float64Array(sizes.length);
	let sample = 0;
	for (let r = 0; r < rows.length; r++) {
		const row = rows[r];
		if (!row) break;
		const until = rows[r + 1]?.firstChunk ?? chunks.length + 1;
		if (row.firstChunk < 1 || until < row.firstChunk) throw malformed('chunk rows out of order');
		for (let chunk = row.firstChunk; chunk < until && sample < sizes.length; chunk++) {
			let at = chunks[chunk - 1];
			if (at === undefined) throw malformed('a chunk that is not listed');
			for (let k = 0; k < row.perChunk && sample < sizes.length; k++) {
				offsets[sample] = at;
				at += sizes[sample++] ?? 0;
			}
		}
	}
	if (sample < sizes.length) throw malformed('the chunk table is shorter than the sample table');
	return { offsets, oneDescription: rows.every((row) => row.description === 1) };
}

function readChunkOffsets(bytes: Uint8Array, stbl: Box): Float64Array {
	const stco = childOf(bytes, stbl, 'stco');
	const fields = fieldsOf(bytes, stco ?? neededChild(bytes, stbl, 'co64'));
	fields.skip(4);
	const count = fields.count(stco ? 4 : 8);
	const offsets = new Float64Array(count);
	for (let i = 0; i < count; i++) offsets[i] = stco ? fields.u32() : fields.u64();
	return offsets;
}
