/** Pauses between slices, ms: long enough for those who were sent on to arrive before the next come. */
const sliceMs = 500;

/**
 * Does something with each of these, spread evenly over so many seconds, so that a whole school does not knock at the
 * other processes in one moment. 0 seconds: all at once. Resolves when all are done.
 */
export async function inSlices<T>(all: readonly T[], seconds: number, each: (one: T) => Promise<void>): Promise<void> {
	const slices = Math.max(1, Math.round((seconds * 1000) / sliceMs));
	const size = Math.max(1, Math.ceil(all.length / slices));
	const underway: Promise<void>[] = [];
	for (let i = 0; i < all.length; i += size) {
		if (i > 0) await new Promise((resolve) => setTimeout(resolve, sliceMs));
		underway.push(...all.slice(i, i + size).map(each));
	}
	await Promise.all(underway);
}
