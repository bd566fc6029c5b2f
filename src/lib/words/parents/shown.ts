import type { ConsentScope } from '$lib/domain/consent';
import type { ParentsContact } from '$lib/domain/parents-contact';
import type { NamedExpert, ShownFacts } from '$lib/domain/parent-view';
import type { ParentTexts } from './texts';

/** The five points, in the order in which they are read. The words an answer stands on: the page and its hash both ask here. */
export function pointsShown(texts: ParentTexts, facts: ShownFacts) {
	const { what, who, after, always, ask } = texts;
	return [
		{ id: 'what', ...what },
		{ id: 'who', ...who },
		{ id: 'after', title: after.title, body: after.body(dayOf(texts, facts.filmsUntil)) },
		{ id: 'always', ...always },
		{ id: 'ask', title: ask.title, body: ask.body(facts.teacher, facts.school) }
	] as const;
}

/**
 * [PP11] Whom at school she can turn to, one line each, with the part of it that can be dialled or written to. It is no
 * part of the words an answer stands on: who leaves the school changes nobody's answer.
 */
export function contactShown(texts: ParentTexts, { who, email, phone, privacy }: ParentsContact) {
	return [
		{ text: texts.ask.contact(who), part: null, by: null },
		...(phone ? [{ text: phone, part: phone, by: 'phone' as const }] : []),
		...(email ? [{ text: email, part: email, by: 'mail' as const }] : []),
		...(privacy ? [{ text: texts.ask.privacy(privacy), part: privacy, by: 'mail' as const }] : [])
	];
}

/** What one answer is about. */
export function scopeShown(texts: ParentTexts, scope: ConsentScope, expert: NamedExpert | null) {
	const shown = texts.scopes[scope];
	const body = typeof shown.body === 'string' ? shown.body : shown.body(expert?.name ?? '', expert?.organisation ?? '');
	return { title: shown.title, body };
}

/** Everything that stood there when somebody answered, as one string to be hashed. */
export const wordsRead = (
	texts: ParentTexts,
	facts: ShownFacts,
	scope: ConsentScope,
	expert: NamedExpert | null
): string =>
	JSON.stringify([
		texts.language,
		texts.version,
		texts.question,
		pointsShown(texts, facts).map(({ title, body }) => [title, body]),
		scopeShown(texts, scope, expert),
		[texts.yes, texts.no]
	]);

/** 4 March 2027, in this language. All days are those of the school's own clock. */
export const dayOf = ({ dates }: ParentTexts, at: Date): string =>
	new Intl.DateTimeFormat(dates, { timeZone: 'Europe/Amsterdam', dateStyle: 'long' })
		.format(at)
		// Ukrainian says "year" behind it, with a full stop that would stand before the one of the sentence
		.replace(/\s*р\.$/u, '');
/** 4 March 2027, 15:30 */
export const momentOf = ({ dates }: ParentTexts, at: Date): string =>
	new Intl.DateTimeFormat(dates, {
		timeZone: 'Europe/Amsterdam',
		day: 'numeric',
		month: 'long',
		year: 'numeric',
		hour: '2-digit',
		minute: '2-digit',
		hour12: false
	}).format(at);
