import type { Interview, InterviewQuestion } from './pack';

/** When a reflection interview is held in a trajectory. */
export type InterviewMoment = 'start' | 'end';

/** The questions of one interview in order: the end has some more, and the positive one closes it always (R93, R94). */
export const questionsOf = (interview: Interview, moment: InterviewMoment): InterviewQuestion[] => [
	...interview.questions.filter((it) => moment === 'end' || !it.endOnly),
	interview.last
];

/** Where two people are: the n-th of how many; null for a question that this interview does not have. */
export function placeOf(questions: readonly InterviewQuestion[], id: string): { nth: number; of: number } | null {
	const index = questions.findIndex((it) => it.id === id);
	return index < 0 ? null : { nth: index + 1, of: questions.length };
}
