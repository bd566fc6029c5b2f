/**
 * What a teacher finds hard in the contact, in one word of R28: a child that withdraws, one that acts out, or neither. For
 * the team alone: it is on no paper, in no count and in no picture.
 */
export const childNatures = ['inward', 'outward', 'other'] as const;
export type ChildNature = (typeof childNatures)[number];
