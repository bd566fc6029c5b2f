import { and, asc, eq } from 'drizzle-orm';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import type { PlanKind } from '$lib/domain/plan';
import { wordsChanged, type Stretch, type VersionFields } from '$lib/domain/plan-history';
import { wordByWord } from '$lib/domain/rich-text';
import type { Pack } from '$lib/engine/pack';
import { wordIn } from '$lib/methods/relation-words';
import type { Locale } from '$lib/words';
import { planEntry, planVersion } from '$lib/server/db/schema';
import type { Needs } from '../needs';
import { namesOf } from '../people/name-of';
import { keepVersion } from './keep-version';
import { openPlan, ownPlan, readSealed } from './open-plan';
import { packInOwnWords } from '../texts/own-words';

/** One field as it was in a version; a text, a tick, or a day. */
export interface ReadField {
	name: string;
	text: string | boolean | Date;
}
export interface ReadVersion {
	number: number;
	by: string;
	/** Whoever wrote in it at the same time; null: nobody. */
	with: string | null;
	begunAt: Date;
	endedAt: Date;
	/** The way from the version before; empty for the first. */
	changes: { name: string; way: Stretch[] | { was: ReadField['text']; is: ReadField['text'] } }[];
	/** All that stood in it. */
	fields: ReadField[];
}
export interface EntryHistory {
	entry: { id: string; kind: Exclude<PlanKind, 'clip'>; at: Date };
	alias: string;
	/** An earlier version can be brought back. */
	open: boolean;
	/** The newest first; empty while nothing was ever changed. */
	versions: ReadVersion[];
}

/** [LP6] The history of one entry of one's own plan, for nobody else. Refusal: `not-found`. */
export async function readHistory(
	needs: Needs,
	userId: string,
	trajectoryId: string,
	entryId: string,
	locale: Locale
): Promise<Outcome<EntryHistory>> {
	const plan = await openPlan(needs, userId, trajectoryId);
	if (!plan.ok || !plan.value.mine) return no('not-found');
	const { row, key, cycle } = plan.value;
	const [entry] = await needs.db
		.select()
		.from(planEntry)
		.where(and(eq(planEntry.id, entryId), eq(planEntry.trajectoryId, trajectoryId)));
	if (!entry || entry.kind === 'clip') return no('not-found');
	const rows = await needs.db
		.select()
		.from(planVersion)
		.where(eq(planVersion.entryId, entryId))
		.orderBy(asc(planVersion.number));
	const names = await namesOf(
		needs,
		rows.flatMap(({ byId, withId }) => [byId, ...(withId ? [withId] : [])])
	);
	const pack = await packInOwnWords(needs.db, cycle);
	const sealed = rows.map((it) => readSealed(needs, key, it.sealed) as VersionFields);
	const versions = rows.map((it, i) => ({
		number: it.number,
		by: names.get(it.byId) ?? '',
		with: it.withId === null ? null : (names.get(it.withId) ?? ''),
		begunAt: it.begunAt,
		endedAt: it.endedAt,
		changes: i === 0 ? [] : changesOf(pack, locale, sealed[i - 1] ?? {}, sealed[i] ?? {}),
		fields: readFields(pack, locale, sealed[i] ?? {}).filter(({ text }) => text !== '' && text !== false)
	}));
	return yes({
		entry: { id: entry.id, kind: entry.kind, at: entry.at },
		alias: row.alias,
		open: row.closedAt === null,
		versions: versions.reverse()
	});
}

function changesOf(pack: Pack, locale: Locale, before: VersionFields, after: VersionFields): ReadVersion['changes'] {
	const was = new Map(readFields(pack, locale, before).map(({ name, text }) => [name, text]));
	return readFields(pack, locale, after).flatMap(({ name, text }) => {
		const old = was.get(name) ?? (typeof text === 'boolean' ? false : '');
		if (String(old) === String(text)) return [];
		const worded = typeof text === 'string' && typeof old === 'string' && !whole.has(name);
		return [{ name, way: worded ? wordsChanged(wordByWord(old), wordByWord(text)) : { was: old, is: text } }];
	});
}

/** Fields that are a choice, a number, or three words: those are told as a whole, everything else word by word. */
const whole = new Set(['words', 'context', 'skill', 'leftOut', 'minutes', 'how', 'goOn', 'filmed', 'done', 'at']);

/** As the reader knows them: choices of the method by their names, words of the relation in her language. */
const readFields = (pack: Pack, locale: Locale, fields: VersionFields): ReadField[] =>
	Object.entries(fields).map(([name, value]) => ({ name, text: asRead(pack, locale, name, value) }));

function asRead(pack: Pack, locale: Locale, name: string, value: VersionFields[string]): ReadField['text'] {
	if (name === 'at') return new Date(String(value));
	if (typeof value === 'boolean') return value;
	if (Array.isArray(value)) {
		const read = name === 'words' ? value.map((word) => wordIn(locale, word)) : value;
		return read.filter(Boolean).join(name === 'words' ? ', ' : '\n');
	}
	const list = name === 'context' ? pack.contexts : name === 'skill' || name === 'leftOut' ? pack.codes : [];
	return list.find((one) => one.id === value)?.label[locale] ?? String(value ?? '');
}

/**
 * [LP7] Brings an earlier version of one's own entry back, as a new version: what stood there until now is kept too. What
 * the group gave stays as it is. Refusals: `not-found`, `trajectory-closed`.
 */
export async function restoreVersion(
	needs: Needs,
	userId: string,
	trajectoryId: string,
	entryId: string,
	number: number
): Promise<Outcome<null>> {
	const restored = await needs.db.transaction(async (tx): Promise<Outcome<null>> => {
		const plan = await ownPlan(needs, tx, userId, trajectoryId);
		if (!plan.ok) return plan;
		const { key } = plan.value;
		const [found] = await tx
			.select({ entry: planEntry, sealed: planVersion.sealed })
			.from(planVersion)
			.innerJoin(planEntry, eq(planEntry.id, planVersion.entryId))
			.where(and(eq(planEntry.id, entryId), eq(planEntry.trajectoryId, trajectoryId), eq(planVersion.number, number)));
		if (!found) return no('not-found');
		const { entry } = found;
		const { at: day, ...fields } = readSealed(needs, key, found.sealed) as VersionFields;
		const at = typeof day === 'string' ? new Date(day) : entry.at;
		const stood = readSealed(needs, key, entry.sealed) as object;
		const after = { ...stood, ...fields };
		await tx
			.update(planEntry)
			.set({ at, sealed: needs.vault.sealText(key, JSON.stringify(after)), changedAt: needs.clock() })
			.where(eq(planEntry.id, entryId));
		await keepVersion(needs, tx, {
			...{ entryId, kind: entry.kind, byId: userId, key, apart: true },
			before: { at: entry.at, fields: stood, byId: userId, since: entry.changedAt },
			after: { at, fields: after }
		});
		return yes(null);
	});
	if (restored.ok) needs.table.planWritten(entryId);
	return restored;
}
