import { needsLearned } from './plan-parts';
import type { PlanStory, StoryItem } from './plan-story';

/** What can be ticked beside the parts of the story. */
export const paperExtras = ['reason', 'words', 'needs'] as const;
export type PaperExtra = (typeof paperExtras)[number];

/** Everything of this story that can go on paper, in the order in which it is read. */
export function paperParts(story: PlanStory): { extras: PaperExtra[]; items: StoryItem[] } {
	const there: Record<PaperExtra, boolean> = {
		reason: story.reason.trim() !== '',
		words: story.words !== null,
		needs: needsLearned(story.items).length > 0
	};
	return { extras: paperExtras.filter((extra) => there[extra]), items: story.items };
}

/**
 * [LP8] The story with what was ticked and nothing else: what is not on the paper is not in it. `chosen` holds ids of
 * entries and names of extras; one that is not in the story chooses nothing.
 */
export function onPaper(story: PlanStory, chosen: readonly string[]): PlanStory {
	const ticked = (what: string) => chosen.includes(what);
	return {
		...story,
		reason: ticked('reason') ? story.reason : '',
		// [TC6] never handed over, whatever is ticked
		nature: null,
		words: ticked('words') ? story.words : null,
		wordsNow: ticked('words') ? story.wordsNow : null,
		items: story.items.filter((item) => ticked(item.id)),
		consent: null,
		keptUntil: null,
		step: null,
		choices: null
	};
}
