import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { addEntry, entryMap } from '$lib/notebook/table';

/** Latencies in ms. */
export class Samples {
	readonly #all: number[] = [];
	#sorted = false;
	add(ms: number): void {
		this.#all.push(ms);
		this.#sorted = false;
	}
	clear(): void {
		this.#all.length = 0;
	}
	get count(): number {
		return this.#all.length;
	}
	/** The value below which this part (0-1) lies; NaN when nothing was measured. */
	at(part: number): number {
		if (!this.#sorted) this.#all.sort((a, b) => a - b);
		this.#sorted = true;
		return this.#all[Math.min(this.#all.length - 1, Math.floor(part * this.#all.length))] ?? NaN;
	}
}

/** Whom somebody in the room can hear, by client id. */
export type RoomMates = Map<number, Typist>;

export interface Figures {
	/** From the edit to its arrival at another. */
	seen: Samples;
	/** From the edit to "saved". */
	saved: Samples;
}

/**
 * One person typing. Her own document is a real one; what comes from others is only looked at, not applied, so that
 * the load generator stays cheaper than the server it measures. Through a relay there is no document to wait for.
 */
export class Typist {
	readonly doc = new Y.Doc();
	readonly edits: { clock: number; at: number }[] = [];
	measuring = false;
	#ws: WebSocket | null = null;
	#open = false;
	#sent = 0;
	#waitingForSaved: { count: number; at: number }[] = [];
	readonly #heard = new Map<number, number>();
	#entry: string | null = null;

	constructor(
		private readonly user: string,
		private readonly mates: RoomMates,
		private readonly figures: Figures,
		private readonly relay: boolean
	) {
		mates.set(this.doc.clientID, this);
		this.doc.on('update', (update: Uint8Array, origin: unknown) => {
			if (origin !== this && this.#open) this.#sendSync(2, update);
		});
	}

	/** Resolves when the document is here. */
	connect(url: string, cookie: string): Promise<void> {
		const ws = new WebSocket(`${url}?saved=1`, { headers: { cookie }, perMessageDeflate: false });
		this.#ws = ws;
		this.#sent = 0;
		this.#waitingForSaved = [];
		return new Promise((resolve, reject) => {
			ws.on('open', () => {
				if (!this.relay) return this.#sendSync(0, Y.encodeStateVector(this.doc));
				this.#open = true;
				resolve();
			});
			ws.on('message', (data) => this.#hear(new Uint8Array(data as Buffer), resolve));
			ws.on('error', reject);
			ws.on('close', (code) => reject(new Error(`closed with ${code}`)));
		});
	}

	/** One keystroke, or one new note of one character. */
	edit(newNote: boolean): void {
		const at = performance.now();
		if (newNote || !this.#entry) {
			this.#entry = `${this.doc.clientID.toString(36)}-${this.edits.length}`;
			addEntry(this.doc, 'observations', { id: this.#entry, author: this.user, t: this.edits.length * 100, text: 'a' });
		} else {
			const text = entryMap(this.doc, 'observations', this.#entry)?.get('text');
			if (text instanceof Y.Text) text.insert(text.length, 'a');
		}
		this.edits.push({ clock: Y.getState(this.doc.store, this.doc.clientID), at: this.measuring ? at : NaN });
	}

	/** Everybody else's edits have arrived here. */
	get upToDate(): boolean {
		return [...this.mates].every(([id, mate]) => mate === this || (this.#heard.get(id) ?? 0) >= mate.edits.length);
	}

	drop(): void {
		this.#open = false;
		this.#ws?.terminate();
	}

	#sendSync(step: number, body: Uint8Array): void {
		const into = encoding.createEncoder();
		encoding.writeVarUint(into, 0);
		encoding.writeVarUint(into, step);
		encoding.writeVarUint8Array(into, body);
		if (step > 0) this.#waitingForSaved.push({ count: ++this.#sent, at: this.measuring ? performance.now() : NaN });
		this.#ws?.send(encoding.toUint8Array(into));
	}

	#hear(bytes: Uint8Array, synced: () => void): void {
		const now = performance.now();
		const from = decoding.createDecoder(bytes);
		const type = decoding.readVarUint(from);
		if (type === 100) return this.#saved(decoding.readVarUint(from), now);
		if (type !== 0) return;
		const step = decoding.readVarUint(from);
		const body = decoding.readVarUint8Array(from);
		if (step === 0) return this.#sendSync(1, Y.encodeStateAsUpdate(this.doc, body));
		if (step === 1) {
			Y.applyUpdate(this.doc, body, this);
			this.#open = true;
			synced();
		}
		for (const [id, clock] of Y.parseUpdateMeta(body).to) this.#saw(id, clock, now);
	}

	#saw(id: number, clock: number, now: number): void {
		const mate = this.mates.get(id);
		if (!mate || mate === this) return;
		let next = this.#heard.get(id) ?? 0;
		for (let edit = mate.edits[next]; edit && edit.clock <= clock; edit = mate.edits[++next])
			if (!Number.isNaN(edit.at)) this.figures.seen.add(now - edit.at);
		this.#heard.set(id, next);
	}

	#saved(count: number, now: number): void {
		while (this.#waitingForSaved[0] && this.#waitingForSaved[0].count <= count) {
			const at = this.#waitingForSaved.shift()?.at ?? NaN;
			if (!Number.isNaN(at)) this.figures.saved.add(now - at);
		}
	}
}

/** Edits at an even rate over all of them, whatever the server does (open loop). Answers how many. */
export async function type(typists: readonly Typist[], perSecond: number, ms: number): Promise<number> {
	const begun = performance.now();
	let done = 0;
	while (performance.now() - begun < ms) {
		const due = Math.floor(((performance.now() - begun) / 1000) * perSecond);
		for (; done < due; done++) typists[done % typists.length]?.edit(Math.random() < 0.05);
		await new Promise((resolve) => setTimeout(resolve, 1));
	}
	return done;
}

/** True when everything arrived everywhere within 15 s. */
export async function drained(typists: readonly Typist[]): Promise<boolean> {
	for (const until = performance.now() + 15_000; performance.now() < until;) {
		if (typists.every((typist) => typist.upToDate)) return true;
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
	return false;
}
