import type { PlanKeeper, WrittenField } from '$lib/domain/plan-writing';
import { askKeyAt } from '../live/ask-key';
import { KeptEdits, type AskKey, type Found } from '../live/kept-edits';
import { keptPlanName, mayHaveKept } from '../live/kept-name';
import { browserStore, canKeep, type KeptStore } from '../live/kept-store';

/** Something that was typed before the tab was closed, and that the server does not have yet. */
export interface FoundWriting {
	/** Of this one alone: two tabs may have left words of one entry. */
	id: string;
	entryId: string;
	fields: WrittenField[];
	/** It is safe elsewhere, or nobody wants it: it may go. */
	forget: () => void;
}

export interface KeptWritingOptions {
	trajectoryId: string;
	onFound: (found: FoundWriting[]) => void;
	/** Where it is kept and who gives the key; the browser's own when left out. */
	keepIn?: { store: KeptStore; askKey: AskKey };
}

/**
 * [LP3] Keeps what somebody types in her plan until it is saved, sealed under a key of the server's that is never stored,
 * at every key she presses. What a tab that is gone left behind is found at the next visit.
 */
export class KeptWriting implements PlanKeeper {
	readonly #edits: KeptEdits<string>;
	readonly #forms = new Map<string, () => WrittenField[] | null>();
	/** Last words of forms that are gone, on their way. */
	readonly #leaving: Promise<void>[] = [];

	constructor({ trajectoryId, onFound, keepIn }: KeptWritingOptions) {
		this.#edits = new KeptEdits<string>({
			sessionId: trajectoryId,
			...(keepIn ?? {
				store: browserStore(keptPlanName),
				askKey: askKeyAt((plan) => `/trajectories/${plan}/plan-key`)
			}),
			read: (entryId) => {
				const fields = this.#forms.get(entryId)?.() ?? null;
				return fields && new TextEncoder().encode(JSON.stringify(fields));
			},
			onFound: (found) => onFound(found.map((one) => this.#readable(one)))
		});
	}

	watch(entryId: string, read: () => WrittenField[] | null): void {
		this.#forms.set(entryId, read);
	}

	changed(entryId: string): void {
		this.#edits.changed(entryId, true);
	}

	release(entryId: string, saved: Promise<boolean>): void {
		const done = saved.then((safe) => {
			if (!safe) return;
			this.#forms.delete(entryId);
			this.#edits.drop(entryId);
		});
		this.#leaving.push(done);
	}

	close(): Promise<void> {
		return this.#edits.close(this.#lastWords());
	}

	/** Until then what lies here is this tab's: found earlier, it would be sent twice. */
	async #lastWords(): Promise<void> {
		// a page that goes closes this before its forms are gone
		await Promise.resolve();
		await Promise.all(this.#leaving);
	}

	#readable({ id, part, bytes }: Found<string>): FoundWriting {
		// sealed by this very program, so it is what it wrote
		const fields = JSON.parse(new TextDecoder().decode(bytes)) as WrittenField[];
		return { id, entryId: part, fields, forget: () => this.#edits.forget(id) };
	}
}

/** Null where a browser can only keep what everybody could read: there nothing is kept. */
export const keepWriting = (options: KeptWritingOptions): KeptWriting | null =>
	canKeep() ? new KeptWriting(options) : null;

/** Whether a tab that is gone may have left something: looking costs a question to the server. */
export const mayHaveWriting = (): Promise<boolean> => mayHaveKept(keptPlanName);
