import { yes, type Outcome } from '$lib/domain/outcome';
import { onPaper, paperParts, type PaperExtra } from '$lib/domain/plan-paper';
import type { PlanStory, StoryItem } from '$lib/domain/plan-story';
import type { Locale } from '$lib/words';
import type { Needs } from '../needs';
import { readPlan } from './read-plan';

/** A part that can be ticked: no more of it than its name and day. */
export interface PaperChoice {
	id: string;
	kind: StoryItem['kind'];
	at: Date;
	ticked: boolean;
}
export interface PlanOnPaper {
	extras: { id: PaperExtra; ticked: boolean }[];
	choices: PaperChoice[];
	/** What goes on paper. */
	story: PlanStory;
	/** What was learned goes on it as a list of its own, from the parts that go along. */
	needs: boolean;
}

/**
 * [LP8] The plan as it is handed over: of what this reader may read, what she ticked. What she did not tick does not leave
 * the server. Refusal: `not-found`.
 */
export async function planOnPaper(
	needs: Needs,
	userId: string,
	trajectoryId: string,
	locale: Locale,
	chosen: readonly string[]
): Promise<Outcome<PlanOnPaper>> {
	const read = await readPlan(needs, userId, trajectoryId, locale);
	if (!read.ok) return read;
	const { extras, items } = paperParts(read.value);
	const ticked = (id: string) => chosen.includes(id);
	return yes({
		extras: extras.map((id) => ({ id, ticked: ticked(id) })),
		choices: items.map(({ id, kind, at }) => ({ id, kind, at, ticked: ticked(id) })),
		story: onPaper(read.value, chosen),
		needs: extras.includes('needs') && ticked('needs')
	});
}
