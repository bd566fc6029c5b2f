/**
 * Who says yes or no for a child. A closed list, so that no name of a parent stands anywhere [CN2]; two of a kind are
 * told apart by a number.
 */
export const guardianKinds = ['mother', 'father', 'parent', 'foster', 'legal'] as const;
export type GuardianKind = (typeof guardianKinds)[number];

/** More than this is a mistake. */
export const mostGuardians = 6;

/** The number for a new one of a kind: the lowest that none of that kind has. */
export function nextNumber(kind: GuardianKind, there: readonly { kind: GuardianKind; number: number }[]): number {
	const taken = new Set(there.filter((one) => one.kind === kind).map(({ number }) => number));
	let number = 1;
	while (taken.has(number)) number++;
	return number;
}

/** The largest photo of a form, bytes: a page that can be read fits in a quarter of it. */
export const photoLimit = 2_000_000;

/** The longest name of an organisation. */
export const organisationLimit = 80;

/** In which a guardian can be written to; each has its texts. */
export const guardianLanguages = ['nl', 'en', 'ar', 'es', 'fa', 'pl', 'tr', 'uk'] as const;
