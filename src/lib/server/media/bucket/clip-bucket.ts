import { createHash, type Hash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { ClipHandle } from '$lib/server/use-cases/needs';
import { isClipId, OutOfReach, wholeFiles, type ClipBytes, type WholeFile } from '../clip-store';
import { headerBytes, readHeader } from '../sealing';
import { BucketBytes } from './bucket-bytes';
import type { S3Bucket } from './s3-bucket';

/** What a clip has in the bucket is asked again after this long, ms: another process may have put more there. */
const knownFor = 60_000;
const mostKnown = 500;
/** One request's worth of a whole file, bytes. */
const copyBytes = 8 * 1024 * 1024;

/** One whole file of a clip in the bucket. */
export interface StoredFile {
	/** In the bucket: `clips/<clip>/<file>.<mark>`. Never written over: another file has another mark. */
	object: string;
	mark: string;
	/** Sealed, bytes. */
	size: number;
}

type Shelf = Map<WholeFile, StoredFile>;

/**
 * Whole files of clips as objects in a bucket, each the very bytes that lay on the workbench. The name tells the file and
 * its mark (the initial counter, which is no secret): one list of a clip says all that reading it needs.
 */
export class ClipBucket {
	readonly #known = new Map<string, { shelf: Promise<Shelf>; until: number }>();
	/** Ends every read of a clip. */
	readonly #reading = new Map<string, Set<AbortController>>();

	constructor(
		private readonly bucket: S3Bucket,
		private readonly now: () => number = () => performance.now()
	) {}

	/** The whole files of a clip, as known or asked now. */
	async shelfOf(clipId: string, fresh = false): Promise<Shelf> {
		const known = this.#known.get(clipId);
		if (!fresh && known && known.until > this.now()) return known.shelf;
		const shelf = this.bucket.list(folderOf(clipId)).then((things) => shelfFrom(clipId, things));
		this.#known.delete(clipId);
		this.#known.set(clipId, { shelf, until: this.now() + knownFor });
		const oldest = this.#known.keys().next().value;
		if (this.#known.size > mostKnown && oldest !== undefined) this.#known.delete(oldest);
		return shelf.catch((error: unknown) => {
			this.#known.delete(clipId);
			throw error;
		});
	}

	forget(clipId?: string): void {
		if (clipId === undefined) this.#known.clear();
		else this.#known.delete(clipId);
	}

	async open<Name extends string>(
		clip: ClipHandle,
		names: readonly Name[]
	): Promise<{ file: ClipBytes; name: Name } | null> {
		const shelf = await this.shelfOf(clip.id);
		for (const name of names) {
			const stored = shelf.get(name as unknown as WholeFile);
			if (stored)
				return {
					file: new BucketBytes(clip.key, stored, (from, to, into) => this.read(clip.id, stored, from, to, into)),
					name
				};
		}
		return null;
	}

	/** Sealed bytes [from, to) of a file. Throws `OutOfReach`, also when it was erased. */
	async read(
		clipId: string,
		{ object }: StoredFile,
		from: number,
		to: number,
		into?: Uint8Array<ArrayBuffer>
	): Promise<Uint8Array<ArrayBuffer>> {
		const ending = new AbortController();
		const others = this.#reading.get(clipId) ?? new Set();
		this.#reading.set(clipId, others.add(ending));
		const { signal } = ending;
		try {
			const found = await this.bucket.range(object, from, to - from, { into, signal, patience: 'viewer' });
			if (found) return found.bytes;
		} catch (error) {
			if (signal.aborted) throw new OutOfReach('this clip was erased');
			throw error;
		} finally {
			others.delete(ending);
			if (others.size === 0) this.#reading.delete(clipId);
		}
		this.forget(clipId);
		throw new OutOfReach('a file that was in the bucket is not there');
	}

	/**
	 * Puts the sealed file at `path` into the bucket and reads it back: it is there, byte for byte, when this resolves.
	 * What stood there under the same name and another mark goes.
	 */
	async put(clipId: string, name: WholeFile, path: string, signal: AbortSignal): Promise<void> {
		const handle = await open(path, 'r');
		try {
			const { size } = await handle.stat();
			const read = async (from: number, to: number) => {
				const bytes = new Uint8Array(to - from);
				const { bytesRead } = await handle.read(bytes, 0, bytes.length, from);
				if (bytesRead < bytes.length) throw new Error('the file became shorter');
				return bytes;
			};
			const seal = readHeader(Buffer.from(await read(0, Math.min(size, headerBytes))));
			if (!seal) throw new Error('not a sealed file');
			const mark = seal.counter.toString('hex');
			const object = `${folderOf(clipId)}${name}.${mark}`;
			const sha256 = await hashOf(size, read, signal);
			const there = (await this.bucket.list(object)).some((thing) => thing.name === object && thing.size === size);
			if (!there) await this.bucket.putLarge(object, size, read, { sha256 }, signal);
			const stored = { object, mark, size };
			const back = await hashOf(size, (from, to) => this.#whole(stored, from, to, signal), signal);
			if (back !== sha256) {
				await this.#wipe([{ name: object }], object);
				throw new Error('what came back from the bucket was not what was put there');
			}
			await this.#dropOthers(clipId, name, object);
		} finally {
			await handle.close();
			this.forget(clipId);
		}
	}

	/** Writes the sealed bytes of a file to `path`, and on disk. Throws when they are not those that were put away. */
	async fetch(stored: StoredFile, path: string, signal: AbortSignal): Promise<void> {
		const handle = await open(path, 'wx', 0o600);
		try {
			const hash = createHash('sha256');
			let expected: string | null = null;
			for (let at = 0; at < stored.size; at += copyBytes) {
				const found = await this.bucket.range(stored.object, at, Math.min(copyBytes, stored.size - at), { signal });
				if (!found) throw new OutOfReach('a file that was in the bucket is not there');
				expected = found.headers.get('x-amz-meta-sha256') ?? expected;
				hash.update(found.bytes);
				for (let done = 0; done < found.bytes.length;)
					done += (await handle.write(found.bytes, done, found.bytes.length - done, at + done)).bytesWritten;
			}
			if (expected !== null && hash.digest('hex') !== expected) throw new Error('a file in the bucket was changed');
			await handle.sync();
		} finally {
			await handle.close();
		}
	}

	/** Everything of a clip goes, with what older versions and sendings that broke off left of it. */
	async erase(clipId: string): Promise<void> {
		for (const reading of this.#reading.get(clipId) ?? []) reading.abort();
		this.forget(clipId);
		const folder = folderOf(clipId);
		for (const sending of await this.bucket.sendings(folder)) await this.bucket.abandon(sending);
		await this.#wipe(await this.bucket.list(folder), folder);
		this.forget(clipId);
	}

	/** Ids of clips that have anything in the bucket. */
	async held(): Promise<string[]> {
		const things =
			this.bucket.versions === 'kept' ? await this.bucket.listVersions('clips/') : await this.bucket.list('clips/');
		return [...new Set(things.map(({ name }) => name.split('/')[1] ?? ''))].filter(isClipId);
	}

	/** Takes back sendings in parts that were begun before a moment and never finished. */
	async sweep(before: Date): Promise<void> {
		for (const sending of await this.bucket.sendings('clips/'))
			if (sending.begunAt < before) await this.bucket.abandon(sending);
	}

	async #whole(
		{ object }: StoredFile,
		from: number,
		to: number,
		signal: AbortSignal
	): Promise<Uint8Array<ArrayBuffer>> {
		const found = await this.bucket.range(object, from, to - from, { signal });
		if (!found) throw new OutOfReach('what was put into the bucket is not there');
		return found.bytes;
	}

	async #dropOthers(clipId: string, name: WholeFile, keep: string): Promise<void> {
		const same = await this.bucket.list(`${folderOf(clipId)}${name}.`);
		const others = same.filter((thing) => thing.name !== keep);
		for (const other of others) await this.#wipe([other], other.name);
	}

	async #wipe(things: readonly { name: string }[], prefix: string): Promise<void> {
		if (this.bucket.versions !== 'kept') {
			for (const thing of things) await this.bucket.remove(thing);
			return;
		}
		for (const thing of await this.bucket.listVersions(prefix)) await this.bucket.remove(thing);
	}
}

const folderOf = (clipId: string): string => {
	if (!isClipId(clipId)) throw new RangeError('not a clip id');
	return `clips/${clipId}/`;
};

function shelfFrom(clipId: string, things: readonly { name: string; size: number }[]): Shelf {
	const shelf: Shelf = new Map();
	for (const { name: object, size } of things) {
		const match = /^([a-z]+)\.([0-9a-f]{32})$/.exec(object.slice(folderOf(clipId).length));
		const name = wholeFiles.find((whole) => whole === match?.[1]);
		if (name && match?.[2] && size >= headerBytes) shelf.set(name, { object, mark: match[2], size });
	}
	return shelf;
}

async function hashOf(
	size: number,
	read: (from: number, to: number) => Promise<Uint8Array>,
	signal: AbortSignal
): Promise<string> {
	const hash: Hash = createHash('sha256');
	for (let at = 0; at < size; at += copyBytes) {
		signal.throwIfAborted();
		hash.update(await read(at, Math.min(size, at + copyBytes)));
	}
	return hash.digest('hex');
}
