import { and, desc, eq, isNull } from 'drizzle-orm';
import { nothingAsked } from '$lib/domain/consent';
import type { HelpChoices } from '$lib/domain/help';
import { may } from '$lib/domain/permissions';
import { consentsOf } from '$lib/server/db/consent';
import { membersOf } from '$lib/server/db/people';
import { clip, cycle, meeting, session, teamMember, trajectory } from '$lib/server/db/schema';
import type { Needs } from '../needs';

/** What this person may ask help with now, and of whom: her own clips, the sessions she brings them to, her teams' experts. */
export async function helpChoices(needs: Needs, userId: string): Promise<HelpChoices> {
	const clips = await ownClips(needs, userId);
	const sessions = await ownSessions(needs, userId);
	const consents = await consentsOf(needs.db, [...new Set([...clips, ...sessions].map((row) => row.trajectoryId))]);
	const consentOf = (row: { trajectoryId: string }) => consents.get(row.trajectoryId) ?? nothingAsked;
	const experts: HelpChoices['experts'] = [];
	for (const teamId of new Set([...clips, ...sessions].map((row) => row.teamId))) {
		const subjects = [...clips, ...sessions].filter((row) => row.teamId === teamId).map((row) => row.id);
		for (const { userId: id, name, about, roles, pausedAt } of await membersOf(needs.db, teamId))
			if (id !== userId && pausedAt === null && may.beAskedForHelp({ roles }))
				experts.push({ id, name, about, subjects });
	}
	return {
		clips: clips.map((row) => ({
			id: row.id,
			title: needs.vault.read(row.title),
			createdAt: row.createdAt,
			consent: consentOf(row)
		})),
		sessions: sessions.map(({ id, clipTitle, number, startsAt, startedAt, ...row }) => ({
			id,
			clipTitle: needs.vault.read(clipTitle),
			meeting: number !== null && startsAt !== null ? { number, startsAt } : null,
			open: startedAt !== null,
			consent: consentOf(row)
		})),
		experts
	};
}

const ownClips = (needs: Needs, userId: string) =>
	needs.db
		.select({
			id: clip.id,
			title: clip.title,
			createdAt: clip.createdAt,
			trajectoryId: clip.trajectoryId,
			teamId: cycle.teamId
		})
		.from(clip)
		.innerJoin(trajectory, eq(trajectory.id, clip.trajectoryId))
		.innerJoin(cycle, eq(cycle.id, trajectory.cycleId))
		.innerJoin(
			teamMember,
			and(eq(teamMember.teamId, cycle.teamId), eq(teamMember.userId, userId), isNull(teamMember.leftAt))
		)
		.where(and(eq(clip.ownerId, userId), eq(clip.status, 'ready'), isNull(clip.besideOf)))
		.orderBy(desc(clip.createdAt));

const ownSessions = (needs: Needs, userId: string) =>
	needs.db
		.select({
			id: session.id,
			clipTitle: clip.title,
			trajectoryId: session.trajectoryId,
			teamId: session.teamId,
			startedAt: session.startedAt,
			number: meeting.number,
			startsAt: meeting.startsAt
		})
		.from(session)
		.innerJoin(clip, eq(clip.id, session.clipId))
		.innerJoin(
			teamMember,
			and(eq(teamMember.teamId, session.teamId), eq(teamMember.userId, userId), isNull(teamMember.leftAt))
		)
		.leftJoin(meeting, eq(meeting.id, session.meetingId))
		.where(
			and(
				eq(session.presenterId, userId),
				eq(clip.status, 'ready'),
				isNull(session.closedAt),
				isNull(session.withdrawnAt)
			)
		)
		.orderBy(desc(session.createdAt));
