import * as Y from 'yjs';
import type { SharedWords, WrittenField } from '$lib/domain/plan-writing';
import { richIn } from '$lib/notebook/plan-text';
import { askKeyAt } from '../live/ask-key';
import { coloursOf } from '../live/colours';
import { Connection, type Ending, type SavedState } from '../live/connection';
import { KeptEdits, packEdits, unpackEdits, type Found } from '../live/kept-edits';
import { keptTogetherName } from '../live/kept-name';
import { browserStore, canKeep } from '../live/kept-store';
import { socketsAt } from '../live/sockets-at';
import { sharedWords, type Typing, type Typist } from './shared-words';

export interface WritingRoomOptions {
	/** Path of the page, without a slash at its end: what it asks lies under it. */
	page: string;
	/** Path of the live table, and what the document is called there. */
	table: string;
	document: string;
	/** The texts of this part, by their names. */
	names: readonly string[];
	me: { id: string; name: string };
}

/**
 * [LP11] A part of a plan that two people write in, as one page of one of them has it: what both type, where both are, and
 * whether it is kept. Without a line one types on; what is not kept yet lies sealed on this device.
 */
export class WritingRoom {
	state: SavedState = $state('connecting');
	/** Why it ended for good; null: it goes on. */
	ended: Ending | null = $state.raw(null);
	/** The texts, once they are here. */
	texts: Readonly<Record<string, SharedWords>> | null = $state.raw(null);
	/** Names of the others who are here now. */
	here: string[] = $state.raw([]);
	/** What could not be kept and stands nowhere else: to be copied. */
	left: WrittenField[] = $state.raw([]);
	/** Something can be kept on this device. */
	readonly keeps: boolean;
	readonly #connection: Connection;
	readonly #kept: KeptEdits<'texts'> | null;
	#doc = new Y.Doc();
	#unsaved = 0;
	#unsavedBefore = 0;
	#typists: Typist[] = [];
	#watchers: (() => void)[] = [];

	constructor(private readonly options: WritingRoomOptions) {
		const { page, table, document } = options;
		this.#connection = new Connection({
			server: socketsAt(table),
			name: document,
			onDocument: (doc) => this.#begin(doc),
			onState: (state, unsaved) => this.#tell(state, unsaved),
			onLine: () => this.#kept?.lineIsBack(),
			onPresence: (states) => this.#others(states),
			onEnd: (why) => this.#end(why),
			lookUp: async () => {
				const answer = await fetch(`${page}/table-address`, { cache: 'no-store' });
				if (!answer.ok) throw new Error(`no address: ${answer.status}`);
				return socketsAt(((await answer.json()) as { path: string }).path);
			}
		});
		this.keeps = canKeep();
		this.#kept = this.keeps
			? new KeptEdits<'texts'>({
					sessionId: document,
					store: browserStore(keptTogetherName),
					askKey: askKeyAt(() => `${page}/key`),
					read: () => {
						const { unsent } = this.#connection;
						return unsent && packEdits(unsent);
					},
					onFound: (found) => found.forEach((one) => this.#bringBack(one))
				})
			: null;
		addEventListener('pagehide', this.#flush);
	}

	/** Leaving now would lose something. */
	get loses(): boolean {
		return !this.#kept && this.#connection.hasUnsaved;
	}

	close(): void {
		removeEventListener('pagehide', this.#flush);
		void this.#kept?.close();
		this.#connection.close();
	}

	readonly #flush = (): void => this.#kept?.flush();

	/** A document to look at: at first, and again after one was refused. */
	#begin(doc: Y.Doc): void {
		if (this.texts && this.#unsaved > 0) this.#keepToCopy();
		this.#doc = doc;
		this.texts = null;
	}

	#tell(state: SavedState, unsaved: number): void {
		this.#unsavedBefore = this.#unsaved;
		this.#unsaved = unsaved;
		this.state = state;
		if (!this.texts && (state === 'saved' || state === 'saving')) this.texts = this.#wordsOf(this.#doc);
		if (unsaved > 0 || state === 'saved') this.#kept?.changed('texts', state === 'offline');
	}

	#wordsOf(doc: Y.Doc): Record<string, SharedWords> {
		return Object.fromEntries(
			this.options.names.map((name) => {
				const text = doc.getText(name);
				const words = sharedWords(text, {
					show: (caret) => this.#connection.show({ typing: caret && { name, ...caret } }),
					others: () => this.#typists.filter(({ typing }) => typing.name === name),
					listenToOthers: (changed) => {
						this.#watchers = [...this.#watchers, changed];
						return () => (this.#watchers = this.#watchers.filter((one) => one !== changed));
					}
				});
				return [name, words];
			})
		);
	}

	#others(states: ReadonlyMap<number, Record<string, unknown>>): void {
		const { me } = this.options;
		const others = [...states].flatMap(([client, { user, typing }]) => {
			const who = user as { id: string; name: string } | undefined;
			return who && who.id !== me.id ? [{ client, who, typing: typingIn(typing) }] : [];
		});
		const colours = coloursOf([me.id, ...others.map(({ who }) => who.id)]);
		const names = others.map(({ who }) => who.name);
		this.here = names.filter((name, i) => names.indexOf(name) === i);
		this.#typists = others.flatMap(({ client, who, typing }) =>
			typing ? [{ id: `${client}`, name: who.name, colour: colours.get(who.id) ?? 0, typing }] : []
		);
		for (const changed of this.#watchers) changed();
	}

	#bringBack({ id, bytes }: Found<'texts'>): void {
		const { update, changes } = unpackEdits(bytes);
		this.#connection.takeUp(update, changes, () => this.#kept?.forget(id));
	}

	#end(why: Ending): void {
		if (this.#unsavedBefore > 0) this.#keepToCopy();
		this.ended = why;
		if (why !== 'broken' && why !== 'wait') void this.#kept?.wipe(why === 'signed-out');
	}

	#keepToCopy(): void {
		this.left = this.options.names.map((name) => [name, richIn(this.#doc.getText(name))]);
	}
}

/** What another browser says of itself, if it is what ours say. */
function typingIn(said: unknown): Typing | null {
	if (typeof said !== 'object' || said === null) return null;
	const { name, anchor, head } = said as Record<string, unknown>;
	const whole = typeof name === 'string' && typeof anchor === 'string' && typeof head === 'string';
	return whole ? { name, anchor, head } : null;
}
