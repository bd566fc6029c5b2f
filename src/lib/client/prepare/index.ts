import { planFor, shownTimes } from '$lib/domain/clip-edits';
import type { Preparing } from '$lib/domain/preparing';
import { listen, lookAtPictures } from './look';
import { makeClip } from './make';
import { openClip } from './open';

/**
 * Reads the index of a chosen or filmed clip and makes it ready to be prepared on this device. Nothing is sent.
 * Large (it brings the reader and writer of video files): import it when somebody has a clip. Throws when the file
 * cannot be read as a video.
 */
export async function openForPreparing(blob: Blob): Promise<Preparing> {
	const opened = await openClip(blob);
	const { frames, durationMs, means, width, height } = opened;
	return {
		durationMs,
		width,
		height,
		hasSound: opened.audio !== null,
		canLook: opened.canDecode,
		canMakeAnew: means.canEncode,
		times: shownTimes(frames),
		plan: (edits) => planFor(edits, frames, durationMs, means),
		pictures: (count, tall, onpicture, signal) => lookAtPictures(opened, count, tall, onpicture, signal),
		sound: (count, onpeaks, signal) => listen(opened, count, onpeaks, signal),
		make: (edits, onProgress, signal) => makeClip(opened, edits, onProgress, signal),
		close: () => opened.input.dispose()
	};
}
