/**
 * Characters of one text of a method in a school's own words: a prompt is one sentence, and a card fits on a phone. The
 * name of a round, a code or a need stands on buttons and small labels.
 */
export const textLimits = { longest: 400, name: 80 } as const;
