import * as Y from 'yjs';
import type { PlayerReport, Players } from '$lib/domain/live';
import { units, type Unit } from '$lib/engine/pack';
import { entryMap, type OwnUnit } from '$lib/notebook/table';
import { indexOf, placeOf } from './caret-place';
import { coloursOf } from './colours';

/** Where somebody types: the entry, and how far in it, in characters (UTF-16 units). */
export interface Typing {
	unit: Unit | OwnUnit;
	id: string;
	caret: number | null;
	/** The other end of what she selected; absent or null when nothing is selected. May lie before or after the caret. */
	anchor?: number | null;
}

/** Somebody in the room now, once per person however many tabs she has. */
export interface PersonHere {
	id: string;
	name: string;
	/** 0-7, the same on everybody's screen. */
	colour: number;
	typing: Typing | null;
	/** Of several pages of hers, the one that is worst off. */
	player: PlayerReport | null;
}

/** What others are told of where somebody types: the places keep their meaning while the text changes around them. */
export interface TypingShown extends Typing {
	place?: string;
	anchorPlace?: string;
}

/** Somebody as presence tells it. */
export interface Shown {
	id: string;
	name: string;
	typing: TypingShown | null;
}

/** Everybody present, by id. `me` is who a state without a name belongs to: only our own we hold as we made it. */
export function shownIn(states: Iterable<Record<string, unknown>>, me: { id: string; name: string }): Shown[] {
	const shown = [...states].map((state) => ({
		...((state['user'] as { id: string; name: string } | undefined) ?? me),
		typing: (state['typing'] as TypingShown | null | undefined) ?? null
	}));
	// of several tabs of one person, the one she types in counts: it comes last and stays
	shown.sort((a, b) => Number(a.typing !== null) - Number(b.typing !== null));
	const people = Object.values(Object.fromEntries(shown.map((person) => [person.id, person])));
	return people.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The same people as a screen shows them: with a colour, their player, and their caret where it stands now. */
export function peopleHere(shown: readonly Shown[], players: Players, doc: Y.Doc): PersonHere[] {
	const colours = coloursOf(shown.map((person) => person.id));
	return shown.map((person) => ({
		...person,
		colour: colours.get(person.id) ?? 0,
		typing: person.typing && whereNow(person.typing, doc),
		player: worstOf(players[person.id] ?? [])
	}));
}

const worstFirst: PlayerReport['state'][] = ['broken', 'tap-needed', 'buffering', 'elsewhere', 'ready'];

function worstOf(pages: readonly PlayerReport[]): PlayerReport | null {
	const rank = ({ state }: PlayerReport) => worstFirst.indexOf(state);
	return [...pages].sort((a, b) => rank(a) - rank(b))[0] ?? null;
}

/** What the others are told when I type here. */
export function withPlaces(typing: Typing, doc: Y.Doc): TypingShown {
	const words = wordsOf(typing, doc);
	const { caret, anchor } = typing;
	if (!words || caret === null) return typing;
	const selects = typeof anchor === 'number' && anchor !== caret;
	return { ...typing, place: placeOf(words, caret), ...(selects ? { anchorPlace: placeOf(words, anchor) } : {}) };
}

function whereNow({ place, anchorPlace, ...typing }: TypingShown, doc: Y.Doc): Typing {
	const words = wordsOf(typing, doc);
	if (!words) return typing;
	// what cannot be placed (yet) stands where she said, but never outside the text
	const here = (at: string | undefined, said: number | null | undefined): number | null =>
		(typeof at === 'string' ? indexOf(words, at) : null) ??
		(typeof said === 'number' ? Math.max(0, Math.min(said, words.length)) : null);
	return { ...typing, caret: here(place, typing.caret), anchor: here(anchorPlace, typing.anchor) };
}

function wordsOf({ unit, id }: Typing, doc: Y.Doc): Y.Text | null {
	const words: unknown = units.some((one) => one === unit) ? entryMap(doc, unit, id)?.get('text') : null;
	return words instanceof Y.Text ? words : null;
}
