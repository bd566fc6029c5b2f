import type { ClipFacts } from '$lib/domain/clip-facts';
import { frameAt, frameMs } from './frame-steps';

type Facts = Pick<ClipFacts, 'durationMs' | 'frames' | 'fps' | 'evenFrames'>;

/** Whether two moments (ms) lie on the same frame; of uneven frames, closer than half a frame. */
export const onSameFrame = (facts: Facts, a: number, b: number): boolean =>
	facts.evenFrames ? frameAt(facts, a) === frameAt(facts, b) : Math.abs(a - b) < frameMs(facts) / 2;

/** The nearest moment before or after this one, at least a frame away; null when there is none. */
export function momentBeside(moments: readonly number[], at: number, to: 1 | -1, frame: number): number | null {
	const beside = moments.filter((ms) => (to === 1 ? ms > at + frame : ms < at - frame));
	return beside.length ? (to === 1 ? Math.min(...beside) : Math.max(...beside)) : null;
}
