/** Why a clip may have to be opened by somebody who has no right to it. */
export const glassReasons = ['court-order', 'safety-of-a-child', 'owner-cannot', 'parents-ask'] as const;
export type GlassReason = (typeof glassReasons)[number];

/** What somebody is told about the safety of clips: alarms, and a clip opened in an emergency. */
export const noticeKinds = [
	'alarm-many-clips',
	'alarm-help-over',
	'alarm-denied',
	'glass-asked',
	'glass-opened',
	/** [ER10] Everything about a child whose teacher is gone was erased. */
	'left-child-erased'
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/**
 * [AU10] `answerWithinMs`: a second person has so long. `lastsMs`: and then it is open so long. `words`: the reason in
 * words, characters.
 */
export const glassLimits = { answerWithinMs: 24 * 3_600_000, lastsMs: 60 * 60_000, words: 1_000 } as const;

/** One opening, as the rules need it. */
export interface Glass {
	askedBy: string;
	askedAt: Date;
	answeredAt: Date | null;
	endsAt: Date | null;
	endedAt: Date | null;
}

export type GlassState = 'asked' | 'open' | 'refused' | 'over' | 'ran-out';

/** Where it stands now. Nothing has to be written for it to end. */
export function glassState(glass: Glass, now: Date): GlassState {
	if (glass.endsAt) return glass.endedAt || glass.endsAt <= now ? 'over' : 'open';
	if (glass.answeredAt) return 'refused';
	return glass.endedAt || now.getTime() - glass.askedAt.getTime() >= glassLimits.answerWithinMs ? 'ran-out' : 'asked';
}

/** [AU9] When somebody is warned. Counts are of one account, in `withinMs`. */
export const alarmLimits = {
	withinMs: 10 * 60_000,
	/** Different clips opened. */
	clips: 20,
	/** Refusals. */
	denied: 30,
	/** Who tries so long after her access ended is no player that was still asking, ms. */
	afterEndMs: 2 * 60_000,
	/** Of the same, no new alarm, ms. */
	againMs: 60 * 60_000
} as const;
