import { getContext, setContext } from 'svelte';
import type { Area } from './areas';
import type { nl } from './nl';

/** Every text people read, except what belongs to a method (that stands in its pack). `en` has exactly the shape of `nl`. */
export type Words = typeof nl;
export type Locale = 'nl' | 'en';

/** One file each: a browser fetches one language, and of that the areas its page reads. */
const files = import.meta.glob<Partial<Words>>(['./nl/*.ts', './en/*.ts', '!./*/{index,outside}.ts']);

/** What was brought so far. Whoever holds it sees it grow, so that a next page finds its words where it looks already. */
const brought: Record<Locale, Partial<Words>> = { nl: {}, en: {} };

/** The words of one language, with at least these areas in them; without areas: all. Call it before they are read. */
export async function loadWords(locale: Locale, areas?: readonly Area[]): Promise<Words> {
	const words = brought[locale];
	const missing = (areas ?? everyAreaOf(locale)).filter((area) => !words[area]);
	const read = await Promise.all(missing.map((area) => files[`./${locale}/${area}.ts`]?.()));
	missing.forEach((area, i) => Object.assign(words, { [area]: read[i]?.[area] }));
	return words as Words; // of the other areas nobody reads: areas.test.ts
}

const everyAreaOf = (locale: Locale): Area[] =>
	Object.keys(files).flatMap((file) => (file.startsWith(`./${locale}/`) ? [file.slice(5, -3) as Area] : []));

/** Own choice first, then the browser's languages, then Dutch. */
export function localeFrom(choice: string | undefined, acceptLanguage: string | null): Locale {
	if (choice === 'nl' || choice === 'en') return choice;
	for (const part of acceptLanguage?.split(',') ?? []) {
		const language = part.trim().slice(0, 2).toLowerCase();
		if (language === 'nl' || language === 'en') return language;
	}
	return 'nl';
}

const KEY = Symbol('words');
export interface Reading {
	t: Words;
	locale: Locale;
}
export const setWords = (reading: Reading): Reading => setContext(KEY, reading);
/** The reader's words, in any component: `const { t, locale } = getWords()`. */
export const getWords = (): Reading => getContext<Reading>(KEY);
