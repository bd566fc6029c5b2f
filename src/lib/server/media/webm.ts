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
import type { ClipBytes, GrowingBytes } from './clip-store';
import { malformed, truncated } from './packager/box-reader';
import { readWebmShape, withPadding } from './webm-shape';

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
export async function readWebm(file: ClipBytes): Promise<WebmFacts> {
	const size = await file.size();
	using input = await openWebm(file, size);
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
	from: ClipBytes,
	to: GrowingBytes,
	signal: AbortSignal,
	onProgress: (part: number) => void
): Promise<void> {
	const format = new Mp4OutputFormat({ fastStart: 'fragmented', minimumFragmentDuration: 1 });
	await remux(from, to, format, signal, onProgress);
}

/** Rewrites a live WebM as one with a length and an index, so that a browser can seek in it. Nothing is decoded. */
export async function remuxToWebm(
	from: ClipBytes,
	to: GrowingBytes,
	signal: AbortSignal,
	onProgress: (part: number) => void
): Promise<void> {
	await remux(from, to, new WebMOutputFormat(), signal, onProgress);
}

async function remux(
	from: ClipBytes,
	to: GrowingBytes,
	format: Mp4OutputFormat | WebMOutputFormat,
	signal: AbortSignal,
	onProgress: (part: number) => void
): Promise<void> {
	using input = await openWebm(from, await from.size());
	const writable = new WritableStream<StreamTargetChunk>({
		write: (chunk) => to.writeAt(chunk.position, chunk.data)
	});
	const output = new Output({ format, target: new StreamTarget(writable, { chunked: true, chunkSize: 1024 * 1024 }) });
	const conversion = await Conversion.init({
		input,
		output,
		tracks: 'primary',
		copy: { mode: 'forced', shiftTolerance: 0 },
		tags: {}, // left out, it would carry over titles and names
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

/** Opens only what `readWebmShape` walked through: no jumps that the file asks for, no notes, no broken tail. */
async function openWebm(file: ClipBytes, size: number): Promise<Input> {
	const shape = await readWebmShape((offset, length) => file.readAt(offset, length), size);
	let budget = size * 4 + longestReadBytes;
	return new Input({
		formats: [WEBM, MATROSKA],
		source: new CustomSource({
			getSize: () => shape.end,
			read: async (start, end) => {
				// The demuxer asks for what the file tells it to; a hostile file may not make it ask for everything, for ever.
				budget -= end - start;
				if (end - start > longestReadBytes || budget < 0) throw malformed('asks for too much reading');
				return withPadding(await file.readAt(start, Math.min(end, shape.end) - start), start, shape);
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
