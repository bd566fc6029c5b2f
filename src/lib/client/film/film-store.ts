import { filmsName as name, mayHaveFilms } from './film-name';

/** A recording as this device keeps it. Everything but when and how long is sealed. */
export interface KeptFilm {
	id: string;
	trajectory: string;
	/** The hour of the key. */
	stamp: number;
	/** When it began, epoch ms. */
	at: number;
	/** How it was filmed, such as `video/mp4`. */
	type: string;
	durationMs: number;
	/** How many pieces there are. */
	pieces: number;
}

export interface SealedPiece {
	nonce: Uint8Array<ArrayBuffer>;
	sealed: Uint8Array<ArrayBuffer>;
}

/** True where a browser can keep something nobody can read: only on https, and on this very machine. */
export const canKeepFilms = (): boolean =>
	typeof indexedDB !== 'undefined' && typeof crypto.subtle !== 'undefined' && typeof navigator.locks !== 'undefined';

const lockOf = (id: string): string => `${name}/${id}`;

/** This recording is in somebody's hands until the answer is called or the tab is gone: no other tab takes it up. */
export function holdFilm(id: string): () => void {
	let letGo = () => {};
	const gone = new Promise<void>((resolve) => (letGo = resolve));
	void navigator.locks.request(lockOf(id), () => gone);
	return () => letGo();
}

/** The recordings that nobody has in hand, newest first. Looking makes no database. */
export async function filmsAtRest(store: FilmStore): Promise<KeptFilm[]> {
	if (!(await mayHaveFilms())) return [];
	const held = new Set((await navigator.locks.query()).held?.map((lock) => lock.name));
	const films = await store.films();
	return films.filter(({ id }) => !held.has(lockOf(id))).sort((a, b) => b.at - a.at);
}

/** Removes everything that was filmed and kept, in whatever tab. Nothing to remove is fine too. */
export async function forgetFilms(): Promise<void> {
	if (await mayHaveFilms()) await done(indexedDB.deleteDatabase(name));
}

/** Recordings and their pieces. A piece that was called kept survives an empty battery: every write waits for the disk. */
export class FilmStore {
	#opening: Promise<IDBDatabase> | null = null;

	films(): Promise<KeptFilm[]> {
		return this.#run('readonly', ({ films }) => films.getAll() as IDBRequest<KeptFilm[]>);
	}

	/** The newest piece of a film, and the film as it then stands, in one. */
	async add(film: KeptFilm, piece: SealedPiece): Promise<void> {
		await this.#run('readwrite', ({ films, pieces }) => {
			pieces.put(piece, [film.id, film.pieces - 1]);
			return films.put(film);
		});
	}

	async piece(film: string, index: number): Promise<SealedPiece | null> {
		const found = await this.#run('readonly', ({ pieces }) => pieces.get([film, index]) as IDBRequest<SealedPiece>);
		return (found as SealedPiece | undefined) ?? null;
	}

	async drop(film: string): Promise<void> {
		await this.#run('readwrite', ({ films, pieces }) => {
			pieces.delete(IDBKeyRange.bound([film], [film, []]));
			return films.delete(film);
		});
	}

	async #run<T>(
		mode: IDBTransactionMode,
		act: (stores: Record<'films' | 'pieces', IDBObjectStore>) => IDBRequest<T>
	): Promise<T> {
		const db = await (this.#opening ??= this.#open());
		const transaction = db.transaction(['films', 'pieces'], mode, { durability: 'strict' });
		const request = act({ films: transaction.objectStore('films'), pieces: transaction.objectStore('pieces') });
		await new Promise<void>((resolve, reject) => {
			transaction.oncomplete = () => resolve();
			transaction.onerror = transaction.onabort = () => reject(transaction.error ?? new Error('nothing was kept'));
		});
		return request.result;
	}

	async #open(): Promise<IDBDatabase> {
		const request = indexedDB.open(name, 1);
		request.onupgradeneeded = () => {
			request.result.createObjectStore('films', { keyPath: 'id' });
			request.result.createObjectStore('pieces');
		};
		const db = await done(request);
		// signing out in another tab must not wait for this one
		db.onversionchange = db.onclose = () => {
			db.close();
			this.#opening = null;
		};
		return db;
	}
}

const done = <T>(request: IDBRequest<T>): Promise<T> =>
	new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error ?? new Error('the browser keeps nothing'));
	});
