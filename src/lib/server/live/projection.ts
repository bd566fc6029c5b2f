import * as Y from 'yjs';
import { entriesOf, readEntry, type Entry } from '$lib/notebook/table';
import type { Unit } from '$lib/engine/pack';
import type { Db } from '$lib/server/db/connection';
import { asOwner } from '$lib/server/db/nodes';
import { changeNotes, notesOf, putNotes, removeNotes, type NoteRow } from '$lib/server/db/notes';
import type { Vault } from '$lib/server/db/vault';
import type { Room } from './room';

/** Rows per statement: more would hold up everybody else on the embedded database. */
const rowsAtOnce = 200;
/** The two integer columns of a note. */
const largestInteger = 2 ** 31 - 1;

/**
 * [L11] Rows of `session_note` from the document: record, plan and export read rows, never documents. The document
 * leads; these can be written again from it at any time.
 */
export interface Projection {
	/** Writes what changed since the last time, in the order of the document's changes. */
	changes(room: Room): Promise<void>;
	/** The same for many documents in one statement. Resolves with those it did not write: nothing of them is forgotten. */
	together(rooms: readonly Room[]): Promise<Room[]>;
	/** Compares every row with the document and mends what differs: after a crash rows may be behind. */
	everything(room: Room): Promise<void>;
}

export function openProjection({ db, vault, clock }: { db: Db; vault: Vault; clock: () => Date }): Projection {
	const rowOf = (room: Room, entry: Entry): NoteRow => ({
		sessionId: room.name.sessionId,
		id: entry.id,
		unit: entry.unit,
		authorId: entry.author,
		atMs: entry.t === null || Math.abs(entry.t) > largestInteger ? null : Math.round(entry.t),
		actor: entry.actor,
		codes: entry.codes,
		ofId: entry.of,
		sealed: vault.sealText(room.key, entry.text),
		drawing: entry.drawing ? vault.sealText(room.key, entry.drawing) : null,
		changedAt: clock()
	});
	const saysTheSame = (room: Room, entry: Entry, { sealed, drawing }: NoteRow) =>
		vault.unsealText(room.key, sealed) === entry.text &&
		(drawing ? vault.unsealText(room.key, drawing) : undefined) === entry.drawing;
	const write = (room: Room, entries: Entry[], gone: { unit: string; id: string }[]) => {
		if (entries.length === 0 && gone.length === 0) return Promise.resolve();
		return asOwner(db, room.proof, async (tx) => {
			for (let i = 0; i < entries.length; i += rowsAtOnce)
				await putNotes(
					tx,
					entries.slice(i, i + rowsAtOnce).map((entry) => rowOf(room, entry))
				);
			await removeNotes(tx, room.name.sessionId, gone);
		});
	};
	return {
		async changes(room) {
			await room.loaded();
			const keys = taken(room);
			try {
				const { kept, gone } = read(room, keys);
				await write(room, kept, gone);
			} catch (error) {
				giveBack(room, keys);
				throw error;
			}
		},
		async together(rooms) {
			const work = rooms.map((room) => ({ room, keys: taken(room) }));
			const changes = work.map(({ room, keys }) => {
				const { kept, gone } = read(room, keys);
				const { sessionId } = room.name;
				return { sessionId, claim: room.proof, kept: kept.map((entry) => rowOf(room, entry)), gone };
			});
			// whoever is not written now is written alone, and says what was wrong with it
			const written = await changeNotes(db, changes).catch(() => new Set<string>());
			const rest = work.filter(({ room }) => !written.has(room.name.sessionId));
			for (const { room, keys } of rest) giveBack(room, keys);
			return rest.map(({ room }) => room);
		},
		async everything(room) {
			const rows = await notesOf(db, room.name.sessionId);
			await room.loaded();
			// from here on synchronously: what changes later is dirty and comes with the next time
			const entries = entriesOf(room.doc);
			const here = new Set(entries.map((e) => `${e.unit}/${e.id}`));
			const known = new Map(rows.map((row) => [`${row.unit}/${row.id}`, row]));
			const behind = entries.filter((entry) => {
				const row = known.get(`${entry.unit}/${entry.id}`);
				return !row || !same(rowOf(room, entry), row) || !saysTheSame(room, entry, row);
			});
			const gone = rows.filter((row) => !here.has(`${row.unit}/${row.id}`));
			await write(room, behind, gone);
		}
	};
}

function taken(room: Room): string[] {
	const keys = [...room.dirty];
	room.dirty.clear();
	return keys;
}

/** Nothing is forgotten: the next time writes it. */
function giveBack(room: Room, keys: readonly string[]): void {
	for (const key of keys) room.dirty.add(key);
}

function read(room: Room, keys: string[]): { kept: Entry[]; gone: { unit: string; id: string }[] } {
	const kept: Entry[] = [];
	const gone: { unit: string; id: string }[] = [];
	for (const key of keys) {
		const [unit = '', id = ''] = key.split('/');
		const map: unknown = room.doc.getMap(unit).get(id);
		const entry = map instanceof Y.Map ? readEntry(unit as Unit, id, map as Y.Map<unknown>) : null;
		if (entry) kept.push(entry);
		else gone.push({ unit, id });
	}
	return { kept, gone };
}

const same = (a: NoteRow, b: NoteRow): boolean =>
	a.authorId === b.authorId &&
	a.atMs === b.atMs &&
	a.actor === b.actor &&
	a.ofId === b.ofId &&
	JSON.stringify(a.codes) === JSON.stringify(b.codes);
