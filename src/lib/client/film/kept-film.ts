import type { FoundFilm } from '$lib/domain/filming';
import { mayHaveFilms } from './film-name';
import { canKeepFilms, filmsAtRest, FilmStore, holdFilm, type KeptFilm } from './film-store';

/** A key and the hour it belongs to; `refused`: nobody can have it (any more); `unreachable`: ask again later. */
export type FilmKey = { stamp: number; key: CryptoKey } | 'refused' | 'unreachable';
export type AskFilmKey = (trajectory: string, stamp?: number) => Promise<FilmKey>;

/** A server that does not answer is not waited for longer than this, ms. */
const longestAnswer = 8_000;
/** Nobody can read it any more by then, so it goes, also when the server cannot be asked. Ms. */
const longestKept = 24 * 3_600_000;

/** Asks the server for the key under which this child's recordings are kept: this hour's, or that of a stamp. */
export const askFilmKey: AskFilmKey = async (trajectory, stamp) => {
	try {
		const query = stamp === undefined ? '' : `?stamp=${stamp}`;
		const signal = AbortSignal.timeout(longestAnswer);
		const answer = await fetch(`/trajectories/${trajectory}/film-key${query}`, { cache: 'no-store', signal });
		if (!answer.ok) return [401, 403, 404, 409, 410].includes(answer.status) ? 'refused' : 'unreachable';
		const given = (await answer.json()) as { stamp: number; key: string };
		const bytes = Uint8Array.from(atob(given.key), (letter) => letter.charCodeAt(0));
		// not extractable: from here on nobody can read the key, only use it
		const key = await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
		return { stamp: given.stamp, key };
	} catch {
		return 'unreachable';
	}
};

/**
 * Keeps a recording while it is made, piece by piece, each sealed (AES-256-GCM) under a key that is never stored [F2].
 * Pieces are written one after another; the first that cannot be written ends it, and what was written stays.
 */
export class FilmKeeper {
	#film: KeptFilm;
	#writing: Promise<void> = Promise.resolve();
	#letGo: () => void;
	#broken = false;

	constructor(
		private readonly store: FilmStore,
		private readonly key: CryptoKey,
		film: Omit<KeptFilm, 'pieces' | 'durationMs'>,
		/** Called once, when this device keeps no more of it. */
		private readonly onbroken: () => void
	) {
		this.#film = { ...film, pieces: 0, durationMs: 0 };
		this.#letGo = holdFilm(film.id);
	}

	/** Resolves when it is on the disk, or when that did not work. */
	add(piece: Blob, durationMs: number): Promise<void> {
		this.#writing = this.#writing.then(() => this.#write(piece, durationMs));
		return this.#writing;
	}

	/** Another tab, or a next visit, may take it up from now on. */
	async letGo(): Promise<void> {
		await this.#writing;
		this.#letGo();
	}

	async drop(): Promise<void> {
		this.#broken = true;
		await this.#writing;
		if (this.#film.pieces > 0) await this.store.drop(this.#film.id);
		this.#letGo();
	}

	async #write(piece: Blob, durationMs: number): Promise<void> {
		if (this.#broken) return;
		try {
			const nonce = crypto.getRandomValues(new Uint8Array(12));
			const index = this.#film.pieces;
			const clear = await piece.arrayBuffer();
			const sealed = await crypto.subtle.encrypt(about(this.#film.id, index, nonce), this.key, clear);
			const film = { ...this.#film, pieces: index + 1, durationMs };
			await this.store.add(film, { nonce, sealed: new Uint8Array(sealed) });
			this.#film = film;
		} catch {
			// a full or forbidden store must not disturb the filming
			if (!this.#broken) this.onbroken();
			this.#broken = true;
		}
	}
}

/** What lies here and can still be read, newest first. What nobody can read any more is removed on the way. */
export async function findFilms(store = new FilmStore(), ask: AskFilmKey = askFilmKey): Promise<FoundFilm[]> {
	if (!canKeepFilms()) return [];
	const found: FoundFilm[] = [];
	for (const film of await filmsAtRest(store)) {
		const { id, trajectory, at, durationMs } = film;
		const old = Date.now() - at >= longestKept;
		if (old || (await readable(store, film, ask)) === 'no') await store.drop(id);
		else found.push({ id, trajectory, at, durationMs });
	}
	return found;
}

/** What was filmed is on its way, or was thrown away: this device keeps it no longer. */
export const forgetFilm = async (id: string, store = new FilmStore()): Promise<void> => {
	if (canKeepFilms() && (await mayHaveFilms())) await store.drop(id);
};

/** A kept recording as it was filmed; null when the server cannot be asked now, or when it is gone. */
export async function readFilm(
	id: string,
	store = new FilmStore(),
	ask: AskFilmKey = askFilmKey
): Promise<Blob | null> {
	const film = (await store.films()).find((one) => one.id === id);
	const given = film && (await ask(film.trajectory, film.stamp));
	if (!film || !given || typeof given === 'string') return null;
	const parts: Blob[] = [];
	for (let index = 0; index < film.pieces; index++) {
		const clear = await openPiece(store, film, index, given.key);
		// what follows a piece that is gone cannot be shown either
		if (!clear) break;
		parts.push(new Blob([clear]));
	}
	return parts.length ? new Blob(parts, { type: film.type }) : null;
}

async function readable(store: FilmStore, film: KeptFilm, ask: AskFilmKey): Promise<'yes' | 'no' | 'not now'> {
	const given = await ask(film.trajectory, film.stamp);
	if (given === 'unreachable') return 'not now';
	if (given === 'refused') return 'no';
	return (await openPiece(store, film, 0, given.key)) ? 'yes' : 'no';
}

async function openPiece(store: FilmStore, film: KeptFilm, index: number, key: CryptoKey): Promise<ArrayBuffer | null> {
	const piece = await store.piece(film.id, index);
	if (!piece) return null;
	// noise under this key: it was kept under another sign-in
	return crypto.subtle.decrypt(about(film.id, index, piece.nonce), key, piece.sealed).catch(() => null);
}

/** Which recording and which piece: also sealed in, so that pieces cannot be exchanged. */
const about = (id: string, index: number, iv: Uint8Array<ArrayBuffer>) => ({
	name: 'AES-GCM',
	iv,
	additionalData: new TextEncoder().encode(`${id} ${index}`)
});
