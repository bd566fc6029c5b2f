// Longer than most: everything a screen asks of a session is asked here, and done elsewhere.
import type * as Y from 'yjs';
import type { Place, Pointed, PlayerReport, Players, ShownDrawing } from '$lib/domain/live';
import type { RefusalCode } from '$lib/domain/refusals';
import type { PlaybackCommand, TimelineState } from '$lib/domain/timeline';
import type { SessionEvent } from '$lib/engine/session';
import type { SessionView } from '$lib/engine/session-view';
import { units } from '$lib/engine/pack';
import { frames } from '$lib/notebook/frames';
import { ownName, tableName } from '$lib/notebook/names';
import * as table from '$lib/notebook/table';
import type { Entry, NewEntry } from '$lib/notebook/table';
import { Connection, type Ending, type SavedState } from './connection';
import type { KeepIn } from './keeping';
import type { KeptEdits } from './kept-edits';
import { mayHaveKept } from './kept-name';
import { PointedNow } from './pointed-now.svelte';
import { ServerClock } from './server-clock';
import { socketsAt } from './sockets-at';
import { byHand, UndoHistory } from './undo-history';
import {
	peopleHere,
	shownIn,
	withPlaces,
	type PersonHere,
	type Shown,
	type Typing,
	type TypingShown
} from './who-is-here';

export type { PersonHere, Typing };

/** [L31] How far the session is. `stands`: it did not move just now. `now`: all that is new in my view of it. */
export interface Moved {
	seq: number;
	stands?: true;
	now?: Pick<SessionView, 'state' | 'may'>;
}

export interface LiveSessionOptions {
	sessionId: string;
	/** Me: author of what I add, owner of my own document. */
	me: { id: string; name: string };
	/** `wss://school/live`, or a path on the page's own host; `/live` there when left out. */
	server?: string;
	/** The session moved: what it is for me now, or, without that, read your own view again. */
	onMoved: (moved: Moved) => void;
	/** The room is closed to me. */
	onEnd?: (why: Ending) => void;
	/** Where the table stands now, as `server`; asked of the page's own server when left out, in a browser. */
	lookUp?: () => Promise<string>;
	/** Where unsent changes are kept over a reload: the browser's own store when left out, nowhere when null. */
	keepIn?: KeepIn | null;
	WebSocket?: typeof WebSocket;
}

/** After this long a room has loaded what it shows, ms. */
const settled = 3000;
/** Who does not say where the table is within this time, does not know, ms. */
const longestAnswer = 8000;

const addressOf = (server: string): string => (server.startsWith('/') ? socketsAt(server) : server);

async function askTableAddress(sessionId: string): Promise<string> {
	const signal = AbortSignal.timeout(longestAnswer);
	const answer = await fetch(`/sessions/${sessionId}/table-address`, { cache: 'no-store', signal });
	if (!answer.ok) throw new Error(`no address: ${answer.status}`);
	return socketsAt(((await answer.json()) as { path: string }).path);
}

/** Where one types is told at most this often, ms. */
const presenceEvery = 250;

/** A session as one browser has it open: the table, one's own pages, who is here, and the shared picture. */
export class LiveSession {
	/** Everything on the table, in reading order. */
	entries = $state.raw<Entry[]>([]);
	jottings = $state.raw<Entry[]>([]);
	later = $state.raw<Entry[]>([]);
	/** What I wrote that nobody else reads until a round reveals it. */
	sealed = $state.raw<Entry[]>([]);
	/** What was typed while the round moved on; it stands nowhere but here until somebody puts it down again. */
	rescued = $state.raw<Entry[]>([]);
	/** How many changes of before a reload were saved after all; whoever has read it puts it back to 0. */
	resent = $state(0);
	people = $state.raw<PersonHere[]>([]);
	timeline = $state.raw<TimelineState | null>(null);
	players = $state.raw<Players>({});
	readonly pointed = new PointedNow();
	/** Why the last playback command was refused; a new object each time. */
	refused = $state.raw<{ code: RefusalCode } | null>(null);
	ended = $state.raw<Ending | null>(null);

	#tableState = $state.raw<[SavedState, number]>(['connecting', 0]);
	#ownState = $state.raw<[SavedState, number]>(['connecting', 0]);
	#steps = $state.raw({ canUndo: false, canRedo: false });
	#presence: Shown[] = [];

	readonly #clock = new ServerClock((t0) => void this.#table.send(frames.clock, { t0 }));
	readonly #table: Connection;
	readonly #own: Connection;
	readonly #history = new UndoHistory(() => this.#tellSteps());
	readonly #timers: ReturnType<typeof setTimeout>[] = [];
	#typing: TypingShown | null = null;
	/** Loaded when it is needed: the room does not wait for it. */
	#kept: KeptEdits | null = null;
	#keepPlanned = false;
	#keepAsked = false;
	#closed = false;
	#presenceTimer: ReturnType<typeof setTimeout> | null = null;

	constructor(private readonly options: LiveSessionOptions) {
		const inBrowser = typeof location !== 'undefined';
		const lookUp = options.lookUp ?? (inBrowser ? () => askTableAddress(options.sessionId) : null);
		const common = {
			server: addressOf(options.server ?? '/live'),
			...(lookUp ? { lookUp } : {}),
			onRescued: (entries: Entry[]) => this.#rescue(entries),
			onEnd: (why: Ending) => this.#end(why),
			...(options.WebSocket ? { WebSocket: options.WebSocket } : {})
		};
		this.#table = new Connection({
			...common,
			name: tableName(options.sessionId),
			onDocument: (doc) => {
				this.#history.follow('table', doc, units);
				this.#read(doc, () => {
					this.entries = table.entriesOf(doc);
					this.#gather();
				});
			},
			onState: (...state) => this.#tellState('table', (this.#tableState = state)),
			onLine: () => this.#clock.ask(),
			onFrame: (type, json) => this.#hear(type, json),
			onPresence: (states) => this.#see(states)
		});
		this.#own = new Connection({
			...common,
			name: ownName(options.sessionId, options.me.id),
			onDocument: (doc) => {
				this.#history.follow('own', doc, table.ownUnits);
				this.#read(doc, () => {
					this.jottings = table.entriesIn(doc, 'jottings');
					this.later = table.entriesIn(doc, 'later');
					this.sealed = table.entriesIn(doc, 'sealed');
				});
			},
			onState: (...state) => this.#tellState('own', (this.#ownState = state))
		});
	}

	/** The worse of the two documents: "saved" only when everything is. */
	get saved(): SavedState {
		const states = [this.#tableState[0], this.#ownState[0]];
		return (['offline', 'connecting', 'saving'] as const).find((state) => states.includes(state)) ?? 'saved';
	}

	/** Changes that are only on this device. */
	get unsaved(): number {
		return this.#tableState[1] + this.#ownState[1];
	}

	/** True while leaving the page would lose something: for `beforeunload`. */
	get holdsUnsaved(): boolean {
		return this.#table.hasUnsaved || this.#own.hasUnsaved;
	}

	/** Server time, epoch ms, as well as this browser can know it. */
	serverNow = (): number => this.#clock.now();

	/** Whether `undo` would take something back: one's own doing in this round, on the table or in one's own pages. */
	get canUndo(): boolean {
		return this.#steps.canUndo;
	}
	get canRedo(): boolean {
		return this.#steps.canRedo;
	}

	/**
	 * Takes back what I did last, and nothing of anybody else; the whole of it when I typed without a pause. Answers the
	 * name (`unit/id`) of the entry it was done to, null when there was nothing to take back.
	 */
	undo(): string | null {
		return this.#history.undo();
	}
	/** Does again what `undo` took back last. Whoever does something new meanwhile has nothing to redo. */
	redo(): string | null {
		return this.#history.redo();
	}

	/** Puts something of mine down; answers its id. */
	addEntry(unit: Entry['unit'], entry: Partial<Omit<NewEntry, 'author'>>): string {
		const id = entry.id ?? crypto.randomUUID();
		this.#do(unit, id, (doc) => table.addEntry(doc, unit, { ...entry, id, author: this.options.me.id }));
		return id;
	}

	retype(unit: Entry['unit'], id: string, text: string): void {
		this.#do(unit, id, (doc) => {
			const words = table.entryMap(doc, unit, id)?.get('text');
			if (words) table.retype(words as Y.Text, text.slice(0, table.longestText));
		});
	}

	changeEntry(unit: Entry['unit'], id: string, change: Parameters<typeof table.changeEntry>[3]): void {
		this.#do(unit, id, (doc) => table.changeEntry(doc, unit, id, change));
	}

	/**
	 * Takes an entry off the table. True when `undo` can bring it back: not what a colleague wrote, because nobody puts
	 * words down in somebody else's name.
	 */
	removeEntry(unit: Entry['unit'], id: string): boolean {
		const mine = table.entryMap(this.#docOf(unit), unit, id)?.get('author') === this.options.me.id;
		// a step of its own, also right after typing in it
		this.#history.begin('');
		if (mine) this.#do(unit, id, (doc) => table.removeEntry(doc, unit, id));
		else table.removeEntry(this.#docOf(unit), unit, id);
		return mine;
	}

	dropRescued(id: string): void {
		this.rescued = this.rescued.filter((entry) => entry.id !== id);
		this.#kept?.changed('rescued', true);
	}

	/** Tells the others where I type; null when I stopped. */
	typesAt(typing: Typing | null): void {
		this.#typing = typing && withPlaces(typing, this.#table.doc);
		this.#presenceTimer ??= setTimeout(() => {
			this.#presenceTimer = null;
			this.#table.show({ typing: this.#typing });
		}, presenceEvery);
	}

	/** Asks the server to move the shared picture; the answer comes back as a timeline, or as `refused`. */
	send(command: PlaybackCommand): void {
		this.#table.send(frames.playback, command);
	}

	/** Tells the others how my own player is doing. */
	report(player: PlayerReport): void {
		this.#table.send(frames.players, player);
	}

	/** Shows everybody this place in the picture; nothing of it is kept. */
	point(at: Place): void {
		this.#table.send(frames.pointing, at);
	}

	/** [BS6] What was drawn with a note, on the big screens of this session. */
	showDrawing(shown: ShownDrawing | null): void {
		this.#table.send(frames.drawn, shown);
	}

	close(): void {
		this.#clock.close();
		this.pointed.close();
		for (const timer of this.#timers) clearTimeout(timer);
		if (this.#presenceTimer) clearTimeout(this.#presenceTimer);
		this.#closed = true;
		void this.#kept?.close();
		this.#table.close();
		this.#own.close();
		if (typeof window !== 'undefined') removeEventListener('pagehide', this.#leave);
	}

	#docOf(unit: Entry['unit']): Y.Doc {
		return table.ownUnits.some((own) => own === unit) ? this.#own.doc : this.#table.doc;
	}

	/** One thing done by hand to one entry: it can be taken back. */
	#do(unit: Entry['unit'], id: string, change: (doc: Y.Doc) => void): void {
		const doc = this.#docOf(unit);
		this.#history.begin(`${unit}/${id}`);
		doc.transact(() => change(doc), byHand);
	}

	#tellSteps(): void {
		const { canUndo, canRedo } = this.#history;
		if (canUndo !== this.#steps.canUndo || canRedo !== this.#steps.canRedo) this.#steps = { canUndo, canRedo };
	}

	/** Reads a document now and after every change; many changes at once are read once. */
	#read(doc: Y.Doc, read: () => void): void {
		let planned = false;
		doc.on('update', () => {
			if (planned) return;
			planned = true;
			queueMicrotask(() => {
				planned = false;
				read();
			});
		});
		read();
	}

	#hear(type: number, json: unknown): void {
		// frames come from our own server, which wrote them from these very types
		switch (type) {
			case frames.moved: {
				const moved = json as Moved & { type?: SessionEvent['type'] };
				// what may be written depends on the round: nothing of the last one is taken back in this one
				if (moved.type === 'round-entered' || moved.type === 'closed') this.#history.empty();
				return this.options.onMoved(moved);
			}
			case frames.timeline: {
				const { serverNow, ...timeline } = json as TimelineState & { serverNow: number };
				this.#clock.guess(serverNow);
				if (!this.timeline || timeline.version >= this.timeline.version) this.timeline = timeline;
				return;
			}
			case frames.clock: {
				const { t0, t1 } = json as { t0: number; t1: number };
				return this.#clock.hear(t0, t1);
			}
			case frames.refused:
				this.refused = json as { code: RefusalCode };
				return;
			case frames.pointing:
				return this.pointed.see(json as Pointed);
			case frames.players:
				this.players = json as Players;
				this.#gather();
		}
	}

	#see(states: ReadonlyMap<number, Record<string, unknown>>): void {
		this.#presence = shownIn(states.values(), this.options.me);
		this.#gather();
	}

	#gather(): void {
		if (this.#presence.length > 0) this.people = peopleHere(this.#presence, this.players, this.#table.doc);
	}

	#rescue(entries: Entry[]): void {
		this.rescued = [...this.rescued, ...entries];
		this.#kept?.changed('rescued', true);
	}

	/** What is not saved at once is kept on this device: at once when the line is down, otherwise after a moment. */
	#tellState(part: 'table' | 'own', [state, unsaved]: [SavedState, number]): void {
		if (unsaved > 0) this.#keep();
		if (state === 'saved') {
			this.#planKeeping();
			this.#kept?.lineIsBack();
		}
		if (unsaved > 0 || state === 'saved') this.#kept?.changed(part, state === 'offline');
	}

	/** The picture comes first: unless something may lie here from before, keeping is loaded when the room has settled. */
	#planKeeping(): void {
		if (this.#keepPlanned) return;
		this.#keepPlanned = true;
		this.#keepAsked = false;
		if (this.options.keepIn) return this.#keep();
		if (this.options.keepIn === null || typeof indexedDB === 'undefined') return;
		this.#timers.push(setTimeout(() => this.#keep(), settled));
		void mayHaveKept().then((may) => may && this.#keep());
	}

	#keep(): void {
		const { keepIn, sessionId } = this.options;
		if (this.#keepAsked || this.#closed || keepIn === null || (!keepIn && typeof window === 'undefined')) return;
		this.#keepAsked = true;
		import('./keeping').then(
			({ startKeeping }) => {
				if (this.#closed) return;
				this.#kept = startKeeping({
					sessionId,
					keepIn,
					documents: { table: this.#table, own: this.#own },
					rescued: () => this.rescued,
					onRescued: (entries) => this.#rescue(entries),
					onResent: (changes) => (this.resent += changes)
				});
				// what was typed while it was loading
				for (const part of ['table', 'own', 'rescued'] as const) this.#kept?.changed(part, false);
				if (typeof window !== 'undefined') addEventListener('pagehide', this.#leave);
			},
			() => {
				this.#keepPlanned = false; // the line went down under it: with the next one
			}
		);
	}

	readonly #leave = (): void => this.#kept?.flush();

	#end(why: Ending): void {
		if (this.ended) return;
		this.ended = why;
		// what was handed back after a damaged frame is still one's own, and whoever waits comes back; all other endings
		// take the right to it away
		if (why !== 'broken' && why !== 'wait') void this.#kept?.wipe(why === 'signed-out');
		this.close();
		this.options.onEnd?.(why);
	}
}
