import { sameMoment, seenMoments } from './many-eyes';
import type { Code, CodeGroup, ObservationActor, Pack, Unit } from './pack';

/** What of a note tells what it is in a contact. `t` in ms of the clip; `of`: the initiative it answers. */
export interface ContactNote {
	id: string;
	unit: string;
	author: string;
	t: number | null;
	actor: ObservationActor | null;
	codes: readonly string[];
	of: string | null;
}
type Scheme = Pick<Pack, 'codes' | 'codeGroups'>;

/** Who an observation is about: what the writer said, or what its codes all agree on. */
export function actorOf(note: Pick<ContactNote, 'actor' | 'codes'>, codes: readonly Code[]): ObservationActor | null {
	if (note.actor) return note.actor;
	const actors = new Set(note.codes.flatMap((id) => codes.find((code) => code.id === id)?.actor ?? []));
	const [only] = actors;
	return actors.size === 1 && only ? only : null;
}

const isObserved = (note: Pick<ContactNote, 'unit'>): boolean => note.unit === ('observations' satisfies Unit);

/** [S28] A noted initiative of the child: an observation with a word of the method for one, and not of the teacher. */
export function isInitiative(
	note: Pick<ContactNote, 'unit' | 'actor' | 'codes'>,
	{ codes, codeGroups }: Scheme
): boolean {
	const kindOf = (id: string): CodeGroup['kind'] => {
		const group = codes.find((code) => code.id === id)?.group;
		return codeGroups.find((it) => it.id === group)?.kind;
	};
	return isObserved(note) && note.actor !== 'teacher' && note.codes.some((id) => kindOf(id) === 'initiative');
}

/** [E4] Whether a note may stand as the answer to an initiative: an observation that is not about the child alone. */
export const mayAnswer = (
	note: Pick<ContactNote, 'unit' | 'actor' | 'codes'>,
	{ codes }: Pick<Scheme, 'codes'>
): boolean => isObserved(note) && actorOf(note, codes) !== 'child';

/** [E4] An answer comes after what it answers; a note at its own moment may still stand a little before it, ms. */
const early = sameMoment;

/** [E4] What a note may answer, the nearest in time first: observations with a moment that are not about the teacher. */
export function answerable<N extends ContactNote>(note: ContactNote, notes: readonly N[], scheme: Scheme): N[] {
	const at = note.t;
	const timed = notes.filter(
		(one) =>
			isObserved(one) &&
			one.id !== note.id &&
			one.t !== null &&
			one.of === null &&
			actorOf(one, scheme.codes) !== 'teacher' &&
			(at === null || one.t <= at + early)
	);
	const away = (one: N) => (at === null ? (one.t ?? 0) : Math.abs((one.t ?? 0) - at));
	return timed.sort((a, b) => away(a) - away(b) || (a.id < b.id ? -1 : 1));
}

/**
 * The two halves of a contact (K-VHT, 002 §1.3, DOMAIN 2.3): an initiative of the child, seen by one or more people, and
 * what answered it. `received`: a successful contact moment. `open`: a moment of awareness, an initiative to which no
 * reception was noted (nobody saw one, or nobody linked it), or to which only something answers that one rather leaves
 * out (R81). Which of these it was is not told: it is material to look at again, never a fault.
 */
export interface Exchange {
	kind: 'received' | 'open';
	/** The first note of the initiative, ms. */
	at: number;
	/** Until where it goes: its last reception, or the initiative itself, ms. */
	until: number;
	initiative: string[];
	receptions: string[];
}

/**
 * [E5] Every noted initiative with what answered it, in order of time. An initiative is an observation with a word of
 * the method for one, or one that an answer was linked to by hand; noted by several people within `sameMoment` it is one.
 */
export function exchangesOf(notes: readonly ContactNote[], scheme: Scheme): Exchange[] {
	const seen = notes.filter((note): note is ContactNote & { t: number } => isObserved(note) && note.t !== null);
	const answers = notes.filter((note) => note.of !== null && mayAnswer(note, scheme));
	const answered = new Set(answers.map((note) => note.of));
	const begins = seen.filter(
		(note) =>
			isInitiative(note, scheme) ||
			(answered.has(note.id) && note.of === null && actorOf(note, scheme.codes) !== 'teacher')
	);
	return eachMoment(begins).map((initiatives) => {
		const ids = initiatives.map((note) => note.id);
		const receptions = answers.filter((note) => note.of !== null && ids.includes(note.of) && !ids.includes(note.id));
		const at = Math.min(...initiatives.map((note) => note.t));
		return {
			kind: receptions.some((note) => isReceiving(note, scheme.codes)) ? 'received' : 'open',
			at,
			until: Math.max(at, ...receptions.flatMap((note) => note.t ?? [])),
			initiative: ids,
			receptions: receptions.map((note) => note.id)
		};
	});
}

/** Initiatives of one moment are one when different people noted them; one person who notes two saw two. */
function eachMoment<N extends { id: string; author: string; t: number }>(notes: readonly N[]): N[][] {
	return seenMoments(notes).flatMap(({ notes: near }) => {
		const byAuthor = new Map<string, N[]>();
		for (const note of near) byAuthor.set(note.author, [...(byAuthor.get(note.author) ?? []), note]);
		const most = Math.max(...[...byAuthor.values()].map((own) => own.length));
		// her first is the others' first, her second their second
		return Array.from({ length: most }, (_, nth) => [...byAuthor.values()].flatMap((own) => own[nth] ?? []));
	});
}

/** Somebody who linked a note without a word of the method saw an answer; only "rather not" by itself receives nothing. */
function isReceiving(note: Pick<ContactNote, 'codes'>, codes: readonly Code[]): boolean {
	const polarities = note.codes.flatMap((id) => codes.find((code) => code.id === id)?.polarity ?? []);
	return !polarities.includes('dont') || polarities.includes('plus');
}

/** [E6] Exchanges further apart than this are no series, ms: from the end of one to the begin of the next (DOMAIN 2.3, A). */
export const seriesGap = 10_000;

/** [E6] A run of exchanges of one kind: two at least. `yes`: received; `no`: open. */
export interface Series {
	kind: 'yes' | 'no';
	exchanges: Exchange[];
}

/**
 * [E6] Yes-series and no-series (ja-reeks, nee-reeks; K-VHT, 002 §1.3, DOMAIN 2.3): consecutive exchanges of the same
 * kind, each beginning at most `gap` after the one before ended. An exchange of the other kind between them ends a run.
 */
export function seriesOf(exchanges: readonly Exchange[], gap = seriesGap): Series[] {
	const runs: Exchange[][] = [];
	for (const exchange of [...exchanges].sort((a, b) => a.at - b.at)) {
		const run = runs.at(-1);
		const last = run?.at(-1);
		if (run && last && last.kind === exchange.kind && exchange.at - last.until <= gap) run.push(exchange);
		else runs.push([exchange]);
	}
	return runs.flatMap((run) => {
		const [first] = run;
		return first && run.length > 1
			? [{ kind: first.kind === 'received' ? ('yes' as const) : ('no' as const), exchanges: run }]
			: [];
	});
}
