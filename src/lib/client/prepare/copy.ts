import { EncodedPacketSink, EncodedVideoPacketSource, type EncodedPacket, type InputVideoTrack } from 'mediabunny';
import { keptFrames, sameMoment, type ClipEdits, type ClipFrame, type KeptFrames } from '$lib/domain/clip-edits';
import { cleanerFor } from './clean';
import { newFile, soundFeed } from './output';
import type { Opened } from './open';
import type { Made, OnShare } from './make';

/**
 * A new file with the selection's own pictures and sound, bit for bit but for the notes in them. Frames outside the
 * selection are not in it, not even hidden ones.
 */
export async function makeByCopying(
	opened: Opened,
	edits: ClipEdits,
	onShare: OnShare,
	signal: AbortSignal
): Promise<Made> {
	const { video, audio, frames, container } = opened;
	const kept = await trulyKept(opened, edits);
	const codec = await video.getCodec();
	const config = await video.getDecoderConfig();
	const cleaner = codec && config && cleanerFor(codec, bytesOf(config.description));
	if (!kept || !codec || !config || !cleaner) throw new Error('this stream cannot be copied');

	const file = newFile(container);
	const source = new EncodedVideoPacketSource(codec);
	file.output.addVideoTrack(source, await lying(video, edits));
	const toEnd = kept.stop === frames.length;
	const sound = audio && !edits.mute ? await soundFeed(audio, container, { ...kept, toEnd }) : null;
	if (sound) file.output.addAudioTrack(sound.source);
	await file.output.start();
	const { description, ...rest } = config;
	const meta = { decoderConfig: cleaner.description ? { ...rest, description: cleaner.description } : rest };
	if (description && !cleaner.description) throw new Error('settings were lost');
	try {
		let place = kept.first;
		for await (const packet of packetsFrom(video, kept)) {
			signal.throwIfAborted();
			if (place++ >= kept.stop) break;
			const at = packet.timestamp * 1000;
			if (at < kept.from - sameMoment) continue; // shown before the key frame it came after: it needs what was cut away
			const timestamp = Math.max(0, packet.timestamp - kept.from / 1000);
			await source.add(packet.clone({ data: cleaner.clean(packet.data), timestamp }), meta);
			await sound?.upTo(at);
			onShare((at - kept.from) / (kept.to - kept.from));
		}
		// a file that was cut short ends without a word; a clip that is shorter than she saw must not
		if (place < kept.stop) throw new Error('the file ends too early');
		await sound?.upTo(Infinity);
		return { blob: await file.finish(), from: kept.from, to: kept.to };
	} catch (wrong) {
		await file.output.cancel().catch(() => undefined);
		throw wrong;
	} finally {
		await sound?.close();
	}
}

/** What stays, beginning at a key frame that is one: the container's word for it is checked in the frame itself. */
async function trulyKept({ video, frames, durationMs }: Opened, edits: ClipEdits): Promise<KeptFrames | null> {
	const to = edits.to >= durationMs - sameMoment ? Infinity : edits.to;
	const sink = new EncodedPacketSink(video);
	let believed: ClipFrame[] = [...frames];
	for (;;) {
		const kept = keptFrames(believed, edits.from, to);
		const packet = kept && (await packetAt(sink, kept.from));
		if (!kept || !packet) return null;
		if ((await video.determinePacketType(packet)) !== 'delta') return kept;
		believed = believed.map((frame, i) => (i === kept.first ? { ...frame, key: false } : frame));
	}
}

const packetAt = (sink: EncodedPacketSink, ms: number): Promise<EncodedPacket | null> =>
	sink.getPacket((ms + sameMoment / 2) / 1000);

async function* packetsFrom(video: InputVideoTrack, kept: KeptFrames): AsyncGenerator<EncodedPacket> {
	const sink = new EncodedPacketSink(video);
	const start = await packetAt(sink, kept.from);
	if (start) yield* sink.packets(start);
}

async function lying(video: InputVideoTrack, { turn }: ClipEdits) {
	const [rotation, flip] = [await video.getRotation(), await video.getFlip()];
	// a mirrored picture turns the other way before it is mirrored
	const turned = (rotation + (flip ? 360 - turn : turn)) % 360;
	return { rotation: turned as 0 | 90 | 180 | 270, ...(flip ? { flip } : {}) };
}

function bytesOf(data: AllowSharedBufferSource | undefined): Uint8Array | null {
	if (!data) return null;
	return ArrayBuffer.isView(data)
		? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
		: new Uint8Array(data);
}
