import { and, eq } from 'drizzle-orm';
import { effective, stateOf, type Asked, type ConsentState } from '$lib/domain/consent';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { answersIn } from '$lib/server/db/consent';
import { expertAsked, guardian, trajectory, userAccount } from '$lib/server/db/schema';
import { findTrajectory } from '$lib/server/db/trajectories';
import type { Needs } from '../needs';
import { writeConsent } from './write-consent';

/** One thing a guardian is asked, and what she herself answered to it so far. Never what another guardian answered. */
export interface AskedOfGuardian extends Asked {
	own: ConsentState;
	/** For `expert`: about whom. */
	expert: { name: string; organisation: string } | null;
}

export interface GuardianView {
	trajectoryId: string;
	/** The child is closed: a no is still heard, a yes is not asked any more. */
	closed: boolean;
	alias: string;
	teacher: string;
	asked: AskedOfGuardian[];
}

const scopes = ['team', 'guest', 'presentation', 'figures', 'photo'] as const;

/**
 * What one guardian is asked about her child. Her door proves who she is; here everybody with her id is she. Refusal:
 * `not-found`.
 */
export async function viewAsGuardian(needs: Needs, guardianId: string): Promise<Outcome<GuardianView>> {
	const [row] = await needs.db
		.select({
			trajectoryId: guardian.trajectoryId,
			closedAt: trajectory.closedAt,
			alias: trajectory.alias,
			teacher: userAccount.name
		})
		.from(guardian)
		.innerJoin(trajectory, eq(trajectory.id, guardian.trajectoryId))
		.innerJoin(userAccount, eq(userAccount.id, trajectory.teacherId))
		.where(eq(guardian.id, guardianId));
	if (!row) return no('not-found');
	const { trajectoryId, closedAt, alias, teacher } = row;
	const own = effective((await answersIn(needs.db, trajectoryId)).filter((answer) => answer.guardianId === guardianId));
	const experts = await needs.db
		.select({ id: expertAsked.expertId, name: userAccount.name, organisation: expertAsked.organisation })
		.from(expertAsked)
		.innerJoin(userAccount, eq(userAccount.id, expertAsked.expertId))
		.where(eq(expertAsked.trajectoryId, trajectoryId))
		.orderBy(expertAsked.askedAt);
	const asked = [
		...scopes.map((scope) => ({ scope, expertId: null, own: own[scope], expert: null })),
		...experts.map(({ id, ...expert }) => ({
			scope: 'expert' as const,
			expertId: id,
			own: stateOf(own, { scope: 'expert', expertId: id }),
			expert
		}))
	];
	return yes({ trajectoryId, closed: closedAt !== null, alias, teacher, asked });
}

export interface GuardianSays {
	answers: readonly (Asked & { answer: 'yes' | 'no' })[];
	/** The very text she read. */
	text: { version: number; language: string; hash: string };
}

/**
 * What a guardian answers herself, under her own link: all of it or nothing. What an answer does stands with
 * `writeConsent`. A no is always heard. Whether she may give a yes (the code) is her door's to ask before. Refusals:
 * `not-found`, `trajectory-closed` (a yes), `bad-input` (an expert nobody asked about, or a scope with one).
 */
export async function answerAsGuardian(
	needs: Needs,
	guardianId: string,
	{ answers, text }: GuardianSays
): Promise<Outcome<null>> {
	const [row] = await needs.db.select().from(guardian).where(eq(guardian.id, guardianId));
	const found = row ? await findTrajectory(needs.db, row.trajectoryId) : null;
	if (!row || !found) return no('not-found');
	if (found.closedAt !== null && answers.some(({ answer }) => answer === 'yes')) return no('trajectory-closed');
	for (const { scope, expertId } of answers)
		if (
			(scope === 'expert') !== (expertId !== null) ||
			(expertId !== null && !(await isAsked(needs, found.id, expertId)))
		)
			return no('bad-input');
	const given = { guardianId, answers, by: 'link', recordedBy: null, text } as const;
	return writeConsent(needs, found.id, given, () => null);
}

async function isAsked(needs: Needs, trajectoryId: string, expertId: string): Promise<boolean> {
	const [row] = await needs.db
		.select({ id: expertAsked.expertId })
		.from(expertAsked)
		.where(and(eq(expertAsked.trajectoryId, trajectoryId), eq(expertAsked.expertId, expertId)));
	return row !== undefined;
}
