import { eq } from 'drizzle-orm';
import type { ClipFacts } from '$lib/domain/clip-facts';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import type { SecondSource } from '$lib/domain/second-source';
import { consentOf } from '$lib/server/db/consent';
import { helpsUntil } from '$lib/server/db/help';
import { standingOf } from '$lib/server/db/people';
import { clip, helpRequest } from '$lib/server/db/schema';
import { secondFor } from '../clip/second-source';
import type { Needs } from '../needs';

interface HelperClip {
	clipId: string;
	title: string;
	facts: ClipFacts;
	second: SecondSource | null;
	fragment: { from: number; to: number } | null;
	question: string;
	until: Date;
}

/**
 * What an expert needs to watch a clip she was asked about, on her own. The bytes are judged again one by one at
 * their own door. Refusals: `not-found` (not hers, not accepted, withdrawn), `access-ended`, `no-expert-consent`.
 */
export async function watchHelping(needs: Needs, userId: string, requestId: string): Promise<Outcome<HelperClip>> {
	const [row] = await needs.db
		.select({ request: helpRequest, clip })
		.from(helpRequest)
		.innerJoin(clip, eq(clip.id, helpRequest.clipId))
		.where(eq(helpRequest.id, requestId));
	if (!row || row.request.expertId !== userId || !['accepted', 'ended'].includes(row.request.status))
		return no('not-found');
	const until = await helpsUntil(needs.db, userId, { clipId: row.clip.id }, needs.clock());
	if (!until) return no('access-ended');
	const consent = await consentOf(needs.db, row.clip.trajectoryId);
	const who = await standingOf(needs.db, userId, row.request.teamId);
	const { id, ownerId, facts, status, fragmentFrom, fragmentTo } = row.clip;
	if (status === 'erased') return no('clip-gone');
	if (!who || !may.watchClip(who, { ownerId, consent, atTable: false, helping: true, visiting: false, erased: false }))
		return no('no-expert-consent');
	if (status !== 'ready' || !facts) return no('clip-not-ready');
	const fragment = fragmentFrom !== null && fragmentTo !== null ? { from: fragmentFrom, to: fragmentTo } : null;
	const second = await secondFor(needs, id, { from: 0, to: facts.durationMs });
	const [title, question] = [needs.vault.read(row.clip.title), needs.vault.read(row.request.question)];
	return yes({ clipId: id, title, facts, second, fragment, question, until });
}
