import type { ClipFacts } from '$lib/domain/clip-facts';
import type { MeetingMode } from '$lib/domain/meeting-mode';
import type { Seat } from '$lib/domain/roles';
import type { SecondSource } from '$lib/domain/second-source';
import type { Exchange, Series } from './contact';
import type { LookedThrough } from './many-eyes';
import type { Code, CodeGroup, Need, ObservationActor, Pack, Protocol, Text, Unit } from './pack';
import type { ProcessMirror, WalkedRound } from './process-mirror';
import type { Rights } from './rights';
import type { SessionState } from './session';

export interface PersonAtTable {
	id: string;
	name: string;
	seat: Seat;
}

/** A big screen that is on. `since` in epoch ms. */
export interface OpenScreen {
	id: string;
	device: string;
	since: number;
}

/** The room as one reader sees it: plain data, nothing that is not meant for her. Times in ms. */
export interface SessionView {
	id: string;
	title: string;
	/** Server time at which this was true (epoch ms): the soft timer counts from it. */
	now: number;
	me: PersonAtTable;
	presenter: { id: string; name: string };
	/** The group whose session it is; null for everybody's. */
	group: { number: number } | null;
	/** This reader goes from group to group, and looks in here (R20). */
	hops: boolean;
	meeting: { id: string; number: number; mode: MeetingMode; talkLink: string } | null;
	/** Address that leaving leads to; one she may open. */
	wayOut: string;
	/** [BS2] Big screens that show this session now; which, for whoever may switch them on and off. */
	screens: { open: boolean; which: OpenScreen[] };
	protocol: Protocol;
	state: SessionState;
	may: Rights;
	/** Everybody who has a seat; who is really here, the live table knows. */
	people: PersonAtTable[];
	/** The lens each person looked through last, in this round or an earlier one [E2]. */
	looked: LookedThrough;
	/** Words of the method for what can be seen, and for what this child may need. */
	scheme: { codes: Code[]; groups: CodeGroup[]; needs: Need[]; judging: NonNullable<Pack['judging']> };
	/** Null when the clip can no longer be played. */
	clip: { id: string; facts: ClipFacts } | null;
	/** Another one when the words written down with the clip changed; null without any. */
	captions: string | null;
	/** What another device filmed of the same moment, where it lies beside what is shown. */
	second: SecondSource | null;
	shown: { from: number; to: number };
	fragment: { from: number; to: number };
	card: { context: string; reason: string; goal: string; question: string; skills: string[] };
	/** A helper's seat ends by itself at this moment (epoch ms). */
	until: number | null;
	/** Where the presenter finds what she takes along; null for everybody else. */
	planId: string | null;
	/** Whether this reader may read the report afterwards. */
	mayReadRecord: boolean;
	/** How many times words were taken away that this reader may read, and that did not come back. */
	removals: number;
}

/** How words came back: a whole entry as it was; in the text they were taken from; or beside it, because others went on there. */
export type WayBack = 'whole' | 'in-place' | 'beside';

/** Words that somebody took away, as they stood before. `t` in ms of the clip. */
export interface Removal {
	id: string;
	unit: Unit;
	/** Name of whoever took them away. */
	by: string;
	byMe: boolean;
	/** Names of the others whose words they were. */
	of: string[];
	ofMe: boolean;
	/** The whole note went, not only words in it. */
	whole: boolean;
	at: Date;
	t: number | null;
	codes: string[];
	text: string;
	broughtBack: boolean;
}

/** One thing that was written, as it stands in the report. `t` in ms of the clip. */
export interface RecordedNote {
	id: string;
	unit: Unit;
	author: string;
	t: number | null;
	actor: ObservationActor | null;
	codes: string[];
	of: string | null;
	text: string;
	/** What was drawn over the frame of that moment, as in domain/drawing; null for nothing. */
	drawing: string | null;
}

export interface SessionRecord {
	id: string;
	title: string;
	presenter: string;
	meeting: { id: string; number: number; startsAt: Date } | null;
	startedAt: Date | null;
	closedAt: Date | null;
	phase: SessionState['phase'];
	protocol: Text;
	/** Every round of the protocol, with the minutes really used [E7]. */
	rounds: WalkedRound[];
	/** What was brought, and what the group looked at again; ms of the clip. */
	shown: { from: number; to: number };
	fragment: { from: number; to: number };
	moments: SessionState['moments'];
	/** Width of the picture by its height; null when the clip is gone. */
	shape: number | null;
	notes: RecordedNote[];
	/** Names of everybody who wrote or did something, the presenter first. */
	people: string[];
	/** What several people saw, side by side; null when only one noted anything at a moment. */
	sideBySide: SideBySide | null;
	/** What the child began and what answered it [E5] [E6]; its ids are those of notes. */
	contact: { exchanges: Exchange[]; series: Series[] };
	mirror: ProcessMirror;
	/** Notes the presenter left out [E10]: how many, and for her alone which, without their words. */
	leftOut: { count: number; notes: Pick<RecordedNote, 'id' | 'unit' | 'author' | 't'>[] };
	/** Names of everybody who can read this now, for its presenter; null for everybody else. */
	readers: string[] | null;
	/** This reader may leave notes out. */
	mayLeaveOut: boolean;
	codes: Code[];
	needs: Need[];
	planId: string | null;
}

/** Lanes and moments of what was seen, with names of people and ids of notes. */
export interface SideBySide {
	lanes: { id: string; lens: Text | null; people: string[]; notes: string[] }[];
	moments: { t: number; until: number; by: string[]; notes: string[] }[];
}
