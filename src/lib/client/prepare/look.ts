import { AudioSampleSink, VideoSampleSink, type InputAudioTrack } from 'mediabunny';
import { shownTimes } from '$lib/domain/clip-edits';
import { tracksOf, type Opened } from './open';

/**
 * Small pictures from `count` equal parts of a clip, one by one as they come. Key frames where there are enough of
 * them: each is one picture to decode, and a filmstrip may be a moment off.
 */
export async function lookAtPictures(
	{ video, frames, canDecode, width, height, durationMs }: Opened,
	count: number,
	tall: number,
	onpicture: (index: number, picture: OffscreenCanvas) => void,
	signal: AbortSignal
): Promise<void> {
	if (!canDecode) return;
	const keys = shownTimes(frames.filter(({ key }) => key));
	const first = shownTimes(frames)[0] ?? 0;
	const moments = Array.from({ length: count }, (_, i) => {
		const middle = Math.max(first, ((i + 0.5) / count) * durationMs);
		return keys.length < count ? middle : (keys.findLast((at) => at <= middle) ?? middle);
	});
	let index = 0;
	// a hair later: a time that was rounded down would show the frame before
	for await (const sample of new VideoSampleSink(video).samplesAtTimestamps(moments.map((ms) => (ms + 0.2) / 1000))) {
		try {
			if (signal.aborted) return;
			if (!sample) continue;
			const picture = new OffscreenCanvas(Math.max(1, Math.round((tall * width) / height)), tall);
			const paint = picture.getContext('2d');
			if (paint) sample.draw(paint, 0, 0, picture.width, picture.height);
			onpicture(index, picture);
		} finally {
			sample?.close();
			index++;
		}
	}
}

/** Loudest sound in each of `count` equal parts of a clip, 0 to 1; given again and again while it fills. */
export async function listen(
	{ blob, durationMs }: Opened,
	count: number,
	onpeaks: (peaks: Float32Array) => void,
	signal: AbortSignal
): Promise<void> {
	const { input, audio } = await tracksOf(blob, 'on and on');
	try {
		if (audio && (await audio.canDecode())) await listenTo(audio, durationMs, count, onpeaks, signal);
	} finally {
		input.dispose();
	}
}

async function listenTo(
	audio: InputAudioTrack,
	durationMs: number,
	count: number,
	onpeaks: (peaks: Float32Array) => void,
	signal: AbortSignal
): Promise<void> {
	const peaks = new Float32Array(count);
	let plane = new Float32Array(0);
	let shown = performance.now();
	for await (const sample of new AudioSampleSink(audio).samples()) {
		try {
			if (signal.aborted) return;
			if (plane.length < sample.numberOfFrames) plane = new Float32Array(sample.numberOfFrames);
			sample.copyTo(plane, { planeIndex: 0, format: 'f32-planar' });
			const place = Math.min(count - 1, Math.max(0, Math.floor((sample.timestamp * 1000 * count) / durationMs)));
			let peak = peaks[place] ?? 0;
			for (let i = 0; i < sample.numberOfFrames; i += 4) peak = Math.max(peak, Math.abs(plane[i] ?? 0));
			peaks[place] = Math.min(1, peak);
			if (performance.now() - shown > 150) {
				shown = performance.now();
				onpeaks(peaks);
			}
		} finally {
			sample.close();
		}
	}
	onpeaks(peaks);
}
