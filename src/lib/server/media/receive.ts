import { DataStore, MemoryLocker, Server, Upload } from '@tus/server';
import type { Readable } from 'node:stream';
import { clipLimits } from '$lib/domain/clip-facts';
import { statusOf } from '$lib/domain/refusals';
import type { ClipHandle } from '$lib/server/use-cases/needs';
import type { ClipBytes, ClipStore, GrowingBytes } from './clip-store';
import { isDiskFull } from './sealed-file';

/** How tus wants an expected failure: thrown, with a status and a line of text. */
class TusRefusal extends Error {
	constructor(
		readonly status_code: number,
		readonly body: string
	) {
		super(body);
	}
}

/** Shared by all requests, so that a client that comes back takes over from its own dead connection. */
export const newUploadLocks = (): MemoryLocker => new MemoryLocker();

export interface Receiving {
	store: ClipStore;
	locks: MemoryLocker;
	clip: ClipHandle;
	/** Length the clip was announced with, in bytes. */
	size: number;
	/** Called when a sending begins anew: whatever was made from the former bytes is no longer true. */
	onRestart: () => Promise<void>;
}

/**
 * Handles one tus request (POST begins, HEAD asks how far we are, PATCH brings bytes), all on the same path: a clip has
 * one upload. POST begins anew when something stood there. `complete` is true whenever the answer tells the sender
 * that every byte is here and on disk. That is the PATCH with the last byte, but also a later HEAD: a server that was
 * killed between the last byte and its bookkeeping learns it then. The caller's next step must be safe to run twice.
 */
export async function receiveRequest(
	receiving: Receiving,
	request: Request
): Promise<{ response: Response; complete: boolean }> {
	if (!['POST', 'HEAD', 'PATCH'].includes(request.method)) {
		return { response: new Response(null, { status: 405, headers: { allow: 'POST, HEAD, PATCH' } }), complete: false };
	}
	const store = new SealedStore(receiving);
	const server = new Server({
		path: new URL(request.url).pathname,
		datastore: store,
		locker: receiving.locks,
		lockDrainTimeout: 1_000,
		maxSize: Math.min(receiving.size, clipLimits.bytes),
		allowedOrigins: [], // same origin only; without this line tus answers every origin with "*"
		namingFunction: () => receiving.clip.id,
		getFileIdFromRequest: () => receiving.clip.id,
		generateUrl: () => new URL(request.url).pathname
	});
	const response = await server.handleWeb(request);
	response.headers.set('cache-control', 'no-store');
	const offset = Number(response.headers.get('upload-offset') ?? (request.method === 'POST' ? 0 : NaN));
	return { response, complete: response.ok && offset === receiving.size };
}

/** Writes what arrives straight into the clip's sealed original. The offset it answers is the length of that file. */
class SealedStore extends DataStore {
	override extensions = ['creation', 'creation-with-upload'];

	constructor(private readonly receiving: Receiving) {
		super();
	}

	override async create(upload: Upload): Promise<Upload> {
		const { store, clip, size, onRestart } = this.receiving;
		if (size > clipLimits.bytes) throw new TusRefusal(statusOf('too-large'), 'too-large\n');
		if (upload.size !== size) throw new TusRefusal(statusOf('bad-input'), 'another length was announced\n');
		await refuseFullDisk(async () => {
			await onRestart();
			const file = await store.begin(clip, 'original', size);
			await file.close();
		});
		return upload;
	}

	override async getUpload(id: string): Promise<Upload> {
		const file = await this.#look();
		try {
			const { size } = this.receiving;
			if (file.declared !== size) throw new TusRefusal(404, 'begin again\n');
			return new Upload({ id, size, offset: await file.size() });
		} finally {
			await file.close();
		}
	}

	override async write(stream: Readable, _id: string, offset: number): Promise<number> {
		const file = await this.#goOn();
		let at = offset;
		try {
			await refuseFullDisk(async () => {
				for await (const piece of stream as AsyncIterable<Uint8Array>) {
					if (at + piece.length > this.receiving.size)
						throw new TusRefusal(statusOf('too-large'), 'more than was announced\n');
					await file.writeAt(at, piece);
					at += piece.length;
				}
				// Only now may the sender forget these bytes.
				await syncOrTakeBack(file, offset);
			});
			return at;
		} finally {
			await file.close();
		}
	}

	async #look(): Promise<ClipBytes> {
		const { store, clip } = this.receiving;
		return (await store.open(clip, 'original'))?.file ?? nothingBegun();
	}

	async #goOn(): Promise<GrowingBytes> {
		const { store, clip } = this.receiving;
		return (await store.goOn(clip, 'original')) ?? nothingBegun();
	}
}

function nothingBegun(): never {
	throw new TusRefusal(404, 'nothing was begun\n');
}

/**
 * [K3] When the disk says that it could not write, the system may since hold those bytes for written: asking once more
 * would answer yes. They are taken back, so that the sender brings them again.
 */
async function syncOrTakeBack(file: GrowingBytes, offset: number): Promise<void> {
	try {
		await file.sync();
	} catch (error) {
		await file.cut(offset).catch(() => undefined);
		throw error;
	}
}

async function refuseFullDisk(work: () => Promise<void>): Promise<void> {
	try {
		await work();
	} catch (error) {
		if (isDiskFull(error)) throw new TusRefusal(statusOf('disk-full'), 'disk-full\n');
		throw error;
	}
}
