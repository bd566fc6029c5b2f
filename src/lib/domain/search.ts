import { plainOf } from './rich-text';

/** Looking for words in texts: without regard to capitals, accents and form, and every word must be there. Pure. */

/** Lengths in characters, checked at the door; `most`: how many places are answered. */
export const searchLimits = { least: 2, longest: 80, most: 40, around: 60 } as const;

/** Where something was found, with what stands around it. */
export interface Found {
	before: string;
	hit: string;
	after: string;
}

/** The words somebody looks for; empty when there is nothing to look for. */
export function termsOf(query: string): string[] {
	const terms = fold(query.normalize('NFC')).split(/\s+/).filter(Boolean);
	return terms.join('').length < searchLimits.least ? [] : [...new Set(terms)];
}

/** The first place in this text when all terms occur in it; null otherwise. */
export function findIn(text: string, terms: readonly string[]): Found | null {
	const whole = plainOf(text).normalize('NFC').replace(/\s+/g, ' ').trim();
	const folded = fold(whole);
	const places = terms.map((term) => ({ at: folded.indexOf(term), length: term.length }));
	if (terms.length === 0 || places.some(({ at }) => at < 0)) return null;
	const [first] = places.toSorted((a, b) => a.at - b.at || b.length - a.length);
	if (!first) return null;
	const { around } = searchLimits;
	const end = first.at + first.length;
	return {
		before: fromWord(whole, first.at - around, first.at),
		hit: whole.slice(first.at, end),
		after: toWord(whole, end, end + around)
	};
}

/** Letter by letter, so that a place in the folded text is a place in the text. */
const fold = (text: string): string =>
	Array.from({ length: text.length }, (_, i) => text[i]?.normalize('NFD')[0]?.toLowerCase()[0] ?? ' ').join('');

/** Cut before a whole word where there is one. */
function fromWord(text: string, from: number, to: number): string {
	if (from <= 0) return text.slice(0, to);
	const part = text.slice(from, to);
	const space = part.indexOf(' ');
	return `…${space < 0 ? part : part.slice(space).replace(/^[ ·]+/, ' ')}`;
}

function toWord(text: string, from: number, to: number): string {
	if (to >= text.length) return text.slice(from);
	const part = text.slice(from, to);
	const space = part.lastIndexOf(' ');
	return `${space < 0 ? part : part.slice(0, space + 1)}…`;
}

/** What kind of page something was found on. */
export type FoundOn =
	'child' | 'start' | 'play-moment' | 'session' | 'parents' | 'note' | 'end' | 'interview' | 'clip' | 'record';

export interface SearchHit extends Found {
	on: FoundOn;
	/** The owner's own child. */
	alias: string;
	at: Date;
	href: string;
}
