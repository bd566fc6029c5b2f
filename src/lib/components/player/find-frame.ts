import type { ClipFacts } from '$lib/domain/clip-facts';
import { mayShowLater } from './exact-seeks';
import { afterProbe, beginSearch, frameMs, probeOf, stepPosition } from './frame-steps';

/** After a seek has ended, a new frame calls back within this many ms, or there was none. */
const grace = 120;
/** A seek that takes longer has lost its connection; the step is then given up. */
const patience = 3_000;

/**
 * Position (ms) of the next or previous frame, counted from what is really on screen. For even clips it is computed;
 * for uneven ones the element itself is asked, by looking a little further until another frame appears. Then the
 * element already rests on that frame.
 */
export async function findFrame(video: HTMLVideoElement, facts: ClipFacts, direction: 1 | -1): Promise<number> {
	const here = video.currentTime * 1000;
	if (facts.evenFrames || !('requestVideoFrameCallback' in video)) return stepPosition(facts, here, direction);
	const old = (await look(video, here)) ?? here;
	if (direction === -1) {
		// just before a frame begins its neighbour is on screen, however long that one lasts
		const before = await look(video, Math.max(0, old - 1));
		return before === null ? stepPosition(facts, old, -1) : (before + old) / 2;
	}
	let search = beginSearch(old, frameMs(facts));
	const last = facts.durationMs - 1;
	for (let probe = probeOf(search, old); probe !== null && search.lo < last; probe = probeOf(search, old)) {
		const at = Math.min(probe, last); // the last picture may be shorter than a leap
		search = afterProbe(search, at, (await look(video, at)) ?? old, old);
	}
	return search.hi === null ? here : Math.min(search.hi + 1, facts.durationMs);
}

/** Seeks to `ms` and answers where the frame that is then on screen begins (ms); null when it stayed the same. */
function look(video: HTMLVideoElement, ms: number): Promise<number | null> {
	return new Promise((resolve) => {
		let timer = setTimeout(() => resolve(null), patience);
		let request = 0;
		const ask = (): void => {
			request = video.requestVideoFrameCallback((_now, frame) => {
				// what begins later is what was loaded, not what was asked for: the player goes there once more
				if (frame.mediaTime * 1000 > ms + 0.5) return ask();
				clearTimeout(timer);
				resolve(frame.mediaTime * 1000);
			});
		};
		ask();
		const settled = () => {
			clearTimeout(timer);
			const giveUp = () => {
				video.cancelVideoFrameCallback(request);
				resolve(null);
			};
			timer = setTimeout(giveUp, mayShowLater(video.buffered, ms / 1000) ? patience : grace);
		};
		video.addEventListener('seeked', settled, { once: true });
		video.currentTime = ms / 1000;
	});
}
