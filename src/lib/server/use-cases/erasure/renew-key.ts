import { and, eq, isNull } from 'drizzle-orm';
import type { Db } from '$lib/server/db/connection';
import { rememberErasure } from '$lib/server/db/erasures';
import {
	breakGlass,
	briefContact,
	clip,
	consentForm,
	interview,
	planEntry,
	planVersion,
	trajectory
} from '$lib/server/db/schema';
import { KeyDestroyed } from '$lib/server/db/vault';
import type { Needs } from '../needs';
import { destroyKeys } from './destroy-keys';

/**
 * [ER5] After something was erased that was sealed under a child's key, that key must go: the database's own log and
 * every backup still hold what it opens. What stays (the teacher's own plan, interviews and log, R26) gets a key of its
 * own first. All of it in one transaction, and then the old key is destroyed; the clock finishes what a stop cut short.
 */
export async function renewKey(needs: Needs, trajectoryId: string): Promise<void> {
	await needs.db.transaction(async (tx) => {
		const [row] = await tx.select().from(trajectory).where(eq(trajectory.id, trajectoryId)).for('update');
		if (!row?.keySpent) return;
		const { key, wrapped } = needs.vault.newKey();
		const old = openOr(null, () => needs.vault.open(row.wrappedKey));
		// out of an older backup: its key is gone, and so is all that was sealed under it
		const reseal = (sealed: Uint8Array): Uint8Array | null =>
			old && openOr(null, () => needs.vault.seal(key, needs.vault.unseal(old, sealed)));
		await resealAll(tx, trajectoryId, reseal);
		await resealTitles(needs, tx, trajectoryId, wrapped);
		const reason = needs.vault.write(wrapped, needs.vault.read(row.reason));
		const sealedNature = row.sealedNature && reseal(row.sealedNature);
		await tx
			.update(trajectory)
			.set({ wrappedKey: wrapped, reason, sealedNature, keySpent: false })
			.where(eq(trajectory.id, trajectoryId));
		const keyId = needs.vault.idOf(row.wrappedKey);
		await rememberErasure(tx, needs.newId(), { what: 'written', of: trajectoryId, keyId, at: needs.clock() });
	});
	await destroyKeys(needs);
}

/** The clock's share. */
export async function renewSpentKeys(needs: Needs): Promise<void> {
	const spent = await needs.db.select({ id: trajectory.id }).from(trajectory).where(eq(trajectory.keySpent, true));
	for (const { id } of spent) await renewKey(needs, id);
}

/** Every text that stays under the child's key. One that opens no more is gone, and its row with it. */
async function resealAll(
	tx: Db,
	trajectoryId: string,
	reseal: (sealed: Uint8Array) => Uint8Array | null
): Promise<void> {
	const entries = await tx.select().from(planEntry).where(eq(planEntry.trajectoryId, trajectoryId));
	for (const { id, sealed, writing: typed } of entries) {
		for (const version of await tx.select().from(planVersion).where(eq(planVersion.entryId, id))) {
			const again = reseal(version.sealed);
			const its = eq(planVersion.id, version.id);
			await (again ? tx.update(planVersion).set({ sealed: again }).where(its) : tx.delete(planVersion).where(its));
		}
		const again = reseal(sealed);
		const its = eq(planEntry.id, id);
		const writing = typed && reseal(typed);
		await (again ? tx.update(planEntry).set({ sealed: again, writing }).where(its) : tx.delete(planEntry).where(its));
	}
	for (const { id, sealed } of await tx.select().from(interview).where(eq(interview.trajectoryId, trajectoryId))) {
		const again = reseal(sealed);
		const its = eq(interview.id, id);
		await (again ? tx.update(interview).set({ sealed: again }).where(its) : tx.delete(interview).where(its));
	}
	for (const { id, sealed } of await tx.select().from(consentForm).where(eq(consentForm.trajectoryId, trajectoryId))) {
		const again = reseal(sealed);
		const its = eq(consentForm.id, id);
		await (again ? tx.update(consentForm).set({ sealed: again }).where(its) : tx.delete(consentForm).where(its));
	}
	for (const { id, sealed } of await tx.select().from(breakGlass).where(eq(breakGlass.trajectoryId, trajectoryId))) {
		const again = reseal(sealed);
		const its = eq(breakGlass.id, id);
		await (again ? tx.update(breakGlass).set({ sealed: again }).where(its) : tx.delete(breakGlass).where(its));
	}
	for (const { id, sealed } of await tx.select().from(briefContact).where(eq(briefContact.trajectoryId, trajectoryId)))
		if (sealed)
			await tx
				.update(briefContact)
				.set({ sealed: reseal(sealed) })
				.where(eq(briefContact.id, id));
}

/** Of clips that are erased only who and when is left, under the child's key. */
async function resealTitles(needs: Needs, tx: Db, trajectoryId: string, wrapped: Uint8Array): Promise<void> {
	const rows = await tx
		.select({ id: clip.id, title: clip.title })
		.from(clip)
		.where(and(eq(clip.trajectoryId, trajectoryId), isNull(clip.wrappedKey)));
	for (const { id, title } of rows)
		await tx
			.update(clip)
			.set({ title: needs.vault.write(wrapped, needs.vault.read(title)) })
			.where(eq(clip.id, id));
}

function openOr<T>(otherwise: T, open: () => T): T {
	try {
		return open();
	} catch (error) {
		if (error instanceof KeyDestroyed || isForged(error)) return otherwise;
		throw error;
	}
}

/** Node's word for sealed bytes that this key does not open. */
const isForged = (error: unknown): boolean =>
	error instanceof Error && /unable to authenticate|unsupported state|too short/i.test(error.message);
