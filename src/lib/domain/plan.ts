import type { Feeling, PlayHow } from './practice';

/**
 * What each kind of entry in the reflection plan holds (R96-R99). Stored sealed; every text is the owner's own,
 * except what the group gave, which is quoted with its giver.
 */
export interface PlanFields {
	start: {
		words: ThreeWords;
		examples?: ThreeWords;
		relation: string;
		needs: string;
		/** What changed in how the owner looks or feels. */
		shifted: string;
		/** What she does when she meets the child next. */
		meet: string;
		/** The skill she begins with: a code of the pack by its id, or her own words. */
		skill: string;
	};
	'play-moment': {
		/** A context of the pack by its id, or the owner's own words. */
		context: string;
		/** A code of the pack by its id, or the owner's own words. */
		skill: string;
		leftOut: string;
		help: string;
		minutes: number | null;
		filmed: boolean;
		happened: string;
		learned: string;
		next: string;
		done: boolean;
		/** As meant, or because it came about (R42); not there in what was written before there was a log. */
		how?: PlayHow | '';
		feeling?: Feeling | '';
	};
	clip: { title: string };
	session: {
		seen: { text: string; codes: string[]; atMs: number | null }[];
		needs: { text: string; codes: string[] }[];
		strengths: { text: string; giver: string; atMs: number | null }[];
		tips: { text: string; giver: string }[];
		intentions: string[];
		takeaway: string;
		/** What the owner adds afterwards. */
		note?: string;
	};
	note: { text: string };
	/** What was said with the parents, and what they notice at home (R120). */
	parents: { how: ParentsHow; said: string; home: string; agreed: string };
	end: {
		words: ThreeWords;
		examples?: ThreeWords;
		changed: string;
		goOn: 'finish' | 'go-on' | 'undecided';
		keep: string;
		support: string;
	};
}
/** How teacher and parents spoke. */
export const parentsHows = ['door', 'talk', 'phone', 'message', ''] as const;
export type ParentsHow = (typeof parentsHows)[number];
/** Three words for the relationship, each with one occasion in which it showed (R87). */
export type ThreeWords = [string, string, string];
export type PlanKind = keyof PlanFields;

/** Kinds the owner writes herself. Clips stand in the clip table, sessions come from the table of the group. */
export const ownKinds = ['start', 'play-moment', 'note', 'parents', 'end'] as const;
export type OwnKind = (typeof ownKinds)[number];

/** Kinds of which a plan has one: it begins once and ends once. */
export const onceOnly = (kind: PlanKind): kind is 'start' | 'end' => kind === 'start' || kind === 'end';

/** [LP9] The texts of each kind that two people can write in, in the order of its form. */
export const sharedTextsOf: Record<Exclude<PlanKind, 'clip'>, readonly string[]> = {
	start: ['relation', 'needs', 'shifted', 'meet'],
	'play-moment': ['help', 'happened', 'learned', 'next'],
	session: ['takeaway', 'note'],
	note: ['text'],
	parents: ['said', 'home', 'agreed'],
	end: ['changed', 'keep', 'support']
};

/** Lengths in characters, checked at the door; `together`: what one text may come to when two wrote in it apart. */
export const planLimits = { text: 4000, together: 8000, line: 200, word: 40, entries: 400, minutes: 240 } as const;

const blank: { [K in PlanKind]: PlanFields[K] } = {
	start: { words: ['', '', ''], relation: '', needs: '', shifted: '', meet: '', skill: '' },
	'play-moment': {
		context: '',
		skill: '',
		leftOut: '',
		help: '',
		minutes: null,
		filmed: false,
		happened: '',
		learned: '',
		next: '',
		done: false
	},
	clip: { title: '' },
	session: { seen: [], needs: [], strengths: [], tips: [], intentions: [], takeaway: '' },
	note: { text: '' },
	parents: { how: '', said: '', home: '', agreed: '' },
	end: { words: ['', '', ''], changed: '', goOn: 'undecided', keep: '', support: '' }
};

/** All fields of one kind: what was kept, and blanks for what an older or new entry does not have. */
export const withFields = <K extends PlanKind>(kind: K, kept: Partial<PlanFields[K]>): PlanFields[K] => ({
	...blank[kind],
	...kept
});

/** Somebody who wrote how it went has played: the owner never has to tick a box for that. */
export const hasHappened = (moment: PlanFields['play-moment']): boolean =>
	moment.done || [moment.happened, moment.learned, moment.next].some((text) => text.trim() !== '');

export const hasWords = (words: readonly string[]): boolean => words.some((word) => word.trim() !== '');

/** What the next step is decided on. Dates are moments; `lastMeetingAt` is null while no meeting is planned. */
export interface PlanFacts {
	now: Date;
	closed: boolean;
	startWords: boolean;
	playMoments: readonly { id: string; at: Date; happened: boolean }[];
	end: { words: boolean; goOn: PlanFields['end']['goOn'] } | null;
	lastMeetingAt: Date | null;
}

/** The one next thing (DESIGN 1), with the play moment it is about. */
export type PlanStep =
	| { do: 'choose-words' }
	| { do: 'tell-how-it-went'; entryId: string; at: Date }
	| { do: 'look-back' }
	| { do: 'finish' }
	| { do: 'wait-for'; entryId: string; at: Date }
	| { do: 'plan-moment' };

/**
 * First words, then what was played but not told, then the end once the last meeting has come, then the next play
 * moment. Null when the trajectory is closed.
 */
export function nextPlanStep(facts: PlanFacts): PlanStep | null {
	if (facts.closed) return null;
	if (!facts.startWords) return { do: 'choose-words' };
	const open = facts.playMoments.filter((m) => !m.happened).sort((a, b) => a.at.getTime() - b.at.getTime());
	const passed = open.find((m) => m.at <= facts.now);
	if (passed) return { do: 'tell-how-it-went', entryId: passed.id, at: passed.at };
	if (facts.end?.goOn === 'finish') return { do: 'finish' };
	const lastMeetingCame = facts.lastMeetingAt !== null && facts.lastMeetingAt <= facts.now;
	if (lastMeetingCame && !facts.end?.words) return { do: 'look-back' };
	const coming = open[0];
	return coming ? { do: 'wait-for', entryId: coming.id, at: coming.at } : { do: 'plan-moment' };
}
