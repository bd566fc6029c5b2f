import type { ClipFacts } from '$lib/domain/clip-facts';
import type { ClipHandle } from '$lib/server/use-cases/needs';
import type { ClipBytes, ClipStore } from './clip-store';
import { lighten } from './convert';
import type { FfmpegTool } from './ffmpeg';
import { inspectFile } from './inspect';
import { sameFrames, segmentStarts } from './levels';
import { readMovie } from './packager/movie';
import { chooseTracks, packagingOf, type Packaging } from './packager/packaging';
import { openPlayed } from './parts';

/** Height (the shorter side) of the rendition for slow lines, pixels. */
const lightHeight = 360;

export interface Lightening {
	store: ClipStore;
	ffmpeg: FfmpegTool;
	clip: ClipHandle;
	signal: AbortSignal;
}

/**
 * Makes the rendition for slow lines beside what is played, in the background. Answers whether there is one now: a clip
 * that is small already needs none, and one whose pictures would not be exactly those of the clip is thrown away.
 */
export async function makeLighter({ store, ffmpeg, clip, signal }: Lightening): Promise<boolean> {
	const played = await openPlayed(store, clip);
	if (!played) return false;
	const { file, direct, growing } = played;
	try {
		const seen = direct || growing ? null : await inspectFile(file, false);
		if (!seen?.ok || Math.min(seen.value.width, seen.value.height) <= lightHeight * 1.25) return false;
		const packaging = await packagingIn(file);
		return packaging !== null && (await make({ store, ffmpeg, clip, signal }, file, seen.value, packaging));
	} finally {
		await file.close();
	}
}

async function make(
	{ store, ffmpeg, clip, signal }: Lightening,
	from: ClipBytes,
	facts: ClipFacts,
	packaging: Packaging
): Promise<boolean> {
	const draft = await store.begin(clip, 'light-draft', null);
	try {
		const { ok } = await lighten({
			tool: ffmpeg,
			from,
			to: draft,
			facts,
			sound: chooseTracks(await movieIn(from)).sound?.ordinal ?? 0,
			scratch: store.scratch,
			signal,
			height: lightHeight,
			keyFramesAt: segmentStarts(packaging)
		});
		await draft.sync();
		const light = ok ? await packagingIn(draft) : null;
		signal.throwIfAborted();
		if (!light || !sameFrames(packaging, light)) return false;
		await draft.moveTo('light');
		return true;
	} finally {
		await draft.close();
		await store.drop(clip.id, ['light-draft']);
	}
}

const movieIn = async (file: ClipBytes) =>
	readMovie((offset, length) => file.readAt(offset, length), await file.size());
const packagingIn = async (file: ClipBytes): Promise<Packaging | null> => packagingOf(await movieIn(file));
