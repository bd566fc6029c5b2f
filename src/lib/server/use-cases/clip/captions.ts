import { and, eq, isNotNull, sql } from 'drizzle-orm';
import { captionLimits, fitsIn, isCaption, parseVtt, tidyWords, toVtt, type CaptionLine } from '$lib/domain/captions';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import type { Db } from '$lib/server/db/connection';
import { clip, clipCaption } from '$lib/server/db/schema';
import type { ClipHandle, MediaPart, Needs } from '../needs';
import { ownClip } from './own-clip';
import { isShown, type ShownPart } from './shown-part';

export interface KeptCaption extends CaptionLine {
	id: string;
}

/** [O1] Writes a line down. Refusals: `not-found`, `clip-gone`, `clip-not-ready`, `moment-outside-clip`, `bad-input`. */
export async function addCaption(
	needs: Needs,
	userId: string,
	clipId: string,
	line: CaptionLine
): Promise<Outcome<{ id: string }>> {
	const own = await sealedClip(needs, userId, clipId);
	if (!own.ok) return own;
	const tidy = tidied(line);
	const wrong = whatIsWrong(tidy, own.value.durationMs);
	if (wrong) return no(wrong);
	const row = sealed(needs, own.value.handle, tidy);
	const added = await needs.db.transaction(async (tx) => {
		if (!(await holdClip(tx, clipId))) return no('clip-gone');
		if ((await countOf(tx, clipId)) >= captionLimits.lines) return no('bad-input');
		await tx.insert(clipCaption).values(row);
		return yes({ id: row.id });
	});
	if (added.ok) needs.table.clipChanged(clipId);
	return added;
}

/** Changes a line: its words and its moments. Refusals: those of `addCaption`. */
export async function changeCaption(
	needs: Needs,
	userId: string,
	clipId: string,
	lineId: string,
	line: CaptionLine
): Promise<Outcome<null>> {
	const own = await sealedClip(needs, userId, clipId);
	if (!own.ok) return own;
	const tidy = tidied(line);
	const wrong = whatIsWrong(tidy, own.value.durationMs);
	if (wrong) return no(wrong);
	const { fromMs, toMs, sealed: words } = sealed(needs, own.value.handle, tidy);
	const changed = await needs.db
		.update(clipCaption)
		.set({ fromMs, toMs, sealed: words })
		.where(and(eq(clipCaption.id, lineId), eq(clipCaption.clipId, clipId)))
		.returning({ id: clipCaption.id });
	if (changed.length === 0) return no('not-found');
	needs.table.clipChanged(clipId);
	return yes(null);
}

/** Takes a line away; one that is already gone is fine. Refusals: `not-found`, `clip-gone`. */
export async function removeCaption(
	needs: Needs,
	userId: string,
	clipId: string,
	lineId: string
): Promise<Outcome<null>> {
	const own = await ownClip(needs, userId, clipId);
	if (!own.ok) return own;
	await needs.db.delete(clipCaption).where(and(eq(clipCaption.id, lineId), eq(clipCaption.clipId, clipId)));
	needs.table.clipChanged(clipId);
	return yes(null);
}

/**
 * Adds every line of a WebVTT or SubRip text that fits the clip and is not there yet, and tells how many did not fit.
 * Refusals: those of `addCaption`; `bad-input` when there is no line in it.
 */
export async function pasteCaptions(
	needs: Needs,
	userId: string,
	clipId: string,
	text: string
): Promise<Outcome<{ added: number; left: number }>> {
	const own = await sealedClip(needs, userId, clipId);
	if (!own.ok) return own;
	if (text.length > captionLimits.pasted) return no('bad-input');
	const { handle, durationMs } = own.value;
	const read = parseVtt(text);
	if (read.length === 0) return no('bad-input');
	const name = ({ from, to, text }: CaptionLine) => `${from} ${to} ${text}`;
	const pasted = await needs.db.transaction(async (tx) => {
		if (!(await holdClip(tx, clipId))) return no('clip-gone');
		const here = await captionsOf({ ...needs, db: tx }, handle);
		const known = new Set(here.map(name));
		const fresh = read.filter((line) => !known.has(name(line)) && known.add(name(line)));
		const fit = fresh
			.filter((line) => isCaption(line, durationMs))
			.slice(0, Math.max(0, captionLimits.lines - here.length));
		if (fit.length) await tx.insert(clipCaption).values(fit.map((line) => sealed(needs, handle, line)));
		return yes({ added: fit.length, left: fresh.length - fit.length });
	});
	if (pasted.ok) needs.table.clipChanged(clipId);
	return pasted;
}

/** Another one as soon as a line came, went or changed; null without lines. It says nothing of the words. */
export async function captionsMark(db: Db, clipId: string): Promise<string | null> {
	const [found] = await db
		.select({
			mark: sql<
				string | null
			>`md5(string_agg(${clipCaption.id} || md5(${clipCaption.sealed}), '' order by ${clipCaption.id}))`
		})
		.from(clipCaption)
		.where(eq(clipCaption.clipId, clipId));
	return found?.mark ?? null;
}

/** All lines in order. Says nothing about who may read them. */
export async function captionsOf(needs: Needs, { id, key }: ClipHandle): Promise<KeptCaption[]> {
	const rows = await needs.db
		.select()
		.from(clipCaption)
		.where(eq(clipCaption.clipId, id))
		.orderBy(clipCaption.fromMs, clipCaption.toMs, clipCaption.id);
	return rows.map((row) => ({
		id: row.id,
		from: row.fromMs,
		to: row.toMs,
		text: needs.vault.unsealText(key, row.sealed)
	}));
}

/**
 * [O3] The lines as one more file of the clip, for somebody who may watch it: of a clip that she sees in part, only what
 * is said in that part. A clip without words has a file without lines.
 */
export async function captionsFile(needs: Needs, handle: ClipHandle, shown: ShownPart[] | null): Promise<MediaPart> {
	const lines = await captionsOf(needs, handle);
	const body = new TextEncoder().encode(toVtt(shown ? lines.filter((line) => isShown(line, shown)) : lines));
	return {
		type: 'text/vtt; charset=utf-8',
		status: 200,
		headers: { 'Content-Length': String(body.length) },
		body
	};
}

const tidied = ({ from, to, text }: CaptionLine): CaptionLine => ({
	from: Math.round(from),
	to: Math.round(to),
	text: tidyWords(text)
});

function whatIsWrong(line: CaptionLine, durationMs: number): 'moment-outside-clip' | 'bad-input' | null {
	if (isCaption(line, durationMs)) return null;
	return fitsIn(line, durationMs) || line.to <= line.from ? 'bad-input' : 'moment-outside-clip';
}

/** A clip whose words can be sealed: its owner's, with its key, and as long as is known. */
async function sealedClip(
	needs: Needs,
	userId: string,
	clipId: string
): Promise<Outcome<{ handle: ClipHandle; durationMs: number }>> {
	const own = await ownClip(needs, userId, clipId);
	if (!own.ok) return own;
	const { facts, wrappedKey } = own.value.row;
	if (!facts || !wrappedKey) return no('clip-not-ready');
	return yes({ handle: { id: clipId, key: needs.vault.open(wrappedKey) }, durationMs: facts.durationMs });
}

const countOf = (db: Db, clipId: string) => db.$count(clipCaption, eq(clipCaption.clipId, clipId));

/** While lines are added: an erasure in between would leave them behind, and two at once could be too many. */
async function holdClip(tx: Db, clipId: string): Promise<boolean> {
	const held = and(eq(clip.id, clipId), isNotNull(clip.wrappedKey));
	return (await tx.select({ id: clip.id }).from(clip).where(held).for('update')).length > 0;
}

const sealed = (needs: Needs, { id, key }: ClipHandle, { from, to, text }: CaptionLine) => ({
	id: needs.newId(),
	clipId: id,
	fromMs: from,
	toMs: to,
	sealed: needs.vault.sealText(key, text)
});
