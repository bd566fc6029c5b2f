import type { ClipFacts } from '$lib/domain/clip-facts';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import type { ClipHandle } from '$lib/server/use-cases/needs';
import { OutOfReach, type ClipBytes, type ClipStore, type GrowingBytes } from './clip-store';
import { convert } from './convert';
import type { FfmpegTool } from './ffmpeg';
import { fitsMp4, inspectFile } from './inspect';
import { BrokenClip } from './packager/box-reader';
import { readMovie, type Movie } from './packager/movie';
import { chooseTracks, packagingOf } from './packager/packaging';
import { planOf } from './planned';
import { isDiskFull, isSystemError } from './sealed-file';
import { remuxToMp4, remuxToWebm } from './webm';

/** How a rendition is made: new container, served as WebM as it is, or new pictures. */
type Way = 'remux-mp4' | 'remux-webm' | 'convert';

/** How far a rendition's length may differ from the original's: a few pictures, never a lost second. */
const toleranceMs = 250;

export interface Preparing {
	store: ClipStore;
	ffmpeg: FfmpegTool | null;
	clip: ClipHandle;
	facts: ClipFacts;
	signal: AbortSignal;
	onProgress: (part: number) => void;
	/** Of a conversion: its first part can be played, and this is what it will be. Called at most once. */
	onPlayable: (facts: ClipFacts) => Promise<void>;
	/** For the log: what ffmpeg said when it gave up. Holds no names. */
	onTrouble: (said: string) => void;
}

/**
 * Makes what will be played and answers its facts. A rendition made earlier is answered again as it is. Refusals:
 * `hevc-not-here`, `unsupported-codec` (no ffmpeg), `conversion-failed`, `disk-full`, `clip-gone`. Throws what the system
 * or the store reports.
 */
export async function prepareClip(job: Preparing): Promise<Outcome<ClipFacts>> {
	if (job.facts.path === 'as-is') return yes(job.facts);
	const made = await factsOfRendition(job);
	if (made) return made;
	const way = wayFor(job.facts, job.ffmpeg !== null);
	if (typeof way !== 'string') return way;
	const original = await job.store.open(job.clip, 'original');
	if (!original) return no('clip-gone');
	try {
		return await make(job, way, original.file);
	} catch (error) {
		if (isDiskFull(error)) return no('disk-full');
		if (job.signal.aborted) return no('clip-gone');
		// no verdict on the clip: it waits, and is tried again
		if (error instanceof OutOfReach || isSystemError(error)) throw error;
		job.onTrouble(error instanceof Error ? error.message : 'unknown');
		return no('conversion-failed');
	} finally {
		await original.file.close();
	}
}

function wayFor(facts: ClipFacts, canConvert: boolean): Way | Outcome<never> {
	if (facts.path === 'convert') {
		if (canConvert) return 'convert';
		return no(facts.videoCodec === 'hevc' ? 'hevc-not-here' : 'unsupported-codec');
	}
	return fitsMp4(facts) ? 'remux-mp4' : 'remux-webm';
}

async function make(job: Preparing, way: Way, original: ClipBytes): Promise<Outcome<ClipFacts>> {
	const { store, clip } = job;
	// What ffmpeg writes can be watched while it grows; what mediabunny writes comes in no such order.
	const name = way === 'convert' ? 'growing' : 'draft';
	const draft = await store.begin(clip, name, null);
	try {
		await fill(job, way, original, draft);
		await draft.sync();
		const facts = await inspectFile(draft, false);
		if (!facts.ok || !isSameClip(job.facts, facts.value)) {
			job.onTrouble(facts.ok ? `came out as ${facts.value.frames} pictures, ${facts.value.durationMs} ms` : facts.code);
			return no('conversion-failed');
		}
		job.signal.throwIfAborted();
		await draft.moveTo(way === 'remux-webm' ? 'direct' : 'played');
		return yes({ ...facts.value, path: job.facts.path });
	} finally {
		await draft.close();
		await store.drop(clip.id, ['draft', 'growing']);
	}
}

async function fill(job: Preparing, way: Way, from: ClipBytes, to: GrowingBytes): Promise<void> {
	const { signal, onProgress, facts, store } = job;
	if (way === 'remux-mp4') return remuxToMp4(from, to, signal, onProgress);
	if (way === 'remux-webm') return remuxToWebm(from, to, signal, onProgress);
	if (!job.ffmpeg) throw new Error('conversion without ffmpeg');
	const movie = facts.container === 'webm' ? null : await movieIn(from);
	const { ok, said } = await convert({
		tool: job.ffmpeg,
		from,
		to,
		facts,
		sound: (movie && chooseTracks(movie).sound?.ordinal) ?? 0,
		keyFramesAt: plannedStarts(movie),
		scratch: store.scratch,
		signal,
		onProgress,
		onWritten: tellOnce(job, to)
	});
	if (!ok) throw new Error(said || 'ffmpeg ended with an error');
}

/** [X4] Tells as soon as a whole first segment stands in the growing rendition. */
function tellOnce({ facts, onPlayable }: Preparing, to: ClipBytes): () => Promise<void> {
	let told = false;
	return async () => {
		if (told || !(await hasSegment(to))) return;
		told = true;
		await onPlayable({ ...facts, container: 'mp4', videoCodec: 'h264', audioCodec: playedSound(facts), early: true });
	};
}

const playedSound = ({ audioCodec }: ClipFacts): ClipFacts['audioCodec'] => (audioCodec === 'none' ? 'none' : 'aac');

async function hasSegment(file: ClipBytes): Promise<boolean> {
	try {
		const movie = await readMovie((offset, length) => file.readAt(offset, length), Infinity, await file.size());
		return (packagingOf(movie)?.segments.length ?? 0) > 0;
	} catch (error) {
		if (error instanceof BrokenClip) return false; // its index is still to come
		throw error;
	}
}

const movieIn = async (file: ClipBytes): Promise<Movie> =>
	readMovie((offset, length) => file.readAt(offset, length), await file.size());

function plannedStarts(movie: Movie | null): number[] | null {
	const packaging = movie && packagingOf(movie);
	return (packaging && planOf(packaging)?.starts) ?? null;
}

/**
 * A file that broke off in the middle can be remuxed or converted without any complaint into a shorter one. Pictures
 * are counted one by one where none may be lost; an edit list may hide some of an original that is converted.
 */
function isSameClip(before: ClipFacts, after: ClipFacts): boolean {
	const lost = before.frames - after.frames;
	return Math.abs(before.durationMs - after.durationMs) <= toleranceMs && lost >= 0 && lost <= before.frames * 0.01;
}

async function factsOfRendition({ store, clip, facts }: Preparing): Promise<Outcome<ClipFacts> | null> {
	const played = await store.open(clip, 'played', 'direct');
	if (!played) return null;
	try {
		const seen = await inspectFile(played.file, false);
		return seen.ok ? yes({ ...seen.value, path: facts.path }) : null;
	} finally {
		await played.file.close();
	}
}
