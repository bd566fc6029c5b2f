import { no, yes, type Outcome } from '$lib/domain/outcome';
import { TokenBucket } from './live/token-bucket';

/**
 * [A21] How fast one person may ask for what costs the house much: far above what hands do, far below what a script does.
 * `burst`: so many at once.
 */
export const paces = {
	/** Opens everything that is hers to read, in the clear. */
	search: { perMinute: 30, burst: 30 },
	/** A file about a child, a table of who looked. */
	export: { perMinute: 6, burst: 20 },
	/** A clip that is announced; how many are under way at once is a rule of its own. */
	upload: { perMinute: 6, burst: 30 }
} as const;
export type Paced = keyof typeof paces;

export type Pace = (what: Paced, userId: string) => Outcome<null>;

/**
 * Kept in memory: it holds off a flood, not a guess, so a restart may forget it. As many as there are accounts, and those
 * nobody makes by herself. Refusal: `too-many-tries`; who waits a little is let through.
 */
export function openPace(clock: () => Date): Pace {
	const buckets = new Map<string, TokenBucket>();
	return (what, userId) => {
		const now = clock().getTime();
		const { perMinute, burst } = paces[what];
		const key = `${what} ${userId}`;
		const bucket = buckets.get(key) ?? new TokenBucket(perMinute / 60, burst, now);
		buckets.set(key, bucket);
		return bucket.takeIfThere(now) ? yes(null) : no('too-many-tries', { wait: 60_000 / perMinute });
	};
}
