import { and, desc, eq } from 'drizzle-orm';
import { nothingAsked, type Consent } from '$lib/domain/consent';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { may, type Standing } from '$lib/domain/permissions';
import { sharedTextsOf, withFields, type PlanKind } from '$lib/domain/plan';
import { record } from '$lib/server/db/audit';
import { consentOf, consentsOf } from '$lib/server/db/consent';
import type { Db } from '$lib/server/db/connection';
import { noWriting } from '$lib/server/db/erase-notes';
import { membersOf, standingOf } from '$lib/server/db/people';
import { cycle, planEntry, trajectory, userAccount } from '$lib/server/db/schema';
import { seatsHeldBy } from '$lib/server/db/seats';
import type { Needs } from '../needs';
import { namesOf } from '../people/name-of';
import { ownPlan, readSealed } from './open-plan';

export interface AtPart {
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
export async function atPart(
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

/** [LP11] Since when two write in it: nobody was asked anew. */
export const writingOf = ({ writingId }: Pick<AtPart['entry'], 'writingId'>): string => writingId ?? '0';

/** The texts two people write in, by their names, in the order of its form. */
export function textsOf(kind: Exclude<PlanKind, 'clip'>, kept: object): Record<string, string> {
	const fields: Record<string, unknown> = { ...withFields(kind, kept) };
	return Object.fromEntries(sharedTextsOf[kind].map((name) => [name, String(fields[name] ?? '')]));
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
	/** Where its texts are typed in together: what its document is called at the live table; null where nobody writes along. */
	document: string | null;
	/** Path of the live table for it. */
	table: string;
}

/** One reading of it, ms: the page is read again at every change. */
const sameReading = 10 * 60_000;

/** [AU7] A colleague who reads it is in the log as one who read of the plan. Refusal: `not-found`. */
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
				object: { kind: 'trajectory', id: child.id }
			},
			sameReading
		);
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
		texts: Object.entries(textsOf(kind, readSealed(needs, key, entry.sealed) as object)).map(([name, text]) => ({
			name,
			text
		})),
		table: await needs.table.address(entry.id),
		document: writerId === null || child.closedAt ? null : `plan/${entry.id}/${writingOf(entry)}`
	});
}

/** [LP11] Where the live table stands now for a part, for a page that cannot reach where it was. Refusal: `not-found`. */
export async function writingAddress(needs: Needs, userId: string, part: PartId): Promise<Outcome<string>> {
	const found = await atPart(needs, needs.db, userId, part);
	return found.ok ? yes(await needs.table.address(part.entryId)) : found;
}

const partnersFor = async (db: Db, teamId: string, ownerId: string) =>
	(await membersOf(db, teamId))
		.filter((it) => it.userId !== ownerId && may.beAskedToWriteAlong(it))
		.map(({ userId: id, name }) => ({ id, name }));

/**
 * The owner asks somebody to write along in one part, or ends that (null): at once, and always. Refusals: `not-found`,
 * `trajectory-closed` (asking only), `bad-input` (somebody who cannot be asked).
 */
export async function askToWriteAlong(
	needs: Needs,
	userId: string,
	part: PartId,
	writerId: string | null
): Promise<Outcome<null>> {
	const asked = await needs.db.transaction(async (tx): Promise<Outcome<null>> => {
		const plan = await ownPlan(needs, tx, userId, part.trajectoryId, writerId === null ? 'allow' : 'refuse');
		if (!plan.ok) return plan;
		const found = await atPart(needs, tx, userId, part);
		if (!found.ok || found.value.entry.kind === 'clip') return no('not-found');
		const partners = writerId === null ? [] : await partnersFor(tx, found.value.teamId, userId);
		if (writerId !== null && !partners.some(({ id }) => id === writerId)) return no('bad-input');
		const writing = writerId === null ? noWriting : { writerId, writingId: needs.newId(), writing: null };
		await tx.update(planEntry).set(writing).where(eq(planEntry.id, part.entryId));
		const before = found.value.entry.writerId;
		const about = writerId ?? before;
		if (about !== null && writerId !== before)
			await record(tx, {
				...{ at: needs.clock(), kind: writerId === null ? 'writer-ended' : 'writer-asked', actor: userId, about },
				...{ role: 'owner', object: { kind: 'plan-entry', id: part.entryId }, child: part.trajectoryId }
			});
		return yes(null);
	});
	// whoever has it open is in it no more, or never was
	if (asked.ok) needs.table.rightsChanged({ trajectoryId: part.trajectoryId });
	return asked;
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
