import { setTimeout as pause } from 'node:timers/promises';
import type { ClipFacts } from '$lib/domain/clip-facts';
import type { ClipHandle } from '$lib/server/use-cases/needs';
import type { ClipBytes, ClipStore } from './clip-store';
import { inspectArriving } from './inspect';

/** How often a file that is being sent is looked at, ms. It may grow in another process: only the disk knows. */
const lookEvery = 20;
/** The length of a clip in fragments is told anew this often, ms. */
const retellEvery = 1_000;

/** Waits until a file has so many bytes, for at most `mostMs`; false when it has not by then. */
export async function growsTo(file: ClipBytes, bytes: number, mostMs: number): Promise<boolean> {
	const until = performance.now() + mostMs;
	while ((await file.size()) < bytes) {
		if (performance.now() >= until) return false;
		await pause(lookEvery);
	}
	return true;
}

export interface HeadWatch {
	/** Looks one last time and stops; what was seen has been told when this resolves. */
	end(): Promise<void>;
}

/**
 * Looks at the beginning of a clip while its bytes come in, and tells what it is as soon as that is certain: for a clip
 * that plays from its own bytes. Of anything else nothing is told, and it is not looked at again.
 */
export function watchHead(
	place: { store: ClipStore; clip: ClipHandle; canConvert: boolean },
	onKnown: (facts: ClipFacts) => Promise<void>
): HeadWatch {
	const ending = new AbortController();
	const watching = lookAtHead(place, ending.signal, onKnown);
	// whoever waits for the end hears of a failure there
	watching.catch(() => undefined);
	return {
		end() {
			ending.abort();
			return watching;
		}
	};
}

async function lookAtHead(
	{ store, clip, canConvert }: Parameters<typeof watchHead>[0],
	ending: AbortSignal,
	onKnown: (facts: ClipFacts) => Promise<void>
): Promise<void> {
	const opened = await store.open(clip, 'original');
	if (!opened) return;
	const { file } = opened;
	try {
		for (let size = -1, last = false; !last;) {
			last = ending.aborted;
			const now = await file.size();
			if (now > size) {
				size = now;
				const seen = await inspectArriving(file, canConvert);
				if (seen === 'other') return;
				if (seen !== 'not-yet') await onKnown(seen);
				if (seen !== 'not-yet' && !seen.growing) return;
				if (seen !== 'not-yet') await pause(retellEvery, null, { signal: ending }).catch(() => undefined);
			}
			if (!last) await pause(lookEvery, null, { signal: ending }).catch(() => undefined);
		}
	} finally {
		await file.close();
	}
}
