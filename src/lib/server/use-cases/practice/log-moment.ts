import { and, count, eq, gt } from 'drizzle-orm';
import * as v from 'valibot';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { feelings, playHows, practiceLimits, type LoggedMoment } from '$lib/domain/practice';
import type { Db } from '$lib/server/db/connection';
import { briefContact, planEntry } from '$lib/server/db/schema';
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
 * Logs one moment with one's own child; under the same id it is one moment, however often it is sent, and the last time
 * counts [PR4]. A short contact moment never becomes a play moment [PR2]. Refusals: `not-found`, `trajectory-closed`,
 * `bad-input` (a moment still to come, or more than anybody logs).
 */
export async function logMoment(
	needs: Needs,
	userId: string,
	trajectoryId: string,
	moment: LoggedMoment
): Promise<Outcome<null>> {
	const now = needs.clock();
	if (moment.at > now.getTime() + ahead) return no('bad-input');
	const at = new Date(Math.min(moment.at, now.getTime()));
	if (moment.kind === 'undo') return undo(needs, userId, trajectoryId, moment.id);
	if (moment.kind !== 'play') return logBrief(needs, userId, trajectoryId, moment, at);
	const { id, context, skill, leftOut, minutes, filmed, how, feeling, line: happened } = moment;
	const fields = { context, skill, leftOut, minutes, filmed, how, feeling, happened, done: true };
	const saved = await savePlanEntry(needs, userId, trajectoryId, { id, kind: 'play-moment', at, fields });
	return saved.ok ? yes(null) : saved;
}

function logBrief(
	needs: Needs,
	userId: string,
	trajectoryId: string,
	{ id, kind, context }: LoggedMoment,
	at: Date
): Promise<Outcome<null>> {
	return needs.db.transaction(async (tx): Promise<Outcome<null>> => {
		const plan = await ownPlan(needs, tx, userId, trajectoryId);
		if (!plan.ok) return plan;
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
function undo(needs: Needs, userId: string, trajectoryId: string, id: string): Promise<Outcome<null>> {
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
