import { and, eq, isNull } from 'drizzle-orm';
import { canBeBrought, type ClipFacts } from '$lib/domain/clip-facts';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import { offsetBounds, secondBeside, type AlignedBy, type SecondSource } from '$lib/domain/second-source';
import { changeClip, secondOf, shownSecondOf, type ClipRow } from '$lib/server/db/clips';
import { clipElsewhere } from '$lib/server/db/schema';
import type { Needs } from '../needs';
import { conversionPart } from './check-clip';
import { ownClip, ownRecording } from './own-clip';
import { silentSince } from './silent-since';

/** A second source as its owner finds it on its page, in whatever state it is. */
export interface OwnSecond extends Pick<ClipRow, 'id' | 'status' | 'failure' | 'facts' | 'offsetMs' | 'alignedBy'> {
	/** Its pictures can be asked for, and how long it is, is known. */
	playable: boolean;
	/** How far its conversion is, 0 to 1. */
	part: number | null;
	/** It was chosen from a device, and its owner did not say yet that it is gone from there [F5]. */
	mayLieElsewhere: boolean;
	/** A single file of which the group cannot be given just its part [T3]: others do not see it. */
	onlyMine: boolean;
	/** Since when nothing more of it arrives, while it is still to come [U7]. */
	silentSince: Date | null;
}

/** The page of the second source beside a clip, for its owner. Refusals: `not-found`, `clip-gone`. */
export async function viewSecond(needs: Needs, userId: string, mainId: string) {
	const own = await ownClip(needs, userId, mainId);
	if (!own.ok) return own;
	const { row, access } = own.value;
	const { id, facts, keepUntil, trajectoryId, alias } = row;
	const title = needs.vault.read(row.title);
	return yes({
		main: { id, title, keepUntil, trajectoryId, alias, facts: canBeBrought(row) ? facts : null },
		mayWatch: may.watchClip(access.who, access.clip),
		mayAdd: canBeBrought(row) && !row.trajectoryClosed && may.addSecondSource(access.who, access.clip),
		second: await ownSecondOf(needs, { id, facts })
	});
}

/** The second source beside a clip of one's own, or null. The caller has judged the clip. */
export async function ownSecondOf(
	needs: Needs,
	main: { id: string; facts: ClipFacts | null }
): Promise<OwnSecond | null> {
	const row = await secondOf(needs.db, main.id);
	if (!row) return null;
	const { id, status, failure, facts, offsetMs, alignedBy } = row;
	const shown = facts && offsetMs !== null && main.facts ? { clipId: id, facts, offsetMs } : null;
	return {
		...{ id, status, failure, facts, offsetMs, alignedBy },
		playable: canBeBrought(row),
		part: conversionPart(id),
		mayLieElsewhere: status !== 'sending' && status !== 'failed' && (await liesElsewhere(needs, id)),
		silentSince: await silentSince(needs, row),
		onlyMine: shown !== null && secondBeside(shown, { from: 0, to: main.facts?.durationMs ?? 0 }) === null
	};
}

/**
 * Lays the second source beside the clip: `second = main + offset`, ms. Refusals: `not-found` (not mine, or nothing
 * beside it), `clip-gone`, `clip-not-ready`, `not-together` (they would have no moment in common).
 */
export async function alignSecond(
	needs: Needs,
	userId: string,
	mainId: string,
	{ offsetMs, by }: { offsetMs: number; by: AlignedBy }
): Promise<Outcome<null>> {
	const own = await ownClip(needs, userId, mainId);
	if (!own.ok) return own;
	const { row } = own.value;
	const second = await secondOf(needs.db, mainId);
	if (!second) return no('not-found');
	if (!row.facts || !canBeBrought(row) || !second.facts || !canBeBrought(second)) return no('clip-not-ready');
	const bounds = offsetBounds(row.facts.durationMs, second.facts.durationMs);
	const offset = Math.round(offsetMs);
	if (!(offset >= bounds.from && offset <= bounds.to)) return no('not-together');
	await changeClip(needs.db, second.id, { offsetMs: offset, alignedBy: by });
	// other moments of it are shown from now on
	needs.table.rightsChanged({ clipId: second.id });
	needs.table.rightsChanged({ clipId: mainId });
	needs.table.clipChanged(mainId);
	return yes(null);
}

/** What stands beside a clip for somebody who may see this part of it; null when there is nothing. */
export async function secondFor(
	needs: Needs,
	mainId: string,
	shown: { from: number; to: number }
): Promise<SecondSource | null> {
	const second = await shownSecondOf(needs.db, mainId);
	return second && secondBeside(second, shown);
}

/** The clip that a second source of one's own stands beside; null for what is no second source of hers. */
export async function mainOfSecond(needs: Needs, userId: string, clipId: string): Promise<string | null> {
	const own = await ownRecording(needs, userId, clipId);
	return own.ok ? own.value.row.besideOf : null;
}

/** It was chosen from a device, and its owner did not say yet that it is gone from there [F5]. */
export const liesElsewhere = async (needs: Needs, clipId: string): Promise<boolean> =>
	(await needs.db.$count(clipElsewhere, and(eq(clipElsewhere.clipId, clipId), isNull(clipElsewhere.wipedAt)))) > 0;
