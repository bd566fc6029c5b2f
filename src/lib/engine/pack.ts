/**
 * The closed vocabulary of a method pack. A pack is a plain JSON-serialisable value: no callbacks, no home-made
 * language. A new condition is a new word here, with a numbered rule in docs/rules and a test.
 */
import type { SchoolYears } from '$lib/domain/practice';

/** A text in both languages of the product. */
export interface Text {
	nl: string;
	en: string;
}

/** Permission units: the parts of a session's shared document, in reading order. A round opens some of them to some people. */
export const units = [
	'script',
	'keywords',
	'observations',
	'meanings',
	'experience',
	'questions',
	'needs',
	'answers',
	'strengths',
	'intentions',
	'tips',
	'agreements',
	'takeaway',
	'parking'
] as const;
export type Unit = (typeof units)[number];

/**
 * Who somebody is in a protocol. `guide` is whoever sits there as facilitator or expert, in a protocol that sets her
 * apart (a coach); otherwise she is one of the colleagues (R75).
 */
export const parties = ['presenter', 'colleagues', 'guide'] as const;
export type Party = (typeof parties)[number];

/** `colleagues` is everybody at the table but the presenter, and but a guide set apart. `nobody` is said out loud. */
export const whos = [...parties, 'everyone', 'nobody'] as const;
export type Who = (typeof whos)[number];

/**
 * Who speaks: `in-turn` gives the word to colleagues one by one; `presenter-first` and `guide-first` open to all after
 * her.
 */
export const speakings = [
	'presenter',
	'guide',
	'nobody',
	'in-turn',
	'everyone',
	'presenter-first',
	'guide-first'
] as const;
export type Speaking = (typeof speakings)[number];

/**
 * How the picture behaves. `still`: it rests. `through-once`: what was brought plays from start to end, no pause, no
 * scrubbing. `moments`: the presenter looks up moments. `loop-fragment`: the fragment again and again, slow and still
 * allowed. `marks`: jump to what was noted.
 */
export const modes = ['still', 'through-once', 'moments', 'loop-fragment', 'marks'] as const;
/** Who holds the remote. `leader`: whoever leads, or everybody when nobody does. `speaker`: whose turn it is, and the leader. */
export const remotes = ['nobody', 'presenter', 'guide', 'leader', 'speaker', 'everyone'] as const;
/** `choice`: sound can be turned off for the whole group (R56). */
export const sounds = ['on', 'choice'] as const;
/** Where a playing picture stands still by itself: at noted initiatives of the child (R59), where the coach's script says so (R128), or where she gave a keyword (R136). */
export const freezes = ['initiatives', 'script', 'keywords'] as const;

export interface Picture {
	mode: (typeof modes)[number];
	remote: (typeof remotes)[number];
	sound: (typeof sounds)[number];
	/** Playing on is one press on play. Absent: it stands still only when somebody says so. */
	freeze?: (typeof freezes)[number];
}

/** What must be true before the next round. The leader may go on all the same, with a reason that is kept. */
export const guards = ['none', 'moments-chosen'] as const;
export type Guard = (typeof guards)[number];

/**
 * What entering a round does, once, for everybody. `reveal`: what was written sealed comes on the table. `sound-off`:
 * the picture begins without sound (R56). `slow`: at half speed. `to-glad`, `to-closer`: at the presenter's moment (R65).
 */
export const effects = ['reveal', 'sound-off', 'slow', 'to-glad', 'to-closer'] as const;
export type Effect = (typeof effects)[number];

/** One focus question that one viewer takes upon her during a viewing (R60). */
export interface Lens {
	id: string;
	title: Text;
	question: Text;
	/** Codes that belong to it. */
	codes: string[];
}

/** Optional words say nothing when they are absent: version 1 of a pack, which lacks them, means what it always meant. */
export interface Round {
	id: string;
	title: Text;
	minutes: number;
	speaks: Speaking;
	/** Who is asked something and answers. */
	answers?: Who;
	/** The one sentence everybody sees. */
	prompt: Text;
	/** What the others do meanwhile, in words (R61). */
	others: Text;
	/** What one does oneself, by party; who has no sentence of her own reads `others`. */
	tasks?: Partial<Record<Party, Text>>;
	/** What it may look like, so that the prompt is not read over (R66). */
	examples?: Text[];
	/** Cards to ask on with (R68). */
	cards: Text[];
	picture: Picture;
	/** Who may write in which part; a part that is not named is closed to all. */
	write: Partial<Record<Unit, Who>>;
	/** What `write` opens is written in one's own pages, where nobody else can read it until a later round reveals it. */
	notes?: 'sealed';
	/** Each viewer may choose one to look through. */
	lenses?: Lens[];
	/** A need is noted as the child's or as one's own (R70). */
	whose?: true;
	/**
	 * Whether the screen offers a place for private jottings in this round. It is no right: who is busy with one when such a
	 * round ends may finish it, so writing them is refused in no running round [S16].
	 */
	jottings: boolean;
	/** Tips open (R63). Before this, a tip goes to the writer's own "later" list. */
	tips: boolean;
	guard: Guard;
	enter?: Effect[];
	/** Passed by unless the presenter, or anyone at the table, asked for it (R57). */
	optional?: 'presenter' | 'anyone';
}

/** What somebody does alone before a session: `write` is sealed, and comes on the table where a round reveals it. */
export interface Preparation {
	by: Party;
	minutes: number;
	prompt: Text;
	write: Partial<Record<Unit, Who>>;
}

export interface Protocol {
	id: string;
	title: Text;
	/** Step 0. */
	prepare?: Preparation[];
	rounds: Round[];
	/** What this method calls whoever sits there. */
	seats?: Partial<Record<Party, Text>>;
	/** The facilitator or expert is a party of her own: a coach. The session then begins with her in the room. */
	guide?: 'apart';
	/**
	 * `guided`: a coach chooses the images, so the first viewing need not be one in silence. Absent: the first time the
	 * picture moves, it plays through once (R64).
	 */
	firstLook?: 'guided';
	/** `on-site`: nothing is watched; it happens in the classroom or at home. */
	where?: 'on-site';
	/** An expert at the table takes her turn after the others (R115). */
	expert?: 'last';
	/** There is a place for what drifts away from the fragment (R72). */
	parking?: true;
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

/** What the codes of a group are in a contact: the child's or adult's move, its answer, or the end of it (R59, R82). */
export const groupKinds = ['initiative', 'reception', 'closing'] as const;

export interface CodeGroup {
	id: string;
	label: Text;
	kind?: (typeof groupKinds)[number];
}

/** A word for what this child needs in the contact; `askOn` marks a word that is too general (R69). */
export interface Need {
	id: string;
	label: Text;
	askOn: boolean;
	/** The card that asks on. */
	card?: Text;
}

/**
 * A sheet of boxes about one event (R84). The boxes are no parts of their own: a fact is an observation, what the adult
 * felt is experience, what the child may feel is a meaning, and the box is a code on it.
 */
export interface Sheet {
	id: string;
	title: Text;
	boxes: { code: string; unit: Unit }[];
}

/**
 * What a meeting is made of (R18). `plenary`: a clip with everybody. `groups`: pairs or small groups, each with a clip of
 * its own. `interviews`: two by two, without a clip. `closing`: with everybody, one yield per group (R21).
 */
export const blockKinds = ['input', 'plenary', 'groups', 'interviews', 'closing'] as const;
export type BlockKind = (typeof blockKinds)[number];

export interface Block {
	id: string;
	kind: BlockKind;
	minutes: number;
	/** What it is about, in one line. */
	about?: Text;
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
	phase?: string;
	/** The protocol this meeting follows; absent: the pack's default, or what was chosen. */
	protocol?: string;
	/** What this one is about, beside its protocol: a theme, an accent. */
	accent?: Text;
	/** Only these groups of codes are used, when a meeting has a theme. */
	groups?: string[];
	/** Parts of the table of the meeting before that lie on this one too. */
	carries?: Unit[];
	/** In this order; absent: whoever leads lays the meeting out. */
	blocks?: Block[];
	/** What whoever leads it holds on to (R12). */
	guide?: MeetingGuide;
	/** The meeting is held when it is needed, and left out when it is not (R131). */
	ifNeeded?: true;
}

/**
 * A way to hold a cycle (R14, R17): which meetings, how long and how far apart. A team may hold one more or fewer: the
 * meetings with clips between the first and the last are then repeated, or left out.
 */
export interface Rhythm {
	id: string;
	title: Text;
	/** For whom it is, in one line. */
	about: Text;
	/** In their order; a meeting of the method by its id, or one of its own. */
	meetings: (string | MeetingPlan)[];
	/** Weeks between two cycles: time to look back, and to choose a child. */
	weeksToNext: number;
}

/** For whoever leads a meeting: which topics matter, and how people come to see what it brought them (R12). */
export interface MeetingGuide {
	topics: Text[];
	yield: Text;
}

/** One question of a reflection interview. */
export interface InterviewQuestion {
	id: string;
	text: Text;
	/** What helps to ask on. */
	tips: Text[];
	/** Answered with three words for the relationship, each with an occasion (R87). */
	words?: true;
	/** Asked only when one looks back. */
	endOnly?: true;
	/** Asked when there is time for it. */
	optional?: true;
}

/** A conversation of two about the relationship with one child, at the beginning and again at the end (R86, R93). */
export interface Interview {
	minutes: number;
	/** Before the first question: a child with whom it goes well (R89). */
	warmUp: Text;
	/** What an interviewer keeps to (R90). */
	card: Text[];
	questions: InterviewQuestion[];
	/** Always the last one, and about what is good (R94): it has a place of its own so that nothing comes after it. */
	last: InterviewQuestion;
}

export interface Term {
	id: string;
	word: Text;
	meaning: Text;
}

/** The number of recordings a trajectory has, where it varies (R131). */
export interface Dose {
	least: number;
	usual: number;
	most: number;
}

export interface Pack {
	id: string;
	/** From 1; 0 is a draft, which no cycle begins with. */
	version: number;
	title: Text;
	/** Licence and qualification notice (R4), shown where the pack is chosen. */
	notice: Text;
	/** What the organisation must confirm before anybody may use it. */
	locked?: Text;
	protocols: Protocol[];
	defaultProtocol: string;
	codeGroups: CodeGroup[];
	codes: Code[];
	needs: Need[];
	phases?: { id: string; title: Text }[];
	meetings: MeetingPlan[];
	/** Ways to hold a cycle; absent: as `meetings` says. */
	rhythms?: Rhythm[];
	/** What the first meeting is from the second cycle on, when the why has been told (R24). */
	again?: MeetingPlan;
	dose?: Dose;
	sheets?: Sheet[];
	interview?: Interview;
	/** Words that usually judge rather than describe, by language: whoever types one gets a gentle question, nothing more. */
	judging?: { locale: 'nl' | 'en'; words: string[] }[];
	/** Contexts in which teacher and child do something together (R43). */
	contexts: PackContext[];
	/** Where short contact moments happen, logged with one tap (R41). Not there: only that there was one. */
	briefContexts?: { id: string; label: Text }[];
	/** Words of the method that carry their own help. */
	terms: Term[];
}

export interface PackContext {
	id: string;
	label: Text;
	/** What teachers found there: what fits, what to watch for. */
	help?: Text;
	/** Where it comes first: in the lower (groups 1-2) or the middle years (groups 3-4). Not there: in both alike. */
	years?: SchoolYears;
}

/** Marks a value as a pack; the type does the work, `problems()` does the rest at start-up. */
export const definePack = (pack: Pack): Pack => pack;

export const protocolOf = (pack: Pack, id: string): Protocol | undefined => pack.protocols.find((p) => p.id === id);
