import type { Flat, RichEdit } from './rich-text';

/** A field of a form and what stands in it. */
export type WrittenField = [name: string, value: string];

/** What keeps a form's unsaved words on the device [LP3]; a browser can, and so can a test. */
export interface PlanKeeper {
	/** From now on this entry's form is asked what it has that is not saved; null: nothing. */
	watch(entryId: string, read: () => WrittenField[] | null): void;
	/** That changed: a key was pressed, or the server has it now. */
	changed(entryId: string): void;
	/** The form is gone and its last words are on their way; `saved` says whether all of it arrived. */
	release(entryId: string, saved: Promise<boolean>): void;
}

/** A text that two people write in at once, as an editor of it sees it [LP11]. */
export interface SharedWords {
	read(): Flat;
	/** What I changed just now. */
	write(edits: readonly RichEdit[]): void;
	/** Told when it was changed by anybody else, or by undoing. Answers how to stop. */
	listen(changed: () => void): () => void;
	/** A place that keeps its meaning while others type, and where that is now; null: nowhere any more. */
	placeOf(index: number): string;
	indexOf(place: string): number | null;
	/** Where I am now; null: not in this text. */
	show(caret: { anchor: string; head: string } | null): void;
	/** Where the others are now, and word of when that changed. */
	others(): Caret[];
	listenToOthers(changed: () => void): () => void;
	undo(): void;
	redo(): void;
}

/** Somebody else in a text: where she types, and from where on she selected. */
export interface Caret {
	id: string;
	name: string;
	/** 0-7, the same on everybody's screen. */
	colour: number;
	anchor: number;
	head: number;
}
