import { randomBytes } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ClipHandle } from '$lib/server/use-cases/needs';
import type { ClipFolders } from '../clip-folders';
import type { ClipFile, ClipStore, GrowingBytes, Scratch, WholeFile } from '../clip-store';
import { syncFolder } from '../sealed-file';
import type { ClipBucket } from './clip-bucket';

/**
 * Clips that arrive and are worked on lie in a folder of this server, as an object in a bucket cannot grow; finished ones
 * belong in the bucket. With `belong` set to `folder` it goes the other way: what lies in the bucket comes home.
 *
 * A file is looked for on the workbench first. A clip's folder goes only when all that is whole in it lies in the
 * bucket and was read back; so wherever this is broken off, one good copy is found.
 */
export class BucketStore implements ClipStore {
	constructor(
		private readonly folders: ClipFolders,
		private readonly bucket: ClipBucket,
		private readonly belong: 'bucket' | 'folder'
	) {}

	get scratch(): Scratch {
		return this.folders.scratch;
	}

	async open<Name extends ClipFile>(clip: ClipHandle, ...names: readonly Name[]) {
		const here = await this.folders.open(clip, ...names);
		if (here) return here;
		const onItsWay = (await this.folders.wholeFilesOf(clip.id)).length > 0;
		const there = await this.bucket.open(clip, names);
		// another process may be putting it away just now: what is there is not all there will be
		if (onItsWay) this.bucket.forget(clip.id);
		return there;
	}

	begin(clip: ClipHandle, name: ClipFile, declared: number | null): Promise<GrowingBytes> {
		return this.folders.begin(clip, name, declared);
	}

	goOn(clip: ClipHandle, name: ClipFile): Promise<GrowingBytes | null> {
		return this.folders.goOn(clip, name);
	}

	drop(clipId: string, names: readonly ClipFile[]): Promise<void> {
		return this.folders.drop(clipId, names);
	}

	async bring(clipId: string): Promise<void> {
		if ((await this.folders.wholeFilesOf(clipId)).includes('original')) return;
		const stored = (await this.bucket.shelfOf(clipId, true)).has('original');
		if (stored) await this.#bringHome(clipId, ['original'], new AbortController().signal);
	}

	/** Here first: this needs nobody. */
	async erase(clipId: string): Promise<void> {
		await this.folders.erase(clipId);
		await this.bucket.erase(clipId);
	}

	writtenAt(clipId: string): Promise<Date | null> {
		return this.folders.writtenAt(clipId);
	}

	freeBytes(): Promise<number | null> {
		return this.folders.freeBytes();
	}

	async sweep(): Promise<void> {
		await this.folders.sweep();
		await this.bucket.sweep(new Date(8.64e15)); // whenever they began
	}

	tidy(): Promise<void> {
		return this.bucket.sweep(new Date(Date.now() - 24 * 3_600_000));
	}

	async held(): Promise<string[]> {
		return [...new Set([...(await this.folders.held()), ...(await this.bucket.held())])];
	}

	astray(): Promise<string[]> {
		return this.belong === 'bucket' ? this.folders.held() : this.bucket.held();
	}

	async putAway(clipId: string, signal: AbortSignal): Promise<void> {
		if (this.belong === 'folder') {
			const stored = [...(await this.bucket.shelfOf(clipId, true)).keys()];
			await this.#bringHome(clipId, stored, signal);
			signal.throwIfAborted();
			return this.bucket.erase(clipId);
		}
		for (const name of await this.folders.wholeFilesOf(clipId)) {
			await this.bucket.put(clipId, name, this.folders.path(clipId, name), signal);
		}
		signal.throwIfAborted();
		await this.folders.erase(clipId);
	}

	/** Copies files from the bucket to the workbench, each in one step. */
	async #bringHome(clipId: string, names: readonly WholeFile[], signal: AbortSignal): Promise<void> {
		const shelf = await this.bucket.shelfOf(clipId);
		const here = await this.folders.wholeFilesOf(clipId);
		for (const name of names) {
			const stored = shelf.get(name);
			if (!stored || here.includes(name)) continue;
			await this.folders.make(clipId);
			const path = this.folders.path(clipId, name);
			const coming = `${path}.begin-${randomBytes(6).toString('hex')}`;
			try {
				await this.bucket.fetch(stored, coming, signal);
				await rename(coming, path);
				await syncFolder(dirname(path));
			} finally {
				await rm(coming, { force: true });
			}
		}
	}
}
