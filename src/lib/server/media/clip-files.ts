import { no } from '$lib/domain/outcome';
import type { ClipFiles, ClipHandle } from '$lib/server/use-cases/needs';
import { ClipFolders } from './clip-folders';
import { BucketStore } from './bucket/bucket-store';
import { ClipBucket } from './bucket/clip-bucket';
import type { S3Bucket } from './bucket/s3-bucket';
import { renditions, type ClipStore } from './clip-store';
import type { FfmpegTool } from './ffmpeg';
import { watchHead } from './arriving';
import { inspectFile } from './inspect';
import { makeLighter } from './lighter';
import { IndexCache, partOf } from './parts';
import { prepareClip } from './prepare';
import { newUploadLocks, receiveRequest } from './receive';
import { SegmentCache } from './segment-cache';

export interface ClipFilesOptions {
	/** Where clips arrive, and are kept without a bucket; outside every folder a web server serves. */
	dir: string;
	/** From `findFfmpeg`; null plays H.264, VP9 and AV1 as they are and refuses HEVC. */
	ffmpeg: FfmpegTool | null;
	/** Where finished clips lie, from `openBucket`; with `belong` set to `folder` they come home from there. */
	bucket?: { bucket: S3Bucket; belong: 'bucket' | 'folder' } | null;
	/** Other processes work in the same folder: what they are at must not be cleared away at our start. */
	shared?: boolean;
	/** For the log, when a conversion gives up. The id is not a person's; the text is ffmpeg's. */
	onTrouble?: (clipId: string, said: string) => void;
}

/**
 * `sweep` clears what a killed server left behind; only the one process that converts may ask for it. `tidy` clears what
 * broke off long ago. `close` stops a running conversion and everything queued behind it; for the end of the server.
 */
export type OpenClipFiles = ClipFiles & { sweep(): Promise<void>; tidy(): Promise<void>; close(): Promise<void> };

/** Opens the media room: makes its folders and, unless they are shared, clears what a killed server left behind. */
export async function openClipFiles({
	dir,
	ffmpeg,
	bucket,
	shared,
	onTrouble
}: ClipFilesOptions): Promise<OpenClipFiles> {
	const folders = await ClipFolders.open(dir);
	const store: ClipStore = bucket ? new BucketStore(folders, new ClipBucket(bucket.bucket), bucket.belong) : folders;
	if (!shared) await store.sweep();
	const indexes = new IndexCache();
	const segments = new SegmentCache();
	const locks = newUploadLocks();
	const jobs = new JobQueue();
	const lightJobs = new JobQueue();
	const moves = new JobQueue();

	function forget(clipId?: string): void {
		indexes.forget(clipId);
		segments.forget(clipId);
	}

	async function stopJobs(clipId: string): Promise<void> {
		await Promise.all([jobs.stop(clipId), lightJobs.stop(clipId), moves.stop(clipId)]);
	}

	async function forgetRenditions(clipId: string): Promise<void> {
		await stopJobs(clipId);
		forget(clipId);
		await store.drop(clipId, renditions);
	}

	const isBusy = (clipId: string): boolean => [jobs, lightJobs, moves].some((queue) => queue.has(clipId));

	async function erase(clipId: string): Promise<void> {
		forget(clipId);
		await stopJobs(clipId);
		forget(clipId);
		await store.erase(clipId);
	}

	return {
		canConvert: ffmpeg !== null,
		freeBytes: () => store.freeBytes(),
		async receive(clip, size, request, onKnown) {
			const bringsBytes = request.method === 'PATCH';
			const head = onKnown && bringsBytes ? watchHead({ store, clip, canConvert: ffmpeg !== null }, onKnown) : null;
			try {
				return await receiveRequest({ store, locks, clip, size, onRestart: () => forgetRenditions(clip.id) }, request);
			} finally {
				await head?.end();
			}
		},
		lastBytesAt: (clipId) => store.writtenAt(clipId),
		async put(clip, bytes) {
			await erase(clip.id);
			await putWhole(store, clip, bytes);
		},
		async inspect(clip) {
			await store.bring(clip.id);
			const original = await store.open(clip, 'original');
			if (!original) return no('clip-gone');
			try {
				return await inspectFile(original.file, ffmpeg !== null);
			} finally {
				await original.file.close();
			}
		},
		prepare: (clip, facts, onProgress = () => {}, onPlayable = () => Promise.resolve()) =>
			jobs.run(clip.id, async (signal) => {
				await store.bring(clip.id);
				const told = (said: string) => onTrouble?.(clip.id, said);
				return prepareClip({ store, ffmpeg, clip, facts, signal, onProgress, onPlayable, onTrouble: told });
			}),
		async lighten(clip) {
			if (!ffmpeg) return false;
			const work = (signal: AbortSignal) => makeLighter({ store, ffmpeg, clip, signal });
			try {
				return await lightJobs.run(clip.id, (signal) => jobs.betweenJobs(signal, work));
			} catch (error) {
				// nobody waits for it: without it the clip plays as it did
				onTrouble?.(clip.id, `no lighter rendition: ${error instanceof Error ? error.message : 'unknown'}`);
				return false;
			}
		},
		part: (clip, file, range) => partOf({ store, indexes, segments }, clip, file, range),
		forget,
		erase,
		held: () => store.held(),
		astray: async () => (await store.astray()).filter((clipId) => !isBusy(clipId)),
		async putAway(clipId, stillHeld) {
			await Promise.all([jobs.ended(clipId), lightJobs.ended(clipId)]);
			await moves.run(clipId, (signal) => store.putAway(clipId, signal));
			// another process may have erased it meanwhile, before what we put there was there to be found
			if (!(await stillHeld())) await erase(clipId);
		},
		sweep: () => store.sweep(),
		tidy: () => store.tidy(),
		async close() {
			forget();
			await Promise.all([jobs.close(), lightJobs.close(), moves.close()]);
		}
	};
}

async function putWhole(store: ClipStore, clip: ClipHandle, bytes: Uint8Array): Promise<void> {
	const file = await store.begin(clip, 'original', bytes.length);
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

	has(clipId: string): boolean {
		return this.#jobs.has(clipId);
	}

	/** Resolves when a clip's jobs have let go of its files. */
	async ended(clipId: string): Promise<void> {
		await Promise.all([...(this.#jobs.get(clipId) ?? [])].map(({ ended }) => ended));
	}

	/** Aborts them. */
	async stop(clipId: string): Promise<void> {
		for (const { abort } of this.#jobs.get(clipId) ?? []) abort.abort();
		await this.ended(clipId);
	}

	async close(): Promise<void> {
		await Promise.all([...this.#jobs.keys()].map((clipId) => this.stop(clipId)));
	}
}
