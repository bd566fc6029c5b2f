import { isClosedDoor, teamMayWatch, type Consent } from '$lib/domain/consent';

/** How far one person is on the way to the next meeting: facts for a neutral line, in the order things happen. */
export const readinessSteps = [
	'pausing',
	'looks-along',
	'choosing-child',
	'asking-parents',
	'waiting-for-parents',
	'may-film',
	'clip-waits',
	'clip-arriving',
	'clip-ready',
	'fragment-chosen',
	'brings-clip'
] as const;
export type Readiness = (typeof readinessSteps)[number];

export interface ClipProgress {
	ready: boolean;
	fragmentChosen: boolean;
	/** It was being sent, and nothing comes any more [U7]. */
	stopped: boolean;
}

export interface PersonFacts {
	/** Away for a while: nothing is expected of her [PC1]. */
	pausing: boolean;
	/** False for a lead without a child, a facilitator, a guest, or whoever looks along this cycle: never "missing" (R7). */
	worksWithChild: boolean;
	/** The running trajectory in this cycle. */
	child: { consent: Consent; clips: readonly ClipProgress[] } | null;
	/** A clip of hers lies ready for the coming meeting. */
	brings: boolean;
}

/**
 * One state per person. Colleagues never learn that parents said no (Q12): who must choose again is simply choosing.
 */
export function readinessOf(person: PersonFacts): Readiness {
	if (person.pausing) return 'pausing';
	if (person.brings) return 'brings-clip';
	if (!person.child) return person.worksWithChild ? 'choosing-child' : 'looks-along';
	const { consent, clips } = person.child;
	if (isClosedDoor(consent)) return 'choosing-child';
	if (!teamMayWatch(consent)) return consent.team === 'asked' ? 'waiting-for-parents' : 'asking-parents';
	if (clips.some((clip) => clip.ready && clip.fragmentChosen)) return 'fragment-chosen';
	if (clips.some((clip) => clip.ready)) return 'clip-ready';
	if (clips.some((clip) => !clip.stopped)) return 'clip-arriving';
	return clips.length > 0 ? 'clip-waits' : 'may-film';
}
