/**
 * [A1] How far somebody is in. `second`: she gave her password, and her second factor is still asked. `setup`: she gave
 * her password, has no second factor, and may not come in without one any more. Both open that one step and nothing else.
 */
export type SignInStage = 'in' | 'second' | 'setup';

/** What somebody could reach, in numbers. */
export interface Reach {
	admin: boolean;
	/** Roles in teams, now. */
	seats: number;
	/** Meetings she is a guest of that are not over. */
	visits: number;
	/** Clips of her own that are not erased: she watches them wherever she went (`may.watchClip`). */
	clips: number;
}

/**
 * [A5] A second factor is asked of everybody the table of rights lets watch a clip: by her own clip, a seat, a visit or
 * help she gives, which takes a seat. And of an admin, who watches nothing but says who does.
 */
export const needsSecondFactor = (who: Reach): boolean => who.admin || who.seats > 0 || who.visits > 0 || who.clips > 0;

const day = 86_400_000;

/** Whole days somebody may still come in with a password alone, counted up: 1 on the last day, 0 when it is over. */
export function graceLeft(from: Date | null, days: number, now: Date): number {
	if (!from) return days;
	return Math.max(0, Math.ceil((from.getTime() + days * day - now.getTime()) / day));
}

/** What somebody has beside her password. */
export interface Factors {
	passkeys: number;
	authenticator: boolean;
}

export const hasSecondFactor = (factors: Factors): boolean => factors.passkeys > 0 || factors.authenticator;

/** [A1] What comes after a right password. */
export function stageAfterPassword(factors: Factors, needed: boolean, daysLeft: number): SignInStage {
	if (hasSecondFactor(factors)) return 'second';
	return needed && daysLeft <= 0 ? 'setup' : 'in';
}

/** [A7] How old a proof may be for what is worth asking again, ms. */
export const proofLasts = 5 * 60_000;

export const isProven = (provenAt: Date | null, now: Date): boolean =>
	provenAt !== null && now.getTime() - provenAt.getTime() < proofLasts;

/** Where a door sends somebody who came this far. */
export const placeAfter = (stage: SignInStage, next: string): string =>
	stage === 'in' ? next : `/login/second?next=${encodeURIComponent(next)}`;
