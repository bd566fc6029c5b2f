import { eq } from 'drizzle-orm';
import { isNo, newestOf } from '$lib/domain/consent';
import { mostGuardians, nextNumber, organisationLimit, type GuardianKind } from '$lib/domain/guardian';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import { answersIn, consentOf, findGuardian, guardiansOf } from '$lib/server/db/consent';
import type { Db } from '$lib/server/db/connection';
import { standingOf } from '$lib/server/db/people';
import { expertAsked, guardian, trajectory } from '$lib/server/db/schema';
import { findTrajectory } from '$lib/server/db/trajectories';
import type { Needs } from '../needs';

/**
 * Somebody more who says yes or no for this child [CN2]. Refusals: `not-found` (not her child), `trajectory-closed`,
 * `too-many-guardians`.
 */
export function addGuardian(
	needs: Needs,
	userId: string,
	trajectoryId: string,
	{ kind, language }: { kind: GuardianKind; language: string }
): Promise<Outcome<{ guardianId: string }>> {
	return atOwnChild(needs, userId, trajectoryId, async (tx) => {
		const there = await guardiansOf(tx, trajectoryId);
		if (there.length >= mostGuardians) return no('too-many-guardians');
		const id = needs.newId();
		const number = nextNumber(kind, there);
		await tx.insert(guardian).values({ id, trajectoryId, kind, number, language, createdAt: needs.clock() });
		return yes({ guardianId: id });
	});
}

/** In which language she reads what she is asked. Refusals: as `addGuardian`. */
export function changeLanguage(
	needs: Needs,
	userId: string,
	trajectoryId: string,
	{ guardianId, language }: { guardianId: string; language: string }
): Promise<Outcome<null>> {
	return atOwnChild(needs, userId, trajectoryId, async (tx) => {
		if (!(await findGuardian(tx, trajectoryId, guardianId))) return no('not-found');
		await tx.update(guardian).set({ language }).where(eq(guardian.id, guardianId));
		return yes(null);
	});
}

/**
 * Takes away a guardian who was added by mistake. Not one who answered, and after any no nobody at all: what cannot be
 * taken away would tell whose the no is [CN5]. Refusals: `not-found`, `trajectory-closed`, `guardian-answered`.
 */
export function removeGuardian(
	needs: Needs,
	userId: string,
	trajectoryId: string,
	guardianId: string
): Promise<Outcome<null>> {
	return atOwnChild(needs, userId, trajectoryId, async (tx) => {
		const found = await findGuardian(tx, trajectoryId, guardianId);
		if (!found) return no('not-found');
		const newest = newestOf(await answersIn(tx, trajectoryId));
		const answered = newest.some((it) => it.guardianId === guardianId && it.state !== 'asked');
		// of an earlier cycle: she may have answered there
		if (answered || found.trajectoryId !== trajectoryId || newest.some(({ state }) => isNo(state)))
			return no('guardian-answered');
		await tx.delete(guardian).where(eq(guardian.id, guardianId));
		return yes(null);
	});
}

/**
 * The parents will be asked about this one person [CN4]: under her name and the organisation she looks along for.
 * Refusals: `not-found`, `trajectory-closed`, `not-an-expert` (nobody of the team who may be asked), `bad-input`.
 */
export function nameExpert(
	needs: Needs,
	userId: string,
	trajectoryId: string,
	{ expertId, organisation }: { expertId: string; organisation: string }
): Promise<Outcome<null>> {
	return atOwnChild(needs, userId, trajectoryId, async (tx, teamId) => {
		const expert = await standingOf(tx, expertId, teamId);
		if (!expert || expertId === userId || !may.beAskedForHelp(expert)) return no('not-an-expert');
		const words = organisation.trim();
		if (words === '' || words.length > organisationLimit) return no('bad-input');
		await tx
			.insert(expertAsked)
			.values({ trajectoryId, expertId, organisation: words, askedAt: needs.clock() })
			// what the parents read when they said yes stays what they read
			.onConflictDoNothing();
		return yes(null);
	});
}

/** The child is locked, so that two forms sent at once do not both see what was there before. */
async function atOwnChild<T>(
	needs: Needs,
	userId: string,
	trajectoryId: string,
	change: (tx: Db, teamId: string) => Promise<Outcome<T>>
): Promise<Outcome<T>> {
	return needs.db.transaction(async (tx): Promise<Outcome<T>> => {
		const found = await findTrajectory(tx, trajectoryId);
		const who = found && (await standingOf(tx, userId, found.teamId));
		if (!found || !who) return no('not-found');
		const consent = await consentOf(tx, trajectoryId);
		const standing = { teacherId: found.teacherId, consent, closed: found.closedAt !== null };
		if (!may.ownTrajectory(who, standing)) return no('not-found');
		if (!may.recordConsent(who, standing)) return no('trajectory-closed');
		await tx.select({ id: trajectory.id }).from(trajectory).where(eq(trajectory.id, trajectoryId)).for('update');
		return change(tx, found.teamId);
	});
}
