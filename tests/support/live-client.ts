import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { frames } from '$lib/notebook/frames';

/** A frame of ours that came in, parsed. */
export interface Heard {
	type: number;
	json: unknown;
}

/**
 * One browser at the live table, without a browser: the wire protocol and nothing else, so that tests can also say
 * what an honest browser never would.
 */
export class LiveClient {
	readonly doc: Y.Doc;
	readonly heard: Heard[] = [];
	/** Names by client id, from presence; somebody who left is not in it. */
	readonly present = new Map<number, unknown>();
	acked = 0;
	sent = 0;
	synced = false;
	closedWith: { code: number; reason: string } | null = null;
	/** HTTP status when the handshake was refused. */
	refusedWith: number | null = null;
	/** Called with every frame that comes in: its type and its bytes, before anything is done with it. */
	onFrame: (type: number, bytes: Uint8Array) => void = () => {};
	#ws: WebSocket | null = null;
	readonly #waiting: { until: () => boolean; resolve: () => void }[] = [];

	constructor(doc = new Y.Doc()) {
		this.doc = doc;
		this.doc.on('update', (update: Uint8Array, origin: unknown) => {
			if (origin !== this && this.synced) this.sendUpdate(update);
		});
	}

	/** Resolves when the document is here, or when the door stayed shut (`refusedWith`). */
	async open(url: string, headers: Record<string, string>): Promise<this> {
		this.closedWith = this.refusedWith = null;
		this.synced = false;
		this.acked = this.sent = 0;
		const ws = new WebSocket(url, { headers, perMessageDeflate: false });
		this.#ws = ws;
		ws.on('open', () => this.sendSync(0, Y.encodeStateVector(this.doc)));
		ws.on('message', (data) => {
			if (ws === this.#ws) this.#hear(new Uint8Array(data as Buffer));
		});
		ws.on('unexpected-response', (_request, response) => {
			this.refusedWith = response.statusCode ?? 0;
			ws.terminate();
			this.#look();
		});
		ws.on('error', () => {});
		ws.on('close', (code, reason) => {
			// one that was dropped a moment ago says goodbye while the next is open already
			if (ws !== this.#ws) return;
			this.closedWith = { code, reason: reason.toString() };
			this.synced = false;
			this.#look();
		});
		await this.until(() => this.synced || this.closedWith !== null || this.refusedWith !== null);
		return this;
	}

	/** Resolves as soon as this holds, looked at after every frame; throws after 10 s. */
	until(holds: () => boolean): Promise<void> {
		if (holds()) return Promise.resolve();
		return new Promise((resolve, reject) => {
			const timer = setTimeout(() => reject(new Error(`waited in vain: ${holds.toString()}`)), 10_000);
			this.#waiting.push({ until: holds, resolve: () => (clearTimeout(timer), resolve()) });
		});
	}

	/** Everything sent so far is durable. */
	saved = (): Promise<void> => this.until(() => this.acked >= this.sent || this.closedWith !== null);
	closed = (): Promise<void> => this.until(() => this.closedWith !== null);

	/** The newest frame of one of our types. */
	last = (type: number): unknown => this.heard.findLast((h) => h.type === type)?.json;
	/** Resolves when one more frame of this type came than there were. */
	async next(type: number): Promise<unknown> {
		const before = this.heard.filter((h) => h.type === type).length;
		await this.until(() => this.heard.filter((h) => h.type === type).length > before);
		return this.last(type);
	}

	sendUpdate(update: Uint8Array): void {
		this.sendSync(2, update);
	}

	sendSync(step: 0 | 1 | 2, body: Uint8Array): void {
		const into = encoding.createEncoder();
		encoding.writeVarUint(into, 0);
		encoding.writeVarUint(into, step);
		encoding.writeVarUint8Array(into, body);
		if (step > 0) this.sent++;
		this.sendRaw(encoding.toUint8Array(into));
	}

	sendJson(type: number, json: unknown): void {
		const into = encoding.createEncoder();
		encoding.writeVarUint(into, type);
		encoding.writeVarString(into, JSON.stringify(json));
		this.sendRaw(encoding.toUint8Array(into));
	}

	/** Presence of any client id: its own, or a forged one. */
	sendPresence(state: unknown, clientId = this.doc.clientID, clock = ++this.#clock): void {
		const inner = encoding.createEncoder();
		encoding.writeVarUint(inner, 1);
		encoding.writeVarUint(inner, clientId);
		encoding.writeVarUint(inner, clock);
		encoding.writeVarString(inner, JSON.stringify(state));
		const into = encoding.createEncoder();
		encoding.writeVarUint(into, 1);
		encoding.writeVarUint8Array(into, encoding.toUint8Array(inner));
		this.sendRaw(encoding.toUint8Array(into));
	}
	#clock = 0;

	sendRaw(bytes: Uint8Array): void {
		if (this.#ws?.readyState === WebSocket.OPEN) this.#ws.send(bytes);
	}

	/** Stops reading, as a laptop whose lid is closed. */
	freeze(): void {
		this.#ws?.pause();
	}

	leave(): void {
		this.#ws?.close();
	}
	/** The line drops: no goodbye. */
	drop(): void {
		this.synced = false;
		this.#ws?.terminate();
	}

	#hear(bytes: Uint8Array): void {
		const from = decoding.createDecoder(bytes);
		const type = decoding.readVarUint(from);
		this.onFrame(type, bytes);
		if (type === 0) this.#sync(decoding.readVarUint(from), decoding.readVarUint8Array(from));
		else if (type === 1) this.#presence(decoding.readVarUint8Array(from));
		else if (type === frames.saved) this.acked = decoding.readVarUint(from);
		else this.heard.push({ type, json: JSON.parse(decoding.readVarString(from)) as unknown });
		this.#look();
	}

	#sync(step: number, body: Uint8Array): void {
		if (step === 0) this.sendSync(1, Y.encodeStateAsUpdate(this.doc, body));
		else Y.applyUpdate(this.doc, body, this);
		if (step === 1) this.synced = true;
	}

	#presence(update: Uint8Array): void {
		const from = decoding.createDecoder(update);
		for (let left = decoding.readVarUint(from); left > 0; left--) {
			const id = decoding.readVarUint(from);
			decoding.readVarUint(from);
			const state: unknown = JSON.parse(decoding.readVarString(from));
			if (state === null) this.present.delete(id);
			else this.present.set(id, state);
		}
	}

	#look(): void {
		for (const waiting of [...this.#waiting]) {
			if (!waiting.until()) continue;
			this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
			waiting.resolve();
		}
	}
}
