import { and, asc, desc, eq, gt, gte, inArray, isNotNull, isNull, lt, or } from 'drizzle-orm';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may } from '$lib/domain/permissions';
import { record } from '$lib/server/db/audit';
import type { Db } from '$lib/server/db/connection';
import { standingOf } from '$lib/server/db/people';
import {
	auditEntry,
	breakGlass,
	clip,
	helpRequest,
	meetingGuest,
	session,
	teamMember,
	userAccount
} from '$lib/server/db/schema';
import { findTrajectory } from '$lib/server/db/trajectories';
import type { Needs } from '../needs';
import { namesOf } from '../people/name-of';

/** Between two moments. */
export interface Period {
	from: Date;
	to: Date;
}

/** By which right an account could reach a clip. */
export type Reach = 'own' | 'table' | 'help' | 'visit' | 'emergency';

/** A clip of which an account could have asked bytes, or did. */
export interface ReachedClip {
	clipId: string;
	owner: string;
	reach: Reach[];
	/** When it was opened, and stretches that went out, s; empty when it was not opened. */
	opened: Date[];
	watched: { at: Date; fromS: number; toS: number }[];
}

export interface AccessReport extends Period {
	account: string;
	clips: ReachedClip[];
	/** What else of children it read: records and plans. */
	read: { at: Date; kind: string }[];
}

/**
 * [AU11] [G3] Which clips could this account reach between two moments, and which did it open: for a leak, to be answered
 * within the hour. What it could reach is rather too wide: a session counts from its start to its end for every member of
 * the team, whichever group she was in. What it opened is what the log says. Refusals: `not-found`, `bad-input`.
 */
export async function accessReport(
	needs: Needs,
	userId: string,
	accountId: string,
	period: Period
): Promise<Outcome<AccessReport>> {
	const who = await standingOf(needs.db, userId, '');
	if (!who || !may.readLog(who)) return no('not-found');
	if (!(period.from < period.to)) return no('bad-input');
	const [account] = await needs.db.select().from(userAccount).where(eq(userAccount.id, accountId));
	if (!account) return no('not-found');
	await record(needs.db, {
		...{ at: needs.clock(), kind: 'report-read', actor: userId, role: 'admin', about: accountId },
		object: { kind: 'account', id: accountId }
	});
	const entries = await needs.db
		.select()
		.from(auditEntry)
		.where(and(eq(auditEntry.actor, accountId), gte(auditEntry.at, period.from), lt(auditEntry.at, period.to)))
		.orderBy(asc(auditEntry.at));
	const reached = await reachOf(needs.db, accountId, period);
	const looks = entries.filter(({ kind }) => ['clip-opened', 'clip-watched', 'captions-read'].includes(kind));
	const ids = [...new Set([...reached.keys(), ...looks.flatMap(({ objectId }) => objectId ?? [])])];
	const owners = await ownersOf(needs, ids);
	const looksAt = Map.groupBy(looks, ({ objectId }) => objectId);
	const clips = ids.map((clipId): ReachedClip => {
		const of = looksAt.get(clipId) ?? [];
		return {
			...{ clipId, owner: owners.get(clipId) ?? '', reach: [...(reached.get(clipId) ?? [])] },
			opened: of.filter(({ kind }) => kind !== 'clip-watched').map(({ at }) => at),
			watched: of
				.filter(({ kind }) => kind === 'clip-watched')
				.map(({ at, facts }) => ({ at, fromS: Number(facts['fromS']), toS: Number(facts['toS']) }))
		};
	});
	return yes({
		...{ account: account.name, ...period },
		// what was opened first: that is what whoever has to tell parents looks for
		clips: clips.sort((a, b) => b.opened.length + b.watched.length - a.opened.length - a.watched.length),
		read: entries
			.filter(({ kind }) => ['record-read', 'plan-read', 'interview-joined', 'session-entered'].includes(kind))
			.map(({ at, kind }) => ({ at, kind }))
	});
}

async function reachOf(db: Db, accountId: string, { from, to }: Period): Promise<Map<string, Set<Reach>>> {
	const found = new Map<string, Set<Reach>>();
	const add = (reach: Reach, rows: { id: string | null }[]) => {
		for (const { id } of rows) if (id) found.set(id, (found.get(id) ?? new Set<Reach>()).add(reach));
	};
	const during = and(
		isNotNull(session.startedAt),
		lt(session.startedAt, to),
		or(isNull(session.closedAt), gt(session.closedAt, from)),
		or(isNull(session.withdrawnAt), gt(session.withdrawnAt, from))
	);
	const seat = and(
		eq(teamMember.userId, accountId),
		lt(teamMember.joinedAt, to),
		or(isNull(teamMember.leftAt), gt(teamMember.leftAt, from))
	);
	add(
		'own',
		await db
			.select({ id: clip.id })
			.from(clip)
			.where(and(eq(clip.ownerId, accountId), lt(clip.createdAt, to)))
	);
	add(
		'table',
		await db
			.select({ id: session.clipId })
			.from(session)
			.innerJoin(teamMember, eq(teamMember.teamId, session.teamId))
			.where(and(during, seat))
	);
	const helped = and(lt(helpRequest.answeredAt, to), gt(helpRequest.accessUntil, from));
	add(
		'help',
		await db
			.select({ id: helpRequest.clipId })
			.from(helpRequest)
			.where(
				and(
					eq(helpRequest.expertId, accountId),
					helped,
					inArray(helpRequest.status, ['accepted', 'withdrawn', 'ended'])
				)
			)
	);
	add(
		'visit',
		await db
			.select({ id: session.clipId })
			.from(session)
			.innerJoin(meetingGuest, eq(meetingGuest.meetingId, session.meetingId))
			.where(and(during, eq(meetingGuest.userId, accountId), lt(meetingGuest.joinedAt, to)))
	);
	add(
		'emergency',
		await db
			.select({ id: breakGlass.clipId })
			.from(breakGlass)
			.where(and(eq(breakGlass.askedBy, accountId), lt(breakGlass.answeredAt, to), gt(breakGlass.endsAt, from)))
	);
	// what stands beside a clip goes where that goes
	const beside = await db
		.select({ id: clip.id, main: clip.besideOf })
		.from(clip)
		.where(inArray(clip.besideOf, [...found.keys(), '']));
	for (const { id, main } of beside) for (const reach of found.get(main ?? '') ?? []) add(reach, [{ id }]);
	return found;
}

async function ownersOf(needs: Needs, ids: readonly string[]): Promise<Map<string, string>> {
	const rows = await needs.db
		.select({ id: clip.id, ownerId: clip.ownerId })
		.from(clip)
		.where(inArray(clip.id, [...ids, '']));
	const names = await namesOf(
		needs,
		rows.map(({ ownerId }) => ownerId)
	);
	return new Map(rows.map(({ id, ownerId }) => [id, names.get(ownerId) ?? '']));
}

/** Everybody with an account, for whoever chooses one. Refusal: `not-found`. */
export async function accountsToReport(needs: Needs, userId: string): Promise<Outcome<{ id: string; name: string }[]>> {
	const who = await standingOf(needs.db, userId, '');
	if (!who || !may.readLog(who)) return no('not-found');
	return yes(
		await needs.db
			.select({ id: userAccount.id, name: userAccount.name })
			.from(userAccount)
			.orderBy(asc(userAccount.name))
	);
}

/** Who looked at what of one child, newest first. */
export interface ChildLook {
	at: Date;
	kind: string;
	/** Roles in the team then, as the log has them. */
	role: string;
	/** Empty for what parents are told. */
	who: string;
	fromS: number | null;
	toS: number | null;
}

const looksTold = ['clip-opened', 'clip-watched', 'captions-read', 'record-read', 'plan-read', 'session-entered'];
const mostLooks = 400;

/**
 * [AU11] For the child's own teacher: who looked at what, and when. What parents may be told is the same without names.
 * Refusal: `not-found`.
 */
export async function childReport(needs: Needs, userId: string, trajectoryId: string): Promise<Outcome<ChildLook[]>> {
	const child = await findTrajectory(needs.db, trajectoryId);
	if (!child || !may.readChildReport({ userId }, child.teacherId)) return no('not-found');
	const looks = await looksAt(needs.db, trajectoryId);
	const names = await namesOf(
		needs,
		looks.map(({ actor }) => actor)
	);
	return yes(looks.map(({ actor, ...look }) => ({ ...look, who: names.get(actor) ?? '' })));
}

/** The same for the parents' page: roles and times, and nobody's name. Who may read it is judged before this. */
export async function looksForParents(db: Db, trajectoryId: string): Promise<ChildLook[]> {
	return (await looksAt(db, trajectoryId)).map(({ actor: _, ...look }) => ({ ...look, who: '' }));
}

async function looksAt(db: Db, trajectoryId: string) {
	const rows = await db
		.select()
		.from(auditEntry)
		.where(and(eq(auditEntry.childId, trajectoryId), inArray(auditEntry.kind, looksTold)))
		.orderBy(desc(auditEntry.at))
		.limit(mostLooks);
	const second = (value: unknown) => (typeof value === 'number' ? value : null);
	return rows.map(({ at, kind, role, actor, facts }) => ({
		...{ at, kind, role, actor },
		...{ fromS: second(facts['fromS']), toS: second(facts['toS']) }
	}));
}
