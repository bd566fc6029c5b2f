import { worksWithChild } from '$lib/domain/roles';
import { pathsIn } from '$lib/server/db/cycle-paths';
import { membersOf } from '$lib/server/db/people';
import type { Brought } from '../cycle/brought';
import { byName } from '$lib/words/dates';
import type { Needs } from '../needs';

/** Where somebody showed a clip this cycle: at which meetings, and between them. */
export interface Shown {
	userId: string;
	name: string;
	/** Numbers of the meetings, in order. */
	meetings: number[];
	between: boolean;
}

/**
 * [G9] Who has shown a clip this cycle (R23), by name: an order that says nothing, and no counts. A clip counts once it was
 * begun. `brought`: everything on the tables of the cycle.
 */
export async function turnsIn(
	needs: Needs,
	at: {
		teamId: string;
		cycleId: string;
		meetings: readonly { id: string; number: number }[];
		brought: readonly Brought[];
	}
): Promise<Shown[]> {
	const members = await membersOf(needs.db, at.teamId);
	const paths = await pathsIn(needs.db, at.cycleId);
	const shown = at.brought.filter((it) => it.state !== 'waiting');
	return (
		members
			.filter((member) => worksWithChild(member.roles))
			// [PC2] whoever is away or looks along is not somebody whose turn it is yet; what she showed stays
			.filter(({ userId, pausedAt }) => {
				const asked = pausedAt === null && paths.get(userId) !== 'looks-along';
				return asked || shown.some((it) => it.presenterId === userId);
			})
			.map(({ userId, name }) => {
				const own = shown.filter((it) => it.presenterId === userId);
				const numbers = own.flatMap((it) => at.meetings.find((meeting) => meeting.id === it.meetingId)?.number ?? []);
				return {
					userId,
					name,
					meetings: [...new Set(numbers)].toSorted((a, b) => a - b),
					between: own.some((it) => it.meetingId === null)
				};
			})
			.toSorted((a, b) => byName(a.name, b.name))
	);
}
