import { and, asc, eq } from 'drizzle-orm';
import { isClosedDoor, teamMayWatch } from '$lib/domain/consent';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may, type Standing } from '$lib/domain/permissions';
import { consentOf, consentsOf } from '$lib/server/db/consent';
import type { Db } from '$lib/server/db/connection';
import { forgetKey } from '$lib/server/db/erasures';
import { holdGroups, inGroup, sessionsOfGroup } from '$lib/server/db/groups';
import { groupYield, meetingGroup, meetingSuccess, trajectory, userAccount } from '$lib/server/db/schema';
import { findTrajectory, openTrajectoryOf } from '$lib/server/db/trajectories';
import { goOnAsSchool, proofs } from '$lib/server/db/who-asks';
import { destroyKeys } from '../erasure/destroy-keys';
import type { Needs } from '../needs';
import { atMeeting } from './at-meeting';

/** One line, in letters. */
export const longestLine = 240;

/** What somebody is glad about (R77). */
export interface Success {
	userId: string;
	name: string;
	text: string;
	mine: boolean;
}

/** The lines that groups brought back, by group; of a child whose parents said no, nothing (C1). */
export async function yieldsOf(needs: Needs, meetingId: string): Promise<Map<string, string>> {
	const rows = await needs.db
		.select({ row: groupYield, wrappedKey: trajectory.wrappedKey })
		.from(groupYield)
		.innerJoin(meetingGroup, eq(meetingGroup.id, groupYield.groupId))
		.innerJoin(trajectory, eq(trajectory.id, groupYield.trajectoryId))
		.where(eq(meetingGroup.meetingId, meetingId));
	const consents = await consentsOf(needs.db, [...new Set(rows.map(({ row }) => row.trajectoryId))]);
	const shown = rows.filter(({ row }) => {
		const consent = consents.get(row.trajectoryId);
		return consent !== undefined && teamMayWatch(consent);
	});
	return new Map(
		shown.map(({ row, wrappedKey }) => [row.groupId, needs.vault.unsealText(needs.vault.open(wrappedKey), row.sealed)])
	);
}

/** What people are glad about, in the order in which they said so. */
export async function successesOf(needs: Needs, meetingId: string, userId: string): Promise<Success[]> {
	const rows = await needs.db
		.select({ row: meetingSuccess, name: userAccount.name })
		.from(meetingSuccess)
		.innerJoin(userAccount, eq(userAccount.id, meetingSuccess.userId))
		.where(eq(meetingSuccess.meetingId, meetingId))
		.orderBy(asc(meetingSuccess.at), asc(meetingSuccess.userId));
	const ids = rows.flatMap(({ row }) => row.trajectoryId ?? []);
	const consents = await consentsOf(needs.db, ids);
	return rows
		.filter(({ row }) => {
			const consent = row.trajectoryId === null ? undefined : consents.get(row.trajectoryId);
			return !consent || !isClosedDoor(consent);
		})
		.map(({ row, name }) => ({
			userId: row.userId,
			name,
			text: needs.vault.unsealText(needs.vault.open(row.wrappedKey), row.sealed),
			mine: row.userId === userId
		}));
}

/**
 * [G7] Writes the one line of a group, or with an empty one takes it back. By anybody of the group, its presenters, and
 * whoever goes round; once it watched something, because the line is sealed under that child's key.
 * Refusals: `not-found` (also for a colleague of another group), `nothing-watched`, `bad-input`.
 */
export async function bringYield(
	needs: Needs,
	userId: string,
	meetingId: string,
	groupId: string,
	text: string
): Promise<Outcome<null>> {
	const at = await atMeeting(needs, userId, meetingId);
	if (!at.ok) return at;
	const { standing } = at.value;
	const [group] = await needs.db
		.select()
		.from(meetingGroup)
		.where(and(eq(meetingGroup.id, groupId), eq(meetingGroup.meetingId, meetingId)));
	if (!group || !may.shareClosing(standing) || !(await sitsIn(needs.db, standing, groupId))) return no('not-found');
	if (at.value.cycle.closedAt) return no('trajectory-closed');
	const line = text.trim();
	if (line.length > longestLine) return no('bad-input');
	if (!line) {
		await needs.db.delete(groupYield).where(eq(groupYield.groupId, groupId));
		return yes(null);
	}
	const trajectoryId = await watchedLast(needs.db, groupId);
	const about = trajectoryId && (await findTrajectory(needs.db, trajectoryId));
	if (!about) return no('nothing-watched');
	const row = {
		trajectoryId: about.id,
		authorId: userId,
		sealed: needs.vault.sealText(needs.vault.open(about.wrappedKey), line),
		changedAt: needs.clock()
	};
	return needs.db.transaction(async (tx) => {
		// groups may be made anew at this very moment
		await holdGroups(tx, meetingId);
		if (!(await tx.$count(meetingGroup, eq(meetingGroup.id, groupId)))) return no('not-found');
		await tx
			.insert(groupYield)
			.values({ groupId, ...row })
			.onConflictDoUpdate({ target: groupYield.groupId, set: row });
		return yes(null);
	});
}

async function sitsIn(db: Db, standing: Standing, groupId: string): Promise<boolean> {
	const presents = (await sessionsOfGroup(db, groupId)).find((it) => it.presenterId === standing.userId);
	return may.sitAtTable(standing, {
		presenterId: presents?.presenterId ?? '',
		inGroup: await inGroup(db, standing.userId, groupId)
	});
}

/** The child of the session that a group watched last, of those whose parents still agree. */
async function watchedLast(db: Db, groupId: string): Promise<string | null> {
	const sessions = (await sessionsOfGroup(db, groupId))
		.filter((it) => it.startedAt !== null)
		.toSorted((a, b) => (b.startedAt?.getTime() ?? 0) - (a.startedAt?.getTime() ?? 0));
	for (const { trajectoryId } of sessions) if (teamMayWatch(await consentOf(db, trajectoryId))) return trajectoryId;
	return null;
}

/**
 * [G8] Adds what somebody is glad about, in one line; the newest counts. Refusals: `not-found` (also for a guest),
 * `trajectory-closed`, `bad-input`.
 */
export async function shareSuccess(
	needs: Needs,
	userId: string,
	meetingId: string,
	text: string
): Promise<Outcome<null>> {
	const at = await atMeeting(needs, userId, meetingId);
	if (!at.ok) return at;
	if (!may.shareClosing(at.value.standing)) return no('not-found');
	if (at.value.cycle.closedAt) return no('trajectory-closed');
	const line = text.trim();
	if (!line || line.length > longestLine) return no('bad-input');
	const child = await openTrajectoryOf(needs.db, at.value.cycle.id, userId);
	const closed = child !== null && isClosedDoor(await consentOf(needs.db, child.id));
	const { key, wrapped } = needs.vault.newKey();
	const row = {
		trajectoryId: closed ? null : (child?.id ?? null),
		wrappedKey: wrapped,
		sealed: needs.vault.sealText(key, line),
		at: needs.clock()
	};
	await needs.db.transaction(async (tx) => {
		await dropSuccess(tx, meetingId, userId);
		await tx
			.insert(meetingSuccess)
			.values({ meetingId, userId, ...row })
			.onConflictDoUpdate({ target: [meetingSuccess.meetingId, meetingSuccess.userId], set: row });
	});
	await destroyKeys(needs);
	return yes(null);
}

/** Takes one's own line away. Refusal: `not-found`. */
export async function takeSuccessAway(needs: Needs, userId: string, meetingId: string): Promise<Outcome<null>> {
	const at = await atMeeting(needs, userId, meetingId);
	if (!at.ok) return at;
	await needs.db.transaction((tx) => dropSuccess(tx, meetingId, userId));
	await destroyKeys(needs);
	return yes(null);
}

/** The line, and the key that was its own [ER1]. */
async function dropSuccess(tx: Db, meetingId: string, userId: string): Promise<void> {
	const gone = await tx
		.delete(meetingSuccess)
		.where(and(eq(meetingSuccess.meetingId, meetingId), eq(meetingSuccess.userId, userId)))
		.returning({ trajectoryId: meetingSuccess.trajectoryId, wrappedKey: meetingSuccess.wrappedKey });
	if (gone.length > 0) await goOnAsSchool(tx, 'own-line-goes', proofs.herself(userId));
	for (const { trajectoryId, wrappedKey } of gone) await forgetKey(tx, trajectoryId ?? meetingId, wrappedKey);
}
