import { and, desc, eq, gt, inArray, isNull, ne, or, sql } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';
import type { NewsKind } from '$lib/domain/news';
import type { Db } from './connection';
import { consentAnswer, cycle, helpRequest, interview, meeting, planEntry, trajectory, userAccount } from './schema';

/** Something that happened, as it is found; whose it is to know is asked after this. */
export interface NewsRow {
	kind: NewsKind;
	/** Of what it is about: an interview, a request, a meeting, a cycle or a trajectory. */
	id: string;
	at: Date;
	teamId: string;
	/** Name of who did it. */
	who: string;
	trajectoryId: string | null;
	/** Whose child, or whose request it is. */
	ofId: string;
	meeting: number | null;
	startsAt: Date | null;
}

const noMoment = sql<Date | null>`null::timestamptz`.mapWith(meeting.startsAt);
const kind = (one: NewsKind) => sql<NewsKind>`${one}::text`.as('kind');
const noText = sql<string | null>`null::text`;
const noNumber = sql<number | null>`null::integer`;

/** Up to when somebody has seen what happened; null when she never looked. */
export async function newsSeen(db: Db, userId: string): Promise<Date | null> {
	const [row] = await db.select({ at: userAccount.newsSeenAt }).from(userAccount).where(eq(userAccount.id, userId));
	return row?.at ?? null;
}

/** `home` and `leads`: those of her teams whose shared parts, and whose parents' yes, she may know. */
interface NewsFor {
	userId: string;
	teamIds: readonly string[];
	home: readonly string[];
	leads: readonly string[];
	since: Date;
	most: number;
}

/**
 * What happened around one person since then, in these teams, newest first: one statement whatever there is [TD1].
 * Nothing is written down for it [TD3]: it is found where it stands, and is gone when that is.
 */
export function newsRows(db: Db, { userId, teamIds, home, leads, since, most }: NewsFor): Promise<NewsRow[]> {
	const hers = inArray(cycle.teamId, teamIds.length > 0 ? [...teamIds] : ['']);
	return unionAll(
		db
			.select({
				kind: kind('meeting-moved'),
				id: meeting.id,
				at: sql<Date>`${meeting.movedAt}`.mapWith(meeting.startsAt).as('at'),
				teamId: cycle.teamId,
				who: userAccount.name,
				trajectoryId: noText.as('trajectory_id'),
				ofId: userAccount.id,
				meeting: sql<number | null>`${meeting.number}`.as('meeting'),
				startsAt: sql<Date | null>`${meeting.startsAt}`.mapWith(meeting.startsAt).as('starts_at')
			})
			.from(meeting)
			.innerJoin(cycle, eq(cycle.id, meeting.cycleId))
			.innerJoin(userAccount, eq(userAccount.id, meeting.movedBy))
			.where(and(hers, isNull(cycle.closedAt), gt(meeting.movedAt, since), ne(meeting.movedBy, userId))),
		db
			.select({
				kind: kind('cycle-planned'),
				id: cycle.id,
				at: cycle.createdAt,
				teamId: cycle.teamId,
				who: userAccount.name,
				trajectoryId: noText,
				ofId: userAccount.id,
				meeting: noNumber,
				startsAt: noMoment
			})
			.from(cycle)
			.innerJoin(userAccount, eq(userAccount.id, cycle.startedBy))
			.where(and(hers, isNull(cycle.closedAt), gt(cycle.createdAt, since), ne(cycle.startedBy, userId))),
		db
			.select({
				kind: kind('interview-asked'),
				id: interview.id,
				at: interview.startedAt,
				teamId: cycle.teamId,
				who: userAccount.name,
				trajectoryId: trajectory.id,
				ofId: userAccount.id,
				meeting: noNumber,
				startsAt: noMoment
			})
			.from(interview)
			.innerJoin(trajectory, and(eq(trajectory.id, interview.trajectoryId), isNull(trajectory.closedAt)))
			.innerJoin(cycle, eq(cycle.id, trajectory.cycleId))
			.innerJoin(userAccount, eq(userAccount.id, trajectory.teacherId))
			.where(
				and(
					hers,
					eq(interview.interviewerId, userId),
					isNull(interview.endedAt),
					gt(interview.startedAt, since),
					ne(trajectory.teacherId, userId)
				)
			),
		db
			.select({
				kind: kind('help-asked'),
				id: helpRequest.id,
				at: helpRequest.createdAt,
				teamId: helpRequest.teamId,
				who: userAccount.name,
				trajectoryId: noText,
				ofId: userAccount.id,
				meeting: noNumber,
				startsAt: noMoment
			})
			.from(helpRequest)
			.innerJoin(userAccount, eq(userAccount.id, helpRequest.askedBy))
			.where(and(eq(helpRequest.expertId, userId), eq(helpRequest.status, 'asked'), gt(helpRequest.createdAt, since))),
		db
			.select({
				kind: sql<NewsKind>`('help-' || ${helpRequest.status})::text`,
				id: helpRequest.id,
				at: sql<Date>`${helpRequest.answeredAt}`,
				teamId: helpRequest.teamId,
				who: userAccount.name,
				trajectoryId: noText,
				ofId: userAccount.id,
				meeting: noNumber,
				startsAt: noMoment
			})
			.from(helpRequest)
			.innerJoin(userAccount, eq(userAccount.id, helpRequest.expertId))
			.where(
				and(
					eq(helpRequest.askedBy, userId),
					inArray(helpRequest.status, ['accepted', 'proposed', 'declined']),
					gt(helpRequest.answeredAt, since)
				)
			),
		db
			.select({
				kind: kind('part-shared'),
				id: trajectory.id,
				at: sql<Date>`max(${planEntry.sharedAt})`,
				teamId: cycle.teamId,
				who: userAccount.name,
				trajectoryId: trajectory.id,
				ofId: userAccount.id,
				meeting: noNumber,
				startsAt: noMoment
			})
			.from(planEntry)
			.innerJoin(trajectory, eq(trajectory.id, planEntry.trajectoryId))
			.innerJoin(cycle, eq(cycle.id, trajectory.cycleId))
			.innerJoin(userAccount, eq(userAccount.id, trajectory.teacherId))
			.where(and(inArray(cycle.teamId, [...home]), gt(planEntry.sharedAt, since), ne(trajectory.teacherId, userId)))
			.groupBy(trajectory.id, cycle.teamId, userAccount.name, userAccount.id),
		db
			.select({
				kind: kind('parents-answered'),
				id: trajectory.id,
				at: consentAnswer.at,
				teamId: cycle.teamId,
				who: userAccount.name,
				trajectoryId: trajectory.id,
				ofId: userAccount.id,
				meeting: noNumber,
				startsAt: noMoment
			})
			.from(consentAnswer)
			.innerJoin(trajectory, and(eq(trajectory.id, consentAnswer.trajectoryId), isNull(trajectory.closedAt)))
			.innerJoin(cycle, eq(cycle.id, trajectory.cycleId))
			.innerJoin(userAccount, eq(userAccount.id, trajectory.teacherId))
			.where(
				and(
					hers,
					eq(consentAnswer.scope, 'team'),
					ne(consentAnswer.state, 'asked'),
					// of a colleague's child only a yes: of a no nobody learns (Q12)
					or(
						eq(trajectory.teacherId, userId),
						and(eq(consentAnswer.state, 'granted'), inArray(cycle.teamId, [...leads]))
					),
					or(isNull(consentAnswer.recordedBy), ne(consentAnswer.recordedBy, userId)),
					gt(consentAnswer.at, since)
				)
			)
	)
		.orderBy(desc(sql`at`))
		.limit(most);
}

/** Marks what happened up to then as seen; never takes that back. */
export async function markNewsSeen(db: Db, userId: string, until: Date): Promise<void> {
	await db
		.update(userAccount)
		.set({ newsSeenAt: sql`greatest(${userAccount.newsSeenAt}, ${until.toISOString()}::timestamptz)` })
		.where(eq(userAccount.id, userId));
}
