import { and, eq, lte } from 'drizzle-orm';
import { record } from '$lib/server/db/audit';
import { helpPast } from '$lib/server/db/help';
import { helpRequest } from '$lib/server/db/schema';
import { helpEntry } from './answer-help';
import type { Needs } from '../needs';

/**
 * Writes down that access ran out, and has the live table judge those people again. Access itself ended at its minute
 * already: every request is judged by the clock. Runs twice without harm.
 */
export async function endHelpThatRanOut(needs: Needs): Promise<void> {
	const now = needs.clock();
	for (const request of await helpPast(needs.db, now)) {
		const accepted = request.status === 'accepted';
		await needs.db
			.update(helpRequest)
			// without an end: what was never accepted cannot be prolonged later
			.set({ status: 'ended', ...(accepted ? {} : { accessUntil: null }) })
			.where(
				and(
					eq(helpRequest.id, request.id),
					eq(helpRequest.status, request.status),
					// more time may just have been given
					lte(helpRequest.accessUntil, now)
				)
			);
		if (accepted) await record(needs.db, helpEntry('help-ended', now, 'clock', request));
		if (accepted) needs.table.rightsChanged({ userId: request.expertId, clipId: request.clipId });
	}
}
