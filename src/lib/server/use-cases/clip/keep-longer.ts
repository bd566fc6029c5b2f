import { and, eq, ne, or } from 'drizzle-orm';
import { teamMayWatch } from '$lib/domain/consent';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { keptLonger } from '$lib/domain/retention';
import { record } from '$lib/server/db/audit';
import { clip } from '$lib/server/db/schema';
import type { Needs } from '../needs';
import { ownClip } from './own-clip';

/**
 * Keeps a clip six weeks longer. Needs the parents' renewed yes (Q10): the owner says that she asked again.
 * Refusals: `not-found`, `clip-gone`, `no-consent`, `bad-input` (not asked again), `school-year-ends`.
 */
export async function keepLonger(
	needs: Needs,
	userId: string,
	clipId: string,
	{ parentsAgree }: { parentsAgree: boolean }
): Promise<Outcome<{ until: Date }>> {
	const own = await ownClip(needs, userId, clipId);
	if (!own.ok) return own;
	const { row, access } = own.value;
	if (!teamMayWatch(access.clip.consent)) return no('no-consent');
	if (!parentsAgree) return no('bad-input');
	const until = keptLonger(row.keepUntil, needs.clock());
	if (!until) return no('school-year-ends');
	// pressed twice: the second one finds another date and changes nothing
	await needs.db
		.update(clip)
		.set({ keepUntil: until })
		.where(
			and(
				or(eq(clip.id, clipId), eq(clip.besideOf, clipId)),
				eq(clip.keepUntil, row.keepUntil),
				ne(clip.status, 'erased')
			)
		);
	await record(needs.db, {
		...{ at: needs.clock(), kind: 'kept-longer', actor: userId, role: 'owner', child: row.trajectoryId },
		...{ object: { kind: 'clip', id: clipId }, facts: { until: until.getTime() / 1000 } }
	});
	return yes({ until });
}
