/**
 * The closed vocabulary of a method pack. A pack is a plain JSON-serialisable value: no callbacks, no home-made
 * language. A new condition is a new word here, with a numbered rule in docs/rules and a test.
 */

/** A text in both languages of the product. */
export interface Text {
	nl: string;
	en: string;
}

/** Permission units: the parts of a session's shared document. A round opens some of them to some people. */
export const units = [
	'observations',
	'meanings',
	'experience',
	'needs',
	'strengths',
	'intentions',
	'tips',
	'takeaway'
] as const;
export type Unit = (typeof units)[number];

/** `colleagues` is everybody at the table but the presenter. `nobody` is said out loud. */
export type Who = 'presenter' | 'colleagues' | 'everyone' | 'nobody';

/** Who speaks: `in-turn` gives the word to colleagues one by one; `presenter-first` opens to all after the presenter. */
export type Speaking = 'presenter' | 'nobody' | 'in-turn' | 'everyone' | 'presenter-first';

/** How the picture behaves in a round. */
export interface Picture {
	/**
	 * `still`: the picture rests. `through-once`: what was brought plays from start to end, no pause, no scrubbing.
	 * `moments`: the presenter looks up moments. `loop-fragment`: the fragment again and again, slow and still allowed.
	 * `marks`: jump to what was noted.
	 */
	mode: 'still' | 'through-once' | 'moments' | 'loop-fragment' | 'marks';
	/** Who holds the remote. `leader`: whoever leads, or everybody when nobody does. `speaker`: whose turn it is, and the leader. */
	remote: 'nobody' | 'presenter' | 'leader' | 'speaker';
	/** `choice`: sound can be turned off for the whole group (R56). */
	sound: 'on' | 'choice';
}

/** What must be true before the next round. The leader may go on all the same, with a reason that is kept. */
export type Guard = 'none' | 'moments-chosen';

export interface Round {
	id: string;
	title: Text;
	minutes: number;
	speaks: Speaking;
	/** The one sentence everybody sees. */
	prompt: Text;
	/** What the others do meanwhile, in words (R61). */
	others: Text;
	/** Cards to ask on with (R68). */
	cards: Text[];
	picture: Picture;
	/** Who may write in which part; a part that is not named is closed to all. */
	write: Partial<Record<Unit, Who>>;
	/** True while private jottings may be written; they stay the writer's own. */
	jottings: boolean;
	/** Tips open (R63). Before this, a tip goes to the writer's own "later" list. */
	tips: boolean;
	guard: Guard;
}

export interface Protocol {
	id: string;
	title: Text;
	rounds: Round[];
}

export type ObservationActor = 'child' | 'teacher' | 'together';

/** One code of the observation scheme. Don'ts are shown as neutral text, never red, never counted for others (R81). */
export interface Code {
	id: string;
	group: string;
	actor: ObservationActor;
	polarity: 'plus' | 'neutral' | 'dont';
	channel: 'verbal' | 'non-verbal' | 'none';
	label: Text;
	help: Text;
}

export interface CodeGroup {
	id: string;
	label: Text;
}

/** A word for what this child needs in the contact; `askOn` marks a word that is too general (R69). */
export interface Need {
	id: string;
	label: Text;
	askOn: boolean;
}

export interface MeetingPlan {
	id: string;
	title: Text;
	/** What happens in the practice period that follows, in one line; empty for none. */
	after: Text;
	minutes: number;
	/** Clips are brought to this meeting. */
	watching: boolean;
	/** Default distance to the previous meeting, in weeks. */
	weeksAfterPrevious: number;
}

export interface Term {
	id: string;
	word: Text;
	meaning: Text;
}

export interface Pack {
	id: string;
	version: number;
	title: Text;
	/** Licence and qualification notice (R4), shown where the pack is chosen. */
	notice: Text;
	protocols: Protocol[];
	defaultProtocol: string;
	codeGroups: CodeGroup[];
	codes: Code[];
	needs: Need[];
	meetings: MeetingPlan[];
	/** Contexts in which teacher and child do something together (R43). */
	contexts: { id: string; label: Text }[];
	/** Words of the method that carry their own help. */
	terms: Term[];
}

/** Marks a value as a pack; the type does the work, `problems()` does the rest at start-up. */
export const definePack = (pack: Pack): Pack => pack;

export const protocolOf = (pack: Pack, id: string): Protocol | undefined => pack.protocols.find((p) => p.id === id);
