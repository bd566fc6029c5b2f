import { no, yes, type Outcome } from '$lib/domain/outcome';
import { rights } from '$lib/engine/rights';
import type { Removal } from '$lib/engine/session-view';
import type { Unit } from '$lib/engine/pack';
import { removalsIn, whoseRemovals, type RemovalRow } from '$lib/server/db/removals';
import type { Needs } from '../needs';
import { nameOf } from '../people/name-of';
import { enterSession, type AtTheTable } from './enter';
import { openWords } from './kept-words';

/**
 * [L21] What others took away on this table, the newest first: for whoever may bring it back, and for those whose words
 * they were. Nobody else reads it. Refusals: those of `enterSession`, `session-closed`.
 */
export async function removalsOf(needs: Needs, userId: string, sessionId: string): Promise<Outcome<Removal[]>> {
	const entered = await enterSession(needs, userId, sessionId);
	if (!entered.ok) return entered;
	if (entered.value.state.phase === 'closed') return no('session-closed');
	const rows = (await removalsIn(needs.db, sessionId)).filter(readableBy(entered.value));
	return yes(await Promise.all(rows.map((row) => shown(needs, entered.value, row))));
}

/** How many of these that did not come back this person may read. */
export async function countRemovals(needs: Needs, at: AtTheTable): Promise<number> {
	if (at.state.phase === 'closed') return 0;
	return (await whoseRemovals(needs.db, at.row.id)).filter(readableBy(at)).length;
}

function readableBy({ facts, state, who }: AtTheTable): (row: Pick<RemovalRow, 'typedBy' | 'authorId'>) => boolean {
	if (rights(facts, state, who).bringBack) return () => true;
	return ({ typedBy, authorId }) => typedBy.includes(who.userId) || authorId === who.userId;
}

async function shown(needs: Needs, at: AtTheTable, row: RemovalRow): Promise<Removal> {
	const { entry } = openWords(needs.vault, at.key, row.sealed);
	return {
		id: row.id,
		unit: row.unit as Unit,
		by: await nameOf(needs, row.removedBy),
		byMe: row.removedBy === at.who.userId,
		of: await Promise.all(row.typedBy.filter((id) => id !== at.who.userId).map((id) => nameOf(needs, id))),
		ofMe: row.typedBy.includes(at.who.userId),
		whole: row.whole,
		at: row.at,
		t: entry.t,
		codes: entry.codes,
		text: entry.text,
		broughtBack: row.broughtBackAt !== null
	};
}
