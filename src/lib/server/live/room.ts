// Longer than the house likes: the order of reading, judging, storing and telling is the whole safety of a document.
import { randomInt } from 'node:crypto';
import * as Y from 'yjs';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import type { RefusalCode } from '$lib/domain/refusals';
import type { DocumentName } from '$lib/notebook/names';
import { addEntry, entriesIn, entryMap, ownUnits, removeEntry, type Entry } from '$lib/notebook/table';
import { units, type Unit } from '$lib/engine/pack';
import type { WayBack } from '$lib/engine/session-view';
import type { Db } from '$lib/server/db/connection';
import { readDocument } from '$lib/server/db/documents';
import type { Claim } from '$lib/server/db/nodes';
import type { RemovalRow } from '$lib/server/db/removals';
import type { Vault } from '$lib/server/db/vault';
import { openWords } from '$lib/server/use-cases/session/kept-words';
import { Accepted } from './accepted';
import { clientsMoved, isContained, isEmpty, judge, touchedBy, type Parts, type Writer } from './admission';
import type { CommitQueue, Ledger, Waiting } from './commit-queue';
import type { Connection } from './connection';
import { EntryIndex } from './entries';
import { KeptRemovals } from './kept-removals';
import type { Limits } from './limits';
import { logFailure } from './log';
import { Presence } from './presence';
import { bringBack, wayBack } from './put-back';
import { lossesIn, takesTooMuch, type Loss } from './removals';
import { BadFrame, packet, savedFrame, step1Frame, step2Frame, updateFrame } from './wire';

export interface RoomHouse {
	db: Db;
	vault: Vault;
	clock: () => Date;
	queue: CommitQueue;
	limits: Limits;
}

/** What one update did, gathered while it is applied and before it is accepted. */
interface Trial {
	writer: Writer;
	/** Who does it: the writer, or whoever brings a writer's words back. */
	by: string;
	refusal: RefusalCode | null;
	losses: readonly Loss[];
	transactions: Y.Transaction[];
	emitted: Uint8Array[];
}

const loading = Symbol('what is stored already');
/** More accepted updates than this become one when the document was built from them. */
const longestAccepted = 100;
/** What an entry may take in a document at most, bytes: its letters, its drawing, and its fields. */
const bytesOf = ({ text, drawing }: { text: string; drawing?: string }): number =>
	3 * text.length + (drawing?.length ?? 0) + 300;
const nothingNew: Pick<Waiting, 'update' | 'clients' | 'removals'> = { update: null, clients: [], removals: [] };

/** One shared document in memory, with everybody who has it open. */
export class Room implements Ledger {
	readonly connections = new Set<Connection>();
	readonly presence: Presence;
	/** Entries (`root/id`) that changed since their rows were last written. */
	readonly dirty = new Set<string>();
	/** Rows in the log since the last snapshot, about. */
	logRows = 0;
	#doc = new Y.Doc();
	#index: EntryIndex;
	/** Whose client ids are whose: proven by an update and stored. */
	#owners = new Map<number, string>();
	/** Shown in presence before the first update: already nobody else's, not yet stored. */
	readonly #claimed = new Map<number, string>();
	/** Accepted, not yet durable: part of the document when it has to be built again. */
	readonly #undurable = new Set<Waiting>();
	/** What the document is built from again when something was refused: at once, and without the database. */
	#accepted = new Accepted();
	/** [L20] Words that others took away. */
	readonly #removals: KeptRemovals;
	/** Removals that were put back here: their rows may not say so yet. */
	readonly #broughtBack = new Set<string>();
	/** Under which client id the house puts somebody's words back. */
	readonly #hands = new Map<string, number>();
	/** Removals since the stored list was last looked at for its length. */
	removalsKept = 0;
	#bytes = 0;
	#trial: Trial | null = null;
	#ready = false;
	#loading: Promise<void> = Promise.resolve();
	readonly roots: readonly string[];

	constructor(
		private readonly house: RoomHouse,
		readonly name: DocumentName,
		readonly documentName: string,
		readonly key: Uint8Array,
		private readonly onChange: (room: Room) => void,
		private readonly onBroken: (room: Room) => void,
		/** That its session is ours; null where one process has the database to itself. */
		readonly proof: Claim | null = null
	) {
		this.roots = name.kind === 'table' ? units : ownUnits;
		this.#index = new EntryIndex(this.#doc, this.roots);
		this.#removals = new KeptRemovals(house, { name: documentName, sessionId: name.sessionId, key });
		this.presence = new Presence(house.limits, (frame) => this.#tell(packet(frame)));
	}

	get ready(): boolean {
		return this.#ready;
	}
	get doc(): Y.Doc {
		return this.#doc;
	}

	/** Resolves when the document in memory is whole; until then it may hold what was refused. */
	async loaded(): Promise<void> {
		while (!this.#ready) await this.#loading;
	}

	/** Reads the document from what is durable, plus what was accepted since. Sockets wait meanwhile. */
	load(): Promise<void> {
		this.#ready = false;
		this.#loading = this.#read();
		return this.#loading;
	}

	async #read(): Promise<void> {
		// taken before reading: what becomes durable meanwhile may be missing from what is read
		const accepted = [...this.#undurable];
		const stored = await readDocument(this.house.db, this.documentName);
		const { unseal } = this.house.vault;
		this.#accepted = new Accepted();
		if (stored.snapshot) this.#accepted.add(unseal(this.key, stored.snapshot));
		for (const sealed of stored.tail) this.#accepted.add(unseal(this.key, sealed));
		for (const { update } of accepted) if (update) this.#accepted.add(update);
		for (const { clients } of accepted) for (const { id, userId } of clients) stored.clients.set(id, userId);
		this.#owners = stored.clients;
		this.logRows = stored.tail.length;
		this.#bytes = stored.tail.reduce((sum, row) => sum + row.length, stored.snapshot?.length ?? 0);
		this.#build();
		this.#ready = true;
		for (const connection of [...this.connections]) connection.proceed();
	}

	/** Makes what was accepted the document, in place of what is in memory. */
	#build(): void {
		const doc = new Y.Doc();
		// one transaction for all: merging the updates first, or applying them one by one, is slower by far
		doc.transact(() => {
			for (const update of this.#accepted) Y.applyUpdate(doc, update, loading);
		}, loading);
		this.#doc.destroy();
		this.#doc = doc;
		this.#index = new EntryIndex(doc, this.roots);
		doc.on('afterTransaction', (transaction: Y.Transaction) => this.#examine(transaction));
		doc.on('update', (update: Uint8Array) => this.#trial?.emitted.push(update));
		if (this.#accepted.count > longestAccepted) this.state();
	}

	/** Leaves no trace of what was refused. */
	#undo(): void {
		try {
			this.#build();
		} catch (error) {
			logFailure(`${this.documentName} could not be built again`, error);
			this.onBroken(this);
		}
	}

	/** The whole document as one update. */
	state(): Uint8Array {
		const state = Y.encodeStateAsUpdate(this.#doc);
		this.#accepted.restart(state);
		return state;
	}

	/** [L3] True when this client id is hers; one that is nobody's becomes hers. */
	claim(clientId: number, userId: string): boolean {
		const owner = this.#ownerOf(clientId);
		if (owner === undefined) {
			// whoever shows a new id with every frame must not fill the memory
			const [oldest] = this.#claimed.keys();
			if (oldest !== undefined && this.#claimed.size >= this.house.limits.clientIdsPerPerson)
				this.#claimed.delete(oldest);
			this.#claimed.set(clientId, userId);
		}
		return owner === undefined || owner === userId;
	}

	greet(connection: Connection): void {
		connection.send(step1Frame(this.#doc));
		const here = this.presence.everybody();
		if (here) connection.send(here);
	}

	/**
	 * [L2] Answers a step 1. What is encoded may hold updates that are not durable yet: a crash must not un-happen
	 * something a newcomer saw, so the answer waits for the batch they are in.
	 */
	answer(connection: Connection, stateVector: Uint8Array): void {
		const frame = encoded(this.#doc, stateVector);
		connection.listening = true;
		this.whenDurable((durable) => {
			if (durable) connection.send(frame);
		});
	}

	/** Calls back when everything accepted so far is durable; at once when it already is. */
	whenDurable(done: (durable: boolean) => void): void {
		if (this.#undurable.size === 0) done(true);
		else this.house.queue.add(this, { ...nothingNew, from: null, count: 0, done });
	}

	/**
	 * Judges one update and, when it may, takes it into the document and hands it to the commit queue. A refused
	 * update leaves no trace: nothing is stored or sent, and the document is built again when it was touched.
	 * Throws `BadFrame` when the bytes are damaged.
	 */
	take(parts: Parts, writer: Writer, from: Connection, count: number): RefusalCode | null {
		const saved: Waiting = { ...nothingNew, from, count, done: () => {} };
		if (isEmpty(parts)) return this.#accept(saved);
		if (!parts.known) return 'not-allowed';
		if (!writer.writes) return isContained(this.#doc, parts) ? this.#accept(saved) : 'not-in-this-round';
		const moved = clientsMoved(this.#doc, parts, this.#ownerOf, writer.userId);
		if (!moved || !this.#mayBring(moved, writer.userId)) return 'not-allowed';
		if (!this.#hasRoomFor(parts.bytes.length)) return 'too-large';
		const trial = this.#apply(parts, writer);
		if (trial.refusal) {
			this.#undo();
			return trial.refusal;
		}
		return this.#keep(trial, moved, saved);
	}

	/**
	 * [L21] Puts words back that somebody took away, in the name of who wrote them: under a client id of their own, made
	 * here, so that they are as much the author's as what she typed. Answers how they came back, once that is durable.
	 */
	async putBack(row: RemovalRow, by: string): Promise<Outcome<WayBack>> {
		await this.loaded();
		// from here on synchronously: two people asking at once put back once
		const kept = openWords(this.house.vault, this.key, row.sealed);
		const way = wayBack(this.#doc, kept, row.removedBy, this.#ownerOf);
		if (!way || this.#broughtBack.has(row.id)) return no('already-there');
		if (!this.#hasRoomFor(bytesOf(kept.entry))) return no('too-large');
		const author = { userId: kept.entry.author, moderates: true, mayWrite: () => true, writes: true };
		const client = this.#handOf(author.userId);
		const trial = this.#try(author, by, (trial) => {
			this.#doc.clientID = client;
			this.#doc.transact(() => bringBack(this.#doc, kept, way, row.whole), trial);
		});
		if (trial.refusal) {
			this.#undo();
			throw new Error(`words could not be put back in ${this.documentName}: ${trial.refusal}`);
		}
		this.#broughtBack.add(row.id);
		this.#removals.forget(row.unit, row.entryId);
		const removals = [{ ...row, broughtBackBy: by, broughtBackAt: this.house.clock() }];
		return new Promise((resolve) => {
			const done = (durable: boolean) => resolve(durable ? yes(way) : no('too-busy'));
			this.#keep(trial, [client], { ...nothingNew, removals, from: null, count: 0, done });
		});
	}

	/** [L28] What its owner wrote here sealed, for these parts of the table, once the document is whole. */
	async sealedFor(parts: readonly Unit[]): Promise<Entry[]> {
		await this.loaded();
		return entriesIn(this.#doc, 'sealed').filter(({ part }) => part !== undefined && parts.includes(part));
	}

	/** [L28] Lays what somebody wrote sealed on this table, as hers; what lies there already stays. True once durable. */
	async reveal(entries: readonly Entry[], author: string): Promise<boolean> {
		await this.loaded();
		const fresh = entries.filter(({ part, id }) => part && !entryMap(this.#doc, part, id));
		if (!this.#hasRoomFor(fresh.reduce((sum, entry) => sum + bytesOf(entry), 0))) return false;
		return this.#inTheNameOf(author, () => {
			for (const { part, ...entry } of fresh) if (part) addEntry(this.#doc, part, { ...entry, author });
		});
	}

	/** [L28] Takes what was revealed out of its writer's own pages. True once durable. */
	async unseal(ids: readonly string[], owner: string): Promise<boolean> {
		await this.loaded();
		return this.#inTheNameOf(owner, () => {
			for (const id of ids) removeEntry(this.#doc, 'sealed', id);
		});
	}

	/** Something the house does for somebody: written under a client id that is hers. */
	#inTheNameOf(userId: string, change: () => void): Promise<boolean> {
		const writer = { userId, moderates: true, mayWrite: () => true, writes: true };
		const client = this.#handOf(userId);
		const trial = this.#try(writer, userId, (trial) => {
			this.#doc.clientID = client;
			this.#doc.transact(change, trial);
		});
		if (trial.refusal) {
			this.#undo();
			throw new Error(`what is sealed could not be revealed in ${this.documentName}: ${trial.refusal}`);
		}
		return new Promise((done) => {
			this.#keep(trial, trial.emitted.length > 0 ? [client] : [], { ...nothingNew, from: null, count: 0, done });
		});
	}

	committed(batch: readonly Waiting[], merged: Uint8Array | null): void {
		for (const waiting of batch) this.#undurable.delete(waiting);
		if (merged) {
			this.logRows++;
			this.#bytes += merged.length;
			this.#tell(packet(updateFrame(merged)), onlyWriter(batch));
		}
		const [first] = batch;
		if (first && batch.length === 1) this.#acknowledge(first.from, first.count);
		else {
			const acks = new Map<Connection | null, number>();
			for (const { from, count } of batch) acks.set(from, count);
			for (const [connection, count] of acks) this.#acknowledge(connection, count);
		}
		for (const waiting of batch) waiting.done(true);
		if (merged) this.onChange(this);
		if (!batch.some((waiting) => waiting.removals.length > 0)) return;
		const [anybody] = this.connections;
		anybody?.session.lookAgain();
	}

	#acknowledge(connection: Connection | null, count: number): void {
		if (connection?.wantsSaved) connection.send(savedFrame(count));
	}

	/** A commit failed: nobody here may believe what is in memory. Everybody syncs again with what is durable. */
	lost(batch: readonly Waiting[]): void {
		for (const waiting of batch) {
			this.#undurable.delete(waiting);
			waiting.done(false);
		}
		this.onBroken(this);
	}

	destroy(): void {
		this.presence.stop();
		this.#doc.destroy();
	}

	/** A value and no method: handed on at every keystroke. */
	readonly #ownerOf = (clientId: number): string | undefined =>
		this.#owners.get(clientId) ?? this.#claimed.get(clientId);

	/** A client id of this person that the house alone writes under: one, however often her words are put back. */
	#handOf(userId: string): number {
		const known = this.#hands.get(userId);
		if (known !== undefined) return known;
		let id = randomInt(2 ** 32);
		while (this.#ownerOf(id) !== undefined || Y.getState(this.#doc.store, id) > 0) id = randomInt(2 ** 32);
		this.#hands.set(userId, id);
		return id;
	}

	#apply(parts: Parts, writer: Writer): Trial {
		try {
			return this.#try(writer, writer.userId, (trial) => Y.applyUpdate(this.#doc, parts.bytes, trial));
		} catch (error) {
			this.#undo();
			throw new BadFrame('an update that does not apply', { cause: error });
		}
	}

	/** Changes the document and judges what that did, before anybody hears of it. */
	#try(writer: Writer, by: string, change: (trial: Trial) => void): Trial {
		const trial: Trial = { writer, by, refusal: null, losses: [], transactions: [], emitted: [] };
		this.#trial = trial;
		try {
			change(trial);
		} finally {
			this.#trial = null;
		}
		// with commit before broadcast nobody honest builds on something that is not here
		const { pendingStructs, pendingDs } = this.#doc.store;
		if (pendingStructs || pendingDs) trial.refusal = 'not-allowed';
		return trial;
	}

	#examine(transaction: Y.Transaction): void {
		if (!this.#trial) return;
		const trial = this.#trial;
		trial.transactions.push(transaction);
		trial.refusal ??= judge(transaction, this.#index, trial.writer);
		// nobody else writes in a private document
		if (trial.refusal || this.name.kind === 'own') return;
		const losses = lossesIn(transaction, this.#index, this.#ownerOf, trial.by);
		if (losses.length === 0) return;
		if (!trial.writer.moderates && takesTooMuch(losses, trial.by))
			trial.refusal = 'not-allowed'; // [L20]
		else trial.losses = [...trial.losses, ...losses];
	}

	/** An accepted change goes into the books and to the commit queue. */
	#keep(trial: Trial, moved: number[], saved: Waiting): null {
		const { userId } = trial.writer;
		const fresh = moved.filter((id) => !this.#owners.has(id));
		for (const id of fresh) this.#owners.set(id, userId);
		saved.clients = fresh.map((id) => ({ id, userId }));
		saved.update = trial.emitted.length > 1 ? Y.mergeUpdates(trial.emitted) : (trial.emitted[0] ?? null);
		const [first] = trial.transactions;
		if (first && trial.losses.length > 0) {
			const kept = this.#removals.keep(trial.losses, trial.by, first.beforeState);
			this.removalsKept += kept.length;
			saved.removals = [...saved.removals, ...kept];
		}
		for (const transaction of trial.transactions) this.#follow(transaction);
		return this.#accept(saved);
	}

	#follow(transaction: Y.Transaction): void {
		for (const { map, root, id, whole } of touchedBy(transaction, this.#index)) {
			if (whole) this.#index.follow(map, id);
			if (this.name.kind === 'table') this.dirty.add(`${root}/${id}`);
		}
	}

	#accept(saved: Waiting): null {
		if (saved.update) {
			this.#undurable.add(saved);
			this.#accepted.add(saved.update);
			if (this.#accepted.wasteful) this.state();
		}
		// an update that changed nothing is durable as soon as everything before it is
		if (saved.update || this.#undurable.size > 0) this.house.queue.add(this, saved);
		else {
			if (saved.from?.wantsSaved) saved.from.send(savedFrame(saved.count));
			saved.done(true);
		}
		return null;
	}

	/** [L4] Every client id makes the greeting of every browser longer, for as long as the document lives. */
	#mayBring(moved: number[], userId: string): boolean {
		const fresh = moved.filter((id) => !this.#owners.has(id)).length;
		if (fresh === 0) return true;
		let hers = fresh;
		for (const owner of this.#owners.values()) if (owner === userId) hers++;
		return hers <= this.house.limits.clientIdsPerPerson;
	}

	#hasRoomFor(bytes: number): boolean {
		const most = this.house.limits.documentBytes;
		if (this.#bytes + bytes <= most) return true;
		this.#bytes = this.state().length; // the log is larger than what it adds up to
		return this.#bytes + bytes <= most;
	}

	#tell(bytes: Buffer, except: Connection | null = null): void {
		for (const connection of this.connections)
			if (connection !== except && connection.listening) connection.write(bytes);
	}
}

/** Whoever wrote all of it has it already; null when that was more than one, or the house. */
function onlyWriter(batch: readonly Waiting[]): Connection | null {
	let only: Connection | null = null;
	for (const { update, from } of batch) {
		if (!update) continue;
		if (only && only !== from) return null;
		if (!from) return null;
		only = from;
	}
	return only;
}

function encoded(doc: Y.Doc, stateVector: Uint8Array): Uint8Array {
	try {
		return step2Frame(doc, stateVector);
	} catch (error) {
		throw new BadFrame('not a state vector', { cause: error });
	}
}
