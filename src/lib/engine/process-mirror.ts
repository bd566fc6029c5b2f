// Longer than the house likes: what a group sees of its own way of working is one page, drawn from one walk.
import { exchangesOf, type ContactNote } from './contact';
import type { Pack, Protocol, Round, Text, Unit } from './pack';
import type { SessionEvent } from './session';

/** What of a note the mirror looks at. */
export interface MirroredNote extends ContactNote {
	text: string;
}

/** One round as the group walked it; `usedMs` of a round that was never begun is 0. */
export interface WalkedRound {
	id: string;
	title: Text;
	/** `walked`; `not-asked`: on request, and nobody asked; `not-reached`: the session ended, or is, before it. */
	how: 'walked' | 'not-asked' | 'not-reached';
	/** Minutes the method gives it, and the group gave on top (R73). */
	planned: number;
	/** ms in all visits together. */
	usedMs: number;
	/** How many times the group came back to it. */
	again: number;
	/** Why the group went back to it, or ahead to it without what the method waits for. */
	reasons: { how: 'back' | 'ahead'; reason: string }[];
}

/** The one question for a next time, by its id; the words stand with the other words. */
export const mirrorQuestions = [
	'see-first',
	'tips-wait',
	'look-for-initiatives',
	'hear-everybody',
	'who-was-quiet',
	'spread',
	'what-followed',
	'the-same-again'
] as const;
export type MirrorQuestion = (typeof mirrorQuestions)[number];

/** How a group worked, for the group itself. Nobody's name, no score, no comparison with other groups or times. */
export interface ProcessMirror {
	/** How many of whoever took part wrote something on the table. */
	wrote: { n: number; of: number };
	/** How evenly what was written is spread over who wrote; null with too little to say it of. */
	spread: 'even' | 'uneven' | null;
	/** How many notes see, think, ask and advise. */
	kinds: { see: number; think: number; ask: number; tip: number };
	/** How many tips were given. `earlier`: whoever led opened tips before their round; otherwise all of them waited for it. */
	tips: { n: number; earlier: boolean };
	/** Null where the method has no words for an initiative, and nobody linked an answer to one. */
	initiatives: { noted: number; received: number } | null;
	/** How many had the word in rounds with turns, of who might have; null in a session without such a round. */
	heard: { n: number; of: number } | null;
	/** Null while the session runs. */
	question: MirrorQuestion | null;
}

interface Walked {
	protocol: Protocol;
	events: readonly SessionEvent[];
}

/** [E7] The rounds of the protocol in order, with the minutes really used. `now` (epoch ms) ends a round that goes on. */
export function walkedRounds({ protocol, events }: Walked, now: number): WalkedRound[] {
	const visits = visitsIn(events, now);
	const last = Math.max(-1, ...visits.map((visit) => visit.round));
	return protocol.rounds.map((round, index) => {
		const own = visits.filter((visit) => visit.round === index);
		return {
			id: round.id,
			title: round.title,
			how: own.length ? 'walked' : round.optional && index < last ? 'not-asked' : 'not-reached',
			planned: round.minutes + own.reduce((sum, visit) => sum + visit.extra, 0),
			usedMs: own.reduce((sum, visit) => sum + visit.ms, 0),
			again: Math.max(0, own.length - 1),
			reasons: own.flatMap(({ how, reason }) =>
				reason && (how === 'back' || how === 'ahead') ? [{ how, reason }] : []
			)
		};
	});
}

interface Visit {
	round: number;
	how: 'started' | 'next' | 'ahead' | 'back';
	reason: string | undefined;
	ms: number;
	extra: number;
}

function visitsIn(events: readonly SessionEvent[], now: number): Visit[] {
	const visits: Visit[] = [];
	let since = 0;
	let open: Visit | null = null;
	const leave = (at: number) => {
		if (open) open.ms = Math.max(0, at - since);
		open = null;
	};
	for (const event of events) {
		const here = visits.at(-1);
		if (event.type === 'time-extended' && here) here.extra += event.minutes;
		if (event.type === 'round-entered' || event.type === 'closed') leave(event.at);
		if (event.type !== 'round-entered') continue;
		since = event.at;
		open = { round: event.round, how: event.how, reason: event.reason, ms: 0, extra: 0 };
		visits.push(open);
	}
	leave(now);
	return visits;
}

/**
 * [E8] What a group sees of its own way of working. Counts only, of everybody together; the smallest of them are said
 * in words that point at nobody. `presenter` is heard in rounds of her own, so turns are counted without her.
 */
export function processMirror(
	session: Walked & { presenter: string },
	notes: readonly MirroredNote[],
	scheme: Pick<Pack, 'codes' | 'codeGroups'>
): ProcessMirror {
	const { protocol, events, presenter } = session;
	const people = takingPart(events, notes);
	const kinds = kindsOf(notes);
	const exchanges = exchangesOf(notes, scheme);
	const mirror: Omit<ProcessMirror, 'question'> = {
		wrote: { n: new Set(notes.map((note) => note.author)).size, of: people.size },
		spread: spreadOf(notes),
		kinds,
		tips: { n: notes.filter((note) => note.unit === 'tips').length, earlier: openedEarlier(protocol, events) },
		initiatives:
			exchanges.length || scheme.codeGroups.some((group) => group.kind === 'initiative')
				? { noted: exchanges.length, received: exchanges.filter((one) => one.kind === 'received').length }
				: null,
		heard: heardIn(
			session,
			[...people].filter((id) => id !== presenter)
		)
	};
	const closed = events.some((event) => event.type === 'closed');
	return { ...mirror, question: closed ? questionFor(mirror) : null };
}

/** Whoever did something or wrote something. Somebody who only listened all the time left no trace, and is not counted. */
function takingPart(events: readonly SessionEvent[], notes: readonly MirroredNote[]): Set<string> {
	const acted = events.flatMap((event) => {
		// the clock ends a session in the name of its presenter, and giving somebody the word is not her doing
		if (event.type === 'closed') return [];
		return event.type === 'turn-taken' ? [event.userId] : [event.actor];
	});
	return new Set([...acted, ...notes.map((note) => note.author)]);
}

/** Parts that say what is seen, what it may mean, and what might be tried. */
const kindOfUnit: Partial<Record<Unit, 'see' | 'think' | 'tip'>> = {
	observations: 'see',
	meanings: 'think',
	tips: 'tip'
};

/** A note that ends in a question mark asks, wherever it stands. */
function kindsOf(notes: readonly MirroredNote[]): ProcessMirror['kinds'] {
	const kinds = { see: 0, think: 0, ask: 0, tip: 0 };
	for (const { unit, text } of notes) {
		const kind = text.trim().endsWith('?') ? 'ask' : kindOfUnit[unit as Unit];
		if (kind) kinds[kind]++;
	}
	return kinds;
}

/** Below this many notes, or with one writer, nothing is said of how they are spread: it would point at somebody. */
const enoughToSpread = 6;

/** Uneven: somebody wrote more than twice her even share. Who, nobody hears. */
function spreadOf(notes: readonly MirroredNote[]): ProcessMirror['spread'] {
	const count = new Map<string, number>();
	for (const { author } of notes) count.set(author, (count.get(author) ?? 0) + 1);
	// with two people "uneven" says who
	if (notes.length < enoughToSpread || count.size < 3) return null;
	return Math.max(...count.values()) > (2 * notes.length) / count.size ? 'uneven' : 'even';
}

/** [S9] No tip reaches the table before its round, unless whoever leads opened them: what came too early waited. */
function openedEarlier({ rounds }: Protocol, events: readonly SessionEvent[]): boolean {
	let open = false;
	for (const event of events) {
		if (event.type === 'round-entered') open ||= rounds[event.round]?.tips ?? false;
		if (event.type === 'tips-opened' && !open) return true;
	}
	return false;
}

/** Passing is fine and is not being overlooked, so who passed counts among those who were asked. */
function heardIn({ protocol, events }: Walked, colleagues: readonly string[]): ProcessMirror['heard'] {
	let here: Round | undefined;
	let turns = false;
	const heard = new Set<string>();
	for (const event of events) {
		if (event.type === 'round-entered') here = protocol.rounds[event.round];
		if (here?.speaks !== 'in-turn') continue;
		turns = true;
		if (event.type === 'turn-taken' || event.type === 'turn-ended') heard.add(event.userId);
	}
	const n = colleagues.filter((id) => heard.has(id)).length;
	return turns && colleagues.length ? { n, of: colleagues.length } : null;
}

/** [E9] One question, the first that fits. Plain rules, in the order in which they help most. */
function questionFor(mirror: Omit<ProcessMirror, 'question'>): MirrorQuestion {
	const { wrote, spread, kinds, tips, initiatives, heard } = mirror;
	if (kinds.think > kinds.see) return 'see-first';
	if (tips.earlier) return 'tips-wait';
	if (kinds.see > 0 && initiatives?.noted === 0) return 'look-for-initiatives';
	if (heard && heard.n < heard.of) return 'hear-everybody';
	if (wrote.n < wrote.of) return 'who-was-quiet';
	if (spread === 'uneven') return 'spread';
	if (initiatives && initiatives.received < initiatives.noted) return 'what-followed';
	return 'the-same-again';
}
