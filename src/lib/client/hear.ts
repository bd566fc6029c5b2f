import { AudioSampleSink, BlobSource, Input, MATROSKA, MP4, WEBM, type InputAudioTrack } from 'mediabunny';
import { soundStepMs } from '$lib/domain/sound-match';

/** How many pieces of sound are fetched at a time. */
const together = 4;

/**
 * How loud a clip is, per `soundStepMs`, as this browser hears it. Its sound alone is fetched, where it can be, and kept
 * nowhere. All zero when it has no sound; null when this browser cannot make out what is there. Throws when the clip
 * cannot be fetched. `kind` from `playKind`.
 */
export async function hear(clipId: string, kind: 'hls' | 'file', signal: AbortSignal): Promise<Float32Array | null> {
	const base = `/clips/${clipId}/media/`;
	const blob = kind === 'file' ? await (await ask(`${base}clip.webm`, signal)).blob() : await soundOf(base, signal);
	if (!blob) return new Float32Array(1);
	const input = new Input({ formats: [MP4, WEBM, MATROSKA], source: new BlobSource(blob) });
	try {
		const track = await input.getPrimaryAudioTrack();
		if (!track) return new Float32Array(1);
		return (await track.canDecode()) ? await loudnessOf(track, signal) : null;
	} finally {
		input.dispose();
	}
}

/** The pieces of sound of a packaged clip, one after the other; null when there are none. */
async function soundOf(base: string, signal: AbortSignal): Promise<Blob | null> {
	const list = await (await ask(`${base}index.m3u8`, signal)).text();
	const numbers = [...list.matchAll(/^seg(\d+)\.m4s$/gm)].map(([, number]) => number ?? '');
	const begin = await fetch(`${base}sndinit.mp4`, { signal });
	if (begin.status === 404) return null;
	const pieces = [await begin.blob()];
	for (let i = 0; i < numbers.length; i += together) {
		const next = numbers.slice(i, i + together);
		pieces.push(
			...(await Promise.all(next.map(async (number) => (await ask(`${base}snd${number}.m4s`, signal)).blob())))
		);
	}
	return new Blob(pieces);
}

async function ask(address: string, signal: AbortSignal): Promise<Response> {
	const answer = await fetch(address, { signal });
	if (!answer.ok) throw new Error(`no answer: ${answer.status}`);
	return answer;
}

async function loudnessOf(track: InputAudioTrack, signal: AbortSignal): Promise<Float32Array> {
	const squares: number[] = [];
	const counts: number[] = [];
	let plane = new Float32Array(0);
	for await (const sample of new AudioSampleSink(track).samples()) {
		try {
			signal.throwIfAborted();
			const { numberOfFrames: frames, sampleRate, timestamp } = sample;
			if (plane.length < frames) plane = new Float32Array(frames);
			sample.copyTo(plane, { planeIndex: 0, format: 'f32-planar' });
			for (let i = 0; i < frames; i++) {
				const step = Math.floor(((timestamp + i / sampleRate) * 1000) / soundStepMs);
				if (step < 0) continue;
				squares[step] = (squares[step] ?? 0) + (plane[i] ?? 0) ** 2;
				counts[step] = (counts[step] ?? 0) + 1;
			}
		} finally {
			sample.close();
		}
	}
	return Float32Array.from({ length: Math.max(1, squares.length) }, (_, step) =>
		Math.sqrt((squares[step] ?? 0) / (counts[step] ?? 1))
	);
}
