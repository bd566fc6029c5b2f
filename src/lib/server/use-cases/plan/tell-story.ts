import { and, eq, isNull, ne } from 'drizzle-orm';
import { hasHappened, withFields, type PlanFields, type PlanKind } from '$lib/domain/plan';
import type { ClipItem, PlayMomentItem, SessionItem, WrittenItem } from '$lib/domain/plan-story';
import type { Pack } from '$lib/engine/pack';
import type { Locale } from '$lib/words';
import { clip, type planEntry } from '$lib/server/db/schema';
import { silentSince } from '../clip/silent-since';
import type { Needs } from '../needs';
import { readSealed } from './open-plan';

/** All that is needed to tell the sealed rows of one plan to one reader. */
export interface Telling {
	needs: Needs;
	locale: Locale;
	key: Uint8Array;
	pack: Pack;
	now: Date;
	/** Names of those who write along, by their ids; none for a reader who is not the owner. */
	writers: ReadonlyMap<string, string>;
}
type EntryRow = typeof planEntry.$inferSelect;

/** One entry as a reader sees it; null for what the story takes from elsewhere (clips). */
export function tellEntry(telling: Telling, entry: EntryRow, meetingNumber: number | null): WrittenItem | null {
	const { id, at } = entry;
	const writer = (entry.writerId && telling.writers.get(entry.writerId)) ?? null;
	const head = { id, at, shared: entry.sharedAt !== null, writer: writer || null };
	// written by this house under this key: the shape is known, only newer fields may be missing
	const sealed = readSealed(telling.needs, telling.key, entry.sealed);
	const fields = <K extends PlanKind>(kind: K) => withFields(kind, sealed as Partial<PlanFields[K]>);
	switch (entry.kind) {
		case 'start':
			return { ...head, ...startPart(telling, fields('start')) };
		case 'play-moment':
			return { ...head, ...playMoment(telling, at, fields('play-moment')) };
		case 'session':
			return { ...head, ...sessionPart(telling, fields('session')), sessionId: entry.sessionId, meetingNumber };
		case 'note':
			return { kind: 'note', ...head, fields: fields('note') };
		case 'parents':
			return { kind: 'parents', ...head, fields: fields('parents') };
		case 'end':
			return { kind: 'end', ...head, fields: fields('end') };
		case 'clip':
			return null;
	}
}

/** A choice of the method in the reader's language, or the owner's own words as they are. */
const labelIn =
	(locale: Locale) => (list: readonly { id: string; label: Pack['codes'][number]['label'] }[], chosen: string) =>
		list.find((one) => one.id === chosen)?.label[locale] ?? chosen;

const startPart = ({ pack, locale }: Telling, fields: PlanFields['start']) => ({
	kind: 'start' as const,
	fields,
	skillLabel: labelIn(locale)(pack.codes, fields.skill)
});

function playMoment({ pack, locale, now }: Telling, at: Date, fields: PlanFields['play-moment']) {
	const label = labelIn(locale);
	const state: PlayMomentItem['state'] = hasHappened(fields) ? 'happened' : at <= now ? 'passed' : 'planned';
	const labels = {
		context: label(pack.contexts, fields.context),
		skill: label(pack.codes, fields.skill),
		leftOut: label(pack.codes, fields.leftOut)
	};
	return { kind: 'play-moment' as const, fields, labels, state };
}

type SessionPart = Pick<SessionItem, 'kind' | 'fields' | 'sought' | 'seen' | 'needs'>;

function sessionPart({ pack, locale }: Telling, fields: PlanFields['session']): SessionPart {
	const code = (id: string) => pack.codes.find((c) => c.id === id);
	const need = (id: string) => pack.needs.find((n) => n.id === id)?.label[locale] ?? id;
	const contact = (ids: string[]) => ids.map(code).filter((c) => c?.actor === 'child' && c.polarity === 'plus');
	const sought = fields.seen.map((seen) => contact(seen.codes)).filter((codes) => codes.length > 0);
	return {
		kind: 'session',
		fields,
		sought: {
			times: sought.length,
			wordless: sought.filter((codes) => codes.every((c) => c?.channel === 'non-verbal')).length
		},
		seen: fields.seen.map(({ text, codes, atMs }) => ({
			text: text || codes.map((id) => code(id)?.label[locale] ?? id).join(', '),
			atMs
		})),
		needs: fields.needs.map(({ text, codes }) => [codes.map(need).join(', '), text].filter(Boolean).join(': '))
	};
}

/** The clips of this child that are still there, as the owner's own story shows them. */
export async function clipsOfStory(needs: Needs, trajectoryId: string): Promise<ClipItem[]> {
	const rows = await needs.db
		.select()
		.from(clip)
		.where(and(eq(clip.trajectoryId, trajectoryId), ne(clip.status, 'erased'), isNull(clip.besideOf)));
	return Promise.all(
		rows.flatMap(({ status, ...row }) => (status === 'erased' ? [] : asItem(needs, { ...row, status })))
	);
}

type HeldClip = typeof clip.$inferSelect & Pick<ClipItem, 'status'>;

async function asItem(needs: Needs, row: HeldClip): Promise<ClipItem> {
	const { id, status, fragmentFrom, fragmentTo, facts } = row;
	const chosen = fragmentFrom !== null && fragmentTo !== null;
	return {
		kind: 'clip',
		id,
		at: row.createdAt,
		title: needs.vault.read(row.title),
		status,
		stopped: (await silentSince(needs, row)) !== null,
		lengthMs: chosen ? fragmentTo - fragmentFrom : (facts?.durationMs ?? null),
		fragmentChosen: chosen,
		keptUntil: row.keepUntil
	};
}
