import { createHash } from 'node:crypto';
import { and, desc, eq } from 'drizzle-orm';
import { nothingAsked, type Consent } from '$lib/domain/consent';
import { mergeText } from '$lib/domain/merge-text';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may, type Standing } from '$lib/domain/permissions';
import { planLimits, sharedTextsOf, withFields, type PlanKind } from '$lib/domain/plan';
import { record } from '$lib/server/db/audit';
import { consentOf, consentsOf } from '$lib/server/db/consent';
import type { Db } from '$lib/server/db/connection';
import { membersOf, standingOf } from '$lib/server/db/people';
import { cycle, planEntry, trajectory, userAccount } from '$lib/server/db/schema';
import { seatsHeldBy } from '$lib/server/db/seats';
import type { Needs } from '../needs';
import { namesOf } from '../people/name-of';
import { keepVersion, lastWriterOf } from './keep-version';
import { ownPlan, readSealed } from './open-plan';

interface AtPart {
	entry: typeof planEntry.$inferSelect;
	child: typeof trajectory.$inferSelect;
	teamId: string;
	mine: boolean;
	key: Uint8Array;
}

/**
 * [LP9] Whoever asks for a part to write in together: its owner, or the one she asked, for as long as that holds. Everybody
 * else: `not-found`, as if it were not there. `lock` holds the plan for a change.
 */
async function atPart(
	needs: Needs,
	db: Db,
	userId: string,
	{ trajectoryId, entryId }: PartId,
	lock = false
): Promise<Outcome<AtPart>> {
	const select = db.select().from(trajectory).where(eq(trajectory.id, trajectoryId));
	const [child] = await (lock ? select.for('update') : select);
	if (!child) return no('not-found');
	const [entry] = await db
		.select()
		.from(planEntry)
		.where(and(eq(planEntry.id, entryId), eq(planEntry.trajectoryId, trajectoryId)));
	const [of] = await db.select({ teamId: cycle.teamId }).from(cycle).where(eq(cycle.id, child.cycleId));
	if (!entry || !of) return no('not-found');
	const mine = child.teacherId === userId;
	const who = await standingOf(db, userId, of.teamId);
	const consent = await consentOf(db, trajectoryId);
	if (!mine && !writesAlong(who, entry, child, consent)) return no('not-found');
	return yes({ entry, child, teamId: of.teamId, mine, key: needs.vault.open(child.wrappedKey) });
}

/** [LP9] The same right opens one part and lists them all. */
const writesAlong = (
	who: Standing | null | undefined,
	{ writerId }: Pick<AtPart['entry'], 'writerId'>,
	{ closedAt }: Pick<AtPart['child'], 'closedAt'>,
	consent: Consent
): boolean => !!who && may.writeAlong(who, { writerId, closed: closedAt !== null, consent });

export interface PartId {
	trajectoryId: string;
	entryId: string;
}

/** A part that two people write in, as one of them sees it. */
export interface TogetherView extends PartId {
	kind: Exclude<PlanKind, 'clip'>;
	at: Date;
	mine: boolean;
	/** For the owner only. */
	alias: string;
	teacher: string;
	writer: { id: string; name: string } | null;
	/** Whom the owner can ask; empty for who writes along. */
	partners: { id: string; name: string }[];
	/** It can be written in: the trajectory is not closed. */
	open: boolean;
	/** Its texts in the order of its form. */
	texts: { name: string; text: string }[];
	/** Another one as soon as anything of this changed. */
	mark: string;
}

/** Refusal: `not-found`. */
export async function viewTogether(needs: Needs, userId: string, part: PartId): Promise<Outcome<TogetherView>> {
	const found = await atPart(needs, needs.db, userId, part);
	if (!found.ok) return found;
	const { entry, child, mine, teamId, key } = found.value;
	const { kind } = entry;
	if (kind === 'clip') return no('not-found');
	if (!mine)
		await needs.views.looked(
			{
				...{ at: needs.clock(), kind: 'plan-read', actor: userId, child: child.id },
				object: { kind: 'plan-entry', id: entry.id }
			},
			600_000
		);
	const { writerId } = entry;
	const names = await namesOf(needs, [child.teacherId, ...(writerId ? [writerId] : [])]);
	const fields: Record<string, unknown> = { ...withFields(kind, readSealed(needs, key, entry.sealed) as object) };
	return yes({
		...part,
		kind,
		at: entry.at,
		mine,
		alias: mine ? child.alias : '',
		teacher: names.get(child.teacherId) ?? '',
		writer: writerId === null ? null : { id: writerId, name: names.get(writerId) ?? '' },
		partners: mine ? await partnersFor(needs.db, teamId, userId) : [],
		open: child.closedAt === null,
		texts: sharedTextsOf[kind].map((name) => ({ name, text: String(fields[name] ?? '') })),
		mark: markOf(entry, child)
	});
}

const partnersFor = async (db: Db, teamId: string, ownerId: string) =>
	(await membersOf(db, teamId))
		.filter((it) => it.userId !== ownerId && may.beAskedToWriteAlong(it))
		.map(({ userId: id, name }) => ({ id, name }));

/** Small, and the same as long as nothing changed; it says nothing of what. Refusal: `not-found`. */
export async function togetherMark(needs: Needs, userId: string, part: PartId): Promise<Outcome<string>> {
	const found = await atPart(needs, needs.db, userId, part);
	return found.ok ? yes(markOf(found.value.entry, found.value.child)) : found;
}

const markOf = (entry: AtPart['entry'], child: AtPart['child']): string =>
	createHash('sha256')
		.update([entry.writerId ?? '', String(child.closedAt?.getTime())].join(' '))
		.update(entry.sealed)
		.digest('base64url');

/**
 * Keeps one text. Two people may write in it: `base` is what this screen began with, and what the other saved meanwhile
 * stays [LP4]. Answers what stands there now. Refusals: `not-found`, `bad-input` (no text of this part, or too long
 * together), `trajectory-closed`.
 */
export function saveTogether(
	needs: Needs,
	userId: string,
	part: PartId,
	given: { name: string; text: string; base: string }
): Promise<Outcome<{ text: string }>> {
	return needs.db.transaction(async (tx): Promise<Outcome<{ text: string }>> => {
		const found = await atPart(needs, tx, userId, part, true);
		if (!found.ok) return found;
		const { entry, child, key } = found.value;
		if (child.closedAt) return no('trajectory-closed');
		if (entry.kind === 'clip' || !sharedTextsOf[entry.kind].includes(given.name)) return no('bad-input');
		const stood: Record<string, unknown> = {
			...withFields(entry.kind, readSealed(needs, key, entry.sealed) as object)
		};
		const saved = String(stood[given.name] ?? '');
		const last =
			saved === given.base ? null : await lastWriterOf(needs, tx, { ...{ entryId: entry.id, key }, name: given.name });
		// what is from before there was a history is its owner's
		const text = mergeText(given.base, saved, given.text, (last ?? child.teacherId) === userId);
		if (text.length > planLimits.text) return no('bad-input');
		const after = { ...stood, [given.name]: text };
		await tx
			.update(planEntry)
			.set({ sealed: needs.vault.sealText(key, JSON.stringify(after)), changedAt: needs.clock() })
			.where(eq(planEntry.id, entry.id));
		await keepVersion(needs, tx, {
			...{ entryId: entry.id, kind: entry.kind, byId: userId, key },
			before: { at: entry.at, fields: stood, byId: child.teacherId, since: entry.changedAt },
			after: { at: entry.at, fields: after }
		});
		return yes({ text });
	});
}

/**
 * The owner asks somebody to write along in one part, or ends that (null): at once, and always. Refusals: `not-found`,
 * `trajectory-closed` (asking only), `bad-input` (somebody who cannot be asked).
 */
export function askToWriteAlong(
	needs: Needs,
	userId: string,
	part: PartId,
	writerId: string | null
): Promise<Outcome<null>> {
	return needs.db.transaction(async (tx): Promise<Outcome<null>> => {
		const plan = await ownPlan(needs, tx, userId, part.trajectoryId, writerId === null ? 'allow' : 'refuse');
		if (!plan.ok) return plan;
		const found = await atPart(needs, tx, userId, part);
		if (!found.ok || found.value.entry.kind === 'clip') return no('not-found');
		const partners = writerId === null ? [] : await partnersFor(tx, found.value.teamId, userId);
		if (writerId !== null && !partners.some(({ id }) => id === writerId)) return no('bad-input');
		await tx.update(planEntry).set({ writerId }).where(eq(planEntry.id, part.entryId));
		const before = found.value.entry.writerId;
		const about = writerId ?? before;
		if (about !== null && writerId !== before)
			await record(tx, {
				...{ at: needs.clock(), kind: writerId === null ? 'writer-ended' : 'writer-asked', actor: userId, about },
				...{ role: 'owner', object: { kind: 'plan-entry', id: part.entryId }, child: part.trajectoryId }
			});
		return yes(null);
	});
}

/** Parts that somebody was asked to write along in, newest first, while that holds. */
export async function listWritingAlong(
	needs: Needs,
	userId: string
): Promise<(PartId & { kind: Exclude<PlanKind, 'clip'>; at: Date; teacher: string })[]> {
	const rows = await needs.db
		.select({ entry: planEntry, child: trajectory, teamId: cycle.teamId, teacher: userAccount.name })
		.from(planEntry)
		.innerJoin(trajectory, eq(trajectory.id, planEntry.trajectoryId))
		.innerJoin(cycle, eq(cycle.id, trajectory.cycleId))
		.innerJoin(userAccount, eq(userAccount.id, trajectory.teacherId))
		.where(eq(planEntry.writerId, userId))
		.orderBy(desc(planEntry.at));
	const seats = new Map((await seatsHeldBy(needs.db, userId)).map(({ teamId, standing }) => [teamId, standing]));
	const consents = await consentsOf(
		needs.db,
		rows.map(({ child }) => child.id)
	);
	return rows.flatMap(({ entry, child, teamId, teacher }) => {
		const { id: entryId, trajectoryId, kind, at } = entry;
		const along = writesAlong(seats.get(teamId), entry, child, consents.get(child.id) ?? nothingAsked);
		return along && kind !== 'clip' ? [{ entryId, trajectoryId, kind, at, teacher }] : [];
	});
}
