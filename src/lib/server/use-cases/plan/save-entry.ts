import { and, count, eq } from 'drizzle-orm';
import { mergeRich } from '$lib/domain/merge-text';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { onceOnly, planLimits, withFields } from '$lib/domain/plan';
import { plainOf } from '$lib/domain/rich-text';
import type { Db } from '$lib/server/db/connection';
import { planEntry } from '$lib/server/db/schema';
import type { Needs } from '../needs';
import { keepVersion, lastWriterOf } from './keep-version';
import { mayTakeBaseline, ownPlan, readSealed } from './open-plan';
import type { EntryInput } from './plan-input';

/**
 * Writes an entry of one's own plan, new or changed; only the fields that were sent change, so that a phone and a
 * laptop may work on one entry; in one text what the other wrote meanwhile stays [LP4]. Sending it twice makes one entry.
 * There is one start and one end: a second one is written into the first. Answers the texts as they stand now.
 * `apart`: it may not go on with what stood there, so that its history holds both. Refusals: `not-found`,
 * `trajectory-closed`, `bad-input`, `no-baseline-yet` (a start, before the parents said yes [CN8]).
 */
export async function savePlanEntry(
	needs: Needs,
	userId: string,
	trajectoryId: string,
	input: EntryInput,
	apart = false
): Promise<Outcome<{ id: string; texts: Record<string, string> }>> {
	const saved = await needs.db.transaction(
		async (tx): Promise<Outcome<{ id: string; texts: Record<string, string> }>> => {
			const plan = await ownPlan(needs, tx, userId, trajectoryId);
			if (!plan.ok) return plan;
			const { key } = plan.value;
			const kept = await findEntry(tx, trajectoryId, input);
			if (!kept) return addEntry(needs, tx, { userId, trajectoryId, key, input });
			if (kept.kind !== input.kind) return no('bad-input');
			const stood: object = withFields(input.kind, readSealed(needs, key, kept.sealed) as object);
			const { fields, texts } = await together(stood, input, async (name) => {
				const last = await lastWriterOf(needs, tx, { entryId: kept.id, name, key });
				return last === null || last === userId;
			});
			if (Object.values(texts).some((text) => plainOf(text).length > planLimits.together)) return no('bad-input');
			const after = { ...stood, ...fields };
			// a session happened when it happened
			const at = input.at && input.kind !== 'session' ? input.at : kept.at;
			await tx
				.update(planEntry)
				.set({ at, sealed: needs.vault.sealText(key, JSON.stringify(after)), changedAt: needs.clock() })
				.where(eq(planEntry.id, kept.id));
			await keepVersion(needs, tx, {
				...{ entryId: kept.id, kind: input.kind, byId: userId, key, apart },
				before: { at: kept.at, fields: stood, byId: userId, since: kept.changedAt },
				after: { at, fields: after }
			});
			return yes({ id: kept.id, texts });
		}
	);
	if (saved.ok) needs.table.planWritten(saved.value.id);
	return saved;
}

/** [LP4] What was sent and what was saved meanwhile, in one text where the form says what it began with. */
async function together(
	stood: object,
	{ fields, bases = {} }: EntryInput,
	isMine: (name: string) => Promise<boolean>
): Promise<{ fields: object; texts: Record<string, string> }> {
	const texts: Record<string, string> = {};
	for (const [name, mine] of Object.entries(fields)) {
		const base = bases[name];
		const saved = (stood as Record<string, unknown>)[name] ?? '';
		if (base !== undefined && typeof mine === 'string' && typeof saved === 'string')
			texts[name] = mergeRich(base, saved, mine, saved !== base && (await isMine(name)));
	}
	return { fields: { ...fields, ...texts }, texts };
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

interface Adding {
	userId: string;
	trajectoryId: string;
	key: Uint8Array;
	input: EntryInput;
}

async function addEntry(
	needs: Needs,
	tx: Db,
	{ userId, trajectoryId, key, input: { id, kind, at, fields } }: Adding
): Promise<Outcome<{ id: string; texts: Record<string, string> }>> {
	if (kind === 'session') return no('not-found');
	if (kind === 'start' && !(await mayTakeBaseline(tx, userId, trajectoryId))) return no('no-baseline-yet');
	const [there] = await tx.select({ n: count() }).from(planEntry).where(eq(planEntry.trajectoryId, trajectoryId));
	if (there && there.n >= planLimits.entries) return no('bad-input');
	const now = needs.clock();
	const whole = { ...withFields(kind, {}), ...fields };
	const added = await tx
		.insert(planEntry)
		.values({
			id,
			trajectoryId,
			kind,
			at: at ?? now,
			sealed: needs.vault.sealText(key, JSON.stringify(whole)),
			createdAt: now,
			changedAt: now
		})
		.onConflictDoNothing()
		.returning({ id: planEntry.id });
	// the id stands in somebody else's plan: that is not there for her
	if (!added.length) return no('not-found');
	const after = { at: at ?? now, fields: whole };
	await keepVersion(needs, tx, { entryId: id, kind, byId: userId, key, before: null, after });
	return yes({ id, texts: {} });
}
