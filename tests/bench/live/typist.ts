import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { addEntry, entryMap } from '$lib/notebook/table';
import { Samples } from './samples';
import { presenceFrame, readFrame, syncFrame, tokenFrame, type Wire } from './wire';

/** A place at a table: where, by which protocol, and as whom. */
export interface Chair {
	url: string;
	wire: Wire;
	room: string;
	user: string;
	cookie: string;
}

/** Whom somebody in the room can hear, by client id. */
export type RoomMates = Map<number, Typist>;

/** In ms. */
export class Timings {
	/** From sending an edit to its arrival at another, once per receiver. */
	readonly seen = new Samples();
	/** From sending an edit to "saved". */
	readonly saved = new Samples();
}

/**
 * One person typing. Edits are made before they are needed, and what comes from others is looked at, not applied
 * (`whole` applies it): while the clock runs, this process does little more than send and read, so that the server is
 * measured and not the measuring.
 */
export class Typist {
	readonly #doc = new Y.Doc();
	readonly #prepared: { frame: Uint8Array; clock: number }[] = [];
	#next = 0;
	/** What was sent, in order; `at` is NaN when nobody measures. */
	readonly sent: { clock: number; at: number }[] = [];
	measuring = false;
	/** Bytes of frames that came in on this connection. */
	received = 0;
	/** Close code, when the server ended it. */
	closedWith: number | null = null;
	#ws: WebSocket | null = null;
	#open = false;
	#count = 0;
	#unsaved: { count: number; at: number }[] = [];
	readonly #heard = new Map<number, number>();
	#entry: string | null = null;
	#notes = 0;
	#presenceClock = 0;
	readonly whole: boolean;

	constructor(
		readonly chair: Chair,
		private readonly mates: RoomMates,
		private readonly timings: Timings,
		options: { whole?: boolean } = {}
	) {
		this.whole = options.whole ?? false;
		mates.set(this.#doc.clientID, this);
		this.#doc.on('update', (update: Uint8Array, origin: unknown) => {
			if (origin === this) return;
			const { wire, room } = chair;
			this.#prepared.push({ frame: syncFrame(wire, room, 2, update), clock: this.#clock() });
		});
	}

	get doc(): Y.Doc {
		return this.#doc;
	}

	/** Resolves when the document is here; rejects when the door stays shut. Through a relay there is none to wait for. */
	connect(): Promise<void> {
		const { url, wire, room, cookie } = this.chair;
		const ws = new WebSocket(url, { headers: { cookie }, perMessageDeflate: false, skipUTF8Validation: true });
		this.#ws = ws;
		this.#count = 0;
		this.#unsaved = [];
		this.received = 0;
		this.closedWith = null;
		return new Promise((resolve, reject) => {
			const arrived = () => {
				this.#open = true;
				resolve();
			};
			ws.on('open', () => {
				if (wire === 'relay') arrived();
				else if (wire === 'hocuspocus') ws.send(tokenFrame(room));
				else this.#askDocument();
			});
			ws.on('message', (data) => this.#hear(data as Buffer, arrived));
			ws.on('error', reject);
			ws.on('close', (code) => {
				if (this.#ws === ws) [this.#open, this.closedWith] = [false, code];
				reject(new Error(`closed with ${code}`));
			});
		});
	}

	/** Makes this many edits ready: keystrokes, now and then a new note. Only while connected: a newcomer tells all she has. */
	prepare(howMany: number): void {
		while (this.#prepared.length - this.#next < howMany) this.#compose(Math.random() < 0.05);
	}

	/** One keystroke. Off line it waits in the document and goes along at the next `connect`. */
	edit(newNote = false): void {
		if (this.#next >= this.#prepared.length) this.#compose(newNote);
		this.#sendPrepared();
	}

	/** One edit of the caller's own making, sent as the update it was. Throws when it changed nothing. */
	make(change: (doc: Y.Doc) => void): void {
		const before = this.#prepared.length;
		change(this.#doc);
		if (this.#prepared.length === before) throw new Error('nothing was edited');
		while (this.#next < this.#prepared.length) this.#sendPrepared();
	}

	/** Says where she is looking. */
	show(): void {
		const { wire, room } = this.chair;
		this.#ws?.send(presenceFrame(wire, room, this.#doc.clientID, ++this.#presenceClock));
	}

	/** Everybody else's edits have arrived here. */
	get upToDate(): boolean {
		for (const [id, mate] of this.mates) {
			if (mate === this) continue;
			const last = mate.sent.at(-1)?.clock ?? 0;
			const here = this.whole ? Y.getState(this.#doc.store, id) >= last : this.#heardOf(id) >= mate.sent.length;
			if (!here) return false;
		}
		return true;
	}

	/** Everything sent on this connection was said to be saved. */
	get saved(): boolean {
		return this.#unsaved.length === 0;
	}

	/** Forgets what was sent and heard so far, when everything arrived: long runs would fill the memory. All mates at once. */
	forget(): void {
		this.sent.length = 0;
		this.#unsaved.length = 0;
		this.#heard.clear();
		this.#prepared.splice(0, this.#next);
		this.#next = 0;
	}

	/** Nothing of hers waits in this process any more. */
	get delivered(): boolean {
		return (this.#ws?.bufferedAmount ?? 0) === 0;
	}

	/** Stops reading, as a laptop whose lid is closed. */
	freeze(): void {
		this.#ws?.pause();
	}

	thaw(): void {
		this.#ws?.resume();
	}

	/** The line drops: no goodbye. */
	drop(): void {
		this.#open = false;
		this.#ws?.terminate();
	}

	#clock = (): number => Y.getState(this.#doc.store, this.#doc.clientID);

	#askDocument(): void {
		const { wire, room } = this.chair;
		this.#ws?.send(syncFrame(wire, room, 0, Y.encodeStateVector(this.#doc)));
	}

	#compose(newNote: boolean): void {
		const note = this.#entry && !newNote ? entryMap(this.#doc, 'observations', this.#entry)?.get('text') : null;
		if (note instanceof Y.Text) return note.insert(note.length, 'a');
		this.#entry = `${this.#doc.clientID.toString(36)}-${++this.#notes}`;
		const { user } = this.chair;
		addEntry(this.#doc, 'observations', { id: this.#entry, author: user, t: this.#notes * 100, text: 'a' });
	}

	#sendPrepared(): void {
		const edit = this.#prepared[this.#next++];
		if (!edit) return;
		const at = this.measuring ? performance.now() : NaN;
		this.sent.push({ clock: edit.clock, at });
		if (!this.#open) return;
		this.#unsaved.push({ count: ++this.#count, at });
		this.#ws?.send(edit.frame);
	}

	#hear(bytes: Uint8Array, arrived: () => void): void {
		const now = performance.now();
		this.received += bytes.length;
		const { wire, room } = this.chair;
		const heard = readFrame(wire, bytes);
		switch (heard.is) {
			case 'let-in':
				return this.#askDocument();
			case 'saved':
				return this.#hearSaved(heard.count, now);
			case 'step1':
				this.#unsaved.push({ count: ++this.#count, at: NaN });
				return this.#ws?.send(syncFrame(wire, room, 1, Y.encodeStateAsUpdate(this.#doc, heard.body)));
			case 'step2':
				Y.applyUpdate(this.#doc, heard.body, this);
				return arrived();
			case 'update':
				if (this.whole) Y.applyUpdate(this.#doc, heard.body, this);
				else for (const [id, clock] of Y.parseUpdateMeta(heard.body).to) this.#saw(id, clock, now);
		}
	}

	#heardOf = (id: number): number => this.#heard.get(id) ?? 0;

	#saw(id: number, clock: number, now: number): void {
		const mate = this.mates.get(id);
		if (!mate || mate === this) return;
		let next = this.#heardOf(id);
		for (let edit = mate.sent[next]; edit && edit.clock <= clock; edit = mate.sent[++next])
			if (!Number.isNaN(edit.at)) this.timings.seen.add(now - edit.at);
		this.#heard.set(id, next);
	}

	#hearSaved(count: number, now: number): void {
		let done = 0;
		for (let sent = this.#unsaved[0]; sent && sent.count <= count; sent = this.#unsaved[++done])
			if (!Number.isNaN(sent.at)) this.timings.saved.add(now - sent.at);
		this.#unsaved.splice(0, done);
	}
}
