import {
	awaited,
	bounds,
	boxesIn,
	childOf,
	fieldsOf,
	malformed,
	neededChild,
	topLevelBoxes,
	truncated,
	type Box,
	type ReadAt
} from './box-reader';
import { readFragment, readFragmentDefaults, type FragmentDefaults } from './fragments';
import { readSampleEntry, type SampleEntry } from './sample-entry';
import { claimedSamples, readSampleTable, SampleCollector, type SampleTable } from './sample-table';

/** What an edit list says about one track. */
export interface Edits {
	/** Added to a sample's own time to get the time at which it is shown, in ticks. */
	shift: number;
	/** End of what is shown, in ticks of shown time; Infinity when the file does not say. */
	end: number;
	/** Cut and pasted in more than one place: needs a real editor. */
	several: boolean;
}

export interface Track {
	id: number;
	kind: 'video' | 'audio';
	/** Which of its kind in the file, from 0 (so that ffmpeg can be pointed at the same one). */
	ordinal: number;
	/** Ticks per second. */
	timescale: number;
	entry: SampleEntry;
	/** Every sample uses the first description. */
	oneDescription: boolean;
	edits: Edits;
	/** Clockwise quarter turns asked by the matrix. */
	rotation: 0 | 90 | 180 | 270;
	samples: SampleTable;
}

/** The index of an mp4 or mov: everything needed to package it, none of its pictures. */
export interface Movie {
	container: 'mp4' | 'mov';
	tracks: Track[];
	/** In fragments of which more are still to arrive: samples will be added at the end, and none will change. */
	open: boolean;
}

/**
 * Reads the index of an mp4/mov of `size` bytes, wherever the `moov` stands and whether or not the file is fragmented.
 * Of a file that is still being sent only the first `arrived` bytes are looked at. Throws BrokenClip: `truncated` when
 * bytes that the index or a box promises will never be there, `awaited` when the index is still to come, else
 * `malformed`.
 */
export async function readMovie(read: ReadAt, size: number, arrived = size): Promise<Movie> {
	const top = await topLevelBoxes(read, size, arrived);
	const moovBox = top.find((box) => box.type === 'moov');
	if ((!moovBox || moovBox.end > arrived) && arrived < size) throw awaited('the index (moov) is still to come');
	if (!moovBox || moovBox.end > size) throw truncated('the index (moov) is not there');
	if (top.some((box) => box.end > size && (box.type === 'mdat' || box.type === 'moof')))
		throw truncated('the last box is not whole');
	if (moovBox.end - moovBox.start > bounds.moovBytes) throw malformed('the index is absurdly large');
	const bytes = await read(moovBox.start, moovBox.end - moovBox.start);
	const moov: Box = { type: 'moov', start: 0, body: moovBox.body - moovBox.start, end: bytes.length };
	const mvex = childOf(bytes, moov, 'mvex');
	const unfinished = readTracks(bytes, moov, mvex ? readFragmentDefaults(bytes, mvex) : new Map());
	const whole = top.filter((box) => box.end <= arrived);
	if (mvex) await readFragments(read, whole, unfinished);
	const movie: Movie = {
		open: mvex !== undefined && arrived < size,
		container: await containerOf(read, top),
		tracks: unfinished.map(({ samples, defaults: _, ...track }) => ({ ...track, samples: samples.table() }))
	};
	for (const track of movie.tracks) assertPresent(track.samples, size);
	return movie;
}

type UnfinishedTrack = Omit<Track, 'samples'> & { samples: SampleCollector; defaults: FragmentDefaults };

async function containerOf(read: ReadAt, top: Box[]): Promise<'mp4' | 'mov'> {
	const ftyp = top[0]?.type === 'ftyp' ? top[0] : undefined;
	if (!ftyp) return 'mov'; // QuickTime before brands existed
	const brand = await read(ftyp.body, 4);
	return String.fromCharCode(...brand) === 'qt  ' ? 'mov' : 'mp4';
}

async function readFragments(read: ReadAt, top: Box[], tracks: UnfinishedTrack[]): Promise<void> {
	const targets = new Map(tracks.map((track) => [track.id, track]));
	for (const box of top) {
		if (box.type !== 'moof') continue;
		if (box.end - box.start > bounds.moofBytes) throw malformed('a fragment index is absurdly large');
		readFragment(await read(box.start, box.end - box.start), box.start, targets);
	}
}

function assertPresent(samples: SampleTable, size: number): void {
	for (let i = 0; i < samples.count; i++) {
		if ((samples.offset[i] ?? 0) + (samples.size[i] ?? 0) > size)
			throw truncated('a sample lies past the end of the file');
	}
}

function readTracks(bytes: Uint8Array, moov: Box, defaults: Map<number, FragmentDefaults>): UnfinishedTrack[] {
	const head = fieldsOf(bytes, neededChild(bytes, moov, 'mvhd'));
	head.skip(head.versionAndFlags().version === 1 ? 16 : 8);
	const movieScale = head.u32() || 1000;
	const traks = boxesIn(bytes, moov.body, moov.end).filter((box) => box.type === 'trak');
	if (traks.length > bounds.tracks) throw malformed('too many tracks');
	const tracks: UnfinishedTrack[] = [];
	for (const trak of traks) {
		const kind = kindOf(bytes, trak);
		if (!kind) continue;
		const ordinal = tracks.filter((track) => track.kind === kind).length;
		tracks.push(readTrack(bytes, trak, { kind, ordinal, movieScale, defaults }));
	}
	return tracks;
}

function kindOf(bytes: Uint8Array, trak: Box): 'video' | 'audio' | undefined {
	const hdlr = fieldsOf(bytes, neededChild(bytes, neededChild(bytes, trak, 'mdia'), 'hdlr'));
	hdlr.skip(8);
	return ({ vide: 'video', soun: 'audio' } as const)[hdlr.fourcc() as 'vide' | 'soun'];
}

interface TrackPlace {
	kind: 'video' | 'audio';
	ordinal: number;
	movieScale: number;
	defaults: Map<number, FragmentDefaults>;
}

function readTrack(bytes: Uint8Array, trak: Box, place: TrackPlace): UnfinishedTrack {
	const { id, rotation } = readTrackHeader(bytes, trak);
	const mdia = neededChild(bytes, trak, 'mdia');
	const mdhd = fieldsOf(bytes, neededChild(bytes, mdia, 'mdhd'));
	mdhd.skip(mdhd.versionAndFlags().version === 1 ? 16 : 8);
	const timescale = mdhd.u32();
	if (timescale === 0) throw malformed('a track without a clock');
	const stbl = neededChild(bytes, neededChild(bytes, mdia, 'minf'), 'stbl');
	const entry = readSampleEntry(bytes, neededChild(bytes, stbl, 'stsd'), place.kind);
	// Uncompressed sound lists every tick as a sample; we can only hand it to ffmpeg, so its table is not expanded.
	const skip = place.kind === 'audio' && claimedSamples(bytes, stbl) > bounds.samplesPerTrack;
	const read = skip ? { samples: new SampleCollector(), oneDescription: false } : readSampleTable(bytes, stbl);
	return {
		id,
		kind: place.kind,
		ordinal: place.ordinal,
		timescale,
		entry,
		oneDescription: read.oneDescription,
		edits: readEdits(bytes, trak, place.movieScale, timescale),
		rotation,
		samples: read.samples,
		defaults: place.defaults.get(id) ?? { duration: 0, size: 0, flags: 0 }
	};
}

function readTrackHeader(bytes: Uint8Array, trak: Box): { id: number; rotation: Track['rotation'] } {
	const fields = fieldsOf(bytes, neededChild(bytes, trak, 'tkhd'));
	const long = fields.versionAndFlags().version === 1;
	fields.skip(long ? 16 : 8);
	const id = fields.u32();
	fields.skip(4 + (long ? 8 : 4) + 16);
	const [a, b] = [fields.i32(), fields.i32()];
	// First row of the matrix: (cos, sin) of the clockwise turn. Phones only turn by quarters; anything else stays upright.
	if (Math.abs(a) >= Math.abs(b)) return { id, rotation: a < 0 ? 180 : 0 };
	return { id, rotation: b > 0 ? 90 : 270 };
}

/** ISO 14496-12 8.6.6: an empty edit delays the track, a real one says where in the track showing starts and for how long. */
function readEdits(bytes: Uint8Array, trak: Box, movieScale: number, timescale: number): Edits {
	const edts = childOf(bytes, trak, 'edts');
	const elst = edts && childOf(bytes, edts, 'elst');
	if (!elst) return { shift: 0, end: Infinity, several: false };
	const fields = fieldsOf(bytes, elst);
	const long = fields.versionAndFlags().version === 1;
	const rows = Array.from({ length: fields.count(long ? 20 : 12) }, () => {
		const duration = ((long ? fields.u64() : fields.u32()) / movieScale) * timescale;
		const from = long ? fields.i64() : fields.i32();
		fields.skip(4);
		return { duration, from };
	});
	const delay = Math.round(rows.filter((row) => row.from < 0).reduce((sum, row) => sum + row.duration, 0));
	const shown = rows.filter((row) => row.from >= 0);
	const only = shown[0];
	if (!only) return { shift: delay, end: Infinity, several: false };
	// Duration 0 means "to the end": fragmented files do not know it when the list is written.
	const end = only.duration > 0 ? delay + only.duration : Infinity;
	return { shift: delay - only.from, end, several: shown.length > 1 };
}
