import type { Seat } from '$lib/domain/roles';
import type { Protocol, Round } from './pack';

/** What happened in a session, in order. The state is always the replay of these; nothing else is kept. */
export type EventBody =
	| { type: 'round-entered'; round: number; how: 'started' | 'next' | 'ahead' | 'back'; reason?: string }
	| { type: 'lead-taken'; userId: string }
	| { type: 'lead-released' }
	| { type: 'lead-asked'; userId: string; asked: boolean }
	| { type: 'turn-taken'; userId: string }
	| { type: 'turn-ended'; userId: string; passed: boolean }
	| { type: 'ready'; userId: string; ready: boolean }
	| { type: 'moment-chosen'; which: Moment; atMs: number }
	| { type: 'time-extended'; minutes: number }
	| { type: 'tips-opened' }
	| { type: 'round-asked'; round: string; asked: boolean }
	| { type: 'lens-chosen'; userId: string; lens: string | null }
	| { type: 'look-in-asked'; userId: string; asked: boolean }
	| { type: 'picture-stopped' }
	| { type: 'picture-released' }
	| { type: 'closed' };

/** `at` in ms since epoch on the server's clock; `actor` is a user id. `seq` counts from 1 without gaps. */
export type SessionEvent = EventBody & { seq: number; at: number; actor: string };

/** The two moments only the presenter chooses (R65). */
export type Moment = 'glad' | 'closer';

export interface SessionState {
	/** Sequence number of the last event; 0 before the first. */
	seq: number;
	/** Sequence number of the last move (round, lead, end): what a leader must have seen before the next move. */
	movedAt: number;
	/** When somebody took the lead with that last move: what she had seen before it, and who. */
	took: { after: number; userId: string } | null;
	phase: 'waiting' | 'running' | 'closed';
	/** Index in the protocol; -1 while waiting. */
	round: number;
	/** Epoch ms at which this round was entered. */
	enteredAt: number;
	/** Minutes given on top of the round's own (R73). */
	extraMinutes: number;
	leader: string | null;
	/** Who would like to lead, in the order of asking. */
	leadAskedBy: string[];
	speaker: string | null;
	/** Who had or passed the turn in this round. */
	heard: { userId: string; passed: boolean }[];
	ready: string[];
	moments: Record<Moment, number | null>;
	/** Ids of rounds on request that somebody asked for, for the rest of the session. */
	asked: string[];
	/** The lens each person chose in this round, by user id. */
	lenses: Record<string, string>;
	/** A group asked whoever goes round to look in, and nobody did yet [S30]; `at` in epoch ms. */
	lookIn: { by: string; at: number } | null;
	/** Opened early by whoever leads (Q9), for the rest of the session. */
	tipsOpened: boolean;
	pictureStopped: boolean;
}

/** What the rules must know about a session besides its events. Times in ms of the clip. */
export interface SessionFacts {
	protocol: Protocol;
	presenter: string;
	shown: { from: number; to: number };
	fragment: { from: number; to: number };
	/** It is the session of a group, at a meeting where others go round (R19, R20). */
	inGroup?: boolean;
}

/** One person at the table, as the rules see her. */
export interface Participant {
	userId: string;
	seat: Seat;
	/** In the room at this moment; absent where nobody asked. */
	here?: boolean;
}

export const waiting: SessionState = {
	seq: 0,
	movedAt: 0,
	took: null,
	phase: 'waiting',
	round: -1,
	enteredAt: 0,
	extraMinutes: 0,
	leader: null,
	leadAskedBy: [],
	speaker: null,
	heard: [],
	ready: [],
	moments: { glad: null, closer: null },
	asked: [],
	lenses: {},
	lookIn: null,
	tipsOpened: false,
	pictureStopped: false
};

export const roundOf = (facts: SessionFacts, state: SessionState): Round | null =>
	state.phase === 'running' ? (facts.protocol.rounds[state.round] ?? null) : null;

/** The state after all of `events`, which must be in order. About 1 µs per event. */
export const replay = (events: readonly SessionEvent[]): SessionState => events.reduce(evolve, waiting);

/** The state after one more event. Events were judged when they were made; this never refuses. */
export function evolve(state: SessionState, event: SessionEvent): SessionState {
	const next = { ...state, seq: event.seq };
	switch (event.type) {
		case 'round-entered':
			return {
				...next,
				movedAt: event.seq,
				took: null,
				phase: 'running',
				round: event.round,
				enteredAt: event.at,
				extraMinutes: 0,
				speaker: null,
				heard: [],
				ready: [],
				lenses: {}
			};
		case 'lead-taken':
			return {
				...next,
				movedAt: event.seq,
				took: event.actor === event.userId ? { after: state.movedAt, userId: event.userId } : null,
				leader: event.userId,
				leadAskedBy: state.leadAskedBy.filter((id) => id !== event.userId)
			};
		case 'lead-released':
			return { ...next, movedAt: event.seq, took: null, leader: null, leadAskedBy: [] };
		case 'lead-asked': {
			const others = state.leadAskedBy.filter((id) => id !== event.userId);
			return { ...next, leadAskedBy: event.asked ? [...others, event.userId] : others };
		}
		case 'turn-taken':
			return { ...next, speaker: event.userId };
		case 'turn-ended':
			return {
				...next,
				speaker: state.speaker === event.userId ? null : state.speaker,
				heard: [...state.heard.filter((h) => h.userId !== event.userId), { userId: event.userId, passed: event.passed }]
			};
		case 'ready': {
			const others = state.ready.filter((id) => id !== event.userId);
			return { ...next, ready: event.ready ? [...others, event.userId] : others };
		}
		case 'moment-chosen':
			return { ...next, moments: { ...state.moments, [event.which]: event.atMs } };
		case 'time-extended':
			return { ...next, extraMinutes: state.extraMinutes + event.minutes };
		case 'round-asked': {
			const others = state.asked.filter((id) => id !== event.round);
			return { ...next, asked: event.asked ? [...others, event.round] : others };
		}
		case 'lens-chosen': {
			const lenses = Object.fromEntries(Object.entries(state.lenses).filter(([id]) => id !== event.userId));
			return { ...next, lenses: event.lens === null ? lenses : { ...lenses, [event.userId]: event.lens } };
		}
		case 'look-in-asked':
			return { ...next, lookIn: event.asked ? { by: event.userId, at: event.at } : null };
		case 'tips-opened':
			return { ...next, tipsOpened: true };
		case 'picture-stopped':
			return { ...next, pictureStopped: true };
		case 'picture-released':
			return { ...next, pictureStopped: false };
		case 'closed':
			return { ...next, movedAt: event.seq, took: null, phase: 'closed', speaker: null, lookIn: null };
	}
}
