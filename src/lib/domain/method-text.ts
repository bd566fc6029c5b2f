/** Characters of one text of a method in a school's own words: a prompt is one sentence, and a card fits on a phone. */
export const textLimits = { longest: 400 } as const;
