/** Practice between meetings: play moments, short contact moments and when in the week they are meant to be (R39-R48). */

/** 1 is Monday. Schools here have five. */
export const weekdays = [1, 2, 3, 4, 5] as const;
export type Weekday = (typeof weekdays)[number];

/** Parts of a school day as teachers plan in them (R39): no clock times, those differ by the day. */
export const dayParts = ['arrival', 'morning', 'midday', 'afternoon'] as const;
export type DayPart = (typeof dayParts)[number];

export interface PlaySlot {
	weekday: Weekday;
	part: DayPart;
}

/** Groups 1-2 and groups 3-4: some contexts fit one better than the other (R43). */
export const schoolYears = ['lower', 'middle'] as const;
export type SchoolYears = (typeof schoolYears)[number];

/** R42: in the plan of the week, or because it came about. */
export const playHows = ['planned', 'spontaneous'] as const;
export type PlayHow = (typeof playHows)[number];

/** How the contact felt to the teacher. No scale: three words, none better than another. */
export const feelings = ['warm', 'ordinary', 'searching'] as const;
export type Feeling = (typeof feelings)[number];

export type CoverStatus = 'asked' | 'yes' | 'no' | 'withdrawn';

/** Lengths in characters and minutes, checked at the door. */
export const practiceLimits = { line: 400, context: 200, minutes: 240, tip: 600, brief: 4000 } as const;

/** What the log offers with one tap, minutes. */
export const usualMinutes = [5, 8, 10, 15] as const;

/**
 * One moment as it is logged, on paper as it were: what a phone keeps until it is sent. `undo` takes back what was logged
 * under this id, whether it was sent already or not.
 */
export interface LoggedMoment {
	kind: 'play' | 'brief' | 'other-child' | 'undo';
	id: string;
	/** Epoch ms. */
	at: number;
	/** One more with every wording on its device: the highest is what she said last, whatever comes in last [PR4]. 0: unknown. */
	said: number;
	/** A context of the pack by its id, or own words. */
	context: string;
	minutes: number | null;
	how: PlayHow | '';
	feeling: Feeling | '';
	line: string;
	skill: string;
	leftOut: string;
	filmed: boolean;
}

/** A moment about which nothing is said yet. */
export const blankMoment = (kind: LoggedMoment['kind'], id: string, at: number): LoggedMoment => ({
	kind,
	id,
	at,
	said: 0,
	context: '',
	minutes: null,
	how: '',
	feeling: '',
	line: '',
	skill: '',
	leftOut: '',
	filmed: false
});

/** What a device needs to seal a moment for the server, and for nobody else [PR5]. */
export interface LogBox {
	trajectory: string;
	/** Whose log it is. */
	who: string;
	/** The day of the key, counted from 1970. */
	stamp: number;
	/** A point of P-256, uncompressed, base64. */
	publicKey: string;
}

/** A moment as a device keeps and sends it: only the server can open it. */
export interface LogParcel {
	trajectory: string;
	id: string;
	stamp: number;
	/** base64: the sender's point (65 bytes), nonce (12), sealed JSON of a LoggedMoment. */
	sealed: string;
}

/** So many days a kept moment can be sent; after that nobody can open it any more. */
export const keptDays = 14;

/** What is sealed in beside the words, so that parcels cannot be exchanged. No id holds a space. */
export const parcelAbout = ({ trajectory, id, stamp }: Omit<LogParcel, 'sealed'>): string =>
	['kijkkring log', trajectory, id, stamp].join(' ');

/** The day of the week of a date field (`2026-11-12`), 1 is Monday; null in the weekend. */
export function weekdayOf(date: string): Weekday | null {
	const day = new Date(`${date}T12:00:00Z`).getUTCDay();
	return weekdays.find((one) => one === day) ?? null;
}

/** The last used first, each once, then the rest as the method has them. */
export function lastUsedFirst<T extends { id: string }>(all: readonly T[], used: readonly string[]): T[] {
	const place = (id: string) => {
		const at = used.indexOf(id);
		return at < 0 ? used.length : at;
	};
	return all.toSorted((a, b) => place(a.id) - place(b.id));
}

/**
 * A tip names no child: an alias of the writer's own children, as a word of its own, is refused. It cannot know every
 * name; the page asks for the rest.
 */
export function namesAChild(text: string, aliases: readonly string[]): boolean {
	const words = text.toLowerCase().split(/[^\p{L}\p{N}.]+/u);
	return aliases.some((alias) => {
		const bare = alias.toLowerCase();
		// "J." ends a sentence no more often than it names somebody; a bare letter is a word too often
		return words.includes(bare) || (bare.includes(' ') && text.toLowerCase().includes(bare));
	});
}

/**
 * A moment as a plain form says it, on a page without scripts or without a line. What the form does not have stays blank;
 * what it has is judged by the server.
 */
export function momentFromForm(field: (name: string) => string | null, id: string, now: number): LoggedMoment {
	const own = field('context') === 'own' ? field('context_own') : field('context');
	const given = Number(field('minutes_own') || field('minutes') || Number.NaN);
	return {
		kind: (['play', 'brief', 'other-child'] as const).find((kind) => kind === field('kind')) ?? 'play',
		id,
		at: now,
		said: 0,
		context: (own ?? '').trim().slice(0, practiceLimits.context),
		minutes: Number.isInteger(given) && given >= 1 && given <= practiceLimits.minutes ? given : null,
		how: playHows.find((how) => how === field('how')) ?? '',
		feeling: feelings.find((feeling) => feeling === field('feeling')) ?? '',
		line: (field('line') ?? '').trim().slice(0, practiceLimits.line),
		skill: (field('skill') ?? '').trim().slice(0, practiceLimits.context),
		leftOut: (field('leftOut') ?? '').trim().slice(0, practiceLimits.context),
		filmed: field('filmed') === 'on'
	};
}
