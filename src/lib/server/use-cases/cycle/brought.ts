import { teamMayWatch, type Consent } from '$lib/domain/consent';
import { may, type Standing } from '$lib/domain/permissions';
import { consentsOf } from '$lib/server/db/consent';
import { sessionsOf, type BroughtSession } from '$lib/server/db/cycles';
import { groupsHolding } from '$lib/server/db/seats';
import type { Needs } from '../needs';

/** One clip on a table, as everybody in the team may know it. */
export interface Brought {
	sessionId: string;
	meetingId: string | null;
	groupId: string | null;
	presenterId: string;
	presenter: string;
	title: string;
	/** ms */
	fragment: number;
	state: 'waiting' | 'running' | 'closed';
}

/**
 * What lies on the tables of a cycle, whoever asks: to know who brings something, and for nothing else. Without the
 * parents' yes nothing is shown, and nobody is told why (C1).
 */
export async function broughtIn(needs: Needs, cycleId: string): Promise<Brought[]> {
	return (await broughtByCycle(needs, [cycleId])).get(cycleId) ?? [];
}

/** The same for several cycles at once, by cycle. */
export async function broughtByCycle(needs: Needs, cycleIds: readonly string[]): Promise<Map<string, Brought[]>> {
	const sessions = cycleIds.length > 0 ? await sessionsOf(needs.db, cycleIds) : [];
	const consents = await consentsOf(needs.db, [...new Set(sessions.map((it) => it.trajectoryId))]);
	const shown = sessions.filter((it) => mayBeShown(consents.get(it.trajectoryId)));
	return new Map(cycleIds.map((id) => [id, shown.filter((it) => it.cycleId === id).map((it) => asBrought(needs, it))]));
}

/** [G4] Of those, what this person may know of: of another group's table not even the title. */
export async function broughtFor(
	needs: Needs,
	standing: Standing,
	cycleId: string,
	brought: readonly Brought[]
): Promise<Brought[]> {
	return hersToKnow(standing, await groupsHolding(needs.db, [cycleId], standing.userId), brought);
}

/** [G4] The same, when it is known which groups she is in. */
export const hersToKnow = (standing: Standing, groups: ReadonlySet<string>, brought: readonly Brought[]): Brought[] =>
	brought.filter(({ presenterId, groupId }) =>
		may.sitAtTable(standing, { presenterId, inGroup: groupId === null ? null : groups.has(groupId) })
	);

const mayBeShown = (consent: Consent | undefined): boolean => consent !== undefined && teamMayWatch(consent);

const asBrought = (needs: Needs, it: BroughtSession): Brought => ({
	sessionId: it.id,
	meetingId: it.meetingId,
	groupId: it.groupId,
	presenterId: it.presenterId,
	presenter: it.presenter,
	title: needs.vault.read(it.title),
	fragment: it.fragmentTo - it.fragmentFrom,
	state: it.closedAt ? 'closed' : it.startedAt ? 'running' : 'waiting'
});
