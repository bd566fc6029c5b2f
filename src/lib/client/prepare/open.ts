import {
	BlobSource,
	canEncodeAudio,
	EncodedPacketSink,
	Input,
	MATROSKA,
	MP4,
	QTFF,
	WEBM,
	type InputAudioTrack,
	type InputVideoTrack,
	type VideoCodec
} from 'mediabunny';
import type { ClipFrame, PrepareMeans } from '$lib/domain/clip-edits';
import { encoderFor } from './encode';
import { canCarry, soundMadeAnew, type Container } from './output';

/** A clip with its tracks. Dispose of the input when done. */
export interface Tracks {
	input: Input;
	video: InputVideoTrack;
	audio: InputAudioTrack | null;
}

/** A clip whose index was read. Width and height as shown, in px; times in ms. */
export interface Opened extends Tracks {
	blob: Blob;
	frames: readonly ClipFrame[];
	durationMs: number;
	width: number;
	height: number;
	container: Container;
	canDecode: boolean;
	encoder: { codec: VideoCodec; container: Container } | null;
	means: PrepareMeans;
}

/** Reads the index of a clip and asks the browser what it can do with it. Throws when it is no clip that can be read. */
export async function openClip(blob: Blob): Promise<Opened> {
	const { input, video, audio } = await tracksOf(blob, 'here and there');
	try {
		const codec = await video.getCodec();
		const frames = await framesOf(video);
		const durationMs = frames.reduce((end, { at, lasts }) => Math.max(end, at + lasts), 0);
		const [width, height] = [await video.getDisplayWidth(), await video.getDisplayHeight()];
		const container: Container = ['avc', 'hevc'].includes(codec ?? '') || (await isMp4(input)) ? 'mp4' : 'webm';
		const canDecode = typeof VideoDecoder !== 'undefined' && (await video.canDecode());
		const encoder = canDecode ? await encoderFor(container, width, height) : null;
		const means: PrepareMeans = {
			canEncode: encoder !== null,
			containerTurns: container === 'mp4',
			canKeepSound: await canKeep(audio, new Set([container, encoder?.container ?? container]))
		};
		return { blob, input, video, audio, frames, durationMs, width, height, container, canDecode, encoder, means };
	} catch (wrong) {
		input.dispose();
		throw wrong;
	}
}

/**
 * `here and there`: by slices, which is quick for an index and a few pictures. `on and on`: as a stream, which is ten
 * times as quick for sound that lies in thousands of bits between the pictures (half a gigabyte: 0.8 against 10 s).
 */
export async function tracksOf(blob: Blob, reading: 'here and there' | 'on and on'): Promise<Tracks> {
	const source = new BlobSource(blob, { useStreamReader: reading === 'on and on' });
	const input = new Input({ formats: [MP4, QTFF, WEBM, MATROSKA], source });
	try {
		const video = await input.getPrimaryVideoTrack();
		if (!video || !(await video.getCodec())) throw new Error('no pictures in this file');
		return { input, video, audio: await input.getPrimaryAudioTrack() };
	} catch (wrong) {
		input.dispose();
		throw wrong;
	}
}

async function framesOf(video: InputVideoTrack): Promise<ClipFrame[]> {
	const frames: ClipFrame[] = [];
	const packets = new EncodedPacketSink(video).packets(undefined, undefined, { metadataOnly: true });
	for await (const { timestamp, duration, type } of packets)
		frames.push({ at: timestamp * 1000, lasts: duration * 1000, key: type === 'key' });
	if (frames.length === 0) throw new Error('no pictures in this file');
	return frames;
}

const isMp4 = async (input: Input): Promise<boolean> => [MP4, QTFF].includes((await input.getFormat()) as typeof MP4);

async function canKeep(audio: InputAudioTrack | null, containers: ReadonlySet<Container>): Promise<boolean> {
	if (!audio) return true;
	const codec = await audio.getCodec();
	if (!codec) return false;
	for (const container of containers) {
		if (canCarry(container, codec)) continue;
		if (!(await audio.canDecode()) || !(await canEncodeAudio(soundMadeAnew(container)))) return false;
	}
	return true;
}
