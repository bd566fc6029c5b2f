import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may, type Standing } from '$lib/domain/permissions';
import type { Pack } from '$lib/engine/pack';
import { packOf } from '$lib/methods';
import { findCycle, type CycleRow } from '$lib/server/db/cycles';
import { standingOf } from '$lib/server/db/people';
import type { Needs } from '../needs';

export interface AtCycle {
	cycle: CycleRow & { team: string };
	pack: Pack;
	standing: Standing;
}

/** Somebody at the door of one cycle. Not hers, not there, or on call only: `not-found`. */
export async function atCycle(needs: Needs, userId: string, cycleId: string): Promise<Outcome<AtCycle>> {
	const cycle = await findCycle(needs.db, cycleId);
	const standing = cycle && (await standingOf(needs.db, userId, cycle.teamId));
	if (!cycle || !standing || !may.seeMeetings(standing)) return no('not-found');
	return yes({ cycle, standing, pack: packOf(cycle.packId, cycle.packVersion) });
}
