const minute = 60_000;
/** People come early and meetings run late, ms. */
const before = 60 * minute;
const after = 180 * minute;

/**
 * When a guest of one meeting is its guest [PC9]: from an hour before it begins until three hours after its planned end.
 * Moments in ms since epoch.
 */
export function visitOf(meeting: { startsAt: Date; minutes: number }): { from: number; until: number } {
	const startsAt = meeting.startsAt.getTime();
	return { from: startsAt - before, until: startsAt + meeting.minutes * minute + after };
}
