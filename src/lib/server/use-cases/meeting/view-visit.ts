import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm';
import { guestMayWatch } from '$lib/domain/consent';
import { no, yes } from '$lib/domain/outcome';
import { visitOf } from '$lib/domain/visit';
import { planOf } from '$lib/engine/rhythms';
import { packOf } from '$lib/methods';
import { consentOf } from '$lib/server/db/consent';
import { clip, session, userAccount } from '$lib/server/db/schema';
import { pastVisit, visitedBefore, visitsOf } from '$lib/server/db/visits';
import type { Needs } from '../needs';

/** Meetings somebody comes to as a guest and that are not over, for the page "this week". */
export async function visitsToCome(needs: Needs, userId: string) {
	const now = needs.clock().getTime();
	return (await visitsOf(needs.db, userId))
		.filter((it) => now < visitOf(it).until)
		.map(({ meetingId, team, startsAt }) => ({ meetingId, team, startsAt: startsAt.getTime() }));
}

/**
 * [PC7] All that a guest sees of a team: when and where its one meeting is, and, while it is on, the tables that are open
 * to her. Not hers, not there, or over: `not-found`.
 */
export async function viewVisit(needs: Needs, userId: string, meetingId: string) {
	const now = needs.clock().getTime();
	const visit = (await visitsOf(needs.db, userId)).find((it) => it.meetingId === meetingId);
	if (!visit || now >= visitOf(visit).until) return no('not-found');
	const { packId, packVersion, planId, ...meeting } = visit;
	const plan = planOf(packOf(packId, packVersion), planId);
	const on = now >= visitOf(visit).from;
	return yes({
		...meeting,
		title: plan?.title ?? { nl: '', en: '' },
		endsAt: new Date(visit.startsAt.getTime() + visit.minutes * 60_000),
		on,
		tables: on ? await tablesFor(needs, meetingId) : []
	});
}

/** For so long after it the page of a meeting thanks its guest, ms. */
const thanksFor = 24 * 3_600_000;

/**
 * [PC14] What is left for a guest when her meeting is over: thanks, with the team and the day. For a day; not for who was
 * sent home. Refusal: `not-found`.
 */
export async function viewFarewell(needs: Needs, userId: string, meetingId: string) {
	const past = await pastVisit(needs.db, userId, meetingId);
	const now = needs.clock().getTime();
	if (!past || now < visitOf(past).from || now >= visitOf(past).until + thanksFor) return no('not-found');
	return yes({ team: past.team, startsAt: past.startsAt });
}

/** [PC14] The meeting whose page takes leave of a guest of this table, now that it is closed. Refusal: `not-found`. */
export async function farewellOf(needs: Needs, userId: string, sessionId: string) {
	const meetingId = await visitedBefore(needs.db, userId, sessionId);
	if (!meetingId) return no('not-found');
	const farewell = await viewFarewell(needs, userId, meetingId);
	return farewell.ok ? yes(meetingId) : farewell;
}

/** Tables of this meeting that stand open to its guests: by their presenter's choice and the parents' yes. */
async function tablesFor(needs: Needs, meetingId: string) {
	const rows = await needs.db
		.select({
			sessionId: session.id,
			title: clip.title,
			presenter: userAccount.name,
			trajectoryId: session.trajectoryId,
			startedAt: session.startedAt
		})
		.from(session)
		.innerJoin(clip, eq(clip.id, session.clipId))
		.innerJoin(userAccount, eq(userAccount.id, session.presenterId))
		.where(
			and(
				eq(session.meetingId, meetingId),
				isNull(session.groupId),
				isNull(session.closedAt),
				isNull(session.withdrawnAt),
				isNotNull(session.guestsAt)
			)
		)
		.orderBy(asc(session.createdAt));
	const open = [];
	for (const { trajectoryId, startedAt, ...row } of rows)
		if (guestMayWatch(await consentOf(needs.db, trajectoryId)))
			open.push({ ...row, title: needs.vault.read(row.title), running: startedAt !== null });
	return open;
}
