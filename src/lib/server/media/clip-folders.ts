import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { ClipHandle } from '$lib/server/use-cases/needs';
import { isClipId, wholeFiles, type ClipFile, type ClipStore, type Scratch, type WholeFile } from './clip-store';
import { codeOf, SealedFile } from './sealed-file';

const grave = 'erased.';

/** Clips in a folder of this server: one folder per clip, named by its id and by nothing a visitor can write. */
export class ClipFolders implements ClipStore {
	private constructor(
		private readonly root: string,
		/** Swept at every start. */
		readonly scratch: Scratch
	) {}

	/** Makes the folders. */
	static async open(dir: string): Promise<ClipFolders> {
		// The memory folder is shared by every program on the machine: the prefix holds which data folder a file belongs to.
		const house = createHash('sha256').update(resolve(dir)).digest('hex').slice(0, 12);
		const scratch = { memory: '/dev/shm', disk: join(dir, 'tmp'), prefix: `kijkkring-${house}-` };
		const folders = new ClipFolders(join(dir, 'clips'), scratch);
		await mkdir(folders.root, { recursive: true, mode: 0o700 });
		await mkdir(scratch.disk, { recursive: true, mode: 0o700 });
		return folders;
	}

	async sweep(): Promise<void> {
		await sweep(this.scratch.disk, this.scratch.prefix);
		await sweep(this.scratch.memory, this.scratch.prefix);
		for (const name of await readdir(this.root)) {
			if (name.startsWith(grave)) await rm(join(this.root, name), { recursive: true, force: true });
		}
	}

	async tidy(): Promise<void> {
		// what a folder is left with goes with its clip
	}

	/** Path of one of a clip's files. Throws on an id that is not one: ids come from our own database. */
	path(clipId: string, file: ClipFile): string {
		return join(this.#folder(clipId), file);
	}

	/** When bytes of the original were last written; null when there are none. */
	async writtenAt(clipId: string): Promise<Date | null> {
		const found = await stat(this.path(clipId, 'original')).catch((error: unknown) => {
			if (codeOf(error) === 'ENOENT') return null;
			throw error;
		});
		return found?.mtime ?? null;
	}

	/** Makes the clip's folder. */
	async make(clipId: string): Promise<void> {
		await mkdir(this.#folder(clipId), { recursive: true, mode: 0o700 });
	}

	async open<Name extends ClipFile>(clip: ClipHandle, ...names: readonly Name[]) {
		for (const name of names) {
			const file = await SealedFile.open(this.path(clip.id, name), clip.key);
			if (file) return { file, name };
		}
		return null;
	}

	async begin(clip: ClipHandle, name: ClipFile, declared: number | null): Promise<SealedFile> {
		await this.make(clip.id);
		return SealedFile.create(this.path(clip.id, name), clip.key, declared);
	}

	goOn(clip: ClipHandle, name: ClipFile): Promise<SealedFile | null> {
		return SealedFile.open(this.path(clip.id, name), clip.key, 'r+');
	}

	async drop(clipId: string, names: readonly ClipFile[]): Promise<void> {
		for (const name of names) await rm(this.path(clipId, name), { force: true });
	}

	async bring(): Promise<void> {
		// it lies here
	}

	/** The folder is renamed first, so that a kill in the middle leaves no half clip. */
	async erase(clipId: string): Promise<void> {
		const buried = join(this.root, grave + randomBytes(8).toString('hex'));
		try {
			await rename(this.#folder(clipId), buried);
		} catch (error) {
			if (codeOf(error) === 'ENOENT') return;
			throw error;
		}
		await rm(buried, { recursive: true, force: true });
	}

	/** As an ordinary program may use it: what is kept back for the administrator does not count. */
	async freeBytes(): Promise<number | null> {
		const disk = await statfs(this.root).catch(() => null);
		return disk && disk.bavail * disk.bsize;
	}

	async held(): Promise<string[]> {
		return (await readdir(this.root)).filter(isClipId);
	}

	/** Names of the whole files of one clip that are here. */
	async wholeFilesOf(clipId: string): Promise<WholeFile[]> {
		const there = await readdir(this.#folder(clipId)).catch((error: unknown): string[] => {
			if (codeOf(error) === 'ENOENT') return [];
			throw error;
		});
		return wholeFiles.filter((name) => there.includes(name));
	}

	async astray(): Promise<string[]> {
		return []; // they belong here
	}

	async putAway(): Promise<void> {
		// they belong here
	}

	#folder(clipId: string): string {
		if (!isClipId(clipId)) throw new RangeError('not a clip id');
		return join(this.root, clipId);
	}
}

async function sweep(folder: string, prefix: string): Promise<void> {
	const names = await readdir(folder).catch(() => []); // not every system has a memory folder
	for (const name of names) if (name.startsWith(prefix)) await rm(join(folder, name), { force: true });
}
