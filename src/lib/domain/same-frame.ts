import type { PlayerReport, Players } from './live';

/** Whether everybody looks at one frame, as their pages measured it. */
export interface SameFrame {
	/** True only when every page of everybody here showed it, and there is more than one page. */
	same: boolean;
	/** When the frame that most pages show begins, ms of the clip; null while nobody has told. */
	frame: number | null;
	/** User ids of who does not see that frame (yet), in the order of `here`. */
	behind: string[];
}

/** One frame is told with this much difference by different browsers and renditions, ms; frames lie further apart. */
const rounding = 2;

/**
 * [L22] Compares what everybody's pages showed after the picture came to rest. Only what was told of this very version
 * of the shared picture counts. Everybody works the same answer out of the same reports; when two frames are shown
 * equally often, it is the earlier one. `frameMs`: mean length of a frame, for browsers that tell no frame.
 */
export function sameFrame(
	players: Players,
	here: readonly string[],
	{ version, frameMs }: { version: number; frameMs: number }
): SameFrame {
	const pagesOf = (id: string): PlayerReport[] => players[id] ?? [];
	const resting = here.flatMap(pagesOf).filter((page) => isThere(page, version));
	const frame = mostShown(resting, frameMs);
	const sees = (page: PlayerReport) => isThere(page, version) && frame !== null && shows(page, frame, frameMs);
	const behind = here.filter((id) => pagesOf(id).length === 0 || !pagesOf(id).every(sees));
	return { same: behind.length === 0 && resting.length > 1, frame, behind };
}

const isThere = (page: PlayerReport, version: number): boolean => page.state === 'ready' && page.version === version;

/** Whether this page shows the frame that begins at `frame`. */
export const shows = (page: Pick<PlayerReport, 'frame' | 'position'>, frame: number, frameMs: number): boolean =>
	page.frame === null
		? page.position >= frame - rounding && page.position < frame + frameMs
		: Math.abs(page.frame - frame) <= rounding;

function mostShown(pages: readonly PlayerReport[], frameMs: number): number | null {
	const told = pages.flatMap((page) => page.frame ?? []);
	// where no browser tells its frame, a place stands for the frame it lies in
	const candidates = (told.length > 0 ? told : pages.map((page) => page.position)).sort((a, b) => a - b);
	let best: { frame: number; times: number } | null = null;
	for (const frame of candidates) {
		const times = pages.filter((page) => shows(page, frame, frameMs)).length;
		if (!best || times > best.times) best = { frame, times };
	}
	return best?.frame ?? null;
}
