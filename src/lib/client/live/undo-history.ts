import * as Y from 'yjs';
import { entriesTouched } from './entries-touched';

/** Origin of what was done by hand in this browser: nothing else is ever undone. */
export const byHand = Symbol('by hand');

/** Changes to one note that follow each other within this time are undone together, ms. */
const pause = 600;
/** Also somebody who never pauses undoes no more than this at once, ms. */
const longest = 4000;

/**
 * One history of what was done by hand in several documents, in order of time. It takes back one's own words and
 * nothing else: an entry that a colleague wrote in stays, without one's own letters, and an entry that somebody else
 * removed does not come back.
 */
export class UndoHistory {
	readonly #managers = new Map<string, Y.UndoManager>();
	#turn = 0;
	#target = '';
	#since = 0;

	/** `onChange`: whether there is something to undo or redo may be different now. */
	constructor(private readonly onChange: () => void) {}

	get canUndo(): boolean {
		return this.#newest('undoStack') !== null;
	}
	get canRedo(): boolean {
		return this.#newest('redoStack') !== null;
	}

	/** Follows a document in place of the one that was called so before: what was done there cannot be undone here. */
	follow(part: string, doc: Y.Doc, roots: readonly string[]): void {
		this.#managers.get(part)?.destroy();
		const manager = new Y.UndoManager(
			roots.map((root) => doc.getMap(root)),
			{ captureTimeout: pause, trackedOrigins: new Set([byHand]), deleteFilter: isOursToTakeBack }
		);
		const mark: Parameters<typeof manager.on<'stack-item-added'>>[1] = ({ stackItem, type, origin }) => {
			stackItem.meta.set('turn', ++this.#turn);
			if (type === 'undo' && origin === byHand) this.#forgetUndone(manager);
			this.onChange();
		};
		manager.on('stack-item-added', mark);
		manager.on('stack-item-updated', mark);
		manager.on('stack-item-popped', this.onChange);
		manager.on('stack-cleared', this.onChange);
		this.#managers.set(part, manager);
		this.empty();
	}

	/** Something is about to be done to this note: another note, or a long while of typing, is another step back. */
	begin(target: string): void {
		const now = Date.now();
		if (target === this.#target && now - this.#since < longest) return;
		this.#target = target;
		this.#since = now;
		for (const manager of this.#managers.values()) manager.stopCapturing();
	}

	/** Answers the name (`root/id`) of the entry it was done to; null when there was nothing to take back. */
	undo(): string | null {
		return this.#step('undo', this.#newest('undoStack'));
	}

	redo(): string | null {
		return this.#step('redo', this.#newest('redoStack'));
	}

	/** The round moved on: what was written before stays. */
	empty(): void {
		for (const manager of this.#managers.values()) manager.clear();
		this.#target = '';
		this.onChange();
	}

	#step(what: 'undo' | 'redo', manager: Y.UndoManager | null): string | null {
		this.#target = '';
		if (!manager) return null;
		let touched: string | null = null;
		const look = (transaction: Y.Transaction) => (touched ??= entriesTouched(manager.doc, transaction)[0] ?? null);
		manager.doc.on('afterTransaction', look);
		manager[what]();
		manager.doc.off('afterTransaction', look);
		return touched;
	}

	#newest(stack: 'undoStack' | 'redoStack'): Y.UndoManager | null {
		let newest: Y.UndoManager | null = null;
		let turn = 0;
		for (const manager of this.#managers.values()) {
			const its = manager[stack].at(-1)?.meta.get('turn') as number | undefined;
			if (its === undefined || its < turn) continue;
			[newest, turn] = [manager, its];
		}
		return newest;
	}

	/** Whoever does something new has no way forward any more, in no document. */
	#forgetUndone(but: Y.UndoManager): void {
		for (const manager of this.#managers.values()) if (manager !== but) manager.clear(false, true);
	}
}

/**
 * Whether an undo may take this item away. One's own letters always; but what makes an entry an entry (itself, its
 * author, its words as a whole, what it was put down with) only as long as no colleague wrote in it.
 */
function isOursToTakeBack(item: Y.Item): boolean {
	if (item.content instanceof Y.ContentString) return true;
	const entry = entryAround(item);
	const words = entry && wordsOf(entry);
	if (!entry || !words || !holdsOthersWords(words)) return true;
	const bornWithIt = item.id.client === entry.id.client && item.id.clock <= (words._item?.id.clock ?? Infinity);
	return item !== entry && !bornWithIt && item.parentSub !== 'author' && item.parentSub !== 'text';
}

/** The item of the entry this is or stands in. */
function entryAround(item: Y.Item): Y.Item | null {
	let here = item;
	for (;;) {
		const parent = here.parent as Y.AbstractType<unknown>; // an integrated item hangs in a type
		if (!parent._item) return here.parentSub === null ? null : here;
		here = parent._item;
	}
}

function wordsOf(entry: Y.Item): Y.Text | null {
	const map = entry.content instanceof Y.ContentType ? entry.content.type : null;
	const words: unknown = map instanceof Y.Map ? map.get('text') : null;
	return words instanceof Y.Text ? words : null;
}

function holdsOthersWords(words: Y.Text): boolean {
	const own = words.doc?.clientID;
	for (let item = words._start; item; item = item.right)
		if (!item.deleted && item.countable && item.id.client !== own) return true;
	return false;
}
