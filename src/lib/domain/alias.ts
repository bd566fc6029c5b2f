import { no, yes, type Outcome } from './outcome';

/** Longest alias, in characters: enough for "meisje rode laarzen", too short for most full names. */
const aliasLimit = 20;

/**
 * A target child goes by an initial or an invented word, never by a name (R38). This cannot know every name; it
 * refuses what looks like a first and a last name (a capitalised word beside another capital) and what is too long.
 * Answers the tidied alias. Refusals: `bad-input` (empty), `alias-looks-like-a-name`.
 */
export function judgeAlias(text: string): Outcome<string> {
	const alias = text.normalize('NFC').trim().replace(/\s+/g, ' ');
	if (alias === '') return no('bad-input');
	const capitals = alias.match(/\p{Lu}[\p{L}'’.]*/gu) ?? [];
	const twoNames = capitals.length >= 2 && capitals.some((word) => word.replace(/[.'’]/g, '').length > 1);
	return twoNames || [...alias].length > aliasLimit ? no('alias-looks-like-a-name') : yes(alias);
}
