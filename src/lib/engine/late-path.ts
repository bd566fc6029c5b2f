import { isClosedDoor, teamMayWatch, type Consent } from '$lib/domain/consent';
import type { CyclePath } from '$lib/domain/cycle-path';

const day = 24 * 3_600_000;
/** Asking parents, playing and filming once take about this long, ms. */
const enoughTime = 21 * day;

/** A meeting as somebody who joins looks at it; moments in ms since epoch. */
export interface MeetingAhead {
	startsAt: number;
	endsAt: number;
	/** Clips are brought to it. */
	watching: boolean;
}

/** What somebody who joined half-way did by now. */
export interface LateFacts {
	now: number;
	meetings: readonly MeetingAhead[];
	child: { consent: Consent; firstWords: boolean; played: boolean; clip: boolean } | null;
}

export type LateStep = 'child' | 'parents' | 'first-words' | 'play' | 'clip';

/** [PC4] Half-way: a meeting lay behind already when she came, and one is still ahead. */
export const joinedHalfWay = (meetings: readonly MeetingAhead[], joinedAt: number, now: number): boolean =>
	meetings.some((it) => it.endsAt <= joinedAt) && meetings.some((it) => it.endsAt > now);

/** Whether there is time left to work with a child before clips are looked at for the last time. */
export const advisedPath = ({ now, meetings }: Pick<LateFacts, 'now' | 'meetings'>): CyclePath =>
	meetings.some((it) => it.watching && it.startsAt - now >= enoughTime) ? 'shortened' : 'looks-along';

/**
 * [PC4] What is enough for whoever joined half-way, in order, each with whether it was done. What she missed is left out:
 * nobody catches up. A clip is asked for only when there is still a meeting to bring it to.
 */
export function lateSteps({ now, meetings, child }: LateFacts): { step: LateStep; done: boolean }[] {
	const ours = child && !isClosedDoor(child.consent) ? child : null;
	const steps: { step: LateStep; done: boolean }[] = [
		{ step: 'child', done: ours !== null },
		{ step: 'parents', done: ours !== null && teamMayWatch(ours.consent) },
		{ step: 'first-words', done: ours?.firstWords ?? false },
		{ step: 'play', done: ours?.played ?? false }
	];
	const toBringTo = meetings.some((it) => it.watching && it.endsAt > now);
	return toBringTo ? [...steps, { step: 'clip', done: ours?.clip ?? false }] : steps;
}
