import { units } from '$lib/engine/pack';
import { means, partyOf } from '$lib/engine/parties';
import { revealedIn } from '$lib/engine/walk';
import type { Needs, Sealed } from '../needs';
import { seatsOf, type LaidTable } from './enter';

/**
 * [S21] Brings on the table what was written sealed, as far as the round the group is in has revealed it. Each person's
 * own parts only, and only of whoever still has a seat: what somebody wrote who left stays where nobody reads it. Asked
 * again at every round and at the end, so that what one time missed comes the next.
 */
export async function revealSealed(needs: Needs, at: LaidTable, round: number): Promise<void> {
	const opened = revealedIn(at.facts.protocol, round);
	if (opened.length === 0) return;
	const sealed: Sealed[] = (await seatsOf(needs, at.row)).flatMap((seat) => {
		const party = partyOf(at.facts, seat);
		const parts = units.filter((unit) => opened.some((open) => means(open[unit], party)));
		return parts.length > 0 ? [{ userId: seat.userId, parts }] : [];
	});
	await needs.table.reveal(at.row.id, sealed);
}
