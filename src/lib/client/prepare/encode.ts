import { CanvasSource, Quality, VideoSampleSink, canEncodeVideo, type VideoCodec } from 'mediabunny';
import { sameMoment, shownTimes, type ClipEdits, type PreparePlan } from '$lib/domain/clip-edits';
import { boxesOn } from '$lib/domain/hidden-regions';
import { cover, type Paint } from './burn';
import { newFile, soundFeed, type Container } from './output';
import type { Opened } from './open';
import type { Made, OnShare } from './make';

/** Which codec pictures are made anew with, and in which container; null when this browser has none that fits. */
export async function encoderFor(
	container: Container,
	width: number,
	height: number
): Promise<{ codec: VideoCodec; container: Container } | null> {
	if (typeof VideoEncoder === 'undefined') return null;
	const size = { ...even(width, height), quality: new Quality('high') };
	if (container === 'mp4' && (await canEncodeVideo('avc', size))) return { codec: 'avc', container };
	// VP8 comes last: a server has to make every one of its pictures anew once more
	for (const codec of ['vp9', 'vp8'] as const)
		if (await canEncodeVideo(codec, size)) return { codec, container: 'webm' };
	return null;
}

/** A damaged picture here and there may be lost; more is a file cut short or a decoder that gave up. */
const mostOf = 0.95;

/** Takes the selection apart and makes it anew: exactly from frame to frame, turned, and with what is hidden covered. */
export async function makeByEncoding(
	opened: Opened,
	edits: ClipEdits,
	plan: Extract<PreparePlan, { way: 'copy' | 'encode' }>,
	onShare: OnShare,
	signal: AbortSignal
): Promise<Made> {
	const { audio, video, encoder, frames, durationMs } = opened;
	if (!encoder) throw new Error('this browser cannot make pictures anew');
	const canvas = canvasFor(opened, edits);
	const paint = canvas.getContext('2d', { alpha: false });
	if (!paint) throw new Error('no canvas');
	const file = newFile(encoder.container);
	const source = new CanvasSource(canvas, { codec: encoder.codec, quality: new Quality('high'), keyFrameInterval: 1 });
	file.output.addVideoTrack(source);
	const span = { from: plan.from, to: plan.to, toEnd: plan.to >= durationMs - sameMoment };
	const sound = audio && !edits.mute ? await soundFeed(audio, encoder.container, span) : null;
	if (sound) file.output.addAudioTrack(sound.source);
	await file.output.start();
	const times = shownTimes(frames);
	let made = 0;
	try {
		for await (const sample of new VideoSampleSink(video).samples(plan.from / 1000, plan.to / 1000)) {
			try {
				signal.throwIfAborted();
				const at = sample.timestamp * 1000;
				if (at < plan.from - sameMoment || at >= plan.to - sameMoment) continue;
				draw(paint, sample, opened, edits, nearest(times, at), times);
				made++;
				const lasts = Math.min(sample.duration, (plan.to - at) / 1000);
				await source.add(Math.max(0, sample.timestamp - plan.from / 1000), lasts);
				await sound?.upTo(at);
				onShare((at - plan.from) / (plan.to - plan.from));
			} finally {
				sample.close();
			}
		}
		const asked = times.filter((at) => at >= plan.from - sameMoment && at < plan.to - sameMoment).length;
		if (made < asked * mostOf) throw new Error('pictures are missing');
		await sound?.upTo(Infinity);
		return { blob: await file.finish(), from: plan.from, to: plan.to };
	} catch (wrong) {
		await file.output.cancel().catch(() => undefined);
		throw wrong;
	} finally {
		await sound?.close();
	}
}

const even = (width: number, height: number) => ({ width: width - (width % 2), height: height - (height % 2) });

function canvasFor({ width, height }: Opened, { turn }: ClipEdits): OffscreenCanvas {
	const size = turn % 180 === 0 ? even(width, height) : even(height, width);
	return new OffscreenCanvas(size.width, size.height);
}

interface Drawable {
	draw(context: Paint, dx: number, dy: number, dWidth: number, dHeight: number): void;
}

/** What is hidden is covered in the same breath: between the picture and the encoder there is no uncovered moment. */
function draw(
	paint: Paint,
	sample: Drawable,
	{ width, height }: Opened,
	{ turn, hidden }: ClipEdits,
	index: number,
	times: readonly number[]
): void {
	const { canvas } = paint;
	paint.setTransform(1, 0, 0, 1, 0, 0);
	paint.translate(canvas.width / 2, canvas.height / 2);
	paint.rotate((turn * Math.PI) / 180);
	const [across, down] = turn % 180 === 0 ? [canvas.width, canvas.height] : [canvas.height, canvas.width];
	paint.scale(across / width, down / height);
	paint.translate(-width / 2, -height / 2);
	sample.draw(paint, 0, 0, width, height);
	for (const region of hidden) cover(paint, region.shape, boxesOn(region, times, index), width, height);
}

/** The place of the frame that begins closest to `ms`. */
function nearest(times: readonly number[], ms: number): number {
	let [low, high] = [0, times.length - 1];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((times[middle] ?? 0) < ms - sameMoment) low = middle + 1;
		else high = middle;
	}
	const before = times[low - 1];
	return before !== undefined && ms - before < Math.abs((times[low] ?? Infinity) - ms) ? low - 1 : low;
}
