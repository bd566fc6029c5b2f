import { and, count, eq, gt, lt, max } from 'drizzle-orm';
import * as v from 'valibot';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { feelings, keptDays, playHows, practiceLimits, type LoggedMoment } from '$lib/domain/practice';
import type { Db } from '$lib/server/db/connection';
import { briefContact, logParcel, planEntry } from '$lib/server/db/schema';
import type { Needs } from '../needs';
import { ownPlan } from '../plan/open-plan';
import { savePlanEntry } from '../plan/save-entry';

/** A clock on a phone that is a little ahead is no lie, ms. */
const ahead = 10 * 60_000;
/** What was logged can be taken back for a day; after that it is part of the plan and is removed there. Ms. */
const undoFor = 24 * 3_600_000;

const line = (longest: number) =>
	v.pipe(
		v.string(),
		v.transform((text) => text.replaceAll('\r\n', '\n').trim()),
		v.maxLength(longest)
	);

const schema = v.strictObject({
	kind: v.picklist(['play', 'brief', 'other-child', 'undo']),
	id: v.pipe(v.string(), v.regex(/^[\w-]{8,64}$/)),
	at: v.pipe(v.number(), v.integer(), v.minValue(0)),
	said: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000)), 0),
	context: line(practiceLimits.context),
	minutes: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(practiceLimits.minutes))),
	how: v.picklist(['', ...playHows]),
	feeling: v.picklist(['', ...feelings]),
	line: line(practiceLimits.line),
	skill: line(practiceLimits.context),
	leftOut: line(practiceLimits.context),
	filmed: v.boolean()
});

/** Reads what a phone says was logged. Refusal: `bad-input`. */
export function readMoment(given: unknown): Outcome<LoggedMoment> {
	const read = v.safeParse(schema, given);
	return read.success ? yes(read.output) : no('bad-input');
}

/**
 * Logs one moment with one's own child; under the same id it is one moment, however often it is sent, and what
 * she said last counts, in whatever order it comes in [PR4]. `parcel` says which sending this is: one that was received already changes nothing, whatever was done with
 * its moment since. A short contact moment never becomes a play moment [PR2]. Refusals: `not-found`, `trajectory-closed`,
 * `bad-input` (a moment still to come, or more than anybody logs).
 */
export function logMoment(
	needs: Needs,
	userId: string,
	trajectoryId: string,
	moment: LoggedMoment,
	parcel: string | null = null
): Promise<Outcome<null>> {
	const now = needs.clock();
	return needs.db.transaction(async (tx): Promise<Outcome<null>> => {
		// holds the plan: the same parcel twice at once comes one after the other
		const plan = await ownPlan(needs, tx, userId, trajectoryId, 'allow');
		if (!plan.ok) return plan;
		if (parcel !== null && (await wasReceived(tx, trajectoryId, parcel))) return yes(null);
		if (await saidSince(tx, trajectoryId, moment)) return yes(null);
		if (moment.at > now.getTime() + ahead) return no('bad-input');
		const log = moment.kind === 'undo' ? undo : moment.kind === 'play' ? logPlay : logBrief;
		const logged = await log({ ...needs, db: tx }, userId, trajectoryId, moment);
		if (!logged.ok) return logged;
		await tx.delete(logParcel).where(and(eq(logParcel.trajectoryId, trajectoryId), lt(logParcel.at, forgotten(now))));
		await tx
			.insert(logParcel)
			.values({ id: parcel ?? needs.newId(), trajectoryId, momentId: moment.id, said: moment.said, at: now });
		return logged;
	});
}

/** A parcel of before this cannot be opened any more. */
const forgotten = (now: Date) => new Date(now.getTime() - (keptDays + 1) * 24 * 3_600_000);

async function wasReceived(tx: Db, trajectoryId: string, parcel: string): Promise<boolean> {
	const [there] = await tx
		.select({ id: logParcel.id })
		.from(logParcel)
		.where(and(eq(logParcel.id, parcel), eq(logParcel.trajectoryId, trajectoryId)));
	return there !== undefined;
}

/** A later wording of this moment came in before: an older one, or one of before it was taken back, changes nothing. */
async function saidSince(tx: Db, trajectoryId: string, { id, said }: LoggedMoment): Promise<boolean> {
	const [later] = await tx
		.select({ id: logParcel.id })
		.from(logParcel)
		.where(and(eq(logParcel.trajectoryId, trajectoryId), eq(logParcel.momentId, id), gt(logParcel.said, said)))
		.limit(1);
	return later !== undefined;
}

/** No device is ahead of the server: what was logged happened now at the latest. */
const whenOf = (needs: Needs, moment: LoggedMoment) => new Date(Math.min(moment.at, needs.clock().getTime()));

async function logPlay(
	needs: Needs,
	userId: string,
	trajectoryId: string,
	moment: LoggedMoment
): Promise<Outcome<null>> {
	const { id, context, skill, leftOut, minutes, filmed, how, feeling, line: happened } = moment;
	const fields = { context, skill, leftOut, minutes, filmed, how, feeling, happened, done: true };
	const input = { id, kind: 'play-moment' as const, at: whenOf(needs, moment), fields };
	const apart = await changedElsewhere(needs.db, trajectoryId, id);
	const saved = await savePlanEntry(needs, userId, trajectoryId, input, apart);
	return saved.ok ? yes(null) : saved;
}

/** Somebody wrote in it after the log did, in the plan: that stays in its history. */
async function changedElsewhere(db: Db, trajectoryId: string, id: string): Promise<boolean> {
	const [last] = await db
		.select({ at: max(logParcel.at) })
		.from(logParcel)
		.where(and(eq(logParcel.trajectoryId, trajectoryId), eq(logParcel.momentId, id)));
	const [entry] = await db
		.select({ at: planEntry.changedAt })
		.from(planEntry)
		.where(and(eq(planEntry.id, id), eq(planEntry.trajectoryId, trajectoryId)));
	return entry !== undefined && (!last?.at || entry.at > last.at);
}

function logBrief(needs: Needs, userId: string, trajectoryId: string, moment: LoggedMoment): Promise<Outcome<null>> {
	return needs.db.transaction(async (tx): Promise<Outcome<null>> => {
		const plan = await ownPlan(needs, tx, userId, trajectoryId);
		if (!plan.ok) return plan;
		const { id, kind, context } = moment;
		const at = whenOf(needs, moment);
		const otherChild = kind === 'other-child';
		// of another child nothing is kept: not even where it was
		const sealed = otherChild || !context ? null : needs.vault.sealText(plan.value.key, JSON.stringify({ context }));
		const mine = and(eq(briefContact.id, id), eq(briefContact.trajectoryId, trajectoryId));
		const changed = await tx.update(briefContact).set({ at, sealed, otherChild }).where(mine).returning();
		if (changed.length > 0) return yes(null);
		if (await full(tx, trajectoryId)) return no('bad-input');
		const added = await tx
			.insert(briefContact)
			.values({ id, trajectoryId, at, otherChild, sealed })
			.onConflictDoNothing()
			.returning({ id: briefContact.id });
		// the id stands in somebody else's log: that is not there for her
		return added.length ? yes(null) : no('not-found');
	});
}

async function full(tx: Db, trajectoryId: string): Promise<boolean> {
	const [there] = await tx.select({ n: count() }).from(briefContact).where(eq(briefContact.trajectoryId, trajectoryId));
	return (there?.n ?? 0) >= practiceLimits.brief;
}

/** Nothing to take back is fine too: then it was never sent. */
function undo(needs: Needs, userId: string, trajectoryId: string, { id }: LoggedMoment): Promise<Outcome<null>> {
	return needs.db.transaction(async (tx): Promise<Outcome<null>> => {
		const plan = await ownPlan(needs, tx, userId, trajectoryId);
		if (!plan.ok) return plan;
		const since = new Date(needs.clock().getTime() - undoFor);
		await tx
			.delete(briefContact)
			.where(and(eq(briefContact.id, id), eq(briefContact.trajectoryId, trajectoryId), gt(briefContact.at, since)));
		await tx
			.delete(planEntry)
			.where(
				and(
					eq(planEntry.id, id),
					eq(planEntry.trajectoryId, trajectoryId),
					eq(planEntry.kind, 'play-moment'),
					gt(planEntry.createdAt, since)
				)
			);
		return yes(null);
	});
}
