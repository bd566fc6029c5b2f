import { hasFallenSilent } from '$lib/domain/clip-facts';
import { no, yes, type Outcome } from '$lib/domain/outcome';
import type { ClipHandle, MediaPart } from '$lib/server/use-cases/needs';
import { isClipId, OutOfReach, type ClipBytes, type ClipStore } from './clip-store';
import { growsTo } from './arriving';
import { levelsOf } from './levels';
import { BrokenClip } from './packager/box-reader';
import { initSegmentOf } from './packager/init-segment';
import { readMovie } from './packager/movie';
import { onlySound, packagingOf, reachOf, segmentsFit, type Packaging } from './packager/packaging';
import { playlistOf } from './packager/playlist';
import { segmentOf } from './packager/segment';
import { keepsTo, planOf } from './planned';
import type { SegmentCache } from './segment-cache';

/** The only names there are. Anything else, however spelled or encoded, is not found before a path is made of it. */
const namePattern =
	/^(?:(?:index|levels|low)\.m3u8|(?:low|snd)?init\.mp4|clip\.webm|(?:seg|low|snd)(0|[1-9]\d{0,4})\.m4s)$/;
/** One answer to a range: small, so that somebody whose right has ended is at the end of what they hold within seconds. */
const rangeBytes = 1024 * 1024;
const pieceBytes = 256 * 1024;
/**
 * A segment whose bytes are still to come is waited for this long, ms: it then goes out the moment it can, and no
 * player has to ask again and again. Short, because a right may end meanwhile.
 */
const awaitMs = 2_000;

interface KnownIndex {
	/** The promise is kept, not its result: when a group opens a clip together, it is read once. */
	packaging: Promise<Packaging | null>;
	/** How many bytes of the file had arrived when it was read. */
	arrived: number;
	/** How many it will be, as far as was known then; Infinity for a rendition that is still being made. */
	whole: number;
	/** It says everything: more bytes add nothing. */
	closed: boolean;
}

type Extent = Pick<KnownIndex, 'arrived' | 'whole'>;

/** Indexes of clips looked at lately: about 25 bytes per sample, no pictures and no keys. */
export class IndexCache {
	readonly #known = new Map<string, KnownIndex>();

	constructor(private readonly most = 24) {}

	/** The index of a file of which so many bytes have arrived. Throws BrokenClip. */
	async get(clipId: string, file: ClipBytes, extent: Extent): Promise<Packaging | null> {
		const name = `${clipId}/${file.mark}`;
		const index = (await this.#stillTrue(name, extent)) ?? readIndex(file, extent);
		this.#known.delete(name); // put back at the young end
		this.#known.set(name, index);
		const oldest = this.#known.keys().next().value;
		if (this.#known.size > this.most && oldest !== undefined) this.#known.delete(oldest);
		try {
			return await index.packaging;
		} catch (error) {
			if (this.#known.get(name) === index) this.#known.delete(name);
			throw error;
		}
	}
	forget(clipId?: string): void {
		for (const name of this.#known.keys())
			if (clipId === undefined || name.startsWith(`${clipId}/`)) this.#known.delete(name);
	}

	/** What is known of a file, unless more has arrived of one in fragments, or of one that said nothing yet. */
	async #stillTrue(name: string, { arrived, whole }: Extent): Promise<KnownIndex | undefined> {
		await this.#known.get(name)?.packaging.catch(() => undefined);
		const index = this.#known.get(name);
		if (!index || index.closed) return index;
		return index.arrived >= arrived && index.whole === whole ? index : undefined;
	}
}

function readIndex(file: ClipBytes, extent: Extent): KnownIndex {
	const index: KnownIndex = { packaging: readPackaging(file, extent), ...extent, closed: false };
	index.packaging.then(
		(packaging) => (index.closed = packaging !== null && !packaging.open),
		() => undefined // whoever asked for it hears of it
	);
	return index;
}

async function readPackaging(file: ClipBytes, { arrived, whole }: Extent): Promise<Packaging | null> {
	const movie = await readMovie((offset, length) => file.readAt(offset, length), whole, Math.min(arrived, whole));
	const packaging = packagingOf(movie);
	return packaging && segmentsFit(packaging) ? packaging : null;
}

interface Place {
	store: ClipStore;
	indexes: IndexCache;
	segments: SegmentCache;
}

/**
 * Answers one file of a clip's playback. Refusals: `not-found` (name or segment), `clip-not-ready`, `clip-arriving` (a
 * segment whose bytes are still on their way), `clip-stopped` (and nobody sends them any more), `clip-out-of-reach` (where
 * it lies does not answer now), `bad-input` (range).
 */
export async function partOf(
	place: Place,
	clip: ClipHandle,
	name: string,
	range: string | null
): Promise<Outcome<MediaPart>> {
	const match = namePattern.exec(name);
	if (!match || !isClipId(clip.id)) return no('not-found');
	try {
		const played = name.startsWith('low') ? await openLight(place, clip) : await openPlayed(place.store, clip);
		return played ? await partIn(place, clip, played, match, range) : no('not-found');
	} catch (error) {
		if (error instanceof BrokenClip) return no('clip-not-ready');
		if (error instanceof OutOfReach) return no('clip-out-of-reach');
		throw error;
	}
}

async function partIn(
	place: Place,
	clip: ClipHandle,
	{ file, direct, growing }: Played,
	[name, number]: RegExpExecArray,
	range: string | null
): Promise<Outcome<MediaPart>> {
	let keepOpen = false;
	try {
		if (direct) {
			if (name !== 'clip.webm') return no('not-found');
			keepOpen = range === null;
			return await wholeOrRange(file, range);
		}
		if (name === 'clip.webm') return no('not-found');
		const arrived = await file.size();
		const extent = { arrived, whole: growing ? Infinity : (file.declared ?? arrived) };
		const packaging = await place.indexes.get(clip.id, file, extent);
		if (!packaging) return no('not-found');
		if (packaging.open && packaging.segments.length === 0) return no('clip-not-ready');
		const toCome = growing ? await planned(place, clip, packaging) : [];
		if (name === 'levels.m3u8') return await levels(place, clip, packaging, toCome);
		if (name.startsWith('snd')) return await soundAlone(file, arrived, packaging, number);
		if (number === undefined) return described(packaging, name, toCome);
		if (Number(number) >= packaging.segments.length && Number(number) < toCome.length) {
			await growsTo(file, arrived + 1, awaitMs);
			return no('clip-arriving');
		}
		return await segment(place, clip.id, { file, arrived }, packaging, Number(number));
	} finally {
		if (!keepOpen) await file.close();
	}
}

/** [X4] The lengths of all segments of a rendition that is being made, s; none where they cannot be known yet. */
async function planned({ store, indexes }: Place, clip: ClipHandle, made: Packaging): Promise<number[]> {
	const original = await store.open(clip, 'original');
	if (!original) return [];
	try {
		const size = await original.file.size();
		const packaging = await indexes.get(clip.id, original.file, { arrived: size, whole: size });
		const plan = packaging && planOf(packaging);
		return plan && keepsTo(made, plan) ? plan.seconds : [];
	} finally {
		await original.file.close();
	}
}

function described(packaging: Packaging, name: string, toCome: number[]): Outcome<MediaPart> {
	if (name === 'index.m3u8') return list(playlistOf(packaging, toCome));
	return name === 'low.m3u8' ? list(lightNames(playlistOf(packaging))) : whole('video/mp4', initSegmentOf(packaging));
}

const list = (text: string): Outcome<MediaPart> =>
	whole('application/vnd.apple.mpegurl', new TextEncoder().encode(text));

const lightNames = (playlist: string): string =>
	playlist.replace(/^seg(?=\d)/gm, 'low').replace('"init.mp4"', '"lowinit.mp4"');

interface Played {
	file: ClipBytes;
	/** Served as a file. */
	direct: boolean;
	/** A rendition in fragments that is being made, and longer with every look. */
	growing: boolean;
}

/** What is shown to viewers: the rendition where there is one, else the original. */
export async function openPlayed(store: ClipStore, clip: ClipHandle): Promise<Played | null> {
	const opened = await store.open(clip, 'played', 'direct', 'growing', 'original');
	return opened && { file: opened.file, direct: opened.name === 'direct', growing: opened.name === 'growing' };
}

/** The rendition for slow lines, where there is one. */
async function openLight({ store }: Place, clip: ClipHandle): Promise<Played | null> {
	const opened = await store.open(clip, 'light');
	return opened && { file: opened.file, direct: false, growing: false };
}

/** [X6] Two levels where a lighter rendition stands beside the clip; else what a player would have to ask for next. */
async function levels(
	place: Place,
	clip: ClipHandle,
	packaging: Packaging,
	toCome: number[]
): Promise<Outcome<MediaPart>> {
	const light = await openLight(place, clip);
	if (!light) return list(playlistOf(packaging, toCome));
	const { file } = light;
	try {
		const arrived = await file.size();
		const narrow = await place.indexes.get(clip.id, file, { arrived, whole: arrived });
		const best = { list: 'index.m3u8', packaging };
		return list(narrow ? levelsOf([best, { list: 'low.m3u8', packaging: narrow }]) : playlistOf(packaging));
	} finally {
		await file.close();
	}
}

async function segment(
	{ store, segments }: Place,
	clipId: string,
	{ file, arrived }: { file: ClipBytes; arrived: number },
	packaging: Packaging,
	number: number
): Promise<Outcome<MediaPart>> {
	if (number >= packaging.segments.length) return no('not-found');
	const reach = reachOf(packaging, number);
	if (arrived < reach && !(await growsTo(file, reach, awaitMs))) {
		const last = await store.writtenAt(clipId);
		return no(last && hasFallenSilent(last, new Date()) ? 'clip-stopped' : 'clip-arriving');
	}
	const body = await segments.get(clipId, file.mark, number, () =>
		segmentOf(packaging, number, (offset, length, into) => file.readAt(offset, length, into))
	);
	return whole('video/iso.segment', body);
}

/**
 * The sound without the pictures, segment by segment as they are listed: whoever lays two clips beside each other by
 * what is heard need not fetch a hundred times as much. It is in no cache: it is asked for once.
 */
async function soundAlone(
	file: ClipBytes,
	arrived: number,
	packaging: Packaging,
	number: string | undefined
): Promise<Outcome<MediaPart>> {
	const sound = onlySound(packaging);
	if (!sound) return no('not-found');
	if (number === undefined) return whole('video/mp4', initSegmentOf(sound));
	const segment = sound.segments[Number(number)];
	if (!segment) return no('not-found');
	// a stretch of silence at the end has nothing in it
	if (segment.picture.to <= segment.picture.from) return whole('video/iso.segment', new Uint8Array());
	if (arrived < reachOf(sound, Number(number))) return no('clip-arriving');
	const read: Parameters<typeof segmentOf>[2] = (offset, length, into) => file.readAt(offset, length, into);
	return whole('video/iso.segment', await segmentOf(sound, Number(number), read));
}

/** `no-store`: the picture of a child stays in no cache, neither a browser's nor one on the way. */
const headers = (length: number): Record<string, string> => ({
	'Cache-Control': 'no-store',
	'Content-Length': String(length)
});

const whole = (type: string, body: Uint8Array): Outcome<MediaPart> =>
	yes({ type, status: 200, headers: headers(body.length), body });

async function wholeOrRange(file: ClipBytes, range: string | null): Promise<Outcome<MediaPart>> {
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
function streamOf(file: ClipBytes, size: number): ReadableStream<Uint8Array> {
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
