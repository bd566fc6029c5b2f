// Longer than most: what becomes of one's own words, from typing to "saved", is read in one place.
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { RefusalCode } from '$lib/domain/refusals';
import { closeCodes, frames } from '$lib/notebook/frames';
import type { Entry } from '$lib/notebook/table';
import { countingSocket, type SocketCount } from './counting-socket';
import { entriesTouched, readTouched } from './entries-touched';
import { keepLine } from './line';
import { Unsent } from './unsent';

/** `connecting`: never here yet. `saving`: not everything is on the server's disk. `offline`: it waits on this device. */
export type SavedState = 'connecting' | 'saved' | 'saving' | 'offline';

/** Why the server closed this document for good. */
export type Ending = 'signed-out' | 'not-allowed' | 'gone' | 'wait' | 'broken';

export interface ConnectionOptions {
	/** `wss://school/live`, without a trailing slash. */
	server: string;
	/** Document name, see notebook/names. */
	name: string;
	/** A fresh document to look at: at the start, and again after a refusal. */
	onDocument: (doc: Y.Doc) => void;
	onState: (state: SavedState, unsaved: number) => void;
	/** The line is there, for the first time or again. */
	onLine?: () => void;
	/** One of our own frames; `type` as in notebook/frames. */
	onFrame?: (type: number, json: unknown) => void;
	onPresence?: (states: ReadonlyMap<number, Record<string, unknown>>) => void;
	/** The round moved on while these were typed: they are in no document any more, only here. */
	onRescued?: (entries: Entry[], why: RefusalCode) => void;
	onEnd: (why: Ending) => void;
	/** Where the table stands now, as `server`; asked when it is elsewhere, or cannot be reached. */
	lookUp?: () => Promise<string>;
	/** For programs that are no browser. */
	WebSocket?: typeof WebSocket;
}

/** How it went with changes from before a reload: `already` when the server had them, or could not have them any more. */
export type TakenUp = 'saved' | 'refused' | 'already';

interface FromBefore {
	update: Uint8Array;
	changes: number;
	settled: (how: TakenUp) => void;
}

/** Origin of changes from before a reload: one's own, but not done just now. */
const fromBefore = Symbol('from before');

/** A refusal this soon after the last one is no round change but a quarrel with the server, ms. */
const quarrel = 3000;

/** What makes one attempt at a document: replaced as a whole after a refusal. */
interface Attempt {
	doc: Y.Doc;
	provider: WebsocketProvider;
	/** Of the socket that is open now. */
	count: SocketCount;
	acked: number;
	/** Changes made here since everything was last on the server's disk. */
	unsent: Unsent;
	/** Changes from before a reload that were sent and are not on the server's disk yet. */
	taken: FromBefore[];
	/** Entries all those changes touched, as `root/id`. */
	touched: Set<string>;
	stopLine: () => void;
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
	/** Changes from before a reload that wait until the document is here. */
	#waiting: FromBefore[] = [];
	/** Where the table was found last. */
	#server: string;

	constructor(private readonly options: ConnectionOptions) {
		this.#server = options.server;
		this.#attempt = this.#begin();
	}

	get doc(): Y.Doc {
		return this.#attempt.doc;
	}

	/** True while leaving the page would lose something: for `beforeunload`. */
	get hasUnsaved(): boolean {
		return unsavedIn(this.#attempt) > 0;
	}

	/** What was changed here and is not on the server's disk yet; null when there is nothing. */
	get unsent(): { update: Uint8Array; changes: number } | null {
		const { unsent } = this.#attempt;
		const update = unsent.merged();
		return update && { update, changes: unsent.changes };
	}

	/** Takes up changes that this person made before a reload, as soon as the document is here. */
	takeUp(update: Uint8Array, changes: number, settled: (how: TakenUp) => void): void {
		this.#waiting.push({ update, changes, settled });
		if (this.#attempt.provider.synced) this.#takeUpWaiting(this.#attempt);
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
		const { name, lookUp } = this.options;
		const doc = new Y.Doc();
		const attempt: Omit<Attempt, 'provider' | 'stopLine'> = {
			doc,
			count: { sent: 0 },
			acked: 0,
			unsent: new Unsent(),
			taken: [],
			touched: new Set()
		};
		const socket = countingSocket(
			this.options.WebSocket ?? WebSocket,
			() => doc.clientID,
			(count) => {
				attempt.count = count;
				attempt.acked = 0;
			}
		);
		// BroadcastChannel would carry edits between tabs past the server's rules
		const provider = new WebsocketProvider(this.#server, name, doc, {
			disableBc: true,
			params: { saved: '1' },
			WebSocketPolyfill: socket
		});
		const begun: Attempt = Object.assign(attempt, {
			provider,
			stopLine: keepLine(provider, {
				lookUp: lookUp && (async () => (this.#server = await lookUp())),
				knock: () => void this.send(frames.clock, { t0: performance.now() })
			})
		});
		this.#listen(begun);
		provider.awareness.setLocalState(this.#presence);
		this.options.onDocument(doc);
		return begun;
	}

	#listen(attempt: Attempt): void {
		const { doc, provider } = attempt;
		doc.on('afterTransaction', (transaction: Y.Transaction) => {
			const { local, origin, changed } = transaction;
			if ((!local && origin !== fromBefore) || changed.size === 0) return;
			for (const entry of entriesTouched(doc, transaction)) attempt.touched.add(entry);
		});
		doc.on('update', (update, _origin, _doc, transaction) => {
			if (!transaction.local) return;
			attempt.unsent.add(update);
			this.#tellState(attempt);
		});
		provider.on('sync', (here) => {
			this.#everHere ||= here;
			if (here) this.#takeUpWaiting(attempt);
			this.#tellState(attempt);
		});
		provider.on('status', ({ status }) => {
			// the others forgot us while the line was down: the same state must come as a new one
			if (status === 'connected') {
				provider.awareness.setLocalState(provider.awareness.getLocalState());
				this.options.onLine?.();
			}
			this.#tellState(attempt);
		});
		provider.on('closed', ({ code, reason }) => this.#closed(attempt, code, reason));
		provider.awareness.on('change', () => this.options.onPresence?.(provider.awareness.getStates()));
		provider.messageHandlers[frames.saved] = (_out, from) => this.#saved(attempt, decoding.readVarUint(from));
		const ours = [frames.moved, frames.timeline, frames.clock, frames.refused, frames.players, frames.pointing];
		for (const type of ours)
			provider.messageHandlers[type] = (_out, from) =>
				this.options.onFrame?.(type, JSON.parse(decoding.readVarString(from)) as unknown);
	}

	#takeUpWaiting(attempt: Attempt): void {
		for (const before of this.#waiting.splice(0)) {
			let sent = false;
			const note = () => (sent = true);
			attempt.doc.on('update', note);
			// what hangs on words the server does not have (any more) would be taken for a damaged frame
			if (fitsOn(attempt.doc, before.update)) Y.applyUpdate(attempt.doc, before.update, fromBefore);
			attempt.doc.off('update', note);
			if (sent) attempt.taken.push(before);
			else before.settled('already');
		}
	}

	/** The server has our first `count` messages on disk. Only when those are all, everything is saved. */
	#saved(attempt: Attempt, count: number): void {
		attempt.acked = count;
		// before the first message the server has not even heard what we did while the line was down
		if (attempt.count.sent === 0 || count < attempt.count.sent) return;
		attempt.unsent.clear();
		attempt.touched.clear();
		const taken = attempt.taken.splice(0);
		this.#tellState(attempt);
		for (const before of taken) before.settled('saved');
	}

	#tellState(attempt: Attempt): void {
		if (this.#ended || attempt !== this.#attempt) return;
		const { provider } = attempt;
		const unsaved = unsavedIn(attempt);
		const here = provider.wsconnected && provider.synced;
		const state = here ? (unsaved > 0 ? 'saving' : 'saved') : this.#everHere ? 'offline' : 'connecting';
		this.options.onState(state, unsaved);
	}

	#closed(attempt: Attempt, code: number, reason: string): void {
		if (this.#ended || attempt !== this.#attempt) return;
		const rescued = [...attempt.touched].flatMap((key) => readTouched(attempt.doc, key) ?? []);
		if (rescued.length > 0) this.options.onRescued?.(rescued, refusalIn(code, reason));
		const mayTryAgain =
			code === closeCodes.notAllowed && unsavedIn(attempt) > 0 && Date.now() - this.#refusedAt > quarrel;
		this.#refusedAt = Date.now();
		this.#drop(attempt);
		for (const before of attempt.taken.splice(0)) before.settled('refused');
		attempt.unsent.clear();
		if (mayTryAgain) {
			// a fresh document: the old one holds what the server may never get
			this.#attempt = this.#begin();
			this.#tellState(this.#attempt);
			return;
		}
		this.#ended = true;
		this.options.onState('offline', 0);
		this.options.onEnd(endingOf(code));
	}

	#drop({ provider, doc, stopLine }: Attempt): void {
		stopLine();
		provider.destroy();
		provider.awareness.destroy();
		doc.destroy();
	}
}

function endingOf(code: number): Ending {
	if (code === closeCodes.signedOut) return 'signed-out';
	if (code === closeCodes.gone) return 'gone';
	if (code === closeCodes.wait) return 'wait';
	return code === closeCodes.badFrame ? 'broken' : 'not-allowed';
}

/** A table that refuses closes with the code of its refusal as the reason. */
const refusalIn = (code: number, reason: string): RefusalCode =>
	code === closeCodes.notAllowed && reason ? (reason as RefusalCode) : 'not-allowed';

const unsavedIn = ({ unsent, taken }: Attempt): number =>
	taken.reduce((sum, before) => sum + before.changes, unsent.changes);

/** Whether everything this update builds on is in the document. */
function fitsOn(doc: Y.Doc, update: Uint8Array): boolean {
	const tried = new Y.Doc();
	Y.applyUpdate(tried, Y.encodeStateAsUpdate(doc));
	Y.applyUpdate(tried, update);
	const fits = tried.store.pendingStructs === null && tried.store.pendingDs === null;
	tried.destroy();
	return fits;
}
