import { and, eq, inArray, isNotNull, isNull, ne } from 'drizzle-orm';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import { findIn, searchLimits, termsOf, type FoundOn, type SearchHit } from '$lib/domain/search';
import { packs } from '$lib/methods';
import { withoutLeftOut } from '$lib/server/db/left-out';
import {
	clip,
	clipCaption,
	clipMark,
	interview,
	noteLeftOut,
	planEntry,
	session,
	sessionNote,
	trajectory
} from '$lib/server/db/schema';
import { cardOf } from '../clip/clip-card';
import type { Needs } from '../needs';

/** A text somebody wrote or was given about her own child, and the page it stands on. */
interface Piece {
	on: FoundOn;
	trajectoryId: string;
	at: Date;
	href: string;
	text: string;
}

type Child = Pick<typeof trajectory.$inferSelect, 'id' | 'alias' | 'reason' | 'createdAt'> & { key: Uint8Array };

/**
 * Looks through everything written about somebody's own children, hers alone whatever her role [TD6]. What is sealed is
 * opened here, looked through and forgotten: no index of words is kept anywhere. The newest first. Refusal: `bad-input`
 * (nothing to look for).
 */
export async function searchOwn(
	needs: Needs,
	userId: string,
	query: string
): Promise<Outcome<{ hits: SearchHit[]; more: boolean }>> {
	const terms = query.length <= searchLimits.longest ? termsOf(query) : [];
	if (terms.length === 0) return no('bad-input');
	const children = await childrenOf(needs, userId);
	const pieces = (
		await Promise.all([
			entryPieces(needs, children),
			interviewPieces(needs, children),
			clipPieces(needs, userId, children),
			recordPieces(needs, userId, children)
		])
	).flat();
	const hits = [...childPieces(needs, children), ...pieces].flatMap(({ text, ...piece }) => {
		const found = findIn(text, terms);
		return found ? [{ ...found, ...piece }] : [];
	});
	const newest = onePerPage(hits.toSorted((a, b) => b.at.getTime() - a.at.getTime()));
	return yes({
		hits: newest.slice(0, searchLimits.most).map(({ trajectoryId, ...hit }) => ({
			...hit,
			alias: children.get(trajectoryId)?.alias ?? ''
		})),
		more: newest.length > searchLimits.most
	});
}

/** Of several places on one page the first is enough: she reads on from there. */
function onePerPage<T extends { href: string }>(hits: readonly T[]): T[] {
	const seen = new Set<string>();
	return hits.filter(({ href }) => !seen.has(href) && seen.add(href));
}

async function childrenOf(needs: Needs, userId: string): Promise<Map<string, Child>> {
	const rows = await needs.db.select().from(trajectory).where(eq(trajectory.teacherId, userId));
	return new Map(rows.map((row) => [row.id, { ...row, key: needs.vault.open(row.wrappedKey) }]));
}

const childPieces = (needs: Needs, children: Map<string, Child>): Piece[] =>
	[...children.values()].map(({ id, alias, reason, createdAt }) => ({
		on: 'child',
		trajectoryId: id,
		at: createdAt,
		href: `/trajectories/${id}`,
		text: `${alias} ${needs.vault.read(reason)}`
	}));

async function entryPieces(needs: Needs, children: Map<string, Child>): Promise<Piece[]> {
	const rows = await needs.db
		.select()
		.from(planEntry)
		.where(inArray(planEntry.trajectoryId, [...children.keys()]));
	return rows.flatMap(({ id, kind, at, trajectoryId, sealed }) => {
		const key = children.get(trajectoryId)?.key;
		if (!key || kind === 'clip') return [];
		const fields: unknown = JSON.parse(needs.vault.unsealText(key, sealed));
		const href = `/trajectories/${trajectoryId}#e-${id}`;
		return [{ on: kind, trajectoryId, at, href, text: textsIn(fields).join(' · ') }];
	});
}

async function interviewPieces(needs: Needs, children: Map<string, Child>): Promise<Piece[]> {
	const rows = await needs.db
		.select()
		.from(interview)
		.where(inArray(interview.trajectoryId, [...children.keys()]));
	return rows.flatMap(({ id, trajectoryId, startedAt, sealed }) => {
		const key = children.get(trajectoryId)?.key;
		if (!key) return [];
		const answers: unknown = JSON.parse(needs.vault.unsealText(key, sealed));
		return [
			{ on: 'interview', trajectoryId, at: startedAt, href: `/interviews/${id}`, text: textsIn(answers).join(' · ') }
		];
	});
}

/** The card, the marks and what is said in her own clips that still have bytes. */
async function clipPieces(needs: Needs, userId: string, children: Map<string, Child>): Promise<Piece[]> {
	const rows = await needs.db
		.select()
		.from(clip)
		.where(
			and(
				inArray(clip.trajectoryId, [...children.keys()]),
				eq(clip.ownerId, userId),
				ne(clip.status, 'erased'),
				isNull(clip.besideOf)
			)
		);
	const ids = rows.map((row) => row.id);
	const marks = await needs.db.select().from(clipMark).where(inArray(clipMark.clipId, ids));
	const lines = await needs.db.select().from(clipCaption).where(inArray(clipCaption.clipId, ids));
	return rows.map((row) => {
		const card = cardOf(needs.vault, row.card);
		const said = lines.filter((line) => line.clipId === row.id);
		const key = said.length > 0 && row.wrappedKey ? needs.vault.open(row.wrappedKey) : null;
		return {
			on: 'clip',
			trajectoryId: row.trajectoryId,
			at: row.createdAt,
			href: `/clips/${row.id}`,
			text: [
				needs.vault.read(row.title),
				card.context,
				card.reason,
				card.goal,
				card.question,
				...marks.filter((mark) => mark.clipId === row.id).map((mark) => needs.vault.read(mark.note)),
				...(key ? said.map((line) => needs.vault.unsealText(key, line.sealed)) : [])
			]
				.filter(Boolean)
				.join(' · ')
		};
	});
}

/** What the group wrote at her own sessions that are over, without what she left out of the record [E10]. */
async function recordPieces(needs: Needs, userId: string, children: Map<string, Child>): Promise<Piece[]> {
	const rows = await needs.db
		.select()
		.from(session)
		.where(
			and(
				inArray(session.trajectoryId, [...children.keys()]),
				eq(session.presenterId, userId),
				isNotNull(session.closedAt)
			)
		);
	const ids = rows.map((row) => row.id);
	const notes = await needs.db.select().from(sessionNote).where(inArray(sessionNote.sessionId, ids));
	const gone = await needs.db.select().from(noteLeftOut).where(inArray(noteLeftOut.sessionId, ids));
	return rows.flatMap(({ id, trajectoryId, closedAt, createdAt }) => {
		const key = children.get(trajectoryId)?.key;
		if (!key) return [];
		const { kept } = withoutLeftOut(
			notes.filter((note) => note.sessionId === id),
			gone.filter((one) => one.sessionId === id).map(({ unit, noteId }) => ({ unit, id: noteId }))
		);
		const text = kept.map((note) => needs.vault.unsealText(key, note.sealed).trim()).join(' · ');
		return [{ on: 'record', trajectoryId, at: closedAt ?? createdAt, href: `/sessions/${id}/record`, text }];
	});
}

/** Names a method gives to things, and choices from a list: nobody wrote those. */
const ids: ReadonlySet<string> = new Set([
	...packs.flatMap((pack) => [...pack.codes, ...pack.contexts, ...pack.needs].map((one) => one.id)),
	'finish',
	'go-on',
	'undecided'
]);

/** Every text in the fields of an entry, in their order. */
function textsIn(fields: unknown): string[] {
	if (typeof fields === 'string') return fields.trim() === '' || ids.has(fields) ? [] : [fields];
	return typeof fields === 'object' && fields !== null ? Object.values(fields).flatMap(textsIn) : [];
}
