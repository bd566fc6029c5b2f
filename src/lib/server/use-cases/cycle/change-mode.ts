import { and, eq, isNull, type SQL } from 'drizzle-orm';
import * as v from 'valibot';
import { longestTalkLink, meetingModes, talkLinkOf } from '$lib/domain/meeting-mode';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import { findMeeting } from '$lib/server/db/cycles';
import { meeting, session } from '$lib/server/db/schema';
import type { Needs } from '../needs';
import { atCycle } from './at-cycle';

export const modeForm = v.object({
	mode: v.picklist(meetingModes),
	talkLink: v.optional(v.pipe(v.string(), v.maxLength(longestTalkLink)), '')
});

/**
 * [BS1] On the day itself: the lead says how this meeting comes together, and where those talk who are not in the room
 * (R16). Rooms that are open show it at once. Refusals: `not-found`, `not-allowed`, `bad-input` (closed cycle),
 * `not-a-talk-link`.
 */
export async function changeMode(
	needs: Needs,
	userId: string,
	meetingId: string,
	to: v.InferOutput<typeof modeForm>
): Promise<Outcome<null>> {
	const found = await findMeeting(needs.db, meetingId);
	const at = found && (await atCycle(needs, userId, found.cycleId));
	if (!at?.ok) return no('not-found');
	if (!may.planMeetings(at.value.standing)) return no('not-allowed');
	if (at.value.cycle.closedAt) return no('bad-input');
	const talkLink = talkLinkOf(to.talkLink);
	if (talkLink === null) return no('not-a-talk-link');
	await needs.db.update(meeting).set({ mode: to.mode, talkLink }).where(eq(meeting.id, meetingId));
	await tellRooms(needs, eq(session.meetingId, meetingId));
	return yes(null);
}

/** Everybody in an open room of these reads her own view again. */
export async function tellRooms(needs: Needs, where: SQL): Promise<void> {
	const open = await needs.db
		.select({ sessionId: session.id })
		.from(session)
		.where(and(where, isNull(session.closedAt), isNull(session.withdrawnAt)));
	for (const { sessionId } of open) needs.table.rightsChanged({ sessionId });
}
