import type { Db } from '$lib/server/db/connection';
import { compactDocument } from '$lib/server/db/documents';
import { asOwner, NotTheOwner } from '$lib/server/db/nodes';
import { trimRemovals } from '$lib/server/db/removals';
import type { Vault } from '$lib/server/db/vault';
import type { Limits } from './limits';
import { logFailure } from './log';
import type { Projection } from './projection';
import type { Room } from './room';

/**
 * The work behind an open document that nobody waits for: rows of notes at most once a second, snapshots one at a
 * time in the whole process, unloading some time after the last one left.
 */
export interface Caretaker {
	/** Something in this document became durable. */
	changed(room: Room): void;
	/** Rows are as the document is when this resolves. Throws when they could not be written. */
	project(room: Room): Promise<void>;
	/** Rows, and one snapshot in place of the log. */
	putAway(room: Room): Promise<void>;
	/** Forgets what was planned for this document. */
	forget(room: Room): void;
}

/** Rows in one statement, about: more would hold up everybody else. */
const rowsTogether = 100;

export function openCaretaker(house: {
	db: Db;
	vault: Vault;
	limits: Limits;
	projection: Projection;
	/** The document is the process's own at this moment, and whole. */
	isOurs: (room: Room) => boolean;
	/** [L15] Another process has this document's session by now. */
	onTaken: (room: Room) => void;
}): Caretaker {
	const { db, vault, limits, projection, isOurs } = house;
	/** Rooms whose rows are behind; one timer for all of them. */
	const planned = new Set<Room>();
	let due: NodeJS.Timeout | null = null;
	/** Rooms whose rows were compared with the document since it was loaded. */
	const compared = new WeakSet<Room>();
	const projecting = new Map<Room, Promise<unknown>>();
	const snapshotting = new WeakSet<Room>();
	let snapshots: Promise<void> = Promise.resolve();

	async function projectNow(room: Room): Promise<void> {
		if (room.name.kind === 'own') return; // private words never become rows
		if (!compared.has(room)) {
			await projection.everything(room);
			compared.add(room);
		}
		if (room.dirty.size > 0) await projection.changes(room);
		if (room.removalsKept > 0) {
			room.removalsKept = 0;
			await trimRemovals(db, room.name.sessionId);
		}
	}

	const seeWhose = (room: Room) => (error: unknown) => {
		if (error instanceof NotTheOwner) house.onTaken(room);
		throw error;
	};

	/** One projection of a room at a time, so that an older text never lands on a newer one. */
	function project(room: Room): Promise<void> {
		const before = projecting.get(room) ?? Promise.resolve();
		const work = before.catch(() => {}).then(() => projectNow(room).catch(seeWhose(room)));
		mark([room], work);
		return work;
	}

	function mark(rooms: readonly Room[], work: Promise<unknown>): void {
		for (const room of rooms) projecting.set(room, work);
		const done = () => {
			for (const room of rooms) if (projecting.get(room) === work) projecting.delete(room);
		};
		work.then(done, done);
	}

	/**
	 * Everything that changed in the last second, many documents in one statement. What needs more than that (a first
	 * look at all rows, a list to trim), or could not be written with the others, goes alone.
	 */
	async function projectPlanned(): Promise<void> {
		const rooms = [...planned];
		planned.clear();
		while (rooms.length > 0) {
			const plain: Room[] = [];
			for (let rows = 0; rooms.length > 0 && rows < rowsTogether;) {
				const room = rooms.pop();
				if (!room) continue;
				const plainly = room.ready && compared.has(room) && room.removalsKept === 0 && !projecting.has(room);
				if (plainly) plain.push(room);
				else projectAlone(room);
				rows += room.dirty.size;
			}
			const work = projection.together(plain.filter((room) => room.dirty.size > 0));
			mark(plain, work);
			for (const room of await work) projectAlone(room);
		}
	}

	const projectAlone = (room: Room): void => void project(room).catch(log(room));

	function snapshot(room: Room): Promise<void> {
		snapshots = snapshots.then(async () => {
			if (!isOurs(room) || room.logRows === 0) return;
			const rows = room.logRows;
			const compact = (tx: Db) =>
				compactDocument(tx, room.documentName, () => {
					if (!isOurs(room)) throw new Error('the document is being built again');
					return vault.seal(room.key, room.state());
				});
			await (room.proof ? asOwner(db, room.proof, compact) : db.transaction(compact)).catch(seeWhose(room));
			room.logRows -= rows;
		});
		const done = snapshots;
		snapshots = snapshots.catch(() => {}); // the log is still there: the next time does it
		return done;
	}

	const log = (room: Room) => (error: unknown) => logFailure(`work on ${room.documentName} failed`, error);

	return {
		project,
		changed(room) {
			if (room.logRows > limits.rowsBeforeSnapshot && !snapshotting.has(room)) {
				snapshotting.add(room);
				void snapshot(room)
					.catch(log(room))
					.finally(() => snapshotting.delete(room));
			}
			if (room.name.kind === 'own') return;
			planned.add(room);
			due ??= setTimeout(() => {
				due = null;
				void projectPlanned().catch((error: unknown) => logFailure('rows could not be written', error));
			}, limits.projectMs).unref();
		},
		async putAway(room) {
			await project(room);
			await snapshot(room);
		},
		forget(room) {
			planned.delete(room);
		}
	};
}
