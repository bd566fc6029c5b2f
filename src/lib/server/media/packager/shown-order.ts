import type { Track } from './movie';

/** Presentation time of a sample in ticks, after the edit list. */
export function shownAt(track: Track, i: number): number {
	return (track.samples.decode[i] ?? 0) + (track.samples.composition[i] ?? 0) + track.edits.shift;
}

/**
 * Pictures in the order in which they are seen. A file tells how long each one lasts in the order of decoding; where
 * pictures change places and times are uneven, that is the length of another picture. How long one is on screen only
 * its neighbour in this order tells. All in ticks.
 */
export class ShownOrder {
	/** `times` in order; `end` is when the last one goes. */
	constructor(
		readonly times: Float64Array,
		readonly end: number
	) {}

	/** Of the whole track, whatever an edit list shows of it. */
	static of(track: Track): ShownOrder {
		const { count, decode } = track.samples;
		const times = new Float64Array(count);
		for (let i = 0; i < count; i++) times[i] = shownAt(track, i);
		times.sort();
		const last = times[count - 1] ?? 0;
		// Nobody follows the last one: it stays as long as the file says of the last one decoded.
		const length = (decode[count] ?? 0) - (decode[count - 1] ?? 0);
		return new ShownOrder(times, last + (length || last - (times[count - 2] ?? last)));
	}

	/** How many pictures are shown before this moment. */
	before(at: number): number {
		let [low, high] = [0, this.times.length];
		while (low < high) {
			const middle = (low + high) >>> 1;
			if ((this.times[middle] ?? 0) < at) low = middle + 1;
			else high = middle;
		}
		return low;
	}

	/** How long a picture that is shown at this moment stays. */
	stay(at: number): number {
		let next = this.before(at);
		while (this.times[next] === at) next++;
		return (this.times[next] ?? this.end) - at;
	}
}
