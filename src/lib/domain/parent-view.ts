import type { Asked } from './consent';
import type { ParentsContact } from './parents-contact';

/** An expert, as she is named to the parents. */
export interface NamedExpert {
	name: string;
	organisation: string;
}

/** What of the school and of the child's teacher stands in what a parent reads. */
export interface ShownFacts {
	teacher: string;
	school: string;
	/** Every film is erased then, at the latest. */
	filmsUntil: Date;
}

/** Who watched, as parents are told it: by role, never by name. */
export type WatchedAs = 'teacher' | 'team' | 'leader' | 'guest' | 'expert';

/** One thing a guardian says yes or no to. */
export interface Question extends Asked {
	expert: NamedExpert | null;
	/** What she answered last; null: nothing yet. */
	own: { yes: boolean; at: Date } | null;
}

/** One answer of hers, as it was written down. */
export interface Given extends Asked {
	expert: NamedExpert | null;
	yes: boolean;
	at: Date;
	byTeacher: boolean;
	/** The text she read, where she answered under her link. */
	text: { language: string; version: number; hash: string } | null;
}

/** Everything the page of one guardian shows: of the child no name, of other guardians no answer [PP7]. */
export interface ParentView {
	language: string;
	facts: ShownFacts;
	/** [PP11] Whom at school she can turn to; no part of the words an answer stands on. */
	contact: ParentsContact | null;
	/** The work with this child has ended: there is nothing new to say yes to, and a no is still heard. */
	closed: boolean;
	/** [CN9] What she answered last was lost with a backup: she is asked anew. */
	again: boolean;
	now: 'may' | 'may-not' | 'not-yet';
	team: Question;
	/** What comes besides, asked only of who said yes to the first. */
	more: Question[];
	codeNeeded: boolean;
	codeSpent: boolean;
	films: { n: number; until: Date | null; erased: number; erasedOn: Date[] };
	looks: { at: Date; as: WatchedAs }[];
	given: Given[];
}
