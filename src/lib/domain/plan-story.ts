import type { ChildNature } from './child-nature';
import type { Consent } from './consent';
import type { PlanFields, PlanStep, ThreeWords } from './plan';

/** One child's page as one reader sees it: what she may not read is not in it. */
export interface PlanStory {
	trajectoryId: string;
	alias: string;
	cycleNumber: number;
	teacher: { id: string; name: string };
	mine: boolean;
	closed: { at: Date; why: 'another-child' | 'finished' | 'left' | null } | null;
	/** Why this child, in terms of contact; for the owner only. */
	reason: string;
	/** [TC6] What it is about in one word; for the team only, and on no paper. */
	nature: ChildNature | null;
	/** The parents' answer; for the owner only. */
	consent: Consent | null;
	/** Clips are kept until then at most; null while no meeting is planned. */
	keptUntil: Date | null;
	/** Day of the last meeting, when the words are chosen again. */
	lastMeetingAt: Date | null;
	words: { at: Date; then: ThreeWords } | null;
	wordsNow: ThreeWords | null;
	/** Play moments that happened, as far as this reader may know. */
	played: number;
	/** How many parts the owner shares with the team. */
	shared: number;
	step: PlanStep | null;
	items: StoryItem[];
	choices: PlanChoices | null;
	/** The method of this cycle has a reflection interview, and it can still be held. */
	interviews: boolean;
}

interface Told<K extends keyof PlanFields> {
	kind: K;
	id: string;
	at: Date;
	shared: boolean;
	/** Whoever writes along in it; for the owner only. */
	writer: string | null;
	fields: PlanFields[K];
}

export interface StartItem extends Told<'start'> {
	/** The skill to begin with, in the reader's language. */
	skillLabel: string;
}
export interface PlayMomentItem extends Told<'play-moment'> {
	/** Context, skill and what is left out, in the reader's language. */
	labels: { context: string; skill: string; leftOut: string };
	state: 'planned' | 'passed' | 'happened';
}
export interface SessionItem extends Told<'session'> {
	sessionId: string | null;
	/** Null for an intervision between meetings. */
	meetingNumber: number | null;
	/** How often the group saw the child seek contact, and how many of those without words. Never shown as a score. */
	sought: { times: number; wordless: number };
	/** Each with its words or, when nothing was written, the names of its codes. */
	seen: { text: string; atMs: number | null }[];
	needs: string[];
}
export interface ClipItem {
	kind: 'clip';
	id: string;
	at: Date;
	title: string;
	status: 'sending' | 'checking' | 'converting' | 'ready' | 'failed';
	/** It was being sent, and nothing comes any more [U7]. */
	stopped: boolean;
	/** Length of the chosen fragment, or of the whole clip while none is chosen; ms. Null while unknown. */
	lengthMs: number | null;
	fragmentChosen: boolean;
	keptUntil: Date;
}
export type StoryItem =
	StartItem | PlayMomentItem | ClipItem | SessionItem | Told<'note'> | Told<'parents'> | Told<'end'>;
export type WrittenItem = Exclude<StoryItem, ClipItem>;

export interface Choice {
	id: string;
	label: string;
	help?: string;
}
/** What the method offers to choose from, in the reader's language. */
export interface PlanChoices {
	contexts: Choice[];
	skills: Choice[];
	leaveOut: Choice[];
	relationWords: string[];
	/** Words that get a soft hint because they describe the child (R88). */
	aboutTheChild: string[];
}
