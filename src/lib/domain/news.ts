import type { NoticeKind } from './break-glass';

/** What somebody may be told that happened. */
export type NewsKind =
	| 'meeting-moved'
	| 'cycle-planned'
	| 'interview-asked'
	| 'help-asked'
	| 'help-accepted'
	| 'help-proposed'
	| 'help-declined'
	| 'part-shared'
	| 'parents-answered';

/** One line of what happened. It holds no name of a child and no word of a parent, an expert or a plan [TD4]. */
export interface NewsItem {
	kind: NewsKind | NoticeKind;
	at: Date;
	/** Who did it; of `parents-answered` whose child it is. */
	who: string;
	/** The reader's own child is meant. */
	own: boolean;
	/** Number and new moment of a meeting. */
	meeting: number | null;
	startsAt: Date | null;
	href: string;
	/** Since she last looked. */
	fresh: boolean;
}

/** How long something stays news, ms, and how much of it is shown. */
export const newsLimits = { keptMs: 30 * 86_400_000, most: 40 } as const;
