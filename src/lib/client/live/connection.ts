import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { refusals, type RefusalCode } from '$lib/domain/refusals';
import { closeCodes, frames } from '$lib/notebook/frames';
import { readEntry, type Entry } from '$lib/notebook/table';
import { countingSocket, type SocketCount } from './counting-socket';

/** `connecting`: never here yet. `saving`: not everything is on the server's disk. `offline`: it waits on this device. */
export type SavedState = 'connecting' | 'saved' | 'saving' | 'offline';

/** Why the server closed this document for good. */
export type Ending = 'signed-out' | 'not-allowed' | 'gone' | 'broken';

export interface ConnectionOptions {
	/** `wss://school/live`, without a trailing slash. */
	server: string;
	/** Document name, see notebook/names. */
	name: string;
	/** A fresh document to look at: at the start, and again after a refusal. */
	onDocument: (doc: Y.Doc) => void;
	onState: (state: SavedState, unsaved: number) => void;
	/** One of our own frames; `type` as in notebook/frames. */
	onFrame?: (type: number, json: unknown) => void;
	onPresence?: (states: ReadonlyMap<number, Record<string, unknown>>) => void;
	/** The round moved on while these were typed: they are in no document any more, only here. */
	onRescued?: (entries: Entry[], why: RefusalCode) => void;
	onEnd: (why: Ending) => void;
	/** For programs that are no browser. */
	WebSocket?: typeof WebSocket;
}

/** A refusal this soon after the last one is no round change but a quarrel with the server, ms. */
const quarrel = 3000;

/** What makes one attempt at a document: replaced as a whole after a refusal. */
interface Attempt {
	doc: Y.Doc;
	provider: WebsocketProvider;
	/** Of the socket that is open now. */
	count: SocketCount;
	acked: number;
	/** Local changes since everything was last on the server's disk. */
	unsaved: number;
	/** Entries those changes touched, as `root/id`. */
	touched: Set<string>;
}

/**
 * One shared document over the real y-websocket provider. Says whether everything is saved, never mistakes "sent"
 * for "saved", and loses nothing: what the server had to refuse is handed back as `rescued`.
 */
export class Connection {
	#attempt: Attempt;
	#everHere = false;
	#ended = false;
	#refusedAt = -Infinity;
	#presence: Record<string, unknown> = {};

	constructor(private readonly options: ConnectionOptions) {
		this.#attempt = this.#begin();
	}

	get doc(): Y.Doc {
		return this.#attempt.doc;
	}

	/** True while leaving the page would lose something: for `beforeunload`. */
	get hasUnsaved(): boolean {
		return this.#attempt.unsaved > 0;
	}

	/** What the others see of me besides my name. */
	show(presence: Record<string, unknown>): void {
		this.#presence = presence;
		this.#attempt.provider.awareness.setLocalState(presence);
	}

	/** Sends one of our own frames; false when there is no line now. */
	send(type: number, json: unknown): boolean {
		const { ws, wsconnected } = this.#attempt.provider;
		if (!ws || !wsconnected) return false;
		const into = encoding.createEncoder();
		encoding.writeVarUint(into, type);
		encoding.writeVarString(into, JSON.stringify(json));
		ws.send(encoding.toUint8Array(into) as Uint8Array<ArrayBuffer>);
		return true;
	}

	close(): void {
		this.#ended = true;
		this.#drop(this.#attempt);
	}

	#begin(): Attempt {
		const { server, name } = this.options;
		const doc = new Y.Doc();
		const attempt: Omit<Attempt, 'provider'> = { doc, count: { sent: 0 }, acked: 0, unsaved: 0, touched: new Set() };
		const socket = countingSocket(
			this.options.WebSocket ?? WebSocket,
			() => doc.clientID,
			(count) => {
				attempt.count = count;
				attempt.acked = 0;
			}
		);
		// BroadcastChannel would carry edits between tabs past the server's rules
		const provider = new WebsocketProvider(server, name, doc, {
			disableBc: true,
			params: { saved: '1' },
			WebSocketPolyfill: socket
		});
		const begun: Attempt = Object.assign(attempt, { provider });
		this.#listen(begun);
		provider.awareness.setLocalState(this.#presence);
		this.options.onDocument(doc);
		return begun;
	}

	#listen(attempt: Attempt): void {
		const { doc, provider } = attempt;
		doc.on('afterTransaction', (transaction: Y.Transaction) => {
			if (transaction.local && transaction.changed.size > 0) this.#noteChange(attempt, transaction);
		});
		provider.on('sync', (here) => {
			this.#everHere ||= here;
			this.#tellState(attempt);
		});
		provider.on('status', ({ status }) => {
			// the others forgot us while the line was down: the same state must come as a new one
			if (status === 'connected') provider.awareness.setLocalState(provider.awareness.getLocalState());
			this.#tellState(attempt);
		});
		provider.on('closed', ({ code, reason }) => this.#closed(attempt, code, reason));
		provider.awareness.on('change', () => this.options.onPresence?.(provider.awareness.getStates()));
		provider.messageHandlers[frames.saved] = (_out, from) => this.#saved(attempt, decoding.readVarUint(from));
		for (const type of [frames.moved, frames.timeline, frames.clock, frames.refused, frames.players])
			provider.messageHandlers[type] = (_out, from) =>
				this.options.onFrame?.(type, JSON.parse(decoding.readVarString(from)) as unknown);
	}

	#noteChange(attempt: Attempt, transaction: Y.Transaction): void {
		attempt.unsaved++;
		for (const [type, keys] of transaction.changed)
			for (const entry of entriesTouched(attempt.doc, type as Y.AbstractType<unknown>, keys))
				attempt.touched.add(entry);
		this.#tellState(attempt);
	}

	/** The server has our first `count` messages on disk. Only when those are all, everything is saved. */
	#saved(attempt: Attempt, count: number): void {
		attempt.acked = count;
		// before the first message the server has not even heard what we did while the line was down
		if (attempt.count.sent === 0 || count < attempt.count.sent) return;
		attempt.unsaved = 0;
		attempt.touched.clear();
		this.#tellState(attempt);
	}

	#tellState(attempt: Attempt): void {
		if (this.#ended || attempt !== this.#attempt) return;
		const { unsaved, provider } = attempt;
		const here = provider.wsconnected && provider.synced;
		const state = here ? (unsaved > 0 ? 'saving' : 'saved') : this.#everHere ? 'offline' : 'connecting';
		this.options.onState(state, unsaved);
	}

	#closed(attempt: Attempt, code: number, reason: string): void {
		if (this.#ended || attempt !== this.#attempt) return;
		const rescued = [...attempt.touched].flatMap((key) => readTouched(attempt.doc, key) ?? []);
		if (rescued.length > 0) this.options.onRescued?.(rescued, isRefusal(reason) ? reason : 'not-allowed');
		const mayTryAgain = code === closeCodes.notAllowed && attempt.unsaved > 0 && Date.now() - this.#refusedAt > quarrel;
		this.#refusedAt = Date.now();
		this.#drop(attempt);
		if (mayTryAgain) {
			// a fresh document: the old one holds what the server may never get
			this.#attempt = this.#begin();
			this.#tellState(this.#attempt);
			return;
		}
		this.#ended = true;
		attempt.unsaved = 0;
		this.options.onState('offline', 0);
		this.options.onEnd(endingOf(code));
	}

	#drop({ provider, doc }: Attempt): void {
		provider.destroy();
		provider.awareness.destroy();
		doc.destroy();
	}
}

function endingOf(code: number): Ending {
	if (code === closeCodes.signedOut) return 'signed-out';
	if (code === closeCodes.gone) return 'gone';
	return code === closeCodes.badFrame ? 'broken' : 'not-allowed';
}

const isRefusal = (reason: string): reason is RefusalCode => reason in refusals;

/** Names of the entries (`root/id`) a change is part of. */
function entriesTouched(doc: Y.Doc, type: Y.AbstractType<unknown>, keys: ReadonlySet<string | null>): string[] {
	let here = type;
	let id: string | null = null;
	for (let item = here._item; item; item = here._item) {
		id = item.parentSub;
		here = item.parent as Y.AbstractType<unknown>; // an integrated item hangs in a type
	}
	const root = [...doc.share].find(([, shared]) => shared === here)?.[0];
	if (root === undefined) return [];
	return id !== null ? [`${root}/${id}`] : [...keys].flatMap((key) => (key === null ? [] : `${root}/${key}`));
}

function readTouched(doc: Y.Doc, key: string): Entry | null {
	const [root = '', id = ''] = key.split('/');
	const map: unknown = doc.getMap(root).get(id);
	return map instanceof Y.Map ? readEntry(root as Entry['unit'], id, map as Y.Map<unknown>) : null;
}
