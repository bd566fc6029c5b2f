import { isClosedDoor, nothingAsked } from '$lib/domain/consent';
import { may } from '$lib/domain/permissions';
import { consentsOf } from '$lib/server/db/consent';
import { seatsHeldBy } from '$lib/server/db/seats';
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
	const seats = (await seatsHeldBy(needs.db, userId)).filter(({ standing }) => may.seeReadiness(standing));
	const rows = await countTrajectories(
		needs.db,
		seats.map((seat) => seat.teamId)
	);
	return seats.flatMap(({ teamId, name }) => {
		const cycles = rows.filter((row) => row.teamId === teamId).map(({ teamId: _, ...cycle }) => cycle);
		return cycles.length > 0 ? [{ teamId, team: name, cycles }] : [];
	});
}
