import type { Choice, PlanChoices } from '$lib/domain/plan-story';
import type { Code, Pack } from '$lib/engine/pack';
import { relationWordsIn, wordsAboutOne } from '$lib/methods/relation-words';
import type { Locale } from '$lib/words';

/** What the method offers to choose from: contexts, skills to try, what to leave out, and the words. */
export function planChoices(pack: Pack, locale: Locale): PlanChoices {
	const choice = (code: Code): Choice => ({ id: code.id, label: code.label[locale], help: code.help[locale] });
	return {
		contexts: pack.contexts.map(({ id, label, help }) => ({
			id,
			label: label[locale],
			...(help && { help: help[locale] })
		})),
		skills: pack.codes.filter((code) => code.actor === 'teacher' && code.polarity === 'plus').map(choice),
		leaveOut: pack.codes.filter((code) => code.polarity === 'dont').map(choice),
		relationWords: relationWordsIn(locale),
		aboutTheChild: wordsAboutOne(locale)
	};
}
