import { hasWords } from './plan';
import type { PlanStory, StoryItem, WrittenItem } from './plan-story';

/** A question of one part that the owner may still answer. */
export type OpenQuestion =
	| 'words'
	| 'relation'
	| 'needs'
	| 'meet'
	| 'skill'
	| 'leftOut'
	| 'happened'
	| 'learned'
	| 'next'
	| 'takeaway'
	| 'home'
	| 'changed'
	| 'goOn'
	| 'keep'
	| 'support';

/**
 * [LP1] What is not answered yet in one part, in the order of its form. Help, what was left out afterwards, minutes and
 * notes of one's own are never asked after: not everything has an answer. Nothing here is ever required.
 */
export function openQuestionsOf(item: StoryItem): OpenQuestion[] {
	switch (item.kind) {
		case 'start':
			return [...words(item.fields.words), ...blank(item.fields, ['relation', 'needs', 'meet', 'skill'])];
		case 'play-moment':
			if (item.state === 'happened') return blank(item.fields, ['happened', 'learned', 'next']);
			// what has passed is asked after as a whole, by the next step and its own button
			return item.state === 'planned' ? blank(item.fields, ['skill', 'leftOut']) : [];
		case 'session':
			return blank(item.fields, ['takeaway']);
		case 'parents':
			return blank(item.fields, ['home']);
		case 'end':
			return [
				...words(item.fields.words),
				...blank(item.fields, ['changed']),
				...(item.fields.goOn === 'undecided' ? (['goOn'] as const) : []),
				...blank(item.fields, ['keep', 'support'])
			];
		case 'note':
		case 'clip':
			return [];
	}
}

const words = (three: readonly string[]): OpenQuestion[] => (hasWords(three) ? [] : ['words']);
const blank = <Q extends OpenQuestion>(fields: Record<Q, string>, asked: readonly Q[]): Q[] =>
	asked.filter((question) => fields[question].trim() === '');

/** One part of the plan, from the first words to what comes next, with how often it is there. */
export interface PlanPart {
	part: 'start' | 'moments' | 'needs' | 'clips' | 'group' | 'parents' | 'end' | 'onward';
	there: number;
	/** Of the play moments: those that are still to come. */
	coming?: number;
	/** The entry that is gone on with; null where the next one is new, or where the part fills itself. */
	entryId: string | null;
}

/** [LP1] All parts of a plan in their order, also those in which nothing stands yet. */
export function partsOf({ items }: Pick<PlanStory, 'items'>): PlanPart[] {
	const of = (kind: StoryItem['kind']) => items.filter((item) => item.kind === kind);
	const moments = items.filter((item) => item.kind === 'play-moment');
	const start = items.find((item) => item.kind === 'start');
	const end = items.find((item) => item.kind === 'end');
	const ends = end && openQuestionsOf(end);
	return [
		{ part: 'start', there: start ? 1 : 0, entryId: start?.id ?? null },
		{
			part: 'moments',
			there: moments.filter((item) => item.state === 'happened').length,
			coming: moments.filter((item) => item.state === 'planned').length,
			entryId: null
		},
		{ part: 'needs', there: needsLearned(items).length, entryId: null },
		{ part: 'clips', there: of('clip').length, entryId: null },
		{ part: 'group', there: of('session').length, entryId: null },
		{ part: 'parents', there: of('parents').length, entryId: null },
		{
			part: 'end',
			there: end && end.fields.changed.trim() + end.fields.words.join('') ? 1 : 0,
			entryId: end?.id ?? null
		},
		{ part: 'onward', there: ends && !ends.includes('goOn') ? 1 : 0, entryId: end?.id ?? null }
	];
}

/** Something that was learned about what the child needs in contact, and where it stands. */
export interface LearnedNeed {
	entryId: string;
	kind: WrittenItem['kind'];
	at: Date;
	text: string;
}

/** [LP2] What was learned about what the child needs, from every part that says so, oldest first (R97). */
export function needsLearned(items: readonly StoryItem[]): LearnedNeed[] {
	return items.flatMap((item): LearnedNeed[] => {
		const said = (text: string): LearnedNeed[] =>
			text.trim() && item.kind !== 'clip' ? [{ entryId: item.id, kind: item.kind, at: item.at, text }] : [];
		if (item.kind === 'start') return said(item.fields.needs);
		if (item.kind === 'play-moment') return said(item.fields.learned);
		if (item.kind === 'session') return said(item.needs.join('; '));
		return [];
	});
}
