import { nothingAsked } from '$lib/domain/consent';
import { worksWithChild } from '$lib/domain/roles';
import { readinessOf, type Readiness } from '$lib/engine/readiness';
import { byName } from '$lib/words/dates';
import { consentsOf } from '$lib/server/db/consent';
import { pathsByCycle } from '$lib/server/db/cycle-paths';
import type { Member } from '$lib/server/db/people';
import { membersByTeam, runningTrajectories } from '$lib/server/db/seats';
import { clipsOfTrajectories, type TrajectoryRow } from '$lib/server/db/trajectories';
import { silentSince } from '../clip/silent-since';
import type { Needs } from '../needs';
import type { Brought } from './brought';

export interface ReadyPerson {
	userId: string;
	name: string;
	readiness: Readiness;
}

/** One meeting; `brought`: what lies on its table. */
export interface ReadyAt {
	teamId: string;
	cycleId: string;
	brought: readonly Brought[];
}

/**
 * Who has what ready for one meeting, by name: an order that says nothing. Experts on call have no place in this list.
 */
export async function readinessIn(needs: Needs, at: ReadyAt): Promise<ReadyPerson[]> {
	const members = await membersByTeam(needs.db, [at.teamId]);
	return readinessOfAll(needs, [at], members, await runningTrajectories(needs.db, [at.cycleId])).then(
		([people]) => people ?? []
	);
}

/** The same for several meetings, in their order, when it is known who is there and with which children. */
export async function readinessOfAll(
	needs: Needs,
	meetings: readonly ReadyAt[],
	members: ReadonlyMap<string, Member[]>,
	children: readonly TrajectoryRow[]
): Promise<ReadyPerson[][]> {
	const paths = await pathsByCycle(
		needs.db,
		meetings.map((it) => it.cycleId)
	);
	const ids = children.map((child) => child.id);
	const consents = await consentsOf(needs.db, ids);
	const clips = await Promise.all(
		(await clipsOfTrajectories(needs.db, ids))
			.filter((clip) => !clip.brought)
			.map(async (clip) => ({ ...clip, stopped: (await silentSince(needs, clip)) !== null }))
	);
	return meetings.map(({ teamId, cycleId, brought }) =>
		(members.get(teamId) ?? [])
			.filter((member) => member.roles.some((role) => role !== 'expert'))
			.map((member) => {
				const child = children.find((it) => it.teacherId === member.userId && it.cycleId === cycleId);
				const readiness = readinessOf({
					pausing: member.pausedAt !== null,
					worksWithChild: worksWithChild(member.roles) && paths.get(cycleId)?.get(member.userId) !== 'looks-along',
					child: child
						? {
								consent: consents.get(child.id) ?? nothingAsked,
								clips: clips.filter((clip) => clip.trajectoryId === child.id)
							}
						: null,
					brings: brought.some((it) => it.presenterId === member.userId && it.state !== 'closed')
				});
				return { userId: member.userId, name: member.name, readiness };
			})
			.toSorted((a, b) => byName(a.name, b.name))
	);
}
