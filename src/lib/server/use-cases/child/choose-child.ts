import { and, count, eq, isNotNull, isNull } from 'drizzle-orm';
import { judgeAlias } from '$lib/domain/alias';
import type { ChildNature } from '$lib/domain/child-nature';
import { isClosedDoor, nothingAsked } from '$lib/domain/consent';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import type { SchoolYears } from '$lib/domain/practice';
import { consentOf, consentsOf, moveGuardians } from '$lib/server/db/consent';
import type { Db } from '$lib/server/db/connection';
import { runningCycleOf } from '$lib/server/db/cycles';
import { unsharePlan } from '$lib/server/db/erase-notes';
import { standingOf } from '$lib/server/db/people';
import { planEntry, playSlot, trajectory } from '$lib/server/db/schema';
import { hadChildIn, runningCycles, seatsHeldBy } from '$lib/server/db/seats';
import { rolesInTeam } from '$lib/server/db/teams';
import { clipsOfTrajectories, findTrajectory, trajectoriesOf } from '$lib/server/db/trajectories';
import { eraseClipsOf } from '../clip/erase-clip';
import type { Needs } from '../needs';
import { sealNature } from './child-nature';

export interface ChildInput {
	/** An initial or an invented word, never a name. */
	alias: string;
	/** Why this child, in terms of contact (R28). */
	reason: string;
	/** In which school years the child is, if she says so (R43). */
	years?: SchoolYears | null;
	/** What it is about in one word, for the team alone, if she says so (R28). */
	nature?: ChildNature | null;
	/** An earlier trajectory with the same child (R25): then its alias counts, and nothing else of it. */
	againOf?: string | null;
}

/** Where somebody can choose a child now: running cycles of her teams in which she works with children and has none. */
export async function whereToChoose(
	needs: Needs,
	userId: string
): Promise<{ teamId: string; cycleNumber: number; team: string }[]> {
	const seats = (await seatsHeldBy(needs.db, userId)).filter(({ standing }) => may.chooseChild(standing));
	const running = await runningCycles(
		needs.db,
		seats.map((seat) => seat.teamId)
	);
	const had = await hadChildIn(
		needs.db,
		[...running.values()].map((cycle) => cycle.id),
		userId
	);
	return seats.flatMap(({ teamId, name }) => {
		const cycle = running.get(teamId);
		return cycle && !had.has(cycle.id) ? [{ teamId, cycleNumber: cycle.number, team: name }] : [];
	});
}

/** Children she worked with in an earlier cycle, and with whom she may begin afresh: not those whose parents said no. */
export async function beforeThis(
	needs: Needs,
	userId: string
): Promise<{ id: string; alias: string; cycleNumber: number }[]> {
	const all = await trajectoriesOf(needs.db, userId);
	const consents = await consentsOf(
		needs.db,
		all.map(({ id }) => id)
	);
	const saidNo = new Set(
		all.flatMap(({ id, closedWhy }) =>
			closedWhy === 'another-child' || isClosedDoor(consents.get(id) ?? nothingAsked) ? [id] : []
		)
	);
	// a no is about the child, in whichever cycle it was said: from the newest back, and from the oldest on
	for (const { id, againOf } of all) if (againOf && saidNo.has(id)) saidNo.add(againOf);
	for (const { id, againOf } of all.toReversed()) if (againOf && saidNo.has(againOf)) saidNo.add(id);
	const goneOn = new Set(all.map(({ againOf }) => againOf));
	return all
		.filter((one) => one.cycleClosedAt !== null && !saidNo.has(one.id) && !goneOn.has(one.id))
		.map(({ id, alias, cycleNumber }) => ({ id, alias, cycleNumber }));
}

/**
 * A teacher chooses the child she works with in this cycle; everything written about it gets a key of its own.
 * Refusals: `not-found` (no such running cycle for her), `not-allowed`, `alias-looks-like-a-name`, `bad-input`,
 * `trajectory-exists` (R25: one per teacher per cycle) [TC1]. The same child again is a fresh start [TC2].
 */
export async function chooseChild(
	needs: Needs,
	userId: string,
	teamId: string,
	child: ChildInput
): Promise<Outcome<{ trajectoryId: string }>> {
	const standing = await standingOf(needs.db, userId, teamId);
	const cycle = await runningCycleOf(needs.db, teamId);
	if (!cycle || !standing || !may.seeTeam(standing)) return no('not-found');
	if (!may.chooseChild(standing)) return no('not-allowed');
	const known = await sameAgain(needs, userId, child);
	if (!known.ok) return known;
	return needs.db.transaction(async (tx): Promise<Outcome<{ trajectoryId: string }>> => {
		// holds the team, so that a second tap does not make a second child
		await rolesInTeam(tx, teamId);
		if ((await hadChildIn(tx, [cycle.id], userId)).has(cycle.id)) return no('trajectory-exists');
		if (known.value.againOf) await closeEarlier(needs, tx, known.value.againOf);
		const trajectoryId = await begin(needs, tx, cycle.id, userId, known.value);
		if (known.value.againOf) await moveGuardians(tx, trajectoryId);
		return yes({ trajectoryId });
	});
}

/** The child as it will stand: of the same child again the alias is that of before. Refusal: `not-found`: not hers, or not to begin with again. */
async function sameAgain(needs: Needs, userId: string, child: ChildInput): Promise<Outcome<ChildInput>> {
	const alias = child.againOf
		? (await beforeThis(needs, userId)).find((one) => one.id === child.againOf)?.alias
		: child.alias;
	if (alias === undefined) return no('not-found');
	const judged = judgeAlias(alias);
	return judged.ok ? yes({ ...child, alias: judged.value }) : judged;
}

/** [TC2] The old record is hers to read, and nobody else's. */
async function closeEarlier(needs: Needs, tx: Db, trajectoryId: string): Promise<void> {
	await tx
		.update(trajectory)
		.set({ closedAt: needs.clock(), closedWhy: 'finished' })
		.where(and(eq(trajectory.id, trajectoryId), isNull(trajectory.closedAt)));
	await unsharePlan(tx, trajectoryId);
	await tx.delete(playSlot).where(eq(playSlot.trajectoryId, trajectoryId));
}

/**
 * The parents said no, or changed their mind: the old trajectory is closed, kept and no longer shared, what is left of its
 * clips goes, and a new one begins (R26) [TC3]. Refusals: as `chooseChild`, and `trajectory-closed`; `not-allowed` while the parents have not said no.
 */
export async function chooseAnotherChild(
	needs: Needs,
	userId: string,
	trajectoryId: string,
	child: ChildInput
): Promise<Outcome<{ trajectoryId: string }>> {
	const found = await findTrajectory(needs.db, trajectoryId);
	if (found?.teacherId !== userId) return no('not-found');
	const standing = await standingOf(needs.db, userId, found.teamId);
	if (!standing || !may.chooseChild(standing) || found.cycleClosed) return no('not-found');
	if (!isClosedDoor(await consentOf(needs.db, trajectoryId))) return no('not-allowed');
	const alias = judgeAlias(child.alias);
	if (!alias.ok) return alias;
	const chosen = await needs.db.transaction(async (tx): Promise<Outcome<{ trajectoryId: string }>> => {
		const closed = await tx
			.update(trajectory)
			.set({ closedAt: needs.clock(), closedWhy: 'another-child' })
			.where(and(eq(trajectory.id, trajectoryId), isNull(trajectory.closedAt)))
			.returning({ id: trajectory.id });
		if (closed.length === 0) return no('trajectory-closed');
		await unsharePlan(tx, trajectoryId);
		await tx.delete(playSlot).where(eq(playSlot.trajectoryId, trajectoryId));
		const { reason, years, nature } = child;
		const next = { alias: alias.value, reason, ...(years && { years }), ...(nature && { nature }) };
		return yes({ trajectoryId: await begin(needs, tx, found.cycleId, userId, next) });
	});
	if (!chosen.ok) return chosen;
	needs.table.rightsChanged({ trajectoryId });
	// after a yes that was taken back they are gone already; whatever was under way goes now
	await eraseClipsOf(needs, trajectoryId);
	return chosen;
}

/** What changes at once when another child takes the place of this one, to be said before (R26). */
export async function whatSwapChanges(needs: Needs, trajectoryId: string) {
	const [shared] = await needs.db
		.select({ n: count() })
		.from(planEntry)
		.where(and(eq(planEntry.trajectoryId, trajectoryId), isNotNull(planEntry.sharedAt)));
	const [slots] = await needs.db.select({ n: count() }).from(playSlot).where(eq(playSlot.trajectoryId, trajectoryId));
	const clips = (await clipsOfTrajectories(needs.db, [trajectoryId])).length;
	return { shared: shared?.n ?? 0, week: (slots?.n ?? 0) > 0, clips };
}

async function begin(needs: Needs, tx: Db, cycleId: string, teacherId: string, child: ChildInput) {
	const id = needs.newId();
	const { key, wrapped: wrappedKey } = needs.vault.newKey();
	const { alias, years = null, againOf = null, nature = null } = child;
	const reason = needs.vault.write(wrappedKey, child.reason);
	const sealedNature = sealNature(needs, key, nature);
	await tx.insert(trajectory).values({
		...{ id, cycleId, teacherId, alias, reason, years, againOf, sealedNature, wrappedKey },
		createdAt: needs.clock()
	});
	return id;
}
