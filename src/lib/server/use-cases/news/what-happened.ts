import { and, eq, gt } from 'drizzle-orm';
import { nothingAsked, teamMayWatch, type Consent } from '$lib/domain/consent';
import { newsLimits, type NewsItem } from '$lib/domain/news';
import { may, type Standing } from '$lib/domain/permissions';
import { consentsOf } from '$lib/server/db/consent';
import { auditNotice } from '$lib/server/db/schema';
import { markNewsSeen, newsRows, newsSeen, type NewsRow } from '$lib/server/db/news';
import { seatsHeldBy } from '$lib/server/db/seats';
import { noticesFor } from '../audit/notices';
import type { Needs } from '../needs';

/**
 * What happened around somebody in the last weeks, newest first. Found where it stands and judged at this moment [TD3]:
 * what she may not open now is not there either.
 */
export async function whatHappened(needs: Needs, userId: string): Promise<NewsItem[]> {
	const seen = await newsSeen(needs.db, userId);
	const since = new Date(needs.clock().getTime() - newsLimits.keptMs);
	const items = (await newsSince(needs, userId, since, await seatsHeldBy(needs.db, userId))).map((row) => ({
		kind: row.kind,
		at: row.at,
		who: row.who,
		own: row.ofId === userId,
		meeting: row.meeting,
		startsAt: row.startsAt,
		href: hrefOf(row, userId),
		fresh: seen === null || row.at > seen
	}));
	const notices = await noticesFor(needs, userId, since, seen);
	if (notices.length === 0) return items;
	return [...notices, ...items].sort((a, b) => b.at.getTime() - a.at.getTime());
}

/** How much happened since she last looked: the number on the bell, judged as the list itself. */
export async function countNews(needs: Needs, userId: string, seats: readonly Seat[]): Promise<number> {
	const kept = new Date(needs.clock().getTime() - newsLimits.keptMs);
	const seen = await newsSeen(needs.db, userId);
	const since = seen && seen > kept ? seen : kept;
	const notices = await needs.db.$count(auditNotice, and(eq(auditNotice.userId, userId), gt(auditNotice.at, since)));
	return notices + (await newsSince(needs, userId, since, seats)).length;
}

/** [TD5] She has seen what happened up to then; what comes later stays new. A moment still to come counts as now. */
export async function seeNews(needs: Needs, userId: string, until: Date): Promise<void> {
	const now = needs.clock();
	await markNewsSeen(needs.db, userId, until > now ? now : until);
}

type Seat = Awaited<ReturnType<typeof seatsHeldBy>>[number];

async function newsSince(needs: Needs, userId: string, since: Date, seats: readonly Seat[]): Promise<NewsRow[]> {
	const standings = new Map(seats.map((seat) => [seat.teamId, seat.standing]));
	const where = (right: (who: Standing) => boolean) =>
		seats.filter(({ standing }) => right(standing)).map(({ teamId }) => teamId);
	// the newest of what she may know: what is not hers takes nobody's place in the list
	const rows = await newsRows(needs.db, {
		userId,
		teamIds: [...standings.keys()],
		home: where(may.seeReadiness),
		leads: where(may.seeWhoNeedsWhat),
		since,
		most: newsLimits.most
	});
	const about = [...new Set(rows.flatMap((row) => row.trajectoryId ?? []))];
	const consents = await consentsOf(needs.db, about);
	return rows.filter((row) => {
		const standing = standings.get(row.teamId);
		const consent = consents.get(row.trajectoryId ?? '') ?? nothingAsked;
		return standing !== undefined && mayKnow(standing, row, consent);
	});
}

/** [TD4] The right that opens the page it leads to, asked at this moment. */
function mayKnow(who: Standing, row: NewsRow, consent: Consent): boolean {
	switch (row.kind) {
		case 'meeting-moved':
		case 'cycle-planned':
			return may.seeMeetings(who);
		case 'interview-asked':
			return may.joinInterview(who, { interviewerId: who.userId, ended: false, consent });
		case 'help-asked':
			return may.beAskedForHelp(who);
		case 'help-accepted':
		case 'help-proposed':
		case 'help-declined':
			return may.askHelp(who, who.userId);
		case 'part-shared':
			return may.readSharedPlan(who, { teacherId: row.ofId, consent, closed: false });
		case 'parents-answered':
			// her own child's: that there is an answer. A colleague's: only a yes, and only while it stands (Q12)
			return row.ofId === who.userId || (may.seeWhoNeedsWhat(who) && teamMayWatch(consent));
	}
}

function hrefOf({ kind, id, ofId }: NewsRow, userId: string): string {
	switch (kind) {
		case 'meeting-moved':
			return `/meetings/${id}`;
		case 'cycle-planned':
			return `/cycles/${id}`;
		case 'interview-asked':
			return `/interviews/${id}`;
		case 'part-shared':
			return `/trajectories/${id}`;
		case 'parents-answered':
			return ofId === userId ? `/trajectories/${id}/consent` : '/today';
		default:
			return `/help/${id}`;
	}
}
