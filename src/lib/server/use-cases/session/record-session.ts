// Longer than the house likes: one report, with everything that is derived from one reading of its notes.
import { eq } from 'drizzle-orm';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import type { Consent } from '$lib/domain/consent';
import { may, type Standing } from '$lib/domain/permissions';
import { exchangesOf, seriesOf } from '$lib/engine/contact';
import { eyeLanes, lookedThrough, maySeeTogether, seenMoments } from '$lib/engine/many-eyes';
import { protocolOf, units, type ObservationActor, type Unit } from '$lib/engine/pack';
import { processMirror, walkedRounds } from '$lib/engine/process-mirror';
import type { RecordedNote, SessionRecord } from '$lib/engine/session-view';
import { byName } from '$lib/words/dates';
import { findClip } from '$lib/server/db/clips';
import { consentOf } from '$lib/server/db/consent';
import { helpersOf } from '$lib/server/db/help';
import { leftOutOf, withoutLeftOut } from '$lib/server/db/left-out';
import { inGroup, peopleInGroup } from '$lib/server/db/groups';
import { notesOf } from '$lib/server/db/notes';
import { membersAt, standingAt } from '$lib/server/db/people';
import { meeting } from '$lib/server/db/schema';
import { findSession, type SessionRow } from '$lib/server/db/sessions';
import type { Needs } from '../needs';
import { namesOf } from '../people/name-of';
import { layTable, type LaidTable } from './enter';
import { packInOwnWords } from '../texts/own-words';

/** One reading of it, ms. */
const sameReading = 10 * 60_000;

/**
 * The readable report. While a session runs it holds what was written so far. "Not yours" and "not there" are both
 * `not-found`; a guest, and an expert whose time is over, read no reports.
 */
export async function recordSession(needs: Needs, userId: string, sessionId: string): Promise<Outcome<SessionRecord>> {
	const row = await findSession(needs.db, sessionId);
	if (!row || !(await mayRead(needs, userId, row))) return no('not-found');
	if (!row.closedAt) {
		const settled = await needs.table.settle(sessionId);
		if (!settled.ok) return settled;
	}
	await needs.views.looked(
		{
			...{ at: needs.clock(), kind: 'record-read', actor: userId, child: row.trajectoryId },
			object: { kind: 'session', id: row.id }
		},
		sameReading
	);
	const laid = await layTable(needs, row);
	const pack = await packInOwnWords(needs.db, row);
	const protocol = protocolOf(pack, row.protocolId) ?? laid.facts.protocol;
	const at: LaidTable = { ...laid, pack, facts: { ...laid.facts, protocol } };
	const { facts, state, events, key } = at;
	const rows = (await notesOf(needs.db, sessionId)).filter((note) => isUnit(note.unit));
	const { kept, gone } = withoutLeftOut(rows, await leftOutOf(needs.db, sessionId));
	const names = await namesOf(needs, [row.presenterId, ...events.map((e) => e.actor), ...rows.map((n) => n.authorId)]);
	const nameOf = (id: string) => names.get(id) ?? '';
	const clip = await findClip(needs.db, row.clipId);
	const read = (note: NoteRow): ReadNote => ({
		id: note.id,
		unit: note.unit as Unit,
		authorId: note.authorId,
		t: note.atMs,
		actor: note.actor as ObservationActor | null,
		codes: note.codes,
		of: note.ofId,
		text: needs.vault.unsealText(key, note.sealed).trim(),
		drawing: note.drawing && needs.vault.unsealText(key, note.drawing)
	});
	const notes = kept.map(read).filter(saysSomething).sort(inOrder);
	const named = ({ authorId, ...note }: ReadNote): RecordedNote => ({ ...note, author: nameOf(authorId) });
	const mine = row.presenterId === userId;
	return yes({
		id: row.id,
		title: needs.vault.read(clip?.title ?? null),
		presenter: nameOf(row.presenterId),
		meeting: await meetingOf(needs, row),
		startedAt: row.startedAt,
		closedAt: row.closedAt,
		phase: state.phase,
		protocol: facts.protocol.title,
		rounds: walkedRounds({ protocol: facts.protocol, events }, needs.clock().getTime()),
		shown: facts.shown,
		fragment: facts.fragment,
		moments: state.moments,
		shape: clip?.facts ? clip.facts.width / clip.facts.height : null,
		notes: notes.map(named),
		people: presenterFirst(names, row.presenterId),
		...seenIn(notes, at, nameOf),
		leftOut: leftOutIn(gone.map(read).filter(saysSomething).sort(inOrder).map(named), mine),
		readers: mine ? await readersOf(needs, row) : null,
		mayLeaveOut: mine && row.closedAt !== null,
		codes: pack.codes,
		needs: pack.needs,
		planId: mine ? row.trajectoryId : null
	});
}

type NoteRow = Awaited<ReturnType<typeof notesOf>>[number];
/** A note as it is read, before the name of its writer stands in the place of her id. */
type ReadNote = Omit<RecordedNote, 'author'> & { authorId: string };

const saysSomething = ({ text, codes, drawing }: ReadNote): boolean => !!text || codes.length > 0 || !!drawing;
const inOrder = (a: ReadNote, b: ReadNote): number => (a.t ?? Infinity) - (b.t ?? Infinity) || (a.id < b.id ? -1 : 1);

/** What is derived from the notes and never stored: moments seen together, contact, and the mirror of the process. */
function seenIn(
	notes: readonly ReadNote[],
	{ row, facts, state, events, pack }: LaidTable,
	nameOf: (id: string) => string
): Pick<SessionRecord, 'sideBySide' | 'contact' | 'mirror'> {
	const written = notes.map((note) => ({ ...note, author: note.authorId }));
	const seen = written.flatMap((note) =>
		note.unit === 'observations' && note.t !== null ? [{ ...note, t: note.t }] : []
	);
	const exchanges = exchangesOf(written, pack);
	const many = maySeeTogether(facts.protocol, state) && new Set(seen.map((note) => note.author)).size > 1;
	const ids = (some: readonly { id: string }[]) => some.map((note) => note.id);
	return {
		sideBySide: many
			? {
					lanes: eyeLanes(seen, lookedThrough(facts.protocol, events)).map(({ id, lens, people, notes: own }) => ({
						id,
						lens,
						people: people.map(nameOf),
						notes: ids(own)
					})),
					moments: seenMoments(seen).map(({ t, by, notes: own }) => ({
						t,
						until: own.at(-1)?.t ?? t,
						by: by.map(nameOf),
						notes: ids(own)
					}))
				}
			: null,
		contact: { exchanges, series: seriesOf(exchanges) },
		mirror: processMirror({ protocol: facts.protocol, events, presenter: row.presenterId }, written, pack)
	};
}

/** [E10] Everybody reads that something was left out; which notes those are, without their words, only who left them out. */
const leftOutIn = (gone: readonly RecordedNote[], mine: boolean): SessionRecord['leftOut'] => ({
	count: gone.length,
	notes: mine ? gone.map(({ id, unit, author, t }) => ({ id, unit, author, t })) : []
});

const isUnit = (unit: string): unit is Unit => (units as readonly string[]).includes(unit);

async function mayRead(needs: Needs, userId: string, row: SessionRow): Promise<boolean> {
	const standing = await standingAt(needs.db, userId, row);
	if (!standing) return false;
	return mayReadAs(row, standing, {
		inGroup: await inGroup(needs.db, userId, row.groupId),
		consent: await consentOf(needs.db, row.trajectoryId),
		helping: (await helpersOf(needs.db, row, needs.clock(), userId)).has(userId)
	});
}

const mayReadAs = (
	row: SessionRow,
	standing: Standing,
	known: { inGroup: boolean | null; consent: Consent; helping: boolean }
): boolean =>
	may.readRecord(standing, {
		...known,
		// a guest of one meeting reads no record
		visiting: false,
		presenterId: row.presenterId,
		withdrawn: row.withdrawnAt !== null,
		closed: row.closedAt !== null
	});

/**
 * Names of everybody for whom this record is there at this moment: asked of the same right that opens it. Who helps
 * belongs to the team too.
 */
async function readersOf(needs: Needs, row: SessionRow): Promise<string[]> {
	const members = await membersAt(needs.db, row);
	const group = await peopleInGroup(needs.db, row.groupId);
	const consent = await consentOf(needs.db, row.trajectoryId);
	const helping = await helpersOf(needs.db, row, needs.clock());
	const readers = members.filter(({ userId, roles }) =>
		mayReadAs(
			row,
			{ userId, admin: false, roles },
			{ inGroup: group && group.has(userId), consent, helping: helping.has(userId) }
		)
	);
	const ids = new Set([row.presenterId, ...readers.map(({ userId }) => userId)]);
	return presenterFirst(await namesOf(needs, [...ids]), row.presenterId);
}

const presenterFirst = (names: ReadonlyMap<string, string>, presenterId: string): string[] => {
	const others = [...names].filter(([id, name]) => id !== presenterId && name).map(([, name]) => name);
	return [names.get(presenterId) ?? '', ...others.sort(byName)].filter(Boolean);
};

async function meetingOf(needs: Needs, row: SessionRow): Promise<SessionRecord['meeting']> {
	if (!row.meetingId) return null;
	const [found] = await needs.db
		.select({ id: meeting.id, number: meeting.number, startsAt: meeting.startsAt })
		.from(meeting)
		.where(eq(meeting.id, row.meetingId));
	return found ?? null;
}
