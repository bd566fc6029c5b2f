import { and, eq } from 'drizzle-orm';
import * as v from 'valibot';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { ownKinds } from '$lib/domain/plan';
import { planEntry } from '$lib/server/db/schema';
import type { Needs } from '../needs';
import { ownPlan, readSealed } from './open-plan';

/** How long a removed entry can be put back with what the page was given. */
const undoFor = 60 * 60_000;

const parcel = v.object({
	removed: v.object({
		id: v.string(),
		kind: v.picklist(ownKinds),
		at: v.pipe(v.string(), v.toDate()),
		createdAt: v.pipe(v.string(), v.toDate()),
		sharedAt: v.nullable(v.pipe(v.string(), v.toDate())),
		fields: v.record(v.string(), v.unknown())
	}),
	until: v.number()
});

/**
 * Removes an entry of one's own plan, really and at once: no hidden copy stays on the server. The page gets a parcel
 * that only this trajectory's key opens, with which it can be put back within the hour. What came from a session stays.
 * Refusals: `not-found`, `trajectory-closed`, `not-allowed`.
 */
export async function removePlanEntry(
	needs: Needs,
	userId: string,
	trajectoryId: string,
	entryId: string
): Promise<Outcome<{ parcel: string }>> {
	const removed = await needs.db.transaction(async (tx): Promise<Outcome<{ parcel: string }>> => {
		const plan = await ownPlan(needs, tx, userId, trajectoryId);
		if (!plan.ok) return plan;
		const mine = and(eq(planEntry.id, entryId), eq(planEntry.trajectoryId, trajectoryId));
		const [entry] = await tx.select().from(planEntry).where(mine);
		if (!entry) return no('not-found');
		if (!ownKinds.some((kind) => kind === entry.kind)) return no('not-allowed');
		await tx.delete(planEntry).where(mine);
		const { id, kind, at, createdAt, sharedAt } = entry;
		const removed = { id, kind, at, createdAt, sharedAt, fields: readSealed(needs, plan.value.key, entry.sealed) };
		const sealed = needs.vault.sealText(
			plan.value.key,
			JSON.stringify({ removed, until: needs.clock().getTime() + undoFor })
		);
		return yes({ parcel: Buffer.from(sealed).toString('base64url') });
	});
	// whoever writes along in it is in it no more
	if (removed.ok) needs.table.rightsChanged({ trajectoryId });
	return removed;
}

/** Puts a removed entry back as it was. Refusals: `not-found`, `trajectory-closed`, `bad-input` (too late, or no parcel of ours). */
export function restorePlanEntry(
	needs: Needs,
	userId: string,
	trajectoryId: string,
	given: string
): Promise<Outcome<{ id: string }>> {
	return needs.db.transaction(async (tx) => {
		const plan = await ownPlan(needs, tx, userId, trajectoryId);
		if (!plan.ok) return plan;
		const opened = openParcel(needs, plan.value.key, given);
		if (!opened || opened.until < needs.clock().getTime()) return no('bad-input');
		const { fields, ...entry } = opened.removed;
		await tx
			.insert(planEntry)
			.values({
				...entry,
				trajectoryId,
				sealed: needs.vault.sealText(plan.value.key, JSON.stringify(fields)),
				changedAt: needs.clock()
			})
			.onConflictDoNothing();
		return yes({ id: entry.id });
	});
}

function openParcel(needs: Needs, key: Uint8Array, given: string): v.InferOutput<typeof parcel> | null {
	try {
		const read = v.safeParse(parcel, readSealed(needs, key, new Uint8Array(Buffer.from(given, 'base64url'))));
		return read.success ? read.output : null;
	} catch {
		// not sealed under this trajectory's key: somebody made it up
		return null;
	}
}
