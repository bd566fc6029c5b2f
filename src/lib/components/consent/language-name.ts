/** What speakers of a language call it. */
export const languageName = (language: string): string =>
	new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
