import { getContext, setContext } from 'svelte';
import type { nl } from './nl';

/** Every text people read, except what belongs to a method (that stands in its pack). `en` has exactly the shape of `nl`. */
export type Words = typeof nl;
export type Locale = 'nl' | 'en';

/** The words of one language; a browser loads only its own. */
export const loadWords = async (locale: Locale): Promise<Words> =>
	locale === 'nl' ? (await import('./nl')).nl : (await import('./en')).en;

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
