import { definePack, type CodeGroup } from '$lib/engine/pack';
import { judgingWords } from './judging-words';
import { p2gBlocks } from './p2g-blocks';
import { codeGroups, needs } from './p2g-codes';
import { p2gBriefContexts, p2gContexts } from './p2g-contexts';
import { p2gGuide } from './p2g-guide';
import { p2gInterview } from './p2g-interview';
import { p2gPlg } from './p2g-plg';
import { longProtocol2, shortProtocol2 } from './p2g-protocols-2';
import { p2gAgain, p2gRhythms } from './p2g-rhythms';

const kinds: Partial<Record<string, NonNullable<CodeGroup['kind']>>> = {
	verbal: 'initiative',
	nonverbal: 'initiative',
	closing: 'closing',
	skill: 'reception',
	stance: 'reception'
};

/**
 * Version 2 of the default method: what each person does in every round, rounds on request, notes that are written
 * alone first, looking through one question, how each meeting is laid out, ways to hold a cycle, and the reflection
 * interview. Codes and words are those of version 1; its contexts say more (where they fit, and where short contact
 * happens).
 */
export const p2gPlg2 = definePack({
	...p2gPlg,
	version: 2,
	protocols: [shortProtocol2, longProtocol2],
	meetings: p2gPlg.meetings.map((meeting) => {
		const blocks = p2gBlocks[meeting.id];
		const guide = p2gGuide[meeting.id];
		return { ...meeting, ...(blocks ? { blocks } : {}), ...(guide ? { guide } : {}) };
	}),
	rhythms: p2gRhythms,
	again: p2gAgain,
	codeGroups: codeGroups.map((group) => {
		const kind = kinds[group.id];
		return kind ? { ...group, kind } : group;
	}),
	needs: needs.map((need) =>
		need.askOn
			? {
					...need,
					card: {
						nl: 'Aandacht is een groot woord. Welke aandacht precies, en waaraan zie je dat?',
						en: 'Attention is a big word. Which attention exactly, and what do you see it in?'
					}
				}
			: need
	),
	contexts: p2gContexts,
	briefContexts: p2gBriefContexts,
	interview: p2gInterview,
	judging: judgingWords
});
