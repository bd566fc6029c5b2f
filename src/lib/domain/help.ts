import type { Consent } from './consent';

/** A question to an expert on call, from asking to the end of looking along (R111, R112). */
export type HelpState = 'asked' | 'accepted' | 'proposed' | 'declined' | 'withdrawn' | 'ended';

const day = 86_400_000;
/** How long somebody may look along, from the day of the conversation, and never longer than this from now (B5). */
export const helpLimits = { defaultMs: 7 * day, longestMs: 30 * day, question: 2000, answer: 1000 } as const;

/** The end of access that is given now: what was asked, but never more than the longest. */
export const cappedUntil = (asked: Date, now: Date): Date =>
	new Date(Math.min(asked.getTime(), now.getTime() + helpLimits.longestMs));

export interface HelpPerson {
	id: string;
	name: string;
}

/** A question in a list. */
export interface HelpLine {
	id: string;
	state: HelpState;
	/** The reader asked it; otherwise it was asked of her. */
	mine: boolean;
	asker: HelpPerson;
	expert: HelpPerson;
	/** Null: the question is about the clip alone. */
	sessionId: string | null;
	question: string;
	meetAt: Date | null;
	until: Date | null;
	createdAt: Date;
}

/** One question as the asker or the expert sees it. */
export interface HelpCard extends HelpLine {
	answer: string;
	answeredAt: Date | null;
	teamName: string;
	/** Null once the clip was erased. */
	clipId: string | null;
	/** The meeting of a session; null for an intervision between meetings or a clip alone. */
	meeting: { number: number; startsAt: Date } | null;
	/** What the clip is about in words; null when nothing was written. Never the picture. */
	context: { context: string; reason: string; goal: string; question: string; skills: string[] };
	lengthMs: number | null;
	/** The reader may look along now. */
	open: boolean;
	/** Looking along has ended but can be given again by the asker. */
	canGrantMore: boolean;
}

/** What can be chosen in the form for asking. */
export interface HelpChoices {
	clips: { id: string; title: string; createdAt: Date; consent: Consent }[];
	sessions: {
		id: string;
		clipTitle: string;
		meeting: { number: number; startsAt: Date } | null;
		open: boolean;
		consent: Consent;
	}[];
	/** Per team, because an expert belongs to a team; `subjects` are ids of clips and sessions of that team. */
	experts: (HelpPerson & { about: string; subjects: string[] })[];
}
