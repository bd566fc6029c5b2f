import { no, yes, type Outcome } from '$lib/domain/outcome';
import type { ClipHandle, MediaPart } from '$lib/server/use-cases/needs';
import { isClipId, type ClipFolders } from './clip-folders';
import { BrokenClip } from './packager/box-reader';
import { initSegmentOf } from './packager/init-segment';
import { readMovie } from './packager/movie';
import { packagingOf, segmentsFit, type Packaging } from './packager/packaging';
import { playlistOf } from './packager/playlist';
import { segmentOf } from './packager/segment';
import type { SealedFile } from './sealed-file';

/** The only names there are. Anything else, however spelled or encoded, is not found before a path is made of it. */
const namePattern = /^(?:index\.m3u8|init\.mp4|clip\.webm|seg(0|[1-9]\d{0,4})\.m4s)$/;
/** One answer to a range: small, so that somebody whose right has ended is at the end of what they hold within seconds. */
const rangeBytes = 1024 * 1024;
const pieceBytes = 256 * 1024;

/** Indexes of clips looked at lately: about 25 bytes per sample, no pictures and no keys. */
export class IndexCache {
	readonly #known = new Map<string, Promise<Packaging | null>>();

	constructor(private readonly most = 24) {}

	async get(clipId: string, file: SealedFile): Promise<Packaging | null> {
		const name = `${clipId}/${file.mark}`;
		// The promise is kept, not its result: when a group opens a clip together, it is read once.
		const found = this.#known.get(name) ?? readPackaging(file);
		this.#known.delete(name); // put back at the young end
		this.#known.set(name, found);
		const oldest = this.#known.keys().next().value;
		if (this.#known.size > this.most && oldest !== undefined) this.#known.delete(oldest);
		try {
			return await found;
		} catch (error) {
			this.#known.delete(name);
			throw error;
		}
	}
	forget(clipId: string): void {
		for (const name of this.#known.keys()) if (name.startsWith(`${clipId}/`)) this.#known.delete(name);
	}
}

async function readPackaging(file: SealedFile): Promise<Packaging | null> {
	const size = await file.size();
	const movie = await readMovie((offset, length) => file.readAt(offset, length), size);
	const packaging = packagingOf(movie);
	return packaging && segmentsFit(packaging) ? packaging : null;
}

/** Answers one file of a clip's playback. Refusals: `not-found` (name or segment), `clip-not-ready`, `bad-input` (range). */
export async function partOf(
	place: { folders: ClipFolders; cache: IndexCache },
	clip: ClipHandle,
	name: string,
	range: string | null
): Promise<Outcome<MediaPart>> {
	const match = namePattern.exec(name);
	if (!match || !isClipId(clip.id)) return no('not-found');
	const played = await place.folders.openPlayed(clip);
	if (!played) return no('not-found');
	const { file, direct } = played;
	let keepOpen = false;
	try {
		if (file.declared !== null && (await file.size()) < file.declared) return no('clip-not-ready');
		if (direct) {
			if (name !== 'clip.webm') return no('not-found');
			keepOpen = range === null;
			return await wholeOrRange(file, range);
		}
		const packaging = name === 'clip.webm' ? null : await place.cache.get(clip.id, file);
		return packaging ? await packaged(packaging, file, name, match[1]) : no('not-found');
	} catch (error) {
		if (error instanceof BrokenClip) return no('clip-not-ready');
		throw error;
	} finally {
		if (!keepOpen) await file.close();
	}
}

async function packaged(
	packaging: Packaging,
	file: SealedFile,
	name: string,
	number: string | undefined
): Promise<Outcome<MediaPart>> {
	if (name === 'index.m3u8') {
		return whole('application/vnd.apple.mpegurl', new TextEncoder().encode(playlistOf(packaging)));
	}
	if (name === 'init.mp4') return whole('video/mp4', initSegmentOf(packaging));
	const index = Number(number);
	if (number === undefined || index >= packaging.segments.length) return no('not-found');
	return whole('video/iso.segment', await segmentOf(packaging, index, (offset, length) => file.readAt(offset, length)));
}

/** `no-store`: the picture of a child stays in no cache, neither a browser's nor one on the way. */
const headers = (length: number): Record<string, string> => ({
	'Cache-Control': 'no-store',
	'Content-Length': String(length)
});

const whole = (type: string, body: Uint8Array): Outcome<MediaPart> =>
	yes({ type, status: 200, headers: headers(body.length), body });

async function wholeOrRange(file: SealedFile, range: string | null): Promise<Outcome<MediaPart>> {
	const size = await file.size();
	const type = 'video/webm';
	if (range === null) {
		return yes({
			type,
			status: 200,
			headers: { ...headers(size), 'Accept-Ranges': 'bytes' },
			body: streamOf(file, size)
		});
	}
	const asked = parseRange(range, size);
	if (!asked) return no('bad-input', { size });
	const body = await file.readAt(asked.from, Math.min(asked.to - asked.from + 1, rangeBytes));
	return yes({
		type,
		status: 206,
		headers: {
			...headers(body.length),
			'Accept-Ranges': 'bytes',
			'Content-Range': `bytes ${asked.from}-${asked.from + body.length - 1}/${size}`
		},
		body
	});
}

/** One range of a `Range` header as inclusive offsets; null when it is malformed, several, or outside the file. */
function parseRange(header: string, size: number): { from: number; to: number } | null {
	const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header.trim());
	if (!match || (!match[1] && !match[2])) return null;
	const from = match[1] ? Number(match[1]) : Math.max(0, size - Number(match[2]));
	const to = match[1] && match[2] ? Math.min(Number(match[2]), size - 1) : size - 1;
	return from <= to && from < size ? { from, to } : null;
}

/** The whole file piece by piece, closing it at the end or when the reader goes away. */
function streamOf(file: SealedFile, size: number): ReadableStream<Uint8Array> {
	let at = 0;
	return new ReadableStream<Uint8Array>({
		async pull(controller) {
			const piece = await file.readAt(at, Math.min(pieceBytes, size - at));
			at += piece.length;
			if (piece.length > 0) controller.enqueue(piece);
			if (piece.length > 0 && at < size) return;
			await file.close();
			controller.close();
		},
		cancel: () => file.close()
	});
}
