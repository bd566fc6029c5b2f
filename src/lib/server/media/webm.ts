import {
	Conversion,
	CustomSource,
	EncodedPacketSink,
	Input,
	MATROSKA,
	Mp4OutputFormat,
	Output,
	StreamTarget,
	WEBM,
	WebMOutputFormat,
	type InputAudioTrack,
	type InputVideoTrack,
	type StreamTargetChunk
} from 'mediabunny';
import type { ClipFacts } from '$lib/domain/clip-facts';
import { clipLimits } from '$lib/domain/clip-facts';
import { malformed, truncated } from './packager/box-reader';
import type { SealedFile } from './sealed-file';

/** What a WebM (or Matroska) holds. Times in ms. */
export interface WebmFacts {
	videoCodec: ClipFacts['videoCodec'] | null;
	audioCodec: ClipFacts['audioCodec'];
	width: number;
	height: number;
	rotation: ClipFacts['rotation'];
	/** Presentation times of every picture, in order, and the end of the last. */
	shown: Float64Array;
	endMs: number;
	/** The first picture on which decoding may begin, as it stands in the file; null when there is none. */
	firstPicture: { config: Uint8Array | null; bytes: Uint8Array } | null;
}

const mostFrames = (clipLimits.durationMs / 1000) * 500;
const longestReadBytes = 64 * 1024 * 1024;
const pictures = { avc: 'h264', hevc: 'hevc', vp8: 'vp8', vp9: 'vp9', av1: 'av1', prores: 'other' } as const;
const sounds = { aac: 'aac', opus: 'opus', vorbis: 'vorbis', mp3: 'mp3' } as const;

/**
 * Looks through a whole WebM: it has no index to trust, so every block is visited (its place, not its picture).
 * Throws BrokenClip when it is cut short, contradicts itself, or asks for more work than a clip can cost.
 */
export async function readWebm(file: SealedFile): Promise<WebmFacts> {
	const size = await file.size();
	await assertWholeSegment(file, size);
	using input = openWebm(file, size);
	const [video, audio] = await Promise.all([input.getPrimaryVideoTrack(), input.getPrimaryAudioTrack()]);
	if (!video)
		return {
			videoCodec: null,
			audioCodec: 'none',
			width: 0,
			height: 0,
			rotation: 0,
			shown: new Float64Array(0),
			endMs: 0,
			firstPicture: null
		};
	const { shown, endMs } = await timesOf(video);
	const claimed = (await video.getDurationFromMetadata()) ?? 0;
	// A recorder that was cut off leaves the length it meant to write; two seconds is far beyond rounding.
	if (claimed * 1000 > endMs + 2_000) throw truncated('shorter than it says');
	return {
		...(await looks(video)),
		audioCodec: await soundOf(audio),
		shown,
		endMs,
		firstPicture: await firstPictureOf(video)
	};
}

/** Puts a WebM's own pictures and sound into a fragmented mp4 that the packager can serve. Nothing is decoded. */
export async function remuxToMp4(
	from: SealedFile,
	to: SealedFile,
	signal: AbortSignal,
	onProgress: (part: number) => void
): Promise<void> {
	const format = new Mp4OutputFormat({ fastStart: 'fragmented', minimumFragmentDuration: 1 });
	await remux(from, to, format, signal, onProgress);
}

/** Rewrites a live WebM as one with a length and an index, so that a browser can seek in it. Nothing is decoded. */
export async function remuxToWebm(
	from: SealedFile,
	to: SealedFile,
	signal: AbortSignal,
	onProgress: (part: number) => void
): Promise<void> {
	await remux(from, to, new WebMOutputFormat(), signal, onProgress);
}

async function remux(
	from: SealedFile,
	to: SealedFile,
	format: Mp4OutputFormat | WebMOutputFormat,
	signal: AbortSignal,
	onProgress: (part: number) => void
): Promise<void> {
	using input = openWebm(from, await from.size());
	const writable = new WritableStream<StreamTargetChunk>({
		write: (chunk) => to.writeAt(chunk.position, chunk.data)
	});
	const output = new Output({ format, target: new StreamTarget(writable, { chunked: true, chunkSize: 1024 * 1024 }) });
	const conversion = await Conversion.init({
		input,
		output,
		tracks: 'primary',
		copy: { mode: 'forced', shiftTolerance: 0 },
		showWarnings: false
	});
	if (!conversion.isValid) throw malformed('nothing in it can be carried over');
	conversion.onProgress = onProgress;
	const stop = (): void => void conversion.cancel();
	signal.addEventListener('abort', stop, { once: true });
	try {
		signal.throwIfAborted();
		await conversion.execute();
	} finally {
		signal.removeEventListener('abort', stop);
	}
}

function openWebm(file: SealedFile, size: number): Input {
	let budget = size * 4 + longestReadBytes;
	return new Input({
		formats: [WEBM, MATROSKA],
		source: new CustomSource({
			getSize: () => size,
			read: (start, end) => {
				// The demuxer asks for what the file tells it to; a hostile file may not make it ask for everything, for ever.
				budget -= end - start;
				if (end - start > longestReadBytes || budget < 0) throw malformed('asks for too much reading');
				return file.readAt(start, end - start);
			},
			prefetchProfile: 'fileSystem'
		})
	});
}

async function timesOf(video: InputVideoTrack): Promise<{ shown: Float64Array; endMs: number }> {
	const shown: number[] = [];
	let endMs = 0;
	for await (const packet of new EncodedPacketSink(video).packets(undefined, undefined, { metadataOnly: true })) {
		if (shown.length >= mostFrames) throw malformed('too many pictures');
		shown.push(packet.timestamp * 1000);
		endMs = Math.max(endMs, (packet.timestamp + packet.duration) * 1000);
	}
	const inOrder = Float64Array.from(shown).sort();
	const [first = 0, last = 0] = [inOrder[0], inOrder.at(-1)];
	// Where the last picture's own duration is not written, it lasts as long as the others.
	if (endMs <= last) endMs = last + (last - first) / Math.max(1, inOrder.length - 1);
	return { shown: inOrder, endMs };
}

async function firstPictureOf(video: InputVideoTrack): Promise<WebmFacts['firstPicture']> {
	const packet = await new EncodedPacketSink(video).getFirstPacket();
	if (!packet) return null;
	const description = (await video.getDecoderConfig())?.description;
	const view = description && (ArrayBuffer.isView(description) ? description : new Uint8Array(description));
	const config = view ? new Uint8Array(view.buffer, view.byteOffset, view.byteLength) : null;
	return { config, bytes: packet.data };
}

async function looks(video: InputVideoTrack): Promise<Pick<WebmFacts, 'videoCodec' | 'width' | 'height' | 'rotation'>> {
	const codec = await video.getCodec();
	return {
		videoCodec: codec ? pictures[codec] : 'other',
		width: await video.getDisplayWidth(),
		height: await video.getDisplayHeight(),
		rotation: await video.getRotation()
	};
}

async function soundOf(audio: InputAudioTrack | null): Promise<ClipFacts['audioCodec']> {
	const codec = await audio?.getCodec();
	if (!audio) return 'none';
	return codec && codec in sounds ? sounds[codec as keyof typeof sounds] : 'other';
}

/** Fails when the Segment element announces more bytes than there are. Live recordings announce none. */
async function assertWholeSegment(file: SealedFile, size: number): Promise<void> {
	const head = await file.readAt(0, 4_096);
	const header = element(head, 0);
	const segment = header && header.size !== null ? element(head, header.body + header.size) : null;
	if (!segment || segment.id !== 0x18538067) throw malformed('no WebM segment');
	if (segment.size !== null && segment.body + segment.size > size) throw truncated('the segment is not whole');
}

/** An EBML element's id, where its content begins, and its size (null when unknown, as in live recordings). */
function element(bytes: Uint8Array, at: number): { id: number; body: number; size: number | null } | null {
	const idBytes = widthOf(bytes[at]);
	const sizeAt = at + idBytes;
	const sizeBytes = widthOf(bytes[sizeAt]);
	if (idBytes > 4 || sizeBytes > 8 || sizeAt + sizeBytes > bytes.length) return null;
	const number = (from: number, width: number, mask: number): number => {
		let value = (bytes[from] ?? 0) & mask;
		for (let i = 1; i < width; i++) value = value * 256 + (bytes[from + i] ?? 0);
		return value;
	};
	const size = number(sizeAt, sizeBytes, 0xff >> sizeBytes);
	return {
		id: number(at, idBytes, 0xff),
		body: sizeAt + sizeBytes,
		size: size === 2 ** (7 * sizeBytes) - 1 ? null : size
	};
}

/** How many bytes a variable-length number takes, told by the leading zero bits of its first byte. */
const widthOf = (first: number | undefined): number => (first ? Math.clz32(first) - 23 : 9);
