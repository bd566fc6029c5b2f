import * as Y from 'yjs';

/** So many updates are merged into one: the list would only grow while the line is down. */
const mergedAt = 200;

/** The person's own changes since everything was last on the server's disk: nobody else's, and no whole document. */
export class Unsent {
	/** How many changes that is. */
	changes = 0;
	#updates: Uint8Array[] = [];

	add(update: Uint8Array): void {
		this.changes++;
		this.#updates.push(update);
		if (this.#updates.length >= mergedAt) this.#updates = [Y.mergeUpdates(this.#updates)];
	}

	clear(): void {
		this.changes = 0;
		this.#updates = [];
	}

	/** All of it as one update; null when there is nothing. */
	merged(): Uint8Array | null {
		if (this.#updates.length > 1) this.#updates = [Y.mergeUpdates(this.#updates)];
		return this.#updates[0] ?? null;
	}
}
