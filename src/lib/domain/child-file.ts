import type { ConsentScope, ConsentState } from './consent';
import type { TeamRole } from './roles';

/** By which role somebody saw or said something: parents are told roles, never names (AVG 15, SECURITY 2.1). */
export type FileRole = TeamRole | 'teacher-of-child' | 'school';

/** A text about the child, with who said it. */
export interface FileText {
	at: Date;
	by: FileRole;
	text: string;
}

/**
 * [ER8] What a parent gets who asks what is kept about her child (AVG art. 15). No pictures: those are watched at school,
 * on request. Not what the teacher wrote about her own part and shared with nobody; how much of that there is, is told.
 */
export interface ChildFile {
	/** The initial or the name it goes by here. */
	alias: string;
	school: string;
	madeAt: Date;
	/** One for each cycle with this child. */
	beginnings: { cycle: number; team: string; begunAt: Date; closedAt: Date | null; reason: string }[];
	answers: { at: Date; scope: ConsentScope; state: ConsentState }[];
	clips: {
		at: Date;
		title: string;
		lengthMs: number | null;
		/** Null: erased. */
		keptUntil: Date | null;
		card: string[];
		said: { atMs: number; text: string }[];
	}[];
	views: { at: Date; clip: string; by: FileRole }[];
	sessions: { at: Date; clip: string; people: number }[];
	notes: FileText[];
	help: { at: Date; clip: string; question: string; answer: string; until: Date | null }[];
	practice: { moments: number; first: Date | null; last: Date | null };
	plan: FileText[];
	/** What is kept and not in this file: how many of each. */
	withheld: { own: number; interviews: number; marks: number };
}
