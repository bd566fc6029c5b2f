// Longer than the house likes: the order of reading, judging, storing and telling is the whole safety of a document.
import * as Y from 'yjs';
import type { RefusalCode } from '$lib/domain/refusals';
import type { DocumentName } from '$lib/notebook/names';
import { ownUnits } from '$lib/notebook/table';
import { units } from '$lib/engine/pack';
import type { Db } from '$lib/server/db/connection';
import { readDocument } from '$lib/server/db/documents';
import type { Vault } from '$lib/server/db/vault';
import { clientsMoved, isContained, isEmpty, judge, touchedBy, type Parts, type Writer } from './admission';
import type { CommitQueue, Ledger, Waiting } from './commit-queue';
import type { Connection } from './connection';
import { EntryIndex } from './entries';
import type { Limits } from './limits';
import { logFailure } from './log';
import { Presence } from './presence';
import { BadFrame, packet, savedFrame, step1Frame, step2Frame, updateFrame } from './wire';

export interface RoomHouse {
	db: Db;
	vault: Vault;
	queue: CommitQueue;
	limits: Limits;
}

/** What one update did, gathered while it is applied and before it is accepted. */
interface Trial {
	writer: Writer;
	refusal: RefusalCode | null;
	transactions: Y.Transaction[];
	emitted: Uint8Array[];
}

const loading = Symbol('what is stored already');

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
		private readonly onBroken: (room: Room) => void
	) {
		this.roots = name.kind === 'table' ? units : ownUnits;
		this.#index = new EntryIndex(this.#doc, this.roots);
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
		const doc = new Y.Doc();
		// one transaction for all: merging the updates first, or applying them one by one, is slower by far
		doc.transact(() => {
			if (stored.snapshot) Y.applyUpdate(doc, unseal(this.key, stored.snapshot), loading);
			for (const sealed of stored.tail) Y.applyUpdate(doc, unseal(this.key, sealed), loading);
			for (const { update } of accepted) if (update) Y.applyUpdate(doc, update, loading);
		}, loading);
		for (const { clients } of accepted) for (const { id, userId } of clients) stored.clients.set(id, userId);
		this.#doc.destroy();
		this.#doc = doc;
		this.#owners = stored.clients;
		this.logRows = stored.tail.length;
		this.#bytes = stored.tail.reduce((sum, row) => sum + row.length, stored.snapshot?.length ?? 0);
		this.#index = new EntryIndex(doc, this.roots);
		doc.on('afterTransaction', (transaction: Y.Transaction) => this.#examine(transaction));
		doc.on('update', (update: Uint8Array) => this.#trial?.emitted.push(update));
		this.#ready = true;
		for (const connection of [...this.connections]) connection.proceed();
	}

	/** [L3] True when this client id is hers; one that is nobody's becomes hers. */
	claim(clientId: number, userId: string): boolean {
		const owner = this.#ownerOf(clientId);
		if (owner === undefined) this.#claimed.set(clientId, userId);
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
		else this.house.queue.add(this, { update: null, clients: [], from: null, count: 0, done });
	}

	/**
	 * Judges one update and, when it may, takes it into the document and hands it to the commit queue. A refused
	 * update leaves no trace: nothing is stored or sent, and the document is built again when it was touched.
	 * Throws `BadFrame` when the bytes are damaged.
	 */
	take(parts: Parts, writer: Writer, from: Connection, count: number): RefusalCode | null {
		const saved: Waiting = { update: null, clients: [], from, count, done: () => {} };
		if (isEmpty(parts)) return this.#accept(saved);
		if (!writer.writes) return isContained(this.#doc, parts) ? this.#accept(saved) : 'not-in-this-round';
		const moved = clientsMoved(this.#doc, parts, (id) => this.#ownerOf(id), writer.userId);
		if (!moved) return 'not-allowed';
		if (!this.#hasRoomFor(parts)) return 'too-large';
		const trial = this.#apply(parts, writer);
		if (trial.refusal) {
			this.#rebuild();
			return trial.refusal;
		}
		const fresh = moved.filter((id) => !this.#owners.has(id));
		for (const id of fresh) this.#owners.set(id, writer.userId);
		saved.clients = fresh.map((id) => ({ id, userId: writer.userId }));
		saved.update = trial.emitted.length > 1 ? Y.mergeUpdates(trial.emitted) : (trial.emitted[0] ?? null);
		for (const transaction of trial.transactions) this.#follow(transaction);
		return this.#accept(saved);
	}

	committed(batch: readonly Waiting[], merged: Uint8Array | null): void {
		const acks = new Map<Connection, number>();
		for (const waiting of batch) {
			this.#undurable.delete(waiting);
			if (waiting.from) acks.set(waiting.from, waiting.count);
		}
		if (merged) {
			this.logRows++;
			this.#bytes += merged.length;
			const writers = new Set(batch.flatMap((w) => (w.update ? w.from : [])));
			const [only] = writers;
			this.#tell(packet(updateFrame(merged)), writers.size === 1 ? only : null);
		}
		for (const [connection, count] of acks) if (connection.wantsSaved) connection.send(savedFrame(count));
		for (const waiting of batch) waiting.done(true);
		if (merged) this.onChange(this);
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

	#ownerOf(clientId: number): string | undefined {
		return this.#owners.get(clientId) ?? this.#claimed.get(clientId);
	}

	#apply(parts: Parts, writer: Writer): Trial {
		const trial: Trial = { writer, refusal: null, transactions: [], emitted: [] };
		this.#trial = trial;
		try {
			Y.applyUpdate(this.#doc, parts.bytes, trial);
		} catch (error) {
			this.#rebuild();
			throw new BadFrame('an update that does not apply', { cause: error });
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
		this.#trial.transactions.push(transaction);
		this.#trial.refusal ??= judge(transaction, this.#index, this.#trial.writer);
	}

	#follow(transaction: Y.Transaction): void {
		for (const { map, root, id, whole } of touchedBy(transaction, this.#index)) {
			if (whole) this.#index.follow(map, id);
			if (this.name.kind === 'table') this.dirty.add(`${root}/${id}`);
		}
	}

	#accept(saved: Waiting): null {
		if (saved.update) this.#undurable.add(saved);
		// an update that changed nothing is durable as soon as everything before it is
		if (saved.update || this.#undurable.size > 0) this.house.queue.add(this, saved);
		else if (saved.from?.wantsSaved) saved.from.send(savedFrame(saved.count));
		return null;
	}

	#hasRoomFor(parts: Parts): boolean {
		const most = this.house.limits.documentBytes;
		if (this.#bytes + parts.bytes.length <= most) return true;
		this.#bytes = Y.encodeStateAsUpdate(this.#doc).length; // the log is larger than what it adds up to
		return this.#bytes + parts.bytes.length <= most;
	}

	#rebuild(): void {
		this.load().catch((error: unknown) => {
			logFailure(`${this.documentName} could not be built again`, error);
			this.onBroken(this);
		});
	}

	#tell(bytes: Buffer, except: Connection | null = null): void {
		for (const connection of this.connections)
			if (connection !== except && connection.listening) connection.write(bytes);
	}
}

function encoded(doc: Y.Doc, stateVector: Uint8Array): Uint8Array {
	try {
		return step2Frame(doc, stateVector);
	} catch (error) {
		throw new BadFrame('not a state vector', { cause: error });
	}
}
