import { eq } from 'drizzle-orm';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { planLimits, type PlanKind } from '$lib/domain/plan';
import { plainOf } from '$lib/domain/rich-text';
import type { Db } from '$lib/server/db/connection';
import { planEntry, trajectory } from '$lib/server/db/schema';
import type { Needs } from '../needs';
import { nameOf } from '../people/name-of';
import { keepVersion } from './keep-version';
import { readSealed } from './open-plan';
import { atPart, textsOf, writingOf, type AtPart } from './write-together';

/** A part that two write in, and which time of that: who was asked anew begins a document of its own. */
export interface WritingId {
	entryId: string;
	writingId: string;
}

/** [LP11] Somebody who writes in a part now. */
export interface Writing {
	trajectoryId: string;
	teamId: string;
	/** As the other sees her. */
	name: string;
}

/** The texts as they stand, and the document they were typed in, if they were. */
export interface Standing {
	texts: Record<string, string>;
	/** Opaque here: what the live table keeps of a document. */
	writing: Uint8Array | null;
	/** Tells whether anything of it changed since; says nothing by itself. */
	stamp: string;
}

/** [LP12] Asked at the door of the live table, and again whenever a right changed. Refusal: `not-found`. */
export async function joinWriting(needs: Needs, userId: string, id: WritingId): Promise<Outcome<Writing>> {
	const found = await atWriting(needs, needs.db, userId, id);
	if (!found.ok) return found;
	const { child, teamId } = found.value;
	return yes({ trajectoryId: child.id, teamId, name: await nameOf(needs, userId) });
}

/** What a document is made of, for whoever was let in. Refusal: `not-found`. */
export async function readWriting(needs: Needs, { entryId, writingId }: WritingId): Promise<Outcome<Standing>> {
	const [found] = await needs.db
		.select({ entry: planEntry, wrappedKey: trajectory.wrappedKey })
		.from(planEntry)
		.innerJoin(trajectory, eq(trajectory.id, planEntry.trajectoryId))
		.where(eq(planEntry.id, entryId));
	if (!found || found.entry.writerId === null || writingOf(found.entry) !== writingId) return no('not-found');
	return standing(needs, found.entry, needs.vault.open(found.wrappedKey));
}

/** What was typed since, and on top of what. */
export interface Typed {
	/** Stamp of what this was typed on. */
	on: string;
	texts: Record<string, string>;
	writing: Uint8Array;
	/** Everybody of whom something is in it that is not kept yet. */
	by: string[];
}

/**
 * [LP12] Keeps what two people typed, once each of them still may. Where something else was kept meanwhile, by the form of
 * the plan or by another process, nothing is kept and that is answered: it has to be taken in first. Refusals:
 * `not-found` (one of them may not, any more), `bad-input` (too long).
 */
export function keepWriting(
	needs: Needs,
	id: WritingId,
	{ on, texts, writing, by }: Typed
): Promise<Outcome<{ kept: string } | { instead: Standing }>> {
	if (Object.values(texts).some((text) => plainOf(text).length > planLimits.together))
		return Promise.resolve(no('bad-input'));
	return needs.db.transaction(async (tx): Promise<Outcome<{ kept: string } | { instead: Standing }>> => {
		const here = await lockedPart(needs, tx, id);
		if (!here.ok) return here;
		for (const userId of by) if (!(await atWriting(needs, tx, userId, id)).ok) return no('not-found');
		const { entry, key, kind, teacherId } = here.value;
		const now = await standing(needs, entry, key);
		if (!now.ok) return now;
		if (now.value.stamp !== on) return yes({ instead: now.value });
		const stood = readSealed(needs, key, entry.sealed) as object;
		const changed = Object.entries(texts).some(([name, text]) => now.value.texts[name] !== text);
		const after = { ...stood, ...texts };
		const sealed = changed ? needs.vault.sealText(key, JSON.stringify(after)) : entry.sealed;
		const sealedWriting = needs.vault.seal(key, writing);
		await tx
			.update(planEntry)
			.set({ writing: sealedWriting, ...(changed && { sealed, changedAt: needs.clock() }) })
			.where(eq(planEntry.id, id.entryId));
		for (const byId of changed ? by : [])
			await keepVersion(needs, tx, {
				...{ entryId: entry.id, kind, byId, key, atOnce: true },
				before: { at: entry.at, fields: stood, byId: teacherId, since: entry.changedAt },
				after: { at: entry.at, fields: after }
			});
		return yes({ kept: stampOf(sealed, sealedWriting) });
	});
}

/** The part with the plan held for a change, as every change of a plan does it. */
async function lockedPart(
	needs: Needs,
	tx: Db,
	{ entryId, writingId }: WritingId
): Promise<Outcome<{ entry: AtPart['entry']; key: Uint8Array; kind: Exclude<PlanKind, 'clip'>; teacherId: string }>> {
	const [of] = await tx.select({ id: planEntry.trajectoryId }).from(planEntry).where(eq(planEntry.id, entryId));
	if (!of) return no('not-found');
	const [child] = await tx.select().from(trajectory).where(eq(trajectory.id, of.id)).for('update');
	const [entry] = await tx.select().from(planEntry).where(eq(planEntry.id, entryId));
	if (!child || !entry || entry.kind === 'clip' || entry.writerId === null) return no('not-found');
	if (child.closedAt || writingOf(entry) !== writingId) return no('not-found');
	return yes({ entry, key: needs.vault.open(child.wrappedKey), kind: entry.kind, teacherId: child.teacherId });
}

/** Whoever may write in a part while two do. The owner too: by herself she has the form of her plan. */
async function atWriting(
	needs: Needs,
	db: Db,
	userId: string,
	{ entryId, writingId }: WritingId
): Promise<Outcome<AtPart>> {
	const [of] = await db.select({ id: planEntry.trajectoryId }).from(planEntry).where(eq(planEntry.id, entryId));
	const found = of ? await atPart(needs, db, userId, { trajectoryId: of.id, entryId }) : no('not-found');
	if (!found.ok) return found;
	const { entry, child } = found.value;
	const open = entry.kind !== 'clip' && entry.writerId !== null && !child.closedAt && writingOf(entry) === writingId;
	return open ? found : no('not-found');
}

async function standing(needs: Needs, entry: AtPart['entry'], key: Uint8Array): Promise<Outcome<Standing>> {
	if (entry.kind === 'clip') return no('not-found');
	return yes({
		texts: textsOf(entry.kind, readSealed(needs, key, entry.sealed) as object),
		writing: entry.writing && needs.vault.unseal(key, entry.writing),
		stamp: stampOf(entry.sealed, entry.writing)
	});
}

/** What is sealed begins with a nonce of its own every time: two sealings are never the same. */
const stampOf = (sealed: Uint8Array, writing: Uint8Array | null): string =>
	[sealed, writing ?? new Uint8Array()].map((one) => Buffer.from(one.slice(0, 24)).toString('base64')).join(' ');
