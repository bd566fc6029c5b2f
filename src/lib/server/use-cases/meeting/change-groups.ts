import { and, eq, isNull } from 'drizzle-orm';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { seatOf } from '$lib/domain/roles';
import type { Db } from '$lib/server/db/connection';
import { groupAt, groupsOf, holdGroups, placeWaiting, sweepEmptyGroups, waitingAt } from '$lib/server/db/groups';
import { membersOf } from '$lib/server/db/people';
import { meetingGroup, meetingGroupMember, session } from '$lib/server/db/schema';
import type { Needs } from '../needs';
import { arranging } from './at-meeting';
import { tellTables } from './tell-tables';

/** Where somebody or something goes: to one of the groups, to a new one, or to none: with everybody. */
export type Place = { groupId: string } | 'new' | 'none';

/**
 * [G5] Moves one person by hand. Her clips that wait at the group she leaves go along; one that was begun stays, and she
 * may finish it there. Who goes to no group leaves her clip where it lies: it never gets more eyes by itself.
 * Refusals: `not-found`, `not-allowed`, `trajectory-closed`, `bad-input` (no such group, no such person).
 */
export async function movePerson(
	needs: Needs,
	userId: string,
	meetingId: string,
	personId: string,
	to: Place
): Promise<Outcome<null>> {
	const at = await arranging(needs, userId, meetingId);
	if (!at.ok) return at;
	const { teamId } = at.value.cycle;
	const moved = await needs.db.transaction(async (tx): Promise<Outcome<string[]>> => {
		await holdGroups(tx, meetingId);
		const person = (await membersOf(tx, teamId)).find((it) => it.userId === personId);
		if (!person || !seatOf(person.roles, false)) return no('bad-input');
		const target = await groupFor(needs, tx, meetingId, to);
		if (target === undefined) return no('bad-input');
		const before = await groupAt(tx, meetingId, personId);
		if (before === target) return yes([]);
		const seat = and(eq(meetingGroupMember.meetingId, meetingId), eq(meetingGroupMember.userId, personId));
		await tx.delete(meetingGroupMember).where(seat);
		if (target !== null) {
			await tx.insert(meetingGroupMember).values({ meetingId, groupId: target, userId: personId });
			for (const clip of await waitingAt(tx, meetingId))
				if (clip.presenterId === personId && clip.groupId !== null && clip.groupId === before)
					await placeWaiting(tx, clip.id, target);
		}
		const tables = await openTables(tx, meetingId);
		await sweepEmptyGroups(tx, meetingId);
		return yes(tables);
	});
	if (!moved.ok) return moved;
	tellTables(needs, teamId, moved.value);
	return yes(null);
}

/**
 * [G5] Chooses at which table a clip lies, as long as it waits: once it was begun, who saw it is no longer a choice.
 * Refusals: `not-found`, `not-allowed`, `trajectory-closed`, `bad-input`, `stale` (it began meanwhile).
 */
export async function placeClip(
	needs: Needs,
	userId: string,
	meetingId: string,
	sessionId: string,
	to: Place
): Promise<Outcome<null>> {
	const at = await arranging(needs, userId, meetingId);
	if (!at.ok) return at;
	const placed = await needs.db.transaction(async (tx): Promise<Outcome<null>> => {
		await holdGroups(tx, meetingId);
		const [row] = await tx
			.select({ id: session.id })
			.from(session)
			.where(and(eq(session.id, sessionId), eq(session.meetingId, meetingId), isNull(session.withdrawnAt)));
		if (!row) return no('bad-input');
		const target = await groupFor(needs, tx, meetingId, to);
		if (target === undefined) return no('bad-input');
		const placed = await placeWaiting(tx, sessionId, target);
		await sweepEmptyGroups(tx, meetingId);
		return placed ? yes(null) : no('stale');
	});
	if (placed.ok) tellTables(needs, at.value.cycle.teamId, [sessionId]);
	return placed;
}

/** The group that is meant, made when it is a new one; null for none, undefined when there is no such group. */
async function groupFor(needs: Needs, tx: Db, meetingId: string, to: Place): Promise<string | null | undefined> {
	if (to === 'none') return null;
	const groups = await groupsOf(tx, meetingId);
	if (to !== 'new') return groups.find((group) => group.id === to.groupId)?.id;
	const id = needs.newId();
	const taken = groups.map((group) => group.number);
	const number = Array.from({ length: taken.length + 1 }, (_, i) => i + 1).find((n) => !taken.includes(n)) ?? 1;
	await tx.insert(meetingGroup).values({ id, meetingId, number });
	return id;
}

/** Sessions of this meeting that somebody may be sitting at. */
async function openTables(tx: Db, meetingId: string): Promise<string[]> {
	const rows = await tx
		.select({ id: session.id })
		.from(session)
		.where(and(eq(session.meetingId, meetingId), isNull(session.withdrawnAt)));
	return rows.map((row) => row.id);
}
