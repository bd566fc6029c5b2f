import { and, asc, eq, inArray, isNotNull, isNull, ne } from 'drizzle-orm';
import type { ChildFile, FileRole, FileText } from '$lib/domain/child-file';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { record } from '$lib/server/db/audit';
import { leftOutOf, withoutLeftOut } from '$lib/server/db/left-out';
import {
	auditEntry,
	briefContact,
	clip,
	clipCaption,
	clipMark,
	consentAnswer,
	cycle,
	groupYield,
	helpRequest,
	interview,
	planEntry,
	school,
	session,
	sessionNote,
	team,
	teamMember,
	trajectory
} from '$lib/server/db/schema';
import { withSameChild } from '$lib/server/db/trajectories';
import { cardOf } from '../clip/clip-card';
import type { Needs } from '../needs';
import { ownsChild } from './erase-child';

type Trajectory = typeof trajectory.$inferSelect & { teamId: string };

/**
 * [ER8] Everything kept about a child that its parents may have, in every cycle with it. Refusal: `not-found` (not her
 * child).
 */
export async function childFile(needs: Needs, userId: string, trajectoryId: string): Promise<Outcome<ChildFile>> {
	if (!(await ownsChild(needs, userId, trajectoryId))) return no('not-found');
	const ids = await withSameChild(needs.db, trajectoryId);
	const rows = await needs.db
		.select({ it: trajectory, number: cycle.number, team: team.name, teamId: team.id })
		.from(trajectory)
		.innerJoin(cycle, eq(cycle.id, trajectory.cycleId))
		.innerJoin(team, eq(team.id, cycle.teamId))
		.where(inArray(trajectory.id, ids))
		.orderBy(asc(trajectory.createdAt));
	const [home] = await needs.db.select({ name: school.name }).from(school).limit(1);
	const clips = await needs.db.select().from(clip).where(inArray(clip.trajectoryId, ids)).orderBy(asc(clip.createdAt));
	const titles = new Map(clips.map((row) => [row.id, needs.vault.read(row.title)]));
	const all = rows.map(({ it, teamId }) => ({ ...it, teamId }));
	const roleOf = await rolesIn(needs, all);
	return yes({
		alias: rows.at(-1)?.it.alias ?? '',
		school: home?.name ?? '',
		madeAt: needs.clock(),
		beginnings: rows.map(({ it, number, team: name }) => ({
			cycle: number,
			team: name,
			begunAt: it.createdAt,
			closedAt: it.closedAt,
			reason: needs.vault.read(it.reason)
		})),
		answers: await needs.db
			.select({ at: consentAnswer.at, scope: consentAnswer.scope, state: consentAnswer.state })
			.from(consentAnswer)
			.where(inArray(consentAnswer.trajectoryId, ids))
			.orderBy(asc(consentAnswer.at)),
		clips: await clipsIn(needs, clips),
		views: await viewsIn(needs, titles, roleOf),
		sessions: await sessionsIn(needs, ids, titles),
		notes: (await Promise.all(all.map((row) => notesIn(needs, row, roleOf)))).flat(),
		help: await helpIn(needs, titles),
		practice: await practiceIn(needs, ids),
		plan: (await Promise.all(all.map((row) => sharedIn(needs, row)))).flat(),
		withheld: await withheldOf(needs, ids, [...titles.keys()])
	});
}

/** The same to be given away, which the log says. Refusal: `not-found`. */
export async function giveChildFile(needs: Needs, userId: string, trajectoryId: string): Promise<Outcome<ChildFile>> {
	const file = await childFile(needs, userId, trajectoryId);
	if (file.ok)
		await record(needs.db, {
			...{ at: needs.clock(), kind: 'exported', actor: userId, child: trajectoryId },
			object: { kind: 'trajectory', id: trajectoryId }
		});
	return file;
}

type RoleOf = (userId: string) => FileRole;

/** Names of staff are not a parent's to have; what somebody was to the child is. */
async function rolesIn(needs: Needs, all: readonly Trajectory[]): Promise<RoleOf> {
	const members = await needs.db
		.select({ userId: teamMember.userId, roles: teamMember.roles })
		.from(teamMember)
		.where(inArray(teamMember.teamId, [...new Set(all.map(({ teamId }) => teamId))]));
	const roles = new Map(members.map(({ userId, roles: its }) => [userId, its[0]]));
	const own = new Set(all.map(({ teacherId }) => teacherId));
	return (userId) => (own.has(userId) ? 'teacher-of-child' : (roles.get(userId) ?? 'school'));
}

async function clipsIn(needs: Needs, rows: readonly (typeof clip.$inferSelect)[]): Promise<ChildFile['clips']> {
	const lines = await needs.db
		.select()
		.from(clipCaption)
		.where(
			inArray(
				clipCaption.clipId,
				rows.map(({ id }) => id)
			)
		)
		.orderBy(asc(clipCaption.fromMs));
	return rows.map((row) => {
		const key = row.wrappedKey ? needs.vault.open(row.wrappedKey) : null;
		const { context, reason, goal, question } = cardOf(needs.vault, row.card);
		return {
			at: row.createdAt,
			title: needs.vault.read(row.title),
			lengthMs: row.facts?.durationMs ?? null,
			keptUntil: key ? row.keepUntil : null,
			card: [context, reason, goal, question].filter((text) => text !== ''),
			said: lines.flatMap(({ clipId, fromMs, sealed }) =>
				key && clipId === row.id ? [{ atMs: fromMs, text: needs.vault.unsealText(key, sealed) }] : []
			)
		};
	});
}

async function viewsIn(needs: Needs, titles: Map<string, string>, roleOf: RoleOf): Promise<ChildFile['views']> {
	const rows = await needs.db
		.select()
		.from(auditEntry)
		.where(and(inArray(auditEntry.objectId, [...titles.keys()]), eq(auditEntry.kind, 'clip-opened')))
		.orderBy(asc(auditEntry.at));
	return rows.map(({ at, objectId, actor }) => ({ at, clip: titles.get(objectId ?? '') ?? '', by: roleOf(actor) }));
}

async function sessionsIn(needs: Needs, ids: string[], titles: Map<string, string>): Promise<ChildFile['sessions']> {
	const rows = await needs.db
		.select()
		.from(session)
		.where(and(inArray(session.trajectoryId, ids), isNotNull(session.startedAt)))
		.orderBy(asc(session.startedAt));
	const writers = await needs.db
		.selectDistinct({ sessionId: sessionNote.sessionId, authorId: sessionNote.authorId })
		.from(sessionNote)
		.where(
			inArray(
				sessionNote.sessionId,
				rows.map(({ id }) => id)
			)
		);
	return rows.map((row) => ({
		at: row.startedAt ?? row.createdAt,
		clip: titles.get(row.clipId) ?? '',
		people: new Set([
			row.presenterId,
			...writers.filter(({ sessionId }) => sessionId === row.id).map(({ authorId }) => authorId)
		]).size
	}));
}

/** What was written about the child at the table, without what the teacher left out of the record [E10]. */
async function notesIn(needs: Needs, row: Trajectory, roleOf: RoleOf): Promise<FileText[]> {
	const key = needs.vault.open(row.wrappedKey);
	const sessions = await needs.db
		.select({ id: session.id, at: session.startedAt, createdAt: session.createdAt })
		.from(session)
		.where(eq(session.trajectoryId, row.id))
		.orderBy(asc(session.createdAt));
	const found: FileText[] = [];
	for (const { id, at, createdAt } of sessions) {
		const notes = await needs.db.select().from(sessionNote).where(eq(sessionNote.sessionId, id));
		const { kept } = withoutLeftOut(notes, await leftOutOf(needs.db, id));
		for (const note of kept) {
			const text = needs.vault.unsealText(key, note.sealed).trim();
			if (text) found.push({ at: at ?? createdAt, by: roleOf(note.authorId), text });
		}
	}
	for (const line of await needs.db.select().from(groupYield).where(eq(groupYield.trajectoryId, row.id)))
		found.push({ at: line.changedAt, by: roleOf(line.authorId), text: needs.vault.unsealText(key, line.sealed) });
	return found;
}

async function helpIn(needs: Needs, titles: Map<string, string>): Promise<ChildFile['help']> {
	const rows = await needs.db
		.select()
		.from(helpRequest)
		.where(inArray(helpRequest.clipId, [...titles.keys()]))
		.orderBy(asc(helpRequest.createdAt));
	return rows.map((row) => ({
		at: row.createdAt,
		clip: titles.get(row.clipId) ?? '',
		question: needs.vault.read(row.question),
		answer: needs.vault.read(row.answer),
		// what was never accepted opened nothing
		until: row.status === 'accepted' || row.status === 'ended' ? row.accessUntil : null
	}));
}

/** That and when she played with the child; what she thought about it is hers. */
async function practiceIn(needs: Needs, ids: string[]): Promise<ChildFile['practice']> {
	const played = await needs.db
		.select({ at: planEntry.at })
		.from(planEntry)
		.where(and(inArray(planEntry.trajectoryId, ids), eq(planEntry.kind, 'play-moment')));
	const brief = await needs.db
		.select({ at: briefContact.at })
		.from(briefContact)
		.where(and(inArray(briefContact.trajectoryId, ids), eq(briefContact.otherChild, false)));
	const moments = [...played, ...brief].map(({ at }) => at).toSorted((a, b) => a.getTime() - b.getTime());
	return { moments: moments.length, first: moments[0] ?? null, last: moments.at(-1) ?? null };
}

/** What she chose to share of her plan with her team is no working note any more. */
async function sharedIn(needs: Needs, row: Trajectory): Promise<FileText[]> {
	const key = needs.vault.open(row.wrappedKey);
	const rows = await needs.db
		.select()
		.from(planEntry)
		.where(and(eq(planEntry.trajectoryId, row.id), isNotNull(planEntry.sharedAt), ne(planEntry.kind, 'session')))
		.orderBy(asc(planEntry.at));
	return rows.flatMap(({ at, sealed }) => {
		const text = textsIn(JSON.parse(needs.vault.unsealText(key, sealed))).join(' · ');
		return text ? [{ at, by: 'teacher-of-child' as const, text }] : [];
	});
}

function textsIn(fields: unknown): string[] {
	if (typeof fields === 'string') return fields.trim() === '' ? [] : [fields.trim()];
	return typeof fields === 'object' && fields !== null ? Object.values(fields).flatMap(textsIn) : [];
}

async function withheldOf(needs: Needs, ids: string[], clips: string[]): Promise<ChildFile['withheld']> {
	const own = and(inArray(planEntry.trajectoryId, ids), isNull(planEntry.sharedAt), ne(planEntry.kind, 'session'));
	return {
		own: await needs.db.$count(planEntry, own),
		interviews: await needs.db.$count(interview, inArray(interview.trajectoryId, ids)),
		marks: await needs.db.$count(clipMark, inArray(clipMark.clipId, clips))
	};
}
