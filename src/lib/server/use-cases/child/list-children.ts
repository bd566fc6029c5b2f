import { isClosedDoor, nothingAsked } from '$lib/domain/consent';
import { may } from '$lib/domain/permissions';
import { consentsOf } from '$lib/server/db/consent';
import { standingOf } from '$lib/server/db/people';
import { membershipsOf } from '$lib/server/db/teams';
import { countTrajectories, trajectoriesOf } from '$lib/server/db/trajectories';
import type { Needs } from '../needs';
import { whereToChoose } from './choose-child';

/** Somebody's own children: those of now, and those before. Nobody else's, whatever her role (Q15). */
export async function listChildren(needs: Needs, userId: string) {
	const rows = await trajectoriesOf(needs.db, userId);
	const consents = await consentsOf(
		needs.db,
		rows.map((row) => row.id)
	);
	const all = rows.map((row) => {
		const consent = consents.get(row.id) ?? nothingAsked;
		return { ...row, consent, door: isClosedDoor(consent) };
	});
	return {
		counts: await countsOf(needs, userId),
		now: all.filter((child) => child.closedAt === null),
		before: all.filter((child) => child.closedAt !== null),
		places: await whereToChoose(needs, userId)
	};
}

/** [TC4] How many trajectories her teams had, by cycle and without a name: for those who evaluate together (R27). */
async function countsOf(needs: Needs, userId: string) {
	const counts = [];
	for (const { teamId, name } of await membershipsOf(needs.db, userId)) {
		const who = await standingOf(needs.db, userId, teamId);
		if (!who || !may.seeReadiness(who)) continue;
		const cycles = await countTrajectories(needs.db, teamId);
		if (cycles.length > 0) counts.push({ teamId, team: name, cycles });
	}
	return counts;
}
