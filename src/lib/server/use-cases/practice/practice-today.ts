import { worksWithChild } from '$lib/domain/roles';
import { membershipsOf } from '$lib/server/db/teams';
import type { Needs } from '../needs';
import { coversOf, type Cover } from './cover';
import { playMomentsDue, type DueMoment } from './play-moments-due';

export interface PracticeToday {
	/** She works with a child: the log is at hand. */
	logs: boolean;
	/** Somebody asks her, or she asked: cover and tips are at hand. */
	member: boolean;
	due: Pick<DueMoment, 'trajectoryId' | 'alias' | 'part' | 'entryId' | 'at'>[];
	/** A colleague waits for her yes or no. */
	asksMe: Cover[];
	/** What she promised, and what she asked and is still to come. */
	promised: Cover[];
	asked: Cover[];
}

/** Practice on the page "this week", of one person. */
export async function practiceToday(needs: Needs, userId: string): Promise<PracticeToday> {
	const roles = (await membershipsOf(needs.db, userId)).flatMap((one) => one.roles);
	const due = await playMomentsDue(needs, needs.clock(), userId);
	const covers = await coversOf(needs, userId);
	const coming = (all: Cover[]) => all.filter((one) => !one.past && one.status !== 'withdrawn').toReversed();
	return {
		logs: worksWithChild(roles),
		member: roles.some((role) => role !== 'expert'),
		due: due.map(({ trajectoryId, alias, part, entryId, at }) => ({ trajectoryId, alias, part, entryId, at })),
		asksMe: coming(covers.asked).filter((one) => one.status === 'asked'),
		promised: coming(covers.asked).filter((one) => one.status === 'yes'),
		asked: coming(covers.mine)
	};
}
