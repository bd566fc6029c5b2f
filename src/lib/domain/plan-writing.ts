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
