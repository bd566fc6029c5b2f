import { teamMayWatch, type Consent } from '$lib/domain/consent';
import { consentsOf } from '$lib/server/db/consent';
import { sessionsOf, type BroughtSession } from '$lib/server/db/cycles';
import type { Needs } from '../needs';

/** One clip on a table, as everybody in the team may know it. */
export interface Brought {
	sessionId: string;
	meetingId: string | null;
	presenterId: string;
	presenter: string;
	title: string;
	/** ms */
	fragment: number;
	state: 'waiting' | 'running' | 'closed';
}

/** What lies on the tables of a cycle. Without the parents' yes nothing is shown, and nobody is told why (C1). */
export async function broughtIn(needs: Needs, cycleId: string): Promise<Brought[]> {
	const sessions = await sessionsOf(needs.db, cycleId);
	const consents = await consentsOf(needs.db, [...new Set(sessions.map((it) => it.trajectoryId))]);
	return sessions.filter((it) => mayBeShown(consents.get(it.trajectoryId))).map(asBrought);
}

const mayBeShown = (consent: Consent | undefined): boolean => consent !== undefined && teamMayWatch(consent);

const asBrought = (it: BroughtSession): Brought => ({
	sessionId: it.id,
	meetingId: it.meetingId,
	presenterId: it.presenterId,
	presenter: it.presenter,
	title: it.title,
	fragment: it.fragmentTo - it.fragmentFrom,
	state: it.closedAt ? 'closed' : it.startedAt ? 'running' : 'waiting'
});
