import { isClosedDoor, nothingAsked } from '$lib/domain/consent';
import { consentsOf } from '$lib/server/db/consent';
import { trajectoriesOf } from '$lib/server/db/trajectories';
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
		now: all.filter((child) => child.closedAt === null),
		before: all.filter((child) => child.closedAt !== null),
		places: await whereToChoose(needs, userId)
	};
}
