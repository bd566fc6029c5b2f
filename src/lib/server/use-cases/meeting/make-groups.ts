import { and, eq, inArray, notInArray } from 'drizzle-orm';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { seatOf } from '$lib/domain/roles';
import { proposeGroups } from '$lib/engine/groups';
import type { Db } from '$lib/server/db/connection';
import {
	begunGroups,
	earlierGroups,
	groupsOf,
	holdGroups,
	placeWaiting,
	waitingAt,
	type GroupRow
} from '$lib/server/db/groups';
import { membersOf } from '$lib/server/db/people';
import { meetingGroup, meetingGroupMember } from '$lib/server/db/schema';
import type { Needs } from '../needs';
import { arranging } from './at-meeting';
import { tellTables } from './tell-tables';

export interface DividedBy {
	/** Who takes part: whoever is absent, or goes round, is not here. */
	people: string[];
	size: 2 | 3;
	/** Sessions that stay at everybody's table. */
	plenary: string[];
}

/**
 * [G3] [G5] Makes groups with one press; again makes others. What began stays as it is, with its people. Waiting clips go
 * along with their presenters. Refusals: `not-found`, `not-allowed`, `trajectory-closed`, `too-few-people`.
 */
export async function makeGroups(
	needs: Needs,
	userId: string,
	meetingId: string,
	by: DividedBy
): Promise<Outcome<null>> {
	const at = await arranging(needs, userId, meetingId);
	if (!at.ok) return at;
	const { cycle, meeting: row } = at.value;
	const made = await needs.db.transaction(async (tx): Promise<Outcome<string[]>> => {
		await holdGroups(tx, meetingId);
		const before = await groupsOf(tx, meetingId);
		const begun = await begunGroups(tx, meetingId);
		const kept = before.filter((group) => begun.has(group.id));
		const seated = await seatedIn(tx, cycle.teamId, by.people);
		const free = seated.filter((id) => !kept.some((group) => group.people.some((person) => person.id === id)));
		const waiting = await waitingAt(tx, meetingId);
		const toGroups = waiting.filter((it) => !by.plenary.includes(it.id));
		const proposed = proposeGroups({
			people: free,
			presenters: toGroups.map((it) => it.presenterId),
			size: by.size,
			earlier: await earlierGroups(tx, { cycleId: cycle.id, number: row.number }),
			now: before.map((group) => group.people.map((person) => person.id))
		});
		if (proposed.length === 0) return no('too-few-people');
		await removeOthers(tx, meetingId, kept);
		await seat(needs, tx, meetingId, proposed, kept);
		await placeAll(tx, meetingId, waiting, by.plenary);
		return yes(waiting.map((it) => it.id));
	});
	if (!made.ok) return made;
	tellTables(needs, cycle.teamId, made.value);
	return yes(null);
}

/**
 * Everybody together again, except the groups that began. Refusals: `not-found`, `not-allowed`, `trajectory-closed`.
 */
export async function dissolveGroups(needs: Needs, userId: string, meetingId: string): Promise<Outcome<null>> {
	const at = await arranging(needs, userId, meetingId);
	if (!at.ok) return at;
	const moved = await needs.db.transaction(async (tx) => {
		await holdGroups(tx, meetingId);
		const begun = await begunGroups(tx, meetingId);
		const waiting = await waitingAt(tx, meetingId);
		await removeOthers(
			tx,
			meetingId,
			(await groupsOf(tx, meetingId)).filter((group) => begun.has(group.id))
		);
		return waiting.map((it) => it.id);
	});
	tellTables(needs, at.value.cycle.teamId, moved);
	return yes(null);
}

/** Of these people, who belongs to the team now and can sit at a table by that. */
async function seatedIn(tx: Db, teamId: string, people: readonly string[]): Promise<string[]> {
	const members = await membersOf(tx, teamId);
	return members
		.filter(({ userId, roles }) => people.includes(userId) && seatOf(roles, false) !== null)
		.map((member) => member.userId);
}

/** A clip that waited at a group that goes, waits at everybody's table. */
async function removeOthers(tx: Db, meetingId: string, kept: readonly GroupRow[]): Promise<void> {
	const ids = kept.map((group) => group.id);
	const others = ids.length > 0 ? notInArray(meetingGroup.id, ids) : undefined;
	await tx.delete(meetingGroup).where(and(eq(meetingGroup.meetingId, meetingId), others));
}

async function seat(needs: Needs, tx: Db, meetingId: string, proposed: string[][], kept: readonly GroupRow[]) {
	const taken = new Set(kept.map((group) => group.number));
	let number = 0;
	for (const people of proposed) {
		do number++;
		while (taken.has(number));
		const groupId = needs.newId();
		await tx.insert(meetingGroup).values({ id: groupId, meetingId, number });
		await tx.insert(meetingGroupMember).values(people.map((userId) => ({ meetingId, groupId, userId })));
	}
}

/** [G5] Every waiting clip follows its presenter, except those that everybody watches together. */
async function placeAll(
	tx: Db,
	meetingId: string,
	waiting: readonly { id: string; presenterId: string }[],
	plenary: readonly string[]
): Promise<void> {
	const presenters = waiting.map((it) => it.presenterId);
	if (presenters.length === 0) return;
	const where = await tx
		.select({ userId: meetingGroupMember.userId, groupId: meetingGroupMember.groupId })
		.from(meetingGroupMember)
		.where(and(eq(meetingGroupMember.meetingId, meetingId), inArray(meetingGroupMember.userId, presenters)));
	for (const { id, presenterId } of waiting) {
		const group = where.find((it) => it.userId === presenterId)?.groupId ?? null;
		await placeWaiting(tx, id, plenary.includes(id) ? null : group);
	}
}
