import type { PlaybackCommand } from '$lib/domain/timeline';
import type { Command } from '$lib/engine/decide';
import { units, type Pack, type Protocol, type Unit } from '$lib/engine/pack';
import type { EventBody, Participant, SessionEvent } from '$lib/engine/session';

/**
 * Every question that can be put to a session: in every round of every protocol, every seat, leading or not, with the
 * word or without, everything somebody may ask. Who may what is not said here.
 */
export interface Situation {
	/** Which pack, protocol and moment, for whoever reads a failure. */
	name: string;
	pack: Pack;
	protocol: Protocol;
	/** Index of the round; -1 before the beginning, as many as there are rounds after the end. */
	at: number;
	/** Who is asked about. */
	who: Participant;
	lead: 'nobody' | 'she' | 'another';
	word: 'free' | 'hers' | 'another';
	/** The presenter stopped the picture. */
	stopped: boolean;
	/** Whoever leads opened tips early. */
	tips: boolean;
	/** Both moments are chosen. */
	chosen: boolean;
	/** Everybody but the expert has been heard in this round. */
	heard: boolean;
	/** The presenter is in the room. */
	presenterHere: boolean;
	/** It is the session of a group, to which somebody goes round. */
	inGroup?: true;
}

export type Action =
	| { kind: 'command'; command: Unseen; seen: 'fresh' | 'old' | 'none' }
	| { kind: 'playback'; command: PlaybackCommand }
	| { kind: 'write'; unit: Unit }
	| { kind: 'seal'; unit: Unit }
	| { kind: 'jot' }
	| { kind: 'point' };

/** A command without the number of the screen it was given on. */
export type Unseen = Command extends infer C ? (C extends { seen: number } ? Omit<C, 'seen'> : C) : never;

/** What a session of the matrix shows, ms of the clip. */
export const shown = { from: 0, to: 80_000 };
export const fragment = { from: 20_000, to: 60_000 };

/** One person of each seat; Sofie and Lieke are there to be somebody else. */
export const seats: Participant[] = [
	{ userId: 'marit', seat: 'presenter' },
	{ userId: 'kees', seat: 'colleague' },
	{ userId: 'noor', seat: 'facilitator' },
	{ userId: 'anke', seat: 'expert' },
	{ userId: 'gerda', seat: 'viewer' }
];
const others: Participant[] = [
	{ userId: 'sofie', seat: 'colleague' },
	{ userId: 'lieke', seat: 'colleague' }
];
const another = 'sofie';
const colleagues = ['kees', 'sofie', 'lieke', 'noor'];

export const everybodyAt = ({ presenterHere }: Situation): Participant[] =>
	[...seats, ...others].map((one) => ({ ...one, here: one.seat !== 'presenter' || presenterHere }));

const sides = [false, true];
const leads = ['nobody', 'she', 'another'] as const;
const words = ['free', 'hers', 'another'] as const;

/** Every moment of one protocol, for every seat. What cannot be there at that moment is left out. */
export function situationsOf(pack: Pack, protocol: Protocol): Situation[] {
	const found: Situation[] = [];
	for (let at = -1; at <= protocol.rounds.length; at++) {
		const round = protocol.rounds[at];
		for (const who of seats)
			for (const lead of leads)
				// nobody has the word where there are no turns, and nobody gives it to the presenter
				for (const word of round?.speaks === 'in-turn' ? words : words.slice(0, 1))
					for (const stopped of round ? sides : [false])
						for (const tips of round ? sides : [false])
							for (const chosen of round?.guard === 'moments-chosen' ? sides : [false])
								for (const heard of round?.speaks === 'in-turn' ? sides : [false])
									for (const presenterHere of at < 0 ? sides : [true]) {
										if (word === 'hers' && who.seat === 'presenter') continue;
										const where = round?.id ?? (at < 0 ? 'before' : 'after');
										const name = `${pack.id} ${pack.version} ${protocol.id}, ${where}`;
										const switches = { lead, word, stopped, tips, chosen, heard, presenterHere };
										found.push({ name, pack, protocol, at, who, ...switches });
									}
	}
	return found;
}

/** The same at the table of a group, where nobody leads and nothing was stopped or opened. */
export const groupSituationsOf = (pack: Pack, protocol: Protocol): Situation[] =>
	situationsOf(pack, protocol)
		.filter((s) => s.lead === 'nobody' && !s.stopped && !s.tips)
		.map((s) => ({ ...s, name: `${s.name}, in a group`, inGroup: true }));

/** What happened, so that it stands as the situation says; `at` of the first is the beginning, ms since epoch. */
export function eventsOf(s: Situation, begun = 1_000): SessionEvent[] {
	const { rounds } = s.protocol;
	const last = rounds.length - 1;
	const events: (EventBody & { actor: string })[] = [];
	const happens = (actor: string, body: EventBody) => events.push({ ...body, actor });
	if (s.at >= 0) happens('marit', { type: 'round-entered', round: Math.min(s.at, last), how: 'started' });
	for (const which of ['glad', 'closer'] as const)
		if (s.chosen) happens('marit', { type: 'moment-chosen', which, atMs: 30_000 });
	if (s.heard) for (const userId of colleagues) happens(userId, { type: 'turn-ended', userId, passed: true });
	if (s.tips) happens('marit', { type: 'tips-opened' });
	// handed to her by somebody else: her own screen does not know of it either
	if (s.lead !== 'nobody') happens('lieke', { type: 'lead-taken', userId: s.lead === 'she' ? s.who.userId : another });
	if (s.word !== 'free') {
		const userId = s.word === 'hers' ? s.who.userId : another;
		happens(userId, { type: 'turn-taken', userId });
	}
	if (s.stopped) happens('marit', { type: 'picture-stopped' });
	if (s.at > last) happens('marit', { type: 'closed' });
	return events.map((event, i) => ({ ...event, seq: i + 1, at: begun }));
}

type Do = Unseen['do'];
type Asked<D extends Do> = Omit<Extract<Unseen, { do: D }>, 'do'>;

/** With which words each command is given; one that is new does not compile before it stands here. */
const commands: { [D in Do]: (protocol: Protocol, at: number) => Asked<D>[] } = {
	start: () => [{}],
	next: () => [{}, { reason: 'verder' }],
	back: (_, at) => [
		...[0, at - 1, at, at + 1, -1, 0.5].map((round) => ({ round, reason: 'even terug' })),
		{ round: 0, reason: ' ' }
	],
	close: () => [{}],
	'take-lead': () => [{}],
	'release-lead': () => [{}],
	'hand-lead': () => [...seats, ...others].map(({ userId }) => ({ to: userId })).concat({ to: 'vreemd' }),
	'ask-lead': () => sides.map((asked) => ({ asked })),
	'take-turn': () => [{}],
	'give-turn': () => [...seats, ...others].map(({ userId }) => ({ to: userId })).concat({ to: 'vreemd' }),
	'end-turn': () => sides.map((passed) => ({ passed })),
	ready: () => sides.map((ready) => ({ ready })),
	'choose-moment': () => [
		...[shown.from, 30_000, shown.to].map((atMs) => ({ which: 'closer' as const, atMs })),
		...[shown.to + 1, shown.from - 1, Number.NaN].map((atMs) => ({ which: 'glad' as const, atMs }))
	],
	'ask-round': ({ rounds }) => [
		...rounds.filter((it) => it.optional).map(({ id }) => ({ round: id, asked: true })),
		...rounds.slice(0, 1).map(({ id }) => ({ round: id, asked: true })),
		{ round: 'third-viewing', asked: false }
	],
	'choose-lens': ({ rounds }) =>
		[...new Set([null, ...rounds.flatMap((it) => (it.lenses ?? []).map(({ id }) => id)), 'no-such-lens'])].map(
			(lens) => ({ lens })
		),
	'ask-look-in': () => sides.map((asked) => ({ asked })),
	extend: () => [2, 15, 0, 16, -2].map((minutes) => ({ minutes })),
	'open-tips': () => [{}],
	'stop-picture': () => [{}],
	'release-picture': () => [{}]
};

/** Which commands carry what their asker has seen; like the table above, complete or it does not compile. */
const carriesSeen: { [D in Do]: Extract<Command, { do: D }> extends { seen: number } ? true : false } = {
	start: true,
	next: true,
	back: true,
	close: true,
	'take-lead': true,
	'release-lead': true,
	'hand-lead': true,
	'ask-lead': false,
	'take-turn': false,
	'give-turn': false,
	'end-turn': false,
	ready: false,
	'choose-moment': false,
	'ask-round': false,
	'choose-lens': false,
	'ask-look-in': false,
	extend: false,
	'open-tips': false,
	'stop-picture': false,
	'release-picture': false
};

const loop = (from: number, to: number) => ({ do: 'loop' as const, loop: { from, to } });

/** The remote, inside and outside its bounds. */
const playback: { [D in PlaybackCommand['do']]: Extract<PlaybackCommand, { do: D }>[] } = {
	play: [{ do: 'play' }],
	pause: [{ do: 'pause' }],
	wait: [10_000, 30_000, 20_000].map((ms) => ({ do: 'wait', ms })),
	seek: [0, 30_000, 80_000, 80_001, -1].map((position) => ({ do: 'seek', position })),
	rate: [0.25, 1, 2, 16, 0].map((rate) => ({ do: 'rate', rate })),
	loop: [
		loop(20_000, 22_000),
		loop(20_000, 20_100),
		loop(22_000, 20_000),
		loop(79_000, 81_000),
		{ do: 'loop', loop: null }
	],
	mute: sides.map((muted) => ({ do: 'mute', muted }))
};

/** Everything somebody may ask in this round of this protocol. */
export function actionsIn(protocol: Protocol, at: number): Action[] {
	const asked = Object.entries(commands).flatMap(([name, ways]) =>
		ways(protocol, at).flatMap((words): Action[] => {
			const command = { do: name, ...words } as Unseen;
			if (!carriesSeen[command.do]) return [{ kind: 'command', command, seen: 'none' }];
			return (['fresh', 'old'] as const).map((seen) => ({ kind: 'command', command, seen }));
		})
	);
	return [
		...asked,
		...Object.values(playback).flatMap((ways) => ways.map((command): Action => ({ kind: 'playback', command }))),
		...units.flatMap((unit): Action[] => [
			{ kind: 'write', unit },
			{ kind: 'seal', unit }
		]),
		{ kind: 'jot' },
		{ kind: 'point' }
	];
}

/** The command as it is given on a screen that has seen the last move, or the one before. */
export const given = ({ command, seen }: Extract<Action, { kind: 'command' }>, movedAt: number): Command =>
	(seen === 'none' ? command : { ...command, seen: seen === 'fresh' ? movedAt : movedAt + 1 }) as Command;

/** An action in one word, for counting and for choosing. */
export const wordOf = (action: Action): string =>
	action.kind === 'command'
		? action.command.do
		: action.kind === 'playback'
			? `picture: ${action.command.do}`
			: 'unit' in action
				? `${action.kind} ${action.unit}`
				: action.kind;
