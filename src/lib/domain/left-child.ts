/** Why an administrator erases a child whose teacher is gone [ER10]; it stands in the log. */
export const leftReasons = ['parents-ask', 'time-is-over'] as const;
export type LeftReason = (typeof leftReasons)[number];

/**
 * [ER10] A child whose teacher cannot come in any more, as whoever runs the school is told of it: enough to find it when
 * its parents call, and no alias, no title and no word of what was written.
 */
export interface LeftChild {
	/** The newest of its cycles. */
	trajectoryId: string;
	teacher: string;
	/** Since when her account is closed. */
	goneSince: Date;
	/** Every cycle with this child, the oldest first. */
	beginnings: { team: string; cycle: number; at: Date }[];
	films: number;
	filmsUntil: Date | null;
	/** How many guardians were asked, and until when the last of their letters works; null: none does. */
	guardians: number;
	letterUntil: Date | null;
}
