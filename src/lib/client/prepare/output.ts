import {
	EncodedAudioPacketSource,
	EncodedPacketSink,
	AudioSampleSink,
	AudioSampleSource,
	Mp4OutputFormat,
	Output,
	Quality,
	StreamTarget,
	WebMOutputFormat,
	type AudioCodec,
	type AudioSource,
	type InputAudioTrack
} from 'mediabunny';
import { sameMoment } from '$lib/domain/clip-edits';
import { Collected, indexFirst } from './index-first';

export type Container = 'mp4' | 'webm';

/** A new file without anything of the old one but what is put into it. */
export interface NewFile {
	output: Output;
	/** Ends it. An mp4 has its index first and no dates. */
	finish(): Promise<Blob>;
}

const chunkBytes = 4 * 1024 * 1024;

export function newFile(container: Container): NewFile {
	const collected = new Collected(container === 'webm');
	let index: { bytes: Uint8Array; at: number } | null = null;
	const format =
		container === 'mp4'
			? new Mp4OutputFormat({
					fastStart: false,
					onMoov: (bytes, at) => void (index = { bytes: bytes.slice(), at })
				})
			: new WebMOutputFormat();
	const output = new Output({
		format,
		target: new StreamTarget(collected.sink(), { chunked: true, chunkSize: chunkBytes })
	});
	return {
		output,
		async finish() {
			await output.finalize();
			const whole = collected.whole(container === 'mp4' ? 'video/mp4' : 'video/webm');
			return index ? indexFirst(whole, index.bytes, index.at) : whole;
		}
	};
}

/** Sound codecs that may go along as they are. */
const carried: Record<Container, readonly AudioCodec[]> = { mp4: ['aac', 'mp3', 'opus'], webm: ['opus', 'vorbis'] };
const madeAnew = { mp4: 'aac', webm: 'opus' } as const;

export const canCarry = (container: Container, codec: AudioCodec): boolean => carried[container].includes(codec);
export const soundMadeAnew = (container: Container): AudioCodec => madeAnew[container];

/** Sound that goes along with the pictures from `from` to `to` (ms), given bit by bit so that the two lie side by side. */
export interface SoundFeed {
	source: AudioSource;
	/** Gives on all sound that begins before `ms`. */
	upTo(ms: number): Promise<void>;
	close(): Promise<void>;
}

/** `toEnd`: the selection goes to the end of the clip, so no sound has to be held back there. */
export async function soundFeed(
	track: InputAudioTrack,
	container: Container,
	{ from, to, toEnd }: { from: number; to: number; toEnd: boolean }
): Promise<SoundFeed> {
	const codec = await track.getCodec();
	return codec !== null && canCarry(container, codec)
		? asItIs(track, codec, from, toEnd ? Infinity : to)
		: anew(track, container, from, to);
}

/**
 * A packet of sound blends with the next one (AAC: half of what is in it belongs to the next), so the last one before
 * the end stays here: it holds a trace of what comes after.
 */
async function asItIs(track: InputAudioTrack, codec: AudioCodec, from: number, to: number): Promise<SoundFeed> {
	const source = new EncodedAudioPacketSource(codec);
	const decoderConfig = await track.getDecoderConfig();
	const sink = new EncodedPacketSink(track);
	const first = (await sink.getPacket(from / 1000)) ?? (await sink.getFirstPacket()) ?? undefined;
	const packets = sink.packets(first);
	let next = await packets.next();
	const close = async (): Promise<void> => {
		await packets.return();
		next = { done: true, value: undefined };
	};
	return {
		source,
		close,
		async upTo(ms) {
			while (!next.done && next.value.timestamp * 1000 < ms) {
				const { timestamp, duration } = next.value;
				if ((timestamp + 2 * duration) * 1000 > to + sameMoment) return close();
				if (timestamp * 1000 >= from - sameMoment) {
					const moved = next.value.clone({ timestamp: Math.max(0, timestamp - from / 1000) });
					await source.add(moved, decoderConfig ? { decoderConfig } : undefined);
				}
				next = await packets.next();
			}
		}
	};
}

async function anew(track: InputAudioTrack, container: Container, from: number, to: number): Promise<SoundFeed> {
	const source = new AudioSampleSource({ codec: soundMadeAnew(container), quality: new Quality('high') });
	const samples = new AudioSampleSink(track).samples(from / 1000, to / 1000);
	let next = await samples.next();
	return {
		source,
		async upTo(ms) {
			while (!next.done && next.value.timestamp * 1000 < ms) {
				const sample = next.value;
				const ends = (sample.timestamp + sample.duration) * 1000;
				if (sample.timestamp * 1000 >= from - sameMoment && ends <= to + sameMoment) {
					sample.setTimestamp(Math.max(0, sample.timestamp - from / 1000));
					await source.add(sample);
				}
				sample.close();
				next = await samples.next();
			}
		},
		async close() {
			if (!next.done) next.value.close();
			await samples.return();
			next = { done: true, value: undefined };
		}
	};
}
