import type { LogBox, LogParcel } from '$lib/domain/practice';
import { logName, mayHaveLogged } from './log-name';
import { newMomentId } from './new-moment-id';

/** A logged moment that is not sent yet. Nothing of it can be read here but whose it is and when it was kept. */
export interface KeptMoment extends LogParcel {
	who: string;
	/** When it was kept, epoch ms. */
	keptAt: number;
	/** One more at every change: what was sent is only forgotten when it is still the newest. */
	turn: number;
	/** The server would not have it, and why. Her words stay sealed: the server says them again when she opens the log. */
	refused?: string;
}

/** What the page without a line needs: where to seal to, and what to offer. Of the method, and nobody's secret. */
export interface OfflineBox extends LogBox {
	/** Whose log this is, in words, so that somebody else does not log in it. */
	name: string;
	contexts: { id: string; label: string }[];
	briefs: { id: string; label: string }[];
}

/** Where a browser keeps them. Tests keep them in memory. */
export interface LogStore {
	all(): Promise<KeptMoment[]>;
	get(id: string): Promise<KeptMoment | null>;
	/** Resolves when it is on the disk. */
	put(moment: KeptMoment): Promise<void>;
	drop(ids: readonly string[]): Promise<void>;
	/** Forgets a moment that was sent, unless it was changed since: false then. In one go, so that no newer one goes with it. */
	dropIf(id: string, turn: number): Promise<boolean>;
	/** Marks a moment that was refused, unless it was changed since: false then. */
	refuseIf(id: string, turn: number, code: string): Promise<boolean>;
	box(): Promise<OfflineBox | null>;
	/** Null forgets the token too. */
	setBox(box: OfflineBox | null): Promise<void>;
	/** What only a page that was made on this device can know; made when it is first asked for [PR6]. */
	token(): Promise<string>;
}

/** True where a browser can keep something nobody can read: only on https, and on this very machine. */
export const canKeepLog = (): boolean => typeof indexedDB !== 'undefined' && typeof crypto.subtle !== 'undefined';

const boxKey = 'now';
const tokenKey = 'token';

/** Somebody else may sign in here next: without a line this device logs for nobody until then. What waits stays sealed. */
export async function forgetLogBox(): Promise<void> {
	if (canKeepLog() && (await mayHaveLogged())) await browserLog().setBox(null);
}

/** The browser's own store. An empty battery must not take what was called kept: every write waits for the disk. */
export function browserLog(): LogStore {
	let opening: Promise<IDBDatabase> | null = null;
	const open = async (): Promise<IDBDatabase> => {
		const request = indexedDB.open(logName, 1);
		request.onupgradeneeded = () => {
			request.result.createObjectStore('moments', { keyPath: 'id' });
			request.result.createObjectStore('box');
		};
		const db = await done(request);
		// signing out in another tab must not wait for this one
		db.onversionchange = db.onclose = () => {
			db.close();
			opening = null;
		};
		return db;
	};
	const run = async <T>(
		mode: IDBTransactionMode,
		name: 'moments' | 'box',
		act: (store: IDBObjectStore) => IDBRequest<T>
	): Promise<T> => {
		const db = await (opening ??= open());
		const transaction = db.transaction(name, mode, { durability: 'strict' });
		const request = act(transaction.objectStore(name));
		await new Promise<void>((resolve, reject) => {
			transaction.oncomplete = () => resolve();
			transaction.onerror = transaction.onabort = () => reject(transaction.error ?? new Error('nothing was kept'));
		});
		return request.result;
	};
	const ifNewest = async (id: string, turn: number, act: (store: IDBObjectStore, there: KeptMoment) => void) => {
		let newest = false;
		await run('readwrite', 'moments', (store) => {
			const looking = store.get(id) as IDBRequest<KeptMoment | undefined>;
			looking.onsuccess = () => {
				const there = looking.result;
				if (there?.turn !== turn) return;
				newest = true;
				act(store, there);
			};
			return looking;
		});
		return newest;
	};
	return {
		all: async () =>
			(await run('readonly', 'moments', (store) => store.getAll() as IDBRequest<KeptMoment[]>)).toSorted(
				(a, b) => a.keptAt - b.keptAt
			),
		get: async (id) =>
			(await run('readonly', 'moments', (store) => store.get(id) as IDBRequest<KeptMoment | undefined>)) ?? null,
		put: async (moment) => void (await run('readwrite', 'moments', (store) => store.put(moment))),
		drop: async (ids) => {
			for (const id of ids) await run('readwrite', 'moments', (store) => store.delete(id));
		},
		dropIf: (id, turn) => ifNewest(id, turn, (store) => store.delete(id)),
		refuseIf: (id, turn, code) => ifNewest(id, turn, (store, there) => store.put({ ...there, refused: code })),
		box: async () =>
			(await run('readonly', 'box', (store) => store.get(boxKey) as IDBRequest<OfflineBox | undefined>)) ?? null,
		setBox: async (box) =>
			void (await run('readwrite', 'box', (store) =>
				box ? (store.put(box, boxKey) as IDBRequest<unknown>) : (store.clear() as IDBRequest<unknown>)
			)),
		token: async () => {
			let token = '';
			await run('readwrite', 'box', (store) => {
				const looking = store.get(tokenKey) as IDBRequest<string | undefined>;
				looking.onsuccess = () => {
					token = looking.result ?? newMomentId();
					if (!looking.result) store.put(token, tokenKey);
				};
				return looking;
			});
			return token;
		}
	};
}

const done = <T>(request: IDBRequest<T>): Promise<T> =>
	new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error ?? new Error('the browser keeps nothing'));
	});
