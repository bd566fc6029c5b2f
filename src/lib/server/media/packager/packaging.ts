import { bounds } from './box-reader';
import type { Movie, Track } from './movie';
import { shownAt, ShownOrder } from './shown-order';

/** One track as it is packaged: which samples, and when they are decoded. */
export interface Lane {
	/** Track id in what we package: 1 is the picture, 2 the sound. */
	id: 1 | 2;
	track: Track;
	/** Samples [from, to) of the original are sent. */
	from: number;
	to: number;
	/** When each of them is decoded, in ticks from 0; one more at the end, when the last one is over. */
	decoded: Float64Array;
}

/** Samples [from, to). */
interface Range {
	from: number;
	to: number;
}

/** Samples [from, to) of each lane; `seconds` is how long its pictures are shown. */
export interface Segment {
	picture: Range;
	sound: Range;
	seconds: number;
}

export interface Packaging {
	picture: Lane;
	sound: Lane | null;
	segments: Segment[];
	/** More segments follow when more has arrived; those that are here stay as they are. */
	open: boolean;
}

/** How long a segment is meant to be, s. Picture and sound begin sooner when the first ones are short. */
const usualSeconds = 2;
/**
 * The first two are short, so that a clip that is still being sent is seen as soon as one second of it has come, and goes
 * on without a stop on a line half as fast again as the clip. Not more of them: a seek to the very beginning of a segment
 * is where players are least exact.
 */
const firstSeconds = 1;
const shortUntil = 2;

/** Whether a segment that began at `start` may end at `end`, s. */
export const isLongEnough = (start: number, end: number): boolean =>
	end - start >= (start < shortUntil - 0.001 ? firstSeconds : usualSeconds) - 0.001;

/** When a sample is decoded, in ticks. The first picture at 0: hls.js lays the first decode time it meets on the playlist's time. */
export const decodedAt = (lane: Lane, i: number): number => lane.decoded[i - lane.from] ?? 0;

/**
 * Presentation time minus decode time, in ticks; often negative. Whatever was done to decode times is undone here, so
 * that every picture is shown at exactly its time in the original. Only the first one is shown from 0 on: browsers
 * show nothing, and refuse to begin, where nothing is written.
 */
export function compositionOffset(lane: Lane, i: number): number {
	if (lane.track.kind === 'audio' || i === lane.from) return 0;
	return shownAt(lane.track, i) - decodedAt(lane, i);
}

/** The tracks to play: the first picture, and the first sound a browser can play (phones add spatial sound beside it). */
export function chooseTracks(movie: Movie): { picture: Track | undefined; sound: Track | undefined } {
	const sounds = movie.tracks.filter((track) => track.kind === 'audio');
	return {
		picture: movie.tracks.find((track) => track.kind === 'video'),
		sound: sounds.find((track) => ['mp4a', 'Opus'].includes(track.entry.format)) ?? sounds[0]
	};
}

/**
 * Lays a movie out in segments of about two seconds, at first of one, that each begin with a key frame; null when there
 * is no picture.
 * Of a movie that is still open, only the segments that nothing can be added to any more.
 */
export function packagingOf(movie: Movie): Packaging | null {
	const { picture: track, sound } = chooseTracks(movie);
	const range = track && shownSamples(track);
	if (!track || !range) return null;
	const picture: Lane = { id: 1, track, ...range, decoded: picturesDecoded(track, range) };
	const soundLane = sound && sound.samples.count > 0 ? soundOf(sound) : null;
	// what the player is told at the beginning holds to the end: whether there is sound must be known by then
	if (movie.open && sound && !soundLane) return null;
	const segments = cutSegments(picture, soundLane, movie.open);
	return {
		picture,
		sound: soundLane,
		segments: movie.open ? finished(segments, picture, soundLane) : segments,
		open: movie.open
	};
}

/** The same segments with nothing but their sound, which then stands in the place of the picture; null without sound. */
export function onlySound({ sound, segments, open }: Packaging): Packaging | null {
	if (!sound) return null;
	const heard = segments.map((segment) => ({ ...segment, picture: segment.sound, sound: { from: 0, to: 0 } }));
	return { picture: sound, sound: null, segments: heard, open };
}

/** The last segment may still grow, and so may any whose sound is not all there: pictures and sound arrive in turns. */
function finished(segments: Segment[], picture: Lane, sound: Lane | null): Segment[] {
	const heard = sound ? decodedSeconds(sound, sound.to) : Infinity;
	return segments.filter(({ picture: { to } }, i) => i < segments.length - 1 && decodedSeconds(picture, to) <= heard);
}

/**
 * Which samples are shown at all: from the first key frame that is on screen at or after time 0 to the last sample
 * before the edit ends. What a teacher cut off at either side is not sent, even though the file still holds it.
 */
export function shownSamples(track: Track, order = ShownOrder.of(track)): Range | null {
	const { samples } = track;
	const stay = (i: number): number => order.stay(shownAt(track, i));
	let from = 0;
	while (from < samples.count && !(samples.key[from] && shownAt(track, from) + stay(from) > 0)) from++;
	let to = samples.count;
	// Half a picture of slack: the list is written in the movie's coarser ticks.
	while (to > from && shownAt(track, to - 1) >= track.edits.end - stay(to - 1) / 2) to--;
	return to > from ? { from, to } : null;
}

/**
 * Decode times such that a picture's length is exactly as long as it is seen: a browser that seeks goes by that
 * length, and by the length of a neighbour in decoding it shows the wrong one. Together the lengths before a picture
 * that all earlier ones precede are its own moment, so that segments begin where their first picture is seen.
 */
function picturesDecoded(track: Track, { from, to }: Range): Float64Array {
	const shown = new Float64Array(to - from);
	// the first one stands for the moment before it too, and nothing is shown before 0
	for (let i = from + 1; i < to; i++) shown[i - from] = Math.max(0, shownAt(track, i));
	const { end } = ShownOrder.of(track);
	const order = new ShownOrder(shown.toSorted(), Math.min(end, track.edits.end));
	const taken = new Uint8Array(to - from);
	const decoded = new Float64Array(to - from + 1);
	for (let i = 0; i < to - from; i++) {
		const at = shown[i] ?? 0;
		const place = order.before(at);
		// two at the same moment: the other one has the time
		decoded[i + 1] = (decoded[i] ?? 0) + (taken[place] ? 0 : Math.max(0, order.stay(at)));
		taken[place] = 1;
	}
	return decoded;
}

function soundOf(track: Track): Lane | null {
	const { samples, edits } = track;
	let from = 0;
	// Packets that end before time 0 only prime the decoder.
	while (from < samples.count && (samples.decode[from + 1] ?? 0) + edits.shift <= 0) from++;
	let to = samples.count;
	while (to > from && (samples.decode[to - 1] ?? 0) + edits.shift >= edits.end) to--;
	if (to <= from) return null;
	// Never before 0: a first packet that straddles 0 is shortened, and all after it stays exact.
	const decoded = samples.decode.slice(from, to + 1).map((at) => Math.max(0, at + edits.shift));
	return { id: 2, track, from, to, decoded };
}

function cutSegments(picture: Lane, sound: Lane | null, open: boolean): Segment[] {
	const clean = cleanStarts(picture, open);
	const seconds = (i: number): number => decodedSeconds(picture, i);
	const segments: Segment[] = [];
	let start = picture.from;
	let heard = sound?.from ?? 0;
	for (let i = picture.from + 1; i <= picture.to; i++) {
		const last = i === picture.to;
		if (!last && !(clean[i - picture.from] && isLongEnough(seconds(start), seconds(i)))) continue;
		const from = heard;
		// Sound goes with the segment it starts in, never earlier than the picture: hls.js times a segment by whichever
		// track starts first, and a seek straight into this segment would then be off by that difference.
		while (sound && heard < sound.to && (last || decodedSeconds(sound, heard) < seconds(i))) heard++;
		segments.push({
			picture: { from: start, to: i },
			sound: { from, to: heard },
			seconds: seconds(i) - seconds(start)
		});
		start = i;
	}
	return segments;
}

/**
 * Where a segment may begin: at a key frame after which nothing earlier is shown, and before which nothing later. Of a
 * clip that still grows, not where such a picture may still come: decoders hold back sixteen at most.
 */
function cleanStarts({ track, from, to }: Lane, open: boolean): Uint8Array {
	const clean = new Uint8Array(to - from);
	let earliest = Infinity;
	for (let i = to - 1; i > from; i--) {
		const at = shownAt(track, i);
		if (track.samples.key[i] && at < earliest && !(open && i + heldBack >= to)) clean[i - from] = 1;
		earliest = Math.min(earliest, at);
	}
	let latest = -Infinity;
	for (let i = from + 1; i < to; i++) {
		if (shownAt(track, i) <= latest) clean[i - from] = 0;
		latest = Math.max(latest, shownAt(track, i));
	}
	return clean;
}
const heldBack = 16;

/** When a sample is decoded, s. */
export const decodedSeconds = (lane: Lane, i: number): number => decodedAt(lane, i) / lane.track.timescale;

/** Bytes of media in one segment. */
function segmentBytes(packaging: Packaging, segment: Segment): number {
	const sum = (lane: Lane | null, { from, to }: Range): number => {
		let bytes = 0;
		for (let i = from; i < to; i++) bytes += lane?.track.samples.size[i] ?? 0;
		return bytes;
	};
	return sum(packaging.picture, segment.picture) + sum(packaging.sound, segment.sound);
}

/** How many bytes of the original must be there before a segment can be made of it. */
export function reachOf(packaging: Packaging, number: number): number {
	const segment = packaging.segments[number];
	let reach = 0;
	const look = (lane: Lane | null, { from, to }: Range): void => {
		const samples = lane?.track.samples;
		for (let i = from; samples && i < to; i++)
			reach = Math.max(reach, (samples.offset[i] ?? 0) + (samples.size[i] ?? 0));
	};
	if (segment) {
		look(packaging.picture, segment.picture);
		look(packaging.sound, segment.sound);
	}
	return reach;
}

/** False when a segment would be too large to build in memory: key frames too far apart, or a hostile index. */
export const segmentsFit = (packaging: Packaging): boolean =>
	packaging.segments.every((segment) => segmentBytes(packaging, segment) <= bounds.segmentBytes);
