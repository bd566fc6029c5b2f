import { nothingAsked } from '$lib/domain/consent';
import { worksWithChild } from '$lib/domain/roles';
import { readinessOf, type Readiness } from '$lib/engine/readiness';
import { byName } from '$lib/words/dates';
import { consentsOf } from '$lib/server/db/consent';
import { pathsIn } from '$lib/server/db/cycle-paths';
import { membersOf } from '$lib/server/db/people';
import { clipsOfTrajectories, openTrajectoriesIn } from '$lib/server/db/trajectories';
import { silentSince } from '../clip/silent-since';
import type { Needs } from '../needs';
import type { Brought } from './brought';

export interface ReadyPerson {
	userId: string;
	name: string;
	readiness: Readiness;
}

/**
 * Who has what ready for one meeting, by name: an order that says nothing. Experts on call have no place in this list.
 * `brought`: what lies on the table of that meeting.
 */
export async function readinessIn(
	needs: Needs,
	at: { teamId: string; cycleId: string; brought: readonly Brought[] }
): Promise<ReadyPerson[]> {
	const paths = await pathsIn(needs.db, at.cycleId);
	const members = await membersOf(needs.db, at.teamId);
	const children = await openTrajectoriesIn(needs.db, at.cycleId);
	const ids = children.map((child) => child.id);
	const consents = await consentsOf(needs.db, ids);
	const clips = await Promise.all(
		(await clipsOfTrajectories(needs.db, ids))
			.filter((clip) => !clip.brought)
			.map(async (clip) => ({ ...clip, stopped: (await silentSince(needs, clip)) !== null }))
	);
	return members
		.filter((member) => member.roles.some((role) => role !== 'expert'))
		.map((member) => {
			const child = children.find((it) => it.teacherId === member.userId);
			const readiness = readinessOf({
				pausing: member.pausedAt !== null,
				worksWithChild: worksWithChild(member.roles) && paths.get(member.userId) !== 'looks-along',
				child: child
					? {
							consent: consents.get(child.id) ?? nothingAsked,
							clips: clips.filter((clip) => clip.trajectoryId === child.id)
						}
					: null,
				brings: at.brought.some((it) => it.presenterId === member.userId && it.state !== 'closed')
			});
			return { userId: member.userId, name: member.name, readiness };
		})
		.toSorted((a, b) => byName(a.name, b.name));
}
