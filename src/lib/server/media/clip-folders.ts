import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { ClipHandle } from '$lib/server/use-cases/needs';
import type { Scratch } from './convert';
import { createHash, randomBytes } from 'node:crypto';
import { codeOf, SealedFile } from './sealed-file';

const idShape = /^[A-Za-z0-9_-]{1,64}$/;

const renditions = ['played', 'direct', 'draft', 'growing', 'light', 'light-draft'] as const;
type ClipFile = 'original' | (typeof renditions)[number];

/**
 * One folder per clip, named by its id and by nothing a visitor can write. In it: `original`, as it came, and at most
 * one rendition, `played` (an mp4 to package) or `direct` (a WebM to serve as it is). While one is made it is called
 * `draft`, or `growing` where its first part can be played already. `light` stands beside what is played, for slow lines.
 */
export class ClipFolders {
	private constructor(
		private readonly root: string,
		/** For the one clear file that ffmpeg reads; swept at every start. */
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

	/** Clears what a killed server left behind: clear temporary files and half-erased clips. Nobody may be converting. */
	async sweep(): Promise<void> {
		await sweep(this.scratch.disk, this.scratch.prefix);
		await sweep(this.scratch.memory, this.scratch.prefix);
		for (const name of await readdir(this.root)) {
			if (name.startsWith('erased.')) await rm(join(this.root, name), { recursive: true, force: true });
		}
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

	async make(clipId: string): Promise<void> {
		await mkdir(this.#folder(clipId), { recursive: true, mode: 0o700 });
	}

	/**
	 * What is shown to viewers: the rendition where there is one, else the original. `direct`: served as a file.
	 * `growing`: a rendition in fragments that is being made, and longer with every look.
	 */
	async openPlayed(clip: ClipHandle): Promise<{ file: SealedFile; direct: boolean; growing: boolean } | null> {
		for (const name of ['played', 'direct', 'growing', 'original'] as const) {
			const file = await SealedFile.open(this.path(clip.id, name), clip.key);
			if (file) return { file, direct: name === 'direct', growing: name === 'growing' };
		}
		return null;
	}

	/** The rendition for slow lines, where there is one. */
	openLight(clip: ClipHandle): Promise<SealedFile | null> {
		return SealedFile.open(this.path(clip.id, 'light'), clip.key);
	}

	/** What `prepare` made, if it did. */
	async openRendition(clip: ClipHandle): Promise<SealedFile | null> {
		return (
			(await SealedFile.open(this.path(clip.id, 'played'), clip.key)) ??
			(await SealedFile.open(this.path(clip.id, 'direct'), clip.key))
		);
	}

	/** Removes what was made from an original that is about to be replaced. */
	async dropRenditions(clipId: string): Promise<void> {
		for (const name of renditions) await rm(this.path(clipId, name), { force: true });
	}
	async dropLightDraft(clipId: string): Promise<void> {
		await rm(this.path(clipId, 'light-draft'), { force: true });
	}
	async dropDraft(clipId: string): Promise<void> {
		for (const name of ['draft', 'growing'] as const) await rm(this.path(clipId, name), { force: true });
	}

	/** Everything of the clip goes. The folder is renamed first, so that a kill in the middle leaves no half clip. */
	async erase(clipId: string): Promise<void> {
		const grave = join(this.root, `erased.${randomBytes(8).toString('hex')}`);
		try {
			await rename(this.#folder(clipId), grave);
		} catch (error) {
			if (codeOf(error) === 'ENOENT') return;
			throw error;
		}
		await rm(grave, { recursive: true, force: true });
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

/** True for what our ids look like: nothing in it can climb out of a folder. */
export const isClipId = (id: string): boolean => idShape.test(id);
