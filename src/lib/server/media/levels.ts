import type { Packaging } from './packager/packaging';
import { shownAt } from './packager/shown-order';

/** One way in which a clip can be played: its playlist, and how it is packaged. */
export interface Level {
	list: string;
	packaging: Packaging;
}

/**
 * The HLS list of the ways in which a clip can be played, best first. Players take the first when the line is wide enough
 * for it and change only where a segment begins.
 */
export const levelsOf = (levels: readonly Level[]): string =>
	[
		'#EXTM3U',
		'#EXT-X-VERSION:7',
		'#EXT-X-INDEPENDENT-SEGMENTS',
		...levels.flatMap(({ list, packaging }) => {
			const { mean, most } = bitsPerSecond(packaging);
			const { width, height } = packaging.picture.track.entry;
			return [`#EXT-X-STREAM-INF:BANDWIDTH=${most},AVERAGE-BANDWIDTH=${mean},RESOLUTION=${width}x${height}`, list];
		}),
		''
	].join('\n');

function bitsPerSecond({ picture, sound, segments }: Packaging): { mean: number; most: number } {
	let [bits, seconds, most] = [0, 0, 1];
	for (const segment of segments) {
		const size =
			8 *
			(weight(picture.track.samples.size, segment.picture) +
				(sound ? weight(sound.track.samples.size, segment.sound) : 0));
		bits += size;
		seconds += segment.seconds;
		// one picture at the very end says nothing about a line
		if (segment.seconds >= 0.5) most = Math.max(most, size / segment.seconds);
	}
	const mean = Math.ceil(bits / Math.max(seconds, 0.001));
	return { mean, most: Math.max(mean, Math.ceil(most)) };
}

const weight = (sizes: Uint32Array, { from, to }: { from: number; to: number }): number =>
	sizes.subarray(from, to).reduce((sum, size) => sum + size, 0);

/** Seconds at which each segment's first picture is shown, in order. */
export const segmentStarts = ({ picture, segments }: Packaging): number[] =>
	segments.map((segment) => shownAt(picture.track, segment.picture.from) / picture.track.timescale);

/**
 * [X6] Whether two packagings show the same pictures at the same times and may change places between any two segments.
 * A moment in a clip is a moment on a child's face: a level that is one frame off is worth nothing.
 */
export function sameFrames(one: Packaging, other: Packaging): boolean {
	const [a, b] = [shownTimes(one), shownTimes(other)];
	if (a.length !== b.length || one.segments.length !== other.segments.length) return false;
	if (one.picture.track.rotation !== other.picture.track.rotation) return false;
	// half of the shortest picture we take is 2 ms; a clock of 90,000 a second tells times to 0.01 ms
	const near = (x: number, y: number | undefined): boolean => y !== undefined && Math.abs(x - y) <= 0.0015;
	if (!a.every((time, i) => near(time, b[i]))) return false;
	const [starts, otherStarts] = [segmentStarts(one), segmentStarts(other)];
	if (!starts.every((time, i) => near(time, otherStarts[i]))) return false;
	// They begin at the same pictures, so they are as long; how long the very last picture stays two programs may tell differently.
	return Math.abs((one.segments.at(-1)?.seconds ?? 0) - (other.segments.at(-1)?.seconds ?? 0)) <= 0.25;
}

function shownTimes({ picture }: Packaging): Float64Array {
	const times = new Float64Array(picture.to - picture.from);
	for (let i = picture.from; i < picture.to; i++)
		times[i - picture.from] = shownAt(picture.track, i) / picture.track.timescale;
	return times.sort();
}
