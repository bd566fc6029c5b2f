import { eq } from 'drizzle-orm';
import { cappedUntil } from '$lib/domain/help';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { record } from '$lib/server/db/audit';
import { helpRequest } from '$lib/server/db/schema';
import type { Needs } from '../needs';
import { helpEntry, lockRequest, mayOpen } from './answer-help';
import { tellByLetter } from './help-letters';

/** The asker takes her question back, at any time: what was open closes at once. Refusals: `not-found`, `request-answered` (it is over). */
export async function withdrawHelp(needs: Needs, userId: string, requestId: string): Promise<Outcome<null>> {
	const withdrawn = await needs.db.transaction(async (tx) => {
		const request = await lockRequest(tx, requestId);
		if (!request || request.askedBy !== userId) return no('not-found');
		if (!['asked', 'proposed', 'accepted'].includes(request.status)) return no('request-answered');
		await tx.update(helpRequest).set({ status: 'withdrawn' }).where(eq(helpRequest.id, requestId));
		if (request.status === 'accepted') await record(tx, helpEntry('help-ended', needs.clock(), userId, request));
		return yes(request);
	});
	if (!withdrawn.ok) return withdrawn;
	const { expertId, clipId } = withdrawn.value;
	needs.table.rightsChanged({ userId: expertId, clipId });
	tellByLetter(needs, 'withdrawn', userId, expertId, requestId);
	return yes(null);
}

/**
 * The asker gives more time, also after it ended; never more than thirty days from now, and never by the expert
 * herself (B5). Refusals: `not-found`, `request-answered` (it was never accepted, or is over), `bad-input`, and all that
 * refuse an acceptance.
 */
export async function grantMoreTime(
	needs: Needs,
	userId: string,
	requestId: string,
	until: Date
): Promise<Outcome<{ until: Date }>> {
	const now = needs.clock();
	const granted = await needs.db.transaction(async (tx) => {
		const request = await lockRequest(tx, requestId);
		if (!request || request.askedBy !== userId) return no('not-found');
		// a question that ended unanswered lost its end (end-help.ts): nobody ever accepted it
		const wasAccepted = request.status === 'accepted' || (request.status === 'ended' && request.accessUntil !== null);
		if (!wasAccepted) return no('request-answered');
		if (until <= now) return no('bad-input');
		const accessUntil = cappedUntil(until, now);
		const blocked = await mayOpen(tx, { ...request, accessUntil }, now);
		if (blocked) return blocked;
		await tx.update(helpRequest).set({ status: 'accepted', accessUntil }).where(eq(helpRequest.id, requestId));
		await record(tx, helpEntry('help-granted', now, userId, { ...request, accessUntil }));
		return yes({ ...request, accessUntil });
	});
	if (!granted.ok) return granted;
	const { expertId, clipId, accessUntil } = granted.value;
	needs.table.rightsChanged({ userId: expertId, clipId });
	tellByLetter(needs, 'more-time', userId, expertId, requestId, accessUntil);
	return yes({ until: accessUntil });
}
