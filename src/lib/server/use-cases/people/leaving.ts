import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import { withoutLead } from '$lib/domain/roles';
import { membersOf, standingOf } from '$lib/server/db/people';
import { clip, cycle, helpRequest, meeting, meetingDuty, session, trajectory } from '$lib/server/db/schema';
import { findTeam } from '$lib/server/db/teams';
import { clipsOfTrajectories } from '$lib/server/db/trajectories';
import { eraseClipsOf } from '../clip/erase-clip';
import type { Needs } from '../needs';
import { leaveTeam } from './end-membership';

/** What leaving does to what is hers, said before she goes [PC3]. Read by herself alone. */
export interface Leaving {
	team: { id: string; name: string };
	onlyLead: boolean;
	children: { id: string; alias: string }[];
	/** Titles of her clips, and until when each is kept. */
	clips: { id: string; title: string; keepUntil: Date }[];
	/** Titles of what lies on a table now and leaves it. */
	onTable: string[];
	/** She asked somebody for help, and that ends. */
	help: boolean;
	/** She had taken something over, and it goes back to the lead. */
	duties: boolean;
}

/** The page before leaving. Refusal: `not-found`. */
export async function viewLeaving(needs: Needs, userId: string, teamId: string): Promise<Outcome<Leaving>> {
	const standing = await standingOf(needs.db, userId, teamId);
	const team = await findTeam(needs.db, teamId);
	if (!team || !standing || !may.leaveTeam(standing)) return no('not-found');
	const children = await openChildren(needs, userId, teamId);
	const clips = await clipsOfTrajectories(
		needs.db,
		children.map((it) => it.id)
	);
	const kept = await needs.db
		.select({ id: clip.id, title: clip.title, keepUntil: clip.keepUntil })
		.from(clip)
		.where(
			inArray(
				clip.id,
				clips.map((it) => it.id)
			)
		)
		.orderBy(asc(clip.createdAt));
	const onTable = await needs.db
		.select({ title: clip.title })
		.from(session)
		.innerJoin(clip, eq(clip.id, session.clipId))
		.where(
			and(
				eq(session.presenterId, userId),
				eq(session.teamId, teamId),
				isNull(session.closedAt),
				isNull(session.withdrawnAt)
			)
		);
	const help = await needs.db.$count(
		helpRequest,
		and(
			eq(helpRequest.teamId, teamId),
			eq(helpRequest.askedBy, userId),
			inArray(helpRequest.status, ['asked', 'accepted', 'proposed'])
		)
	);
	return yes({
		team,
		onlyLead: withoutLead(await membersOf(needs.db, teamId), userId, []),
		children,
		clips: kept.map((it) => ({ ...it, title: needs.vault.read(it.title) })),
		onTable: onTable.map((it) => needs.vault.read(it.title)),
		help: help > 0,
		duties: (await dutiesHeld(needs, userId, teamId)) > 0
	});
}

/**
 * She leaves, and when she asks for it her clips go at once instead of at their date. Left first: should the server stop
 * in between, nobody sees them any more and their date still holds. Refusals: those of `leaveTeam`.
 */
export async function leaveWith(
	needs: Needs,
	userId: string,
	teamId: string,
	how: { erase: boolean }
): Promise<Outcome<null>> {
	const children = how.erase ? await openChildren(needs, userId, teamId) : [];
	const left = await leaveTeam(needs, userId, teamId);
	if (!left.ok) return left;
	for (const { id } of children) await eraseClipsOf(needs, id);
	return left;
}

/** Children she works with now in this team's cycles. */
const openChildren = (needs: Needs, userId: string, teamId: string): Promise<{ id: string; alias: string }[]> =>
	needs.db
		.select({ id: trajectory.id, alias: trajectory.alias })
		.from(trajectory)
		.innerJoin(cycle, eq(cycle.id, trajectory.cycleId))
		.where(and(eq(trajectory.teacherId, userId), eq(cycle.teamId, teamId), isNull(trajectory.closedAt)));

async function dutiesHeld(needs: Needs, userId: string, teamId: string): Promise<number> {
	const rows = await needs.db
		.select({ duty: meetingDuty.duty })
		.from(meetingDuty)
		.innerJoin(meeting, eq(meeting.id, meetingDuty.meetingId))
		.innerJoin(cycle, eq(cycle.id, meeting.cycleId))
		.where(and(eq(meetingDuty.holderId, userId), eq(cycle.teamId, teamId), isNull(meetingDuty.doneAt)));
	return rows.length;
}
