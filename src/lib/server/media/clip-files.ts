import { statfs } from 'node:fs/promises';
import { no } from '$lib/domain/outcome';
import type { ClipFiles, ClipHandle } from '$lib/server/use-cases/needs';
import { ClipFolders } from './clip-folders';
import type { FfmpegTool } from './ffmpeg';
import { watchHead } from './arriving';
import { inspectFile } from './inspect';
import { makeLighter } from './lighter';
import { IndexCache, partOf } from './parts';
import { prepareClip } from './prepare';
import { newUploadLocks, receiveRequest } from './receive';
import { SealedFile } from './sealed-file';
import { SegmentCache } from './segment-cache';

export interface ClipFilesOptions {
	/** Where clips are kept; outside every folder a web server serves. */
	dir: string;
	/** From `findFfmpeg`; null plays H.264, VP9 and AV1 as they are and refuses HEVC. */
	ffmpeg: FfmpegTool | null;
	/** Other processes work in the same folder: what they are at must not be cleared away at our start. */
	shared?: boolean;
	/** For the log, when a conversion gives up. The id is not a person's; the text is ffmpeg's. */
	onTrouble?: (clipId: string, said: string) => void;
}

/**
 * `sweep` clears what a killed server left behind; only the one process that converts may ask for it. `close` stops a
 * running conversion and everything queued behind it; for the end of the server.
 */
export type OpenClipFiles = ClipFiles & { sweep(): Promise<void>; close(): Promise<void> };

/** Opens the media room: makes its folders and, unless they are shared, clears what a killed server left behind. */
export async function openClipFiles({ dir, ffmpeg, shared, onTrouble }: ClipFilesOptions): Promise<OpenClipFiles> {
	const folders = await ClipFolders.open(dir);
	if (!shared) await folders.sweep();
	const indexes = new IndexCache();
	const segments = new SegmentCache();
	const locks = newUploadLocks();
	const jobs = new JobQueue();
	const lightJobs = new JobQueue();

	function forget(clipId?: string): void {
		indexes.forget(clipId);
		segments.forget(clipId);
	}

	async function stopJobs(clipId: string): Promise<void> {
		await Promise.all([jobs.stop(clipId), lightJobs.stop(clipId)]);
	}

	async function forgetRenditions(clipId: string): Promise<void> {
		await stopJobs(clipId);
		forget(clipId);
		await folders.dropRenditions(clipId);
	}

	return {
		canConvert: ffmpeg !== null,
		freeBytes: () => freeBytesAt(dir),
		async receive(clip, size, request, onKnown) {
			const bringsBytes = request.method === 'PATCH';
			const head = onKnown && bringsBytes ? watchHead({ folders, clip, canConvert: ffmpeg !== null }, onKnown) : null;
			try {
				return await receiveRequest(
					{ folders, locks, clip, size, onRestart: () => forgetRenditions(clip.id) },
					request
				);
			} finally {
				await head?.end();
			}
		},
		lastBytesAt: (clipId) => folders.writtenAt(clipId),
		async put(clip, bytes) {
			await folders.make(clip.id);
			await forgetRenditions(clip.id);
			await putWhole(folders.path(clip.id, 'original'), clip, bytes);
		},
		async inspect(clip) {
			const file = await SealedFile.open(folders.path(clip.id, 'original'), clip.key);
			if (!file) return no('clip-gone');
			try {
				return await inspectFile(file, ffmpeg !== null);
			} finally {
				await file.close();
			}
		},
		prepare: (clip, facts, onProgress = () => {}, onPlayable = () => Promise.resolve()) =>
			jobs.run(clip.id, (signal) =>
				prepareClip({
					folders,
					ffmpeg,
					clip,
					facts,
					signal,
					onProgress,
					onPlayable,
					onTrouble: (said) => onTrouble?.(clip.id, said)
				})
			),
		async lighten(clip) {
			if (!ffmpeg) return false;
			const work = (signal: AbortSignal) => makeLighter({ folders, ffmpeg, clip, signal });
			try {
				return await lightJobs.run(clip.id, (signal) => jobs.betweenJobs(signal, work));
			} catch (error) {
				// nobody waits for it: without it the clip plays as it did
				onTrouble?.(clip.id, `no lighter rendition: ${error instanceof Error ? error.message : 'unknown'}`);
				return false;
			}
		},
		part: (clip, file, range) => partOf({ folders, indexes, segments }, clip, file, range),
		forget,
		async erase(clipId) {
			forget(clipId);
			await stopJobs(clipId);
			forget(clipId);
			await folders.erase(clipId);
		},
		sweep: () => folders.sweep(),
		async close() {
			forget();
			await Promise.all([jobs.close(), lightJobs.close()]);
		}
	};
}

/** As an ordinary program may use it: what is kept back for the administrator does not count. */
async function freeBytesAt(dir: string): Promise<number | null> {
	const disk = await statfs(dir).catch(() => null);
	return disk && disk.bavail * disk.bsize;
}

async function putWhole(path: string, clip: ClipHandle, bytes: Uint8Array): Promise<void> {
	const file = await SealedFile.create(path, clip.key, bytes.length);
	try {
		await file.writeAt(0, bytes);
		await file.sync();
	} finally {
		await file.close();
	}
}

/** One job at a time: a second conversion would slow down the meeting that is going on. */
class JobQueue {
	#last: Promise<unknown> = Promise.resolve();
	readonly #jobs = new Map<string, Set<{ abort: AbortController; ended: Promise<unknown> }>>();
	#quiet = new AbortController();

	run<T>(clipId: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
		this.#quiet.abort();
		const abort = new AbortController();
		const result = this.#last.then(() => work(abort.signal));
		const ended = result.catch(() => undefined);
		this.#last = ended;
		const job = { abort, ended };
		const known = this.#jobs.get(clipId) ?? new Set();
		this.#jobs.set(clipId, known.add(job));
		void ended.then(() => {
			known.delete(job);
			if (known.size === 0) this.#jobs.delete(clipId);
		});
		return result;
	}

	/** Does something while no job is running or waiting: breaks it off when one comes, and begins anew after that. */
	async betweenJobs<T>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
		for (;;) {
			for (let last; last !== this.#last;) await (last = this.#last);
			signal.throwIfAborted();
			const quiet = (this.#quiet = new AbortController()).signal;
			try {
				return await work(AbortSignal.any([signal, quiet]));
			} catch (error) {
				if (signal.aborted || !quiet.aborted) throw error;
			}
		}
	}

	/** Aborts a clip's jobs; resolves when they have let go of its files. */
	async stop(clipId: string): Promise<void> {
		const jobs = [...(this.#jobs.get(clipId) ?? [])];
		for (const { abort } of jobs) abort.abort();
		await Promise.all(jobs.map(({ ended }) => ended));
	}

	async close(): Promise<void> {
		await Promise.all([...this.#jobs.keys()].map((clipId) => this.stop(clipId)));
	}
}
