import type { RefusalCode } from './refusals';

/** What clips may take together, bytes; null where nothing is set. */
export interface SpaceLimits {
	school: number | null;
	team: number | null;
}

/** How much is in use, bytes. Clips that are still being sent count whole: their room is promised. */
export interface SpaceUsed {
	school: number;
	team: number;
	/** Of clips that are being sent, anywhere in the school. */
	promised: number;
	/** What the disk still has; null where nobody can say. */
	diskFree: number | null;
	/** How many clips this person has under way. */
	underWay: number;
}

/** Left alone on the disk for the database, letters and conversions, bytes. */
export const diskReserve = 1_000_000_000;
/** Clips one person may have under way at once: more is a mistake, and every one of them keeps others waiting. */
export const mostUnderWay = 5;

/**
 * Whether a clip of so many bytes can come, asked before its first byte [U5]: nobody waits ten minutes to hear that it
 * does not fit. The disk counts what was promised to others as taken.
 */
export function roomFor(
	bytes: number,
	limits: SpaceLimits,
	used: SpaceUsed
): Extract<RefusalCode, 'too-many-under-way' | 'team-space-full' | 'school-space-full' | 'disk-full'> | null {
	if (used.underWay >= mostUnderWay) return 'too-many-under-way';
	if (limits.team !== null && used.team + bytes > limits.team) return 'team-space-full';
	if (limits.school !== null && used.school + bytes > limits.school) return 'school-space-full';
	if (used.diskFree !== null && used.diskFree - used.promised - diskReserve < bytes) return 'disk-full';
	return null;
}
