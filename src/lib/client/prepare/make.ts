import { planFor, type ClipEdits } from '$lib/domain/clip-edits';
import type { PreparedClip, PrepareProgress } from '$lib/domain/preparing';
import { makeByCopying } from './copy';
import { makeByEncoding } from './encode';
import { tracksOf, type Opened } from './open';

/** A finished file; `from` and `to`: what of the chosen file is in it, ms. */
export interface Made {
	blob: Blob;
	from: number;
	to: number;
}

export type OnShare = (share: number) => void;

/**
 * The clip as she wants it. Throws when the plan is refused (ask `plan` first) or `signal` ends it; then nothing is
 * left behind.
 */
export async function makeClip(
	opened: Opened,
	edits: ClipEdits,
	onProgress: (progress: PrepareProgress) => void,
	signal: AbortSignal
): Promise<PreparedClip> {
	signal.throwIfAborted();
	const plan = planFor(edits, opened.frames, opened.durationMs, opened.means);
	if (plan.way === 'refused') throw new Error(`cannot be prepared: ${plan.why}`);
	const onShare = pace(onProgress);
	const tracks = await tracksOf(opened.blob, 'on and on');
	try {
		const read: Opened = { ...opened, ...tracks };
		const { blob, from, to } =
			plan.way === 'copy'
				? await makeByCopying(read, edits, onShare, signal)
				: await makeByEncoding(read, edits, plan, onShare, signal);
		signal.throwIfAborted();
		return { blob, type: blob.type, durationMs: Math.round(to - from), fromMs: from };
	} finally {
		tracks.input.dispose();
	}
}

/** Tells how far it is, ten times a second at most, and how long it still takes once that can be told. */
function pace(onProgress: (progress: PrepareProgress) => void): OnShare {
	const began = performance.now();
	let told = 0;
	return (share) => {
		const now = performance.now();
		if (now - told < 100) return;
		told = now;
		const msLeft = now - began > 1_500 && share > 0.02 ? Math.round(((now - began) / share) * (1 - share)) : null;
		onProgress({ share: Math.min(1, Math.max(0, share)), msLeft });
	};
}
