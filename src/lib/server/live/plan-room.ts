import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { yes, type Outcome } from '$lib/domain/outcome';
import { planLimits } from '$lib/domain/plan';
import type { RefusalCode } from '$lib/domain/refusals';
import { follow, isPlanText, richIn } from '$lib/notebook/plan-text';
import type { Standing, Typed } from '$lib/server/use-cases/plan/shared-writing';
import { clientsMoved, isEmpty, type Parts } from './admission';
import type { Limits } from './limits';
import { logFailure } from './log';
import type { PlanSocket } from './plan-socket';
import { Presence } from './presence';
import { BadFrame, packet, savedFrame, step1Frame, step2Frame, updateFrame } from './wire';

export interface PlanRoomHouse {
	limits: Limits;
	read: () => Promise<Outcome<Standing>>;
	keep: (typed: Typed) => Promise<Outcome<{ kept: string } | { instead: Standing }>>;
	/** Something was kept: other processes may have this part open too. */
	onKept: () => void;
	/** Nobody may believe what is in memory any more. */
	onBroken: (room: PlanRoom) => void;
}

/** Accepted and not kept yet; without an update it only waits for all before it. */
interface Pending {
	update: Uint8Array | null;
	by: string | null;
	from: PlanSocket | null;
	count: number;
	done: (kept: boolean) => void;
}

/** What one part may come to as a document, with all that was ever typed in it and taken away again, bytes. */
const longestState = 512 * 1024;
/** Letters and line ends one text may have. */
const longestText = planLimits.together + 1;
/** Where what is typed meets what was kept elsewhere again and again, something is wrong. */
const mostAttempts = 5;
const nothing = () => {};

/**
 * [LP11] The texts of one part of a plan while two write in it. The entry of the plan is the truth and this its shared
 * pencil: every change is kept there, with what of Yjs belongs to it, before anybody hears of it [LP12]. So any process
 * may hold such a room, also two at once: whoever keeps second takes in first what the other kept.
 */
export class PlanRoom {
	readonly sockets = new Set<PlanSocket>();
	readonly presence: Presence;
	#doc = new Y.Doc();
	/** What is kept, as one update, and under which stamp. */
	#kept: { state: Uint8Array; stamp: string } = { state: new Uint8Array(), stamp: '' };
	/** Whose client ids are whose. */
	#owners = new Map<number, string>();
	#names: string[] = [];
	#pending: Pending[] = [];
	/** On its way to the disk. */
	#underWay: Pending[] = [];
	/** Taken over from elsewhere and not told here yet; `fresh`: and in no document that is kept. */
	#over: { update: Uint8Array; fresh: boolean } | null = null;
	#busy: Promise<void> | null = null;
	#gone = false;

	constructor(private readonly house: PlanRoomHouse) {
		this.presence = new Presence(house.limits, (frame) => this.#tell(packet(frame)));
	}

	/** Reads it, and keeps what it begins with before anybody gets it. Refusal: `not-found`. */
	async load(): Promise<Outcome<null>> {
		for (let attempt = 0; attempt < mostAttempts; attempt++) {
			const found = await this.house.read();
			if (!found.ok) return found;
			const { texts, writing, stamp } = found.value;
			this.#names = Object.keys(texts);
			const stored = writing && unpack(writing);
			this.#owners = stored?.owners ?? new Map<number, string>();
			this.#doc = this.#docOf(stored ? [stored.state] : []);
			const fresh = Object.entries(texts).map(([name, text]) => follow(this.#doc, name, text));
			const state = Y.encodeStateAsUpdate(this.#doc);
			this.#kept = { state, stamp };
			if (!fresh.some(Boolean)) return yes(null);
			const kept = await this.house.keep({ on: stamp, texts: this.#texts(), writing: this.#packed(state), by: [] });
			if (!kept.ok) return kept;
			if ('kept' in kept.value) {
				this.#kept = { state, stamp: kept.value.kept };
				return yes(null);
			}
		}
		throw new Error('a part of a plan is written in faster than it can be read');
	}

	greet(socket: PlanSocket): void {
		socket.send(step1Frame(this.#doc));
		const here = this.presence.everybody();
		if (here) socket.send(here);
	}

	/** What is encoded may hold what is not kept yet: the answer waits until it is. */
	answer(socket: PlanSocket, stateVector: Uint8Array): void {
		let frame: Uint8Array;
		try {
			frame = step2Frame(this.#doc, stateVector);
		} catch (error) {
			throw new BadFrame('not a state vector', { cause: error });
		}
		socket.listening = true;
		this.#whenKept((kept) => kept && socket.send(frame));
	}

	/**
	 * Judges one update and takes it in. One that is refused leaves no trace. Throws `BadFrame` when the bytes are damaged.
	 */
	take(parts: Parts, from: PlanSocket, count: number): RefusalCode | null {
		const saved = (kept: boolean) => kept && from.wantsSaved && from.send(savedFrame(count));
		if (isEmpty(parts)) return (this.#whenKept(saved), null);
		if (!parts.known) return 'not-allowed';
		const moved = clientsMoved(this.#doc, parts, (id) => this.#owners.get(id), from.userId);
		if (!moved) return 'not-allowed';
		const fresh = moved.filter((id) => !this.#owners.has(id));
		if (this.#owners.size + fresh.length > this.house.limits.clientIdsPerPerson) return 'not-allowed';
		const emitted: Uint8Array[] = [];
		const note = (update: Uint8Array) => void emitted.push(update);
		this.#doc.on('update', note);
		try {
			Y.applyUpdate(this.#doc, parts.bytes);
		} catch (error) {
			this.#undo();
			throw new BadFrame('an update that does not apply', { cause: error });
		}
		this.#doc.off('update', note);
		const { pendingStructs, pendingDs } = this.#doc.store;
		if (pendingStructs || pendingDs || !isPlanText(this.#doc, this.#names, longestText)) {
			this.#undo();
			return 'not-allowed';
		}
		if (emitted.length === 0) return (this.#whenKept(saved), null);
		if (Y.encodeStateAsUpdate(this.#doc).length > longestState) {
			this.#undo();
			return 'too-large';
		}
		for (const id of fresh) this.#owners.set(id, from.userId);
		this.#add({ update: Y.mergeUpdates(emitted), by: from.userId, from, count, done: nothing });
		return null;
	}

	/** [L3] What shows as hers is nobody else's. */
	isHers(clientId: number, userId: string): boolean {
		return (this.#owners.get(clientId) ?? userId) === userId;
	}

	/** Something of this part may have been kept elsewhere: it is taken in, and everybody sees it. */
	lookAgain(): void {
		this.#add({ update: null, by: null, from: null, count: 0, done: nothing });
	}

	/** Resolves when nothing is under way any more. */
	async idle(): Promise<void> {
		while (this.#busy) await this.#busy;
	}

	destroy(): void {
		this.#gone = true;
		this.presence.stop();
		this.#doc.destroy();
	}

	#whenKept(done: (kept: boolean) => void): void {
		if (this.#pending.length + this.#underWay.length === 0) done(true);
		else this.#add({ update: null, by: null, from: null, count: 0, done });
	}

	#add(pending: Pending): void {
		this.#pending.push(pending);
		// after this turn of the loop, so that all that was read together is kept together
		this.#busy ??= new Promise<void>((resolve) => setImmediate(resolve))
			.then(() => this.#keepAll())
			.catch((error: unknown) => {
				logFailure('what was typed in a plan could not be kept', error);
				this.#break();
			})
			.finally(() => (this.#busy = null));
	}

	async #keepAll(): Promise<void> {
		while (this.#pending.length > 0 && !this.#gone) await this.#keepSome();
	}

	async #keepSome(): Promise<void> {
		for (let attempt = 0; attempt < mostAttempts; attempt++) {
			// also what came in while the last attempt was under way: the document holds it already
			this.#underWay.push(...this.#pending.splice(0));
			const by = [...new Set(this.#underWay.flatMap(({ by }) => by ?? []))];
			const state = Y.encodeStateAsUpdate(this.#doc);
			const { stamp } = this.#kept;
			const answer =
				by.length > 0 || this.#over?.fresh
					? await this.house.keep({ on: stamp, texts: this.#texts(), writing: this.#packed(state), by })
					: await this.#look();
			if (this.#gone) return;
			if (!answer.ok) return this.#break();
			if ('instead' in answer.value) this.#takeOver(answer.value.instead);
			else if (by.length > 0 || this.#pending.length === 0) return this.#told(state, answer.value.kept);
		}
		throw new Error('a part of a plan is kept elsewhere faster than here');
	}

	/** Nothing was typed here: only whether something was kept elsewhere. */
	async #look(): Promise<Outcome<{ kept: string } | { instead: Standing }>> {
		const now = await this.house.read();
		if (!now.ok) return now;
		return yes(now.value.stamp === this.#kept.stamp ? { kept: now.value.stamp } : { instead: now.value });
	}

	/** All of it is on the disk: now the others may hear of it, and who typed it that it is kept. */
	#told(state: Uint8Array, stamp: string): void {
		const batch = this.#underWay;
		const before = this.#kept.state;
		const over = this.#over;
		this.#underWay = [];
		this.#over = null;
		this.#kept = { state, stamp };
		// a refusal meanwhile made the document anew, without what was taken over
		if (over) Y.applyUpdate(this.#doc, state);
		if (Buffer.compare(state, before) !== 0) {
			const bytes = packet(updateFrame(Y.diffUpdate(state, Y.encodeStateVectorFromUpdate(before))));
			const writers = new Set(batch.flatMap(({ update, from }) => (update ? from : [])));
			const [only] = writers.size === 1 && !over ? writers : [];
			for (const socket of this.sockets) if (socket !== only && socket.listening) socket.write(bytes);
		}
		const counts = new Map<PlanSocket, number>();
		for (const { update, from, count } of batch) if (update && from) counts.set(from, count);
		for (const [socket, count] of counts) if (socket.wantsSaved) socket.send(savedFrame(count));
		for (const { done } of batch) done(true);
		if (counts.size > 0 || over?.fresh) this.house.onKept();
	}

	/** What was kept elsewhere, under what is typed here and not kept yet. */
	#takeOver({ texts, writing, stamp }: Standing): void {
		const stored = writing && unpack(writing);
		const base = this.#docOf([this.#kept.state, ...(stored ? [stored.state] : [])]);
		for (const [id, userId] of stored?.owners ?? []) this.#owners.set(id, userId);
		const fresh = Object.entries(texts).map(([name, text]) => follow(base, name, text));
		const update = Y.encodeStateAsUpdate(base);
		Y.applyUpdate(this.#doc, update);
		base.destroy();
		this.#kept = { ...this.#kept, stamp };
		this.#over = { update, fresh: fresh.some(Boolean) };
	}

	/** Leaves no trace of what was refused. */
	#undo(): void {
		const stood = this.#doc;
		const updates = [...this.#underWay, ...this.#pending].flatMap(({ update }) => update ?? []);
		this.#doc = this.#docOf([this.#kept.state, ...(this.#over ? [this.#over.update] : []), ...updates]);
		stood.destroy();
	}

	/** Nothing of what is under way is known to be kept: everybody says it again, to whoever still listens to her. */
	#break(): void {
		for (const { done } of [...this.#underWay.splice(0), ...this.#pending.splice(0)]) done(false);
		this.house.onBroken(this);
	}

	#docOf(updates: readonly Uint8Array[]): Y.Doc {
		const doc = new Y.Doc();
		for (const name of this.#names) doc.getText(name);
		doc.transact(() => updates.forEach((update) => Y.applyUpdate(doc, update)));
		return doc;
	}

	#texts(): Record<string, string> {
		return Object.fromEntries(this.#names.map((name) => [name, richIn(this.#doc.getText(name))]));
	}

	#packed(state: Uint8Array): Uint8Array {
		const into = encoding.createEncoder();
		encoding.writeVarUint(into, this.#owners.size);
		for (const [id, userId] of this.#owners) {
			encoding.writeVarUint(into, id);
			encoding.writeVarString(into, userId);
		}
		encoding.writeVarUint8Array(into, state);
		return encoding.toUint8Array(into);
	}

	#tell(bytes: Buffer): void {
		for (const socket of this.sockets) if (socket.listening) socket.write(bytes);
	}
}

/** Written by `#packed`. */
function unpack(writing: Uint8Array): { owners: Map<number, string>; state: Uint8Array } {
	const from = decoding.createDecoder(writing);
	const owners = new Map<number, string>();
	for (let left = decoding.readVarUint(from); left > 0; left--)
		owners.set(decoding.readVarUint(from), decoding.readVarString(from));
	return { owners, state: decoding.readVarUint8Array(from) };
}
