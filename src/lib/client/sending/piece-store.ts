import { clipsName as name, mayHaveKeptClips } from './kept-name';

/** One clip that waits on this device, and what is needed to ask for its key again. */
export interface KeptClip {
	clip: string;
	/** Length of the clip, bytes. */
	bytes: number;
	/** The hour of the key. */
	stamp: number;
	/** Every piece is here: without the last one there is nothing to go on with. */
	whole: boolean;
}

/** A sealed piece of a clip. */
export interface SealedPiece {
	nonce: Uint8Array<ArrayBuffer>;
	sealed: Uint8Array<ArrayBuffer>;
}

/** Where a browser keeps clips that are not sent yet. */
export interface PieceStore {
	clips(): Promise<KeptClip[]>;
	note(kept: KeptClip): Promise<void>;
	put(clip: string, index: number, piece: SealedPiece): Promise<void>;
	/** Null when it is not there (any more). */
	get(clip: string, index: number): Promise<SealedPiece | null>;
	drop(clip: string): Promise<void>;
}

const nonceBytes = 12;
const folder = 'clips-to-send';

/**
 * The browser's own store: a small database that says which clips wait, and the pieces as files of the browser's private
 * file system, which takes half a gigabyte without copying it about. A browser that cannot write files there (Safari up
 * to 18) keeps the pieces in the database too.
 */
export function browserPieces(): PieceStore {
	const records = new Records();
	const files = canWriteFiles() ? new PieceFiles() : null;
	return {
		// looking is no reason to make a database
		clips: async () => ((await mayHaveKeptClips()) ? records.clips() : []),
		note: (kept) => records.note(kept),
		put: (clip, index, piece) => (files ?? records).put(clip, index, piece),
		get: (clip, index) => (files ?? records).get(clip, index),
		async drop(clip) {
			// what is no longer noted is not looked for; what is left of it then is noise without a name
			if (await mayHaveKeptClips()) await records.drop(clip);
			await files?.drop(clip);
		}
	};
}

const canWriteFiles = (): boolean =>
	typeof navigator.storage?.getDirectory === 'function' &&
	typeof FileSystemFileHandle !== 'undefined' &&
	'createWritable' in FileSystemFileHandle.prototype;

class PieceFiles {
	async put(clip: string, index: number, { nonce, sealed }: SealedPiece): Promise<void> {
		const place = await (await this.#home()).getDirectoryHandle(clip, { create: true });
		const file = await place.getFileHandle(String(index), { create: true });
		const stream = await file.createWritable();
		await stream.write(new Blob([nonce, sealed]));
		await stream.close();
	}

	async get(clip: string, index: number): Promise<SealedPiece | null> {
		try {
			const place = await (await this.#home()).getDirectoryHandle(clip);
			const file = await (await place.getFileHandle(String(index))).getFile();
			const bytes = new Uint8Array(await file.arrayBuffer());
			return { nonce: bytes.slice(0, nonceBytes), sealed: bytes.slice(nonceBytes) };
		} catch (error) {
			if (error instanceof DOMException && error.name === 'NotFoundError') return null;
			throw error;
		}
	}

	async drop(clip: string): Promise<void> {
		const home = await this.#home();
		await home.removeEntry(clip, { recursive: true }).catch(() => undefined);
	}

	async #home(): Promise<FileSystemDirectoryHandle> {
		return (await navigator.storage.getDirectory()).getDirectoryHandle(folder, { create: true });
	}
}

/** What waits, by clip; and pieces by clip and number. A power cut must not take what was called kept. */
class Records {
	#opening: Promise<IDBDatabase> | null = null;

	clips(): Promise<KeptClip[]> {
		return this.#run('readonly', ({ clips }) => clips.getAll() as IDBRequest<KeptClip[]>);
	}

	async note(kept: KeptClip): Promise<void> {
		await this.#run('readwrite', ({ clips }) => clips.put(kept));
	}

	async put(clip: string, index: number, piece: SealedPiece): Promise<void> {
		await this.#run('readwrite', ({ pieces }) => pieces.put(piece, [clip, index]));
	}

	async get(clip: string, index: number): Promise<SealedPiece | null> {
		const found = await this.#run('readonly', ({ pieces }) => pieces.get([clip, index]) as IDBRequest<SealedPiece>);
		return (found as SealedPiece | undefined) ?? null;
	}

	async drop(clip: string): Promise<void> {
		await this.#run('readwrite', ({ clips, pieces }) => {
			pieces.delete(IDBKeyRange.bound([clip], [clip, []]));
			return clips.delete(clip);
		});
		// an empty one would make every later page look
		if ((await this.clips()).length > 0) return;
		(await this.#opening)?.close();
		this.#opening = null;
		indexedDB.deleteDatabase(name);
	}

	async #run<T>(
		mode: IDBTransactionMode,
		act: (stores: Record<'clips' | 'pieces', IDBObjectStore>) => IDBRequest<T>
	): Promise<T> {
		const db = await (this.#opening ??= this.#open());
		const transaction = db.transaction(['clips', 'pieces'], mode, { durability: 'strict' });
		const [clips, pieces] = [transaction.objectStore('clips'), transaction.objectStore('pieces')];
		const request = act({ clips, pieces });
		await new Promise<void>((resolve, reject) => {
			transaction.oncomplete = () => resolve();
			transaction.onerror = transaction.onabort = () => reject(transaction.error ?? new Error('nothing was kept'));
		});
		return request.result;
	}

	async #open(): Promise<IDBDatabase> {
		const request = indexedDB.open(name, 1);
		request.onupgradeneeded = () => {
			request.result.createObjectStore('clips', { keyPath: 'clip' });
			request.result.createObjectStore('pieces');
		};
		const db = await new Promise<IDBDatabase>((resolve, reject) => {
			request.onsuccess = () => resolve(request.result);
			request.onerror = () => reject(request.error ?? new Error('the browser keeps nothing'));
		});
		// signing out in another tab must not wait for this one
		db.onversionchange = db.onclose = () => {
			db.close();
			this.#opening = null;
		};
		return db;
	}
}
