import { keptName, keptPlanName, keptTogetherName, mayHaveKept } from './kept-name';

/** One thing a browser keeps: sealed bytes, and what is needed to ask for their key again. */
export interface KeptRecord {
	/** `session/tab/part`; also sealed in, so that records cannot be exchanged. */
	id: string;
	session: string;
	tab: string;
	part: string;
	/** The hour of the key. */
	stamp: number;
	nonce: Uint8Array<ArrayBuffer>;
	sealed: Uint8Array<ArrayBuffer>;
}

/** Where a browser keeps them. Tests keep them in memory. */
export interface KeptStore {
	all(): Promise<KeptRecord[]>;
	put(record: KeptRecord): Promise<void>;
	drop(ids: readonly string[]): Promise<void>;
	/** Leaves nothing at all. */
	wipe(): Promise<void>;
	/** Tabs that are open now: what they keep is still theirs. */
	openTabs(): Promise<ReadonlySet<string>>;
	/** This tab is open until it is gone, or until the answer is called. */
	holdTab(tab: string): () => void;
}

const records = 'records';
const lockOf = (tab: string): string => `${keptName}/${tab}`;

/** True where a browser can keep something nobody can read: only on https, and on this very machine. */
export const canKeep = (): boolean =>
	typeof indexedDB !== 'undefined' && typeof crypto.subtle !== 'undefined' && typeof navigator.locks !== 'undefined';

/** Removes everything this browser kept, in whatever tab. Nothing to remove is fine too. */
export async function forgetKept(): Promise<void> {
	for (const name of [keptName, keptPlanName, keptTogetherName]) await forget(name);
}
async function forget(name: string): Promise<void> {
	if (typeof indexedDB !== 'undefined') await done(indexedDB.deleteDatabase(name));
}

/** The browser's own store. A power cut must not take what was called kept: every write waits for the disk. */
export function browserStore(name = keptName): KeptStore {
	let opening: Promise<IDBDatabase> | null = null;
	const close = async () => {
		const open = await opening;
		opening = null;
		open?.close();
	};
	const open = async (): Promise<IDBDatabase> => {
		const request = indexedDB.open(name, 1);
		request.onupgradeneeded = () => request.result.createObjectStore(records, { keyPath: 'id' });
		const db = await done(request);
		// another tab signs out: it must not wait for this one
		db.onversionchange = db.onclose = () => void close();
		return db;
	};
	const run = async <T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T> | null) => {
		const db = await (opening ??= open());
		const transaction = db.transaction(records, mode, { durability: 'strict' });
		const request = act(transaction.objectStore(records));
		await new Promise<void>((resolve, reject) => {
			transaction.oncomplete = () => resolve();
			transaction.onerror = transaction.onabort = () => reject(transaction.error ?? new Error('nothing was kept'));
		});
		return request?.result;
	};
	return {
		// looking is no reason to make a database
		all: async () =>
			(await mayHaveKept(name))
				? ((await run('readonly', (store) => store.getAll() as IDBRequest<KeptRecord[]>)) ?? [])
				: [],
		put: async (record) => void (await run('readwrite', (store) => store.put(record))),
		drop: async (ids) =>
			void (
				(await mayHaveKept(name)) &&
				(await run('readwrite', (store) => {
					for (const id of ids) store.delete(id);
					return null;
				}))
			),
		wipe: async () => {
			await close();
			await forget(name);
		},
		openTabs: async () => new Set((await navigator.locks.query()).held?.map((lock) => lock.name?.split('/')[1] ?? '')),
		holdTab: (tab) => {
			let letGo = () => {};
			const gone = new Promise<void>((resolve) => (letGo = resolve));
			void navigator.locks.request(lockOf(tab), () => gone);
			return () => letGo();
		}
	};
}

const done = <T>(request: IDBRequest<T>): Promise<T> =>
	new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error ?? new Error('the browser keeps nothing'));
	});
