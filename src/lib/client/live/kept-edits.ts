import type { Entry } from '$lib/notebook/table';
import type { KeptRecord, KeptStore } from './kept-store';

/** The parts of a session that are kept on their own. */
export type Part = 'table' | 'own' | 'rescued';

/** A key and the hour it belongs to; `refused`: nobody can have it (any more); `unreachable`: ask again later. */
export type KeyAnswer = { stamp: number; key: CryptoKey } | 'refused' | 'unreachable';

/** Asks the server for the key of a session: this hour's, or that of a stamp. */
export type AskKey = (sessionId: string, stamp?: number) => Promise<KeyAnswer>;

/** What was kept before a reload, readable again. */
export interface Found<P extends string = Part> {
	/** Record to forget once this is safe elsewhere. */
	id: string;
	part: P;
	bytes: Uint8Array;
}

/** What the server acknowledges within this time is never written at all, ms. */
const patience = 250;
/** After the server could not be reached it is asked again, ms. */
const askAgain = 5000;
const hour = 3_600_000;

export interface KeptEditsOptions<P extends string = Part> {
	/** What the key belongs to: a session, or whatever else has parts of its own and a store of its own. */
	sessionId: string;
	store: KeptStore;
	askKey: AskKey;
	/** What is to be kept of a part now; null when nothing is. */
	read: (part: P) => Uint8Array | null;
	/** Something was kept by a tab that is gone. */
	onFound: (found: Found<P>[]) => void;
}

/**
 * Keeps what only this browser has in its storage, sealed (AES-256-GCM) under a key that is never stored: the server
 * hands it out again only to the same person in the same sign-in, for a day, as long as the child's consent holds
 * [L18]. One record per tab and part, so that tabs do not overwrite each other. All writing is one after the other.
 */
export class KeptEdits<P extends string = Part> {
	readonly #tab = crypto.randomUUID();
	readonly #letGo: () => void;
	readonly #changed = new Set<P>();
	readonly #written = new Set<P>();
	#key: { stamp: number; key: CryptoKey; since: number } | null = null;
	#queue: Promise<unknown> = Promise.resolve();
	#timer: ReturnType<typeof setTimeout> | undefined;
	#retry: ReturnType<typeof setTimeout> | undefined;
	#over = false;

	constructor(private readonly options: KeptEditsOptions<P>) {
		this.#letGo = options.store.holdTab(this.#tab);
		this.#search();
	}

	/** A part changed: it is written when it is still to be kept after a moment, or at once, or forgotten. */
	changed(part: P, atOnce: boolean): void {
		if (this.#over) return;
		this.#changed.add(part);
		if (atOnce || this.#written.has(part)) this.flush();
		else this.#timer ??= setTimeout(() => this.flush(), patience);
	}

	/** Writes what waits to be written. */
	flush(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		if (this.#changed.size > 0) this.#later(() => this.#write());
	}

	/** The server can be reached (again): an old key is exchanged, because the sign-in may be another one by now. */
	lineIsBack(): void {
		if (this.#over || (this.#key && Date.now() - this.#key.since < hour)) return;
		void this.#renewKey();
	}

	/** What was found is safe: its record goes, after everything that is being written now. */
	forget(id: string): void {
		this.flush();
		this.#later(() => this.options.store.drop([id]));
	}

	/** What is kept of a part is safe: it goes, also when the page has closed meanwhile. */
	drop(part: P): void {
		this.#changed.delete(part);
		this.#later(async () => {
			if (this.#written.delete(part)) await this.options.store.drop([this.#idOf(part)]);
		});
	}

	/** The page closes; what is kept stays for the next visit, which finds it once `last` is over. */
	async close(last?: Promise<unknown>): Promise<void> {
		if (this.#over) return;
		this.flush();
		this.#end();
		await last;
		await this.#queue;
		this.#letGo();
	}

	/** Nobody may have it any more: this session's records go, or, on a sign-out, everything. */
	async wipe(all: boolean): Promise<void> {
		const { store, sessionId } = this.options;
		this.#changed.clear();
		this.#end();
		this.#later(async () => {
			if (all) return store.wipe();
			const mine = (await store.all()).filter((record) => record.session === sessionId);
			await store.drop(mine.map((record) => record.id));
		});
		await this.#queue;
		this.#letGo();
	}

	#end(): void {
		this.#over = true;
		clearTimeout(this.#timer);
		clearTimeout(this.#retry);
	}

	/** A browser that keeps nothing (full, private, forbidden) must not disturb the typing. */
	#later(act: () => Promise<void>): void {
		this.#queue = this.#queue.then(act).catch(() => undefined);
	}

	/** Beside the queue: a server that does not answer must not keep new words from being written. */
	#search(): void {
		void this.#open().catch(() => undefined);
	}

	async #open(): Promise<void> {
		const { store, sessionId, onFound } = this.options;
		let unreachable = !(await this.#renewKey());
		const open = await store.openTabs();
		const found: Found<P>[] = [];
		const keys = new Map<string, KeyAnswer>();
		for (const record of await store.all()) {
			if (open.has(record.tab) || this.#over) continue;
			const which = `${record.session} ${record.stamp}`;
			const key = keys.get(which) ?? (await this.options.askKey(record.session, record.stamp));
			keys.set(which, key);
			if (key === 'unreachable') unreachable = true;
			else {
				const bytes = key === 'refused' ? null : await unseal(record, key.key);
				if (bytes === null) await store.drop([record.id]);
				else if (record.session === sessionId) found.push({ id: record.id, part: record.part as P, bytes });
			}
		}
		if (found.length > 0 && !this.#over) onFound(found);
		// what was found is in hand; what could not be asked is asked again
		if (unreachable && found.length === 0 && !this.#over) this.#retry = setTimeout(() => this.#search(), askAgain);
	}

	/** True when the server answered, be it with a no. */
	async #renewKey(): Promise<boolean> {
		const answer = await this.options.askKey(this.options.sessionId);
		if (typeof answer === 'object') this.#key = { ...answer, since: Date.now() };
		else if (answer === 'refused') this.#key = null;
		// what waited for a key waits a moment more: most of it is acknowledged by then
		if (!this.#over && this.#changed.size > 0) this.#timer ??= setTimeout(() => this.flush(), patience);
		return answer !== 'unreachable';
	}

	async #write(): Promise<void> {
		// without a key nothing is written: not even for a moment may it lie here readable
		if (!this.#key) return;
		for (const part of [...this.#changed]) {
			this.#changed.delete(part);
			const bytes = this.options.read(part);
			const id = this.#idOf(part);
			if (bytes) {
				this.#written.add(part);
				await this.options.store.put(await this.#seal(id, part, bytes, this.#key));
			} else if (this.#written.delete(part)) await this.options.store.drop([id]);
		}
	}

	#idOf(part: P): string {
		return `${this.options.sessionId}/${this.#tab}/${part}`;
	}

	async #seal(id: string, part: P, bytes: Uint8Array, { key, stamp }: { key: CryptoKey; stamp: number }) {
		const nonce = crypto.getRandomValues(new Uint8Array(12));
		const sealed = await crypto.subtle.encrypt(
			{ name: 'AES-GCM', iv: nonce, additionalData: new TextEncoder().encode(id) },
			key,
			bytes as Uint8Array<ArrayBuffer>
		);
		const { sessionId: session } = this.options;
		return { id, session, tab: this.#tab, part, stamp, nonce, sealed: new Uint8Array(sealed) };
	}
}

/** The bytes of a record, or null when they are noise under this key. */
async function unseal({ id, nonce, sealed }: KeptRecord, key: CryptoKey): Promise<Uint8Array | null> {
	const how = { name: 'AES-GCM', iv: nonce, additionalData: new TextEncoder().encode(id) };
	return crypto.subtle.decrypt(how, key, sealed).then(
		(bytes) => new Uint8Array(bytes),
		() => null
	);
}

/** A change and how many it is in one: four bytes of count, then the update. */
export function packEdits({ update, changes }: { update: Uint8Array; changes: number }): Uint8Array {
	const packed = new Uint8Array(4 + update.length);
	new DataView(packed.buffer).setUint32(0, changes);
	packed.set(update, 4);
	return packed;
}

export const unpackEdits = (packed: Uint8Array): { update: Uint8Array; changes: number } => ({
	changes: new DataView(packed.buffer, packed.byteOffset).getUint32(0),
	update: packed.subarray(4)
});

export const packEntries = (entries: readonly Entry[]): Uint8Array | null =>
	entries.length > 0 ? new TextEncoder().encode(JSON.stringify(entries)) : null;

/** Sealed by this very program, so it is what it wrote. */
export const unpackEntries = (packed: Uint8Array): Entry[] => JSON.parse(new TextDecoder().decode(packed)) as Entry[];
