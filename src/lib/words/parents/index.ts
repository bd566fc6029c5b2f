import type { ParentTexts } from './texts';

/** Every language parents can read: one file each, found by being there. */
const files = import.meta.glob<{ texts: ParentTexts }>('./??.ts', { eager: true });

const all = new Map(Object.values(files).map(({ texts }) => [texts.language, texts]));

/** Dutch first, as the school speaks it; then English; then by their own names. */
const rank = ({ language }: ParentTexts): number => ['nl', 'en'].indexOf(language) >>> 0;
export const parentLanguages: readonly ParentTexts[] = [...all.values()].toSorted(
	(a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1)
);

/** The texts of this language, or null for one that is not there. */
export const parentTexts = (language: string): ParentTexts | null => all.get(language) ?? null;

/** The first of these that is there, then the browser's languages, then Dutch. */
export function parentTextsFor(wanted: readonly (string | null)[], acceptLanguage: string | null): ParentTexts {
	const accepted = (acceptLanguage ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase());
	for (const language of [...wanted, ...accepted, 'nl']) {
		const found = language && all.get(language);
		if (found) return found;
	}
	throw new Error('the texts for parents are not there');
}
