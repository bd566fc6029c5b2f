import { and, count, eq } from 'drizzle-orm';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { onceOnly, planLimits, withFields } from '$lib/domain/plan';
import type { Db } from '$lib/server/db/connection';
import { planEntry } from '$lib/server/db/schema';
import type { Needs } from '../needs';
import { ownPlan, readSealed } from './open-plan';
import type { EntryInput } from './plan-input';

/**
 * Writes an entry of one's own plan, new or changed; only the fields that were sent change, so that a phone and a
 * laptop may work on one entry. Sending it twice makes one entry. There is one start and one end: a second one is
 * written into the first. Refusals: `not-found`, `trajectory-closed`, `bad-input`.
 */
export function savePlanEntry(
	needs: Needs,
	userId: string,
	trajectoryId: string,
	input: EntryInput
): Promise<Outcome<{ id: string }>> {
	return needs.db.transaction(async (tx) => {
		const plan = await ownPlan(needs, tx, userId, trajectoryId);
		if (!plan.ok) return plan;
		const { key } = plan.value;
		const kept = await findEntry(tx, trajectoryId, input);
		if (!kept) return addEntry(needs, tx, trajectoryId, key, input);
		if (kept.kind !== input.kind) return no('bad-input');
		const before = readSealed(needs, key, kept.sealed) as object;
		await tx
			.update(planEntry)
			.set({
				sealed: needs.vault.sealText(key, JSON.stringify({ ...withFields(input.kind, before), ...input.fields })),
				changedAt: needs.clock(),
				// a session happened when it happened
				...(input.at && input.kind !== 'session' ? { at: input.at } : {})
			})
			.where(eq(planEntry.id, kept.id));
		return yes({ id: kept.id });
	});
}

async function findEntry(tx: Db, trajectoryId: string, { id, kind }: EntryInput) {
	const [entry] = await tx
		.select()
		.from(planEntry)
		.where(
			and(eq(planEntry.trajectoryId, trajectoryId), onceOnly(kind) ? eq(planEntry.kind, kind) : eq(planEntry.id, id))
		);
	return entry ?? null;
}

async function addEntry(
	needs: Needs,
	tx: Db,
	trajectoryId: string,
	key: Uint8Array,
	{ id, kind, at, fields }: EntryInput
): Promise<Outcome<{ id: string }>> {
	if (kind === 'session') return no('not-found');
	const [there] = await tx.select({ n: count() }).from(planEntry).where(eq(planEntry.trajectoryId, trajectoryId));
	if (there && there.n >= planLimits.entries) return no('bad-input');
	const now = needs.clock();
	const added = await tx
		.insert(planEntry)
		.values({
			id,
			trajectoryId,
			kind,
			at: at ?? now,
			sealed: needs.vault.sealText(key, JSON.stringify({ ...withFields(kind, {}), ...fields })),
			createdAt: now,
			changedAt: now
		})
		.onConflictDoNothing()
		.returning({ id: planEntry.id });
	// the id stands in somebody else's plan: that is not there for her
	return added.length ? yes({ id }) : no('not-found');
}
